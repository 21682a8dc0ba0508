"""Gender told from names, and when it may not be taken for sure."""

from __future__ import annotations

import json

import pytest

from curator_app.domain.names import Gender, PersonName
from curator_app.runtime.paths import resources
from curator_app.texts.grammar import agree
from curator_app.texts.grammar.gender import GenderGuess, detect_gender


@pytest.mark.parametrize(
    ("patronymic", "gender"),
    [
        ("Ильич", "m"),
        ("Кузьмич", "m"),
        ("Фомич", "m"),
        ("Лукич", "m"),
        ("Палыч", "m"),
        ("Мамед оглы", "m"),
        ("Мамед-оглу", "m"),
        ("Серикулы", "m"),
        ("Асан уулу", "m"),
        ("ПЕТРОВИЧ", "m"),
        ("Ильинична", "f"),
        ("Никитична", "f"),
        ("Ахмед кызы", "f"),
        ("Гасан гызы", "f"),
        ("Саввична", "f"),
        ("петровна", "f"),
    ],
)
def test_patronymic_decides(patronymic: str, gender: Gender) -> None:
    assert detect_gender(PersonName("Ткачук", "Женя", patronymic)) == GenderGuess(gender, sure=True)


@pytest.mark.parametrize(
    ("surname", "first_name", "gender", "sure"),
    [
        ("Ткачук", "Мария", "f", True),
        ("Ткачук", "Никита", "m", True),
        ("Ким", "Гульнара", "f", True),
        ("Ким", "Айгуль", "f", True),
        ("Ли", "Артем", "m", True),  # ё written as е
        ("Иванов", "Саша", "m", True),
        ("Иванова", "Женя", "f", True),
        ("Ткачук", "Саша", "f", False),
        ("Ткачук", "Валя", "f", False),
        ("Щербина", "Женя", "f", False),
        ("Чернов", "Рустамжон", "m", True),
        ("Тен", "Анна-Мария", "f", True),
        ("Белый", "Ждан", "m", True),
        ("Ниязбек уулу", "Асан", "m", True),
        ("Ким", "Евстафий", "m", True),
        ("Петрова", "М.", "f", True),
        ("Ким", "А.", "f", False),
        ("Коваль", "Ждан", "m", False),  # only the look of an unknown name speaks
        ("Иванова", "Константин", "m", False),  # the parts contradict each other
    ],
)
def test_without_patronymic(surname: str, first_name: str, gender: Gender, sure: bool) -> None:
    assert detect_gender(PersonName(surname, first_name)) == GenderGuess(gender, sure)


def test_patronymic_against_the_first_name_is_not_sure() -> None:
    assert detect_gender(PersonName("Ткачук", "Мария", "Петрович")) == GenderGuess("m", sure=False)
    assert detect_gender(PersonName("Калина", "Иван", "Петрович")).sure
    assert detect_gender(PersonName("Долина", "Иван", "Петрович")).sure


def test_list_of_names_is_consistent() -> None:
    names = json.loads((resources() / "catalogues" / "first_names.json").read_text(encoding="utf-8"))
    male, female, either = (set(names[side]) for side in ("male", "female", "either"))
    assert not male & female
    assert not (male | female) & either
    assert len(male) > 400
    assert len(female) > 400


def test_agreement() -> None:
    assert agree("m", "ознакомлен", "ознакомлена") == "ознакомлен"
    assert agree("f", "ознакомлен", "ознакомлена") == "ознакомлена"
