"""Takes what names people out of the base, inside the caller's action: rows, texts, journal, reports of imports. Each
is gone through once, however many people go."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from curator_app.runtime.progress import Progress
from curator_app.services.privacy.holdings import Held
from curator_app.services.privacy.marks import Found, Marks, Prepared, prepared
from curator_app.services.privacy.mentions import KEPT_PAPERS, Decisions, texts
from curator_app.storage import plain_rows
from curator_app.storage.plain_rows import Row

_EMPTIED: Final = "{}"
_STEP: Final = 1000
_Blanker = Callable[[Row], Row]


@dataclass(frozen=True, slots=True)
class Wipe:
    """What to do with one person: ``destroy`` takes the rows ``held`` out, else those that are counted stay nameless.
    ``name``: what stands in place of the name; ``decisions``: which mentions are the person's; ``options``: answers of
    questionnaires that are chosen, not written."""

    person: int
    destroy: bool
    card: Row
    name: str
    marks: Marks
    held: Sequence[Held]
    decisions: Decisions
    options: frozenset[str] = frozenset()

    def everywhere(self, value: str) -> str:
        """A text without any mark of the person, doubtful ones too."""
        return self.marks.replaced(value, self.name, _any_place)


def _any_place(_number: int, _found: Found) -> bool:
    return True


def wipe_rows(connection: Connection, what: Wipe) -> None:
    """The rows themselves: blanked where they are kept, deleted where they are not."""
    if what.destroy:
        # Whatever hangs on the card goes with it; what has no link of its own is taken first.
        for one in what.held:
            if one.holding.table != "person" and not one.holding.kept:
                plain_rows.delete(connection, one.holding.table, one.ids)
        marks = {row_id for one in what.held if one.holding.table == "task_mark" for row_id in one.ids}
        plain_rows.delete(connection, "task_mark", marks)
        plain_rows.delete(connection, "person", {what.person})
        return
    for one in what.held:
        if one.holding.kept:
            for row_id in one.ids:
                _blank(connection, one.holding.table, row_id, _blanker(one, what))
        else:
            plain_rows.delete(connection, one.holding.table, one.ids)


def wipe_texts(connection: Connection, wipes: Sequence[Wipe], progress: Progress) -> None:
    """Mentions in other rows: the name gives way to a designation, a draft of a dialog goes away whole."""
    for count, (table, row) in enumerate(list(texts(connection))):
        if count % _STEP == 0:
            progress.step(0, 0, "Имена убираются из других записей…")
        changed: Row = {}
        for column, value in row.items():
            if isinstance(value, str) and (touching := _touching(wipes, prepared(value))):
                if table == "dialog_draft":
                    plain_rows.delete(connection, table, {row["id"]})
                    changed = {}
                    break
                told = value
                for what in touching:
                    told = what.decisions.replaced(what.marks, what.name, (table, row["id"], column), told)
                if told != value:
                    changed[column] = told
        plain_rows.change(connection, table, row["id"], changed)


def _touching(wipes: Sequence[Wipe], text: Prepared) -> list[Wipe]:
    return [what for what in wipes if what.marks.touches_prepared(text)]


def wipe_journal(connection: Connection, wipes: Sequence[Wipe], progress: Progress) -> list[int]:
    """Rows of the journal: those of the people are emptied or blanked like the rows themselves, names go out of the
    others and out of titles of actions. An action with an emptied row is undone no more. Returns for every person how
    many actions were emptied.
    """
    own = _own_places(wipes)
    emptied: list[set[int]] = [set() for _ in wipes]
    touched: dict[int, set[int]] = defaultdict(set)
    written: list[tuple[str | None, str | None, int]] = []
    lines = connection.exec_driver_sql(
        "SELECT id, action_id, table_name, row_id, before, after FROM change ORDER BY id"
    )
    for count, (change_id, action_id, table, row_id, before, after) in enumerate(lines):
        if count % _STEP == 0:
            progress.step(0, 0, "Имена убираются из журнала изменений…")
        place = (table, row_id)
        owners = own.get(place, {})
        touched[action_id].update(owners)
        gone = [index for index, blank in owners.items() if blank is None]
        if gone:
            sides = (before and _EMPTIED, after and _EMPTIED)
            for index in gone:
                emptied[index].add(action_id)
        elif table in KEPT_PAPERS:
            continue
        else:
            blanks = [blank for blank in owners.values() if blank is not None]
            sides = (_told(before, place, blanks, wipes), _told(after, place, blanks, wipes))
        if sides != (before, after):
            written.append((*sides, change_id))
    for line in written:
        connection.exec_driver_sql("UPDATE change SET before = ?, after = ? WHERE id = ?", line)
    for action_id in set().union(*emptied):
        connection.exec_driver_sql(
            "UPDATE action SET undoable = 0, abandoned = CASE WHEN undone = 1 THEN 1 ELSE abandoned END WHERE id = ?",
            (action_id,),
        )
    _wipe_titles(connection, wipes, touched)
    return [len(one) for one in emptied]


def _own_places(wipes: Sequence[Wipe]) -> dict[tuple[str, int], dict[int, _Blanker | None]]:
    """By row whose it is (numbers among ``wipes``) and how it is blanked; None = it is emptied."""
    own: dict[tuple[str, int], dict[int, _Blanker | None]] = defaultdict(dict)
    for index, what in enumerate(wipes):
        for one in what.held:
            gone = what.destroy or not one.holding.kept
            for row_id in one.ids | one.past:
                owners = own[one.holding.table, row_id]
                if gone and not _shared(one):
                    owners[index] = None
                elif index not in owners or one.holding.blanks:
                    owners[index] = _blanker(one, what)
    return own


def wipe_imports(connection: Connection, wipes: Sequence[Wipe]) -> None:
    """Reports of imports keep raw texts of rows that were not understood: a line that names a person is emptied."""
    for row_id, file_name, report in connection.exec_driver_sql("SELECT id, file_name, report FROM import_batch").all():
        name, told = file_name, json.loads(report)
        for what in wipes:
            name, told = what.everywhere(name), _without_lines(told, what)
        if name != file_name or told != json.loads(report):
            connection.exec_driver_sql(
                "UPDATE import_batch SET file_name = ?, report = ? WHERE id = ?", (name, json.dumps(told), row_id)
            )


def _shared(held: Held) -> bool:
    """Rows of a pair belong to the other side as well: they are never taken out of the journal whole."""
    return held.holding.table in {"pair", "pair_event", "meeting"}


def _without_lines(value: Any, what: Wipe) -> Any:
    if isinstance(value, dict):
        flat = [one for one in value.values() if isinstance(one, str)]
        if any(what.marks.touches(one) or what.marks.own_words(one) for one in flat):
            return {
                key: (what.everywhere(one) if key != "raw" else "")
                if isinstance(one, str)
                else _without_lines(one, what)
                for key, one in value.items()
            }
        return {key: _without_lines(one, what) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_lines(one, what) for one in value]
    return what.everywhere(value) if isinstance(value, str) else value


def _wipe_titles(connection: Connection, wipes: Sequence[Wipe], touched: dict[int, set[int]]) -> None:
    for action_id, title in connection.exec_driver_sql("SELECT id, title FROM action").all():
        told = title
        for index, what in enumerate(wipes):
            if not what.marks.touches(told):
                continue
            own = index in touched.get(action_id, ())
            told = what.everywhere(told) if own or not what.marks.shared else what.marks.replaced(told, what.name)
            if own and (cut := told.find(f"{what.name}: ")) >= 0:
                told = told[: cut + len(what.name)]  # «Удалено: Иванов И.И.: просит помочь…»
        if told != title:
            connection.exec_driver_sql("UPDATE action SET title = ? WHERE id = ?", (told, action_id))


def _told(side: str | None, place: tuple[str, int], blanks: Sequence[_Blanker], wipes: Sequence[Wipe]) -> str | None:
    touching = [] if side is None else _touching(wipes, prepared(side))
    if side is None or not (blanks or touching):
        return side
    row: Row = json.loads(side, strict=False)
    blanked = {column: value for blank in blanks for column, value in blank(row).items() if column in row}
    changed = {**row, **blanked}
    for column, value in changed.items():
        if isinstance(value, str) and column not in blanked:
            for what in touching:
                changed[column] = what.decisions.replaced(what.marks, what.name, (*place, column), changed[column])
    return side if changed == row else json.dumps(changed, ensure_ascii=False, separators=(",", ":"))


def _blanker(held: Held, what: Wipe) -> _Blanker:
    if held.holding.table == "person":
        return lambda _row: what.card
    if held.holding.table == "reply":
        return lambda row: {**held.holding.blanks, "answers": _counted(row.get("answers"), what.options)}
    return lambda _row: dict(held.holding.blanks)


def _counted(answers: Any, options: frozenset[str]) -> str:
    """Answers that are counted; words are the person's own."""
    told = json.loads(answers) if isinstance(answers, str) else {}
    return json.dumps({key: one for key, one in told.items() if isinstance(one, int | float) or one in options})


def options_of(connection: Connection) -> frozenset[str]:
    """All answers to choose from in the questionnaires of the base."""
    found: set[str] = set()
    for table in ("questionnaire", "survey_wave"):
        for (questions,) in connection.exec_driver_sql(f"SELECT questions FROM {table}"):  # noqa: S608 — our own names
            for question in json.loads(questions or "[]"):
                found |= {one for one in question.get("options", ()) if isinstance(one, str)}
    return frozenset(found)


def _blank(connection: Connection, table: str, row_id: int, blank: _Blanker) -> None:
    row = plain_rows.row(connection, table, row_id)
    target = {column: value for column, value in blank(row).items() if column in row and row[column] != value}
    plain_rows.change(connection, table, row_id, target)
