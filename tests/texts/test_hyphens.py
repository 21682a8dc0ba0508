"""Words are parted by syllables, never names, never into what cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator_app.texts.hyphens import parts


@pytest.mark.parametrize(
    "parted",
    ["про-фес-си-ональ-ных", "нас-тав-ни-чес-тва", "де-фи-ци-тов,", "подъ-езд", "май-ский", "удов-лет-во-рён-нос-ти"],
)
def test_parted(parted: str) -> None:
    assert "-".join(parts(parted.replace("-", ""))) == parted


@pytest.mark.parametrize("word", ["Преображенская", "Иванова", "МБОУ", "и", "план", "education", "<b>", "3-й", ""])
def test_not_parted(word: str) -> None:
    assert parts(word) == [word]


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя", max_size=40))
def test_nothing_is_lost_and_no_piece_is_dumb(word: str) -> None:
    found = parts(word)
    assert "".join(found) == word
    if len(found) > 1:
        assert all(len(piece) >= 2 and set(piece) & set("аеёиоуыэюя") for piece in found)
