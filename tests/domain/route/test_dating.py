"""Relative terms become dates, and follow the event they hang on."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator_app.domain.codes import RouteStageCode
from curator_app.domain.route.dating import (
    ANCHORS,
    Anchors,
    DatedStep,
    Dates,
    Term,
    dates_of,
    kept_offset,
    nearest_term,
    redated,
)
from curator_app.domain.route.stages import stages_between

D = dt.date
START, END = D(2026, 9, 4), D(2027, 5, 31)

_days = st.dates(D(2024, 1, 1), D(2030, 12, 31))
_lengths = st.integers(0, 500)


def anchors(start: dt.date = START, end: dt.date = END, **events: dt.date | None) -> Anchors:
    return Anchors(start, end, stages_between(start, end), **events)


@pytest.mark.parametrize(
    ("term", "events", "expected"),
    [
        (Term("work_start", 0, 3), {"work_start": D(2026, 9, 4)}, (D(2026, 9, 4), D(2026, 9, 7))),
        # the work began three days before the route: the last day counts from the work
        (Term("work_start", 0, 3), {"work_start": D(2026, 9, 1)}, (D(2026, 9, 4), D(2026, 9, 4))),
        # he has worked for years: the route's start counts
        (Term("work_start", 0, 3), {"work_start": D(2019, 9, 1)}, (D(2026, 9, 4), D(2026, 9, 7))),
        (Term("work_start", 0, 3), {}, (D(2026, 9, 4), D(2026, 9, 7))),
        (Term("order", 0, 3), {"order": D(2026, 9, 10)}, (D(2026, 9, 10), D(2026, 9, 13))),
        (Term("route_start", 10, 5), {}, (D(2026, 9, 14), D(2026, 9, 19))),
        (Term("route_end", -7, 7), {}, (D(2027, 5, 24), D(2027, 5, 31))),
        (Term("route_end", -3, 30), {}, (D(2027, 5, 28), D(2027, 5, 31))),
        (Term("stage_end:adaptation", -5, 5), {}, (D(2026, 11, 28), D(2026, 12, 3))),
        (Term("stage_start:main", 0, 1), {}, (D(2026, 12, 4), D(2026, 12, 5))),
        (Term("stage_start:evaluation", 0, 0), {}, (D(2027, 5, 1), D(2027, 5, 1))),
    ],
)
def test_terms(term: Term, events: dict[str, dt.date], expected: tuple[dt.date, dt.date]) -> None:
    assert dates_of(term, anchors(**events)) == Dates(*expected)


@pytest.mark.parametrize(("anchor", "offset", "length"), [("never", 0, 0), ("order", 401, 0), ("order", 0, -1)])
def test_bad_terms_are_refused(anchor: str, offset: int, length: int) -> None:
    with pytest.raises(ValueError, match=r"unknown anchor|too far"):
        Term(anchor, offset, length)


@given(
    _days,
    _lengths,
    st.sampled_from(ANCHORS),
    st.integers(-400, 400),
    st.integers(0, 400),
    st.none() | _days,
    st.none() | _days,
)
def test_every_step_lies_inside_the_route(
    start: dt.date,
    length: int,
    anchor: str,
    offset: int,
    days: int,
    work: dt.date | None,
    order: dt.date | None,
) -> None:
    end = start + dt.timedelta(days=length)
    found = dates_of(Term(anchor, offset, days), anchors(start, end, work_start=work, order=order))
    assert start <= found.start <= found.due <= end
    assert found.length_days <= days


def step(number: int, **facts: object) -> DatedStep:
    told: dict[str, object] = {
        "anchor": "order",
        "offset_days": 0,
        "start": D(2026, 9, 4),
        "due": D(2026, 9, 7),
        "status": "planned",
    }
    return DatedStep(number, **{**told, **facts})  # type: ignore[arg-type]  # told by name


def test_only_steps_that_still_hang_on_the_event_move() -> None:
    moves = redated(
        [
            step(1),
            step(2, anchor=None, offset_days=None),
            step(3, status="done"),
            step(4, status="cancelled"),
            step(5, anchor="route_start"),
            step(6, status="in_progress"),
        ],
        anchors(order=D(2026, 9, 14)),
    )
    assert [(move.id, move.after) for move in moves] == [
        (1, Dates(D(2026, 9, 14), D(2026, 9, 17))),
        (6, Dates(D(2026, 9, 14), D(2026, 9, 17))),
    ]


@given(
    st.sampled_from(ANCHORS),
    st.integers(-60, 60),
    st.integers(0, 60),
    _days,
    st.integers(30, 400),
    st.none() | st.integers(-90, 90),
)
def test_what_was_dated_from_a_term_does_not_move(
    anchor: str, offset: int, length: int, start: dt.date, days: int, event: int | None
) -> None:
    """Re-dating right after dating changes nothing, also where the route cut the step short."""
    day = None if event is None else start + dt.timedelta(days=event)
    here = anchors(start, start + dt.timedelta(days=days), work_start=day, order=day)
    term = Term(anchor, offset, length)
    dates = dates_of(term, here)
    kept = DatedStep(1, anchor, kept_offset(term, here), dates.start, dates.due, "planned")
    assert redated([kept], here) == []


def test_a_step_cut_by_the_start_of_the_route_keeps_its_last_day() -> None:
    """Ten days from the first day of work, 1 September; then the work begins on the 10th."""
    term, before = Term("work_start", 0, 10), anchors(work_start=D(2026, 9, 1))
    dates = dates_of(term, before)
    assert dates == Dates(START, D(2026, 9, 11))
    kept = DatedStep(1, "work_start", kept_offset(term, before), dates.start, dates.due, "planned")
    [move] = redated([kept], anchors(work_start=D(2026, 9, 10)))
    assert move.after.due == D(2026, 9, 20)


def test_a_step_without_an_anchor_is_kept_from_the_start_of_its_stage() -> None:
    term = nearest_term(D(2026, 12, 14), D(2026, 12, 20), anchors(), RouteStageCode.MAIN.value)
    assert term == Term("stage_start:main", 10, 6)
    assert dates_of(term, anchors()) == Dates(D(2026, 12, 14), D(2026, 12, 20))
