"""People of the base named in a text are found in every case; common words are left alone."""

from __future__ import annotations

import pytest

from curator_app.domain.names import Gender, PersonName
from curator_app.texts.grammar import Case
from curator_app.texts.grammar.names import name_forms
from curator_app.texts.name_finding import NameFinder

PEOPLE: tuple[tuple[PersonName, Gender | None], ...] = (
    (PersonName("Корж", "Вера", "Ильинична"), "f"),
    (PersonName("Кравец", "Роман", "Львович"), "m"),
    (PersonName("Петрова-Водкина", "Анна", "Сергеевна"), "f"),
    (PersonName("Чёрный", "Лев", None), "m"),
    (PersonName("Ким", "Лев", "Олегович"), "m"),
    (PersonName("Бабенко", "Илья", None), None),
)
FINDER = NameFinder(PEOPLE)


@pytest.mark.parametrize(("name", "gender"), PEOPLE)
@pytest.mark.parametrize("case", list(Case))
def test_every_case_of_every_name_is_found(name: PersonName, gender: Gender | None, case: Case) -> None:
    form = name_forms(name, gender)[case]
    for words in (form.surname, form.full, form.surname_initials):
        assert FINDER.find(f"{words} провёл урок."), words
        assert FINDER.find(f"Урок провёл {words}."), words


@pytest.mark.parametrize(
    "text",
    [
        "Вера в себя помогла. Роман «Отцы и дети» прочитан.",
        "Дети читали роман; вера в успех окрепла.",
        "Чёрный ящик — приём урока.".lower(),
        "Испекли корж и накрыли стол. Краткий отчёт готов.",
        "Наставник и наставляемый готовят урок вместе.",
        "",
    ],
)
def test_common_words_are_no_names(text: str) -> None:
    assert FINDER.find(text) == []


def test_first_names_count_within_a_sentence_and_letters_that_look_alike_do_not_hide() -> None:
    assert FINDER.find("Урок вели Вера и Роман.") == ["Вера", "Роман"]
    assert FINDER.find("Помогал Чeрный.") == ["Чeрный"]  # a Latin e
    assert FINDER.find("Урок вела Водкина.") == ["Водкина"]
    assert FINDER.find("Спасибо КОРЖ!") == ["КОРЖ"]
