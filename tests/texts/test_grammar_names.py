"""Names in the cases: hand-written tables, rules checked by plain concatenation, overrides.

The tables were written by hand as stems and endings, not taken from the program.
"""

from __future__ import annotations

from itertools import product
from typing import cast

import pytest
from tests.texts.gold import rows

from curator_app.domain.names import Gender, PersonName
from curator_app.texts.grammar import OBLIQUE, Case
from curator_app.texts.grammar.gender import detect_gender
from curator_app.texts.grammar.names import NameInflection, apply_overrides, decline_name, name_forms
from curator_app.texts.grammar.surnames import is_rare_surname

NAMES = rows("gold_names.tsv")
PEOPLE = rows("gold_people.tsv")


def _person(full: str) -> PersonName:
    surname, first_name, *rest = full.split(" ")
    return PersonName(surname, first_name, " ".join(rest) or None)


def _forms(part: str, gender: Gender, word: str) -> list[str]:
    name = {
        "s": PersonName(word, "Али"),
        "n": PersonName("Ли", word),
        "p": PersonName("Ли", "Али", word),
    }[part]
    forms = [name_forms(name, gender)[case] for case in OBLIQUE]
    return [{"s": form.surname, "n": form.first_name, "p": form.patronymic or ""}[part] for form in forms]


def test_tables_are_large_enough() -> None:
    assert len(NAMES) > 1000
    assert len({tuple(row[:3]) for row in NAMES}) == len(NAMES)


@pytest.mark.parametrize(("part", "gender"), list(product("snp", "mf")))
def test_parts_of_names_by_hand(part: str, gender: Gender) -> None:
    table = [row for row in NAMES if row[:2] == [part, gender]]
    assert table
    wrong = [(row[2:], got) for row in table if (got := _forms(part, gender, row[2])) != row[3:]]
    assert wrong == []


@pytest.mark.parametrize("row", PEOPLE, ids=[row[1] for row in PEOPLE])
def test_whole_people_without_being_told_the_gender(row: list[str]) -> None:
    gender, nominative, *expected = row
    name = _person(nominative)
    assert detect_gender(name).gender == gender
    assert [decline_name(name, case).full for case in OBLIQUE] == expected


@pytest.mark.parametrize("stem", ["Заволж", "Берест", "Крут", "Ладыж", "Хвой"])
@pytest.mark.parametrize("suffix", ["ов", "ев", "ин"])
def test_possessive_surnames_follow_the_school_table(stem: str, suffix: str) -> None:
    man, woman = stem + suffix, stem + suffix + "а"
    assert _forms("s", "m", man) == [man + ending for ending in ("а", "у", "а", "ым", "е")]
    assert _forms("s", "f", woman) == [man + ending for ending in ("ой", "ой", "у", "ой", "ой")]


@pytest.mark.parametrize("stem", ["Заволжск", "Бережанск", "Луцк", "Вербицк"])
def test_adjective_surnames_follow_the_school_table(stem: str) -> None:
    assert _forms("s", "m", stem + "ий") == [stem + ending for ending in ("ого", "ому", "ого", "им", "ом")]
    assert _forms("s", "f", stem + "ая") == [stem + ending for ending in ("ой", "ой", "ую", "ой", "ой")]


@pytest.mark.parametrize("surname", ["Малярчук", "Зильберт", "Гмыряк", "Пенкрат", "Вайсман", "Штоль", "Бурдей", "Лось"])
def test_consonant_surnames_change_for_men_only(surname: str) -> None:
    assert len(set(_forms("s", "m", surname))) == 4  # genitive = accusative
    assert set(_forms("s", "f", surname)) == {surname}


@pytest.mark.parametrize("surname", ["Притыко", "Веселых", "Маленьких", "Бурнаго", "Пеле", "Мсхалашвили", "Кичу"])
@pytest.mark.parametrize("gender", ["m", "f"])
def test_fixed_surnames(surname: str, gender: Gender) -> None:
    assert set(_forms("s", gender, surname)) == {surname}


def test_nominative_is_the_name_itself() -> None:
    name = PersonName("иванова  ", "МАРИЯ", "")
    assert decline_name(name, Case.NOMINATIVE) is name


def test_initials_are_those_of_the_nominative() -> None:
    name = PersonName("Толстой", "Лев", "Ильич")
    for case in Case:
        assert decline_name(name, case, "m").initials == "Л.И."
    assert decline_name(name, Case.DATIVE, "m").surname_initials == "Толстому Л.И."
    assert decline_name(name, Case.INSTRUMENTAL, "m").initials_surname == "Л.И. Толстым"


def test_name_given_by_initials_keeps_them() -> None:
    form = decline_name(PersonName("Леонтьева", "Н.", "С."), Case.DATIVE)
    assert form.surname_initials == "Леонтьевой Н.С."
    assert form.full == "Леонтьевой Н. С."


@pytest.mark.parametrize(
    ("surname", "gender", "dative"),
    [
        ("Иванова (Петрова)", "f", "Ивановой (Петровой)"),
        (" Иванов ", "m", "Иванову"),
        ("Чайкои\u0306", "m", "Чайкому"),  # й typed as two signs
        ("Иванов-", "m", "Иванову-"),
        ("О'Коннор", "m", "О'Коннору"),
        ("МакГрегор", "m", "МакГрегору"),
        ("фон Берг", "m", "фон Бергу"),
        ("Smith", "m", "Smith"),
        ("Х", "m", "Х"),
        ("", "f", ""),
        ("—", "f", "—"),
    ],
)
def test_odd_spelling(surname: str, gender: Gender, dative: str) -> None:
    assert decline_name(PersonName(surname, "Али"), Case.DATIVE, gender).surname == dative


def test_override_wins_and_empty_parts_stay_reckoned() -> None:
    name = PersonName("Кравец", "Игорь", "Фомич")
    by_hand = {Case.GENITIVE: PersonName("Кравца", "", None), Case.NOMINATIVE: PersonName("Другой", "Человек")}
    forms = apply_overrides(name_forms(name, "m"), by_hand)
    assert forms[Case.GENITIVE] == PersonName("Кравца", "Игоря", "Фомича")
    assert forms[Case.DATIVE].surname == "Кравецу"
    assert forms[Case.NOMINATIVE] == name
    assert name_forms(name, "m")[Case.GENITIVE].surname == "Кравеца"  # the cache is not touched


def test_inflection_of_one_person() -> None:
    name = PersonName("Ворона", "Пётр", "Лукич")
    plain = NameInflection(name, "m")
    fixed = NameInflection(name, "m", indeclinable=True)
    mixed = NameInflection(name, "m", {Case.DATIVE: PersonName("Вороне", "Петру", "Лукичу")}, indeclinable=True)
    assert plain.form(Case.ACCUSATIVE).full == "Ворону Петра Лукича"
    assert fixed.form(Case.ACCUSATIVE).full == "Ворона Петра Лукича"
    assert mixed.form(Case.DATIVE).full == "Вороне Петру Лукичу"
    assert mixed.form(Case.GENITIVE).full == "Ворона Петра Лукича"
    assert {case: form.full for case, form in plain.forms().items()}[Case.NOMINATIVE] == name.full


def test_gender_given_by_the_user_decides() -> None:
    name = PersonName("Коваль", "Женя")
    assert decline_name(name, Case.GENITIVE, "m").full == "Коваля Жени"
    assert decline_name(name, Case.GENITIVE, "f").full == "Коваль Жени"


def test_everyday_and_rare_surnames() -> None:
    usual = "Иванов Смирнова Кузьмин Фомина Романовский Высоцкая Шевченко Черных Долгих Ткачук Гаврилюк Абрамович"
    rare = "Лев Кравец Гоголь Ким Сорока Берия Щербина Дарвин Осадчий Ли Дюма Мамин-Сибиряк Сова Грин"
    assert [surname for surname in usual.split() if is_rare_surname(surname)] == []
    assert [surname for surname in rare.split() if not is_rare_surname(surname)] == []


def test_no_name_breaks_it() -> None:
    for surname, gender in product(["й", "ь", "-", "а", "ая", "ой", "ё", "их", "Ая-", "1", "ъ", "ий", "Ий"], "mf"):
        for case in Case:
            decline_name(PersonName(surname, surname, surname), case, cast(Gender, gender))
