"""Layouts that schools really use, one trap a test: what comes out of each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.services.imports.tables import Formula, Page, book, sheet

from curator_app.services.imports import ImportChoices, ImportPreview, open_import, run_import
from curator_app.services.records import list_records
from curator_app.services.workspace import Workspace

Table = list[list[object]]


def bring(workspace: Workspace, path: Path, choices: ImportChoices | None = None) -> ImportPreview:
    """Imports the file, and once more to see that nothing changes."""
    preview = run_import(workspace, open_import(path), choices)
    again = run_import(workspace, open_import(path), choices)
    assert [(sheet["created"], sheet["updated"]) for sheet in again.as_json()["sheets"]] == [(0, 0)] * len(again.tables)
    return preview


def outcomes(preview: ImportPreview, table: int = 0) -> list[str]:
    """What became of the rows."""
    return [row.outcome.value for row in preview.tables[table].rows]


def people(workspace: Workspace, *fields: str) -> list[tuple[Any, ...]]:
    """Names with the fields asked for."""
    return [(row["full_name"], *(row[field] for field in fields)) for row in list_records(workspace, "people")]


def pairs(workspace: Workspace) -> list[tuple[str, list[str]]]:
    """Who with whom."""
    return [(row["mentor_name"], row["mentees_name"]) for row in list_records(workspace, "pairs")]


def test_two_tables_on_one_sheet(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["НАСТАВНИКИ"],
        ["№", "ФИО наставника", "Основные компетенции", "Интересы"],
        [1, "Ветров Олег Ильич", "проекты", "лес"],
        [2, "Лугова Анна Львовна", "ИКТ", "театр"],
        [],
        ["НАСТАВЛЯЕМЫЕ"],
        ["№", "ФИО наставляемого", "Запрос", "ФИО наставника"],
        [1, "Рощин Пётр Олегович", "журнал", "Ветров О.И."],
        [2, "Соснина Инна Львовна", "дисциплина", "Лугова А.Л."],
    ]
    preview = bring(workspace, sheet(tmp_path / "т.xlsx", rows))
    assert [(table.kind, table.header_row) for table in preview.tables] == [("mentors", 2), ("mentees", 7)]
    assert pairs(workspace) == [
        ("Ветров Олег Ильич", ["Рощин Пётр Олегович"]),
        ("Лугова Анна Львовна", ["Соснина Инна Львовна"]),
    ]


def test_several_facts_in_one_cell(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["№", "ФИО, должность", "Категория, стаж", "Контакты"],
        [1, "Ветров Олег Ильич, учитель физики", "высшая, 24 года", "8 904 555-01-23; v@a.example"],
        [2, "учитель химии Лугова Анна Львовна", "б/к, 1 год", "a@b.example"],
        [3, "Рощин Пётр Олегович\nпедагог-психолог", "1 кв. категория, 12,5 лет", 89045550111],
    ]
    bring(workspace, sheet(tmp_path / "т.xlsx", rows))
    assert people(workspace, "position", "qualification_category", "experience_years", "phone", "email") == [
        ("Ветров Олег Ильич", "учитель физики", "highest", 24, "79045550123", "v@a.example"),
        ("Лугова Анна Львовна", "учитель химии", "none", 1, None, "a@b.example"),
        ("Рощин Пётр Олегович", "педагог-психолог", "first", 12, "79045550111", None),
    ]


def test_whole_lists_of_people_in_cells(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        [
            "Название ОО",
            "ФИО руководителя ОО",
            "Сведения о наставниках (ФИО, должность, стаж)",
            "Сведения о наставляемых (ФИО)",
        ],
        [
            "Школа № 3",
            "Горный А.Б.",
            "Ветров Олег Ильич, учитель физики, 20 лет;\nЛугова Анна Львовна, учитель химии, 12 лет",
            "Рощин Пётр Олегович, учитель музыки, 1 год",
        ],
    ]
    preview = bring(workspace, sheet(tmp_path / "т.xlsx", rows))
    assert people(workspace, "position", "experience_years") == [
        ("Ветров Олег Ильич", "учитель физики", 20),
        ("Лугова Анна Львовна", "учитель химии", 12),
        ("Рощин Пётр Олегович", "учитель музыки", 1),
    ]
    assert pairs(workspace) == []
    assert len(preview.tables[0].problems) == 1


def test_a_mentor_once_per_mentee_and_merged(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["№", "ФИО наставника", "Основные компетенции", "ФИО наставляемого"],
        [1, "Ветров Олег Ильич", "проекты", "Рощин Пётр Олегович"],
        [2, "Ветров Олег Ильич", "проекты", "Соснина Инна Львовна"],
        [3, "Лугова Анна Львовна", "ИКТ", "Щур Роман Ильич"],
        [None, None, None, "Пак Вера Ильинична"],
        [4, "Степняк Яна Юрьевна", "хор", "Гай Ия Олеговна"],
        [None, None, None, "Гай Лев Олегович"],
    ]
    preview = bring(workspace, sheet(tmp_path / "т.xlsx", rows, merges=[(5, 1, 6, 1), (5, 2, 6, 2)]))
    raw = {row["full_name"]: row["raw"]["mentees"] for row in list_records(workspace, "mentors")}
    assert raw == {
        "Ветров Олег Ильич": "Рощин Пётр Олегович\nСоснина Инна Львовна",
        "Лугова Анна Львовна": "Щур Роман Ильич\nПак Вера Ильинична",
        "Степняк Яна Юрьевна": "Гай Ия Олеговна\nГай Лев Олегович",
    }
    assert outcomes(preview) == ["created", "updated", "created", "updated", "created", "updated"]


def test_one_heading_over_parted_names(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["№", "Ф.И.О.", None, None, "Должность", "Стаж"],
        [1, "Ветров", "Олег", "Ильич", "учитель", 5],
        [2, "Лугова", "Анна", "Львовна", "методист", 7],
        [3, "Пак", "Вера", None, "логопед", 9],
    ]
    bring(workspace, sheet(tmp_path / "а.xlsx", rows, merges=[(0, 1, 0, 3)]))
    assert people(workspace, "position") == [
        ("Ветров Олег Ильич", "учитель"),
        ("Лугова Анна Львовна", "методист"),
        ("Пак Вера", "логопед"),
    ]


def test_surname_and_first_name_together_and_the_patronymic_apart(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [["Фамилия, имя", "Отчество", "Стаж"], ["Ветров Олег", "Ильич", 5], ["Пак Вера", None, 9]]
    bring(workspace, sheet(tmp_path / "а.xlsx", rows))
    assert people(workspace) == [("Ветров Олег Ильич",), ("Пак Вера",)]


def test_namesakes(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["ФИО", "Дата рождения", "Должность", "Телефон"],
        ["Ветрова Анна Ильинична", dt.date(1980, 1, 2), "учитель", "89045550101"],
        ["Ветрова Анна Ильинична", dt.date(1991, 1, 2), "учитель", "89045550102"],
        ["Ветрова Анна Ильинична", None, None, "89045550102"],
        ["Ветрова Анна Ильинична", None, None, None],
        ["Лёгкая Алёна Львовна", None, None, None],
        ["Легкая Алена Львовна", None, "методист", None],
        ["Гай Ия Олеговна", None, "методист", "89045550103"],
        ["Гай Ия Олеговна", None, "логопед", "89045550104"],
    ]
    preview = bring(workspace, sheet(tmp_path / "т.xlsx", rows))
    assert outcomes(preview) == [
        "created", "created", "unchanged", "rejected", "created", "updated", "created", "created",
    ]  # fmt: skip
    assert [row.row for row in preview.tables[0].rows if row.problems] == [5]
    assert people(workspace, "position")[2] == ("Лёгкая Алёна Львовна", "методист")


def test_two_values_for_one_person_in_one_file(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["ФИО", "Должность", "Телефон"],
        ["Ветров Олег Ильич", "учитель", "89045550101"],
        ["Ветров Олег Ильич", "учитель", "89045550102"],
    ]
    preview = bring(workspace, sheet(tmp_path / "т.xlsx", rows))
    assert people(workspace, "phone") == [("Ветров Олег Ильич", "79045550101")]
    [problem] = preview.tables[0].problems
    assert problem.row == 3
    assert "79045550102" in problem.message


def test_formulas_and_errors(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["ФИО", "Стаж", "Телефон", "Должность"],
        ["Ветров Олег Ильич", Formula("=1/0", "#DIV/0!"), "89045550101", Formula("=A1", "")],
        [Formula('="x"', "Лугова Анна Львовна"), 12.9, 89045550102.0, "методист"],
        [Formula("=NA()", "#N/A"), 5, 89045550103, "учитель"],
    ]
    preview = bring(workspace, sheet(tmp_path / "т.xlsx", rows))
    assert outcomes(preview) == ["created", "created", "rejected"]
    assert people(workspace, "experience_years", "position", "raw") == [
        ("Ветров Олег Ильич", None, None, {"experience_years": "#DIV/0!"}),
        ("Лугова Анна Львовна", 12, "методист", {}),
    ]


def test_strayed_and_repeated_columns(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["ФИО", "Телефон", "E-mail", "Телефон", "", "Должность"],
        ["Ветров Олег Ильич", "v@a.example", "8 904 555-01-01", None, None, "учитель"],
        ["Лугова Анна Львовна", None, "l@a.example", 89045550102, "пометка", "методист"],
    ]
    bring(workspace, sheet(tmp_path / "т.xlsx", rows))
    assert people(workspace, "phone", "email", "raw") == [
        ("Ветров Олег Ильич", "79045550101", "v@a.example", {}),
        ("Лугова Анна Львовна", "79045550102", "l@a.example", {"Столбец 5": "пометка"}),
    ]


def test_the_date_system_of_1904(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["ФИО", "Дата рождения", "Дата приёма на работу"],
        ["Ветров Олег Ильич", dt.date(1980, 5, 6), 44804],
        ["Лугова Анна Львовна", 1975, "1 сентября 2020 г."],
    ]
    bring(workspace, book(tmp_path / "т.xlsx", {"Кадры": rows}, date_1904=True))
    assert people(workspace, "birth_date", "birth_year", "work_start_date") == [
        ("Ветров Олег Ильич", "1980-05-06", 1980, "2026-09-01"),
        ("Лугова Анна Львовна", None, 1975, "2020-09-01"),
    ]


def test_a_heading_far_below_and_names_in_all_orders(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["МБОУ «Школа»"], [], ["Утверждаю"], ["Директор ________ Горный А.Б."], [], ["Список"], ["на 1 сентября"], [],
        ["Ф.И.О.", "Занимаемая должность", "Тел."],
        ["ВЕТРОВ ОЛЕГ ИЛЬИЧ", "учитель", "8(904)5550101"],
        ["Олег Львович Лугов", "методист", "9045550102"],
        ["Пак  Вера", "логопед", None],
    ]  # fmt: skip
    preview = bring(workspace, sheet(tmp_path / "т.xlsx", rows))
    assert preview.tables[0].header_row == 9
    assert [name for (name,) in people(workspace)] == ["Ветров Олег Ильич", "Лугов Олег Львович", "Пак Вера"]


def test_a_register_makes_nobody_from_cases_and_initials(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["Наставник", "Наставляемый", "Срок"],
        ["Ветрова Олега Ильича", "Рощин Пётр Олегович", "01.09.2026-31.05.2027"],
        ["Лугова Анна Львовна", "Соснину Инну Львовну", "01.09.2026-31.05.2027"],
        ["Лугова Анна Львовна", "Щур Роман Ильич", "01.09.2026-31.05.2027"],
        ["Лугова Анна Львовна", "Лугова Анна Львовна", ""],
        ["Лугова А.Л.", "Гай И.О.", "01.09.2026-31.05.2027"],
        ["", "Пак Вера Ильинична", "01.09.2026-31.05.2027"],
    ]
    preview = bring(workspace, sheet(tmp_path / "т.xlsx", rows, name="Пары"))
    # the second row makes its mentor, but no pair
    assert outcomes(preview) == ["rejected", "created", "created", "rejected", "rejected", "rejected"]
    assert [name for (name,) in people(workspace)] == ["Лугова Анна Львовна", "Щур Роман Ильич"]
    assert pairs(workspace) == [("Лугова Анна Львовна", ["Щур Роман Ильич"])]


def test_periods_that_meet_another_pair_are_refused_row_by_row(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["Наставник", "Наставляемый", "Период"],
        ["Ветров Олег Ильич", "Рощин Пётр Олегович", "01.09.2025-31.05.2026"],
        ["Ветров Олег Ильич", "Рощин Пётр Олегович", "01.09.2026-31.05.2027"],
        ["Лугова Анна Львовна", "Щур Роман Ильич", "01.09.2026-31.05.2027"],
    ]
    bring(workspace, sheet(tmp_path / "а.xlsx", rows, name="Пары"))
    assert len(pairs(workspace)) == 3
    rows[1:] = [
        ["Ветров Олег Ильич", "Рощин Пётр Олегович", "01.01.2026-31.12.2026"],
        ["Лугова Анна Львовна", "Щур Роман Ильич", "до 31.12.2026"],
        ["Лугова Анна Львовна", "Гай Ия Олеговна", "31.05.2027-01.09.2026"],
    ]
    preview = run_import(workspace, open_import(sheet(tmp_path / "б.xlsx", rows, name="Пары")))
    assert outcomes(preview) == ["rejected", "updated", "created"]
    told = {(row["mentees_name"][0], row["start_date"], row["end_date"]) for row in list_records(workspace, "pairs")}
    assert told == {
        ("Рощин Пётр Олегович", "2025-09-01", "2026-05-31"),
        ("Рощин Пётр Олегович", "2026-09-01", "2027-05-31"),
        ("Щур Роман Ильич", "2026-09-01", "2026-12-31"),
        ("Гай Ия Олеговна", None, None),
    }


def test_sheets_out_of_order_and_hidden_rows(workspace: Workspace, tmp_path: Path) -> None:
    register: Table = [
        ["№", "Наставник", "Наставляемый", "Период", "Приказ"],
        [1, "О.И. Ветров", "Рощин П.О.", "01.09.2026 – 31.05.2027", "№ 15-о от 01.09.2026"],
    ]
    mentors: Table = [["ФИО наставника", "Основные компетенции"], ["Ветров Олег Ильич", "проекты"]]
    staff: Table = [["ФИО", "Должность"], ["Рощин Пётр Олегович", "учитель"], ["Скрытая Яна Львовна", "логопед"]]
    pages: dict[str, Page | Table] = {
        "Пары": register,
        "Наставники": mentors,
        "Справка": [["до пятницы"]],
        "Кадры": Page(staff, (), [2]),
    }
    preview = bring(workspace, book(tmp_path / "т.xlsx", pages))
    assert [table.kind for table in preview.tables] == ["pairs", "mentors", None, "staff"]
    assert all(not table.problems for table in preview.tables)
    assert pairs(workspace) == [("Ветров Олег Ильич", ["Рощин Пётр Олегович"])]
    assert "Скрытая Яна Львовна" in [name for (name,) in people(workspace)]


def test_drafts_of_a_base_go_into_the_group_of_a_register(workspace: Workspace, tmp_path: Path) -> None:
    base: Table = [
        ["ФИО наставляемого", "Запрос", "ФИО наставника", "Дата вхождения в программу"],
        ["Рощин Пётр Олегович", "журнал", "Ветров О.И.", "01.09.2026"],
        ["Соснина Инна Львовна", "дисциплина", "Ветров О.И.", "01.09.2026"],
    ]
    mentors: Table = [["ФИО наставника", "Основные компетенции"], ["Ветров Олег Ильич", "проекты"]]
    bring(workspace, book(tmp_path / "а.xlsx", {"Наставляемые": base, "Наставники": mentors}))
    assert len(pairs(workspace)) == 2
    register: Table = [
        ["Наставник", "Наставляемый", "Период", "Приказ"],
        ["Ветров О.И.", "Рощин П.О.\nСоснина И.Л.", "05.09.2026 – 31.05.2027", "№ 15 от 05.09.2026"],
    ]
    preview = bring(workspace, sheet(tmp_path / "б.xlsx", register))
    assert outcomes(preview) == ["updated"]
    [pair] = list_records(workspace, "pairs")
    assert sorted(pair["mentees_name"]) == ["Рощин Пётр Олегович", "Соснина Инна Львовна"]
    assert (pair["start_date"], pair["order_number"], pair["status"]) == ("2026-09-05", "15", "assigned")


def test_partners_are_linked_when_they_come_later(workspace: Workspace, tmp_path: Path) -> None:
    mentors: Table = [
        ["ФИО наставника", "Интересы", "ФИО наставляемого"],
        ["Ветров Олег Ильич", "лес", "Рощин Пётр Олегович"],
    ]
    bring(workspace, sheet(tmp_path / "а.xlsx", mentors, name="Наставники"))
    assert pairs(workspace) == []
    mentees: Table = [["ФИО наставляемого", "Запрос"], ["Рощин Пётр Олегович", "журнал"]]
    bring(workspace, sheet(tmp_path / "б.xlsx", mentees, name="Наставляемые"))
    assert pairs(workspace) == [("Ветров Олег Ильич", ["Рощин Пётр Олегович"])]
    assert list_records(workspace, "mentors")[0]["raw"] == {}


def test_pupils_and_people_from_elsewhere(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["ФИО наставляемого", "Должность", "Место работы/учёбы", "Запрос"],
        ["Рощин Пётр Олегович", "учитель", "Школа № 3", "журнал"],
        ["Соснина Инна Львовна", "методист", "Школа № 3", "дисциплина"],
        ["Щур Роман Ильич", "обучающийся 9 «Б» класса", "Школа № 3", "олимпиада"],
        ["Гай Ия Олеговна", "студентка", "Колледж связи", "практика"],
    ]
    bring(workspace, sheet(tmp_path / "т.xlsx", rows, name="Наставляемые"))
    assert people(workspace, "kind", "class_name") == [
        ("Рощин Пётр Олегович", "staff", None),
        ("Соснина Инна Львовна", "staff", None),
        ("Щур Роман Ильич", "pupil", "9Б"),
        ("Гай Ия Олеговна", "external", None),
    ]


@pytest.mark.parametrize(
    ("data", "position"),
    [
        (
            b"sep=;\r\n" + 'ФИО;Должность\r\nВетров Олег Ильич;"учитель;\r\nметодист"\r\n'.encode("cp1251"),
            "учитель;\nметодист",
        ),
        ("ФИО\tДолжность\r\nВетров Олег Ильич\tучитель\r\n".encode("utf-16"), "учитель"),
        ("ФИО;Должность\r\nВетров Олег Ильич;учитель\r\n".encode("utf-16-le"), "учитель"),
        ("ФИО;Должность;Дом\r\nВетров Олег Ильич;учитель музыки;1\r\n".encode("cp866"), "учитель музыки"),
        ("ФИО;Должность;Дом\r\nВетров Олег Ильич;учитель музыки;1\r\n".encode("koi8-r"), "учитель музыки"),
        ('ФИО;Должность\nВетров Олег Ильич;учитель "физики\n'.encode(), 'учитель "физики'),
        ("ФИО,Должность,Стаж\nВетров Олег Ильич,учитель\n\n".encode(), "учитель"),
        ("ФИО|Должность\rВетров Олег Ильич|учитель\r".encode(), "учитель"),
        ("ФИО;Должность\nВетров Олег Ильич;'=учитель\n".encode(), "=учитель"),
    ],
)
def test_shapes_of_csv(workspace: Workspace, tmp_path: Path, data: bytes, position: str) -> None:
    path = tmp_path / "т.csv"
    path.write_bytes(data)
    bring(workspace, path)
    assert people(workspace, "position") == [("Ветров Олег Ильич", position)]


def test_who_made_the_table_is_no_row_of_it(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [
        ["№", "ФИО", "Должность"],
        [1, "Ветров Олег Ильич", "учитель"],
        [2, "Испанова Анна Львовна", "учитель"],
        [],
        [None, "исп. Берёзкина А.А., тел. 2-22-33"],
    ]
    preview = bring(workspace, sheet(tmp_path / "т.xlsx", rows))
    assert outcomes(preview) == ["created", "created"]
    assert preview.tables[0].problems == ()


def test_a_name_like_an_abbreviation_is_a_row(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [["ФИО", "Должность"], ["Ветров Олег Ильич", "учитель"], [], ["Испанова А.А.", "методист"]]
    assert outcomes(bring(workspace, sheet(tmp_path / "т.xlsx", rows))) == ["created", "rejected"]


def test_the_day_of_a_category_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    rows: Table = [["ФИО", "Категория"], ["Ветров Олег Ильич", "первая, до 12.04.2028"], ["Лугова Анна Львовна", "СЗД"]]
    bring(workspace, sheet(tmp_path / "т.xlsx", rows))
    told = [(row["qualification_category"], row["raw"]) for row in list_records(workspace, "people")]
    assert told == [("first", {"Категория": "первая, до 12.04.2028"}), ("conformity", {})]
