"""Strength of passwords: what people really choose stands where it belongs."""

from __future__ import annotations

import pytest

from curator_app.domain.password_strength import Strength, bits, strength


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("", Strength.TOO_SHORT),
        ("Пароль1", Strength.TOO_SHORT),
        ("12345678", Strength.WEAK),
        ("qwertyuiop", Strength.WEAK),
        ("йцукенгшщз", Strength.WEAK),
        ("аааааааааааа", Strength.WEAK),
        ("Пароль2026", Strength.WEAK),
        ("школа2025!", Strength.WEAK),
        ("gfhjkm1234", Strength.WEAK),
        ("наставничество2026", Strength.WEAK),
        ("Зайка-1987", Strength.WEAK),
        ("кот и пёс", Strength.FAIR),
        ("слон кактус барабан", Strength.GOOD),
        ("f8#Kq!2vTzLp", Strength.GOOD),
    ],
)
def test_strength(password: str, expected: Strength) -> None:
    assert strength(password) is expected


def test_one_more_word_never_weakens() -> None:
    told = "слон"
    before = bits(told)
    for word in ("кактус", "барабан", "дождь"):
        told = f"{told} {word}"
        assert bits(told) > before
        before = bits(told)
