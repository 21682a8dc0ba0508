"""The curator's hand and eyes: clicks what is seen by its words, fills fields by their labels, and counts.

A dialog that opens stops the program's own line of calls, so what is to be done in it is told beforehand:
``hand.press("Новый наставляемый", fill_card)`` calls ``fill_card()`` as soon as the dialog is there. A dialog nobody
told about, one left open and one that never came fail the journey.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from curator_app.ui.common.captioned import Captioned
from curator_app.ui.common.card_parts import Pill
from curator_app.ui.common.date_field import DateField
from curator_app.ui.common.rich_list import RichList
from curator_app.ui.common.table_view import RowTableView
from curator_app.ui.common.tags_field import TagsField
from curator_app.ui.common.worker import ProgressDialog
from curator_app.ui.common.wrapped_text import WrappedText
from curator_app.ui.main_window import MainWindow
from curator_app.ui.pairs.heat_map import HeatMap
from curator_app.ui.today.list_view import TodayList

Step = Callable[[], object]
W = TypeVar("W", bound=QWidget)
_LEFT = Qt.MouseButton.LeftButton
_LOOK_MS = 5
_MOMENT_MS = 500
_PATIENCE_MS = 5_000


class Hand:
    """``actions``: clicks, fields filled and keys so far."""

    def __init__(self, window: MainWindow, qtbot: QtBot, pictures: Path) -> None:
        self.window = window
        self.actions = 0
        self._qtbot = qtbot
        self._pictures = pictures

    # --- what is done

    def press(self, words: str, *dialogs: Step) -> None:
        """Clicks the button with these words."""
        self._click(self.button(words), dialogs)

    def pick(self, words: str, *dialogs: Step) -> None:
        """Clicks an entry of the menu that has popped up."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), f"no menu is open, wanted «{words}»"
        entry = next((one for one in menu.actions() if one.text() == words), None)
        assert entry is not None, f"no «{words}» in the menu: {[one.text() for one in menu.actions()]}"
        assert entry.isEnabled(), f"«{words}» is grey: {entry.toolTip()}"
        self._act(lambda: QTest.mouseClick(menu, _LEFT, pos=menu.actionGeometry(entry).center()), dialogs)

    def menu(self, title: str, words: str, *dialogs: Step) -> None:
        """An entry of the menu bar: two clicks."""
        bar = self.window.menuBar()
        holder = next(one for one in bar.actions() if one.text() == title)
        self._act(lambda: QTest.mouseClick(bar, _LEFT, pos=bar.actionGeometry(holder).center()), ())
        self.pick(words, *dialogs)

    def tab(self, words: str) -> None:
        """Turns to a tab (of the window, of a dialog, a part of a page)."""
        for bar in self._seen(QTabBar):
            for place in range(bar.count()):
                if bar.tabText(place).split(" · ")[0] == words:  # a counter may stand behind
                    self._act(partial(QTest.mouseClick, bar, _LEFT, pos=bar.tabRect(place).center()), ())
                    return
        raise AssertionError(f"no tab «{words}»")

    def key(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *dialogs: Step,
    ) -> None:
        """Presses a key where the cursor is."""
        if QApplication.activeWindow() is not self.top.window():
            # Window managers give the window back its place when a dialog closes; the offscreen platform does not.
            self.top.activateWindow()
            self.wait(self.top.isActiveWindow)
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.top
        self._act(lambda: QTest.keyClick(target, key, modifiers), dialogs)

    def fill(self, label: str, text: str) -> None:
        """Writes into the field with this label, as typed and left. (QTest cannot type Cyrillic.)"""
        self.actions += 1
        field = self.field(label)
        self._into_sight(field)
        editor = field.editor
        if isinstance(field, TagsField):
            line = _line_of(field)
            line.setText(text)
            line.returnPressed.emit()
        elif isinstance(editor, QComboBox | DateField | QLineEdit):
            _type(editor, text)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        else:
            _type(_combo_of(field), text)

    def choose(self, label: str, words: str) -> None:
        """Picks a line of a list to choose from: the first that begins so."""
        self.actions += 1
        named = [one for one in self._seen(QComboBox) if one.accessibleName() == label]
        combo = named[0] if named else _combo_of(self.field(label))
        place = next((at for at in range(combo.count()) if combo.itemText(at).startswith(words)), None)
        assert place is not None, f"no «{words}» in «{label}»: {[combo.itemText(at) for at in range(combo.count())]}"
        combo.setCurrentIndex(place)
        combo.activated.emit(place)

    def tick(self, words: str) -> None:
        """Ticks a line of a checklist by a click."""
        for view in self._seen(QListWidget):
            for item in view.findItems(words, Qt.MatchFlag.MatchExactly):
                view.scrollToItem(item)
                at = view.visualItemRect(item).center()
                self._act(partial(QTest.mouseClick, view.viewport(), _LEFT, pos=at), ())
                return
        raise AssertionError(f"no line «{words}»")

    def search(self, text: str) -> None:
        """Types into the search that is seen."""
        self.actions += 1
        edit = next(one for one in self._seen(QLineEdit) if one.accessibleName() == "Поиск")
        edit.setText(text)

    def row(self, words: str, *, twice: bool = False, more: bool = False, dialogs: Sequence[Step] = ()) -> None:
        """Clicks the row of a table or the line of a list that holds these words. ``more``: with Ctrl held."""
        view, index = self._line(words)
        view.scrollTo(index)
        at = view.visualRect(index).center()
        if isinstance(view, RichList) and more:
            at = QPoint(view.visualRect(index).left() + 16, view.visualRect(index).top() + 16)
            more = False
        keys = Qt.KeyboardModifier.ControlModifier if more else Qt.KeyboardModifier.NoModifier
        self._act(lambda: QTest.mouseClick(view.viewport(), _LEFT, keys, at), ())
        if twice:
            self._act(lambda: QTest.mouseDClick(view.viewport(), _LEFT, keys, at), dialogs, counted=False)

    def menu_of_row(self, words: str) -> None:
        """The context menu of a row, by the menu key."""
        self.row(words)
        view, _index = self._line(words)
        at = QPoint(0, 0)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.viewport().mapToGlobal(at))
        self._act(lambda: QApplication.sendEvent(view.viewport(), event), ())

    def cell(self, mentor: str, mentee: str, *, twice: bool = False) -> None:
        """Clicks a cell of the heat map, found by the beginnings of the two names."""
        heat = self._seen(HeatMap)[0]
        self.wait(lambda: bool(heat.data.cells))
        row = next(one.id for one in heat.data.rows if one.name.startswith(mentor))
        column = next(one.id for one in heat.data.columns if one.name.startswith(mentee))
        heat.go_to((row, column))  # scrolled into sight, as the wheel would
        place = heat.place_of((row, column))
        assert place is not None, f"the cell of «{mentor}» and «{mentee}» is filtered away"
        click = QTest.mouseDClick if twice else QTest.mouseClick
        self._act(lambda: click(heat.viewport(), _LEFT, pos=place.center()), ())

    # --- what is seen

    @property
    def top(self) -> QWidget:
        """The dialog on top, else the window."""
        return QApplication.activeModalWidget() or self.window

    def button(self, words: str) -> QAbstractButton:
        """The button with these words that can be pressed. Fails when there is none, or only a grey one."""

        def named() -> list[QAbstractButton]:
            return [one for one in self._seen(QAbstractButton) if words in (one.text(), one.accessibleName())]

        with suppress(QtTimeoutError):
            # A card is drawn a moment after its row was chosen.
            self._qtbot.waitUntil(lambda: any(one.isEnabled() for one in named()), timeout=_MOMENT_MS)
        found = named()
        assert found, f"no button «{words}» among {sorted({one.text() for one in self._seen(QAbstractButton)})}"
        able = next((one for one in found if one.isEnabled()), None)
        assert able is not None, f"the button «{words}» is grey: {found[0].toolTip()}"
        return able

    def able(self, words: str) -> bool:
        """Whether the button with these words can be pressed."""
        return any(one.isEnabled() for one in self._seen(QAbstractButton) if one.text() == words)

    @staticmethod
    def offered() -> dict[str, bool]:
        """Entries of the menu that has popped up, and whether each can be picked."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return {one.text(): one.isEnabled() for one in menu.actions()}

    def written(self, label: str) -> str:
        """What stands in a field of one line."""
        editor = self.field(label).editor
        assert isinstance(editor, QLineEdit)
        return editor.text()

    def chosen(self, label: str) -> str:
        """What stands in a list to choose from."""
        return next(one.currentText() for one in self._seen(QComboBox) if one.accessibleName() == label)

    def field(self, label: str) -> Captioned:
        """The field under this label."""
        for one in self._seen(Captioned):
            caption = one.findChild(QLabel)
            if caption is not None and caption.text().removesuffix(" *") == label:
                return one
        raise AssertionError(f"no field «{label}»")

    def rows(self) -> list[str]:
        """Rows of the table seen, each as one line of its shown cells."""
        told = []
        table = self._seen(RowTableView)[0]
        model = table.model()
        for place in range(model.rowCount()):
            cells = [
                str(model.index(place, column).data() or "")
                for column in range(model.columnCount())
                if not table.isColumnHidden(column)
            ]
            told.append(" | ".join(cells))
        return told

    @staticmethod
    def lines(view: RichList) -> list[str]:
        """Items of a list to choose from, with their reasons."""
        model = view.model()
        spoken = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(place, 0).data(spoken)) for place in range(model.rowCount())]

    def screen(self) -> str:
        """All words that can be read on top."""
        words: list[str] = [self.top.windowTitle()]
        top = self.top
        if isinstance(top, QMessageBox):
            words += [top.text(), top.informativeText()]
        words += [one.text() for one in self._seen(QLabel)]
        words += [one.text() for one in self._seen(QAbstractButton)]
        words += [one.accessibleName() for one in self._seen(WrappedText)]
        words += [one.badge.text for one in self._seen(Pill)]
        words += [line for view in self._seen(RichList) for line in self.lines(view)]
        return "\n".join(word for word in words if word)

    def sees(self, words: str) -> None:
        """These words can be read on top, at once or a moment later (a card waits until the arrows rest)."""
        with suppress(QtTimeoutError):
            self._qtbot.waitUntil(lambda: words in self.screen(), timeout=_MOMENT_MS)
        assert words in self.screen(), f"«{words}» is not to be read in:\n{self.screen()}"

    def wait(self, ready: Callable[[], bool]) -> None:
        """Until the program is ready."""
        self._qtbot.waitUntil(ready, timeout=_PATIENCE_MS)

    def shoot(self, name: str) -> Path:
        """A picture of what is on top."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        path = self._pictures / f"{name}.png"
        self.top.grab().save(str(path))
        return path

    # --- inside

    def _click(self, button: QAbstractButton, dialogs: Sequence[Step]) -> None:
        self._into_sight(button)
        assert not button.visibleRegion().isEmpty(), f"«{button.text()}» can't be seen"
        self._act(lambda: QTest.mouseClick(button, _LEFT), dialogs)

    def _act(self, act: Callable[[], object], dialogs: Sequence[Step], *, counted: bool = True) -> None:
        self.actions += counted
        with self.dialogs(*dialogs):
            act()

    @contextmanager
    def dialogs(self, *steps: Step) -> Iterator[None]:
        """While inside, dialogs that open are dealt with by ``steps``, one each."""
        waiting = list(steps)
        known: list[QWidget] = _modals()
        faults: list[BaseException] = []
        busy = False

        def look() -> None:
            nonlocal busy
            top = QApplication.activeModalWidget()
            if busy or top is None or top in known or isinstance(top, ProgressDialog):
                return
            busy = True
            try:
                assert waiting, f"a dialog nobody waited for:\n{self.screen()}"
                known.append(top)
                waiting.pop(0)()
                known.remove(top)
                assert not (isValid(top) and top.isVisible()), f"the dialog was left open:\n{self.screen()}"
            except BaseException as fault:
                faults.append(fault)
                if isValid(top):
                    print(f"picture: {self.shoot(f'dialog-{len(faults)}')}")  # noqa: T201 (for the person who looks)
                    _close(top)
            finally:
                busy = False

        timer = QTimer()
        timer.setInterval(_LOOK_MS)
        timer.timeout.connect(look)
        timer.start()
        try:
            yield
            if waiting and not faults:
                self._qtbot.waitUntil(lambda: not (waiting or busy), timeout=_PATIENCE_MS)
        finally:
            timer.stop()
        if faults:
            raise faults[0]

    def _seen(self, kind: type[W]) -> list[W]:
        found: list[W] = self.top.findChildren(kind)
        return [one for one in found if one.isVisible() and one.window() is self.top.window()]

    def _line(self, words: str) -> tuple[QAbstractItemView, QModelIndex]:
        told: list[str] = []
        for view in self._seen(QAbstractItemView):
            if not isinstance(view, RowTableView | RichList | TodayList):
                continue
            model = view.model()
            for place in range(model.rowCount()):
                cells = range(model.columnCount() if isinstance(view, RowTableView) else 1)
                text = " ".join(str(model.index(place, one).data() or "") for one in cells)
                told.append(text)
                if words in text:
                    shown = next(
                        (one for one in cells if not (isinstance(view, RowTableView) and view.isColumnHidden(one))), 0
                    )
                    return view, model.index(place, shown)
        raise AssertionError(f"no row with «{words}» among {told}")

    @staticmethod
    def _into_sight(widget: QWidget) -> None:
        holder: QObject | None = widget.parent()
        while holder is not None:
            if isinstance(holder, QScrollArea):
                holder.ensureWidgetVisible(widget)
            holder = holder.parent()


def _combo_of(holder: QWidget) -> QComboBox:
    combo = holder.findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    return combo


def _line_of(holder: QWidget) -> QLineEdit:
    line = _combo_of(holder).lineEdit()
    assert line is not None
    return line


def _type(editor: QComboBox | DateField | QLineEdit, text: str) -> None:
    if isinstance(editor, QComboBox):
        line = editor.lineEdit()
        assert line is not None
    else:
        line = editor.edit if isinstance(editor, DateField) else editor
    line.setFocus()
    line.setText(text)
    line.textEdited.emit(text)
    line.editingFinished.emit()


def _modals() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isModal() and one.isVisible()]


def _close(top: QWidget) -> None:
    if isinstance(top, QDialog):
        QDialog.done(top, 0)
    else:
        top.hide()
