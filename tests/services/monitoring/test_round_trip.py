"""Its own workbook, imported into an empty base, gives the same people, pairs and requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import imports, pairs, records
from curator_app.services.monitoring.book import make_workbook
from curator_app.services.monitoring.forms import registers
from curator_app.services.monitoring.forms.sources import read_sources
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.texts.form_words import EVERYBODY

PEOPLE: list[dict[str, Any]] = [
    {"surname": "Лось", "first_name": "Пётр", "patronymic": "Ильич", "birth_date": "1970-02-28", "phone": "79005550001",
     "position": "учитель физики", "subjects": ["физика"], "qualification_category": "highest", "experience_years": 25},
    {"surname": "Ёлкина", "first_name": "Анна", "patronymic": "Львовна", "email": "elkina@school.example",
     "position": "учитель, классный руководитель", "experience_years": 0, "work_start_date": "2026-09-01"},
    {"surname": "Кузнецова-Ли", "first_name": "Вера", "patronymic": "Олеговна", "position": "=учитель",
     "experience_years": 2, "work_start_date": "2026-08-31"},
    {"surname": "Орлова", "first_name": "Яна", "patronymic": "Романовна", "kind": "pupil", "class_name": "9А",
     "birth_date": "2011-05-05"},
    {"surname": "Аль-Мансури ибн Халид", "first_name": "Саид", "patronymic": "Фарук оглы", "position": "учитель"},
    {"surname": "де ла Крус", "first_name": "Мария Луиза", "position": "учитель испанского языка"},
]  # fmt: skip
REQUESTS: list[dict[str, Any]] = [
    {"mentee": 2, "wording": "Как вести журнал?", "date": "2026-09-02", "source": "cnppm", "urgent": True,
     "subject": "математика", "subject_required": True, "status": "partly_closed",
     "deficits": [{"area": "documentation", "severity": 2, "severity_after": 0, "text": "-не знает форм"},
                  {"area": "digital", "severity": 3}, {"area": "digital", "severity": 0, "severity_after": 3}]},
    {"mentee": 2, "wording": "Как вести журнал?", "date": "2026-09-20", "status": "in_work"},
    {"mentee": 2, "wording": "Дисциплина; работа с родителями", "date": "2026-09-03", "status": "closed"},
    {"mentee": 3, "wording": "-метапредметные уроки", "date": "2026-09-03"},
    {"mentee": 6, "wording": "Разговорный урок", "source": "observation",
     "deficits": [{"area": "методика", "severity": 1}]},
]  # fmt: skip


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(data_folder(tmp_path / "пустая"), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    yield opened
    opened.close()


def filled(workspace: Workspace) -> None:
    records.add_records(workspace, "person", PEOPLE)
    records.add_records(
        workspace, "mentor", [{"person": 1, "capacity": 4, "competencies": "+опыт", "status": "appointed"}]
    )
    records.add_records(
        workspace,
        "mentee",
        [{"person": 2}, {"person": 3}, {"person": 4, "category": "pupil"}, {"person": 5}, {"person": 6}],
    )
    records.add_records(workspace, "request", REQUESTS)
    start, end = dt.date(2026, 9, 4), dt.date(2027, 5, 31)
    among, pupils = "педагог – педагог", "учитель – ученик"
    group, alone = pairs.form_pairs(
        workspace,
        [
            pairs.PairData(mentor=1, mentees=[2, 3, 5, 6], start_date=start, end_date=end, mentoring_form=among),
            pairs.PairData(mentor=1, mentees=[4], start_date=start, end_date=end, mentoring_form=pupils),
        ],
    )
    with workspace.action("Приказ из реестра") as session:
        for number in (group, alone):
            pair = pairs.require(session, number)
            pair.status, pair.order_number, pair.order_date = "assigned", "17/3 – ОД", start


def told(workspace: Workspace) -> dict[str, Any]:
    names = ("surname", "first_name", "patronymic", "birth_date", "phone", "email", "position", "subjects", "kind",
             "qualification_category", "experience_years", "work_start_date", "class_name", "raw")  # fmt: skip
    terms = ("mentor_name", "mentees_name", "start_date", "end_date", "mentoring_form", "order_number", "order_date",
             "status", "raw")  # fmt: skip

    def rows(kind: str, fields: tuple[str, ...]) -> list[str]:
        return sorted(repr([row[name] for name in fields]) for row in records.list_records(workspace, kind))

    return {
        "people": rows("people", names),
        "mentors": rows("mentors", ("full_name", "capacity", "competencies", "status", "raw")),
        "mentees": rows("mentees", ("full_name", "category", "raw")),
        "pairs": rows("pairs", terms),
        "requests": rows(
            "requests",
            (
                "mentee_name",
                "wording",
                "date",
                "source",
                "status",
                "urgent",
                "subject",
                "subject_required",
                "deficits",
                "raw",
            ),
        ),
    }


def test_the_same_people_pairs_and_requests(workspace: Workspace, empty: Workspace, tmp_path: Path) -> None:
    filled(workspace)
    path = tmp_path / "книга.xlsx"
    path.write_bytes(make_workbook(workspace, "2026-09-30").content)
    preview = imports.run_import(empty, imports.open_import(path))
    read = {one["name"]: one for one in preview.as_json()["sheets"] if one["kind"] is not None}
    assert set(read) == {"Наставники", "Наставляемые", "Пары и группы", "Запросы и дефициты"}
    assert [one["problems"] for one in read.values() if one["problems"]] == []
    assert told(empty) == told(workspace)
    again = imports.preview_import(empty, imports.open_import(path)).as_json()
    assert all(one["created"] == one["updated"] == 0 for one in again["sheets"])


FACTS = ("Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "Должность", "Предметы", "Квалификационная категория",
         "Педагогический стаж, лет", "Класс", "Дата выхода на работу", "Телефон", "Эл. почта")  # fmt: skip


def saved(workspace: Workspace, folder: Path, kind: str, *columns: str) -> Path:
    """The list of everybody as the register of own columns saves it."""
    data = registers.RegisterData(
        title="Список", table=EVERYBODY, columns=tuple(registers.RegisterColumn(one, one) for one in columns)
    )
    made = registers.make_register(data, read_sources(workspace, "2026-10"))
    path = folder / f"список.{kind}"
    path.write_bytes(registers.register_xlsx(data, made) if kind == "xlsx" else registers.register_csv(made))
    return path


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_saved_list_changes_nothing_and_fills_an_empty_base(
    workspace: Workspace, empty: Workspace, tmp_path: Path, kind: str
) -> None:
    records.add_records(workspace, "person", PEOPLE[:-1])
    path = saved(workspace, tmp_path, kind, *FACTS)
    [back] = imports.preview_import(workspace, imports.open_import(path)).as_json()["sheets"]
    assert (back["kind"], back["created"], back["updated"], back["problems"]) == ("staff", 0, 0, [])
    imports.run_import(empty, imports.open_import(path))
    assert told(empty)["people"] == told(workspace)["people"]


def test_what_is_said_of_people_in_a_saved_list_makes_nobody_a_mentor(workspace: Workspace, tmp_path: Path) -> None:
    filled(workspace)

    def roles() -> list[list[int]]:
        return [
            [row["id"] for row in records.list_records(workspace, kind)] for kind in ("mentors", "mentees", "people")
        ]

    before = roles()
    path = saved(workspace, tmp_path, "xlsx", *FACTS, "Молодой специалист", "Роль в наставничестве")
    [back] = imports.run_import(workspace, imports.open_import(path)).as_json()["sheets"]
    assert (back["kind"], back["created"]) == ("staff", 0)
    assert roles() == before
