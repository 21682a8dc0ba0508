"""Every bad file is refused with one Russian sentence that shows the way out, fast and in little memory."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from tests.exchange.bad_files import REFUSED, plain_book, workbook

from curator_app.exchange.opening import open_table
from curator_app.exchange.tables import find_tables
from curator_app.runtime.errors import KnownProblem
from curator_app.services.imports import ImportChoices, open_import, require_tables


def is_sentence(text: str) -> bool:
    """Russian, not too long, ends a sentence, no word of the machine."""
    letters = [letter for letter in re.sub(r"«[^»]*»", "", text) if letter.isalpha()]
    cyrillic = sum(1 for letter in letters if "а" <= letter.lower() <= "я" or letter in "ёЁ")
    good = len(text) <= 300 and text.endswith(".") and cyrillic >= 0.75 * len(letters)
    return good and not re.search(r"Traceback|Error|Exception|errno|None", text)


@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    file_name, make = REFUSED[name]
    path = tmp_path / file_name
    path.write_bytes(make())
    begun = time.process_time()
    with pytest.raises(KnownProblem) as caught:
        require_tables(open_import(path), ImportChoices())
    assert is_sentence(caught.value.message), caught.value.message
    assert time.process_time() - begun < 10


def outcome(path: Path) -> str:
    """The sentence of a refusal, or a word that all went well."""
    try:
        for grid in open_table(path):
            find_tables(grid)
    except KnownProblem as problem:
        return problem.message
    return "Всё прочитано."


def test_places_that_are_no_file(tmp_path: Path) -> None:
    (tmp_path / "~$список.xlsx").write_bytes(plain_book())
    for path in (tmp_path, tmp_path / "нет такого.xlsx", tmp_path / "~$список.xlsx", tmp_path / ("я" * 90 + ".csv")):
        with pytest.raises(KnownProblem) as caught:
            open_table(path)
        assert is_sentence(caught.value.message), caught.value.message


def test_a_million_formatted_rows_below_a_table_cost_nothing(tmp_path: Path) -> None:
    head = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>ФИО</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Должность</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Ветрова Дина Марковна</t></is></c></row>'
    )
    empty = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(3, 1_000_001))
    path = tmp_path / "формат.xlsx"
    path.write_bytes(workbook(head + empty, tail='<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'))
    begun = time.process_time()
    [grid] = open_table(path)
    assert time.process_time() - begun < 5
    assert grid.row_numbers == [1, 2]
    assert grid.value(3, 0) == "Ветрова Дина Марковна"


def test_a_merge_over_the_whole_sheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "слияние.xlsx"
    path.write_bytes(workbook(tail='<mergeCells count="1"><mergeCell ref="D1:XFD1048576"/></mergeCells>'))
    [grid] = open_table(path)
    [table] = find_tables(grid)
    assert [row.number for row in table.data_rows] == [2]


def test_damaged_bytes_never_escape_as_a_bug(tmp_path: Path) -> None:
    book = plain_book()
    for step in range(150):
        damaged = bytearray(book)
        at = (step * 7919) % len(book)
        damaged[at : at + 1 + step % 5] = bytes((step * 31 + n) % 256 for n in range(1 + step % 5))
        path = tmp_path / "порча.xlsx"
        path.write_bytes(bytes(damaged[: len(damaged) - (step % 3) * 100]))
        assert is_sentence(outcome(path))
