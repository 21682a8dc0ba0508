"""Reading what is typed of a slip, and telling it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curator_app.domain.codes import WishSide
from curator_app.services.rounds.rows import ParticipantRow, RoundRow, RoundView
from curator_app.texts.collation import fold

SIDE_WORDS = {WishSide.MENTOR: "наставник", WishSide.MENTEE: "наставляемый"}


def find(typed: str, rows: Sequence[ParticipantRow]) -> ParticipantRow | None:
    """Whom a number or the beginning of a name means; None for nobody or for several."""
    told = fold(typed)
    if not told:
        return None
    if told.isdigit():
        return next((one for one in rows if one.number == int(told)), None)
    begun = [one for one in rows if fold(one.name).startswith(told)]
    return begun[0] if len(begun) == 1 else None


def number_of(typed: str, rows: Sequence[ParticipantRow]) -> int | None:
    """The number meant: a number is taken as it is (the check says what is wrong with it), a name is looked up."""
    told = fold(typed)
    if told.isdigit():
        return int(told)
    found = find(typed, rows)
    return None if found is None else found.number


def list_parts(typed: str) -> list[str]:
    """«4, 7» as its parts; commas and semicolons part names, blanks part numbers."""
    parts: list[str] = []
    for piece in typed.replace(";", ",").split(","):
        words = piece.split()
        if words and all(word.isdigit() for word in words):
            parts.extend(words)
        elif words:
            parts.append(" ".join(words))
    return parts


def names(view: RoundView, numbers: Iterable[int]) -> str:
    """«Петрова А.С., Ким Л.О.»."""
    found = (view.by_number(number) for number in numbers)
    return ", ".join(one.short_name for one in found if one is not None)


def title(row: RoundRow) -> str:
    """«Встреча-знакомство, 03.09.2026»."""
    return f"{row.title}, {row.date:%d.%m.%Y}" if row.date else row.title
