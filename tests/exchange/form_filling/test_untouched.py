"""Whatever is written, everything else of the form stays as it was, and what was written is read back."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.exchange.form_filling.made import FACTS, LISTS, PAIRS, form, parts

from curator_app.exchange.form_filling.filling import fill_form
from curator_app.exchange.form_filling.values import CellFill, FormValue
from curator_app.exchange.xlsx_reader import read_workbook
from curator_app.runtime.progress import Progress

LIBRE = Path(__file__).parents[2] / "data" / "forms" / "libreoffice.xlsx"
_LETTERS = st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs"]).filter(
    lambda letter: letter.isprintable()
)
TEXTS = st.text(_LETTERS, min_size=1, max_size=40).filter(lambda text: text.strip() == text and "_x" not in text)
VALUES: st.SearchStrategy[FormValue] = st.one_of(
    TEXTS,
    st.integers(0, 100_000),
    st.floats(0, 1000, width=32),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
)
_FORMULAS = {(FACTS, 9, 1), (FACTS, 9, 2), (PAIRS, 9, 1), (LISTS, 1, 1)}
_COVERED = {
    (FACTS, 1, 1),
    (FACTS, 1, 2),
    (FACTS, 1, 3),
    (FACTS, 2, 2),
    (FACTS, 2, 3),
    *((PAIRS, 1, c) for c in range(1, 5)),
}
PLACES = st.tuples(st.sampled_from([FACTS, PAIRS, LISTS]), st.integers(1, 40), st.integers(0, 30)).filter(
    lambda place: place not in _FORMULAS | _COVERED
)
_CELL = re.compile(r"<c\b[^>]*?(?:/>|>.*?</c>)", re.DOTALL)


def cells(sheet: bytes) -> dict[str, str]:
    """The cells of a sheet as written, by their address."""
    found = {}
    for one in _CELL.findall(sheet.decode()):
        address = re.search(r'\sr="([A-Z]+[0-9]+)"', one)
        assert address is not None
        found[address.group(1)] = one
    return found


@pytest.mark.parametrize("program", ["openpyxl", "LibreOffice"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(writes=st.dictionaries(PLACES, VALUES, max_size=12))
def test_nothing_else_changes(program: str, writes: dict[tuple[str, int, int], FormValue]) -> None:
    content = form() if program == "openpyxl" else LIBRE.read_bytes()
    fills = [CellFill(sheet, row, column, value) for (sheet, row, column), value in writes.items()]
    made = fill_form(content, "форма.xlsx", fills).content
    before, after = parts(content), parts(made)
    assert list(before) == list(after)
    sheets = {name for name in before if name.startswith("xl/worksheets/sheet")}
    for name in set(before) - sheets - {"xl/workbook.xml"}:
        assert after[name] == before[name], name
    touched = {sheet for sheet, _row, _column in writes}
    for number, title in enumerate((FACTS, PAIRS, LISTS), start=1):
        name = f"xl/worksheets/sheet{number}.xml"
        own = {f"{_letters(column)}{row}" for sheet, row, column in writes if sheet == title}
        old, new = cells(before[name]), cells(after[name])
        for address in set(old) - own:
            assert (
                new[address] == re.sub(r"(?<=</f>)<v>.*?</v>", "", old[address])
                or new[address] == old[address]
                or ("<f" in old[address] and _formula(new[address]) == _formula(old[address]))
            )
        if title not in touched and "<f" not in before[name].decode():
            assert after[name] == before[name]
        assert _outside(after[name]) == _outside(before[name])
    _read_back(made, writes)


def _letters(column: int) -> str:
    return chr(65 + column) if column < 26 else f"A{chr(65 + column - 26)}"


def _formula(cell: str) -> tuple[str, ...]:
    style = re.search(r'\ss="[0-9]+"', cell)
    told = re.search(r"<f[^>]*>.*?</f>", cell)
    return (style.group() if style else "", told.group() if told else "")


def _outside(sheet: bytes) -> tuple[str, str]:
    """What stands before and after the cells, without the extent."""
    text = sheet.decode()
    head, _, rest = text.partition("<sheetData")
    return re.sub(r"<dimension[^>]*/>", "", head), rest.rpartition("</sheetData>")[2]


def _read_back(made: bytes, writes: dict[tuple[str, int, int], FormValue]) -> None:
    book = load_workbook(io.BytesIO(made))
    grids = {one.name: one for one in read_workbook(made, "ф", Progress())}
    for (sheet, row, column), value in writes.items():
        theirs: Any = book[sheet].cell(row, column + 1).value
        ours = grids[sheet].own(row, column)
        for found in (theirs, ours):
            if isinstance(value, dt.date):
                assert found in (dt.datetime.combine(value, dt.time()), f"{value:%d.%m.%Y}")
            elif isinstance(value, float):
                assert isinstance(found, dt.datetime | dt.time) or found == pytest.approx(value)
            elif isinstance(value, int):
                assert isinstance(found, dt.datetime | dt.time | str) or found == value
            else:
                assert found == value
