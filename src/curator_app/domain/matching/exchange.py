"""Which moves keep a cheapest placing cheapest: the graph of equals, as bit masks."""

from __future__ import annotations

from curator_app.domain.matching.transport import Transport


def equal_columns(placing: Transport) -> list[int]:
    """For every unit the mask of other columns that suit it as well as its own."""
    found = []
    for unit, own in enumerate(placing.place):
        mask = 0
        for column in placing.favourites(unit):
            mask |= 1 << column
        found.append(mask & ~(1 << own))
    return found


def reachable(placing: Transport, equals: list[int], nobody: int) -> list[int]:
    """For every column the mask of columns a chain of equal moves can end in when a unit enters the column.

    One node more than there are columns stands for the free places: a column with a free place at its present price
    takes a unit in for good, a column whose last place costs its price gives one up for good. To be left out or let
    in for good is never equal: it changes coverage.
    """
    free = len(placing.room)
    reach = [0] * (free + 1)
    for unit, own in enumerate(placing.place):
        reach[own] |= equals[unit]
    for column in range(free):
        if column != nobody and placing.open(column):
            reach[column] |= 1 << free
        if column != nobody and placing.idle(column):
            reach[free] |= 1 << column
    for middle in range(free + 1):
        through = 1 << middle
        beyond = reach[middle]
        for column in range(free + 1):
            if reach[column] & through:
                reach[column] |= beyond
    return reach


def same_units_served(placing: Transport, nobody: int) -> bool:
    """Whether every placing just as cheap leaves the same units with nobody."""
    return not reachable(placing, equal_columns(placing), nobody)[nobody] >> nobody & 1
