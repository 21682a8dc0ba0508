"""Step «Столбцы»: what each sheet is about and which field every column feeds; put right by hand where needed."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from curator_app.services.imports import ColumnPreview, TablePreview, field_choices
from curator_app.ui.common import icons
from curator_app.ui.common.theme import colours, themed_icon
from curator_app.ui.imports import words
from curator_app.ui.imports.session import KIND_TITLES, ImportSession

_NOT_TAKEN = "не загружать"
_SKIP_SHEET = "Не загружать этот лист"
_COLUMNS = 3
_MATRIX = re.compile(r"(.*\S)\s*\[([^\]]+)\]", re.DOTALL)
_ICONS = {"staff": "users", "mentors": "mentor", "mentees": "mentee", "pairs": "pair", "replies": "note", None: "minus"}


class CalmCombo(QComboBox):
    """A combo that the mouse wheel scrolls past instead of changing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.setMaxVisibleItems(16)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Belongs to the page."""
        event.ignore()


class CutLabel(QLabel):
    """One line, cut with «…» where the room ends (``middle``: what tells questions apart stands at their end);
    the whole text in the tooltip."""

    def __init__(self, text: str, role: str, parent: QWidget | None = None, *, middle: bool = False) -> None:
        super().__init__(parent)
        self._cut = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self._whole = " ".join(text.split())
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self._whole)
        self.setText(self._whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts anew."""
        super().resizeEvent(event)
        shown = QFontMetrics(self.font()).elidedText(self._whole, self._cut, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(24, super().minimumSizeHint().height())


class ColumnsPage(QWidget):
    """Sheets as tabs (when there are several), columns of the chosen one below."""

    kind_chosen = Signal(int, object)
    """Number of a table and its new kind (None = leave it out)."""
    field_chosen = Signal(int, int, object)
    """Number of a table, of a column, and its new field (None = feeds nothing)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: ImportSession | None = None
        self._table = 0
        self.sheets = QTabBar(self)
        self.sheets.setAccessibleName("Листы файла")
        self.sheets.setExpanding(False)
        self.sheets.setDrawBase(False)
        self.sheets.setElideMode(Qt.TextElideMode.ElideRight)
        self.sheets.currentChanged.connect(self._sheet_chosen)
        self.kind = CalmCombo(self)
        self.kind.setAccessibleName("Что на этом листе")
        for kind, title in KIND_TITLES.items():
            self.kind.addItem(title, kind)
        self.kind.addItem(_SKIP_SHEET, None)
        self.kind.activated.connect(self._kind_activated)
        self._facts = QLabel(self)
        self._facts.setProperty("role", "muted")
        self._facts.setWordWrap(True)
        what = QLabel("На листе:", self)
        what.setBuddy(self.kind)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(what)
        head.addWidget(self.kind)
        head.addWidget(self._facts, 1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frame = QFrame(self)
        frame.setProperty("role", "panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(self._area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.sheets)
        layout.addLayout(head)
        layout.addWidget(frame, 1)
        self.fields: dict[int, CalmCombo] = {}
        self._rows: dict[int, tuple[QGridLayout, int]] = {}

    def show_session(self, session: ImportSession) -> None:
        """The file as it is understood now; the sheet at hand stays."""
        first = self._session is None or self._session.draft is not session.draft
        self._session = session
        tables = session.preview.tables
        if first:
            self._table = next((table.number for table in tables if table.kind is not None), 0)
        self._fill_sheets(tables)
        self._show_table()

    def field_changed(self, session: ImportSession, column: int) -> None:
        """One column feeds another field now: only its own line is shown anew, the page does not jump."""
        self._session = session
        table = session.preview.tables[self._place()]
        told = next(one for one in table.columns if one.index == column)
        grid, row = self._rows[column]
        if (old := grid.itemAtPosition(row, 2)) is not None and (widget := old.widget()) is not None:
            grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        field, inside = session.field_of(table.number, column), self._area.widget()
        assert inside is not None
        grid.addWidget(self._sureness(table, told, field, inside), row, 2)

    def _fill_sheets(self, tables: tuple[TablePreview, ...]) -> None:
        self.sheets.blockSignals(True)
        while self.sheets.count():
            self.sheets.removeTab(0)
        for table in tables:
            place = self.sheets.addTab(themed_icon(_ICONS[table.kind]), words.table_title(table))
            what = KIND_TITLES.get(table.kind or "", "не загружается")
            self.sheets.setTabToolTip(place, f"{words.table_title(table)} — {what.lower()}")
        self.sheets.setCurrentIndex(self._place())
        self.sheets.blockSignals(False)
        self.sheets.setVisible(len(tables) > 1)

    def _place(self) -> int:
        assert self._session is not None
        numbers = [table.number for table in self._session.preview.tables]
        return numbers.index(self._table) if self._table in numbers else 0

    def _sheet_chosen(self, place: int) -> None:
        if self._session is not None and place >= 0:
            self._table = self._session.preview.tables[place].number
            self._show_table()

    def _kind_activated(self, place: int) -> None:
        self.kind_chosen.emit(self._table, self.kind.itemData(place))

    def _show_table(self) -> None:
        assert self._session is not None
        table = self._session.preview.tables[self._place()]
        self.kind.setCurrentIndex(self.kind.findData(table.kind))
        self.kind.setEnabled(table.header_row is not None)
        self._facts.setText(_facts_of(table))
        self.fields, self._rows = {}, {}
        inside = QWidget(self._area)
        inside.setProperty("role", "surface")
        self._area.setWidget(inside)  # still empty: a filled one would be dressed twice
        grid = QGridLayout(inside)
        grid.setContentsMargins(14, 8, 14, 8)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, 346)
        grid.setColumnMinimumWidth(2, 140)
        for column, title in enumerate(("Столбец в файле и что в нём", "Куда загрузить", "")):
            label = QLabel(title, inside)
            label.setProperty("role", "section")
            grid.addWidget(label, 0, column)
        told = [one for one in table.columns if one.heading.strip() or one.samples or one.field]
        choices = _choices(table.kind, inside)
        for number, one in enumerate(told):
            self._add_row(inside, grid, 2 * number + 1, table, one, choices)
        if not told:
            empty = QLabel("На этом листе не найдено таблицы с понятными заголовками.", inside)
            empty.setProperty("role", "muted")
            grid.addWidget(empty, 1, 0, 1, _COLUMNS)
        grid.setRowStretch(2 * len(told) + 2, 1)

    def _add_row(
        self,
        inside: QWidget,
        grid: QGridLayout,
        row: int,
        table: TablePreview,
        column: ColumnPreview,
        choices: QStandardItemModel,
    ) -> None:
        assert self._session is not None
        line = QFrame(inside)
        line.setProperty("role", "line")
        grid.addWidget(line, row, 0, 1, _COLUMNS)
        grid.addLayout(_heading(column, inside), row + 1, 0)
        field = self._session.field_of(table.number, column.index)
        combo = CalmCombo(inside)
        combo.setAccessibleName(f"Куда загрузить столбец «{column.heading}»")
        combo.setModel(choices)
        combo.setCurrentIndex(max(0, combo.findData(field)))
        combo.setEnabled(table.kind is not None)
        combo.activated.connect(
            lambda place, at=column.index, combo=combo: self._field_activated(at, combo.itemData(place))
        )
        self.fields[column.index] = combo
        self._rows[column.index] = (grid, row + 1)
        grid.addWidget(combo, row + 1, 1)
        grid.addWidget(self._sureness(table, column, field, inside), row + 1, 2)

    def _field_activated(self, column: int, field: str | None) -> None:
        assert self._session is not None
        if field != self._session.field_of(self._table, column):
            self.field_chosen.emit(self._table, column, field)

    def _sureness(self, table: TablePreview, column: ColumnPreview, field: str | None, inside: QWidget) -> QWidget:
        assert self._session is not None
        by_hand = self._session.chosen_by_hand(table.number, column.index)
        word, icon, tone = words.confidence_words(
            field, column.confidence, by_hand=by_hand, remembered=table.remembered
        )
        box = QWidget(inside)
        picture = QLabel(box)
        ink = colours().ink(tone)
        picture.setPixmap(icons.pixmap(icon, ink, 16, self.devicePixelRatioF()))
        text = QLabel(word, box)
        text.setProperty("tone", tone)
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(picture)
        layout.addWidget(text, 1)
        return box


def _choices(kind: str | None, owner: QWidget) -> QStandardItemModel:
    """The list of fields, one for all columns of a sheet."""
    made = QStandardItemModel(owner)
    for name, title in ((None, _NOT_TAKEN), *(field_choices(kind) if kind is not None else ())):
        item = QStandardItem(title)
        item.setData(name, Qt.ItemDataRole.UserRole)
        made.appendRow(item)
    return made


def _heading(column: ColumnPreview, inside: QWidget) -> QVBoxLayout:
    """Group of headings, heading, the first values. Of «Оцените…: [удобство]» the part in brackets tells the most."""
    group, title = column.group.strip(), column.heading.strip()
    if (found := _MATRIX.fullmatch(title)) is not None:
        group, title = found.group(1), found.group(2)
    box = QVBoxLayout()
    box.setSpacing(0)
    if group:
        box.addWidget(CutLabel(group, "small", inside))
    heading = CutLabel(title or "без заголовка", "" if title else "muted", inside, middle=True)
    font = heading.font()
    font.setBold(bool(title))
    heading.setFont(font)
    box.addWidget(heading)
    box.addWidget(CutLabel(words.samples_line(column.samples) or "пусто", "small", inside))
    return box


def _facts_of(table: TablePreview) -> str:
    if table.kind is None:
        return "Этот лист загружаться не будет."
    parts = [f"заголовки в строке {table.header_row}", f"данных: {words.rows_word(len(table.rows))}"]
    if table.remembered:
        parts.append("столбцы — как в прошлый раз")
    return ", ".join(parts)
