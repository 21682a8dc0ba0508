"""Overlapping spans into lanes: as few lanes as there are spans at the busiest moment."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]
"""First day and the day after the last one."""


def pack(spans: Sequence[Span]) -> list[int]:
    """The lane of every span, counted from 0; spans of one lane never overlap.

    A span goes into the lane that has been free longest, so that words beside a short bar find room. Lanes are only
    opened when all are taken, which gives the least number of them.
    """
    order = sorted(range(len(spans)), key=lambda place: (spans[place], place))
    ends: list[int] = []
    lanes = [0] * len(spans)
    for place in order:
        first, after = spans[place]
        lane = min(range(len(ends)), key=lambda one: (ends[one], one), default=None)
        if lane is None or ends[lane] > first:
            lane = len(ends)
            ends.append(after)
        else:
            ends[lane] = after
        lanes[place] = lane
    return lanes


def least_days(pixels: float, px: float) -> int:
    """Days that ``pixels`` cover at ``px`` a day, rounded up to 1, 2, 4, 8 …: zooming packs anew only at these."""
    days = 1
    while days * px < pixels and days < 4096:
        days *= 2
    return days
