"""A small invented school with pairs ready for their orders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from curator_app.services import pairs, records
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.workspace import Workspace

DATE = dt.date(2026, 9, 4)
START, END = dt.date(2026, 9, 4), dt.date(2027, 5, 31)

PEOPLE: list[dict[str, Any]] = [
    {"ref": "@director", "surname": "Могиленских", "first_name": "Тамара", "patronymic": "Андреевна"},
    {"ref": "@curator", "surname": "Леонтьева", "first_name": "Нина", "patronymic": "Степановна",
     "position": "заместитель директора по УВР", "phone": "8 900 000-00-00"},
    {"ref": "@petrova", "surname": "Петрова", "first_name": "Анна", "patronymic": "Сергеевна",
     "position": "учитель математики", "qualification_category": "highest"},
    {"ref": "@babenko", "surname": "Бабенко", "first_name": "Илья", "patronymic": "Кузьмич",
     "position": "педагог-психолог", "qualification_category": "first"},
    {"ref": "@ivanova", "surname": "Иванова", "first_name": "Мария", "patronymic": "Петровна",
     "position": "учитель математики", "experience_years": 0, "work_start_date": "2026-09-01"},
    {"ref": "@kim", "surname": "Ким", "first_name": "Лев", "patronymic": "Олегович",
     "position": "социальный педагог", "experience_years": 3},
    {"ref": "@sokolova", "surname": "Соколова", "first_name": "Дарья", "patronymic": "Игоревна",
     "kind": "pupil", "class_name": "9А"},
]  # fmt: skip


@dataclass(frozen=True)
class School:
    """Numbers of people by name and of the pairs: Петрова–Иванова, Бабенко–Ким, Петрова–Соколова (pupil)."""

    people: dict[str, int]
    pair: int
    other: int
    pupil: int


def consent(workspace: Workspace, person: int, *kinds: str) -> None:
    """Puts consents on file."""
    records.add_records(
        workspace, "consent", [{"person": person, "kind": kind, "date": "2026-09-01"} for kind in kinds], {}
    )


def fill(workspace: Workspace, *, consents: bool = True) -> School:
    """The school, with all consents of the staff on file unless told otherwise (the pupil's parent's is missing)."""
    ids: dict[str, int] = {}
    records.add_records(workspace, "person", PEOPLE, ids)
    records.add_records(
        workspace,
        "school",
        [
            {
                "full_name": "Муниципальное бюджетное общеобразовательное учреждение «Школа № 7»",
                "short_name": "МБОУ «Школа № 7»",
                "place": "г. Энск",
                "address": "г. Энск, ул. Школьная, д. 1",
                "director": "@director",
                "curator": "@curator",
            }
        ],
        ids,
    )
    records.add_records(workspace, "mentor", [{"person": "@petrova"}, {"person": "@babenko"}], ids)
    records.add_records(
        workspace,
        "mentee",
        [
            {"person": "@ivanova", "category": "young_specialist"},
            {"person": "@kim"},
            {"person": "@sokolova", "category": "pupil"},
        ],
        ids,
    )
    people = {ref.removeprefix("@"): number for ref, number in ids.items()}
    if consents:
        for name in ("petrova", "babenko"):
            consent(workspace, people[name], "mentoring", "personal_data")
        for name in ("ivanova", "kim", "sokolova"):
            consent(workspace, people[name], "mentee", "personal_data")
    formed = pairs.form_pairs(
        workspace,
        [
            pair_data(people["petrova"], [people["ivanova"]]),
            pair_data(people["babenko"], [people["kim"]]),
            pair_data(people["petrova"], [people["sokolova"]]),
        ],
    )
    return School(people, *formed)


def pair_data(mentor: int, mentees: Sequence[int]) -> pairs.PairData:
    """A pair of the year."""
    return pairs.PairData(
        mentor=mentor, mentees=mentees, start_date=START, end_date=END, mentoring_form="педагог – педагог"
    )


def assignment(pair: int, number: str = "56-ОД", date: dt.date = DATE) -> OrderCommand:
    """The order about one pair."""
    return OrderCommand(type="assignment", pairs=(pair,), number=number, date=date)
