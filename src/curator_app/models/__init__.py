"""SQLAlchemy mapped classes and database constraints, nothing else. One aggregate a file.

No `from __future__ import annotations` in these files: SQLAlchemy would read the text of 630 annotations each start.
"""

from curator_app.models.acquaintance import AcquaintanceRound, RoundParticipant
from curator_app.models.base import Base
from curator_app.models.journal import Action, Change, ColumnMapping, ImportBatch
from curator_app.models.meeting import LessonVisit, Meeting
from curator_app.models.monitoring import (
    IndicatorTarget,
    MonitoringSnapshot,
    ReportForm,
    SchoolFact,
    SentReport,
)
from curator_app.models.order import Order, OrderPair
from curator_app.models.outcome import Agreement, Contest, Incentive, Practice, Publication
from curator_app.models.pair import Pair, PairEvent, PairMentee
from curator_app.models.paper import (
    Acknowledgement,
    Attachment,
    OrderDraftRecord,
    PaperLink,
    RegisteredPaper,
)
from curator_app.models.person import Competence, Consent, Mentee, Mentor, NameForm, Person
from curator_app.models.privacy import DialogDraft, Erasure, ExportRecord
from curator_app.models.proposal import ProposalDraft, ProposalDraftPair
from curator_app.models.request import Ban, Deficit, Lock, Request, Wish
from curator_app.models.roadmap import Activity, ActivityParticipant, Roadmap, RoadmapItem
from curator_app.models.route import (
    Route,
    RouteChange,
    RouteStage,
    RouteStep,
    RouteStepDeficit,
    RouteTemplate,
)
from curator_app.models.school import (
    AcademicYear,
    CatalogueEntry,
    NormRecord,
    PaperTemplate,
    School,
    Setting,
    TemplateVersion,
)
from curator_app.models.survey import Questionnaire, Reply, SurveyWave, WaveForm, WaveRespondent
from curator_app.models.term import CalendarDay, DeadlineRule, OwnTask, TaskMark

__all__ = [
    "AcademicYear",
    "Acknowledgement",
    "AcquaintanceRound",
    "Action",
    "Activity",
    "ActivityParticipant",
    "Agreement",
    "Attachment",
    "Ban",
    "Base",
    "CalendarDay",
    "CatalogueEntry",
    "Change",
    "ColumnMapping",
    "Competence",
    "Consent",
    "Contest",
    "DeadlineRule",
    "Deficit",
    "DialogDraft",
    "Erasure",
    "ExportRecord",
    "ImportBatch",
    "Incentive",
    "IndicatorTarget",
    "LessonVisit",
    "Lock",
    "Meeting",
    "Mentee",
    "Mentor",
    "MonitoringSnapshot",
    "NameForm",
    "NormRecord",
    "Order",
    "OrderDraftRecord",
    "OrderPair",
    "OwnTask",
    "Pair",
    "PairEvent",
    "PairMentee",
    "PaperLink",
    "PaperTemplate",
    "Person",
    "Practice",
    "ProposalDraft",
    "ProposalDraftPair",
    "Publication",
    "Questionnaire",
    "RegisteredPaper",
    "Reply",
    "ReportForm",
    "Request",
    "Roadmap",
    "RoadmapItem",
    "RoundParticipant",
    "Route",
    "RouteChange",
    "RouteStage",
    "RouteStep",
    "RouteStepDeficit",
    "RouteTemplate",
    "School",
    "SchoolFact",
    "SentReport",
    "Setting",
    "SurveyWave",
    "TaskMark",
    "TemplateVersion",
    "WaveForm",
    "WaveRespondent",
    "Wish",
]
