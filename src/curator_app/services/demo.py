"""The demonstration school: an invented school of 2026/2027 made through the services, as a curator would make it.

Its own clock moves through the year, so that the same school comes out on every day it is made; for a visitor it is
told as of the visitor's own day (``demo_story``, ``demo_since``).
"""

from __future__ import annotations

import copy
import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from curator_app.domain.codes import MentorStatus, PersonKind
from curator_app.domain.consents import needed_of_mentee, needed_of_mentor
from curator_app.runtime import files
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services import (
    demo_last_year,
    demo_life,
    demo_outcomes,
    demo_papers,
    demo_roadmap,
    demo_routes,
    demo_since,
    demo_surveys,
    demo_tasks,
    demonstration,
    mentees,
    mentors,
    pairs,
    people,
    ranking,
    records,
)
from curator_app.services.demo_story import Story
from curator_app.services.monitoring.book import make_workbook
from curator_app.services.papers import blanks, plans, reports, route_papers
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_to_folder
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.routes import reading
from curator_app.services.workspace import Workspace

# When each file of resources/demo is entered; later files refer to people of the earlier ones.
_ENTERED = (
    ("people", dt.datetime(2026, 8, 26, 10, 0)),
    ("school", dt.datetime(2026, 8, 26, 12, 0)),
    ("mentors", dt.datetime(2026, 8, 31, 11, 0)),
    ("mentees", dt.datetime(2026, 9, 3, 9, 30)),
    ("consents", dt.datetime(2026, 9, 3, 14, 0)),
    ("wishes", dt.datetime(2026, 9, 3, 16, 30)),
)
_PAIRED = dt.datetime(2026, 9, 4, 11, 0)
_ISSUED = dt.datetime(2026, 9, 4, 15, 0)
_SHOWN = dt.datetime(2026, 10, 5, 9, 0)
_MEASURED = "2026-09"
_SILENT = Progress()
_TOLD = Story()


def require_empty(workspace: Workspace) -> None:
    """Raises KnownProblem when the base already holds people: the invented school never mixes with a real one."""
    if people.list_people(workspace):
        raise KnownProblem(
            "В этой папке уже есть данные школы. Учебная школа создаётся только в пустой папке: "
            "укажите другую в --data-dir."
        )


def fill(workspace: Workspace, story: Story = _TOLD) -> None:
    """Fills an empty base with the demonstration school, one named action a kind of records.

    Raises KnownProblem when the base already holds people.
    """
    require_empty(workspace)
    demonstration.mark(at(workspace, story.moment(_ENTERED[0][1])), story.today)
    refs: dict[str, int] = {}
    for name, moment in _ENTERED:
        entering = at(workspace, story.moment(moment))
        for kind, told in story.read(name).items():
            records.add_records(entering, kind, told, refs)


def fill_with_orders(workspace: Workspace, progress: Progress = _SILENT) -> None:
    """The whole example for the window, as of today: the school of ``fill``, its pairs and issued orders, what has
    happened since; no files are kept.

    Raises Cancelled between two steps: what was made by then stays in the base.
    """
    story = Story(workspace.clock.today())
    progress.step(0, 3, "Готовится учебная школа: люди…")
    fill(workspace, story)
    progress.step(1, 3, "Готовится учебная школа: пары, приказы, маршруты…")
    with tempfile.TemporaryDirectory(prefix="curator-") as folder:
        make_papers(workspace, Path(folder), story)
    progress.step(2, 3, "Готовится учебная школа: что сделано с начала года…")
    demo_since.catch_up(workspace, story, at)


def at(workspace: Workspace, moment: dt.datetime) -> Workspace:
    """The same open base with a clock that stands at ``moment``."""
    view = copy.copy(workspace)
    view.clock = fixed(moment)
    return view


def make_papers(workspace: Workspace, out: Path, story: Story = _TOLD) -> list[dict[str, str]]:
    """Forms the pairs of a school filled by ``fill``, issues their orders and writes the papers into ``out``.

    Returns ``[{"kind", "path"}]``: the kind is the code of the paper, ``consents`` for the blanks in one file. One
    pair is left ready for its order, one still lacks a consent, some mentees have no mentor. Raises KnownProblem (a
    folder that cannot be written).
    """
    from curator_app.documents.pdf import to_pdf

    told, life, ids = story.read("papers"), story.read("life"), _people_by_ref(workspace)
    before = story.read("last_year")
    demo_last_year.fill_last_year(workspace, before, ids, at)
    demo_life.hold_round(workspace, life, ids, at)
    formed = _form_pairs(at(workspace, story.moment(_PAIRED)), told["pairs"])
    issuing = at(workspace, story.moment(_ISSUED))
    made: list[dict[str, str]] = []
    for order in told["orders"]:
        command = OrderCommand(
            type=order["type"],
            pairs=tuple(pair_id for ref, pair_id in formed if ref == order["ref"]),
            number=order["number"],
            date=dt.date.fromisoformat(order["date"]),
            heading=order.get("heading"),
            pay_clause=order["pay_clause"],
            publish=order["publish"],
        )
        _, saved = issue_to_folder(issuing, command, out, docx=True)
        made += [{"kind": order["type"], "path": str(one.path)} for one in saved]
    sheet = blanks.acknowledgement_sheet(
        issuing, told["acquaintance"], _staff_of(issuing, {one for ref, one in formed if ref})
    )
    for kind, title, document in (
        ("acknowledgement_sheet", "Лист ознакомления с Положением", sheet.document),
        ("consents", "Бланки недостающих согласий", blanks.consent_papers(issuing, _missing_blanks(issuing))),
    ):
        path = out / f"{title}.pdf"
        files.write_bytes(path, to_pdf(document))
        made.append({"kind": kind, "path": str(path)})
    demo_life.fill_life(workspace, life, ids, at)
    made += _make_routes(issuing, out, story)
    made += _make_roadmap(issuing, out, story)
    made += _make_workbook(workspace, out, story)
    demo_papers.fill_register(
        workspace, story.read("register"), ids, at, lambda: demo_last_year.close_last_year(workspace, before, at)
    )
    return made + _make_note(workspace, out, story)


def _make_routes(workspace: Workspace, out: Path, story: Story) -> list[dict[str, str]]:
    """The routes, the log of meetings and what was done of the tasks; the ИОМ of the first mentee and the journal of
    the pair as files."""
    from curator_app.documents.pdf import to_pdf

    told, ids = story.read("routes"), _people_by_ref(workspace)
    demo_routes.fill_routes(workspace, told, ids, at)
    demo_tasks.fill_tasks(workspace, story.read("tasks"), ids, at)
    demo_surveys.fill_surveys(workspace, story.read("surveys"), ids, at)
    shown = at(workspace, story.moment(_SHOWN))
    route = reading.routes_of_mentee(shown, ids[told["routes"][0]["mentee"]])[0]
    papers = [("route", f"ИОМ {route.mentee_name}", route_papers.route_paper(shown, route.id))]
    if route.pair is not None:
        papers.append(("meeting_journal", "Журнал встреч", route_papers.journal_paper(shown, route.pair)))
    made = []
    for kind, title, paper in papers:
        path = out / f"{title}.pdf"
        files.write_bytes(path, to_pdf(paper.document))
        made.append({"kind": kind, "path": str(path)})
    return made


def _make_roadmap(workspace: Workspace, out: Path, story: Story) -> list[dict[str, str]]:
    """The roadmap, consultations, trainings and the event; the roadmap and the plan of consultations as files."""
    from curator_app.documents.docx import to_docx
    from curator_app.documents.pdf import to_pdf

    told = story.read("roadmap")
    shown = at(workspace, story.moment(_SHOWN))
    demo_roadmap.fill_roadmap(shown, told, _people_by_ref(workspace), at)
    roadmap = roadmap_of(shown, told["year"])
    assert roadmap is not None
    paper = plans.roadmap_paper(shown, roadmap).document
    consultations = plans.list_paper(shown, "consultation_plan", told["year"]).document
    made = []
    for kind, name, content in (
        ("roadmap", "Дорожная карта.pdf", to_pdf(paper)),
        ("roadmap", "Дорожная карта.docx", to_docx(paper)),
        ("consultation_plan", "План консультаций.pdf", to_pdf(consultations)),
    ):
        files.write_bytes(out / name, content)
        made.append({"kind": kind, "path": str(out / name)})
    return made


def _make_workbook(workspace: Workspace, out: Path, story: Story) -> list[dict[str, str]]:
    """What mentoring has brought, numbers and targets of the school; the monitoring workbook as a file."""
    demo_outcomes.fill_outcomes(workspace, story.read("outcomes"), _people_by_ref(workspace), at)
    shown = at(workspace, story.moment(_SHOWN))
    book = make_workbook(shown, story.period(_MEASURED))
    files.write_bytes(out / book.name, book.content)
    return [{"kind": "workbook", "path": str(out / book.name)}]


def _make_note(workspace: Workspace, out: Path, story: Story) -> list[dict[str, str]]:
    """The analytical note about September, for the director and to be edited."""
    from curator_app.documents.docx import to_docx
    from curator_app.documents.pdf import to_pdf

    paper = reports.report_paper(
        at(workspace, story.moment(_SHOWN)), "analytic_report", story.period(_MEASURED)
    ).document
    made = []
    for name, content in (("Аналитическая справка.pdf", to_pdf(paper)), ("Аналитическая справка.docx", to_docx(paper))):
        files.write_bytes(out / name, content)
        made.append({"kind": "analytic_report", "path": str(out / name)})
    return made


def _staff_of(workspace: Workspace, pair_ids: set[int]) -> list[int]:
    """Everybody of the pairs but pupils, mentors before their mentees."""
    pupils = {row.id for row in people.list_people(workspace) if row.kind == PersonKind.PUPIL.value}
    rows = [row for row in pairs.list_pairs(workspace) if row.id in pair_ids]
    return [one for one in dict.fromkeys(i for row in rows for i in (row.mentor, *row.mentees)) if one not in pupils]


def _missing_blanks(workspace: Workspace) -> list[blanks.ConsentBlank]:
    """Blanks of the consents that nobody has refused or withdrawn but that are not on file."""
    wanted = [
        (row.id, kind, row.consents)
        for row in mentors.list_mentors(workspace)
        if row.status != MentorStatus.LEFT.value
        for kind in needed_of_mentor()
    ] + [
        (row.id, kind, row.consents)
        for row in mentees.list_mentees(workspace)
        for kind in needed_of_mentee(pupil=row.kind == PersonKind.PUPIL.value)
    ]
    missing = [(person, kind) for person, kind, states in wanted if states.get(kind) in {None, "expired"}]
    return [blanks.ConsentBlank(person=person, kind=kind) for person, kind in dict.fromkeys(missing)]


def _form_pairs(workspace: Workspace, told: Sequence[Mapping[str, Any]]) -> list[tuple[str | None, int]]:
    """The pairs in the order of the file, each with the order it goes into (None = left for the visitor)."""
    ids = _people_by_ref(workspace)
    wanted = []
    for one in told:
        mentor, mentees = ids[one["mentor"]], [ids[ref] for ref in one["mentees"]]
        facts = {name: value for name, value in one.items() if name not in {"order", "mentor", "mentees"}}
        dates = {name: dt.date.fromisoformat(value) for name, value in facts.items() if name.endswith("_date")}
        because = ranking.suggest_justification(workspace, mentor, mentees)
        wanted.append(pairs.PairData(mentor=mentor, mentees=mentees, justification=because, **{**facts, **dates}))
    formed = pairs.form_pairs(workspace, wanted)
    return [(one["order"], pair_id) for one, pair_id in zip(told, formed, strict=True)]


def _people_by_ref(workspace: Workspace) -> dict[str, int]:
    by_name = {row.full_name: row.id for row in people.list_people(workspace)}
    return {
        one["ref"]: by_name[" ".join(filter(None, (one["surname"], one["first_name"], one.get("patronymic"))))]
        for one in Story().read("people")["person"]
    }
