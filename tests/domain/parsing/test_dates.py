"""Dates of real papers (domain.md h.2; samples rule 7)."""

from __future__ import annotations

import datetime as dt

import pytest

from curator_app.domain.parsing import Trouble
from curator_app.domain.parsing.birth import Birth, parse_birth
from curator_app.domain.parsing.dates import Cell, parse_date
from curator_app.domain.parsing.periods import Period, parse_period

TODAY = dt.date(2026, 10, 1)


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("«29» 12 2022г.", "2022-12-29"),
        ("« 29 » 12, 2012", "2012-12-29"),
        ('" 15 " августа 2021 г.', "2021-08-15"),
        ("31. 03. 22 г.", "2022-03-31"),
        ("12 января2022 г.", "2022-01-12"),
        ("«31»__08_2021_г.", "2021-08-31"),
        ("08 ноября 2024 года", "2024-11-08"),
        ("27. 08. 2025 г", "2025-08-27"),
        ("22.12.2022 г.", "2022-12-22"),
        ("2026-09-01", "2026-09-01"),
        ("2026-09-01T00:00:00", "2026-09-01"),
        ("10.11.2026 8:05:11", "2026-11-10"),
        ("11/25/2026 8:05:11", "2026-11-25"),
        ("1/9/25", "2025-09-01"),
        ("01.IX.2026", "2026-09-01"),
        ("1-го сентября 2026", "2026-09-01"),
        ("5 мая 26 г.", "2026-05-05"),
        ("1 сент. 2026", "2026-09-01"),
        ("01 .09.2026", "2026-09-01"),
        ("01,09,2026", "2026-09-01"),
        ("01.09.2026 (вторник)", "2026-09-01"),
        ("с 01.09.2026", "2026-09-01"),
        ("46266", "2026-09-01"),
        ("01092026", "2026-09-01"),
        ("20260901", "2026-09-01"),
        (46266, "2026-09-01"),
        ("01.09.96", "1996-09-01"),
        ("31.05.27", "2027-05-31"),
        (46266.75, "2026-09-01"),
        (dt.datetime(2026, 9, 1, 12, 30), "2026-09-01"),
        (dt.date(2026, 9, 1), "2026-09-01"),
    ],
)
def test_days(typed: Cell, expected: str) -> None:
    parsed = parse_date(typed, TODAY)
    assert (parsed.value, parsed.trouble) == (day(expected), None)


@pytest.mark.parametrize(
    ("typed", "trouble", "value"),
    [
        ("31.09.2026", Trouble.NO_SUCH_DAY, None),
        ("30 февраля 2026 г.", Trouble.NO_SUCH_DAY, None),
        ("00.00.0000", Trouble.NO_SUCH_DAY, None),
        ("сентябрь 2026", Trouble.DATE_INCOMPLETE, None),
        ("Апрель-август 2021 г.", Trouble.DATE_INCOMPLETE, None),
        ("2021-2024 г.г.", Trouble.DATE_INCOMPLETE, None),
        ("1 квартал 2021 года", Trouble.DATE_INCOMPLETE, None),
        ("01.09", Trouble.DATE_INCOMPLETE, None),
        ("2026", Trouble.DATE_INCOMPLETE, None),
        (2026, Trouble.DATE_INCOMPLETE, None),
        ("В течении года", Trouble.DATE_UNREADABLE, None),
        ("ежеквартально", Trouble.DATE_UNREADABLE, None),
        ("Приказ ЗУ от 05.02.2021 № 60", Trouble.DATE_UNREADABLE, None),
        (12.0, Trouble.DATE_UNREADABLE, None),
        ("01.09.0206", Trouble.DATE_OUT_OF_RANGE, None),
        ("01.09.- 15.09.2021", Trouble.DATE_RANGE, "2021-09-01"),
        ("с 1 по 15 сентября 2026 г.", Trouble.DATE_RANGE, "2026-09-01"),
        ("01.09.2026 – 31.05.2027", Trouble.DATE_RANGE, "2026-09-01"),
        ("28.12 - 10.01.2027", Trouble.DATE_RANGE, "2026-12-28"),
    ],
)
def test_troubles_keep_the_raw_text(typed: Cell, trouble: Trouble, value: str | None) -> None:
    parsed = parse_date(typed, TODAY)
    assert (parsed.value, parsed.trouble) == (day(value), trouble)
    assert parsed.raw


@pytest.mark.parametrize("typed", ["", "-", "—", "нет", None, " "])
def test_empty_is_no_trouble(typed: Cell) -> None:
    assert parse_date(typed, TODAY).trouble is None
    assert parse_date(typed, TODAY).value is None


def test_serials_follow_the_date_system_of_the_book() -> None:
    assert parse_date(44804, TODAY, date_1904=True).value == dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1998, 24 года", 1998),
        ("1999 г.р.", 1999),
        ("1994 (32)", 1994),
        ("24 года (1998)", 1998),
        ("1990 год рождения, 35 полных лет", 1990),
        ("1998/24", 1998),
        (1985, 1985),
        (1985.0, 1985),
        ("1985", 1985),
        ("83 г.р.", 1983),
        ("21.05.83", "1983-05-21"),
        ("21.05.12", "2012-05-21"),
        ("14.03.1969", "1969-03-14"),
        ("5 мая 1983 г.р.", "1983-05-05"),
        ("17.10.2003 (22 года)", "2003-10-17"),
        (36526, "2000-01-01"),
    ],
)
def test_births(typed: Cell, expected: int | str) -> None:
    parsed = parse_birth(typed, TODAY)
    assert parsed.trouble is None
    if isinstance(expected, int):
        assert parsed.value == Birth(None, expected)
    else:
        assert parsed.value == Birth(day(expected), int(expected[:4]))


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("25 лет", Trouble.AGE_ONLY),
        (32, Trouble.AGE_ONLY),
        ("2035", Trouble.DATE_IN_FUTURE),
        ("01.01.2030", Trouble.DATE_IN_FUTURE),
        ("1998-1999", Trouble.YEAR_UNREADABLE),
        ("осень 1998 года", Trouble.DATE_INCOMPLETE),
        ("2024", Trouble.YEAR_UNREADABLE),
        ("31.02.1990", Trouble.NO_SUCH_DAY),
    ],
)
def test_births_that_are_none(typed: Cell, trouble: Trouble) -> None:
    parsed = parse_birth(typed, TODAY)
    assert (parsed.value, parsed.trouble) == (None, trouble)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("01.09.2026 – 31.05.2027", "2026-09-01", "2027-05-31"),
        ("с 01.09.2026 г. по 31.05.2027 г.", "2026-09-01", "2027-05-31"),
        ("01.09.2026-31.05.2027", "2026-09-01", "2027-05-31"),
        ("01.09.2026\n31.05.2027", "2026-09-01", "2027-05-31"),
        ("01.09.26-31.05.27", "2026-09-01", "2027-05-31"),
        ("с «1» сентября 2026 г. по «31» мая 2027 г.", "2026-09-01", "2027-05-31"),
        ("01.09.- 15.09.2021", "2021-09-01", "2021-09-15"),
        ("с 01.09.2026", "2026-09-01", None),
        ("до 31.05.2027", None, "2027-05-31"),
        (dt.datetime(2026, 9, 1), "2026-09-01", None),
    ],
)
def test_periods(typed: Cell, start: str | None, end: str | None) -> None:
    parsed = parse_period(typed, TODAY)
    assert parsed.trouble is None
    assert parsed.value == Period(day(start), day(end))


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("сентябрь 2026 – май 2027", Trouble.PERIOD_UNREADABLE),
        ("2026/2027 учебный год", Trouble.PERIOD_UNREADABLE),
        ("1 год", Trouble.PERIOD_UNREADABLE),
        ("31.05.2027-01.09.2026", Trouble.PERIOD_BACKWARDS),
        ("31.09.2026 - 31.05.2027", Trouble.NO_SUCH_DAY),
    ],
)
def test_periods_in_words(typed: str, trouble: Trouble) -> None:
    parsed = parse_period(typed, TODAY)
    assert parsed.trouble is trouble
    assert parsed.raw == typed
