"""Snapshots of monitoring: what was counted and sent, kept as it was (the database refuses to change one)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from curator_app.domain.indicators.found import Found
from curator_app.models import MonitoringSnapshot
from curator_app.runtime.errors import NotFound
from curator_app.services.monitoring.gathering import gather
from curator_app.services.monitoring.measuring import Counted, count, make_row
from curator_app.services.monitoring.rows import Measured, SnapshotRow
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short

_KEPT = ("code", "title", "formula", "unit", "source", "numerator", "denominator", "target", "target_own", "basis")


def take_snapshot(workspace: Workspace, period: str, on: dt.date | None = None, *, title: str | None = None) -> int:
    """Keeps the count of a period for good; names of people are not kept, only their numbers in the base.

    Not undoable: «что вы отправили в апреле?» must have one answer. Raises KnownProblem for an impossible period,
    InvalidInput for a title that is too long.
    """
    checker = Checker()
    told = checker.text("title", title)
    checker.done()
    with workspace.read() as session:
        counted = count(session, gather(session), period, on, workspace.clock.today())
    measured = counted.measured
    name = told or f"{measured.title[:1].upper()}{measured.title[1:]}"
    content = _content(counted)
    with workspace.action(f"Сделан срез: {name}, на {date_short(measured.on)}", undoable=False) as session:
        row = MonitoringSnapshot(
            period=measured.period,
            title=name,
            date=measured.on,
            made_at=workspace.clock.now(),
            content=content,
            content_hash=_digest(content),
        )
        session.add(row)
        session.flush()
        return row.id


def list_snapshots(workspace: Workspace) -> list[SnapshotRow]:
    """All snapshots, the latest first."""
    with workspace.read() as session:
        query = select(
            MonitoringSnapshot.id,
            MonitoringSnapshot.period,
            MonitoringSnapshot.title,
            MonitoringSnapshot.date,
            MonitoringSnapshot.made_at,
            MonitoringSnapshot.content_hash,
        ).order_by(MonitoringSnapshot.made_at.desc(), MonitoringSnapshot.id.desc())
        return [SnapshotRow(**row) for row in session.execute(query).mappings()]


def get_snapshot(workspace: Workspace, snapshot_id: int) -> Measured:
    """What was counted then. Raises NotFound."""
    with workspace.read() as session:
        row = session.get(MonitoringSnapshot, snapshot_id)
        if row is None:
            raise NotFound(f"Среза № {snapshot_id} в базе нет. Обновите список.")
        return measured_of(row.content)


def measured_of(content: Mapping[str, Any]) -> Measured:
    """The count as it was kept."""
    return Measured(
        period=content["period"],
        title=content["title"],
        on=dt.date.fromisoformat(content["on"]),
        since=dt.date.fromisoformat(content["since"]),
        ahead=content["ahead"],
        rows=tuple(make_row(row) for row in content["rows"]),
    )


def _content(counted: Counted) -> dict[str, Any]:
    measured = counted.measured
    rows = []
    for row, result in zip(measured.rows, counted.results, strict=True):
        rows.append(
            {name: getattr(row, name) for name in _KEPT}
            | {
                "counted": bool(result.numerator.items),
                "behind": {"numerator": _ids(result.numerator), "denominator": _ids(result.denominator)},
                "parts": [
                    {
                        "key": part.key,
                        "title": part.title,
                        "numerator": part.numerator,
                        "denominator": part.denominator,
                        "behind": {"numerator": _ids(own.numerator), "denominator": _ids(own.denominator)},
                    }
                    for part, own in zip(row.parts, result.parts, strict=True)
                ],
            }
        )
    return {
        "period": measured.period,
        "title": measured.title,
        "on": measured.on.isoformat(),
        "since": measured.since.isoformat(),
        "ahead": measured.ahead,
        "rows": rows,
    }


def _ids(found: Found | None) -> dict[str, Any] | None:
    return None if found is None else {"kind": found.kind.value, "ids": [item.id for item in found.items]}


def _digest(content: Mapping[str, Any]) -> str:
    told = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
