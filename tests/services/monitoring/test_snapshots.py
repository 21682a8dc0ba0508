"""Snapshots never change; targets and numbers of the school; counts side by side; a constant number of queries."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
from sqlalchemy import event, text
from tests.services.monitoring.random_school import add_people, fill

from curator_app.models import Pair
from curator_app.runtime.errors import InvalidInput, KnownProblem, NotFound
from curator_app.runtime.paths import data_folder
from curator_app.services import transfer
from curator_app.services.monitoring import comparing, snapshots, targets
from curator_app.services.monitoring.book import make_workbook
from curator_app.services.monitoring.measuring import list_periods, measure
from curator_app.services.workspace import Workspace, open_workspace

PERIOD = "2026-11-20"


@pytest.fixture
def school(workspace: Workspace) -> Workspace:
    fill(workspace, random.Random(11), size=20)
    return workspace


def test_a_snapshot_keeps_what_was_counted_whatever_happens_later(school: Workspace) -> None:
    before = measure(school, PERIOD)
    number = snapshots.take_snapshot(school, PERIOD, title="Отчёт за ноябрь")
    assert snapshots.get_snapshot(school, number) == before
    with school.action("Все пары в корзине") as session:
        for pair in session.query(Pair):
            pair.deleted_at = dt.datetime(2026, 11, 21)
    assert measure(school, PERIOD).row("K9").numerator == 0 != before.row("K9").numerator
    assert snapshots.get_snapshot(school, number) == before
    (row,) = snapshots.list_snapshots(school)
    assert (row.id, row.title, row.date, len(row.content_hash)) == (
        number,
        "Отчёт за ноябрь",
        dt.date(2026, 11, 20),
        64,
    )


@pytest.mark.parametrize("statement", ["UPDATE monitoring_snapshot SET title = 'x'", "DELETE FROM monitoring_snapshot"])
def test_the_database_refuses_to_change_one(school: Workspace, statement: str) -> None:
    snapshots.take_snapshot(school, PERIOD)
    with pytest.raises(KnownProblem, match="не меняется"), school.action("Правка среза") as session:
        session.execute(text(statement))
    assert snapshots.list_snapshots(school)[0].title == "На 20.11.2026"


def test_undo_leaves_a_snapshot_alone_and_says_why(school: Workspace) -> None:
    snapshots.take_snapshot(school, PERIOD)
    with pytest.raises(KnownProblem, match="что было отправлено"):
        school.undo()
    assert len(snapshots.list_snapshots(school)) == 1
    assert school.check() == []


def test_no_snapshot_names_anybody(school: Workspace) -> None:
    snapshots.take_snapshot(school, PERIOD)
    with school.read() as session:
        content = str(session.execute(text("SELECT content FROM monitoring_snapshot")).scalar_one())
        names = [str(one) for (one,) in session.execute(text("SELECT surname FROM person"))]
    assert [one for one in names if one in content] == []


def test_periods_and_snapshots_stand_side_by_side(school: Workspace) -> None:
    number = snapshots.take_snapshot(school, "2026-09-30")
    compared = comparing.compare(school, [number, "2025/2026", PERIOD])
    assert compared.days == (dt.date(2026, 9, 30), dt.date(2026, 5, 31), dt.date(2026, 11, 20))
    first = next(row for row in compared.rows if row.code == "K9")
    assert [cell is not None and cell.numerator for cell in first.cells] == [
        measure(school, one).row("K9").numerator for one in ("2026-09-30", "2026-05-31", PERIOD)
    ]
    with pytest.raises(NotFound):
        comparing.compare(school, [number + 1])


def test_targets_of_the_school_win_and_go_back(workspace: Workspace) -> None:
    assert [(one.code, one.value) for one in targets.list_targets(workspace, 2024)][:3] == [
        ("K1", 70.0),
        ("K2", 10.0),
        ("K3", 70.0),
    ]
    assert {one.code for one in targets.list_targets(workspace, 2026) if one.value is not None} == {"K11", "K13", "K19"}
    targets.save_targets(workspace, 2026, {"K3": 55, "K11": 90})
    row = measure(workspace, PERIOD).row("K3")
    assert (row.target, row.target_own, row.met) == (55, True, None)
    targets.save_targets(workspace, 2026, {"K11": None})
    assert measure(workspace, PERIOD).row("K11").target == 100
    with pytest.raises(InvalidInput, match="от 0 до 100"):
        targets.save_targets(workspace, 2026, {"K3": 101})
    with pytest.raises(InvalidInput, match="нет"):
        targets.save_targets(workspace, 2026, {"K99": 1})


def test_a_number_of_the_school_is_the_denominator_from_its_day_on(workspace: Workspace) -> None:
    targets.save_facts(workspace, dt.date(2026, 9, 1), {"teachers": 40, "pupils_10_19": 500})
    targets.save_facts(workspace, dt.date(2026, 11, 1), {"teachers": 44})
    assert measure(workspace, "2026-10-31").row("K7").denominator == 40
    late = measure(workspace, PERIOD).row("K7")
    assert (late.denominator, late.basis) == (44, "по числу, указанному школой на 01.11.2026")
    assert measure(workspace, "2026-08-31").row("K7").denominator == 0
    assert next((one.code, one.value) for one in targets.list_facts(workspace)) == ("teachers", 44)
    with pytest.raises(InvalidInput):
        targets.save_facts(workspace, dt.date(2026, 9, 1), {"teachers": -1})


def test_periods_of_the_year_are_offered(workspace: Workspace) -> None:
    rows = {row.code: row for row in list_periods(workspace)}
    assert rows["2026-09"].title == "сентябрь 2026 года"
    assert rows["2026-Q4"].title == "IV квартал 2026 года"
    assert (rows["2026/2027"].on, rows["2026/2027"].begun) == (dt.date(2026, 10, 5), True)
    assert not rows["2027-05"].begun


def test_queries_do_not_grow_with_the_school(workspace: Workspace) -> None:
    counts = []
    for size in (6, 40):
        (fill if size == 6 else add_people)(workspace, random.Random(size), size=size)
        seen: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_rest: object, kept: list[str] = seen) -> None:
            kept.append(statement)

        event.listen(workspace._engine, "before_cursor_execute", note)
        measure(workspace, PERIOD)
        first = len(seen)
        make_workbook(workspace, PERIOD)
        event.remove(workspace._engine, "before_cursor_execute", note)
        counts.append((first, len(seen) - first))
    assert counts[0] == counts[1]
    assert counts[0][0] <= 35


def test_a_snapshot_goes_out_and_in_with_the_data(school: Workspace, tmp_path: Path) -> None:
    number = snapshots.take_snapshot(school, PERIOD)
    out, again = tmp_path / "a.json", tmp_path / "b.json"
    transfer.dump(school, out)
    other = open_workspace(data_folder(tmp_path / "другая"), school.clock)
    try:
        transfer.load(other, out)
        assert snapshots.get_snapshot(other, number) == snapshots.get_snapshot(school, number)
        transfer.dump(other, again)
    finally:
        other.close()
    assert again.read_bytes() == out.read_bytes()
