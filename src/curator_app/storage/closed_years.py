"""Triggers that keep a closed school year as it was: nothing dated in it is added, changed or taken away.

A thing that lies wholly in a closed year (a meeting, an activity, a pair or a route that ended in it with its steps, a
step done in it, a contest, a row of its roadmap) is read-only; that a practice of it is published may still be said,
and thanks may still be paid. A thing that only began in it and runs on keeps that beginning; the
rest of it may change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

CLOSED = "closed school year"
"""The words of the refusal, told in Russian by the store."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A table whose rows stand in time. A row is ``sealed`` as a whole when one of these days lies in a closed year;
    the other ``days`` only keep their own value. ``goes``: taking the row away by ``deleted_at`` is refused as well."""

    table: str
    sealed: tuple[str, ...]
    days: tuple[str, ...] = ()
    goes: bool = False
    later: str = ""


_DATED = (
    _Dated("pair", ("end_date",), ("start_date",), goes=True),
    _Dated("pair_mentee", ("end_date",), ("start_date",)),
    _Dated("pair_event", ("date",)),
    _Dated("order", ("date",)),
    _Dated("meeting", ("date",)),
    _Dated("lesson_visit", ("date",)),
    _Dated("route", ("end_date",), ("start_date",), goes=True),
    _Dated("route_stage", ("end_date",), ("start_date",)),
    _Dated("route_step", ("done_on",), ("start_date", "due_date")),
    _Dated("route_change", ("date",)),
    _Dated("activity", ("date",), ("end_date",)),
    _Dated("contest", ("date",)),
    _Dated("publication", ("date",)),
    _Dated("practice", ("date",), later="published_on"),
)
_IN_CLOSED = (
    "EXISTS (SELECT 1 FROM academic_year WHERE closed_on IS NOT NULL "
    "AND @ BETWEEN academic_year.start_date AND academic_year.end_date)"
)
_CLOSED_ROUTES = (
    "SELECT route.id FROM route JOIN academic_year "
    "ON route.end_date BETWEEN academic_year.start_date AND academic_year.end_date "
    "WHERE academic_year.closed_on IS NOT NULL"
)
# Rows that have no day of their own stand in the year of what they belong to: (table, its column, year's condition).
_BELONGING = (
    ("roadmap", "academic_year_id", "SELECT id FROM academic_year WHERE closed_on IS NOT NULL"),
    (
        "roadmap_item",
        "roadmap_id",
        (
            "SELECT roadmap.id FROM roadmap JOIN academic_year ON academic_year.id = roadmap.academic_year_id "
            "WHERE academic_year.closed_on IS NOT NULL"
        ),
    ),
    ("route_step", "route_id", _CLOSED_ROUTES),
    ("route_step_deficit", "step_id", "SELECT id FROM route_step WHERE route_id IN (@)".replace("@", _CLOSED_ROUTES)),
    (
        "activity_participant",
        "activity_id",
        (
            "SELECT activity.id FROM activity JOIN academic_year "
            "ON activity.date BETWEEN academic_year.start_date AND academic_year.end_date "
            "WHERE academic_year.closed_on IS NOT NULL"
        ),
    ),
)


def statements(prefix: str) -> Iterable[str]:
    """SQL of all triggers; their names begin with ``prefix``."""
    for dated in _DATED:
        yield from _dated(prefix, dated)
    for table, column, years in _BELONGING:
        for event, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
            condition = " OR ".join(f'{row}."{column}" IN ({years})' for row in rows)
            yield _trigger(f"{prefix}of_", table, event, condition)
    yield _trigger(prefix, "academic_year", "DELETE", "OLD.closed_on IS NOT NULL")
    yield _trigger(
        prefix,
        "academic_year",
        "UPDATE",
        "OLD.closed_on IS NOT NULL AND NEW.closed_on IS NOT NULL "
        "AND (OLD.start_date, OLD.end_date, OLD.label) IS NOT (NEW.start_date, NEW.end_date, NEW.label)",
    )


def install(connection: Connection, prefix: str) -> None:
    """Makes the triggers inside the caller's transaction."""
    for statement in statements(prefix):
        connection.exec_driver_sql(statement)


def _dated(prefix: str, dated: _Dated) -> Iterable[str]:
    every = (*dated.sealed, *dated.days)
    yield _trigger(prefix, dated.table, "INSERT", _any(_closed("NEW", day) for day in every))
    yield _trigger(prefix, dated.table, "DELETE", _any(_closed("OLD", day) for day in every))
    same = f" AND NOT {_moved(dated.later)}" if dated.later else ""
    refused = [f"({_closed('OLD', day)}{same})" for day in dated.sealed]
    refused += [f"({_moved(day)} AND ({_closed('OLD', day)} OR {_closed('NEW', day)}))" for day in every]
    if dated.goes:
        away = _any(_closed("OLD", day) for day in dated.days)
        refused.append(f"({_moved('deleted_at')} AND ({away}))")
    yield _trigger(prefix, dated.table, "UPDATE", _any(refused))


def _closed(row: str, day: str) -> str:
    return _IN_CLOSED.replace("@", f'{row}."{day}"')


def _moved(column: str) -> str:
    return f'OLD."{column}" IS NOT NEW."{column}"'


def _any(conditions: Iterable[str]) -> str:
    return " OR ".join(conditions)


def _trigger(prefix: str, table: str, event: str, condition: str) -> str:
    return (
        f'CREATE TRIGGER "{prefix}closed_{table}_{event.lower()}" BEFORE {event} ON "{table}" '
        f"WHEN {condition} BEGIN\nSELECT RAISE(ABORT, '{CLOSED}');\nEND"
    )
