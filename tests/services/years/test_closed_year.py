"""Nothing is added, changed or taken away in a closed school year: by any table, by an import, by undo and redo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.services.papers.school import assignment, fill

from curator_app.models import (
    Activity,
    ActivityParticipant,
    Contest,
    Incentive,
    LessonVisit,
    Meeting,
    PairEvent,
    Practice,
    Publication,
    Route,
    RouteChange,
    RouteStage,
    RouteStep,
)
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import Conflict
from curator_app.runtime.paths import data_folder
from curator_app.services import pairs, transfer
from curator_app.services.demo import at
from curator_app.services.imports import ImportPreview, open_import, run_import, summary
from curator_app.services.papers.issuing import issue_order
from curator_app.services.roadmaps import items, making
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.services.years import listing

YEAR = "2026/2027"
INSIDE = dt.date(2026, 10, 20)
REFUSED = "Учебный год закрыт"


@pytest.fixture
def closed(workspace: Workspace) -> Workspace:
    """A school with something in every dated table; one pair runs on into the next year; 2026/2027 is closed."""
    told = fill(workspace)
    issue_order(workspace, assignment(told.pair))
    now = at(workspace, dt.datetime(2027, 9, 10, 9))
    making.create_from_templates(now, YEAR, ["school"])
    with now.action("Записи года") as session:
        session.add(Meeting(pair_id=told.pair, kind="trial", date=INSIDE))
        session.add(LessonVisit(pair_id=told.pair, teacher_id=told.people["ivanova"], date=INSIDE))
        session.add(PairEvent(pair_id=told.pair, kind="pause", date=INSIDE))
        session.add(Contest(title="Учитель года", date=INSIDE, pair_id=told.pair))
        session.add(Publication(title="Статья", date=INSIDE))
        session.add(Practice(title="Тандем", date=INSIDE))
        session.add(Incentive(kind="gratitude", person_id=told.people["kim"], date=INSIDE))
        event = Activity(kind="event", title="Итоговая встреча", date=INSIDE)
        event.participants.append(ActivityParticipant(person_id=told.people["kim"]))
        session.add(event)
        route = Route(mentee_id=told.people["ivanova"], title="ИОМ", start_date=INSIDE, end_date=dt.date(2027, 5, 31))
        running = Route(mentee_id=told.people["kim"], title="ИОМ", start_date=INSIDE, end_date=dt.date(2027, 12, 31))
        session.add_all((route, running))
        session.flush()
        for one in (route, running):
            session.add(RouteStage(route_id=one.id, code="main", title="Основной", start_date=INSIDE, end_date=INSIDE))
            session.add(RouteStep(route_id=one.id, stage="main", content="Шаг", due_date=INSIDE))
            session.add(RouteStep(route_id=one.id, stage="main", content="Сделан", done_on=INSIDE, status="done"))
            session.add(RouteChange(route_id=one.id, kind="approval", date=INSIDE))
    pairs.end_pair(now, told.pair, dt.date(2027, 5, 31), "plan_completed")
    pairs.end_pair(now, told.pupil, dt.date(2027, 5, 31), "plan_completed")
    with now.action("Пара идёт дальше") as session:
        session.execute(text("UPDATE pair SET end_date = '2027-12-31' WHERE id = :id"), {"id": told.other})
        session.execute(text("UPDATE pair_mentee SET end_date = '2027-12-31' WHERE pair_id = :id"), {"id": told.other})
    listing.close_year(now, YEAR)
    return now


_COPY_ORDER = (
    'INSERT INTO "order" (type, series, number, date, year, heading, snapshot, content, content_hash, issued_at) '
    "SELECT type, series, '99', '2027-08-31', year, heading, snapshot, content, content_hash, issued_at "
    'FROM "order" LIMIT 1'
)
_NEW_STEP = (
    "INSERT INTO route_step (route_id, sort, stage, content, status, start_date) "
    "SELECT id, 9, 'main', 'Новый', 'planned', '2027-08-31' FROM route"
)
_UNDATED_STEP = (
    "INSERT INTO route_step (route_id, sort, stage, content, status) "
    "SELECT id, 9, 'main', 'Новый', 'planned' FROM route"
)
_ENDED = "SELECT id FROM route WHERE end_date = '2027-05-31'"
_OF_ENDED = f"route_id IN ({_ENDED})"
_RUNNING = "route_id IN (SELECT id FROM route WHERE end_date = '2027-12-31')"
REFUSALS = {
    "pair": (
        "UPDATE pair SET note = 'позже' WHERE end_date = '2027-05-31'",
        "UPDATE pair SET start_date = '2026-09-05' WHERE end_date = '2027-12-31'",
        "UPDATE pair SET end_date = '2027-05-31' WHERE end_date = '2027-12-31'",
        "UPDATE pair SET deleted_at = '2027-09-10 09:00:00' WHERE end_date = '2027-12-31'",
        "DELETE FROM pair WHERE end_date = '2027-12-31'",
        "INSERT INTO pair (mentor_id, start_date, status, raw) SELECT id, '2027-05-01', 'draft', '{}' FROM mentor",
    ),
    "pair_mentee": (
        "UPDATE pair_mentee SET start_date = '2026-10-01' WHERE end_date = '2027-12-31'",
        "UPDATE pair_mentee SET end_date = NULL WHERE end_date = '2027-05-31'",
        "DELETE FROM pair_mentee WHERE end_date = '2027-12-31'",
    ),
    "pair_event": ("UPDATE pair_event SET reason = 'иная'", "DELETE FROM pair_event"),
    "order": (_COPY_ORDER,),
    "meeting": (
        "UPDATE meeting SET topic = 'другая'",
        "UPDATE meeting SET date = '2027-10-20'",
        "DELETE FROM meeting",
        "INSERT INTO meeting (pair_id, kind, date, absent) SELECT id, 'trial', '2027-08-31', '[]' FROM pair",
    ),
    "lesson_visit": ("UPDATE lesson_visit SET topic = 'другая'", "DELETE FROM lesson_visit"),
    "route": (
        "UPDATE route SET goal = 'иная' WHERE end_date = '2027-05-31'",
        "UPDATE route SET start_date = '2026-11-01' WHERE end_date = '2027-12-31'",
        "UPDATE route SET deleted_at = '2027-09-10 09:00:00' WHERE end_date = '2027-12-31'",
        "DELETE FROM route WHERE end_date = '2027-12-31'",
    ),
    "route_stage": ("UPDATE route_stage SET title = 'иной'", "DELETE FROM route_stage"),
    "route_step": (
        "UPDATE route_step SET due_date = '2027-10-20' WHERE due_date = '2026-10-20'",
        "UPDATE route_step SET done_on = '2027-05-31' WHERE done_on IS NULL",
        "UPDATE route_step SET result = 'иной' WHERE done_on IS NOT NULL",
        "DELETE FROM route_step WHERE done_on IS NOT NULL",
        _NEW_STEP,
        f"{_UNDATED_STEP} WHERE end_date = '2027-05-31'",
        f"UPDATE route_step SET content = 'точнее' WHERE due_date IS NOT NULL AND route_id IN ({_ENDED})",
        f"UPDATE route_step SET done_on = '2027-09-10', status = 'done' WHERE route_id IN ({_ENDED})",
    ),
    "route_step_deficit": (
        f"INSERT INTO route_step_deficit (step_id, deficit_id) SELECT id, 1 FROM route_step WHERE {_OF_ENDED}",
    ),
    "route_change": ("UPDATE route_change SET reason = 'иная'", "DELETE FROM route_change"),
    "roadmap": ("UPDATE roadmap SET title = 'иная'", "DELETE FROM roadmap"),
    "roadmap_item": (
        "UPDATE roadmap_item SET note = 'позже'",
        "DELETE FROM roadmap_item",
        "INSERT INTO roadmap_item (roadmap_id, sort, content, status) SELECT id, 99, 'Новая', 'planned' FROM roadmap",
    ),
    "activity": (
        "UPDATE activity SET title = 'иное'",
        "UPDATE activity SET deleted_at = '2027-09-10 09:00:00'",
        "DELETE FROM activity",
        "INSERT INTO activity (kind, title, date, status) VALUES ('event', 'Новое', '2026-09-01', 'planned')",
    ),
    "activity_participant": (
        "UPDATE activity_participant SET document = '1'",
        "DELETE FROM activity_participant",
    ),
    "contest": (
        "UPDATE contest SET result = 'призёр'",
        "UPDATE contest SET date = '2027-10-20'",
        "UPDATE contest SET deleted_at = '2027-09-10 09:00:00'",
        "DELETE FROM contest",
        "INSERT INTO contest (title, date) VALUES ('Ещё один', '2027-08-31')",
    ),
    "publication": ("UPDATE publication SET title = 'иная'", "DELETE FROM publication"),
    "practice": (
        "UPDATE practice SET result = 'иной'",
        "UPDATE practice SET published_on = '2027-09-10', date = '2027-09-10'",
        "DELETE FROM practice",
        "INSERT INTO practice (title, date) VALUES ('Ещё одна', '2027-08-31')",
    ),
    "academic_year": ("DELETE FROM academic_year", "UPDATE academic_year SET end_date = '2027-08-30'"),
}


@pytest.mark.parametrize("table", REFUSALS)
def test_the_base_refuses(closed: Workspace, table: str) -> None:
    for statement in REFUSALS[table]:
        before = closed.next_undo()
        with pytest.raises(Conflict, match=REFUSED), closed.action("Изменение задним числом") as session:
            session.execute(text("PRAGMA defer_foreign_keys = ON"))
            session.execute(text(statement))
        assert closed.next_undo() == before, statement


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE pair SET note = 'идёт' WHERE end_date = '2027-12-31'",
        "UPDATE pair SET end_date = '2027-11-30' WHERE end_date = '2027-12-31'",
        "UPDATE pair_mentee SET end_date = '2027-11-30' WHERE end_date = '2027-12-31'",
        "UPDATE route SET goal = 'новая' WHERE end_date = '2027-12-31'",
        f"UPDATE route_step SET done_on = '2027-09-10', status = 'done' WHERE due_date IS NOT NULL AND {_RUNNING}",
        f"UPDATE route_step SET content = 'точнее' WHERE due_date IS NOT NULL AND {_RUNNING}",
        f"{_UNDATED_STEP} WHERE end_date = '2027-12-31'",
        "INSERT INTO meeting (pair_id, kind, date, absent) SELECT id, 'trial', '2027-09-10', '[]' FROM pair",
        "UPDATE person SET note = 'как всегда'",
        "UPDATE practice SET published_on = '2027-09-10'",
        "UPDATE incentive SET paid_on = '2027-09-10'",
        "INSERT INTO contest (title, date) VALUES ('Новый', '2027-09-10')",
        "INSERT INTO consent (person_id, kind, date, refused) SELECT id, 'publication', '2026-10-01', 0 FROM person",
    ],
)
def test_what_runs_on_may_change(closed: Workspace, statement: str) -> None:
    with closed.action("Идёт дальше") as session:
        session.execute(text(statement))
    assert closed.next_undo() is not None


def test_services_meet_it_with_a_sentence_and_the_way_out(closed: Workspace) -> None:
    roadmap = roadmap_of(closed, YEAR)
    assert roadmap is not None
    assert roadmap.closed
    with pytest.raises(Conflict) as refusal:
        items.set_status(closed, [roadmap.items[0].id], "done")
    assert "«Учебные годы…»" in refusal.value.message
    assert len(refusal.value.message) <= 300


def test_undo_of_what_was_done_in_it_is_refused(closed: Workspace) -> None:
    closing = closed.next_undo()
    assert closing is not None
    with closed.read() as session:
        earlier = session.execute(text("SELECT id FROM action WHERE title = 'Записи года'")).scalar_one()
    with pytest.raises(Conflict, match=REFUSED):
        closed.undo(earlier)
    assert closed.undo().title == "Закрыт учебный год 2026/2027"
    closed.undo()  # «Пара идёт дальше»


def test_redo_into_a_year_closed_since_is_refused(workspace: Workspace) -> None:
    fill(workspace)
    now = at(workspace, dt.datetime(2027, 9, 10, 9))
    for row in pairs.list_pairs(now):
        pairs.end_pair(now, row.id, dt.date(2027, 5, 31), "plan_completed")
    making.create_empty(now, YEAR)
    now.undo()
    # Closed without an action, so that nothing has overtaken what may be redone.
    with now._writer.connect() as connection, connection.begin():
        connection.exec_driver_sql("DROP TRIGGER guard_journal_academic_year_update")
        connection.exec_driver_sql("UPDATE academic_year SET closed_on = '2027-09-10'")
    with pytest.raises(Conflict, match=REFUSED):
        now.redo()


def test_an_import_names_the_rows_of_a_closed_year_and_takes_the_others(closed: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "пары.csv"
    file.write_text(
        "ФИО наставника;ФИО наставляемого;Дата начала;Дата окончания\n"
        "Петрова Анна Сергеевна;Ким Лев Олегович;01.10.2026;31.05.2027\n"
        "Петрова Анна Сергеевна;Иванова Мария Петровна;01.10.2027;31.05.2028\n",
        encoding="utf-8-sig",
    )
    before = len(pairs.list_pairs(closed))
    done = run_import(closed, open_import(file))
    assert summary(done) == "2 строки: создано 1, обновлено 0, без изменений 0, отклонено 1."
    assert [(number, "в закрытом учебном году" in words) for number, words in problems(done)] == [(2, True)]
    rows = pairs.list_pairs(closed)
    assert len(rows) == before + 1
    assert rows[-1].start_date == dt.date(2027, 10, 1)
    again = run_import(closed, open_import(file))
    assert summary(again) == "2 строки: создано 0, обновлено 0, без изменений 1, отклонено 1."


def problems(done: ImportPreview) -> list[tuple[int, str]]:
    return [(row.row, one.message) for table in done.tables for row in table.rows for one in row.problems]


def test_a_dump_with_a_closed_year_loads(closed: Workspace, tmp_path: Path) -> None:
    transfer.dump(closed, tmp_path / "a.json")
    other = open_workspace(data_folder(tmp_path / "другая"), fixed(dt.datetime(2027, 9, 10)))
    try:
        transfer.load(other, tmp_path / "a.json")
        transfer.dump(other, tmp_path / "b.json")
        assert [row.label for row in listing.list_years(other) if row.closed] == [YEAR]
        with pytest.raises(Conflict, match=REFUSED), other.action("x") as session:
            session.execute(text("DELETE FROM roadmap_item"))
    finally:
        other.close()
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
