"""Words with numbers, dates in words."""

from __future__ import annotations

from datetime import date

import pytest

from curator_app.texts.grammar import Case, counted, date_long, date_short, month_name, period, plural


@pytest.mark.parametrize(
    ("numbers", "word"),
    [
        ([1, 21, 101, 1001, -1, 1_000_021], "пара"),
        ([2, 3, 4, 22, 34, 102, -3], "пары"),
        ([0, 5, 9, 10, 11, 12, 13, 14, 15, 20, 25, 111, 112, 214, 1011, -11], "пар"),
    ],
)
def test_plural(numbers: list[int], word: str) -> None:
    assert {plural(n, "пара", "пары", "пар") for n in numbers} == {word}


def test_counted() -> None:
    assert counted(5, "пара", "пары", "пар") == "5 пар"
    assert counted(1024, "человек", "человека", "человек") == "1024 человека"
    assert counted(12_500, "пара", "пары", "пар") == "12\u00a0500 пар"


def test_months() -> None:
    assert [month_name(month) for month in (1, 3, 5, 9)] == ["январь", "март", "май", "сентябрь"]
    genitives = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    instrumentals = "январём февралём мартом апрелем маем июнем июлем августом сентябрём октябрём ноябрём декабрём"
    prepositionals = "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"
    for case, words in (
        (Case.GENITIVE, genitives),
        (Case.INSTRUMENTAL, instrumentals),
        (Case.PREPOSITIONAL, prepositionals),
    ):
        assert [month_name(month, case) for month in range(1, 13)] == words.split()
    assert [month_name(8, case) for case in (Case.DATIVE, Case.ACCUSATIVE)] == ["августу", "август"]
    assert [month_name(5, case) for case in (Case.DATIVE, Case.ACCUSATIVE)] == ["маю", "май"]


@pytest.mark.parametrize("month", [0, 13, -1])
def test_no_such_month(month: int) -> None:
    with pytest.raises(ValueError, match="month"):
        month_name(month)


def test_dates() -> None:
    day = date(2026, 9, 5)
    assert date_short(day) == "05.09.2026"
    assert date_long(day) == "5 сентября 2026 года"
    assert date_long(day, padded=True) == "05 сентября 2026 г."


def test_periods() -> None:
    assert period(date(2026, 9, 1), date(2027, 5, 31)) == "с 1 сентября 2026 г. по 31 мая 2027 г."
    assert period(date(2026, 9, 2), date(2026, 10, 2)) == "со 2 сентября 2026 г. по 2 октября 2026 г."
