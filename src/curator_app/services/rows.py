"""Frozen rows that screens and the command line receive. Field names are the contract of the headless interface."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from curator_app.domain.codes import PersonKind
from curator_app.domain.consents import needed_of_mentee, needed_of_mentor
from curator_app.domain.names import PersonName


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonRow:
    """A person as the base has it."""

    id: int
    surname: str
    first_name: str
    patronymic: str | None
    gender: str | None
    birth_date: dt.date | None
    birth_year: int | None
    kind: str
    position: str | None
    subjects: tuple[str, ...]
    qualification_category: str | None
    experience_years: int | None
    young_specialist: bool | None
    phone: str | None
    email: str | None
    workplace: str | None
    work_start_date: dt.date | None
    dismissal_date: dt.date | None
    class_name: str | None
    building: str | None
    shift: str | None
    education: str | None
    note: str | None
    indeclinable: bool
    archived: bool
    archived_on: dt.date | None
    raw: dict[str, str]

    @property
    def name(self) -> PersonName:
        """The name as a value."""
        return PersonName(self.surname, self.first_name, self.patronymic)

    @property
    def full_name(self) -> str:
        """«Иванова Мария Петровна»."""
        return self.name.full


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentRow:
    """A consent on file; ``state`` on the day of reading: given, withdrawn, expired or refused."""

    id: int
    person: int
    person_name: str
    kind: str
    date: dt.date | None
    until: dt.date | None
    withdrawn_on: dt.date | None
    refused: bool
    note: str | None
    state: str
    signed_by: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CompetenceRow:
    """An area with a level 1–3."""

    area: str
    area_label: str
    level: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DeficitRow:
    """A deficit of a request, severity 0–3."""

    area: str
    area_label: str
    text: str | None
    severity: int
    severity_after: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestRow:
    """A request of a mentee with its deficits."""

    id: int
    mentee: int
    mentee_name: str
    date: dt.date | None
    source: str | None
    wording: str
    urgent: bool
    subject: str | None
    subject_required: bool
    status: str
    deficits: tuple[DeficitRow, ...]
    raw: dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class MentorRow(PersonRow):
    """A mentor: the person's fields and the profile's; ``id`` = ``person`` is the person's number."""

    person: int
    capacity: int
    load: int
    competence_areas: tuple[CompetenceRow, ...]
    competencies: str | None
    achievements: str | None
    interests: str | None
    desired_mentee_age: str | None
    time_resource: str | None
    program_entry_date: dt.date | None
    mentoring_form: str | None
    status: str
    mentor_note: str | None
    mentor_raw: dict[str, str]
    mentees: tuple[int, ...]
    mentees_name: tuple[str, ...]
    consents: dict[str, str]

    @property
    def free(self) -> int:
        """Places left (never below 0)."""
        return max(0, self.capacity - self.load)

    @property
    def missing_consents(self) -> tuple[str, ...]:
        """Kinds of consents without which no order goes out."""
        return tuple(kind for kind in needed_of_mentor() if self.consents.get(kind) != "given")


@dataclass(frozen=True, kw_only=True, slots=True)
class MenteeRow(PersonRow):
    """A mentee: the person's fields, the profile's and the requests; ``id`` = ``person``."""

    person: int
    category: str | None
    program_entry_date: dt.date | None
    mentoring_form: str | None
    group: str | None
    mentor_name_raw: str | None
    actualized_on: dt.date | None
    mentee_note: str | None
    mentee_raw: dict[str, str]
    requests: tuple[RequestRow, ...]
    mentors: tuple[int, ...]
    mentors_name: tuple[str, ...]
    consents: dict[str, str]

    @property
    def needed_consents(self) -> tuple[str, ...]:
        """Kinds of consents an order needs from this mentee; for a pupil the parent's too."""
        return needed_of_mentee(pupil=self.kind == PersonKind.PUPIL.value)

    @property
    def missing_consents(self) -> tuple[str, ...]:
        """Those of them that are not given."""
        return tuple(kind for kind in self.needed_consents if self.consents.get(kind) != "given")

    @property
    def open_requests(self) -> tuple[RequestRow, ...]:
        """Requests that still want a mentor."""
        return tuple(request for request in self.requests if request.status in {"new", "in_work"})


@dataclass(frozen=True, kw_only=True, slots=True)
class PairRow:
    """A pair, or a group of one mentor with several mentees. ``mentees`` are those who are in it to its end;
    ``left_mentees`` left a group earlier; ``…_short`` are surnames with initials; ``replaces`` is the pair whose mentor
    this one replaced; ``waits``: kind of the latest request, notice or agreement that still waits for its order."""

    id: int
    mentor: int
    mentor_name: str
    mentees: tuple[int, ...]
    mentees_name: tuple[str, ...]
    academic_year: str | None
    mentoring_form: str | None
    mentoring_kind: str | None
    role_model: str | None
    focus: str | None
    subject: str | None
    justification: str | None
    psychologist_opinion: str | None
    mutual_choice: bool | None
    start_date: dt.date | None
    end_date: dt.date | None
    status: str
    closing_reason: str | None
    addendum_number: str | None
    addendum_date: dt.date | None
    order_id: int | None
    order_number: str | None
    order_date: dt.date | None
    missing: tuple[str, ...]
    note: str | None
    raw: dict[str, str]
    mentor_short: str = ""
    mentees_short: tuple[str, ...] = ()
    left_mentees: tuple[int, ...] = ()
    left_mentees_name: tuple[str, ...] = ()
    replaces: int | None = None
    waits: str | None = None

    @property
    def is_group(self) -> bool:
        """Several mentees under one mentor."""
        return len(self.mentees) > 1


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryRow:
    """One field of a row of ``table`` changed: what was, what became, as the base keeps them."""

    at: dt.datetime
    action_id: int
    action: str
    table: str
    field: str
    before: Any
    after: Any
    who: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BinRow:
    """A record in the recycle bin."""

    kind: str
    id: int
    title: str
    deleted_at: dt.datetime
