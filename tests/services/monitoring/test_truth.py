"""One definition everywhere: the screen's number, the workbook's value and a naive recount from the dump agree."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.services.monitoring.naive import Naive
from tests.services.monitoring.random_school import fill

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import transfer
from curator_app.services.monitoring.book import make_workbook
from curator_app.services.monitoring.listing import behind
from curator_app.services.monitoring.measuring import measure
from curator_app.services.workspace import Workspace, open_workspace

Open = Callable[[], Workspace]


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Open]:
    """Opens one empty base after another."""
    opened: list[Workspace] = []

    def make() -> Workspace:
        folder = data_folder(tmp_path / f"база {len(opened)}")
        opened.append(open_workspace(folder, fixed(dt.datetime(2026, 12, 20, 9, 0))))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10**6), late=st.integers(0, 560))
def test_screen_workbook_and_recount_agree(fresh: Open, tmp_path: Path, seed: int, late: int) -> None:
    workspace = fresh()
    fill(workspace, random.Random(seed))
    on = dt.date(2025, 9, 10) + dt.timedelta(days=late)
    measured = measure(workspace, on.isoformat())
    dump = tmp_path / "все.json"
    transfer.dump(workspace, dump)
    wanted = Naive(json.loads(dump.read_text(encoding="utf-8"))["tables"], on.isoformat()).count()
    assert {row.code: (row.numerator, row.denominator) for row in measured.rows} == wanted
    content = make_workbook(workspace, on.isoformat()).content
    kept = sheet_rows(content, values=True)
    live = sheet_rows(content, values=False)
    for row in measured.rows:
        _id, _title, numerator, denominator, percent, *_rest = kept[row.code]
        assert (numerator or 0, denominator) == (row.numerator, row.denominator)
        told = None if row.denominator is None else "—" if row.percent is None else float(row.percent)
        assert percent == told
        if row.denominator is not None:
            assert str(live[row.code][4]).startswith("=IF(N(D")
        for part in row.parts:
            assert kept[part.code][2:4] == (part.numerator, part.denominator)
    for row in measured.rows:
        lists = behind(workspace, on.isoformat(), row.code)
        assert sum(one.weight for one in lists.numerator) == row.numerator
        assert row.denominator is None or sum(one.weight for one in lists.denominator) == row.denominator
        assert all(one.title for one in lists.numerator if one.kind != "person")


def sheet_rows(content: bytes, *, values: bool) -> dict[str, tuple[Any, ...]]:
    """{ID: row} of the sheet of indicators, with the kept values of formulas or with the formulas."""
    sheet = load_workbook(io.BytesIO(content), data_only=values)["Показатели"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:5] == ("ID", "Показатель", "Числитель", "Знаменатель", "Значение, %")
    return {str(row[0]): row for row in rows[1:]}
