"""SQLAlchemy mapped classes and database constraints, nothing else. One aggregate a file."""

from curator_app.models.base import Base
from curator_app.models.journal import Action, Change, ColumnMapping, ImportBatch
from curator_app.models.order import Order, OrderPair
from curator_app.models.pair import Pair, PairMentee
from curator_app.models.person import Competence, Consent, Mentee, Mentor, NameForm, Person
from curator_app.models.request import Ban, Deficit, Lock, Request, Wish
from curator_app.models.school import AcademicYear, CatalogueEntry, PaperTemplate, School, Setting
from curator_app.models.survey import Reply, SurveyWave

__all__ = [
    "AcademicYear",
    "Action",
    "Ban",
    "Base",
    "CatalogueEntry",
    "Change",
    "ColumnMapping",
    "Competence",
    "Consent",
    "Deficit",
    "ImportBatch",
    "Lock",
    "Mentee",
    "Mentor",
    "NameForm",
    "Order",
    "OrderPair",
    "Pair",
    "PairMentee",
    "PaperTemplate",
    "Person",
    "Reply",
    "Request",
    "School",
    "Setting",
    "SurveyWave",
    "Wish",
]
