"""Cleaning and folding of typed text."""

from __future__ import annotations

import pytest

from curator_app.domain.letters import clean, cyrillic_text, fold, tidy


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Белозёрова", "Белозерова"),
        ("COСHA", "сосна"),
        ("педагог – педагог", "педагог-педагог"),
        ("Школа\u00a0«Луч»", "школа луч"),
        ("и\u0306од", "йод"),
    ],
)
def test_fold_makes_equal(text: str, key: str) -> None:
    assert fold(text) == fold(key)


def test_fold_keeps_what_differs() -> None:
    assert fold("Иванова") != fold("Иванов")


def test_clean_keeps_line_breaks_and_drops_the_invisible() -> None:
    assert clean("\ufeff а\u200b\u00a0б \r\n в\x07 ") == "а б \n в"
    assert tidy("  учитель   физики \n  и  химии ") == "учитель физики\nи химии"


def test_latin_words_stay_latin() -> None:
    assert cyrillic_text("Python и Cоль") == "Python и Соль"
    assert cyrillic_text("COM") == "COM"
