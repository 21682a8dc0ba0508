"""What the school wants of the indicators, and the numbers that people of the base do not tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import select

from curator_app.domain.indicators.definitions import Unit
from curator_app.domain.indicators.facts import FactCode
from curator_app.models import IndicatorTarget, SchoolFact
from curator_app.services.monitoring.measuring import own_targets
from curator_app.services.monitoring.rows import SchoolFactRow, TargetRow
from curator_app.services.monitoring.shipped import definitions
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short
from curator_app.texts.monitoring_words import FACT

_YEARS = range(2015, 2101)
_MOST = 100_000


def list_targets(workspace: Workspace, year: int) -> list[TargetRow]:
    """Targets of a calendar year: the school's own, else those shipped."""
    with workspace.read() as session:
        own = own_targets(session, year)
    return [
        TargetRow(
            code=one.code,
            title=one.title,
            unit=one.unit.value,
            year=year,
            value=own.get(one.code, one.shipped_target(year)),
            own=one.code in own,
        )
        for one in definitions()
    ]


def save_targets(workspace: Workspace, year: int, values: Mapping[str, float | None]) -> None:
    """Sets the school's targets of a calendar year; None goes back to the one shipped. Raises InvalidInput."""
    checker = Checker()
    known = {one.code: one for one in definitions()}
    if year not in _YEARS:
        checker.fail("year", f"Год {year} вне разумных пределов ({_YEARS.start}–{_YEARS.stop - 1}). Исправьте год.")
    for code, value in values.items():
        if code not in known:
            checker.fail(code, f"Показателя «{code}» нет. Выберите из списка.")
        elif value is not None:
            highest = 100 if known[code].unit is Unit.PERCENT else _MOST
            if not 0 <= value <= highest:
                checker.fail(code, f"Цель {code}: допустимо от 0 до {highest}, указано {value:g}.")
    checker.done()
    with workspace.action(f"Изменены цели показателей на {year} год") as session:
        present = {
            row.code: row for row in session.scalars(select(IndicatorTarget).where(IndicatorTarget.year == year))
        }
        for code, value in values.items():
            row = present.get(code)
            if value is None:
                if row is not None:
                    session.delete(row)
            elif row is None:
                session.add(IndicatorTarget(code=code, year=year, value=value))
            elif row.value != value:
                row.value = value


def list_facts(workspace: Workspace) -> list[SchoolFactRow]:
    """Numbers told by the school, the latest first."""
    with workspace.read() as session:
        query = select(SchoolFact).order_by(SchoolFact.date.desc(), SchoolFact.code, SchoolFact.id)
        return [
            SchoolFactRow(id=one.id, code=one.code, title=FACT[FactCode(one.code)], date=one.date, value=one.value)
            for one in session.scalars(query)
            if one.code in set(FactCode)
        ]


def save_facts(workspace: Workspace, date: dt.date, values: Mapping[str, int | None]) -> None:
    """Sets numbers of the school on a day by their codes (``FactCode``); None takes one back. Raises InvalidInput."""
    checker = Checker()
    checker.date("date", date)
    for code, value in values.items():
        if code not in set(FactCode):
            checker.fail(code, f"Числа «{code}» программа не знает. Выберите из списка.")
        elif value is not None and not 0 <= value <= _MOST:
            checker.fail(code, f"«{FACT[FactCode(code)]}»: допустимо от 0 до {_MOST}, указано {value}.")
    checker.done()
    with workspace.action(f"Изменены числа школы на {date_short(date)}") as session:
        present = {row.code: row for row in session.scalars(select(SchoolFact).where(SchoolFact.date == date))}
        for code, value in values.items():
            row = present.get(code)
            if value is None:
                if row is not None:
                    session.delete(row)
            elif row is None:
                session.add(SchoolFact(code=code, date=date, value=value))
            elif row.value != value:
                row.value = value
