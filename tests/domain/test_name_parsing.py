"""Names as people type them (samples rule 3 and 5, domain.md h.2 «Names»)."""

from __future__ import annotations

import itertools

import pytest

from curator_app.domain.name_parsing import Mention, NameTrouble, people_in, person_in, person_of_columns
from curator_app.domain.names import PersonName
from curator_app.exchange.catalogues import first_names

KNOWN = first_names()


def told(mention: Mention) -> str:
    """A mention in one line, for comparing."""
    if mention.name is not None:
        return f"{mention.name.surname}|{mention.name.first_name}|{mention.name.patronymic or ''}"
    letters = "".join(mention.initials)
    return f"{mention.surname or ''}?{letters}:{mention.trouble}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ветрова Дина Марковна", "Ветрова|Дина|Марковна"),
        ("Дина Марковна Ветрова", "Ветрова|Дина|Марковна"),
        ("ВЕТРОВА ДИНА МАРКОВНА", "Ветрова|Дина|Марковна"),
        ("ВЕТРОВА Дина Марковна", "Ветрова|Дина|Марковна"),
        ("ветрова дина марковна", "Ветрова|Дина|Марковна"),
        (" Ветрова\u00a0 Дина\nМарковна. ", "Ветрова|Дина|Марковна"),
        ("/Ветрова Дина Марковна/", "Ветрова|Дина|Марковна"),
        ("Bетpoва Динa Марковна", "Ветрова|Дина|Марковна"),  # Latin B, p, o, a
        ("COBA Анна Ильинична", "Сова|Анна|Ильинична"),  # the whole surname typed in Latin
        ("Соснов Рауф Эльдар оглы", "Соснов|Рауф|Эльдар оглы"),
        ("Рауф Эльдар оглы Соснов", "Соснов|Рауф|Эльдар оглы"),
        ("Соснова Лейла Эльдар кызы", "Соснова|Лейла|Эльдар кызы"),
        ("СОСНОВ РАУФ ЭЛЬДАР ОГЛЫ", "Соснов|Рауф|Эльдар оглы"),
        ("Лугов - Дальний Пётр Кузьмич", "Лугов-Дальний|Пётр|Кузьмич"),
        ("ЛУГОВА-ДАЛЬНЯЯ АННА-МАРИЯ ЛЬВОВНА", "Лугова-Дальняя|Анна-Мария|Львовна"),
        ("Ким Валерия", "Ким|Валерия|"),
        ("Валерия Ким", "Ким|Валерия|"),
        ("Ким Ян.", "Ким|Ян|"),
        ("Рогович Роман Аркадьевич", "Рогович|Роман|Аркадьевич"),
        ("Роман Аркадьевич Рогович", "Рогович|Роман|Аркадьевич"),
        ("Рогович Роман", "Рогович|Роман|"),
        ("Нгуен Тхи Лан", "Нгуен|Тхи|Лан"),
        ("Ветрова (Лугова) Дина Марковна", "Ветрова|Дина|Марковна"),
        ("Ветрова Дина Марковна*", "Ветрова|Дина|Марковна"),
        ("1. Ветрова Дина Марковна", "Ветрова|Дина|Марковна"),
        ("Ветрова Дина\nМарковна", "Ветрова|Дина|Марковна"),
        ("Ветрова\nДина Марковна", "Ветрова|Дина|Марковна"),
        ("Лугова Дальняя Анна Львовна", "Лугова Дальняя|Анна|Львовна"),
        ("О'Нил Джон", "О'Нил|Джон|"),
        ("учитель математики Ветрова Дина Марковна", "Ветрова|Дина|Марковна"),
        ("Учитель математики Дина Марковна Ветрова", "Ветрова|Дина|Марковна"),
        ("Ветрова Дина Марковна – учитель математики", "Ветрова|Дина|Марковна"),
        ("Мастеров Илья Ильич", "Мастеров|Илья|Ильич"),
        ("Молодых Анна Львовна", "Молодых|Анна|Львовна"),
        ("Курская Анна Львовна", "Курская|Анна|Львовна"),
        ("Старшинов Пётр Ильич", "Старшинов|Пётр|Ильич"),
    ],
)
def test_full_names(text: str, expected: str) -> None:
    assert told(person_in(text, KNOWN)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ветрова Д.М.", "Ветрова?ДМ:initials"),
        ("Ветрова Д. М.", "Ветрова?ДМ:initials"),
        ("Ветрова Д. М", "Ветрова?ДМ:initials"),
        ("Ветрова ДМ", "Ветрова?ДМ:initials"),
        ("Д.М. Ветрова", "Ветрова?ДМ:initials"),
        ("Д.М.Ветрова", "Ветрова?ДМ:initials"),
        ("Д.Ветрова", "Ветрова?Д:initials"),
        ("Ветрова Д.", "Ветрова?Д:initials"),
        ("/Д.М.Ветрова/", "Ветрова?ДМ:initials"),
        ("Лугов-Дальний А. Л.", "Лугов-Дальний?АЛ:initials"),
        ("Ветрова\nД.М.", "Ветрова?ДМ:initials"),
        ("Ветрову Дину Марковну", "Ветрову?:oblique"),
        ("Дину Ветрову", "Дину?:oblique"),
        ("Ветровой Дине Марковне", "Ветровой?:oblique"),
        ("Дина Марковна", "?:no_surname"),
        ("Ветрова", "Ветрова?:one_word"),
        ("вакансия", "?:not_a_name"),
        ("Молодые специалисты", "?:not_a_name"),
        ("Начальная школа", "?:not_a_name"),
        ("Итого: 15", "?:not_a_name"),
        ("12", "?:not_a_name"),
        ("  ", "?:empty"),
    ],
)
def test_texts_that_make_nobody(text: str, expected: str) -> None:
    assert told(person_in(text, KNOWN)) == expected


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Ветрова Д.М., наставник", "наставник"),
        ("Ветрова Дина Марковна, учитель математики, стаж 15 лет", "учитель математики, стаж 15 лет"),
        ("Ветрову Д. М. – ЗДУВР", "ЗДУВР"),
        ("учитель математики Ветрова Дина Марковна", "учитель математики"),
        ("Ветрова Дина Марковна\nучитель математики", "учитель математики"),
        ("Директор школы Ветрова Дина Марковна", "Директор школы"),
        ("И.о. директора Лугов П.П.", "исполняющий обязанности директора"),
        ("Заместитель директора по УВР ______ Д.М. Ветрова", "Заместитель директора по УВР"),
    ],
)
def test_words_beside_the_name(text: str, rest: str) -> None:
    people = people_in(text, KNOWN)
    assert [one.rest for one in people] == [rest]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ветрова Д.М., Лугов П.П.", ["Ветрова?ДМ:initials", "Лугов?ПП:initials"]),
        ("Ветрова Д.М. и Лугов П.П.", ["Ветрова?ДМ:initials", "Лугов?ПП:initials"]),
        ("Ветрова Д.М. Лугов П.П.", ["Ветрова?ДМ:initials", "Лугов?ПП:initials"]),
        ("Ветрова Д.М./Лугов П.П.", ["Ветрова?ДМ:initials", "Лугов?ПП:initials"]),
        ("Ветрова Д.М.\nЛугов Пётр Ильич", ["Ветрова?ДМ:initials", "Лугов|Пётр|Ильич"]),
        ("Ветрова Дина Марковна;\nЛугов Пётр Ильич;", ["Ветрова|Дина|Марковна", "Лугов|Пётр|Ильич"]),
        ("1. Ветрова Дина Марковна\n2. Лугов Пётр Ильич", ["Ветрова|Дина|Марковна", "Лугов|Пётр|Ильич"]),
        ("1) Ветрова Д.М., учитель; 2) Лугов П.П., учитель", ["Ветрова?ДМ:initials", "Лугов?ПП:initials"]),
        ("Ким Валерия\nЛи Анна", ["Ким|Валерия|", "Ли|Анна|"]),
        ("- Ветрова Д.М.\n- Лугов П.П.", ["Ветрова?ДМ:initials", "Лугов?ПП:initials"]),
    ],
)
def test_lists_of_people(text: str, expected: list[str]) -> None:
    assert [told(one) for one in people_in(text, KNOWN)] == expected


def test_posts_of_a_list_stay_with_their_people() -> None:
    people = people_in("учитель физики Ветрова Д.М., учитель химии Лугов П.П.", KNOWN)
    assert [one.rest for one in people] == ["учитель физики", "учитель химии"]
    people = people_in("Ветрова Дина Марковна, учитель физики, 12 лет;\nЛугов Пётр Ильич, учитель химии", KNOWN)
    assert [one.rest for one in people] == ["учитель физики, 12 лет", "учитель химии"]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (("Ветрова", "Дина", "Марковна"), "Ветрова|Дина|Марковна"),
        (("ВЕТРОВА ", "дина", "Марковна."), "Ветрова|Дина|Марковна"),
        (("Bетрова", "Дина", ""), "Ветрова|Дина|"),
        (("Ветрова", "Дина Марковна", ""), "Ветрова|Дина|Марковна"),
        (("Ветрова Дина Марковна", "", ""), "Ветрова|Дина|Марковна"),
        (("Лугов -Дальний", "Пётр", "Эльчин оглы"), "Лугов-Дальний|Пётр|Эльчин оглы"),
        (("Ветрова", "Д.", "М."), "Ветрова?ДМ:initials"),
        (("Ветрова", "Д.М.", ""), "Ветрова?ДМ:initials"),
        (("Ветровой", "Дине", "Марковне"), "Ветровой?:oblique"),
        (("", "Дина", "Марковна"), "?:no_surname"),
        (("Итого:", "20", ""), "?:not_a_name"),
        (("", "", ""), "?:empty"),
    ],
)
def test_names_in_columns(columns: tuple[str, str, str], expected: str) -> None:
    assert told(person_of_columns(*columns, KNOWN)) == expected


def test_yo_stays_as_typed() -> None:
    assert person_in("Лугов Петр Семенович", KNOWN).name == PersonName("Лугов", "Петр", "Семенович")
    assert person_in("Лугов Пётр Семёнович", KNOWN).name == PersonName("Лугов", "Пётр", "Семёнович")


def test_unknown_capital_words_are_told_as_uncertain() -> None:
    mention = person_in("Зызын Хухур", KNOWN)
    assert mention.name is not None
    assert not mention.certain
    assert person_in("Ветрова Дина Марковна", KNOWN).certain
    assert mention.trouble is None
    assert person_in("Ветрова Д.М.", KNOWN).trouble is NameTrouble.INITIALS


_WORDS = (
    "Иванов", "Ёлкина", "Ли", "Иван", "Мария", "Марией", "Вера", "Петрович", "Петровну", "Ильич", "Абрамович", "Оглы",
    "Директор", "Мастеров",
)  # fmt: skip


def test_three_plain_words_are_read_as_any_others() -> None:
    """A blank at the end leaves them to the long way."""
    for surname, given, father in itertools.product(_WORDS, repeat=3):
        name = f"{surname} {given} {father}"
        assert people_in(name, KNOWN) == people_in(f"{name} ", KNOWN), name
        parts = person_of_columns(surname, given, father, KNOWN)
        assert parts == person_of_columns(f"{surname} ", given, father, KNOWN), name
