"""Lanes, scale and finding: what must hold for every timeline."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ui.routes.school import bar, day, two_rows

from curator_app.ui.routes.timeline.data import Bar, Filter, Mark, MarkKind, Row, State, Timeline
from curator_app.ui.routes.timeline.dragging import Drag, Grip, shifted
from curator_app.ui.routes.timeline.layout import Density, Layout, Sizes
from curator_app.ui.routes.timeline.packing import Span, least_days, pack
from curator_app.ui.routes.timeline.paint_frame import beside_flag
from curator_app.ui.routes.timeline.scale import MAX_PX, MIN_PX, Tier, TimeScale, days_off, ticks

SPANS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1, 60)).map(lambda one: (one[0], one[0] + one[1])), max_size=60
)
PX = st.floats(MIN_PX, MAX_PX)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
SIZES = Sizes.of(17, Density.LABELLED)


@given(SPANS)
def test_spans_of_a_lane_never_overlap(spans: list[Span]) -> None:
    lanes = pack(spans)
    assert len(lanes) == len(spans)
    for lane in set(lanes):
        inside = sorted(span for span, where in zip(spans, lanes, strict=True) if where == lane)
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(inside))


@given(SPANS)
def test_there_are_no_more_lanes_than_spans_at_the_busiest_moment(spans: list[Span]) -> None:
    busiest = max((sum(a <= first < b for a, b in spans) for first, _ in spans), default=0)
    assert max(pack(spans), default=-1) + 1 == busiest


@given(st.floats(1, 40), PX)
def test_the_least_width_is_covered_by_whole_days(pixels: float, px: float) -> None:
    days = least_days(pixels, px)
    assert days * px >= pixels
    assert days == 1 or days / 2 * px < pixels


@given(PX, st.integers(1, 800_000), st.floats(-500, 1500), st.floats(-500, 1500))
def test_the_scale_rises_and_turns_back(px: float, origin: int, one: float, other: float) -> None:
    scale = TimeScale(origin, px)
    assert scale.day(scale.x(origin + one)) == pytest.approx(origin + one, abs=1e-6)
    if one < other - 1e-6:
        assert scale.x(origin + one) < scale.x(origin + other)


@given(PX, st.floats(0.01, 100))
def test_magnification_keeps_within_its_bounds(px: float, factor: float) -> None:
    assert MIN_PX <= TimeScale(0, px).zoomed(factor).px <= MAX_PX


@given(DAYS, st.integers(1, 900), st.sampled_from(list(Tier)))
def test_fields_of_the_header_have_no_gaps(first: dt.date, length: int, tier: Tier) -> None:
    begin = first.toordinal()
    found = list(ticks(tier, begin, begin + length))
    assert found[0].first <= begin
    assert found[-1].after >= begin + length
    assert all(left.after == right.first for left, right in itertools.pairwise(found))
    assert all(one.names and all(one.names) for one in found)


def test_the_header_names_weeks_and_months() -> None:
    september = day(9, 1).toordinal()
    assert [one.names[0] for one in ticks(Tier.MONTH, september, september + 40)] == ["Сентябрь 2026", "Октябрь 2026"]
    assert next(iter(ticks(Tier.WEEK, september, september + 1))).names == ("31–6", "31")
    assert next(iter(ticks(Tier.MONTH, september, september + 1, dated=False))).names == ("Сентябрь", "сен")


def test_runs_of_days_off() -> None:
    saturday = day(11, 21).toordinal()
    weekend = days_off(saturday - 5, saturday + 5, lambda one: dt.date.fromordinal(one).weekday() < 5, 1)
    assert weekend == [(saturday, saturday + 2)]
    assert days_off(saturday - 5, saturday + 5, lambda one: dt.date.fromordinal(one).weekday() < 5, 3) == []


def _timeline(spans: list[tuple[dt.date, int, bool]], *, listed: bool) -> Timeline:
    bars, marks = [], []
    for number, (first, length, mark) in enumerate(spans):
        if mark:
            marks.append(Mark(("meeting", number), f"Встреча {number}", first, MarkKind.MEETING))
        else:
            bars.append(bar(number, first, first + dt.timedelta(days=length)))
    rows = (Row("one", "Один", bars=tuple(bars), marks=tuple(marks), listed=listed),)
    start, end = Timeline.span(rows, day(9, 1))
    return Timeline(rows, start, end, day(9, 1))


NEAR = st.dates(dt.date(2026, 9, 1), dt.date(2027, 5, 31))


@given(st.lists(st.tuples(NEAR, st.integers(0, 40), st.booleans()), max_size=40), PX, st.booleans())
def test_everything_is_placed_and_nothing_overlaps(
    spans: list[tuple[dt.date, int, bool]], px: float, listed: bool
) -> None:
    layout = Layout(_timeline(spans, listed=listed), Filter(), frozenset(), SIZES, px, len)
    (box,) = layout.rows
    assert len(box.placed) == len(spans)
    lanes: dict[int, list[Span]] = {}
    for one in box.placed:
        assert layout.find(one.item.key) is one
        assert one.y >= 0
        assert one.y + one.height <= box.height
        lanes.setdefault(one.lane, []).append(one.taken)
    for taken in lanes.values():
        taken.sort()
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(taken))


@given(st.lists(st.tuples(NEAR, st.integers(0, 40), st.booleans()), max_size=40), NEAR, st.integers(0, 60))
def test_the_index_finds_whatever_meets_a_stretch_of_days(
    spans: list[tuple[dt.date, int, bool]], first: dt.date, length: int
) -> None:
    (box,) = Layout(_timeline(spans, listed=False), Filter(), frozenset(), SIZES, 2.0).rows
    low, high = first.toordinal(), first.toordinal() + length
    meeting = [one for one in box.placed if one.taken[0] <= high and one.taken[1] >= low]
    found = box.between(low, high)
    assert all(one in found for one in meeting)


def test_rows_follow_each_other_and_are_found_by_height() -> None:
    layout = Layout(two_rows(), Filter(), frozenset(), SIZES, 2.0)
    assert [box.row.key for box in layout.rows] == ["anna", "boris", "empty"]
    for box, following in zip(layout.rows, layout.rows[1:], strict=False):
        assert box.top + box.height == following.top
    assert layout.height == layout.rows[-1].top + layout.rows[-1].height
    for box in layout.rows:
        assert layout.row_at(box.top) is box
        assert layout.row_at(box.top + box.height - 1) is box
    assert layout.row_at(-1) is None
    assert layout.row_at(layout.height) is None
    assert [box.row.key for box in layout.rows_between(0, 1)] == ["anna"]


def test_a_listed_row_gives_every_step_a_line() -> None:
    box = Layout(two_rows(listed=True), Filter(), frozenset(), SIZES, 2.0).rows[0]
    lines = [one.lane for one in box.placed if isinstance(one.item, Bar)]
    assert sorted(lines) == [1, 2, 3]
    assert [one.item.key[1] for one in sorted(box.placed, key=lambda one: one.lane)] == [7, 1, 3, 2]


def test_filters_hide_steps_and_rows_left_empty() -> None:
    by_mentor = Layout(two_rows(), Filter(responsible=frozenset({"mentor"})), frozenset(), SIZES, 2.0)
    assert [one.item.key for one in by_mentor.items] == [("route_step", 1), ("route_step", 3)]
    assert [box.row.key for box in by_mentor.rows] == ["anna"]
    late = Layout(two_rows(), Filter(states=frozenset({State.OVERDUE})), frozenset(), SIZES, 2.0)
    assert [one.item.key for one in late.items] == [("route_step", 3)]
    only = Layout(two_rows(), Filter(rows=frozenset({"boris", "empty"})), frozenset(), SIZES, 2.0)
    assert [box.row.key for box in only.rows] == ["boris", "empty"]


def test_a_row_tells_its_progress_whatever_is_filtered() -> None:
    box = Layout(two_rows(), Filter(states=frozenset({State.DONE})), frozenset(), SIZES, 2.0).rows[0]
    assert (box.done, box.total, box.overdue) == (1, 3, 1)


def test_a_folded_row_is_one_line_high() -> None:
    box = Layout(two_rows(), Filter(), frozenset({"anna"}), SIZES, 2.0).rows[0]
    assert box.height <= SIZES.row + SIZES.ribbon + SIZES.gap


@given(NEAR, st.integers(0, 60), st.sampled_from(list(Grip)), st.floats(-200, 200), st.sampled_from([1, 7]))
def test_a_drag_goes_by_whole_steps_and_never_turns_a_step_round(
    start: dt.date, length: int, grip: Grip, by: float, step: int
) -> None:
    due = start + dt.timedelta(days=length)
    origin = start.toordinal() + 0.3
    new_start, new_due = Drag(("route_step", 1), grip, start, due, origin).at(origin + by, step)
    assert new_start <= new_due
    if grip is Grip.WHOLE:
        assert new_due - new_start == due - start
        assert (new_start - start).days % step == 0
    elif grip is Grip.START:
        assert new_due == due
    else:
        assert new_start == start


def test_stretching_stops_at_one_day() -> None:
    assert shifted(day(9, 1), day(9, 5), Grip.END, -30) == (day(9, 1), day(9, 1))
    assert shifted(day(9, 1), day(9, 5), Grip.START, 30) == (day(9, 5), day(9, 5))


def test_today_does_not_cover_the_year_where_there_is_room() -> None:
    flag = (210.0, 270.0)
    assert beside_flag(206, 30, 400, flag) == 276  # half of it was covered
    assert beside_flag(150, 30, 400, flag) == 150
    assert beside_flag(280, 30, 400, flag) == 280
    assert beside_flag(206, 30, 290, flag) == 206  # nowhere to go
    assert beside_flag(206, 30, 400, None) == 206
