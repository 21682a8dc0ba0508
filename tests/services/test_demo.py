"""The demonstration school: whole, sound, the same on every day, with work left for the visitor."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import demo, mentees, mentors, pairs, people, school, transfer
from curator_app.services.activities import list_activities, trained_mentors
from curator_app.services.meetings.reading import pair_totals
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.routes.reading import get_route, list_routes
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.services.years import comparison


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The school with its papers, made once for tests that only look."""
    folder = tmp_path_factory.mktemp("школа")
    opened = open_workspace(data_folder(folder), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    demo.fill(opened)
    demo.make_papers(opened, folder / "документы")
    yield opened
    opened.close()


def dumped(folder: Path, today: dt.datetime) -> str:
    workspace = open_workspace(data_folder(folder), fixed(today))
    try:
        demo.fill(workspace)
        transfer.dump(workspace, folder / "dump.json")
    finally:
        workspace.close()
    return (folder / "dump.json").read_text(encoding="utf-8")


def test_it_is_a_whole_school(workspace: Workspace) -> None:
    demo.fill(workspace)
    everybody = people.list_people(workspace)
    kinds = [person.kind for person in everybody]
    assert (kinds.count("staff") >= 44, kinds.count("external") >= 1, kinds.count("pupil") >= 4) == (True,) * 3
    assert all(person.gender for person in everybody)
    assert any(person.archived for person in everybody)
    assert any(person.patronymic is None for person in everybody)
    mentor_rows, mentee_rows = mentors.list_mentors(workspace), mentees.list_mentees(workspace)
    assert len(mentor_rows) >= 14
    assert len(mentee_rows) >= 18
    assert {row.id for row in mentor_rows} & {row.id for row in mentee_rows}
    assert all(request.deficits for row in mentee_rows for request in row.requests)
    on_file = [row.consents for row in mentor_rows] + [row.consents for row in mentee_rows]
    states = {state for one in on_file for state in one.values()}
    assert states == {"given", "withdrawn", "refused", "expired"}
    facts = school.get_school(workspace)
    assert facts.full_name
    by_id = {person.id: person for person in everybody}
    assert facts.director is not None
    assert facts.curator is not None
    assert by_id[facts.director].position == "директор"
    assert by_id[facts.curator].position == "заместитель директора по УВР"
    assert workspace.check() == []


def test_it_does_not_depend_on_today(tmp_path: Path) -> None:
    dumps = [dumped(tmp_path / name, dt.datetime(year, 2, 1)) for name, year in (("a", 2026), ("b", 2033))]
    assert dumps[0] == dumps[1]
    assert len(json.loads(dumps[0])["tables"]["person"]) > 50


def test_every_action_has_a_day_of_the_school_year_and_can_be_undone(workspace: Workspace) -> None:
    demo.fill(workspace)
    entry = workspace.next_undo()
    assert entry is not None
    assert (entry.title, entry.at) == ("Добавлено: запреты (1)", dt.datetime(2026, 9, 3, 16, 30))
    assert workspace.clock.today() == dt.date(2026, 10, 5)


def test_it_never_mixes_with_a_real_school(workspace: Workspace) -> None:
    people.add_person(workspace, people.PersonData(surname="Лось", first_name="Пётр"))
    with pytest.raises(KnownProblem, match="пустой папке"):
        demo.fill(workspace)
    assert len(people.list_people(workspace)) == 1
    assert pairs.list_pairs(workspace) == []


def papers(folder: Path, today: dt.datetime) -> dict[str, bytes]:
    workspace = open_workspace(data_folder(folder / "data"), fixed(today))
    try:
        demo.fill(workspace)
        made = demo.make_papers(workspace, folder)
    finally:
        workspace.close()
    assert [one["kind"] for one in made] == [
        *("assignment", "assignment"),
        *("assignment_list", "assignment_list", "assignment_list", "assignment_list"),
        *("acknowledgement_sheet", "consents"),
        *("route", "meeting_journal"),
        *("roadmap", "roadmap", "consultation_plan"),
        "workbook",
        *("analytic_report", "analytic_report"),
    ]
    return {Path(one["path"]).name: Path(one["path"]).read_bytes() for one in made}


def test_papers_are_the_same_bytes_on_every_day(tmp_path: Path) -> None:
    first = papers(tmp_path / "a", dt.datetime(2026, 2, 1))
    assert first == papers(tmp_path / "b", dt.datetime(2033, 7, 1))
    assert len(first) == 16
    assert [name for name, content in first.items() if not content.startswith((b"%PDF", b"PK"))] == []


def test_the_papers_speak_of_the_invented_school(tmp_path: Path) -> None:
    made = papers(tmp_path, dt.datetime(2026, 11, 22))
    order = text(made["Приказ от 2026-09-04 № 58-ОД.pdf"])
    assert "Закрепить за молодым специалистом Осиповой Марией Антоновной" in order
    assert "наставника Седых Татьяну Павловну" in order
    listed = text(made["Приказ от 2026-09-04 № 59-ОД.pdf"])
    assert "Мамедова Лейла Эльдар кызы" in listed
    blanks = text(made["Бланки недостающих согласий.pdf"])
    assert "от Кравеца Ильи Семёновича" in blanks
    assert "Жук" not in blanks  # withdrawn is not merely missing
    route = text(made["ИОМ Осипова Мария Антоновна.pdf"])
    assert "ИНДИВИДУАЛЬНЫЙ ОБРАЗОВАТЕЛЬНЫЙ МАРШРУТ Осиповой Марии Антоновны" in route
    assert "приказ от 04.09.2026 № 58-ОД" in route
    roadmap = text(made["Дорожная карта.pdf"])
    assert "УТВЕРЖДАЮ Директор МБОУ СОШ № 18 г. Заречинска ______________ И.А. Берсенева 31 августа 2026 г." in roadmap
    assert "Первая встреча с наставляемым: о чём договориться" in text(made["План консультаций.pdf"])
    for words in (order, listed, blanks, route, roadmap):
        assert "None" not in words


def test_the_roadmap_is_under_way(whole: Workspace) -> None:
    roadmap = roadmap_of(whole, "2026/2027")
    assert roadmap is not None
    assert {item.state for item in roadmap.items} == {"planned", "in_progress", "done", "overdue"}
    kinds = [one.kind for one in list_activities(whole, year="2026/2027")]
    assert (kinds.count("consultation"), kinds.count("training"), kinds.count("event")) == (5, 2, 2)
    assert len(trained_mentors(whole)) == 3


def test_the_last_year_came_to_its_end_and_is_closed(whole: Workspace) -> None:
    now, before = (one for one in comparison.compare_years(whole) if one.label >= "2025/2026")
    assert (before.closed, before.pairs, before.completed, before.meetings, before.orders >= 2) == (
        True,
        4,
        4,
        20,
        True,
    )
    assert (now.closed, now.completed) == (False, 0)


def text(pdf: bytes) -> str:
    reader = PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\N{NO-BREAK SPACE}", " ").split())


def test_work_is_left_for_the_visitor(whole: Workspace) -> None:
    rows = pairs.list_pairs(whole)
    assert sum(len(row.mentees) > 1 for row in rows) == 1
    assert [row.order_number for row in rows].count("59-ОД") == 9
    waiting = [row for row in rows if row.status == "ready"]
    assert [bool(row.missing) for row in waiting] == [False, True]
    assert len([row for row in mentees.list_mentees(whole) if not row.mentors]) >= 4
    assert [row.mentor_name for row in rows if not row.justification] == []


def test_routes_are_under_way(whole: Workspace) -> None:
    everything = list_routes(whole)
    rows = [row for row in everything if row.academic_year == "2026/2027"]
    assert len(rows) == 15
    before = [row for row in everything if row not in rows]
    assert [(row.status, bool(row.result)) for row in before] == [("completed", True)] * 4
    assert [row.status for row in rows].count("draft") == 1
    assert all(row.progress.done for row in rows if row.status == "approved")
    assert 4 <= sum(row.progress.overdue > 0 for row in rows) <= 8
    assert sum(row.progress.overdue == 0 for row in rows) >= 6
    changed = [one for row in rows for one in get_route(whole, row.id).changes if one.kind == "correction"]
    assert [(one.date, "Добавлено" in (one.what or "")) for one in changed] == [(dt.date(2026, 10, 2), True)]
    totals = pair_totals(whole)
    assert {one.meetings for one in totals} >= {0, 1, 2, 3, 4}
    assert sum(one.visits for one in totals) == 2
    assert whole.check() == []
