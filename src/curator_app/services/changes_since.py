"""«Что изменилось с …»: every changed record since a day, one line each, from the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from curator_app.domain.names import PersonName
from curator_app.models import Action, Change, Pair, Person
from curator_app.services.workspace import Workspace
from curator_app.storage.journal import row_values

LIMIT: Final = 5000
"""More lines than this are not read by anybody: the latest are given."""
_PEOPLE: Final = ("person_id", "mentee_id", "respondent_id", "teacher_id", "mentor_id")
_ROLES: Final = frozenset({"person", "mentor", "mentee"})
_TITLES: Final = ("heading", "title", "label", "partner")
_SILENT: Final = frozenset(
    {
        *("id", "raw", "snapshot", "content", "content_hash", "file_hash", "sha256", "sort", "made_at", "issued_at"),
        *("depersonalised_on", "command", "settings", "definition", "updated_at"),
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """A field of a record: what it was and what it became, as the base keeps them."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeRow:
    """One record changed by one action. ``table``: whose; ``what``: added, changed or removed; ``about``: the person or
    the title of the record."""

    id: int
    at: dt.datetime
    who: str | None
    action_id: int
    action: str
    table: str
    what: str
    about: str
    fields: tuple[FieldChange, ...]


def list_changes(workspace: Workspace, since: dt.date, *, limit: int = LIMIT) -> list[ChangeRow]:
    """Changes since the beginning of a day, the newest first. A constant number of queries."""
    begin = dt.datetime.combine(since, dt.time.min)
    with workspace.read() as session:
        titles = _Titles(session)
        query = (
            select(Change, Action)
            .join(Action, Action.id == Change.action_id)
            .where(Action.at >= begin)
            .order_by(Change.id.desc())
            .limit(limit)
        )
        return [row for change, action in session.execute(query) if (row := _row(change, action, titles)) is not None]


def count_changes(workspace: Workspace, since: dt.date) -> int:
    """How many there are in all."""
    begin = dt.datetime.combine(since, dt.time.min)
    with workspace.read() as session:
        query = select(func.count(Change.id)).join(Action, Action.id == Change.action_id).where(Action.at >= begin)
        return session.scalar(query) or 0


class _Titles:
    """Who or what a row of the journal is about."""

    def __init__(self, session: Session) -> None:
        query = select(Person.id, Person.surname, Person.first_name, Person.patronymic)
        self._people = {row[0]: PersonName(*row[1:]).surname_initials for row in session.execute(query)}
        self._mentors = {row[0]: row[1] for row in session.execute(select(Pair.id, Pair.mentor_id))}

    def of(self, table: str, row: Mapping[str, Any]) -> str:
        """The words for a row."""
        if table == "person":
            name = PersonName(row.get("surname") or "", row.get("first_name") or "", row.get("patronymic"))
            return name.surname_initials
        if table in _ROLES:
            return self._people.get(row["id"], "")
        for column in _PEOPLE:
            if (number := row.get(column)) in self._people:
                return self._people[number]
        if (pair := row.get("pair_id")) in self._mentors:
            return self._people.get(self._mentors[pair], "")
        return next((str(row[column]) for column in _TITLES if row.get(column)), "")


def _row(change: Change, action: Action, titles: _Titles) -> ChangeRow | None:
    before, after = row_values(change.before), row_values(change.after)
    fields = tuple(_fields(before or {}, after or {}))
    emptied = before == {} or after == {}
    if before is not None and after is not None and not fields and not emptied:
        return None
    what = "added" if before is None else "removed" if after is None else "changed"
    undone = {"undo": "Отмена: ", "redo": "Повтор: "}.get(action.kind, "")
    return ChangeRow(
        id=change.id,
        at=action.at,
        who=action.who,
        action_id=action.id,
        action=undone + action.title,
        table=change.table_name,
        what=what,
        about="" if emptied else titles.of(change.table_name, after or before or {}),
        fields=fields,
    )


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    for field in after or before:
        was, became = before.get(field), after.get(field)
        if field in _SILENT or field.endswith("_id") or was == became or (not was and not became):
            continue
        yield FieldChange(field=field, before=was, after=became)
