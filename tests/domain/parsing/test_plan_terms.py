"""Terms of a plan as schools write them."""

from __future__ import annotations

import datetime as dt

import pytest

from curator_app.domain.parsing.plan_terms import read_term
from curator_app.domain.school_year import SchoolYear

YEAR = SchoolYear(2026)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Сентябрь", "2026-09-01", "2026-09-30"),
        ("январь 2027 г.", "2027-01-01", "2027-01-31"),
        ("август", "2026-08-01", "2026-08-31"),
        ("август–сентябрь", "2026-08-01", "2026-09-30"),
        ("июнь - август", "2027-06-01", "2027-08-31"),
        ("декабрь, май", "2026-12-01", "2027-05-31"),
        ("май 2022г.", "2027-05-01", "2027-05-31"),
        ("до 20 января", None, "2027-01-20"),
        ("не позднее 15 сентября", None, "2026-09-15"),
        ("с 1 сентября по 31 мая", "2026-09-01", "2027-05-31"),
        ("01.09.- 15.09.2026", "2026-09-01", "2026-09-15"),
        ("01.09–31.05", "2026-09-01", "2027-05-31"),
        ("до 25.01", None, "2027-01-25"),
        ("В течение учебного года*", "2026-09-01", "2027-08-31"),
        ("В течении года", "2026-09-01", "2027-08-31"),
        ("ежеквартально", "2026-09-01", "2027-08-31"),
        ("постоянно", "2026-09-01", "2027-08-31"),
    ],
)
def test_days_of_a_term(text: str, start: str | None, end: str) -> None:
    expected = (None if start is None else dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert read_term(text, YEAR) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Не позднее 3 календарных дней с момента выхода сотрудника на работу",
        "По окончании реализации ИОМ",
        "В течение реализации Программы",
        "45.13",
        "31.02.2027",
        "",
    ],
)
def test_a_term_that_depends_on_an_event_has_no_days(text: str) -> None:
    assert read_term(text, YEAR) == (None, None)
