"""References to known people (samples rule 5)."""

from __future__ import annotations

import pytest

from curator_app.domain.name_matching import PeopleIndex
from curator_app.domain.name_parsing import person_in
from curator_app.domain.names import PersonName
from curator_app.exchange.catalogues import first_names

PEOPLE = [
    ("dina", PersonName("Ветрова", "Дина", "Марковна")),
    ("daria", PersonName("Ветрова", "Дарья", "Марковна")),
    ("anna", PersonName("Ветрова", "Анна", "Львовна")),
    ("petr", PersonName("Лугов-Дальний", "Пётр", "Ильич")),
    ("lera", PersonName("Ким", "Валерия")),
    ("twin1", PersonName("Сосна", "Ольга", "Игоревна")),
    ("twin2", PersonName("Сосна", "Ольга", "Игоревна")),
    ("mary", PersonName("Роща", "Анна-Мария", "Олеговна")),
]
INDEX = PeopleIndex(PEOPLE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ветрова Дина Марковна", ["dina"]),
        ("ветрова дина марковна", ["dina"]),
        ("Ветрова Д.М.", ["dina", "daria"]),
        ("Ветрова А.Л.", ["anna"]),
        ("А. Ветрова", ["anna"]),
        ("Ветрова А.П.", []),
        ("П.И. Лугов - Дальний", ["petr"]),
        ("Лугов-Дальний Петр Ильич", ["petr"]),
        ("Ким В.", ["lera"]),
        ("Ким В.А.", ["lera"]),
        ("Ким Валерия Андреевна", ["lera"]),
        ("Сосна О.И.", ["twin1", "twin2"]),
        ("Роща А.-М.О.", ["mary"]),
        ("Роща А.О.", ["mary"]),
        ("Роща А.М.О.", ["mary"]),
        ("Ветрову Д.М.", []),
        ("Ветрову Дину Марковну", []),
        ("Ветрова Дина Олеговна", []),
    ],
)
def test_find(text: str, found: list[str]) -> None:
    assert INDEX.find(person_in(text, first_names())) == found


def test_suggestions_see_through_cases_but_find_does_not() -> None:
    mention = person_in("Ветрову А. Л. – ЗДУВР", first_names())
    assert INDEX.find(mention) == []
    assert INDEX.suggest(mention) == ["anna"]
    assert INDEX.suggest(person_in("Неизвестная Р.Р.", first_names())) == []
