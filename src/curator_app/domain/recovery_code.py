"""The recovery code of an encrypted base: forty digits in eight groups.

Digits need no keyboard layout, no capital letters and have no look-alikes. Thirty-two of them are drawn by lot
(106 bits); the last digit of a group checks the four before it and the place of the group (H. M. Damm's
quasigroup of order 10 finds every single wrong digit and every two neighbours exchanged).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

GROUPS: Final = 8
GROUP_LENGTH: Final = 5
LENGTH: Final = GROUPS * GROUP_LENGTH

_DAMM: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
# What stands between digits when a code is typed or pasted: blanks, all kinds of dashes, dots.
_BETWEEN: Final = frozenset(" \t\r\n\u00a0\u202f-\u2010\u2011\u2012\u2013\u2014\u2212.,")


def _check_digit(place: int, four: str) -> str:
    value = 0
    for digit in (place, *map(int, four)):
        value = _DAMM[value][digit]
    return str(value)


def make(draw: Callable[[int], int]) -> str:
    """A new code, forty digits without blanks. ``draw(n)`` gives an even random number below ``n``
    (``secrets.randbelow``)."""
    groups = ["".join(str(draw(10)) for _ in range(GROUP_LENGTH - 1)) for _ in range(GROUPS)]
    return "".join(four + _check_digit(place, four) for place, four in enumerate(groups))


def groups_of(digits: str) -> list[str]:
    """The digits in groups as they are printed; the last one may be unfinished."""
    return [digits[at : at + GROUP_LENGTH] for at in range(0, len(digits), GROUP_LENGTH)]


def spaced(digits: str) -> str:
    """The digits with a blank between groups."""
    return " ".join(groups_of(digits))


def digits_of(typed: str) -> str | None:
    """What was typed without blanks and dashes; None when it holds anything but digits."""
    kept = "".join(letter for letter in typed if letter not in _BETWEEN)
    return kept if all(letter in "0123456789" for letter in kept) else None


def wrong_groups(digits: str) -> list[int]:
    """Numbers (from 1) of the whole groups that hold a mistake."""
    return [
        place + 1
        for place, group in enumerate(groups_of(digits)[:GROUPS])
        if len(group) == GROUP_LENGTH and _check_digit(place, group[:-1]) != group[-1]
    ]
