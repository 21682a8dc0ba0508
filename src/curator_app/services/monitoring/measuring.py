"""The indicators of a period: one definition for the screen, the papers and the workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.indicators.definitions import Result, Unit, Value, evaluate
from curator_app.domain.indicators.facts import Facts, Kind
from curator_app.domain.indicators.periods import BadPeriod, Period, parse_period, periods_of
from curator_app.domain.indicators.standing import Moment
from curator_app.domain.school_year import SchoolYear
from curator_app.models import IndicatorTarget
from curator_app.runtime.errors import KnownProblem
from curator_app.services.monitoring.gathering import gather
from curator_app.services.monitoring.rows import IndicatorRow, Measured, PartRow, PeriodRow
from curator_app.services.monitoring.shipped import definitions
from curator_app.services.surveys.settings import read_settings, rule_words
from curator_app.services.workspace import Workspace
from curator_app.texts import monitoring_words as words
from curator_app.texts.grammar import date_short

_SATISFIED = "{satisfied}"
"""Stands in a formula for the school's own rule of «удовлетворён»."""


def find_period(code: str) -> Period:
    """The period of a code. Raises KnownProblem with the shapes a period may have."""
    try:
        return parse_period(code)
    except BadPeriod:
        raise KnownProblem(
            f"Период «{code[:40]}» не понятен. Укажите месяц (2026-09), квартал (2026-Q3), учебный год (2026/2027) "
            "или дату (2026-12-31)."
        ) from None


def list_periods(workspace: Workspace, year: str | None = None) -> list[PeriodRow]:
    """The periods districts ask for in a school year («2026/2027», default: the one of today)."""
    today = workspace.clock.today()
    chosen = SchoolYear.of(today) if year is None else SchoolYear.parse(year)
    if chosen is None:
        raise KnownProblem(f"«{year}» — не учебный год. Укажите его в виде 2026/2027.")
    return [
        PeriodRow(
            code=one.code,
            title=words.period_title(one),
            first=one.first,
            last=one.last,
            on=one.counted_on(today),
            begun=one.first <= today,
        )
        for one in periods_of(chosen)
    ]


def counting_day(period: Period, on: dt.date | None, today: dt.date) -> dt.date:
    """The day a period is counted on: the one told, else today while it runs, else its own. Raises KnownProblem for a
    day before the period."""
    day = period.counted_on(today) if on is None else on
    if day < period.first:
        raise KnownProblem(
            f"Дата среза {date_short(day)} раньше начала периода «{words.period_title(period)}» "
            f"({date_short(period.first)}). Укажите другую дату или другой период."
        )
    return day


def measure(workspace: Workspace, period: str, on: dt.date | None = None) -> Measured:
    """All indicators of a period counted on a day (see ``counting_day``). A constant number of queries.

    Raises KnownProblem for an impossible period or day.
    """
    with workspace.read() as session:
        return count(session, gather(session), period, on, workspace.clock.today()).measured


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted with the lists behind it."""

    measured: Measured
    results: tuple[Result, ...]


def count(session: Session, facts: Facts, period: str, on: dt.date | None, today: dt.date) -> Counted:
    """The indicators of a period from facts gathered in the caller's session. Raises KnownProblem."""
    chosen = find_period(period)
    day = counting_day(chosen, on, today)
    at = Moment(day)
    results = evaluate(definitions(), facts, at)
    own, satisfied = own_targets(session, day.year), rule_words(read_settings(session))
    measured = Measured(
        period=chosen.code,
        title=words.period_title(chosen),
        on=day,
        since=at.since,
        ahead=day > today,
        rows=tuple(_row(one, own.get(one.definition.code), day, satisfied) for one in results),
    )
    return Counted(measured, results)


def own_targets(session: Session, year: int) -> dict[str, float]:
    """{code: target} set by the school for a calendar year."""
    query = select(IndicatorTarget.code, IndicatorTarget.value).where(IndicatorTarget.year == year)
    return dict(session.execute(query).all())


def _row(result: Result, own: float | None, day: dt.date, satisfied: str) -> IndicatorRow:
    definition, value = result.definition, result.value
    return make_row(
        {
            "code": definition.code,
            "title": definition.title,
            "formula": definition.formula.replace(_SATISFIED, satisfied),
            "unit": definition.unit.value,
            "source": definition.source,
            "numerator": value.numerator,
            "denominator": value.denominator,
            "counted": bool(result.numerator.items),
            "target": definition.shipped_target(day.year) if own is None else own,
            "target_own": own is not None,
            "basis": _basis(result),
            "parts": [
                {
                    "key": part_key(part.definition.title, part.key),
                    "title": words.part_words(part.definition.title, part.definition.breakdown, part.key),
                    "numerator": part.value.numerator,
                    "denominator": part.value.denominator,
                }
                for part in result.parts
            ],
        }
    )


def make_row(told: Mapping[str, Any]) -> IndicatorRow:
    """The row of plain numbers: what a count and a snapshot both keep."""
    unit, value = Unit(told["unit"]), Value(told["numerator"], told["denominator"])
    known = value.percent is not None if unit is Unit.PERCENT else unit is Unit.COUNT or told["counted"]
    return IndicatorRow(
        code=told["code"],
        title=told["title"],
        formula=told["formula"],
        unit=unit.value,
        source=told["source"],
        numerator=value.numerator,
        denominator=value.denominator,
        percent=value.percent,
        value=words.value_words(unit, value, known=known),
        fraction=words.fraction_words(value) if known or unit is not Unit.POINTS else words.NO_VALUE,
        known=known,
        target=told["target"],
        target_own=told["target_own"],
        met=_met(unit, value, told["target"]) if known else None,
        basis=told["basis"],
        parts=tuple(_part(f"{told['code']}.{number}", part) for number, part in enumerate(told["parts"], start=1)),
    )


def _part(code: str, told: Mapping[str, Any]) -> PartRow:
    value = Value(told["numerator"], told["denominator"])
    unit = Unit.COUNT if value.denominator is None else Unit.PERCENT
    return PartRow(
        code=code,
        key=told["key"],
        title=told["title"],
        numerator=value.numerator,
        denominator=value.denominator,
        percent=value.percent,
        value=words.value_words(unit, value, known=True),
        fraction=words.fraction_words(value),
    )


def part_key(title: str, key: str | None) -> str:
    """What names a part whatever its place among the others."""
    return title if key is None else f"{title}: {key}"


def _met(unit: Unit, value: Value, target: float | None) -> bool | None:
    if target is None:
        return None
    wanted = Fraction(str(target))
    if unit is not Unit.PERCENT:
        return value.numerator >= wanted
    return value.numerator * 100 >= wanted * value.denominator if value.denominator else None


def _basis(result: Result) -> str:
    told = next(
        (one for one in (result.denominator, result.numerator) if one is not None and one.kind is Kind.SCHOOL_FACT),
        None,
    )
    if told is None or told.items[0].day is None:
        return ""
    return f"по числу, указанному школой на {date_short(told.items[0].day)}"
