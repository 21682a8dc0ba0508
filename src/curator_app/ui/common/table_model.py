"""A table over frozen rows: declared columns, sort and filter as lists of row numbers.

New rows stand as they are given and are painted at once; what the search looks in is made after that, in small parts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from curator_app.texts.collation import collation_key, fold_all, words
from curator_app.ui.common.palette import Tone

Row = TypeVar("Row")
Kind = Literal["text", "number", "date", "bool"]
Index = QModelIndex | QPersistentModelIndex

ID_ROLE = int(Qt.ItemDataRole.UserRole)

_MAX_SORTS = 3
_PART = 500  # rows made ready for the search at a time: two milliseconds
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Badge:
    """A word on a coloured pill. The word carries the meaning, the tone only helps the eye."""

    text: str
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class Meter:
    """«2 из 3»: ``used`` of ``limit``; without a limit only the number is shown."""

    used: int
    limit: int | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One declared column.

    ``value`` is what is sorted by (text, number, date, bool, None = empty), ``text`` what is shown. Searched are the
    text and, with ``short``, the value as well: «Иванова М.П.» is found by the name that is not shown.
    ``badge`` and ``meter`` replace the text by a picture of it; ``icon`` names an icon before the text.
    """

    key: str
    title: str
    value: Callable[[Row], object]
    text: Callable[[Row], str] | None = None
    kind: Kind = "text"
    width: int = 140
    align: Literal["left", "right", "centre"] | None = None
    tooltip: Callable[[Row], str] | None = None
    badge: Callable[[Row], Badge | None] | None = None
    meter: Callable[[Row], Meter | None] | None = None
    icon: Callable[[Row], str | None] | None = None
    visible: bool = True
    searchable: bool = True
    strong: bool = False
    short: bool = False


def shown(value: object) -> str:
    """How a plain value reads in a table: dates «01.09.2026», yes and no in words, None empty."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value.day:02}.{value.month:02}.{value.year:04}"  # a third of the time of strftime
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return str(value)


class RowTableModel(QAbstractTableModel, Generic[Row]):
    """Rows of one kind, sorted and filtered natively. A row is known by its id, whatever its place."""

    def __init__(
        self, columns: Sequence[Column[Row]], row_id: Callable[[Row], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[Row], ...] = tuple(columns)
        self._row_id = row_id
        self._rows: list[Row] = []
        self._search: list[str] = []  # of the first rows, more and more of them
        self._sort_keys: dict[int, list[Any]] = {}
        self._order: Sequence[int] = ()  # all rows, sorted
        self._view: Sequence[int] = ()  # those shown, sorted
        self._place: dict[int, int] | None = None  # id → place shown
        self._index: dict[int, int] | None = None  # id → number among all rows
        self._sorts: list[tuple[int, bool]] = []  # newest last: (column, descending)
        self._words: list[str] = []
        self._accept: Callable[[Row], bool] | None = None
        self._folding = QTimer(self)
        self._folding.setInterval(0)
        self._folding.timeout.connect(self._fold_part)

    # --- data in

    def set_rows(self, rows: Iterable[Row]) -> None:
        """New rows; sort and filter stay in force. Ids must be unique."""
        self.beginResetModel()
        self._rows = list(rows)
        self._index = None
        self._sort_keys.clear()
        self._search = []
        self._fold_part()
        self._order = self._sorted(range(len(self._rows)))
        self._show(self._matching(self._order))
        self.endResetModel()

    def set_query(self, query: str) -> None:
        """Shows the rows in which every word of ``query`` occurs somewhere. Case and ё/е do not matter."""
        wanted = words(query)
        if wanted == self._words:
            return
        narrower = bool(self._words) and all(any(old in new for new in wanted) for old in self._words)
        self._words = wanted
        self.beginResetModel()
        self._show(self._matching(self._view if narrower else self._order))
        self.endResetModel()

    def set_filter(self, accept: Callable[[Row], bool] | None) -> None:
        """Shows only accepted rows (chips); works together with the search."""
        self._accept = accept
        self.beginResetModel()
        self._show(self._matching(self._order))
        self.endResetModel()

    # --- data out

    @property
    def total(self) -> int:
        """Rows there are, whatever the filter."""
        return len(self._rows)

    @property
    def rows(self) -> Sequence[Row]:
        """All rows as they were given (for counts on chips)."""
        return self._rows

    @property
    def narrowed(self) -> bool:
        """Is a search or filter in force?"""
        return bool(self._words) or self._accept is not None

    @property
    def busy(self) -> bool:
        """Are rows still being made ready for the search?"""
        return self._folding.isActive()

    @property
    def sorts(self) -> tuple[tuple[str, bool], ...]:
        """Sort in force, newest last: (column key, descending)."""
        return tuple((self.columns[column].key, descending) for column, descending in self._sorts)

    def row(self, place: int) -> Row:
        """The row shown at ``place`` (0 …)."""
        return self._rows[self._view[place]]

    def id_at(self, place: int) -> int:
        """Id of the row shown at ``place``."""
        return self._row_id(self.row(place))

    def place_of(self, row_id: int) -> int | None:
        """Where the row is shown, or None when it is filtered out or gone."""
        if self._place is None:
            self._place = {row_id: place for place, row_id in enumerate(self.shown_ids())}
        return self._place.get(row_id)

    def find(self, row_id: int) -> Row | None:
        """The row with this id, shown or not."""
        if self._index is None:
            self._index = {one: index for index, one in enumerate(map(self._row_id, self._rows))}
        index = self._index.get(row_id)
        return None if index is None else self._rows[index]

    def shown_ids(self) -> list[int]:
        """Ids of the rows shown, from top to bottom."""
        rows, row_id = self._rows, self._row_id
        return [row_id(rows[index]) for index in self._view]

    def display(self, row: Row, column: int) -> str:
        """Text of one cell."""
        return self._text_of(self.columns[column])(row)

    def column_index(self, key: str) -> int | None:
        """Number of the column ``key``."""
        return next((number for number, column in enumerate(self.columns) if column.key == key), None)

    # --- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Rows shown."""
        return 0 if parent.isValid() else len(self._view)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Declared columns, hidden ones too."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        if not index.isValid() or index.row() >= len(self._view):
            return None
        row = self._rows[self._view[index.row()]]
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text_of(column)(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tooltip(row) or None if column.tooltip else None
        return self._row_id(row) if role == ID_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(self.columns[section])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Stable sort: equal rows keep the order of the sorts before. Empty values stay last in both directions."""
        if not 0 <= column < len(self.columns):
            return
        descending = order == Qt.SortOrder.DescendingOrder
        self._sorts = [*(done for done in self._sorts if done[0] != column), (column, descending)][-_MAX_SORTS:]
        self.beginResetModel()
        self._order = self._sorted(range(len(self._rows)))
        if self.narrowed:
            inside = set(self._view)
            self._show([index for index in self._order if index in inside])
        else:
            self._show(self._order)
        self.endResetModel()

    # --- inside

    def _text_of(self, column: Column[Row]) -> Callable[[Row], str]:
        if column.text is not None:
            return column.text
        value = column.value
        return lambda row: shown(value(row))

    def _fold_part(self) -> None:
        """Makes the next rows ready for the search; the others follow when the window has nothing else to do."""
        done = len(self._search)
        self._fold(self._rows[done : done + _PART])
        if len(self._search) < len(self._rows):
            self._folding.start()
        else:
            self._folding.stop()

    def _fold(self, rows: Sequence[Row]) -> None:
        cells: list[Iterable[str]] = []
        for column in self.columns:
            if column.searchable and column.text is not None:
                cells.append(map(column.text, rows))
            if column.searchable and (column.text is None or column.short):
                cells.append(map(shown, map(column.value, rows)))
        self._search += fold_all(map(" ".join, zip(*cells, strict=True))) if cells else [""] * len(rows)

    def _show(self, view: Sequence[int]) -> None:
        self._view = view
        self._place = None

    def _matching(self, candidates: Sequence[int]) -> Sequence[int]:
        """Those of ``candidates`` that hold every word and are accepted."""
        found = candidates
        if self._words:
            self._fold(self._rows[len(self._search) :])
            self._folding.stop()
        keys, rows, accept = self._search, self._rows, self._accept
        for word in self._words:
            found = [index for index in found if word in keys[index]]
        return [index for index in found if accept(rows[index])] if accept else found

    def _sorted(self, order: Sequence[int]) -> Sequence[int]:
        for column, descending in self._sorts:
            keys = self._keys(column)
            filled = [index for index in order if keys[index] is not None]
            empty = [index for index in order if keys[index] is None] if len(filled) < len(order) else []
            filled.sort(key=keys.__getitem__, reverse=descending)
            order = filled + empty
        return order

    def _keys(self, number: int) -> list[Any]:
        if number not in self._sort_keys:
            column = self.columns[number]
            values = list(map(column.value, self._rows))
            # Posts, subjects and days repeat: one key for each of them. Type beside value, for True == 1.
            made = {(type(value), value): None for value in values}
            made = {one: _sort_key(one[1], column.kind) for one in made}
            self._sort_keys[number] = [made[type(value), value] for value in values]
        return self._sort_keys[number]


def _sort_key(value: object, kind: Kind) -> Any:
    if value is None or value == "":
        return None
    if kind == "text":
        return collation_key(value if isinstance(value, str) else shown(value)) or None
    if isinstance(value, dt.datetime):
        return value.toordinal() + (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    return value.toordinal() if isinstance(value, dt.date) else value


def alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    """Numbers stand at the right, pictures and words at the left, unless the column says otherwise."""
    drawn = column.badge is not None or column.meter is not None
    if column.align == "right" or (column.align is None and column.kind == "number" and not drawn):
        return _RIGHT
    return _CENTRE if column.align == "centre" else _LEFT
