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
from PySide6.QtGui import QContextMenuEvent, QKeySequence
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
    QListWidgetItem,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from tests.journeys.loop_watch import LoopWatch

from curator_app.ui.common.captioned import Captioned
from curator_app.ui.common.card_parts import Pill
from curator_app.ui.common.date_field import DateField
from curator_app.ui.common.rich_list import RichList
from curator_app.ui.common.table_view import RowTableView
from curator_app.ui.common.tags_field import TagsField
from curator_app.ui.common.turns import at_rest
from curator_app.ui.common.worker import JobRunner, ProgressDialog
from curator_app.ui.common.wrapped_text import WrappedText
from curator_app.ui.main_window import MainWindow
from curator_app.ui.pairs.heat_map import HeatMap
from curator_app.ui.today.list_view import TodayList

Step = Callable[[], object]
W = TypeVar("W", bound=QWidget)
_KEY = Qt.Key
_LEFT = Qt.MouseButton.LeftButton
_LOOK_MS = 5
_MOMENT_MS = 2_000  # an old PC makes a paper in this time
_PATIENCE_MS = 5_000


class Hand:
    """``actions``: clicks, fields filled and keys so far."""

    def __init__(self, window: MainWindow, qtbot: QtBot, pictures: Path, watch: LoopWatch) -> None:
        self.window = window
        self.actions = 0
        self._qtbot = qtbot
        self._pictures = pictures
        self._watch = watch
        self._doing = "start"

    # --- what is done

    def press(self, words: str, *dialogs: Step) -> None:
        """Clicks the button with these words."""
        self._click(self.button(words), dialogs)

    def pick(self, words: str, *dialogs: Step) -> None:
        """Clicks an entry of the menu that has popped up."""
        menu = self._popped(words)
        entry = next((one for one in menu.actions() if one.text() == words), None)
        assert entry is not None, f"no «{words}» in the menu: {[one.text() for one in menu.actions()]}"
        assert entry.isEnabled(), f"«{words}» is grey: {entry.toolTip()}"
        at = menu.actionGeometry(entry).center()
        self._act(f"pick «{words}»", lambda: QTest.mouseClick(menu, _LEFT, pos=at), dialogs)

    def menu(self, title: str, words: str, *dialogs: Step) -> None:
        """An entry of the menu bar: two clicks."""
        bar = self.window.menuBar()
        holder = next(one for one in bar.actions() if one.text() == title)
        at = bar.actionGeometry(holder).center()
        self._act(f"menu «{title}»", lambda: QTest.mouseClick(bar, _LEFT, pos=at), ())
        self.pick(words, *dialogs)

    def tab(self, words: str) -> None:
        """Turns to a tab (of the window, of a dialog, a part of a page)."""
        bar, place = self._tab(words)
        click = partial(QTest.mouseClick, bar, _LEFT, pos=bar.tabRect(place).center())
        self._act(f"tab «{words}»", click, ())

    def key(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *dialogs: Step,
    ) -> None:
        """Presses a key where the cursor is."""
        self._come_back()
        name = f"key {QKeySequence(key.value | modifiers.value).toString()}"
        self._act(name, lambda: QTest.keyClick(self._cursor(), key, modifiers), dialogs)

    def fill(self, label: str, text: str) -> None:
        """Goes into the field with this label, writes over what stands there, and leaves it by Tab."""
        field = next((one for one in self._seen(QLineEdit) if one.accessibleName() == label), None)
        if field is None or _captioned(field):
            holder = self.field(label)
            self._go_into(_line_of(holder), within=holder)
        else:
            holder = None
            self._go_into(field)
        self.actions += 1
        self.write(text)
        if isinstance(holder, TagsField):
            self._tap(_KEY.Key_Return)
        self._leave()

    def add(self, name: str, text: str) -> None:
        """Goes to the end of the large text with this name and writes on."""
        self._go_into(next(one for one in self._seen(QTextEdit) if one.accessibleName() == name))
        self.actions += 1
        self._tap(_KEY.Key_End, Qt.KeyboardModifier.ControlModifier)
        self._type(text)

    def rub_out(self, letters: int) -> None:
        """So many letters before the cursor."""
        self.actions += 1
        for _ in range(letters):
            self._tap(_KEY.Key_Backspace)

    def write(self, text: str) -> None:
        """Writes over what stands where the cursor is."""
        self._tap(_KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
        if not text:
            self._tap(_KEY.Key_Delete)
        self._type(text)

    def _type(self, text: str) -> None:
        """Letter by letter, where the cursor is. (QTest's own typing knows no Cyrillic.)"""
        for letter in text:
            key = _KEY.Key_Return if letter == "\n" else _KEY.Key_unknown
            word = "\r" if letter == "\n" else letter
            self._do("a letter", partial(_strike, self._cursor(), key, word))

    def choose(self, label: str, words: str) -> None:
        """Picks a line of a list to choose from: the first that begins so."""
        named = [one for one in self._seen(QComboBox) if one.accessibleName() == label]
        combo = named[0] if named else _combo_of(self.field(label))
        place = next((at for at in range(combo.count()) if combo.itemText(at).startswith(words)), None)
        assert place is not None, f"no «{words}» in «{label}»: {[combo.itemText(at) for at in range(combo.count())]}"
        self._go_into(combo)
        self._tap(_KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
        view, holder = combo.view(), QApplication.activePopupWidget()  # the wrapper of the view lives with its holder's
        assert holder is not None, f"Alt+Down does not open «{label}»"
        for _ in range(combo.count()):
            if view.currentIndex().row() == place:
                break
            arrow = _KEY.Key_Down if view.currentIndex().row() < place else _KEY.Key_Up
            self._do("down a list", partial(QTest.keyClick, view, arrow))
        self._act(f"choose in «{label}»", lambda: QTest.keyClick(view, _KEY.Key_Return), ())
        assert combo.currentIndex() == place

    def tick(self, words: str) -> None:
        """Ticks a line of a checklist by a click."""
        view, item = self._check_line(words)
        view.scrollToItem(item)
        at = view.visualItemRect(item).center()
        self._act("tick", partial(QTest.mouseClick, view.viewport(), _LEFT, pos=at), ())

    def search(self, text: str) -> None:
        """Types into the search that is seen."""
        self._go_into(next(one for one in self._seen(QLineEdit) if one.accessibleName() == "Поиск"))
        self.actions += 1
        self.write(text)

    def row(self, words: str, *, twice: bool = False, more: bool = False, dialogs: Sequence[Step] = ()) -> None:
        """Clicks the row of a table or the line of a list that holds these words. ``more``: with Ctrl held."""
        view, index = self._line(words)
        view.scrollTo(index)
        at = view.visualRect(index).center()
        if isinstance(view, RichList) and more:
            at = QPoint(view.visualRect(index).left() + 16, view.visualRect(index).top() + 16)
            more = False
        keys = Qt.KeyboardModifier.ControlModifier if more else Qt.KeyboardModifier.NoModifier
        self._act("row", lambda: QTest.mouseClick(view.viewport(), _LEFT, keys, at), ())
        if twice:
            open_it = partial(QTest.mouseDClick, view.viewport(), _LEFT, keys, at)
            self._act("open a row", open_it, dialogs, counted=False)

    def menu_of_row(self, words: str) -> None:
        """The context menu of a row, by the menu key."""
        self.row(words)
        view, _index = self._line(words)
        at = QPoint(0, 0)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.viewport().mapToGlobal(at))
        self._act("menu of a row", lambda: QApplication.sendEvent(view.viewport(), event), ())

    def cell(self, mentor: str, mentee: str, *, twice: bool = False) -> None:
        """Clicks a cell of the heat map, found by the beginnings of the two names."""
        heat, row, column = self._cell(mentor, mentee)
        self._do("scroll", lambda: heat.go_to((row, column)))  # into sight, as the wheel would
        place = heat.place_of((row, column))
        assert place is not None, f"the cell of «{mentor}» and «{mentee}» is filtered away"
        click = QTest.mouseDClick if twice else QTest.mouseClick
        self._act("cell", lambda: click(heat.viewport(), _LEFT, pos=place.center()), ())

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
            self._wait(lambda: any(one.isEnabled() for one in named()), _MOMENT_MS)
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
            self._wait(lambda: words in self.screen(), _MOMENT_MS)
        assert words in self.screen(), f"«{words}» is not to be read in:\n{self.screen()}"

    def wait(self, ready: Callable[[], bool]) -> None:
        """Until the program is ready."""
        self._wait(ready, _PATIENCE_MS)

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
        self._act(name_of(button), lambda: QTest.mouseClick(button, _LEFT), dialogs)

    def _go_into(self, widget: QWidget, *, within: QWidget | None = None) -> None:
        """The cursor comes into ``widget``: by a click. ``within``: anywhere in it will do for keys."""
        del within
        self._come_back()
        self._into_sight(widget)
        if isinstance(widget, QComboBox) and not widget.isEditable():
            self._do("into a field", lambda: widget.setFocus(Qt.FocusReason.MouseFocusReason))
        else:
            at = widget.rect().center() if isinstance(widget, QComboBox) else QPoint(6, 6)
            self._do("into a field", lambda: QTest.mouseClick(widget, _LEFT, pos=at))

    def _leave(self) -> None:
        """Out of a field by Tab (in a text that takes Tab as a letter with Ctrl)."""
        focus = QApplication.focusWidget()
        takes = isinstance(focus, QPlainTextEdit | QTextEdit) and not focus.tabChangesFocus() and not focus.isReadOnly()
        self._tap(_KEY.Key_Tab, Qt.KeyboardModifier.ControlModifier if takes else Qt.KeyboardModifier.NoModifier)

    def _tap(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key of walking and writing: not counted."""
        name = f"key {QKeySequence(key.value | modifiers.value).toString()}"
        self._do(name, lambda: QTest.keyClick(self._cursor(), key, modifiers))

    def _cursor(self) -> QWidget:
        """Where keys go."""
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.top

    def _come_back(self) -> None:
        # Window managers give the window back its place when a dialog closes; the offscreen platform does not.
        if QApplication.activeWindow() is not self.top.window():
            self.top.activateWindow()
            self.wait(self.top.isActiveWindow)

    def _act(self, name: str, act: Callable[[], object], dialogs: Sequence[Step], *, counted: bool = True) -> None:
        self.actions += counted
        with self.dialogs(*dialogs, name=name):
            act()
        if not self._ready():
            self._wait(self._ready, _PATIENCE_MS)

    def _ready(self) -> bool:
        """The tab turned to is there, and no work runs beside the window that whoever sits there waits for."""
        if not isValid(self.window):
            return True
        jobs = any(one.busy for one in self.window.findChildren(JobRunner))
        return self.window.settled and not jobs

    def _do(self, name: str, act: Callable[[], object]) -> None:
        """The program's turn: what the hand does, and what the loop has to do after it."""
        self._doing = name
        with self._watch.program(name):
            act()
            QApplication.processEvents()

    def _wait(self, ready: Callable[[], bool], patience_ms: int) -> None:
        def look() -> bool:
            with self._watch.own():
                return ready()

        with self._watch.program(self._doing):
            self._qtbot.waitUntil(look, timeout=patience_ms)

    @contextmanager
    def dialogs(self, *steps: Step, name: str = "call") -> Iterator[None]:
        """While inside, the program works; dialogs that open are dealt with by ``steps``, one each."""
        waiting = list(steps)
        known: list[QWidget] = _modals()
        faults: list[BaseException] = []
        busy = False

        def look() -> None:
            nonlocal busy
            top = QApplication.activeModalWidget()
            if busy or top is None or top in known or isinstance(top, ProgressDialog) or not at_rest():
                return
            busy = True
            with self._watch.own():
                deal_with(top)
            busy = False

        def deal_with(top: QWidget) -> None:
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

        timer = QTimer()
        timer.setInterval(_LOOK_MS)
        timer.timeout.connect(look)
        timer.start()
        self._doing = name
        try:
            with self._watch.program(name):
                yield
                QApplication.processEvents()
            if waiting and not faults:
                self._wait(lambda: not (waiting or busy), _PATIENCE_MS)
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

    def _popped(self, words: str) -> QMenu:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), f"no menu is open, wanted «{words}»"
        return menu

    def _tab(self, words: str) -> tuple[QTabBar, int]:
        for bar in self._seen(QTabBar):
            for place in range(bar.count()):
                if bar.tabText(place).split(" · ")[0] == words:  # a counter may stand behind
                    return bar, place
        raise AssertionError(f"no tab «{words}»")

    def _check_line(self, words: str) -> tuple[QListWidget, QListWidgetItem]:
        for view in self._seen(QListWidget):
            for item in view.findItems(words, Qt.MatchFlag.MatchExactly):
                return view, item
        raise AssertionError(f"no line «{words}»")

    def _cell(self, mentor: str, mentee: str) -> tuple[HeatMap, int, int]:
        heat = self._seen(HeatMap)[0]
        self.wait(lambda: bool(heat.data.cells))
        row = next(one.id for one in heat.data.rows if one.name.startswith(mentor))
        column = next(one.id for one in heat.data.columns if one.name.startswith(mentee))
        return heat, row, column

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


def _strike(target: QWidget, key: Qt.Key, text: str) -> None:
    QTest.sendKeyEvent(QTest.KeyAction.Click, target, key, text, Qt.KeyboardModifier.NoModifier)


def _captioned(line: QLineEdit) -> bool:
    above: QObject | None = line
    while above is not None and not isinstance(above, Captioned):
        above = above.parent()
    return above is not None


def _line_of(field: Captioned) -> QWidget:
    """What is written into."""
    editor = field.editor
    if isinstance(editor, DateField):
        return editor.edit
    if isinstance(editor, QLineEdit | QPlainTextEdit):
        return editor
    line = (editor if isinstance(editor, QComboBox) else _combo_of(field)).lineEdit()
    assert line is not None
    return line


def name_of(button: QAbstractButton) -> str:
    """What a press is called in the list of stalls."""
    return f"press «{button.text() or button.accessibleName()}»"


def _modals() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isModal() and one.isVisible()]


def _close(top: QWidget) -> None:
    if isinstance(top, QDialog):
        QDialog.done(top, 0)
    else:
        top.hide()
