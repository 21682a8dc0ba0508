"""The plan as a table: a line for every stage with its progress, and under it its rows, sorted inside the stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from curator_app.services.roadmaps.rows import ItemRow, Progress
from curator_app.texts.collation import collation_key, fold, words
from curator_app.texts.labels import code_label
from curator_app.texts.roadmap_words import ROADMAP_STATE
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import ID_ROLE, Index

CONTENT, TERM, RESPONSIBLE, RESULT, STATE = range(5)
TITLES = ("Мероприятие", "Срок", "Ответственный", "Ожидаемый результат", "Состояние")
TONES: dict[str, Tone] = {
    "planned": "neutral",
    "in_progress": "info",
    "done": "ok",
    "cancelled": "neutral",
    "overdue": "danger",
}
_ORDER = ("overdue", "in_progress", "planned", "done", "cancelled")
NO_STAGE = "Без этапа"


@dataclass(frozen=True, slots=True)
class StageLine:
    """The heading of a stage. ``shown``: rows of it that the filter lets through."""

    title: str
    progress: Progress
    shown: int
    open: bool


Line = StageLine | ItemRow


def term_of(item: ItemRow) -> str:
    """The term in words, else its days."""
    if item.term_text:
        return item.term_text
    if item.due_date is None:
        return ""
    until = f"{item.due_date:%d.%m.%Y}"
    return f"{item.start_date:%d.%m.%Y} – {until}" if item.start_date else f"до {until}"


class PlanModel(QAbstractTableModel):
    """Stages and rows. A stage can be folded away; a search opens all of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stages: list[tuple[str, list[ItemRow]]] = []
        self._lines: list[Line] = []
        self._folded: set[str] = set()
        self._words: list[str] = []
        self._accept: Callable[[ItemRow], bool] | None = None
        self._sort: tuple[int, bool] | None = None

    # --- data in

    def set_stages(self, stages: Sequence[tuple[str, list[ItemRow]]]) -> None:
        """Other rows; filter, sort and folded stages stay."""
        self._stages = [(title, list(rows)) for title, rows in stages]
        self._show()

    def set_query(self, query: str) -> None:
        """Every word must occur somewhere in the row."""
        self._words = words(query)
        self._show()

    def set_filter(self, accept: Callable[[ItemRow], bool] | None) -> None:
        """Only accepted rows (chips)."""
        self._accept = accept
        self._show()

    def fold(self, title: str, *, folded: bool) -> None:
        """Folds a stage or unfolds it."""
        (self._folded.add if folded else self._folded.discard)(title)
        self._show()

    # --- data out

    @property
    def items(self) -> list[ItemRow]:
        """All rows, in the order of the plan."""
        return [item for _title, rows in self._stages for item in rows]

    @property
    def shown(self) -> int:
        """Rows that the filter lets through, in folded stages too."""
        return sum(line.shown for line in self._lines if isinstance(line, StageLine))

    def line(self, place: int) -> Line:
        """What stands in a line of the table."""
        return self._lines[place]

    def place_of(self, item_id: int) -> int | None:
        """The line of a row, unless it is filtered out or folded away."""
        found = (n for n, line in enumerate(self._lines) if isinstance(line, ItemRow) and line.id == item_id)
        return next(found, None)

    def stage_place(self, title: str) -> int | None:
        """The line of the heading of a stage."""
        found = (n for n, line in enumerate(self._lines) if isinstance(line, StageLine) and line.title == title)
        return next(found, None)

    # --- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Lines shown."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Columns."""
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(line, StageLine):
            return f"{line.title}, выполнено {line.progress.done} из {line.progress.total}"
        if role == ID_ROLE:
            return line.id if isinstance(line, ItemRow) else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts inside the stages; column −1 gives the order of the plan back."""
        self._sort = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self._show()

    # --- inside

    def text(self, line: Line, column: int) -> str:
        """The words of a cell."""
        if isinstance(line, StageLine):
            return line.title if column == CONTENT else ""
        return {
            CONTENT: line.content,
            TERM: term_of(line),
            RESPONSIBLE: line.responsible or "",
            RESULT: line.expected_result or "",
            STATE: code_label(line.state, ROADMAP_STATE),
        }[column]

    def _show(self) -> None:
        self.beginResetModel()
        self._lines = []
        narrowed = bool(self._words) or self._accept is not None
        for title, rows in self._stages:
            found = self._sorted([row for row in rows if self._fits(row)])
            if narrowed and not found:
                continue
            name = title or NO_STAGE
            is_open = narrowed or name not in self._folded
            self._lines.append(StageLine(name, Progress.of(rows), len(found), is_open))
            if is_open:
                self._lines += found
        self.endResetModel()

    def _fits(self, row: ItemRow) -> bool:
        if self._accept is not None and not self._accept(row):
            return False
        if not self._words:
            return True
        told = fold(" ".join(filter(None, (row.content, term_of(row), row.responsible, row.expected_result,
                                           row.resources, row.source, row.note, row.result))))  # fmt: skip
        return all(word in told for word in self._words)

    def _sorted(self, rows: list[ItemRow]) -> list[ItemRow]:
        if self._sort is None:
            return rows
        column, descending = self._sort
        keyed = [(_key(row, column), row) for row in rows]
        filled = [one for one in keyed if one[0] is not None]
        filled.sort(key=lambda one: one[0], reverse=descending)
        return [row for _key_, row in filled] + [row for key, row in keyed if key is None]


def _key(row: ItemRow, column: int) -> Any:
    if column == TERM:
        return row.due_date
    if column == STATE:
        return _ORDER.index(row.state)
    text = {CONTENT: row.content, RESPONSIBLE: row.responsible, RESULT: row.expected_result}[column]
    return collation_key(text) if text else None
