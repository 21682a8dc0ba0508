"""The recovery code: every usual slip of the pen is found, and where it is."""

from __future__ import annotations

import random

import pytest

from curator_app.domain import recovery_code as code

DRAWN = random.Random(7)


@pytest.fixture(params=range(5))
def digits(request: pytest.FixtureRequest) -> str:
    return code.make(random.Random(request.param).randrange)


def test_a_code_is_forty_digits_and_sound(digits: str) -> None:
    assert len(digits) == code.LENGTH == 40
    assert digits.isdecimal()
    assert code.wrong_groups(digits) == []


def test_every_single_wrong_digit_is_found_in_its_group(digits: str) -> None:
    for place in range(code.LENGTH):
        for other in "0123456789":
            if other != digits[place]:
                wrong = digits[:place] + other + digits[place + 1 :]
                assert code.wrong_groups(wrong) == [place // code.GROUP_LENGTH + 1]


def test_two_neighbours_exchanged_are_found(digits: str) -> None:
    for place in range(code.LENGTH - 1):
        if digits[place] != digits[place + 1]:
            swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
            assert code.wrong_groups(swapped)


def test_groups_in_another_order_are_found(digits: str) -> None:
    groups = code.groups_of(digits)
    for first in range(code.GROUPS):
        for second in range(first + 1, code.GROUPS):
            if groups[first] != groups[second]:
                mixed = list(groups)
                mixed[first], mixed[second] = mixed[second], mixed[first]
                assert code.wrong_groups("".join(mixed)), (first, second)


@pytest.mark.parametrize("between", ["", " ", "-", " — ", "\u00a0", "\n", "."])
def test_what_stands_between_groups_does_not_matter(digits: str, between: str) -> None:
    assert code.digits_of(f" {between.join(code.groups_of(digits))} ") == digits


@pytest.mark.parametrize("typed", ["1234O", "١٢٣", "12345а", "²"])
def test_anything_but_digits_is_refused(typed: str) -> None:
    assert code.digits_of(typed) is None


def test_an_unfinished_code_is_not_called_wrong(digits: str) -> None:
    for length in range(code.LENGTH + 1):
        assert code.wrong_groups(digits[:length]) == []
    assert code.spaced(digits[:7]) == f"{digits[:5]} {digits[5:7]}"
