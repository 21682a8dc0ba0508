"""Printed registers: mentors, mentees, pairs, consents, orders – lying A4, the heading row on every sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from curator_app.documents import catalogue
from curator_app.documents.plan_data import LYING
from curator_app.documents.school_data import (
    ConsentLine,
    MenteeLine,
    MentorLine,
    OrderLine,
    PairLine,
    RegisterPaper,
)
from curator_app.documents.templates import Rendered, render
from curator_app.domain.codes import PersonKind
from curator_app.services import consents, mentees, mentors, pairs
from curator_app.services.papers import register
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.plans import days
from curator_app.services.papers.settings import read_settings
from curator_app.services.rows import PersonRow
from curator_app.services.workspace import Workspace
from curator_app.services.years.listing import current_year
from curator_app.texts.collation import collation_key
from curator_app.texts.grammar import counted, date_short
from curator_app.texts.labels import (
    CONSENT_KIND,
    CONSENT_STATE,
    MENTEE_CATEGORY,
    MENTOR_STATUS,
    PAIR_STATUS,
    QUALIFICATION_CATEGORY,
    code_label,
)

REGISTERS: Final = tuple(one.code for one in catalogue.PAPERS if one.group == "register")


def register_paper(
    workspace: Workspace, code: str, *, year: str | None = None, trial: Mapping[str, str] | None = None
) -> Rendered:
    """A register as of today. ``code`` is one of ``REGISTERS``; ``year``: pairs and orders of a school year only
    («2026/2027»), None = all. ``trial``: wordings tried out but not kept. Raises KnownProblem for a faulty wording."""
    field, lines = _LINES[code]
    rows = tuple(lines(workspace, year))
    with workspace.read() as session:
        settings = read_settings(session)
        school = Gatherer(session, settings).school()
        wordings = {**own_wordings(session), **(trial or {})}
    data = RegisterPaper(
        school=school, on=workspace.clock.today(), school_year=year, layout=settings.layout, **{field: rows}
    )
    return render(code, data, catalogue.sources(wordings), page=LYING)


def sample(workspace: Workspace, code: str, trial: Mapping[str, str]) -> Rendered:
    """A wording tried out on the school's own data."""
    return register_paper(workspace, code, year=current_year(workspace), trial=trial)


def _mentors(workspace: Workspace, _year: str | None) -> list[MentorLine]:
    return [
        MentorLine(
            name=row.full_name,
            post=_post(row),
            competences=row.competencies or ", ".join(one.area_label for one in row.competence_areas),
            achievements=row.achievements or "",
            mentees="; ".join(row.mentees_name),
            since=_day(row.program_entry_date),
            status=code_label(row.status, MENTOR_STATUS),
        )
        for row in sorted(mentors.list_mentors(workspace), key=_by_name)
        if not row.archived
    ]


def _mentees(workspace: Workspace, _year: str | None) -> list[MenteeLine]:
    return [
        MenteeLine(
            name=row.full_name,
            post=_post(row),
            category=code_label(row.category, MENTEE_CATEGORY) if row.category else "",
            request="; ".join(
                dict.fromkeys(
                    [one.text or one.area_label for request in row.requests for one in request.deficits if one.severity]
                    or [request.wording for request in row.requests]
                )
            ),
            mentors="; ".join(row.mentors_name),
            since=_day(row.program_entry_date),
            actualized=_day(row.actualized_on),
        )
        for row in sorted(mentees.list_mentees(workspace), key=_by_name)
        if not row.archived
    ]


def _pairs(workspace: Workspace, year: str | None) -> list[PairLine]:
    return [
        PairLine(
            mentor=row.mentor_name,
            mentees="; ".join(row.mentees_name),
            form="; ".join(words for words in (row.mentoring_form, row.mentoring_kind) if words),
            focus=row.focus or row.subject or "",
            period=days(row.start_date, row.end_date),
            order=_order(row.order_number, row.order_date),
            status=code_label(row.status, PAIR_STATUS),
        )
        for row in sorted(pairs.list_pairs(workspace, year=year), key=lambda row: collation_key(row.mentor_name))
    ]


def _consents(workspace: Workspace, _year: str | None) -> list[ConsentLine]:
    rows = sorted(
        consents.list_consents(workspace),
        key=lambda row: (collation_key(row.person_name), row.kind, row.date or dt.date.min),
    )
    return [
        ConsentLine(
            name=row.person_name,
            kind=code_label(row.kind, CONSENT_KIND),
            given=_day(row.date),
            until=_day(row.until),
            state=CONSENT_STATE[row.state],
            note=f"отозвано {date_short(row.withdrawn_on)}" if row.withdrawn_on else row.note or "",
        )
        for row in rows
    ]


def _orders(workspace: Workspace, year: str | None) -> list[OrderLine]:
    rows = register.list_orders(workspace, year=year)
    numbers = {row.id: f"№ {row.number} от {date_short(row.date)}" for row in register.list_orders(workspace)}
    return [
        OrderLine(
            date=date_short(row.date),
            number=row.number,
            heading=row.heading,
            status=row.status_label,
            note=f"к приказу {numbers[row.refers_to]}" if row.refers_to in numbers else "",
        )
        for row in rows
    ]


_LINES: Final[dict[str, tuple[str, Callable[[Workspace, str | None], list[Any]]]]] = {
    "register_mentors": ("mentors", _mentors),
    "register_mentees": ("mentees", _mentees),
    "register_pairs": ("pairs", _pairs),
    "register_consents": ("consents", _consents),
    "register_orders": ("orders", _orders),
}


def _post(row: PersonRow) -> str:
    """«учитель математики, высшая категория, стаж – 24 года», «9 «А» класс»."""
    if row.kind == PersonKind.PUPIL.value:
        return f"{row.class_name} класс" if row.class_name else "обучающийся"
    category = row.qualification_category
    parts = [
        row.position or "",
        f"{code_label(category, QUALIFICATION_CATEGORY)} категория" if category in {"first", "highest"} else "",
        code_label(category, QUALIFICATION_CATEGORY) if category in {"methodist", "mentor"} else "",
        "" if row.experience_years is None else f"стаж – {counted(row.experience_years, 'год', 'года', 'лет')}",
        row.workplace or "" if row.kind == PersonKind.EXTERNAL.value else "",
    ]
    return ", ".join(part for part in parts if part)


def _order(number: str | None, date: dt.date | None) -> str:
    if not number:
        return ""
    return f"№ {number}" if date is None else f"№ {number} от {date_short(date)}"


def _day(value: dt.date | None) -> str:
    return "" if value is None else date_short(value)


def _by_name(row: PersonRow) -> Any:
    return collation_key(row.full_name)
