"""The order of Russian words and what a search takes for the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator_app.texts.collation import collation_key, fold, words


@pytest.mark.parametrize(
    "in_order",
    [
        ["Егорова", "Ежова", "Еремина", "Ёжикова", "Ёлкина", "Жукова"],
        ["Ельцов", "Ёлкин", "Жук"],
        ["Мед", "Межа", "Мёд"],
        ["Иванов", "Иванов-Петров", "Иванова"],
        ["Иванов А.", "Иванова А."],
        ["5 А", "7-нс", "10 А", "10-нс"],
        ["абрамов", "Борисов", "ВЛАСОВ"],
        ["МБОУ «Гимназия»", "МБОУ «Лицей»", "МБОУ «Школа № 2»", "МБОУ «Школа № 10»"],
        ["Smith", "Абрамов"],
    ],
)
def test_texts_stand_in_this_order(in_order: list[str]) -> None:
    for mixed in (list(reversed(in_order)), sorted(in_order, key=len)):
        assert sorted(mixed, key=collation_key) == in_order


def test_case_and_marks_do_not_part_equal_words() -> None:
    assert collation_key("«ёлка»") == collation_key(" Ёлка ")


def test_a_search_sees_no_difference_of_case_yo_and_blanks() -> None:
    assert fold("  Пётр\n СЕМЁНОВ ") == "петр семенов"
    assert words(" Семёнов  пётр") == ["семенов", "петр"]
    assert words("   ") == []


@given(st.text(alphabet="АБЕЁЖабеёж -«»12", max_size=12))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(
    st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя", max_size=8),
    st.sampled_from("абвгдежзийклмнопрстуфхцчшщъыьэюя"),
)
def test_yo_stands_after_every_ye_and_before_zhe(tail: str, letter: str) -> None:
    assert collation_key("е" + tail) < collation_key("ё" + letter)
    assert collation_key("ё" + tail) < collation_key("ж")
