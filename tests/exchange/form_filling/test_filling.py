"""Forms are filled byte by byte: what was asked for changes, nothing else."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from tests.exchange.form_filling.made import (
    FACTS,
    LISTS,
    PAIRS,
    changed,
    form,
    parts,
    sheet_of,
    simple,
    with_parts,
)

from curator_app.exchange.form_filling.filling import fill_form
from curator_app.exchange.form_filling.values import CellFill, Percent, TableFill
from curator_app.exchange.xlsx_reader import read_workbook
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress

SHEET1, SHEET2, SHEET3 = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3))
LIBRE = Path(__file__).parents[2] / "data" / "forms" / "libreoffice.xlsx"
DAY = dt.date(2026, 12, 31)


def put(content: bytes, *cells: tuple[int, int, object], sheet: str = "Лист") -> bytes:
    fills = [CellFill(sheet, row, column, value) for row, column, value in cells]  # type: ignore[arg-type]  # by hand
    return fill_form(content, "форма.xlsx", fills).content


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xml(content: bytes, part: str = SHEET1) -> str:
    return parts(content)[part].decode()


def test_only_the_sheet_and_its_dependants_change() -> None:
    made = fill_form(form(), "форма.xlsx", [CellFill(FACTS, 5, 1, 7)])
    assert changed(form(), made.content) == [SHEET1]  # the results of openpyxl's formulas were never there
    assert 'fullCalcOnLoad="1"' in xml(made.content, "xl/workbook.xml")
    assert made.remarks == ()


def test_formats_merges_rules_and_pictures_stay() -> None:
    made = fill_form(form(), "форма.xlsx", [CellFill(FACTS, 5, 1, 7), CellFill(FACTS, 2, 2, "школа")])
    before, after = (load_workbook(io.BytesIO(one), rich_text=True)[FACTS] for one in (form(), made.content))
    assert [str(one) for one in after.merged_cells.ranges] == [str(one) for one in before.merged_cells.ranges]
    assert [str(one.sqref) for one in after.data_validations.dataValidation] == ["B5:B7"]
    assert [str(one.sqref) for one in after.conditional_formatting] == ["B5:B7"]
    assert (after.print_area, after.page_setup.orientation) == (before.print_area, "landscape")
    assert (after["B9"].value, after["C9"].value) == ("=B6+B7", '=IF(B9>5,"много","мало")')
    assert after["A2"].value == before["A2"].value
    assert after["B2"].value == "школа"  # C2 and D2 are under the same merged range
    style = (before["B5"].border.left.style, before["B5"].font.name)
    assert (after["B5"].border.left.style, after["B5"].font.name) == style


def test_dates_percents_and_texts_by_the_format_of_the_cell() -> None:
    made = put(
        form(),
        (4, 1, DAY),
        (5, 1, DAY),  # no date format there: a number would tell nothing
        (8, 1, Percent(Decimal("66.7"))),
        (6, 1, Percent(Decimal("66.7"))),
        (7, 1, 0),
        sheet=FACTS,
    )
    sheet = load_workbook(io.BytesIO(made))[FACTS]
    assert sheet["B4"].value == dt.datetime(2026, 12, 31)
    assert sheet["B5"].value == "31.12.2026"
    assert (sheet["B8"].value, sheet["B6"].value, sheet["B7"].value) == (0.667, 66.7, 0)


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 900", "-5", "@имя", "\tтаб", " =cmd|' /c calc'!A0", "<b>&amp;</b>", "]]>"]
)
def test_a_text_is_never_a_formula(text: str) -> None:
    made = put(form(), (5, 1, text), sheet=FACTS)
    cell = load_workbook(io.BytesIO(made))[FACTS]["B5"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_signs_no_sheet_can_hold_go_and_what_looks_escaped_stays() -> None:
    made = put(form(), (5, 1, "a\x00\x0b\ud800\uffffб_x0041_\r\nв"), sheet=FACTS)
    grid = next(one for one in read_workbook(made, "ф", Progress()) if one.name == FACTS)
    assert grid.own(5, 1) == "aб_x0041_\nв"


def test_an_emptied_cell_keeps_its_format() -> None:
    filled = put(form(), (5, 1, "старое"), sheet=FACTS)
    emptied = put(filled, (5, 1, None), sheet=FACTS)
    assert re.search(r'<c r="B5" s="\d+"/>', xml(emptied))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert put(form(), (5, 1, 7), sheet=FACTS) == put(form(), (5, 1, 7), sheet=FACTS)


def test_a_word_the_form_does_not_offer_is_told() -> None:
    rule = '<dataValidations count="1"><dataValidation type="list" sqref="A1:A5"><formula1>"да, нет"</formula1>'
    content = simple("<sheetData/>", after=f"{rule}</dataValidation></dataValidations>")
    made = fill_form(content, "ф", [CellFill("Лист", 1, 0, "Да"), CellFill("Лист", 2, 0, "может быть")])
    assert made.remarks == ("Лист «Лист», ячейка A2: записано «может быть», а форма предлагает: да, нет.",)
    assert rule in xml(made.content)


# --- formulas


@pytest.mark.parametrize(
    ("cell", "said"),
    [((9, 1), "B9: здесь формула"), ((9, 2), "C9: здесь формула")],
)
def test_a_formula_is_never_overwritten(cell: tuple[int, int], said: str) -> None:
    with pytest.raises(KnownProblem, match=said):
        put(form(), (*cell, 1), sheet=FACTS)


def test_a_part_of_an_array_is_kept() -> None:
    rows = (
        '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3*2</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c></row></sheetData>'
    )
    with pytest.raises(KnownProblem, match="A2: эта ячейка — часть формулы массива"):
        put(simple(rows), (2, 0, 1))


def test_old_results_go_and_formulas_stay() -> None:
    rows = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str" cm="1"><f>A1&amp;"!"</f><v>1!</v></c>'
        '<c r="C1"><f t="shared" ref="C1:D1" si="0">A1*2</f><v>2</v></c><c r="D1"><f t="shared" si="0"/><v>4</v></c>'
        "</row></sheetData>"
    )
    made = xml(put(simple(rows), (1, 0, 5)))
    assert '<c r="B1" cm="1"><f>A1&amp;"!"</f></c>' in made
    assert '<c r="C1"><f t="shared" ref="C1:D1" si="0">A1*2</f></c><c r="D1"><f t="shared" si="0"/></c>' in made


def test_results_of_sheets_that_look_at_the_filled_one_go_too() -> None:
    """LibreOffice shows kept results as they are."""
    content = LIBRE.read_bytes()
    assert "<v>" in xml(content, SHEET3).partition("Сведения!B5*2")[2][:60]
    made = fill_form(content, "форма.xlsx", [CellFill(FACTS, 5, 1, 21)]).content
    assert changed(content, made) == ["xl/workbook.xml", SHEET1, SHEET3]
    assert re.search(r"B5\*2</f></c>", xml(made, SHEET3))
    assert fill_form(content, "ф", [CellFill(LISTS, 3, 0, "может быть")]).content is not None


def test_a_form_without_formulas_keeps_its_workbook() -> None:
    content = simple('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    assert changed(content, put(content, (1, 0, 2))) == [SHEET1]


# --- the shapes sheets come in


def test_rows_and_cells_are_made_where_there_are_none() -> None:
    content = simple(
        '<dimension ref="B2:B5"/><sheetData><row r="2" spans="2:2"><c r="B2"><v>1</v></c></row>'
        '<row r="5" ht="30"/></sheetData>'
    )
    made = xml(put(content, (1, 0, "а"), (2, 0, "б"), (2, 3, "в"), (5, 1, "г"), (7, 2, "д"), (3, 0, "е")))
    assert '<dimension ref="A1:D7"/>' in made
    assert re.findall(r'r="([A-Z]?[0-9]+)"', made) == (
        ["1", "A1", "2", "A2", "B2", "D2", "3", "A3", "5", "B5", "7", "C7"]
    )
    assert '<row r="2">' in made
    assert '<row r="5" ht="30"><c r="B5"' in made


def test_an_empty_sheet_is_opened() -> None:
    assert "<sheetData><row" in xml(put(simple("<sheetData/>"), (1, 0, "а")))
    assert "<sheetData><row" in xml(put(simple("<sheetData></sheetData>"), (1, 0, "а")))


def test_cells_without_addresses_and_with_a_prefix() -> None:
    rows = "<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t='str'><x:v>б</x:v></x:c></x:row></x:sheetData>"
    made = put(simple(rows, prefix="x:"), (1, 1, "новое"), (2, 0, 3))
    assert '<x:c r="B1" t="inlineStr"><x:is><x:t>новое</x:t></x:is></x:c>' in xml(made)
    assert '<x:row r="2"><x:c r="A2"><x:v>3</x:v></x:c></x:row>' in xml(made)
    grid = read_workbook(made, "ф", Progress())[0]
    assert (grid.own(1, 0), grid.own(1, 1), grid.own(2, 0)) == (1, "новое", 3)


def test_a_new_cell_looks_like_its_row_or_column() -> None:
    head = '<cols><col min="2" max="3" width="9" style="4"/></cols>'
    rows = '<sheetData><row r="1"><c r="A1"/></row><row r="2" s="3" customFormat="1"><c r="A2"/></row></sheetData>'
    made = xml(put(simple(head + rows), (1, 1, 1), (2, 1, 1)))
    assert '<c r="B1" s="4">' in made
    assert '<c r="B2" s="3">' in made


def test_days_of_1904() -> None:
    content = with_parts(
        form(),
        {"xl/workbook.xml": parts(form())["xl/workbook.xml"].replace(b"<workbookPr", b'<workbookPr date1904="1"', 1)},
    )
    assert b'date1904="1"' in parts(content)["xl/workbook.xml"]
    made = put(content, (4, 1, DAY), sheet=FACTS)
    assert load_workbook(io.BytesIO(made))[FACTS]["B4"].value == dt.datetime(2026, 12, 31)


def test_what_libreoffice_wrote() -> None:
    content = LIBRE.read_bytes()
    made = fill_form(
        content,
        "форма.xlsx",
        [CellFill(FACTS, 5, 1, 21), CellFill(FACTS, 4, 1, DAY)],
        [TableFill(PAIRS, 4, None, (0, 1, 4), [(1, "Петрова А. С.", DAY), (2, "Ким Л. О.", None)])],
    )
    assert changed(content, made.content) == ["xl/workbook.xml", SHEET1, SHEET2, SHEET3]
    book = load_workbook(io.BytesIO(made.content))
    assert (book[FACTS]["B5"].value, book[FACTS]["B4"].value) == (21, dt.datetime(2026, 12, 31))
    assert [cell.value for cell in book[PAIRS]["B"][3:6]] == ["Петрова А. С.", "Ким Л. О.", None]


# --- tables


def records(number: int) -> list[tuple[object, ...]]:
    return [(one, f"Наставник {one}", f"Наставляемый {one}", "12-ОД", DAY) for one in range(1, number + 1)]


def table(number: int, last: int | None = None) -> TableFill:
    return TableFill(PAIRS, 4, last, (0, 1, 2, 3, 4), records(number))  # type: ignore[arg-type]  # values by hand


def test_records_go_down_and_the_rest_of_the_rows_is_emptied() -> None:
    full = fill_form(form(), "ф", [], [table(5)])
    assert full.remarks == ("Лист «Пары» защищён от правки: значения внесены, защита осталась.",)
    fewer = fill_form(full.content, "ф", [], [table(2)])
    sheet = load_workbook(io.BytesIO(fewer.content))[PAIRS]
    assert [sheet.cell(row, 2).value for row in range(4, 10)] == [
        "Наставник 1",
        "Наставник 2",
        None,
        None,
        None,
        "=COUNTA(B4:B8)",
    ]
    assert sheet["E4"].value == dt.datetime(2026, 12, 31)
    assert sheet.protection.sheet


def test_too_few_rows_are_told_with_the_place() -> None:
    with pytest.raises(KnownProblem) as told:
        fill_form(form(), "ф", [], [table(6)])
    assert "Лист «Пары»: для таблицы со строки 4 приготовлено строк — 5, а записей — 6; со строки 9" in str(told.value)


def test_rows_below_everything_are_made_in_the_same_look() -> None:
    rows = (
        '<sheetData><row r="1"><c r="A1" t="str"><v>Имя</v></c><c r="B1" t="str"><v>Дата</v></c></row>'
        '<row r="2" ht="33" customHeight="1"><c r="A2" s="0"/><c r="B2" s="0"/><c r="C2" s="0"/></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="B2:C2"/></mergeCells>'
    )
    content = simple(rows)
    filled = fill_form(content, "ф", [], [TableFill("Лист", 2, None, (0, 1), [("а", 1), ("б", 2), ("в", 3)])])
    made = xml(filled.content)
    assert '<row r="4" ht="33" customHeight="1">' in made
    assert '<mergeCells count="3"><mergeCell ref="B2:C2"/><mergeCell ref="B3:C3"/><mergeCell ref="B4:C4"/>' in made
    grid = read_workbook(filled.content, "ф", Progress())[0]
    assert [grid.own(row, 0) for row in (2, 3, 4)] == ["а", "б", "в"]


def test_records_of_two_sheet_rows() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="0"/><c r="B{row}" s="0"/></row>' for row in range(1, 5))
    merges = '<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="A3:A4"/></mergeCells>'
    content = simple(f"<sheetData>{rows}</sheetData>{merges}")
    made = fill_form(content, "ф", [], [TableFill("Лист", 1, None, (0, 1), [("а", 1), ("б", 2)])]).content
    grid = read_workbook(made, "ф", Progress())[0]
    assert {row: grid.own(row, 0) for row in range(1, 5)} == {1: "а", 2: None, 3: "б", 4: None}


def _names(*rows: str, tail: str = "") -> bytes:
    """A column of names or empty cells."""
    made = "".join(
        f'<row r="{row}" ht="{row + 20}"><c r="A{row}" s="0"'
        + (f' t="str"><v>{text}</v></c>' if text else "/>")
        + "</row>"
        for row, text in enumerate(rows, start=1)
    )
    return simple(f'<dimension ref="A1:A{len(rows)}"/><sheetData>{made}</sheetData>', after=tail)


def _column(content: bytes, rows: int = 12) -> list[object]:
    grid = read_workbook(content, "ф", Progress())[0]
    return [grid.own(row, 0) for row in range(1, rows + 1) if grid.own(row, 0) is not None]


def test_merged_rows_without_a_look_of_their_own_are_prepared_rows() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Лист"
    for top in (2, 4, 6):
        sheet.merge_cells(start_row=top, end_row=top + 1, start_column=1, end_column=2)
    sheet["A9"] = "Исполнитель:"
    table = TableFill("Лист", 2, None, (0,), (("а",), ("б",), ("в",)))
    made = load_workbook(io.BytesIO(fill_form(saved(book), "форма.xlsx", [], [table]).content))["Лист"]
    assert [made.cell(row, 1).value for row in (2, 4, 6, 9)] == ["а", "б", "в", "Исполнитель:"]


def test_rows_numbered_beforehand_are_prepared_rows() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Лист"
    for row in range(2, 7):
        sheet.cell(row, 1).value = row - 1
    sheet["A7"] = "Всего"
    table = TableFill("Лист", 2, None, (1,), (("а",), ("б",), ("в",)))
    made = load_workbook(io.BytesIO(fill_form(saved(book), "форма.xlsx", [], [table]).content))["Лист"]
    assert [(made.cell(row, 1).value, made.cell(row, 2).value) for row in range(2, 8)] == [
        (1, "а"),
        (2, "б"),
        (3, "в"),
        (4, None),
        (5, None),
        ("Всего", None),
    ]


def test_rows_made_below_a_counted_table_are_told() -> None:
    """«=СЧЁТЗ(A2:A3)» on another sheet goes on counting two rows: its reader must know."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Лист"
    sheet["A2"], sheet["A3"] = "x", "y"
    book.create_sheet("Счёт")["A1"] = "=COUNTA(Лист!A2:A3)"
    table = TableFill("Лист", 2, None, (0,), (("а",), ("б",), ("в",)))
    (remark,) = fill_form(saved(book), "форма.xlsx", [], [table]).remarks
    assert remark.startswith("Лист «Лист»: в таблице со строки 2 приготовлено строк — 2, ниже добавлено — 1.")


def test_rows_are_put_in_where_nothing_looks_at_those_below() -> None:
    tail = '<mergeCells count="1"><mergeCell ref="A3:C3"/></mergeCells><pageMargins left="1"/>'
    content = _names("Иванова", "Петрова", "Итого:", "Директор", tail=tail)
    table = TableFill("Лист", 1, None, (0,), [("а",), ("б",), ("в",), ("г",)])
    made = fill_form(content, "ф", [CellFill("Лист", 4, 2, "подпись")], [table])
    assert made.remarks == ("Лист «Лист»: для записей вставлено строк — 2, то, что ниже, сдвинуто.",)
    assert _column(made.content) == ["а", "б", "в", "г", "Итого:", "Директор"]
    assert changed(content, made.content) == [SHEET1]
    told = xml(made.content)
    assert '<mergeCells count="1"><mergeCell ref="A5:C5"/></mergeCells><pageMargins left="1"/>' in told
    assert '<row r="3" ht="22"><c r="A3"' in told
    assert '<row r="6" ht="24">' in told
    assert '<c r="C6" t="inlineStr"><is><t>подпись' in told
    assert '<dimension ref="A1:C6"/>' in told


def test_what_is_filled_below_goes_down_with_its_row() -> None:
    content = _names("", "", "Итого:", "")
    tables = [TableFill("Лист", 4, None, (0,), [("я",)] * 2), TableFill("Лист", 1, 2, (0,), [("а",)] * 4)]
    made = fill_form(content, "ф", [], tables)
    assert _column(made.content) == ["а", "а", "а", "а", "Итого:", "я", "я"]


@pytest.mark.parametrize(
    "tail",
    [
        '<conditionalFormatting sqref="A1:A9"/>',
        "<dataValidations><dataValidation sqref='B1 A3'/></dataValidations>",
        '<mergeCells count="1"><mergeCell ref="B2:B4"/></mergeCells>',
        '<legacyDrawing xmlns:r="urn:r" r:id="rId1"/>',
        '<rowBreaks><brk id="2"/></rowBreaks>',
    ],
)
def test_nothing_is_left_behind_by_rows_put_in(tail: str) -> None:
    content = _names("Иванова", "Петрова", "Итого:", tail=tail)
    with pytest.raises(KnownProblem, match="а записей — 3; со строки"):
        fill_form(content, "ф", [], [TableFill("Лист", 1, 2, (0,), [("а",)] * 3)])


def test_a_print_area_over_the_rows_below_keeps_them() -> None:
    content = _names("Иванова", "Петрова", "Итого:")
    area = b'<definedName name="_xlnm.Print_Area" localSheetId="0">\'%s\'!$A$1:$D$%d</definedName>'
    names = b"<definedNames>" + area + b"</definedNames>"

    def with_area(last: int) -> bytes:
        told = names % ("Лист".encode(), last)
        book = parts(content)["xl/workbook.xml"]
        assert b"<definedNames/>" in book
        return with_parts(content, {"xl/workbook.xml": book.replace(b"<definedNames/>", told)})

    table = TableFill("Лист", 1, None, (0,), [("а",)] * 3)
    assert fill_form(with_area(2), "ф", [], [table]).remarks
    with pytest.raises(KnownProblem, match="приготовлено строк — 2, а записей — 3; со строки 3"):
        fill_form(with_area(3), "ф", [], [table])


def test_the_last_row_told_by_a_person_counts() -> None:
    made = fill_form(form(), "ф", [], [table(2, last=5)])
    assert load_workbook(io.BytesIO(made.content))[PAIRS]["B5"].value == "Наставник 2"
    with pytest.raises(KnownProblem, match="B9: здесь формула"):
        fill_form(form(), "ф", [], [table(2, last=9)])


def test_a_heading_of_a_named_table_is_kept() -> None:
    content = simple('<sheetData><row r="1"><c r="A1" t="str"><v>Имя</v></c></row></sheetData>')
    space = "http://schemas.openxmlformats.org"
    content = with_parts(
        content,
        {
            "xl/worksheets/_rels/sheet1.xml.rels": (
                f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="rId1" '
                f'Type="{space}/officeDocument/2006/relationships/table" Target="../tables/table1.xml"/>'
                "</Relationships>"
            ).encode(),
            "xl/tables/table1.xml": f'<table xmlns="{space}/spreadsheetml/2006/main" id="1" ref="A1:A4"/>'.encode(),
        },
    )
    with pytest.raises(KnownProblem, match="A1: здесь заголовок"):
        put(content, (1, 0, "другое"))
    assert changed(content, put(content, (2, 0, "значение"))) == [SHEET1]


# --- what is no honest form


def test_an_unknown_sheet() -> None:
    with pytest.raises(KnownProblem, match="нет листа «Раздел 5»"):
        put(form(), (1, 0, 1), sheet="Раздел 5")


def _zip(**named: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in named.items():
            archive.writestr(name, part)
    return target.getvalue()


def test_hostile_files_are_refused_with_a_sentence() -> None:
    whole = form()
    doctype = sheet_of("<sheetData/>").replace(b"\n<", b'\n<!DOCTYPE x [<!ENTITY a "b">]><', 1)
    bomb = sheet_of("<sheetData>" + " " * 40_000_000 + "</sheetData>")
    bad = {
        "cut": whole[: len(whole) // 2],
        "text": b"hello",
        "empty zip": _zip(),
        "other zip": _zip(**{"readme.txt": b"x"}),
        "doctype": with_parts(whole, {SHEET1: doctype}),
        "doctype in styles": with_parts(whole, {"xl/styles.xml": b'<?xml version="1.0"?><!DOCTYPE a><a/>'}),
        "tricks": with_parts(whole, {"xl/../../evil.xml": b"<a/>"}),
        "bomb": with_parts(whole, {SHEET1: bomb}),
        "macros": with_parts(whole, {"xl/vbaProject.bin": b"x"}),
        "half a tag": with_parts(whole, {SHEET1: parts(whole)[SHEET1][:-40]}),
        "utf-16": with_parts(whole, {SHEET1: parts(whole)[SHEET1].decode().encode("utf-16")}),
        "unknown encoding": with_parts(whole, {SHEET1: b'<?xml version="1.0" encoding="UTF-lo8"?><worksheet/>'}),
        "strange relations": with_parts(
            whole, {"xl/_rels/workbook.xml.rels": b'<?xml version="1.0" encoding="UT8"?><Relationships/>'}
        ),
        "rows back": with_parts(whole, {SHEET1: sheet_of('<sheetData><row r="2"/><row r="1"/></sheetData>')}),
        "no data": with_parts(whole, {SHEET1: sheet_of("")}),
        "spoilt": whole[:200] + bytes(64) + whole[264:],
    }
    for name, content in bad.items():
        with pytest.raises(KnownProblem) as told:
            fill_form(content, "форма.xlsx", [CellFill(FACTS, 5, 1, 1)])
        assert 20 < len(told.value.message) <= 300, name
        assert "форма.xlsx" in told.value.message or "лист" in told.value.message.lower(), name
