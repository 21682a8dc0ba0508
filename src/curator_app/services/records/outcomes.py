"""Contests, publications, practices, rewards, agreements as records of the headless interface."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy.orm import Session

from curator_app.services.outcome_rows import KINDS, OutcomeKind, OutcomeRow, list_outcome_rows
from curator_app.services.outcomes import put_outcome
from curator_app.services.records.reading import RecordReader
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import code_label
from curator_app.texts.monitoring_words import INCENTIVE
from curator_app.texts.route_words import STEP_LEVEL

LIST_OF: Final[dict[OutcomeKind, str]] = {
    "contest": "contests",
    "publication": "publications",
    "practice": "practices",
    "incentive": "incentives",
    "agreement": "agreements",
}
"""Kinds of records and the names of their lists."""
_DAYS: Final = frozenset({"date", "until", "published_on", "paid_on"})
_REFERENCES: Final = frozenset({"pair", "person", "route", "order"})
_CODES: Final[dict[tuple[str, str], Any]] = {("contest", "level"): STEP_LEVEL, ("incentive", "kind"): INCENTIVE}


def fields_of(kind: OutcomeKind) -> tuple[str, ...]:
    """The fields of a record."""
    return tuple(one.name for one in dataclasses.fields(KINDS[kind]))


def lister(kind: OutcomeKind) -> Callable[[Workspace, str | None], list[Any]]:
    """What lists the records of a kind, of a school year when told."""

    def listed(workspace: Workspace, year: str | None) -> list[Any]:
        return [_record(row) for row in list_outcome_rows(workspace, kind, year)][::-1]

    return listed


def putter(kind: OutcomeKind) -> Callable[[Session, Workspace, RecordReader, int | None], int]:
    """What adds or changes a record of a kind inside the caller's action."""

    def put(session: Session, workspace: Workspace, read: RecordReader, own: int | None) -> int:
        del workspace
        values = {name: _read(read, kind, name) for name in fields_of(kind)}
        if values.get("date") is None and not read.checker.problems:
            read.checker.fail("date", "Укажите дату.")
        if read.checker.problems:
            return 0
        return put_outcome(session, KINDS[kind](**values), own, read.checker)

    return put


def _read(read: RecordReader, kind: OutcomeKind, name: str) -> Any:
    if name in _DAYS:
        return read.date(name)
    if name in _REFERENCES:
        return read.reference(name, required=(kind, name) == ("incentive", "person"))
    if (kind, name) in _CODES:
        return read.code(name, _CODES[kind, name])
    # The checks of the record itself say what is missing.
    return read.text(name) or ("" if name in {"title", "partner"} else None)


def _record(row: OutcomeRow) -> dict[str, Any]:
    record: dict[str, Any] = {"id": row.id, **dataclasses.asdict(row.data)}
    if "order" in record:
        record["order_name"] = row.order_words or None
    if "route" in record:
        record["route_name"] = row.from_route or None
    if "person" in record:
        record["person_name"] = (row.who or None) if record["person"] is not None else None
    if "pair" in record:
        record["pair_name"] = row.who if record["pair"] is not None and record.get("person") is None else None
    for (kind, name), words in _CODES.items():
        if kind == row.kind:
            record[f"{name}_label"] = code_label(record[name], words) or None
    return record
