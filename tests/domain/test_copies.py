"""Which copies are kept: never fewer than promised, never the last sound one."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from curator_app.domain.copies import DAYS, MONTHS, Copy, has_shrunk, superfluous
from curator_app.domain.school_year import SchoolYear

DAY = dt.date(2026, 9, 1)


@st.composite
def shelves(draw: st.DrawFn) -> list[Copy]:
    offsets = draw(st.lists(st.integers(-800, 1200), max_size=60))
    return [
        Copy(
            name=f"к{number}",
            made=DAY + dt.timedelta(days=offset),
            number=number,
            automatic=draw(st.booleans()),
            by_hand=draw(st.booleans()),
            verified=draw(st.booleans()),
        )
        for number, offset in enumerate(offsets, start=1)
    ]


@given(shelves())
def test_the_newest_sound_copy_stays(copies: list[Copy]) -> None:
    gone = superfluous(copies)
    sound = [copy for copy in copies if copy.verified]
    if sound:
        assert max(sound, key=lambda copy: copy.number).name not in gone
    assert not gone & {copy.name for copy in copies if copy.by_hand}
    if not sound:
        assert gone == frozenset()


@given(shelves())
def test_days_months_and_years_are_all_there(copies: list[Copy]) -> None:
    gone = superfluous(copies)
    left = [copy for copy in copies if copy.name not in gone and copy.verified]
    sound = [copy for copy in copies if copy.verified]
    assert {SchoolYear.of(copy.made) for copy in left} == {SchoolYear.of(copy.made) for copy in sound}
    assert len({copy.made for copy in left}) >= min(DAYS, len({copy.made for copy in sound}))
    months = {(copy.made.year, copy.made.month) for copy in sound}
    assert len({(copy.made.year, copy.made.month) for copy in left}) >= min(MONTHS, len(months))


@given(shelves())
def test_thinning_twice_is_thinning_once(copies: list[Copy]) -> None:
    gone = superfluous(copies)
    assert superfluous(copy for copy in copies if copy.name not in gone) == frozenset()


def test_a_year_of_daily_work_leaves_ten_days_and_the_months() -> None:
    copies = [Copy(f"{n:03}", DAY + dt.timedelta(days=n // 3), n) for n in range(1, 900)]
    left = [copy for copy in copies if copy.name not in superfluous(copies)]
    days = sorted({copy.made for copy in left}, reverse=True)
    assert len(left) < 30
    assert days[:10] == [copies[-1].made - dt.timedelta(days=n) for n in range(10)]
    assert len({(day.year, day.month) for day in days}) == 10
    assert [copy.made for copy in left].count(copies[-1].made) == sum(c.made == copies[-1].made for c in copies)


def test_copies_before_something_risky_stay_with_their_day() -> None:
    copies = [
        Copy("утро", DAY, 1),
        Copy("импорт", DAY, 2, automatic=False),
        Copy("вечер", DAY, 3),
        Copy("завтра", DAY + dt.timedelta(days=1), 4),
    ]
    assert superfluous(copies) == {"утро"}


def test_a_clock_gone_wrong_deletes_nothing_of_today() -> None:
    future = [Copy(f"б{n}", dt.date(2099, 1, 1) + dt.timedelta(days=n), n) for n in range(1, 15)]
    today = [Copy(f"с{n}", DAY, 20 + n) for n in range(3)]
    assert not superfluous([*future, *today]) & {copy.name for copy in today}


def test_a_base_that_lost_most_of_its_rows() -> None:
    assert has_shrunk(49, 100)
    assert not has_shrunk(50, 100)
    assert not has_shrunk(0, 0)
