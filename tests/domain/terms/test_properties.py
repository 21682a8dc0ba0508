"""What holds for any date: checked on random ones, and against walking day by day."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.terms import oracle
from tests.domain.terms.year_tables import is_working

from curator_app.domain.school_year import SchoolYear
from curator_app.domain.terms import arithmetic
from curator_app.domain.terms.calendar import WorkCalendar
from curator_app.domain.terms.occurrences import Occurrence, Span, due
from curator_app.domain.terms.rules import Rule, Trigger, parse_rule
from curator_app.domain.terms.settings import CountingSettings
from curator_app.domain.terms.states import TaskState, ladder_step, state_on
from curator_app.services.terms.shipped import decreed_transfers, shipped_rules

CALENDARS = {week: WorkCalendar(week, decreed_transfers()) for week in (5, 6)}
WEEKS = st.sampled_from([5, 6])
INSIDE = st.dates(dt.date(2024, 1, 1), dt.date(2029, 6, 30))
ANY = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
SETTINGS = st.builds(CountingSettings, st.booleans(), st.booleans())
EVENT_RULES = [rule for rule in shipped_rules().values() if rule.trigger not in {Trigger.FIXED, Trigger.CALENDAR}]
ALL = st.sampled_from(list(shipped_rules().values()))


def term(unit: str, amount: int, kind: str = "not_later_than") -> Rule:
    """A term of an order."""
    raw = {"id": "t", "kind": kind, "trigger": "pair.order_date", "offset": amount, "unit": unit, "task_ru": "З"}
    return parse_rule(raw)


def _only(rule: Rule, day: dt.date, week: int, settings: CountingSettings) -> Occurrence:
    (found,) = due(rule, Span(day, day), day, CALENDARS[week], settings)
    return found


@settings(deadline=None)
@given(ALL, ANY, WEEKS, SETTINGS)
def test_due_is_never_before_raw_and_is_worked_when_moving_is_on(
    rule: Rule, day: dt.date, week: int, settings: CountingSettings
) -> None:
    occurrences = due(rule, Span(day, day), day, CALENDARS[week], settings, missed=True)
    assert len({found.key for found in occurrences}) == len(occurrences)
    for found in occurrences:
        assert found.raw_due <= found.due
        assert (found.raw_due == found.due) == (not found.moved)
        if settings.roll_forward:
            assert CALENDARS[week].is_working(found.due)
        else:
            assert found.raw_due == found.due


@settings(deadline=None)
@given(st.sampled_from(EVENT_RULES), ANY, st.integers(0, 400), WEEKS, SETTINGS)
def test_a_later_event_never_gives_an_earlier_term(
    rule: Rule, day: dt.date, later: int, week: int, settings: CountingSettings
) -> None:
    other = day + dt.timedelta(days=later)
    first = due(rule, Span(day, day), day, CALENDARS[week], settings)
    second = due(rule, Span(other, other), day, CALENDARS[week], settings)
    for one, two in zip(first, second, strict=True):
        assert one.raw_due <= two.raw_due
        assert one.due <= two.due


@settings(deadline=None)
@given(ALL, ANY, WEEKS, SETTINGS)
def test_a_period_of_the_calendar_has_not_passed(
    rule: Rule, day: dt.date, week: int, settings: CountingSettings
) -> None:
    if rule.trigger is Trigger.CALENDAR or rule.months or rule.kind.value == "window":
        (found,) = due(rule, Span(), day, CALENDARS[week], settings)
        assert found.due >= day
        assert found.window_start is not None
        assert found.window_start <= found.raw_due


@settings(deadline=None)
@given(INSIDE, st.integers(0, 60), WEEKS, st.booleans())
def test_calendar_days_as_walked(day: dt.date, amount: int, week: int, inclusive: bool) -> None:
    found = _only(term("calendar_days", amount), day, week, CountingSettings(event_day_counts=inclusive))
    assert found.raw_due == oracle.walk_days(day, amount, event_day_counts=inclusive and amount > 0)
    assert found.due == oracle.moved(found.raw_due, week)


@settings(deadline=None)
@given(INSIDE, st.integers(1, 60), WEEKS, st.booleans())
def test_working_days_as_walked(day: dt.date, amount: int, week: int, inclusive: bool) -> None:
    found = _only(term("working_days", amount), day, week, CountingSettings(event_day_counts=inclusive))
    walked = oracle.walk_working(day, amount, week, event_day_counts=inclusive)
    assert found.due == oracle.moved(walked, week)


@settings(deadline=None)
@given(INSIDE, st.integers(1, 15), WEEKS)
def test_months_as_walked(day: dt.date, amount: int, week: int) -> None:
    assert _only(term("months", amount), day, week, CountingSettings()).raw_due == oracle.walk_months(day, amount)


@settings(deadline=None)
@given(INSIDE, st.integers(1, 15), WEEKS)
def test_notice_as_walked(day: dt.date, amount: int, week: int) -> None:
    if oracle.walk_back(day, 0, week) - dt.timedelta(days=amount * 5 + 20) < dt.date(2023, 1, 1):
        return
    found = _only(term("working_days", amount, "notice_before"), day, week, CountingSettings())
    assert found.due == oracle.walk_back(day, amount, week)
    assert is_working(found.due, week)
    between = [day - dt.timedelta(days=one) for one in range(1, (day - found.due).days)]
    assert sum(is_working(one, week) for one in between) == amount - 1


@settings(deadline=None)
@given(ANY, st.integers(-60, 60))
def test_months_forth_and_back(day: dt.date, months: int) -> None:
    moved = arithmetic.add_months(day, months)
    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == day.day or arithmetic.add_months(moved, 0) == arithmetic.month_end(moved.year, moved.month)


@settings(deadline=None)
@given(ANY)
def test_school_years_follow_one_another(day: dt.date) -> None:
    year = SchoolYear.of(day)
    first, last = year.start, year.end
    assert first <= day <= last
    assert SchoolYear.of(last + dt.timedelta(days=1)) == year.next


@settings(deadline=None)
@given(ANY, st.integers(-40, 40))
def test_state_and_ladder(day: dt.date, late: int) -> None:
    on = day + dt.timedelta(days=late)
    state, step = state_on(day, on), ladder_step(day, on)
    assert state is (TaskState.OVERDUE if late > 0 else TaskState.DUE if late == 0 else TaskState.OPEN)
    assert (step is None) == (late < -7)
    assert step is None or (step <= late and (step in (-7, -1) or step % 7 == 0))
    assert (step == late) == (late in {-7, -1} or (late >= 0 and late % 7 == 0))
