"""Files of the catalogue of bad inputs (docs/faults.md) that no other test makes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services.imports import open_import, preview_import, run_import
from curator_app.services.records import list_records
from curator_app.services.workspace import Workspace, open_workspace

VETROVA, LUGOVA = "Ветрова Дина Марковна", "Лугова Анна Львовна"
ROWS = [["ФИО", "Должность"], [VETROVA, "учитель"]]
TABLE = f"ФИО;Должность\n{VETROVA};учитель\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(dt.datetime(2026, 9, 7, 9, 0)))
    yield opened
    opened.close()


def written(path: Path, body: bytes | str) -> Path:
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return path


def book(rows: Sequence[Sequence[Any]], dress: Callable[[Any, Any], object] = lambda _book, _sheet: None) -> bytes:
    """A workbook; ``dress`` does the rest to it and its sheet."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = made.add_worksheet("Кадры")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, bool):
                sheet.write_boolean(number, column, value)
            elif isinstance(value, str):
                sheet.write_string(number, column, value)
            elif value is not None:
                sheet.write_number(number, column, value)
    dress(made, sheet)
    made.close()
    return out.getvalue()


def people(workspace: Workspace, *fields: str) -> list[tuple[Any, ...]]:
    rows = list_records(workspace, "people")
    return [(row["full_name"], *(row[field] for field in fields)) for row in rows]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("список.tsv", TABLE.replace(";", "\t")),
        ("список.txt", TABLE),
        ("таблица под чужим именем.xls", TABLE.encode("cp1251")),
        ("с меткой.csv", TABLE.encode("utf-8-sig")),
        ("нулевые байты.csv", TABLE.encode()[:30] + bytes(2) + TABLE.encode()[30:]),
        ("дважды.csv", TABLE + TABLE.splitlines()[1] + "\n"),
        ("для чтения.xlsx", book(ROWS, lambda made, _sheet: made.read_only_recommended())),
        ("триста столбцов.xlsx", book([["ФИО", "Должность", *(f"с{n}" for n in range(300))], [VETROVA, "учитель"]])),
    ],
)  # fmt: skip
def test_one_person_is_taken(workspace: Workspace, tmp_path: Path, name: str, body: bytes | str) -> None:
    run_import(workspace, open_import(written(tmp_path / name, body)))
    assert people(workspace, "position") == [(VETROVA, "учитель")]
    assert preview_import(workspace, open_import(tmp_path / name)).as_json()["sheets"][0]["created"] == 0


@pytest.mark.parametrize(
    ("name", "body", "sentence"),
    [
        ("ярлык.lnk", b"L\0\0\0\x01\x14\x02\0" + bytes(200), "не найдена таблица"),
        ("страница.xls", "<html><body><table><tr><td>ФИО</td></tr></table></body></html>", "веб-страница"),
        ("две кодировки.csv", TABLE.encode("cp1251") + f"{LUGOVA};методист\n".encode(), "испорчены русские буквы"),
        ("вся ширина листа.csv", ";".join(["ФИО", *(f"c{n}" for n in range(16383))]) + "\n", "слишком много"),
    ],
)
def test_it_is_told_what_is_wrong(
    workspace: Workspace, tmp_path: Path, name: str, body: bytes | str, sentence: str
) -> None:
    with pytest.raises(KnownProblem, match=sentence):
        run_import(workspace, open_import(written(tmp_path / name, body)))
    assert people(workspace) == []


def test_what_a_filter_hides_is_read_too(workspace: Workspace, tmp_path: Path) -> None:
    def hide(_book: Any, sheet: Any) -> None:
        sheet.set_column(1, 1, 10, None, {"hidden": 1})
        sheet.autofilter(0, 0, 2, 2)
        sheet.filter_column(2, "x == учитель")
        sheet.set_row(2, None, None, {"hidden": 1})

    rows = [
        ["ФИО", "Телефон", "Должность"],
        [VETROVA, "89045550101", "учитель"],
        [LUGOVA, "89045550102", "методист"],
    ]
    run_import(workspace, open_import(written(tmp_path / "отбор.xlsx", book(rows, hide))))
    assert people(workspace, "phone") == [(VETROVA, "79045550101"), (LUGOVA, "79045550102")]


def test_totals_empty_rows_and_headings_in_two_lines(workspace: Workspace, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["№", "Ф. И. О.\nработника", "Занимаемая\N{NO-BREAK SPACE}должность", "Стаж"],
        [1, VETROVA, "учитель", 5],
        [],
        [2, LUGOVA, "методист", 7],
        ["", "Итого", None, 12],
        [None, "Всего: 2 человека"],
    ]
    run_import(workspace, open_import(written(tmp_path / "итоги.xlsx", book(rows))))
    assert people(workspace, "position", "experience_years") == [(VETROVA, "учитель", 5), (LUGOVA, "методист", 7)]


def test_odd_letters_and_values(workspace: Workspace, tmp_path: Path) -> None:
    hostile = "=cmd|' /c calc'!A0 <b>жирно</b> Robert'); DROP TABLE person;-- \N{GRINNING FACE}"
    rows: list[list[Any]] = [
        ["ФИО", "Дата рождения", "Телефон", "Табельный номер", "Член комиссии", "Примечание"],
        ["ВЕТРОВА\N{NO-BREAK SPACE} ДИНА  МАРКОВНА", 29221, "'89045550101", "0012", True, hostile],
        # o and a of the Latin alphabet; marks of the direction of writing
        ["Лугoва Аннa Львoвна", "1975-02-03", 89045550102, 12, False, "\u202eобратно\u200f"],
        ["Петрова—Ли Анна Львовна", "3 февраля 1975 г.", "+7 904 555 01 03", None, None, "x" * 32767],
        ["Иванов‑Ким Пётр Ильич", "1975-02-03T00:00:00+03:00", "8(904)5550104", None, None, "зво\u0007нок\u0001"],
    ]  # fmt: skip
    run_import(workspace, open_import(written(tmp_path / "значения.xlsx", book(rows))))
    assert people(workspace, "birth_date", "phone") == [
        (VETROVA, "1980-01-01", "79045550101"),
        (LUGOVA, "1975-02-03", "79045550102"),
        ("Петрова-Ли Анна Львовна", "1975-02-03", "79045550103"),
        ("Иванов-Ким Пётр Ильич", "1975-02-03", "79045550104"),
    ]
    kept = {str(name): (note, raw) for name, note, raw in people(workspace, "note", "raw")}
    assert kept[VETROVA][0] == hostile
    assert kept[VETROVA][1]["Член комиссии"] == "ИСТИНА"
    assert kept[LUGOVA][0] == "обратно"
    assert len(kept["Петрова-Ли Анна Львовна"][1]["note"]) >= 1000  # too long for the field, not lost


def test_rubbish_is_counted_and_nobody_is_made_of_it(workspace: Workspace, tmp_path: Path) -> None:
    body = "ФИО;Должность\n" + "".join(f"!!{number};??\n" for number in range(2000))
    [sheet] = run_import(workspace, open_import(written(tmp_path / "мусор.csv", body))).as_json()["sheets"]
    assert (sheet["created"], sheet["rejected"]) == (0, 2000)
    assert people(workspace) == []


def test_two_who_mentor_each_other_are_two_pairs(workspace: Workspace, tmp_path: Path) -> None:
    lines = ["Наставник;Наставляемый;Период", f"{VETROVA};{LUGOVA};01.09.2026-31.05.2027"]
    lines += [f"{LUGOVA};{VETROVA};01.09.2026-31.05.2027"]
    run_import(workspace, open_import(written(tmp_path / "Пары.csv", "\n".join(lines))))
    told = {(row["mentor_name"], *row["mentees_name"]) for row in list_records(workspace, "pairs")}
    assert told == {(VETROVA, LUGOVA), (LUGOVA, VETROVA)}
