"""Which copies of the base are kept: the last of ten days, of twelve months and of every school year.

Days, months and years are counted as far as there are copies, not back from today: a school that was closed for the
summer keeps its ten last days of work, and a clock that was set wrong deletes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from curator_app.domain.school_year import SchoolYear

DAYS, MONTHS = 10, 12


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as the rule of keeping sees it. ``number`` grows with every copy, whatever the clock says.

    ``automatic``: made by the program itself in the course of the day; others are kept like the last of their day.
    ``by_hand``: asked for by a person, who alone deletes it. ``verified``: it was opened and checked.
    """

    name: str
    made: dt.date
    number: int
    automatic: bool = True
    by_hand: bool = False
    verified: bool = True


def superfluous(copies: Iterable[Copy]) -> frozenset[str]:
    """Names of the copies that may go. The newest verified copy, the copies of the last day and those made by hand
    always stay; a damaged copy never takes the place of a sound one."""
    every = sorted(copies, key=lambda copy: copy.number, reverse=True)
    sound = [copy for copy in every if copy.verified]
    kept = {copy.name for copy in every if copy.by_hand}
    days = _newest_groups(sound, lambda copy: copy.made, DAYS)
    for place, day in enumerate(days):
        # The newest day is whole; of an older one stay its last copy and those made before something risky.
        kept.update(copy.name for at, copy in enumerate(day) if place == 0 or at == 0 or not copy.automatic)
    for group in _newest_groups(sound, lambda copy: (copy.made.year, copy.made.month), MONTHS):
        kept.add(group[0].name)
    for group in _newest_groups(sound, lambda copy: SchoolYear.of(copy.made).label, None):
        kept.add(group[0].name)
    # Not known to be sound is not known to be damaged: such a copy goes only when there is a sound newer one.
    newest = sound[0].number if sound else None
    kept.update(copy.name for copy in every if not copy.verified and (newest is None or copy.number > newest))
    return frozenset(copy.name for copy in every) - kept


def has_shrunk(rows_now: int, rows_of_last_good: int) -> bool:
    """Whether so little is left of the base that old copies must not be rotated out by new ones: less than half."""
    return rows_now * 2 < rows_of_last_good


def _newest_groups(newest_first: list[Copy], key: Callable[[Copy], Hashable], most: int | None) -> list[list[Copy]]:
    groups: dict[Hashable, list[Copy]] = {}
    for copy in newest_first:
        groups.setdefault(key(copy), []).append(copy)
    found = list(groups.values())
    return found if most is None else found[:most]
