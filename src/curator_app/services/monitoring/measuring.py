"""The indicators of a period: one definition for the screen, the papers and the workbook."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.indicators.definitions import Result, Unit, Value, evaluate
from curator_app.domain.indicators.facts import Kind
from curator_app.domain.indicators.periods import BadPeriod, Period, parse_period, periods_of
from curator_app.domain.indicators.standing import Moment
from curator_app.domain.school_year import SchoolYear
from curator_app.models import IndicatorTarget
from curator_app.runtime.errors import KnownProblem
from curator_app.services.monitoring.gathering import gather
from curator_app.services.monitoring.rows import IndicatorRow, Measured, PartRow, PeriodRow
from curator_app.services.monitoring.shipped import definitions
from curator_app.services.workspace import Workspace
from curator_app.texts import monitoring_words as words
from curator_app.texts.grammar import date_short


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
        return measure_in(session, period, on, workspace.clock.today())


def measure_in(session: Session, period: str, on: dt.date | None, today: dt.date) -> Measured:
    """The same inside the caller's session."""
    chosen = find_period(period)
    day = counting_day(chosen, on, today)
    at = Moment(day)
    results = evaluate(definitions(), gather(session), at)
    targets = select(IndicatorTarget.code, IndicatorTarget.value).where(IndicatorTarget.year == day.year)
    own: dict[str, float] = dict(session.execute(targets).all())
    return Measured(
        period=chosen.code,
        title=words.period_title(chosen),
        on=day,
        since=at.since,
        ahead=day > today,
        rows=tuple(_row(one, own.get(one.definition.code), day) for one in results),
    )


def _row(result: Result, own: float | None, day: dt.date) -> IndicatorRow:
    definition, value = result.definition, result.value
    known = _known(definition.unit, result, value)
    target = definition.shipped_target(day.year) if own is None else own
    return IndicatorRow(
        code=definition.code,
        title=definition.title,
        formula=definition.formula,
        unit=definition.unit.value,
        source=definition.source,
        numerator=value.numerator,
        denominator=value.denominator,
        percent=value.percent,
        value=words.value_words(definition.unit, value, known=known),
        fraction=words.fraction_words(value) if known or definition.unit is not Unit.POINTS else words.NO_VALUE,
        known=known,
        target=target,
        target_own=own is not None,
        met=_met(definition.unit, value, target) if known else None,
        basis=_basis(result),
        parts=tuple(
            PartRow(
                code=f"{definition.code}.{number}",
                key=part_key(part.definition.title, part.key),
                title=words.part_words(part.definition.title, part.definition.breakdown, part.key),
                numerator=part.value.numerator,
                denominator=part.value.denominator,
                percent=part.value.percent,
                value=words.value_words(
                    Unit.COUNT if part.denominator is None else Unit.PERCENT, part.value, known=True
                ),
                fraction=words.fraction_words(part.value),
            )
            for number, part in enumerate(result.parts, start=1)
        ),
    )


def part_key(title: str, key: str | None) -> str:
    """What names a part whatever its place among the others."""
    return title if key is None else f"{title}: {key}"


def _known(unit: Unit, result: Result, value: Value) -> bool:
    if unit is Unit.PERCENT:
        return value.percent is not None
    return unit is Unit.COUNT or bool(result.numerator.items)


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
