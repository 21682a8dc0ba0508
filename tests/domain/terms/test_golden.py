"""Dated cases of 2024-2030: ``golden.csv`` was written by walking days over hand-written tables (``oracle.py``)."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from curator_app.domain.terms.calendar import WorkCalendar
from curator_app.domain.terms.occurrences import Span, due
from curator_app.domain.terms.rules import parse_rule
from curator_app.domain.terms.settings import CountingSettings

_TABLE = Path(__file__).with_name("golden.csv")
CASES = list(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines()))
_LISTED = {"month", "window"}
_OF_EVENTS = {"calendar_days", "working_days", "months", "years"}


def _rule(case: dict[str, str]) -> dict[str, Any]:
    offset: Any = case["offset"] or None
    if case["unit"]:
        offset = int(case["offset"])
    elif case["kind"] in _LISTED:
        offset = case["offset"].split(";")
    return {
        "id": "case",
        "kind": case["kind"],
        "trigger": case["trigger"],
        "offset": offset,
        "unit": case["unit"] or None,
        "task_ru": "Задача",
    }


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 500
    assert {case["date"][:4] for case in CASES} == {str(year) for year in range(2024, 2031)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(case.values()))
def test_case(case: dict[str, str], calendars: dict[int, WorkCalendar]) -> None:
    date = dt.date.fromisoformat(case["date"])
    settings = CountingSettings(event_day_counts=case["event_day_counts"] == "1", roll_forward=case["roll"] == "1")
    trigger, on = (Span(date, date), date) if case["unit"] in _OF_EVENTS else (Span(), date)
    (found,) = due(parse_rule(_rule(case)), trigger, on, calendars[int(case["week"])], settings)
    assert (found.raw_due.isoformat(), found.due.isoformat()) == (case["raw"], case["due"])
    assert bool(found.moved) == (case["raw"] != case["due"])
