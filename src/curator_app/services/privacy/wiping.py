"""Takes what names a person out of the base, inside the caller's action: rows, texts, journal, reports of imports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from curator_app.services.privacy.holdings import Held
from curator_app.services.privacy.marks import Marks
from curator_app.storage import plain_rows
from curator_app.storage.plain_rows import Row

_EMPTIED: Final = "{}"
# Papers of the school and what was sent stay as they were (125-ФЗ); the journal is gone through apart.
_KEPT_PAPERS: Final = frozenset({"order", "order_pair", "monitoring_snapshot"})
# What the school says in general: «имени Иванова» here is rarely the person; only what the curator ticks is changed.
_GENERAL: Final = frozenset(
    {
        *("school", "setting", "catalogue_entry", "paper_template", "template_version", "norm", "questionnaire"),
        *("deadline_rule", "route_template", "report_form", "column_mapping"),
    }
)
_APART: Final = frozenset({"action", "change", "import_batch", "alembic_version", "erasure"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A text of another record that names the person. ``sure``: beyond doubt (no namesake could be meant)."""

    table: str
    row_id: int
    column: str
    excerpt: str
    sure: bool

    @property
    def key(self) -> str:
        """By this the curator's decision is told."""
        return f"{self.table}:{self.row_id}:{self.column}"


@dataclass(frozen=True, slots=True)
class Wipe:
    """What to do: ``destroy`` takes the rows out, else those that are counted stay nameless. ``name``: what stands in
    place of the name; ``left``: keys of mentions that speak of somebody else; ``taken``: keys of doubtful ones that
    speak of this person."""

    person: int
    destroy: bool
    card: Row
    name: str
    marks: Marks
    left: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()

    def said(self, table: str, row_id: int, column: str, value: str) -> str:
        """A text of a row without what names the person."""
        key = f"{table}:{row_id}:{column}"
        if key in self.left or _is_name(table, column) or (table in _GENERAL and key not in self.taken):
            return value
        return self.marks.replaced(value, self.name, doubtful=key in self.taken)


def other_texts(connection: Connection, held: Sequence[Held], marks: Marks) -> list[Mention]:
    """Every text of a row that is not the person's own and names the person; papers of the school apart."""
    own = {(one.holding.table, row_id) for one in held for row_id in one.ids if _goes_or_is_blanked(one)}
    found: list[Mention] = []
    for table, row in _texts(connection):
        for column, value in row.items():
            if (table, row["id"]) in own or not isinstance(value, str) or _is_name(table, column):
                continue
            if not marks.touches(value):
                continue
            told = marks.find(value) or marks.find(_flat(value))
            if told is not None:
                found.append(Mention(table, row["id"], column, told[0], told[1] and table not in _GENERAL))
    return found


def _goes_or_is_blanked(held: Held) -> bool:
    return not held.holding.kept or held.holding.table in {"person", "mentor", "mentee", "reply"}


def wipe_rows(connection: Connection, held: Sequence[Held], what: Wipe) -> None:
    """The rows themselves: blanked where they are kept, deleted where they are not."""
    if what.destroy:
        # Whatever hangs on the card goes with it; what has no link of its own is taken first.
        for one in held:
            if one.holding.table != "person" and not one.holding.kept:
                plain_rows.delete(connection, one.holding.table, one.ids)
        plain_rows.delete(connection, "task_mark", _ids_of(held, "task_mark"))
        plain_rows.delete(connection, "person", {what.person})
        return
    for one in held:
        if one.holding.kept:
            for row_id in one.ids:
                _blank(connection, one.holding.table, row_id, _blanker(one, what))
        else:
            plain_rows.delete(connection, one.holding.table, one.ids)


def wipe_texts(connection: Connection, what: Wipe) -> None:
    """Mentions in other rows: the name gives way to a designation, a draft of a dialog goes away whole."""
    for table, row in list(_texts(connection)):
        touched = {
            column: value for column, value in row.items() if isinstance(value, str) and what.marks.touches(value)
        }
        if not touched:
            continue
        if table == "dialog_draft":
            plain_rows.delete(connection, table, {row["id"]})
            continue
        changed = {
            column: told
            for column, value in touched.items()
            if (told := what.said(table, row["id"], column, value)) != value
        }
        plain_rows.change(connection, table, row["id"], changed)


def wipe_journal(connection: Connection, held: Sequence[Held], what: Wipe) -> int:
    """Rows of the journal: those of the person are emptied or blanked like the rows themselves, names go out of the
    others and out of titles of actions. An action with an emptied row is undone no more. Returns how many were emptied.
    """
    own: dict[tuple[str, int], Callable[[Row], Row] | None] = {}
    for one in held:
        gone = what.destroy or not one.holding.kept
        for row_id in one.ids | one.past:
            place = (one.holding.table, row_id)
            if gone and not _shared(one):
                own[place] = None
            elif place not in own or one.holding.blanks:
                own[place] = _blanker(one, what)
    emptied: set[int] = set()
    written: list[tuple[str | None, str | None, int]] = []
    for change_id, action_id, table, row_id, before, after in _journal(connection):
        place = (table, row_id)
        if place in own and own[place] is None:
            sides = (before and _EMPTIED, after and _EMPTIED)
            emptied.add(action_id)
        elif table in _KEPT_PAPERS:
            continue
        else:
            blank = own.get(place)
            sides = (_told(before, place, blank, what), _told(after, place, blank, what))
        if sides != (before, after):
            written.append((*sides, change_id))
    for start in range(0, len(written), 500):
        for line in written[start : start + 500]:
            connection.exec_driver_sql("UPDATE change SET before = ?, after = ? WHERE id = ?", line)
    for action_id in emptied:
        connection.exec_driver_sql(
            "UPDATE action SET undoable = 0, abandoned = CASE WHEN undone = 1 THEN 1 ELSE abandoned END WHERE id = ?",
            (action_id,),
        )
    _wipe_titles(connection, what, set(own))
    return len(emptied)


def wipe_imports(connection: Connection, what: Wipe) -> None:
    """Reports of imports keep raw texts of rows that were not understood: a line that names the person is emptied."""
    for row_id, file_name, report in connection.exec_driver_sql("SELECT id, file_name, report FROM import_batch").all():
        name = what.marks.replaced(file_name, what.name, doubtful=True)
        told = json.loads(report)
        cleaned = _without_lines(told, what)
        if name != file_name or cleaned != told:
            connection.exec_driver_sql(
                "UPDATE import_batch SET file_name = ?, report = ? WHERE id = ?", (name, json.dumps(cleaned), row_id)
            )


def _is_name(table: str, column: str) -> bool:
    """Somebody else's own name is nobody's mention."""
    return table in {"person", "name_form"} and column in {"surname", "first_name", "patronymic"}


def _shared(held: Held) -> bool:
    """Rows of a pair belong to the other side as well: they are never taken out of the journal whole."""
    return held.holding.table in {"pair", "pair_event", "meeting"}


def _without_lines(value: Any, what: Wipe) -> Any:
    if isinstance(value, dict):
        flat = [one for one in value.values() if isinstance(one, str)]
        if any(what.marks.touches(one) or what.marks.own_words(one) for one in flat):
            return {
                key: (what.marks.replaced(one, what.name, doubtful=True) if key != "raw" else "")
                if isinstance(one, str)
                else _without_lines(one, what)
                for key, one in value.items()
            }
        return {key: _without_lines(one, what) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_lines(one, what) for one in value]
    return what.marks.replaced(value, what.name, doubtful=True) if isinstance(value, str) else value


def _wipe_titles(connection: Connection, what: Wipe, own: set[tuple[str, int]]) -> None:
    touched = {
        int(action)
        for action, table, row_id in connection.exec_driver_sql("SELECT action_id, table_name, row_id FROM change")
        if (table, row_id) in own
    }
    for action_id, title in connection.exec_driver_sql("SELECT id, title FROM action").all():
        if not what.marks.touches(title):
            continue
        told = what.marks.replaced(title, what.name, doubtful=action_id in touched or not what.marks.shared)
        if action_id in touched and (cut := told.find(f"{what.name}: ")) >= 0:
            told = told[: cut + len(what.name)]  # «Удалено: Иванов И.И.: просит помочь…»
        if told != title:
            connection.exec_driver_sql("UPDATE action SET title = ? WHERE id = ?", (told, action_id))


def _told(side: str | None, place: tuple[str, int], blank: Callable[[Row], Row] | None, what: Wipe) -> str | None:
    if side is None or (blank is None and not what.marks.touches(side)):
        return side
    row: Row = json.loads(side, strict=False)
    blanked = {} if blank is None else {column: value for column, value in blank(row).items() if column in row}
    changed = {**row, **blanked}
    for column, value in changed.items():
        if isinstance(value, str) and column not in blanked:
            changed[column] = what.said(*place, column, value)
    return side if changed == row else json.dumps(changed, ensure_ascii=False, separators=(",", ":"))


def _blanker(held: Held, what: Wipe) -> Callable[[Row], Row]:
    if held.holding.table == "person":
        return lambda _row: what.card
    if held.holding.table == "reply":
        return lambda row: {**held.holding.blanks, "answers": _numbers(row.get("answers"))}
    return lambda _row: dict(held.holding.blanks)


def _numbers(answers: Any) -> str:
    """Answers that are counted; words are the person's own."""
    told = json.loads(answers) if isinstance(answers, str) else {}
    return json.dumps({key: value for key, value in told.items() if isinstance(value, int | float | list)})


def _texts(connection: Connection) -> Iterator[tuple[str, Row]]:
    """Every row that may be changed and has texts."""
    for table in plain_rows.columns_by_table(connection):
        if table not in _KEPT_PAPERS and table not in _APART:
            for row in plain_rows.rows(connection, table, "status = 'draft'" if table == "paper" else ""):
                yield table, row


def _journal(connection: Connection) -> Iterator[Any]:
    yield from connection.exec_driver_sql(
        "SELECT id, action_id, table_name, row_id, before, after FROM change ORDER BY id"
    ).all()


def _flat(value: str) -> str:
    try:
        return " ".join(strings(json.loads(value)))
    except ValueError:
        return value


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def _ids_of(held: Sequence[Held], table: str) -> set[int]:
    return {row_id for one in held if one.holding.table == table for row_id in one.ids}


def _blank(connection: Connection, table: str, row_id: int, blank: Callable[[Row], Row]) -> None:
    row = plain_rows.row(connection, table, row_id)
    target = {column: value for column, value in blank(row).items() if column in row and row[column] != value}
    plain_rows.change(connection, table, row_id, target)
