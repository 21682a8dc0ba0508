"""Counts side by side: periods, years and snapshots in any order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from curator_app.domain.indicators.definitions import Unit
from curator_app.models import MonitoringSnapshot
from curator_app.runtime.errors import NotFound
from curator_app.services.monitoring.gathering import gather
from curator_app.services.monitoring.measuring import count
from curator_app.services.monitoring.rows import (
    Compared,
    ComparedCell,
    ComparedRow,
    IndicatorRow,
    Measured,
    PartRow,
)
from curator_app.services.monitoring.snapshots import measured_of
from curator_app.services.workspace import Workspace
from curator_app.texts.monitoring_words import change_words


def compare(workspace: Workspace, sides: Sequence[int | str]) -> Compared:
    """Counts side by side: a number is a snapshot, a text the code of a period. Raises NotFound, KnownProblem."""
    today = workspace.clock.today()
    measured: list[Measured] = []
    with workspace.read() as session:
        facts = gather(session) if any(isinstance(one, str) for one in sides) else None
        for one in sides:
            if isinstance(one, str):
                assert facts is not None
                measured.append(count(session, facts, one, None, today).measured)
                continue
            row = session.get(MonitoringSnapshot, one)
            if row is None:
                raise NotFound(f"Среза № {one} в базе нет. Обновите список.")
            measured.append(measured_of(row.content))
    return compare_measured(measured)


def compare_measured(measured: Sequence[Measured]) -> Compared:
    """The same of counts at hand; an indicator or part that one of them has not stays open there."""
    rows: list[ComparedRow] = []
    for code, part in _lines(measured):
        found = [_find(one, code, part) for one in measured]
        last = next(one for one in reversed(found) if one is not None)
        unit = last.unit if isinstance(last, IndicatorRow) else _part_unit(last).value
        cells = tuple(None if one is None else _cell(one) for one in found)
        rows.append(
            ComparedRow(
                code=code,
                title=last.title,
                unit=unit,
                cells=cells,
                change=_change(Unit(unit), cells),
            )
        )
    return Compared(
        titles=tuple(one.title for one in measured), days=tuple(one.on for one in measured), rows=tuple(rows)
    )


def _lines(measured: Sequence[Measured]) -> list[tuple[str, str | None]]:
    """(code, key of the part) of everything told by any of them, in the order of the indicators."""
    codes = dict.fromkeys(row.code for one in measured for row in one.rows)
    found: list[tuple[str, str | None]] = []
    for code in codes:
        found.append((code, None))
        keys = dict.fromkeys(part.key for one in measured for row in one.rows if row.code == code for part in row.parts)
        found += [(code, key) for key in keys]
    return found


def _find(one: Measured, code: str, part: str | None) -> IndicatorRow | PartRow | None:
    row = next((row for row in one.rows if row.code == code), None)
    if row is None or part is None:
        return row
    return next((own for own in row.parts if own.key == part), None)


def _part_unit(part: PartRow) -> Unit:
    return Unit.COUNT if part.denominator is None else Unit.PERCENT


def _cell(row: IndicatorRow | PartRow) -> ComparedCell:
    told = row.known if isinstance(row, IndicatorRow) else True
    return ComparedCell(
        value=row.value,
        fraction=row.fraction,
        percent=row.percent,
        numerator=row.numerator if told else None,
        target=row.target if isinstance(row, IndicatorRow) else None,
    )


def _change(unit: Unit, cells: Sequence[ComparedCell | None]) -> str:
    first, last = cells[0], cells[-1]
    if len(cells) < 2 or first is None or last is None:
        return ""
    if unit is Unit.PERCENT:
        before, after = first.percent, last.percent
    else:
        before = None if first.numerator is None else Decimal(first.numerator)
        after = None if last.numerator is None else Decimal(last.numerator)
    return "" if before is None or after is None else change_words(unit, after - before)
