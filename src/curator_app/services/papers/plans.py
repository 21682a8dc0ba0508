"""Papers of the school's plans: roadmap, plan of consultations, trained mentors, list of events."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from curator_app.documents import catalogue
from curator_app.documents.paper_data import OrderReference, PaperPerson, SchoolData
from curator_app.documents.plan_data import (
    LYING,
    UPRIGHT,
    ActivityLine,
    ActivityListData,
    RoadmapData,
    RoadmapLine,
    RoadmapStage,
)
from curator_app.documents.templates import Rendered, render
from curator_app.domain.codes import ActivityKind, ActivityStatus
from curator_app.runtime.errors import KnownProblem
from curator_app.services.activities import ActivityRow, list_activities, trained_mentors
from curator_app.services.papers import register
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.settings import PaperSettings, read_settings
from curator_app.services.roadmaps.reading import DEFAULT_COLUMNS, USUAL_TITLE, list_roadmaps, roadmap_of
from curator_app.services.roadmaps.rows import ItemRow, Progress, RoadmapRow
from curator_app.services.workspace import Workspace
from curator_app.services.years.listing import current_year
from curator_app.texts.grammar import date_short
from curator_app.texts.labels import code_label
from curator_app.texts.roadmap_words import RESPONSIBLE, ROADMAP_STATUS

LISTS: Final = ("consultation_plan", "trained_mentors", "event_list")
_WITHOUT_NUMBERS_OF_STAGES: Final = {"district"}


def roadmap_paper(
    workspace: Workspace,
    roadmap: RoadmapRow,
    *,
    columns: str | None = None,
    names: bool = True,
    order_id: int | None = None,
    trial: Mapping[str, str] | None = None,
) -> Rendered:
    """The roadmap with «УТВЕРЖДАЮ», as the appendix of an order (``order_id``) with its mark; lying. ``columns``: a
    set other than its own; ``names``: «куратор» and «директор» are told by name; ``trial``: wordings tried out only.
    Raises NotFound, KnownProblem for a faulty wording."""
    issued = None if order_id is None else register.get_order(workspace, order_id)
    with workspace.read() as session:
        settings = read_settings(session)
        school = Gatherer(session, settings).school()
        wordings = {**own_wordings(session), **(trial or {})}
    chosen = columns or roadmap.columns
    say = _named(school) if names else (lambda words: words)
    data = RoadmapData(
        school=school,
        title=roadmap.title,
        school_year=roadmap.year,
        columns=chosen,
        stages=tuple(_stages(roadmap, chosen, say)),
        approved_on=roadmap.approved_on,
        note=roadmap.note,
        order=None if issued is None else OrderReference(issued.number, issued.date, issued.heading),
        layout=settings.layout,
    )
    return render("roadmap", data, catalogue.sources(wordings), page=LYING)


def blank_roadmap(workspace: Workspace, year: str, *, order_id: int | None = None) -> Rendered:
    """The empty table for a year that has no roadmap yet, to be filled in by hand. Raises NotFound."""
    empty = RoadmapRow(
        id=0,
        title=USUAL_TITLE,
        year=year,
        closed=False,
        template_code=None,
        columns=DEFAULT_COLUMNS,
        approved_on=None,
        note=None,
        items=(),
        progress=Progress.of([]),
    )
    made = roadmap_paper(workspace, empty, order_id=order_id)
    return replace(made, lacking=(*made.lacking, "мероприятия дорожной карты"))


def list_paper(workspace: Workspace, code: str, year: str, *, trial: Mapping[str, str] | None = None) -> Rendered:
    """The plan of consultations, the trained mentors or the events of a school year; ruled blanks when there are
    none. ``code`` is one of ``LISTS``. Raises KnownProblem for a faulty wording."""
    lines, people, hours = _LINES[code](workspace, year)
    with workspace.read() as session:
        settings: PaperSettings = read_settings(session)
        school = Gatherer(session, settings).school()
        wordings = {**own_wordings(session), **(trial or {})}
    data = ActivityListData(school, year, tuple(lines), people, hours, layout=settings.layout)
    page = UPRIGHT if code == "consultation_plan" else LYING
    return render(code, data, catalogue.sources(wordings), page=page)


def sample(workspace: Workspace, code: str, trial: Mapping[str, str]) -> Rendered:
    """A wording tried out on the school's own data. Raises KnownProblem when there is no roadmap to show it on."""
    year = current_year(workspace)
    if code != "roadmap":
        return list_paper(workspace, code, year, trial=trial)
    shown = roadmap_of(workspace, year) or next(iter(list_roadmaps(workspace)), None)
    if shown is None:
        raise KnownProblem("Чтобы показать дорожную карту, создайте её на вкладке «Дорожная карта».")
    return roadmap_paper(workspace, shown, trial=trial)


def _stages(roadmap: RoadmapRow, columns: str, say: Callable[[str], str]) -> list[RoadmapStage]:
    stages = []
    for number, (title, items) in enumerate(roadmap.stages, start=1):
        flat = columns in _WITHOUT_NUMBERS_OF_STAGES or len(roadmap.stages) == 1
        lines = [
            RoadmapLine(
                number=f"{item.number}." if flat else f"{number}.{place}.",
                content=item.content,
                term=_capital(item.term_text or days(item.start_date, item.due_date)),
                result=_capital(item.expected_result),
                resources=_capital(item.resources),
                responsible=_capital(say(item.responsible)) if item.responsible else None,
                basis=_capital(item.basis),
                mark=_mark(item),
            )
            for place, item in enumerate(items, start=1)
        ]
        stages.append(RoadmapStage(title if flat or not title else f"{number}. {title}", tuple(lines)))
    return stages


def _mark(item: ItemRow) -> str | None:
    """«выполнено 12.10.2026; приказ № 14» — nothing for what is still ahead, so that the cell is left to write in."""
    if item.status == "planned":
        return None
    words = code_label(item.status, ROADMAP_STATUS)
    if item.done_on is not None:
        words = f"{words} {date_short(item.done_on)}"
    return "; ".join(filter(None, (words, item.result, item.evidence)))


def _named(school: SchoolData) -> Callable[[str], str]:
    """Puts the names in place of the posts «куратор» and «директор» where they stand alone."""
    known = {"куратор": school.curator, "директор": school.director}

    def one(part: str) -> str:
        person: PaperPerson | None = known.get(part.strip().lower())
        return part if person is None else person.name.surname_initials

    return lambda words: ", ".join(one(part) for part in re.split(r",\s*", words))


def _capital(words: str | None) -> str | None:
    """A cell begins with a capital letter."""
    return words[:1].upper() + words[1:] if words else None


def days(start: dt.date | None, end: dt.date | None) -> str:
    """«01.09.2026 – 15.09.2026», «до 20.01.2027»; «» without days."""
    if end is None or start == end:
        return "" if start is None else date_short(start)
    return f"до {date_short(end)}" if start is None else f"{date_short(start)} – {date_short(end)}"


def _consultations(workspace: Workspace, year: str) -> tuple[Sequence[ActivityLine], int, int]:
    rows = list_activities(workspace, kinds=[ActivityKind.CONSULTATION.value], year=year)
    lines = [
        ActivityLine(
            number=number,
            date=days(row.date, row.end_date),
            title=row.title,
            form=row.form,
            responsible=responsible(row),
            mark=None if row.status == ActivityStatus.PLANNED.value else row.status_label,
        )
        for number, row in enumerate(rows, start=1)
    ]
    return lines, 0, sum(row.hours or 0 for row in rows)


def _events(workspace: Workspace, year: str) -> tuple[Sequence[ActivityLine], int, int]:
    rows = list_activities(workspace, kinds=[ActivityKind.EVENT.value], year=year)
    lines = [
        ActivityLine(
            number=number,
            date=days(row.date, row.end_date),
            title=row.title,
            form=row.form,
            place=row.place,
            responsible=responsible(row),
            people=row.number_of_people,
            mark=row.result or (None if row.status == ActivityStatus.PLANNED.value else row.status_label),
        )
        for number, row in enumerate(rows, start=1)
    ]
    return lines, sum(row.number_of_people or 0 for row in rows), sum(row.hours or 0 for row in rows)


def _trained(workspace: Workspace, year: str) -> tuple[Sequence[ActivityLine], int, int]:
    rows = trained_mentors(workspace, year=year)
    lines = [
        ActivityLine(
            number=number,
            date=days(row.date, row.end_date),
            title=row.title,
            organisation=row.organisation,
            hours=row.hours,
            person=row.name,
            position=row.position,
            document=row.document,
        )
        for number, row in enumerate(rows, start=1)
    ]
    return lines, len({row.person for row in rows}), sum(row.hours or 0 for row in rows)


def responsible(row: ActivityRow) -> str | None:
    """«Воробьёва С.Ю.» or the role; None when nobody is named."""
    if row.responsible_name:
        words = row.responsible_name.split()
        return " ".join((words[0], "".join(f"{one[0]}." for one in words[1:])))
    return code_label(row.responsible, RESPONSIBLE) or None


_LINES: Final = {"consultation_plan": _consultations, "trained_mentors": _trained, "event_list": _events}
