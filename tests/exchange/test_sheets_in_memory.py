"""Workbooks are put together in memory: nothing of them ever lies in the folder of temporary files of the system."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from curator_app.exchange.problem_sheet import problem_sheet
from curator_app.exchange.sheet_writing import SheetColumn, write_sheet
from curator_app.exchange.workbook.packing import pack

NAME = "Жмыхова Ольга Ивановна"


def _packed() -> bytes:
    book, target = Workbook(), io.BytesIO()
    book.worksheets[0]["A1"] = NAME
    pack(book, target, {})
    return target.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: write_sheet("Лист", [SheetColumn("Кто")], [[NAME]]),
        lambda: problem_sheet([("Лист", 2, "Кто", NAME, "Не найдено.")]),
        _packed,
    ],
    ids=["sheet", "problems", "workbook"],
)
def test_no_file_of_the_system_is_used(make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError("a passing file")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refused)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refused)
    content = make()
    cells = [cell for row in load_workbook(io.BytesIO(content)).worksheets[0].values for cell in row]
    assert NAME in cells
