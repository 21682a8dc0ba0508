"""Cells of a workbook as values; another reader (calamine) as a witness where it sees the same."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import python_calamine
import xlsxwriter
from tests.exchange.bad_files import workbook
from tests.services.imports.messy_books import make_case
from tests.services.imports.messy_pairs import make_register

from curator_app.exchange.grid import CellError, Grid, Merge, spelled
from curator_app.exchange.opening import open_table
from curator_app.exchange.xlsx_styles import format_kind


def read(tmp_path: Path, data: bytes) -> Grid:
    """The first sheet."""
    path = tmp_path / "т.xlsx"
    path.write_bytes(data)
    return open_table(path)[0]


def test_kinds_of_values(tmp_path: Path) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Лист1")
    bold = book.add_format({"bold": True})
    sheet.write_string(0, 0, "=не формула")
    sheet.write_rich_string(0, 1, "часть ", bold, "жирная", " и ещё")
    sheet.write_number(0, 2, 79045550123)
    sheet.write_number(0, 3, 21.5)
    sheet.write_datetime(0, 4, dt.datetime(2026, 9, 1), book.add_format({"num_format": "[$-419]d mmmm yyyy;@"}))
    sheet.write_datetime(0, 5, dt.datetime(2026, 9, 1, 14, 30), book.add_format({"num_format": "dd.mm.yyyy h:mm"}))
    sheet.write_boolean(0, 6, True)
    sheet.write_formula(0, 7, "=1/0", None, "#DIV/0!")
    sheet.write_formula(0, 8, '="а"&"б"', None, "аб")
    sheet.write_number(0, 9, 0.5, book.add_format({"num_format": "h:mm"}))
    sheet.write_number(0, 10, 46266, book.add_format({"num_format": '0" г."'}))
    sheet.write_string(0, 11, "0012")
    sheet.write_string(0, 12, "две\nстроки")
    book.close()
    grid = read(tmp_path, out.getvalue())
    told = [grid.own(1, column) for column in range(13)]
    assert told == [
        "=не формула", "часть жирная и ещё", 79045550123, 21.5,
        dt.datetime(2026, 9, 1), dt.datetime(2026, 9, 1, 14, 30),
        True, "#DIV/0!", "аб", dt.time(12, 0), 46266, "0012", "две\nстроки",
    ]  # fmt: skip
    assert isinstance(told[7], CellError)
    assert [spelled(value) for value in told[2:6]] == ["79045550123", "21,5", "01.09.2026", "01.09.2026 14:30:00"]


def test_merges_count_for_all_their_cells(tmp_path: Path) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 2, 0, "вниз")
    sheet.merge_range(0, 1, 0, 3, "вбок")
    book.close()
    grid = read(tmp_path, out.getvalue())
    assert grid.merges == [Merge(1, 0, 3, 0), Merge(1, 1, 1, 3)]
    assert [grid.down(row, 0) for row in (1, 2, 3, 4)] == ["вниз", "вниз", "вниз", None]
    assert [grid.value(1, column) for column in (1, 2, 3)] == ["вбок"] * 3
    assert [grid.down(1, column) for column in (1, 2, 3)] == ["вбок", None, None]


def test_cells_without_references_and_with_a_prefix(tmp_path: Path) -> None:
    rows = (
        '<row><c t="inlineStr"><is><t>а_x000D_б</t></is></c><c><v>5</v></c></row>'
        '<row r="4"><c r="C4" t="str"><f>A1</f><v>итог</v></c><c t="e"><v>#N/A</v></c></row>'
    )
    grid = read(tmp_path, workbook(rows))
    assert grid.rows == {1: {0: "а\rб", 1: 5}, 4: {2: "итог", 3: "#N/A"}}
    prefixed = rows.replace("<", "<x:").replace("<x:/", "</x:")
    grid = read(tmp_path, workbook(prefixed))
    assert grid.rows[4][2] == "итог"


def test_number_formats() -> None:
    assert [format_kind(code) for code in ("dd.mm.yyyy", "General", "0.00", "h:mm", "[h]:mm", "mmm", '0" дней"')] == [
        "date", None, None, "time", "time", "date", None,
    ]  # fmt: skip
    assert format_kind("[$-419]d mmmm yyyy;@") == "date"
    assert format_kind("[Red]#,##0") is None


def test_another_reader_sees_the_same(tmp_path: Path) -> None:
    for seed in (0, 3, 4, 8, 13):
        for make in (make_case, make_register):
            name = make(seed, tmp_path)["steps"][0]["file"]
            if name.endswith(".xlsx"):
                compare(tmp_path / name)


def compare(path: Path) -> None:
    """Every cell of every sheet, apart from what calamine drops (errors)."""
    theirs = python_calamine.CalamineWorkbook.from_path(str(path))
    for grid in open_table(path):
        cells = {
            (r + 1, c): value
            for r, row in enumerate(theirs.get_sheet_by_name(grid.name).to_python(skip_empty_area=False))
            for c, value in enumerate(row)
            if value not in ("", None)
        }
        for place, value in cells.items():
            ours = grid.own(*place)
            expected = dt.datetime.combine(value, dt.time()) if type(value) is dt.date else value
            if isinstance(expected, str):
                assert (ours or "").strip() == expected.strip() if isinstance(ours, str) else not expected.strip(), (
                    place
                )
            else:
                assert ours == expected, (path.name, grid.name, place)
