"""The list of tasks: arrows go, Space ticks, Enter says how it was done, Del says it is not needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from curator_app.ui.common.theme import theme
from curator_app.ui.today.list_model import Group, Heading, Line, TodayModel
from curator_app.ui.today.list_painting import CIRCLE_ZONE, TodayDelegate


class TodayList(QListView):
    """Lines under headings. Keys of lines go out with every signal."""

    chosen_changed = Signal(list)
    ticked = Signal(list)
    """Space, or a click on the circle."""
    accepted = Signal(list)
    """Enter."""
    opened = Signal(str)
    """Double click."""
    dropped = Signal(list)
    """Del."""
    need_wanted = Signal(str)
    """A click on the words of the document."""
    menu_wanted = Signal(QPoint)
    typed = Signal(str)
    """A letter typed here belongs into the search."""
    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TodayModel(self)
        self._circle = -1
        self._delegate = TodayDelegate(self, lambda: self._circle)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Задачи")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit(self.chosen()))
        theme().changed.connect(self.viewport().update)

    def changeEvent(self, event: QEvent) -> None:
        """Another font: lines have another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_delegate"):
            self._delegate.forget()

    # --- what is shown

    @property
    def turned(self) -> list[str]:
        """Headings folded otherwise than at first."""
        return self._model.turned

    def set_turned(self, keys: Sequence[str]) -> None:
        """Headings folded otherwise than at first."""
        self._model.set_turned(keys)

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Other lines; chosen ones, the place of the keyboard and the scroll stay where they can."""
        chosen, current, scroll = self.chosen(), self._model.entry(self.currentIndex().row()), self.verticalScrollBar()
        at, place = scroll.value(), self.currentIndex().row()
        blocked = self.selectionModel().blockSignals(True)
        self._model.set_groups(groups)
        self._choose(chosen)
        if current is not None and not self.currentIndex().isValid():
            self._stand_near(place)
        self.selectionModel().blockSignals(blocked)
        self.scheduleDelayedItemsLayout()
        scroll.setValue(at)

    def chosen(self) -> list[str]:
        """Keys of the chosen lines, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        entries = (self._model.entry(row) for row in rows)
        return [one.key for one in entries if isinstance(one, Line)]

    def show_line(self, key: str) -> bool:
        """Unfolds, chooses and shows a line."""
        place = self._model.show_line(key)
        if place is None:
            return False
        self._choose([key])
        self.scrollTo(self._model.index(place))
        return True

    def choose_first(self) -> None:
        """Chooses the first line that is seen."""
        for row in range(self._model.rowCount()):
            entry = self._model.entry(row)
            if isinstance(entry, Line):
                self._choose([entry.key])
                return

    def start(self) -> None:
        """The cursor comes into the list: the first line is chosen when none is."""
        if not self.chosen():
            self.choose_first()
        self.setFocus(Qt.FocusReason.TabFocusReason)

    # --- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, Enter, Del; Left and Right fold a heading; letters go into the search."""
        entry = self._model.entry(self.currentIndex().row())
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        turning = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(entry, Heading) and key in {*turning, Qt.Key.Key_Right if entry.folded else Qt.Key.Key_Left}:
            self._turn(entry)
        elif key == Qt.Key.Key_Space and self.chosen():
            self.ticked.emit(self.chosen())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not held and self.chosen():
            self.accepted.emit(self.chosen())
        elif key == Qt.Key.Key_Delete and self.chosen():
            self.dropped.emit(self.chosen())
        elif len(event.text()) == 1 and event.text().isalnum() and not held & ~Qt.KeyboardModifier.ShiftModifier:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the circle ticks, on a heading folds, on the words of a document makes it."""
        index = self.indexAt(event.position().toPoint())
        entry = self._model.entry(index.row()) if index.isValid() else None
        if event.button() != Qt.MouseButton.LeftButton or entry is None:
            super().mousePressEvent(event)
            return
        rect = self.visualRect(index)
        if isinstance(entry, Heading):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._turn(entry)
        elif event.position().x() - rect.left() < CIRCLE_ZONE:
            self._choose([entry.key])
            self.ticked.emit([entry.key])
        elif self._delegate.need_place(rect, entry).contains(event.position().toPoint()):
            self._choose([entry.key])
            self.need_wanted.emit(entry.key)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens what the task is about; two quick clicks on a circle or heading are two clicks."""
        index = self.indexAt(event.position().toPoint())
        entry = self._model.entry(index.row()) if index.isValid() else None
        if isinstance(entry, Line) and event.position().x() - self.visualRect(index).left() >= CIRCLE_ZONE:
            self.opened.emit(entry.key)
        elif isinstance(entry, Heading):
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The circle under the pointer shows its tick; nothing is chosen by dragging from it."""
        index = self.indexAt(event.position().toPoint())
        entry = self._model.entry(index.row()) if index.isValid() else None
        rect = self.visualRect(index)
        on_circle = isinstance(entry, Line) and event.position().x() - rect.left() < CIRCLE_ZONE
        on_need = isinstance(entry, Line) and self._delegate.need_place(rect, entry).contains(
            event.position().toPoint()
        )
        circle = index.row() if on_circle else -1
        if circle != self._circle:
            self._circle = circle
            self.viewport().update()
        hand = on_circle or on_need or isinstance(entry, Heading)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        if not event.buttons():
            super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No circle is under the pointer any more."""
        self._circle = -1
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the chosen lines; a line under the pointer is chosen first."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        entry = self._model.entry(index.row()) if index.isValid() else None
        if isinstance(entry, Line):
            if entry.key not in self.chosen():
                self._choose([entry.key])
            at = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long tasks wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    # --- inside

    def _turn(self, heading: Heading) -> None:
        row = self.currentIndex().row()
        chosen = self.chosen()
        self._model.turn(heading.key)
        self._choose(chosen)
        for place in range(self._model.rowCount()):
            entry = self._model.entry(place)
            if isinstance(entry, Heading) and entry.key == heading.key:
                row = place
        self.selectionModel().setCurrentIndex(self._model.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)
        self.folded.emit()

    def _choose(self, keys: Sequence[str]) -> None:
        chosen = QItemSelection()
        places = [place for key in keys if (place := self._model.place_of(key)) is not None]
        for place in places:
            chosen.select(self._model.index(place), self._model.index(place))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        if places:
            self.selectionModel().setCurrentIndex(self._model.index(places[0]), flags.NoUpdate)

    def _stand_near(self, place: int) -> None:
        """The line that was stood on is gone: the one that came in its place is chosen."""
        near = [*range(place, self._model.rowCount()), *range(min(place, self._model.rowCount()) - 1, -1, -1)]
        for row in near:
            entry = self._model.entry(row)
            if isinstance(entry, Line):
                self._choose([entry.key])
                return
