"""The chart of satisfaction: a wave a line, roles told apart."""

from __future__ import annotations

import datetime as dt
import io
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from openpyxl import load_workbook

from curator_app.exchange.workbook.model import Book
from curator_app.exchange.workbook.writing import write_book
from curator_app.services.monitoring.book_work import satisfaction_sheet
from curator_app.services.monitoring.satisfaction import WaveRow
from curator_app.services.monitoring.veil import Veil


def row(wave: int, role: str, index: Fraction | None) -> WaveRow:
    return WaveRow(
        wave=wave,
        title=f"Волна {wave}",
        role=role,
        date=dt.date(2026, 12, wave),
        asked=5,
        answered=4,
        satisfied=3,
        index=index,
        level=None,
    )


def test_roles_are_series_and_waves_are_lines() -> None:
    waves = (row(1, "mentor", Fraction(3, 4)), row(1, "mentee", Fraction(1, 2)), row(2, "mentee", None))
    data: Any = SimpleNamespace(waves=waves)
    sheet = satisfaction_sheet(data, Veil([], hides=False))
    made: Any = load_workbook(io.BytesIO(write_book(Book(sheets=(sheet,), title="т"))))["Удовлетворённость"]
    told = [[cell.value for cell in line] for line in made["L1:N3"]]
    assert told == [
        ["По волнам", "Наставляемые, %", "Наставники, %"],
        ["Волна 1", "=G3", "=G2"],
        ["Волна 2", None, None],
    ]
    chart = made._charts[0]
    assert [one.val.numRef.f for one in chart.series] == [
        "'Удовлетворённость'!$M$2:$M$3",
        "'Удовлетворённость'!$N$2:$N$3",
    ]
    assert chart.barDir == "bar"
