"""Texts of other records that name somebody, place by place, and what the curator decided of each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services.privacy.holdings import Held
from curator_app.services.privacy.marks import Found, Marks, prepared
from curator_app.storage import plain_rows
from curator_app.storage.plain_rows import Row

# Papers of the school and what was sent stay as they were (125-ФЗ); the journal is gone through apart.
KEPT_PAPERS: Final = frozenset({"order", "order_pair", "monitoring_snapshot"})
# What the school says in general: «имени Иванова» here is rarely the person; only what the curator ticks is changed.
_GENERAL: Final = frozenset(
    {
        *("school", "setting", "catalogue_entry", "paper_template", "template_version", "norm", "questionnaire"),
        *("deadline_rule", "route_template", "report_form", "column_mapping"),
    }
)
_APART: Final = frozenset({"action", "change", "import_batch", "alembic_version", "erasure"})
_STEP: Final = 200


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a text of another record that names the person. ``number``: from 1, of ``of`` places of this text;
    ``sure``: beyond doubt (no namesake could be meant)."""

    table: str
    row_id: int
    column: str
    excerpt: str
    sure: bool
    number: int = 1
    of: int = 1

    @property
    def key(self) -> str:
        """By this the curator's decision is told."""
        return f"{self.table}:{self.row_id}:{self.column}:{self.number}"


def other_texts(
    connection: Connection, subjects: Sequence[tuple[Sequence[Held], Marks]], progress: Progress | None = None
) -> list[list[Mention]]:
    """For every subject all places in rows that are not the subject's own and name the subject; papers of the school
    apart. The base is gone through once. Raises Cancelled."""
    told = progress or Progress()
    own = [{(one.holding.table, row_id) for one in held for row_id in one.ids if _goes(one)} for held, _ in subjects]
    found: list[list[Mention]] = [[] for _ in subjects]
    for count, (table, row) in enumerate(texts(connection)):
        if count % _STEP == 0:
            told.step(0, 0, "Ищутся упоминания в других записях…")
        if table == "dialog_draft":
            continue  # goes whole
        for column, value in row.items():
            if not isinstance(value, str) or is_name(table, column):
                continue
            text = prepared(value)
            for index, (_held, marks) in enumerate(subjects):
                if marks.touches_prepared(text) and (table, row["id"]) not in own[index]:
                    found[index] += _mentions(table, row["id"], column, marks.mentions(value))
    return found


def _mentions(table: str, row_id: int, column: str, places: Sequence[Found]) -> list[Mention]:
    return [
        Mention(table, row_id, column, place.excerpt, place.sure and table not in _GENERAL, number, len(places))
        for number, place in enumerate(places, 1)
    ]


def _goes(held: Held) -> bool:
    """Whether the row goes or loses its words with the person."""
    return not held.holding.kept or held.holding.table in {"person", "mentor", "mentee", "reply"}


@dataclass(slots=True)
class _Column:
    """What was decided of one text: for all its places, or for those of some numbers (from 0)."""

    words: tuple[str, ...] = ()
    taken: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    all_taken: bool = False
    all_left: bool = False


@dataclass(frozen=True, slots=True)
class Decisions:
    """Which places of which texts are the person's; without a word of the curator the sure ones are."""

    columns: Mapping[tuple[str, int, str], _Column]

    @classmethod
    def read(cls, connection: Connection, marks: Marks, leave: Iterable[str], take: Iterable[str]) -> Decisions:
        """From keys of mentions («table:row:column:number», without the number: of all in that text) while the texts
        are as they were shown. Raises KnownProblem for a key that is none."""
        columns: dict[tuple[str, int, str], _Column] = {}
        known = plain_rows.columns_by_table(connection)
        for key, taken in (*((one, True) for one in take), *((one, False) for one in leave)):
            table, row_id, name, number = _parsed(key, known)
            if (table, row_id, name) not in columns:
                value = plain_rows.value(connection, table, name, row_id)
                places = marks.mentions(value) if isinstance(value, str) else []
                columns[table, row_id, name] = _Column(tuple(place.words for place in places))
            column = columns[table, row_id, name]
            if number is None:
                column.all_taken, column.all_left = column.all_taken or taken, column.all_left or not taken
            elif number < len(column.words):
                (column.taken if taken else column.left).add(number)
            else:
                raise _no_mention(key)
        return cls(columns)

    def replaced(self, marks: Marks, name: str, place: tuple[str, int, str], value: str) -> str:
        """The text of a row, or an earlier state of it out of the journal, without what names the person."""
        table, _row_id, column = place
        if is_name(table, column):
            return value
        said = self.columns.get(place)
        if said is None:
            return value if table in _GENERAL else marks.replaced(value, name)
        words = tuple(one.words for one in marks.mentions(value))
        same = words == said.words
        by_word = {said.words[number] for number in said.taken}, {said.words[number] for number in said.left}

        def chosen(number: int, found: Found) -> bool:
            taken = number in said.taken if same else found.words in by_word[0]
            left = number in said.left if same else found.words in by_word[1] - by_word[0]
            if said.all_taken or taken:
                return True
            return found.sure and table not in _GENERAL and not (said.all_left or left)

        return marks.replaced(value, name, chosen)


def _parsed(key: str, known: Mapping[str, Sequence[str]]) -> tuple[str, int, str, int | None]:
    parts = key.split(":")
    numbers = [*parts[1:2], *parts[3:]]
    sound = len(parts) in {3, 4} and all(one.isascii() and one.isdigit() and len(one) < 16 for one in numbers)
    if not sound or parts[2] not in known.get(parts[0], ()) or (len(parts) == 4 and int(parts[3]) < 1):
        raise _no_mention(key)
    return parts[0], int(parts[1]), parts[2], int(parts[3]) - 1 if len(parts) == 4 else None


def _no_mention(key: str) -> KnownProblem:
    return KnownProblem(f"Упоминания «{key[:60]}» нет: список изменился. Посмотрите его снова и отметьте нужное.")


def is_name(table: str, column: str) -> bool:
    """Somebody else's own name is nobody's mention."""
    return table in {"person", "name_form"} and column in {"surname", "first_name", "patronymic"}


def texts(connection: Connection) -> Iterator[tuple[str, Row]]:
    """Every row that may be changed and has texts."""
    for table in plain_rows.columns_by_table(connection):
        if table not in KEPT_PAPERS and table not in _APART:
            for row in plain_rows.rows(connection, table, "status = 'draft'" if table == "paper" else ""):
                yield table, row


def strings(value: Any) -> Iterator[str]:
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
