from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from curator_app.domain.consents import deciding, standing
from curator_app.domain.pair_life import Pause, earliest_release, paused_days, paused_on, pauses
from curator_app.domain.terms.calendar import WorkCalendar


@dataclass(frozen=True)
class Told:
    kind: str
    effective_on: dt.date | None
    until: dt.date | None = None


@dataclass(frozen=True)
class Given:
    date: dt.date | None
    until: dt.date | None = None
    withdrawn_on: dt.date | None = None
    refused: bool = False


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


def test_a_resumption_ends_the_pause_the_day_before() -> None:
    found = pauses([Told("resumption", day(10, 20)), Told("pause", day(10, 5)), Told("pause", day(12, 1), day(12, 10))])
    assert found == (Pause(day(10, 5), day(10, 19)), Pause(day(12, 1), day(12, 10)))
    assert paused_on(found, day(10, 19)) is not None
    assert paused_on(found, day(10, 20)) is None
    assert paused_days(found, day(12, 2)) == 15 + 2


def test_a_pause_without_an_end_goes_on_and_one_resumed_on_its_first_day_never_was() -> None:
    assert paused_on(pauses([Told("pause", day(10, 5))]), dt.date(2027, 5, 1)) is not None
    assert pauses([Told("pause", day(10, 5)), Told("resumption", day(10, 5))]) == ()
    assert pauses([Told("resumption", day(10, 5))]) == ()


@pytest.mark.parametrize(
    ("received", "first_day_free"),
    [
        (day(10, 5), day(10, 9)),  # Monday: Tuesday to Thursday pass
        (day(10, 7), day(10, 13)),  # Wednesday: Thursday, Friday, Monday
        (day(10, 10), day(10, 15)),  # Saturday: Monday to Wednesday
        (day(11, 2), day(11, 7)),  # 4 November is a holiday: 3, 5 and 6 November
    ],
)
def test_three_whole_working_days_pass_before_a_mentor_is_released(received: dt.date, first_day_free: dt.date) -> None:
    assert earliest_release(received, WorkCalendar(5)) == first_day_free


def test_a_consent_of_a_later_date_does_not_count_before_it() -> None:
    assert standing([Given(day(9, 5))], day(9, 4)) == "later"
    assert standing([Given(day(9, 5))], day(9, 5)) == "given"
    earlier, later = Given(day(9, 1), withdrawn_on=day(9, 3)), Given(day(9, 5))
    assert standing([later, earlier], day(9, 4)) == "withdrawn"
    assert standing([later, earlier], day(9, 5)) == "given"
    assert deciding([Given(day(9, 1)), Given(day(9, 1), refused=True)], day(9, 2)) == Given(day(9, 1), refused=True)
    assert standing([Given(None, refused=True)], day(9, 1)) == "refused"
