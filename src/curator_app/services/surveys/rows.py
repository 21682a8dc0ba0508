"""What screens, papers and commands receive of questionnaires, waves and replies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from curator_app.domain.codes import QuestionnaireKind, RespondentRole, WaveStage
from curator_app.domain.surveys.questions import Answer, Question

RespondentState = Literal["waiting", "overdue", "answered", "excused"]


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionnaireRow:
    """A questionnaire as it would be asked now (or, inside a wave, as it is asked there).

    ``id`` None: the shipped one, not used yet. ``version`` 0: shipped. ``changed``: the school's wording differs from
    the shipped one; ``shipped``: there is a shipped one to return to. ``replies``: replies to this very version: with
    any, it is frozen. ``per_pair``: filled about each pair apart.
    """

    id: int | None
    code: str
    version: int
    title: str
    kind: QuestionnaireKind
    role: RespondentRole | None
    mentoring_form: str | None
    preamble: str | None
    questions: tuple[Question, ...]
    hidden: bool = False
    shipped: bool = True
    changed: bool = False
    replies: int = 0

    @property
    def frozen(self) -> bool:
        """It was answered: a change begins a new version."""
        return self.replies > 0

    @property
    def per_pair(self) -> bool:
        """Filled about each pair apart (the sheet of a pair)."""
        return self.kind is QuestionnaireKind.EFFECTIVENESS


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionRow:
    """One kept version of a questionnaire."""

    id: int
    version: int
    questions: int
    replies: int
    waves: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleCount:
    """How far one role is: of ``expected`` (not excused) so many answered, so many are late."""

    role: RespondentRole
    expected: int
    answered: int
    overdue: int
    excused: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WaveRow:
    """A wave in the list. ``from_file``: its questions came with a table and it has no questionnaire.
    ``replies``: all replies, also of people nobody expected."""

    id: int
    title: str
    stage: WaveStage | None
    date: dt.date | None
    due_date: dt.date | None
    academic_year: str | None
    closed_on: dt.date | None
    note: str | None
    from_file: bool
    roles: tuple[RoleCount, ...]
    replies: int

    @property
    def expected(self) -> int:
        """Who must answer, the excused left out."""
        return sum(one.expected for one in self.roles)

    @property
    def answered(self) -> int:
        """Those of them who have."""
        return sum(one.answered for one in self.roles)

    @property
    def overdue(self) -> int:
        """Those whose term is over without an answer."""
        return sum(one.overdue for one in self.roles)


@dataclass(frozen=True, kw_only=True, slots=True)
class WaveFormRow:
    """Which questionnaire a role answers in a wave."""

    role: RespondentRole
    questionnaire: QuestionnaireRow


@dataclass(frozen=True, kw_only=True, slots=True)
class RespondentRow:
    """Somebody who must answer (``id``) or has answered unasked (``id`` None). ``about_pair`` 0: no pair in
    particular; ``about`` names the pair. ``due``: of the person, else of the wave. ``reply``: the number of the
    reply."""

    id: int | None
    person: int
    name: str
    short_name: str
    what: str
    role: RespondentRole
    about_pair: int
    about: str
    due: dt.date | None
    printed_on: dt.date | None
    excused: str | None
    reply: int | None
    answered_on: dt.date | None
    way: str | None
    state: RespondentState


@dataclass(frozen=True, kw_only=True, slots=True)
class WaveView:
    """A wave with its questionnaires and everybody in it, by role and name."""

    row: WaveRow
    forms: tuple[WaveFormRow, ...]
    respondents: tuple[RespondentRow, ...]

    def form(self, role: RespondentRole) -> QuestionnaireRow | None:
        """The questionnaire of a role."""
        return next((one.questionnaire for one in self.forms if one.role is role), None)

    def of_role(self, role: RespondentRole) -> tuple[RespondentRow, ...]:
        """The respondents of a role."""
        return tuple(one for one in self.respondents if one.role is role)


@dataclass(frozen=True, kw_only=True, slots=True)
class WaveData:
    """What a dialog sets of a wave; without a date it is of the day it is made."""

    title: str
    stage: WaveStage | None = None
    date: dt.date | None = None
    due_date: dt.date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Somebody to ask: person, role, about which pair (0: none in particular), own term."""

    person: int
    role: RespondentRole
    about_pair: int = 0
    due_date: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """Somebody who may be asked, with why: «пара с Ивановой А.А.». ``preselected``: must answer by the rules."""

    asked: Asked
    name: str
    short_name: str
    what: str
    reason: str
    preselected: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class WaveKit:
    """A usual wave: when it is asked and who answers what."""

    code: str
    title: str
    stage: WaveStage
    forms: tuple[tuple[RespondentRole, str], ...]
    mentoring_form: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WaveProposal:
    """A wave that the terms ask for now. ``due``: the earliest term of those to be asked; ``wave``: the open wave of
    this kit that they can join, if there is one."""

    kit: WaveKit
    title: str
    date: dt.date
    due: dt.date | None
    people: tuple[Asked, ...]
    names: tuple[str, ...]
    reason: str
    wave: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyRow:
    """A reply as it is kept. ``answers``: {key of a question: answer}; ``raw``: {question: what was not understood}."""

    id: int
    wave: int
    person: int
    role: RespondentRole | None
    about_pair: int
    date: dt.date | None
    way: str | None
    answers: Mapping[str, Answer]
    raw: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyData:
    """A reply to keep; ``answers`` are checked against the questionnaire."""

    wave: int
    person: int
    role: RespondentRole
    about_pair: int = 0
    answers: Mapping[str, object]
    date: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A question keyed in differently the second time; «» stands for no answer."""

    key: str
    number: int
    text: str
    first: str
    second: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyChange:
    """One correction of a reply, out of the journal: when, by which action, question, before and after."""

    at: dt.datetime
    action: str
    question: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundDeficit:
    """A deficit told by a reply: area, its word, severity 0–3, the lines that say so."""

    area: str
    area_label: str
    severity: int
    text: str
