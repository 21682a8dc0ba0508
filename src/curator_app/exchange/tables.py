"""Tables of a file: where each begins, what it is about, what its columns and rows are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from curator_app.domain.letters import one_line
from curator_app.domain.name_parsing import NameTrouble, person_in
from curator_app.domain.name_words import is_patronymic
from curator_app.domain.parsing.contacts import parse_email, parse_phone
from curator_app.exchange.catalogues import first_names
from curator_app.exchange.grid import Grid, Value, spelled
from curator_app.exchange.header_search import NAME_FIELDS, Column, Header, find_header, looks_like_header
from curator_app.exchange.mapping import assign_fields, signature
from curator_app.exchange.own_book import OwnSheet, own_fields, own_sheet
from curator_app.exchange.row_kinds import Row, RowKind, RowSorter, joined
from curator_app.exchange.sheet_kind import SheetKind, detect_kind
from curator_app.runtime.progress import Progress


class Fed(NamedTuple):
    """A field, what its columns are said to feed («mentor_phone»), and the column when there is but one."""

    field: str
    source: str
    column: int | None


_MARKS = frozenset({"да", "нет", "+", "-", "–", "—"})


@dataclass(slots=True)
class Table:
    """One table of a sheet. ``kind`` is None when it is none of ours; then nothing else is filled."""

    grid: Grid
    kind: SheetKind | None
    kind_confidence: float = 0.0
    header: Header | None = None
    last: int = 0
    own: bool = False
    mapped: dict[int, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    _children: dict[int, list[int]] = field(default_factory=dict)
    _feeding: dict[str, list[int]] = field(default_factory=dict)
    _headings: dict[int, str] = field(default_factory=dict)
    _feeding_nothing: list[tuple[int, str]] = field(default_factory=list)
    _fed: dict[tuple[str, tuple[str, ...]], tuple[Fed, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.grid.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """Headings from left to right."""
        return () if self.header is None else self.header.columns

    @property
    def signature(self) -> str:
        """The shape of the table, for remembering a mapping."""
        return signature(self.columns)

    @property
    def data_rows(self) -> list[Row]:
        """The rows that are counted."""
        return [row for row in self.rows if row.kind is RowKind.DATA]

    def feeding(self, field: str) -> Sequence[int]:
        """Columns that feed the field, from left to right."""
        return self._feeding.get(field, ())

    @property
    def feeding_nothing(self) -> Sequence[tuple[int, str]]:
        """Columns that feed no field and their headings, from left to right."""
        return self._feeding_nothing

    def fed(self, fields: tuple[str, ...], prefix: str = "") -> tuple[Fed, ...]:
        """Those of the fields that columns feed, in their order; «mentor_»: fields of the columns begin so."""
        key = (prefix, fields)
        if key not in self._fed:
            told = ((field, prefix + field, self._feeding.get(prefix + field, [])) for field in fields)
            self._fed[key] = tuple(
                Fed(field, source, columns[0] if len(columns) == 1 else None)
                for field, source, columns in told
                if columns
            )
        return self._fed[key]

    def cell(self, row: int, column: int) -> Value | None:
        """The value of a data row with what continues it below; cells merged downwards count for every row."""
        values = [self.grid.down(row, column)]
        values += [self.grid.own(child, column) for child in self._children.get(row, ())]
        return joined(values)

    def filled(self, row: int) -> dict[int, Value]:
        """What ``cell`` tells of every column of a data row, empty ones left out."""
        own = self.grid.rows.get(row, {})
        if row not in self._children and not self.grid.is_merged(row):
            # Nearly every text begins with a letter or digit; another one may be of invisible signs only.
            return {
                column: value
                for column, value in own.items()
                if not isinstance(value, str) or value[:1].isalnum() or spelled(value)
            }
        columns = {*own, *self.mapped, *(column.index for column in self.columns)}
        told = ((column, self.cell(row, column)) for column in sorted(columns))
        return {column: value for column, value in told if value is not None}

    def heading(self, column: int) -> str:
        """The heading of a column in one line; of a column without one its number."""
        return self._headings.get(column) or f"Столбец {column + 1}"

    def remap(self, kind: SheetKind, mapped: Mapping[int, str], progress: Progress | None = None) -> None:
        """Another kind or other fields of the columns; the rows are sorted anew."""
        if self.header is None:
            return
        self.kind = kind
        self.mapped = dict(mapped)
        self._headings = {column.index: one_line(column.heading) for column in self.columns}
        loose = [column.index for column in self.columns if column.index not in self.mapped]
        self._feeding_nothing = [(column, self.heading(column)) for column in loose]
        self._feeding, self._fed = {}, {}
        for index, told in sorted(self.mapped.items()):
            self._feeding.setdefault(told, []).append(index)
        self.rows = RowSorter(self.grid, self.header, self.mapped, kind).sort(self.last, progress or Progress())
        self._children = {}
        for row in self.rows:
            if row.kind is RowKind.CONTINUATION and row.parent is not None:
                self._children.setdefault(row.parent, []).append(row.number)


def find_tables(grid: Grid, *, kind: SheetKind | None = None, progress: Progress | None = None) -> list[Table]:
    """The tables of a sheet from top to bottom (nearly always one). ``kind`` is what the user says it is.

    A sheet without a table gives one Table of no kind.
    """
    own = own_sheet(grid) if kind is None else None
    if own is not None:
        return [_own_table(grid, own, progress or Progress())]
    tables: list[Table] = []
    start = 1
    told = progress or Progress()
    while (table := _table(grid, start, kind, told, follows=bool(tables))) is not None:
        tables.append(table)
        if table.last >= max(grid.rows, default=0):
            break
        start = table.last + 1
    return tables or [Table(grid, None)]


def _own_table(grid: Grid, own: OwnSheet, progress: Progress) -> Table:
    header = find_header(grid) if own.kind is not None else None
    if header is None or header.row != 1 or own.kind is None:
        return Table(grid, None)
    header = replace(header, columns=header.columns[: own.width])
    table = Table(grid, own.kind, 1.0, header, own.last, own=True)
    table.remap(own.kind, own_fields(grid, own, assign_fields(header, own.kind)), progress)
    return table


def _table(grid: Grid, start: int, kind: SheetKind | None, progress: Progress, *, follows: bool) -> Table | None:
    header = find_header(grid, start, questions=kind is SheetKind.REPLIES)
    if header is None and kind is None:
        header = find_header(grid, start, questions=True)
    if header is None:
        return None
    header = _with_contents(grid, _with_parted_names(grid, _without_marks(grid, header)))
    titles = _titles(grid, start, header)
    detected, confidence = (kind, 1.0) if kind is not None else detect_kind(header, titles)
    if detected is None:
        return None if follows else Table(grid, None)
    last = _last_row(grid, header)
    table = Table(grid, detected, confidence, header, last)
    table.remap(detected, assign_fields(header, detected), progress)
    return table


def _titles(grid: Grid, start: int, header: Header) -> list[str]:
    above = [row for row in grid.row_numbers if start <= row < header.first]
    texts = [spelled(value) for row in above for value in grid.rows[row].values()]
    return [one_line(text) for text in texts] + [grid.name.replace("_", " ")]


def _last_row(grid: Grid, header: Header) -> int:
    """The row before the next table of the sheet, or the last row."""
    known = {column.index: column.heading.strip() for column in header.columns}
    for row in grid.row_numbers:
        if row <= header.row + 1 or not looks_like_header(grid, row):
            continue
        told = {column: spelled(value) for column, value in grid.rows[row].items()}
        same = sum(1 for column, text in told.items() if known.get(column) == text)
        if same < 0.6 * len(told):
            following = find_header(grid, row)
            if following is not None and following.first == row:
                return _above(grid, row, header)
    return max(grid.rows, default=header.row)


def _above(grid: Grid, row: int, header: Header) -> int:
    """The last row before the titles of the next table: rows of one cell right above it are its titles."""
    last = row - 1
    while last > header.row and len(grid.rows.get(last, {})) <= 1:
        last -= 1
    return last


def _without_marks(grid: Grid, header: Header) -> Header:
    """A column headed like people («Молодой специалист») that holds only «да» and «нет» names nobody."""

    def read(column: Column) -> Column:
        if column.field not in NAME_FIELDS:
            return column
        told = {text.casefold() for text in _words_below(grid, header.row, column.index)}
        marks = bool(told) and told <= _MARKS
        return replace(column, field=None, side=None, confidence=0.0) if marks else column

    return replace(header, columns=tuple(read(column) for column in header.columns))


def _with_contents(grid: Grid, header: Header) -> Header:
    """Columns without a known heading are told by their contents: names (if no column has them), mail, phones."""
    named = any(column.field in NAME_FIELDS and column.side != "other" for column in header.columns)
    present = {column.field for column in header.columns}
    used = max((max(grid.rows[row]) for row in _rows_below(grid, header.row)), default=-1) + 1
    columns = list(header.columns)
    columns += [Column(index, "", "", None, None, 0.0) for index in range(len(columns), min(used, 400))]
    for place, column in enumerate(columns):
        if column.field is not None or (column.heading.strip() and (named or len(column.heading) > 40)):
            continue
        guessed = _by_contents(grid, header.row, column.index)
        if guessed is None or (guessed in NAME_FIELDS and named) or guessed in present:
            continue
        if guessed in {"phone", "email"} and "contacts" in present:
            continue
        columns[place] = replace(column, field=guessed, confidence=0.4)
        present.add(guessed)
        named = named or guessed in NAME_FIELDS
    while columns and not columns[-1].heading.strip() and columns[-1].field is None:
        columns.pop()
    return replace(header, columns=tuple(columns))


def _with_parted_names(grid: Grid, header: Header) -> Header:
    """One heading «ФИО» over two or three columns that hold surname, first name and patronymic apart."""
    columns = {column.index: column for column in header.columns}
    for column in header.columns:
        if column.field not in {"full_name", "person_block"}:
            continue
        first, second, third = (_words_below(grid, header.row, column.index + step) for step in range(3))
        nameless = not any(columns[at].heading.strip() for at in (column.index + 1,) if at in columns)
        if not nameless or len(second) < 2 or any(" " in text for text in first):
            continue
        if sum(1 for text in second if first_names().known(text)) < 0.6 * len(second):
            continue
        told = [(column.index, "surname"), (column.index + 1, "first_name")]
        third_nameless = column.index + 2 not in columns or not columns[column.index + 2].heading.strip()
        if third_nameless and sum(1 for text in third if is_patronymic(text)) >= 0.6 * max(1, len(third)) and third:
            told.append((column.index + 2, "patronymic"))
        for index, name in told:
            heading = columns[index].heading if index in columns else ""
            columns[index] = Column(index, heading, column.group, name, column.side, column.confidence)
    return replace(header, columns=tuple(columns[index] for index in sorted(columns)))


def _rows_below(grid: Grid, below: int, many: int | None = None) -> Iterable[int]:
    numbers = grid.row_numbers
    return islice(numbers, at := bisect_right(numbers, below), None if many is None else at + many)


def _words_below(grid: Grid, below: int, column: int) -> list[str]:
    found = [spelled(grid.own(row, column)) for row in _rows_below(grid, below, 60)]
    return [text for text in found if text and not text.isdigit()][:30]


def _by_contents(grid: Grid, below: int, column: int) -> str | None:
    filled = (grid.rows[row][column] for row in _rows_below(grid, below) if column in grid.rows[row])
    values = list(islice(filled, 40))
    if len(values) < 3:
        return None
    for guessed, fits in (("email", _is_mail), ("phone", _is_phone), ("full_name", _is_person)):
        if sum(1 for value in values if fits(value)) >= 0.8 * len(values):
            return guessed
    return None


def _is_mail(value: Value) -> bool:
    return isinstance(value, str) and "@" in value and parse_email(value).value is not None


def _is_phone(value: Value) -> bool:
    return isinstance(value, str | int | float) and parse_phone(value).value is not None


def _is_person(value: Value) -> bool:
    if not isinstance(value, str):
        return False
    mention = person_in(value, first_names())
    return (mention.name is not None and mention.certain) or mention.trouble is NameTrouble.INITIALS
