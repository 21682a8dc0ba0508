"""How a sheet is told: columns with what stands in them, and whether it may stand in a depersonalised workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from curator_app.exchange.workbook.model import Chart, Column, Look, Sheet, Side, Value
from curator_app.services.monitoring.veil import Veil

_T = TypeVar("_T")
_Told = TypeVar("_Told", contravariant=True)


@dataclass(frozen=True, slots=True)
class Spec(Generic[_Told]):
    """A column and its value in a record. ``private``: left out of a depersonalised workbook (names, contacts, birth
    dates, free texts)."""

    title: str
    value: Callable[[_Told], Value]
    width: float = 14.0
    look: Look = Look.TEXT
    private: bool = False


def make_sheet(
    name: str,
    specs: Sequence[Spec[_T]],
    records: Iterable[_T],
    veil: Veil,
    *,
    sides: tuple[Side, ...] = (),
    charts: tuple[Chart, ...] = (),
) -> Sheet:
    """One row a record, numbered from 1; texts go through the veil."""
    kept = [spec for spec in specs if not (spec.private and veil.hides)]
    rows = tuple(
        (number, *(veiled(spec.value(record), veil) for spec in kept)) for number, record in enumerate(records, start=1)
    )
    columns = (Column("№", 6, Look.NUMBER), *(Column(spec.title, spec.width, spec.look) for spec in kept))
    return Sheet(name, columns, rows, sides, charts)


def veiled(value: Value, veil: Veil) -> Value:
    """A text through the veil; empty texts become empty cells."""
    if isinstance(value, str):
        return veil.text(value) if value else None
    return value


def yes_no(value: bool | None) -> str:
    """«да», «нет», «» for not known."""
    return "" if value is None else "да" if value else "нет"
