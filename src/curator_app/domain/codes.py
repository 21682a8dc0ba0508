"""Closed lists of the field as codes (domain.md c, g). Their Russian words are in ``texts.labels``."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class PersonKind(StrEnum):
    """Who a participant is to the school."""

    STAFF = "staff"
    PUPIL = "pupil"
    EXTERNAL = "external"


class QualificationCategory(StrEnum):
    """Qualification of a teacher (приказ Минпросвещения 24.03.2023 № 196)."""

    NONE = "none"
    CONFORMITY = "conformity"
    FIRST = "first"
    HIGHEST = "highest"
    METHODIST = "methodist"
    MENTOR = "mentor"


class MentorStatus(StrEnum):
    """Where a mentor stands in the base (S0-3, S2*)."""

    POTENTIAL = "potential"
    SELECTED = "selected"
    APPOINTED = "appointed"
    RESERVE = "reserve"
    LEFT = "left"


class MenteeCategory(StrEnum):
    """Why a person needs a mentor (S1, domain.md c)."""

    YOUNG_SPECIALIST = "young_specialist"
    NEWCOMER = "newcomer"
    DIFFICULTIES = "difficulties"
    RETURNING = "returning"
    NEW_POST = "new_post"
    PUPIL = "pupil"
    OTHER = "other"


class RequestSource(StrEnum):
    """Where a request was found out (S2-П2, М1)."""

    SURVEY = "survey"
    DIAGNOSIS = "diagnosis"
    OBSERVATION = "observation"
    CNPPM = "cnppm"
    APPLICATION = "application"


class RequestStatus(StrEnum):
    """Life of a request (domain.md c)."""

    NEW = "new"
    IN_WORK = "in_work"
    CLOSED = "closed"
    PARTLY_CLOSED = "partly_closed"


class ConsentKind(StrEnum):
    """What a written consent is about; personal data stand apart (156-ФЗ of 24.06.2025)."""

    MENTORING = "mentoring"
    MENTEE = "mentee"
    PERSONAL_DATA = "personal_data"
    PUBLICATION = "publication"
    PARENT = "parent"


class PairStatus(StrEnum):
    """Life of a pair or group."""

    DRAFT = "draft"
    READY = "ready"
    ASSIGNED = "assigned"
    PAUSED = "paused"
    COMPLETED = "completed"
    TERMINATED = "terminated"


PAIR_ENDED: Final = (PairStatus.COMPLETED.value, PairStatus.TERMINATED.value)
"""A pair that is over."""


class ClosingReason(StrEnum):
    """The three reasons of an ending (S1 Пол-7.1)."""

    PLAN_COMPLETED = "plan_completed"
    PARTICIPANTS_INITIATIVE = "participants_initiative"
    CURATOR_INITIATIVE = "curator_initiative"


class Area(StrEnum):
    """Areas of competence and of deficits with stable codes; a school may add its own."""

    SUBJECT = "subject"
    METHODICAL = "methodical"
    PSYCHOLOGICAL_PEDAGOGICAL = "psychological_pedagogical"
    COMMUNICATIVE = "communicative"
    DIGITAL = "digital"
    UPBRINGING = "upbringing"
    DOCUMENTATION = "documentation"
    EXTRACURRICULAR = "extracurricular"


class Catalogue(StrEnum):
    """Lists the school may edit."""

    AREA = "area"
    MENTORING_FORM = "mentoring_form"
    MENTORING_KIND = "mentoring_kind"
    ROLE_MODEL = "role_model"
    FOCUS = "focus"
    POSITION = "position"
    SUBJECT = "subject"


class WishSide(StrEnum):
    """Who wished."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class OrderEffect(StrEnum):
    """What an order does to the earlier one it refers to."""

    CHANGES = "changes"
    CANCELS = "cancels"


class OrderType(StrEnum):
    """Kinds of orders (domain.md f.2)."""

    ASSIGNMENT = "assignment"
    ASSIGNMENT_LIST = "assignment_list"
    CHANGE = "change"
    REPLACEMENT = "replacement"
    CANCELLATION = "cancellation"
    EXTENSION = "extension"
    COMPLETION = "completion"
    INCENTIVE = "incentive"
    FINAL_EVENT = "final_event"
    CURATOR_APPOINTMENT = "curator_appointment"
    WORKING_GROUP = "working_group"
    IMPLEMENTATION = "implementation"
    REGULATION = "regulation"
    REALISATION_PLAN = "realisation_plan"
    REGULATION_ADOPTION = "regulation_adoption"
    CURATOR_AND_MENTORS = "curator_and_mentors"
    RESPONSIBLE_PERSONS = "responsible_persons"
    GENERIC = "generic"


class PairEventKind(StrEnum):
    """What happens in the life of a pair besides its orders (S1 Пол-4.1, 5.1, 7.1, 7.2; ТК РФ ст. 351.8)."""

    CORRECTION = "correction"
    EXTENSION = "extension"
    PAUSE = "pause"
    RESUMPTION = "resumption"
    RESIGNATION_REQUEST = "resignation_request"
    REPLACEMENT_REQUEST = "replacement_request"
    EARLY_NOTICE = "early_notice"
    REPLACEMENT = "replacement"
    ENDING = "ending"


class PairEventSide(StrEnum):
    """Who asked for it."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"
    CURATOR = "curator"


class CalendarDayKind(StrEnum):
    """What the school itself says about a day of the calendar."""

    HOLIDAY = "holiday"
    WORKING = "working"
    SHORT = "short"


class TaskMarkState(StrEnum):
    """What the curator has said about a task that a rule sets."""

    DONE = "done"
    POSTPONED = "postponed"
    DROPPED = "dropped"


class TaskObject(StrEnum):
    """What a task is about."""

    SCHOOL = "school"
    PERSON = "person"
    MENTOR = "mentor"
    MENTEE = "mentee"
    PAIR = "pair"
    ROUTE = "route"


class RouteStatus(StrEnum):
    """Life of an individual route (ИОМ)."""

    DRAFT = "draft"
    APPROVED = "approved"
    COMPLETED = "completed"
    TERMINATED = "terminated"


class RouteStageCode(StrEnum):
    """The three stages of a route (S2-М2)."""

    ADAPTATION = "adaptation"
    MAIN = "main"
    EVALUATION = "evaluation"


class StepStatus(StrEnum):
    """Where a step of a route stands; overdue is told by its term."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


class Responsible(StrEnum):
    """Who answers for a step or a line of the roadmap."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    CURATOR = "curator"
    DIRECTOR = "director"
    PSYCHOLOGIST = "psychologist"
    OTHER = "other"


class StepLevel(StrEnum):
    """How far an activity reaches (S2-И1)."""

    SCHOOL = "school"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


class RouteChangeKind(StrEnum):
    """Why a route is not as it was approved (S2-М2, S1 Пол-7.2)."""

    APPROVAL = "approval"
    CORRECTION = "correction"
    EXTENSION = "extension"
    COMPLETION = "completion"


class MeetingKind(StrEnum):
    """The five meetings of a pair, in their order (S4-4.5)."""

    ACQUAINTANCE = "acquaintance"
    TRIAL = "trial"
    PLANNING = "planning"
    JOINT_WORK = "joint_work"
    FINAL = "final"


class RoadmapItemStatus(StrEnum):
    """Where a line of the school's roadmap stands."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


class ActivityKind(StrEnum):
    """What the school does with many people at once (S2-П5, Н2; S1 Пол-3.4-8)."""

    CONSULTATION = "consultation"
    TRAINING = "training"
    EVENT = "event"


class ActivityStatus(StrEnum):
    """Where it stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class QuestionnaireKind(StrEnum):
    """What a questionnaire is for (domain.md d)."""

    NEEDS = "needs"
    DIAGNOSIS = "diagnosis"
    SATISFACTION = "satisfaction"
    BEFORE = "before"
    AFTER = "after"
    REFLECTION = "reflection"
    EFFECTIVENESS = "effectiveness"
    CURATOR_CRITERIA = "curator_criteria"
    SWOT = "swot"
    OTHER = "other"


class RespondentRole(StrEnum):
    """In what role somebody answers."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    CURATOR = "curator"


class WaveStage(StrEnum):
    """When in the programme a wave is asked (S2-М2–М4, S4-5.2, 5.3)."""

    START = "start"
    ADAPTATION = "adaptation"
    DECEMBER = "december"
    MAY = "may"
    FIRST_YEAR = "first_year"
    FINAL = "final"
    OTHER = "other"


class ReplyWay(StrEnum):
    """How a reply came in."""

    KEYED = "keyed"
    FILE = "file"
    FORM = "form"


class IncentiveKind(StrEnum):
    """How a participant was thanked (S2-Н1)."""

    GRATITUDE = "gratitude"
    DIPLOMA = "diploma"
    PAYMENT = "payment"
    HONOUR_BOARD = "honour_board"
    NOMINATION = "nomination"


class FormKind(StrEnum):
    """What a form of monitoring is: the district's own file, or a register with columns of the school's choice."""

    FORM = "form"
    REGISTER = "register"


class PaperStatus(StrEnum):
    """Where a paper that is no order stands."""

    DRAFT = "draft"
    SIGNED = "signed"
    CANCELLED = "cancelled"


class RegisteredKind(StrEnum):
    """The two registers a paper may stand in."""

    ORDER = "order"
    PAPER = "paper"


class PaperRelation(StrEnum):
    """What one paper is to another."""

    CHANGES = "changes"
    CANCELS = "cancels"
    APPENDIX = "appendix"


class AttachmentOwner(StrEnum):
    """What a kept file (a scan, a certificate) belongs to."""

    ORDER = "order"
    PAPER = "paper"
    PERSON = "person"
    PAIR = "pair"
    MEETING = "meeting"
    ROUTE_STEP = "route_step"
    ACTIVITY = "activity"
    CONSENT = "consent"


class ErasureKind(StrEnum):
    """What was done with somebody's personal data (152-ФЗ, ст. 21)."""

    DESTROYED = "destroyed"
    DEPERSONALISED = "depersonalised"
