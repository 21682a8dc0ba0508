"""The table of the plan: stages with a small bar of progress, rows of two lines, the state as a pill to click."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from curator_app.services.roadmaps.rows import ItemRow
from curator_app.ui.common import icons
from curator_app.ui.common.palette import Palette
from curator_app.ui.common.table_delegate import paint_badge, tooltip
from curator_app.ui.common.table_model import Badge, Index
from curator_app.ui.common.theme import colours, theme
from curator_app.ui.roadmap.plan_model import (
    CONTENT,
    NO_STAGE,
    RESPONSIBLE,
    RESULT,
    STATE,
    TERM,
    TONES,
    PlanModel,
    StageLine,
)

_PAD = 10
_STAGE_HEIGHT = 34
_METER = 90
_WIDE = 1080
_WIDTHS = {TERM: 226, RESPONSIBLE: 140, RESULT: 216, STATE: 136}


class PlanTable(QTableView):
    """Space marks a row done or takes the mark away, Enter opens it, Del removes, Alt with arrows moves it."""

    opened = Signal(int)
    state_wanted = Signal(int, QPoint)
    """A click on the state: id of the row and where a menu may stand."""
    toggle_wanted = Signal()
    delete_wanted = Signal()
    move_wanted = Signal(int)
    menu_wanted = Signal(QPoint)
    current_changed = Signal(object)
    typed = Signal(str)

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._kept: tuple[list[int], int | None, int] = ([], None, 0)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self, model))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("Дорожная карта")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(CONTENT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(60)
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, width)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(model.sort)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.current_changed.emit(self.current_id()))
        theme().changed.connect(self.viewport().update)

    # --- what is chosen

    def current_id(self) -> int | None:
        """The row the keyboard stands on; None on a stage."""
        line = self._line(self.currentIndex())
        return line.id if isinstance(line, ItemRow) else None

    def selected_ids(self) -> list[int]:
        """Rows selected, from top to bottom, without the headings."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = (self._model.line(place) for place in places)
        return [line.id for line in lines if isinstance(line, ItemRow)]

    def show_id(self, item_id: int) -> bool:
        """Makes a row current, unfolding its stage. False when it is not shown."""
        stage = next((item.stage for item in self._model.items if item.id == item_id), None)
        if stage is not None and self._model.place_of(item_id) is None:
            self._model.fold(stage or NO_STAGE, folded=False)
        place = self._model.place_of(item_id)
        if place is None:
            return False
        self.selectRow(place)
        self.scrollTo(self._model.index(place, CONTENT))
        return True

    # --- size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the expected result makes room."""
        super().resizeEvent(event)
        self.setColumnHidden(RESULT, self.viewport().width() < _WIDE)
        narrow = self.viewport().width() < 760
        self.setColumnWidth(TERM, 150 if narrow else _WIDTHS[TERM])
        self.setColumnWidth(RESPONSIBLE, 120 if narrow else _WIDTHS[RESPONSIBLE])

    def _keep(self) -> None:
        self._kept = (self.selected_ids(), self.current_id(), self.verticalScrollBar().value())

    def _restore(self) -> None:
        line = QFontMetrics(self.font()).height()
        self.clearSpans()
        for place in range(self._model.rowCount()):
            stage = isinstance(self._model.line(place), StageLine)
            if stage:
                self.setSpan(place, 0, 1, self._model.columnCount())
            self.setRowHeight(place, max(_STAGE_HEIGHT, line + 12) if stage else 2 * line + 10)
        ids, current, scroll = self._kept
        places = [found for one in ids if (found := self._model.place_of(one)) is not None]
        selection = self.selectionModel()
        here = None if current is None else self._model.place_of(current)
        if here is not None:
            self.setCurrentIndex(self._model.index(here, CONTENT))
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place in places:
            selection.select(self._model.index(place, CONTENT), flags)
        self.verticalScrollBar().setValue(scroll)

    # --- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a stage folds it, a click on the state asks for another one."""
        index = self.indexAt(event.position().toPoint())
        line = self._line(index)
        if isinstance(line, StageLine) and event.button() == Qt.MouseButton.LeftButton:
            self._fold(line)
            return
        super().mousePressEvent(event)
        if isinstance(line, ItemRow) and index.column() == STATE and event.button() == Qt.MouseButton.LeftButton:
            corner = self.visualRect(index).bottomLeft()
            self.state_wanted.emit(line.id, self.viewport().mapToGlobal(corner))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the row."""
        index = self.indexAt(event.position().toPoint())
        line = self._line(index)
        if isinstance(line, ItemRow) and index.column() != STATE:
            self.opened.emit(line.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the rows selected."""
        if self.selected_ids():
            self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        line = self._line(self.currentIndex())
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if isinstance(line, StageLine) and key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._fold(line)
        elif isinstance(line, StageLine) and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            if line.open == (key == Qt.Key.Key_Left):
                self._fold(line)
        elif isinstance(line, ItemRow) and alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif isinstance(line, ItemRow) and key == Qt.Key.Key_Space:
            self.toggle_wanted.emit()
        elif isinstance(line, ItemRow) and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(line.id)
        elif key == Qt.Key.Key_Delete and self.selected_ids():
            self.delete_wanted.emit()
        elif event.text().strip() and event.text().isprintable() and not event.modifiers() & ~_SHIFT:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _fold(self, line: StageLine) -> None:
        self._model.fold(line.title, folded=line.open)
        here = self._model.stage_place(line.title)
        if here is not None:
            self.setCurrentIndex(self._model.index(here, CONTENT))

    def _line(self, index: Index) -> StageLine | ItemRow | None:
        return self._model.line(index.row()) if index.isValid() else None


_SHIFT = Qt.KeyboardModifier.ShiftModifier


class _Delegate(QStyledItemDelegate):
    """Paints stages and cells."""

    def __init__(self, view: PlanTable, model: PlanModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        palette = colours()
        line = self._model.line(index.row())
        rect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        current = self._view.hasFocus() and index.row() == self._view.currentIndex().row()
        painter.save()
        if isinstance(line, StageLine):
            painter.fillRect(rect, QColor(palette.selection if current else palette.header))
            self._stage(painter, rect, line, palette)
        else:
            if selected:
                painter.fillRect(rect, QColor(palette.selection))
            self._cell(
                painter, rect, line, index.column(), QColor(palette.selection_text if selected else palette.text)
            )
        painter.setPen(QPen(QColor(palette.border), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if current and index.column() == CONTENT:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(palette.focus))
        painter.restore()

    def _stage(self, painter: QPainter, rect: QRect, line: StageLine, palette: Palette) -> None:
        arrow = icons.pixmap(
            "chevron-down" if line.open else "chevron-right", palette.muted, 16, self._view.devicePixelRatioF()
        )
        painter.drawPixmap(QPoint(rect.left() + _PAD, rect.center().y() - 8), arrow)
        bold = QFont(self._view.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(self._view.font())
        progress = line.progress
        words = f"{progress.done} из {progress.total}"
        if progress.overdue:
            words += f", просрочено {progress.overdue}"
        room = painter.fontMetrics().horizontalAdvance(words)
        right = QRect(rect.right() - room - _PAD, rect.top(), room + 2, rect.height())
        painter.setPen(QColor(palette.danger_text if progress.overdue else palette.muted))
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        bar = QRectF(right.left() - _METER - _PAD, rect.center().y() - 3, _METER, 7)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.empty_part))
        painter.drawRoundedRect(bar, 3.5, 3.5)
        if progress.total and progress.done:
            painter.setBrush(QColor(palette.ok_text))
            painter.drawRoundedRect(
                QRectF(bar.left(), bar.top(), max(bar.width() * progress.done / progress.total, 7), 7), 3.5, 3.5
            )
        painter.setFont(bold)
        painter.setPen(QColor(palette.text))
        name = QRect(rect.left() + _PAD + 22, rect.top(), int(bar.left()) - rect.left() - 3 * _PAD - 22, rect.height())
        title = painter.fontMetrics().elidedText(line.title, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)

    def _cell(self, painter: QPainter, rect: QRect, item: ItemRow, column: int, ink: QColor) -> None:
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        text = self._model.text(item, column)
        painter.setFont(self._view.font())
        if column == STATE:
            paint_badge(painter, inner, Badge(text, TONES[item.state]), colours())
            return
        faded = item.state in {"done", "cancelled"} and column != CONTENT
        painter.setPen(QColor(colours().muted) if faded else ink)
        _draw_two_lines(painter, inner, text)

    def helpEvent(self, event: QHelpEvent, view: object, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole text where the cell shows less of it."""
        del view, option
        if not index.isValid():
            return False
        line = self._model.line(index.row())
        text = ""
        if isinstance(line, ItemRow):
            text = self._model.text(line, index.column())
            if index.column() == STATE:
                done = f"{line.done_on:%d.%m.%Y}" if line.done_on else ""
                text = "\n".join(filter(None, (done, line.result, line.evidence))) or "Нажмите, чтобы изменить"
        QToolTip.showText(event.globalPos(), tooltip(text) if text else "", self._view)
        return True


def _draw_two_lines(painter: QPainter, place: QRect, text: str) -> None:
    """Text in at most two lines, the second one elided; one line stands in the middle."""
    metrics = painter.fontMetrics()
    words = " ".join(text.split())
    if metrics.horizontalAdvance(words) <= place.width():
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        return
    first = ""
    rest = words.split(" ")
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= place.width():
        first = f"{first} {rest.pop(0)}".strip()
    if not first:
        first = metrics.elidedText(rest.pop(0), Qt.TextElideMode.ElideRight, place.width())
    second = metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, place.width())
    top = place.center().y() - metrics.height() + 1
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRect(place.left(), top, place.width(), metrics.height()), flags, first)
    painter.drawText(QRect(place.left(), top + metrics.height(), place.width(), metrics.height()), flags, second)
