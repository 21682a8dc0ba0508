"""Plain data of the school's own papers: minutes of the council, programme and its expert sheet, registers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from curator_app.documents.paper_data import Layout, PairData, PaperPerson, SchoolData
from curator_app.documents.route_data import RouteStageLines

EXPERT_CRITERIA: Final = (
    "Программа опирается на выявленные профессиональные дефициты (запросы) наставляемого",
    "Цель и задачи сформулированы конкретно и достижимы в срок программы",
    "Форма и виды наставничества соответствуют запросу и возможностям участников",
    "Срок программы – от трёх месяцев до одного года",
    "Мероприятия направлены на устранение дефицитов, учтены сильные стороны наставляемого",
    "Для каждого мероприятия указаны срок, ответственный и результат",
    "Предусмотрены промежуточная и итоговая оценка, изучение удовлетворённости участников",
    "Ожидаемые результаты можно проверить",
)
"""Shipped criteria of the expert sheet (S0-2): a sample form, the school words its own."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A question of a council. ``heard``: what was told, else the question itself; ``decisions``: a line each."""

    title: str = ""
    speaker: PaperPerson | None = None
    heard: str | None = None
    spoke: str | None = None
    decisions: tuple[str, ...] = ()
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """Minutes of the pedagogical council (S1 ДК-3.1.1). ``present`` of ``staff`` people came."""

    school: SchoolData
    number: str | None = None
    date: dt.date | None = None
    place: str | None = None
    chair: PaperPerson | None = None
    secretary: PaperPerson | None = None
    present: int | None = None
    staff: int | None = None
    invited: str | None = None
    agenda: tuple[AgendaItem, ...] = ()
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class ProgrammePaper:
    """A personalised programme (S1 Пол-1.2, S2-П7): participants, explanatory note, plan of activities. ``problem``:
    deficits and requests in words; ``criteria`` and ``expert`` belong to its expert sheet (S0-2)."""

    school: SchoolData
    mentor: PaperPerson = field(default_factory=PaperPerson)
    mentees: tuple[PaperPerson, ...] = ()
    pair: PairData = field(default_factory=PairData)
    order: str | None = None
    period: str | None = None
    problem: str | None = None
    goal: str | None = None
    tasks: tuple[str, ...] = ()
    strengths: str | None = None
    mode: str | None = None
    results: tuple[str, ...] = ()
    stages: tuple[RouteStageLines, ...] = ()
    approved_on: dt.date | None = None
    expert: PaperPerson | None = None
    criteria: tuple[str, ...] = EXPERT_CRITERIA
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class AddendumPaper:
    """A supplementary agreement to the employment contract about mentoring (ТК РФ ст. 351.8): content, form, term,
    pay. ``free``: without pay, by agreement of the sides."""

    school: SchoolData
    mentor: PaperPerson = field(default_factory=PaperPerson)
    mentees: tuple[PaperPerson, ...] = ()
    pair: PairData = field(default_factory=PairData)
    addendum_number: str | None = None
    date: dt.date | None = None
    contract_number: str | None = None
    contract_date: dt.date | None = None
    content: str | None = None
    pay: str | None = None
    free: bool = False
    effective_date: dt.date | None = None
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class MentorLine:
    """A mentor in the register; every cell as it is printed."""

    name: str
    post: str = ""
    competences: str = ""
    achievements: str = ""
    mentees: str = ""
    since: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class MenteeLine:
    """A mentee in the register."""

    name: str
    post: str = ""
    category: str = ""
    request: str = ""
    mentors: str = ""
    since: str = ""
    actualized: str = ""


@dataclass(frozen=True, slots=True)
class PairLine:
    """A pair or group in the register."""

    mentor: str
    mentees: str = ""
    form: str = ""
    focus: str = ""
    period: str = ""
    order: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A consent in the register."""

    name: str
    kind: str = ""
    given: str = ""
    until: str = ""
    state: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order in the register."""

    date: str
    number: str = ""
    heading: str = ""
    status: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """A register printed as of a day; only the lines of its own kind are filled."""

    school: SchoolData
    on: dt.date | None = None
    school_year: str | None = None
    mentors: tuple[MentorLine, ...] = ()
    mentees: tuple[MenteeLine, ...] = ()
    pairs: tuple[PairLine, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    orders: tuple[OrderLine, ...] = ()
    layout: Layout = field(default_factory=Layout)
