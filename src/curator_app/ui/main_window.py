"""The window: tabs, menus, undo. It knows its pages by ``TabPage`` only and has no rules of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QTabWidget, QToolButton, QVBoxLayout, QWidget

from curator_app import APP_NAME
from curator_app.runtime.clock import Clock
from curator_app.runtime.progress import Progress
from curator_app.services import demonstration, school
from curator_app.services.workspace import Changes, Workspace
from curator_app.services.years import listing
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.page import Tab, TabPage
from curator_app.ui.common.reading_order import tab_as_read
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.common.toast import Toast
from curator_app.ui.common.turns import at_rest, in_turn
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.common.worker import JobRunner
from curator_app.ui.tab_fit import TabFit

T = TypeVar("T")


class _Place(QWidget):
    """Where the page of a tab will stand once somebody looks at it."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self.tab = tab
        self.page: TabPage | None = None
        self.stands = False
        self.stale = True
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def take(self, page: TabPage) -> None:
        """The page stands in its place."""
        self.stands = True
        self._layout.addWidget(page.widget, 1)
        page.widget.setUpdatesEnabled(False)  # not painted before it is filled: «пока нет» would be untrue
        page.widget.show()  # now, not at the next turn of the event loop: keys go to it at once

    def put_over(self, strip: QWidget) -> None:
        """Puts ``strip`` over the page."""
        self._layout.insertWidget(0, strip)


class MainWindow(QMainWindow):
    """Hosts the tabs. Every committed action reaches it through the workspace; a tab reloads when it is seen."""

    year_changed = Signal()
    """Another school year is shown, or the list of years is another one."""
    page_seen = Signal()
    """A tab is in view, with the data of now."""
    committed = Signal(object)
    """The ``Changes`` of an action; those of the worker come in the window's thread as well."""

    def __init__(self, workspace: Workspace, state: WindowState, errors: ErrorBoundary) -> None:
        super().__init__()
        self._workspace = workspace
        self._state = state
        self._errors = errors
        self.next_folder: Path | None = None
        self.next_copy: Path | None = None
        self.between: Callable[[], str] | None = None
        self._jobs = JobRunner(self, self._report)
        self._places: list[_Place] = []
        self._year: str | None = None
        self._current: str | None = None
        self._corner: list[QAction] = []
        self._tabs = QTabWidget(self)
        self._tabs.setDocumentMode(True)
        self._fit = TabFit(self._tabs)
        self._tabs.currentChanged.connect(lambda _index: self._turned())
        whole = QWidget(self)
        self._over_tabs = QVBoxLayout(whole)
        self._over_tabs.setContentsMargins(0, 0, 0, 0)
        self._over_tabs.setSpacing(0)
        self._over_tabs.addWidget(self._tabs, 1)
        self.setCentralWidget(whole)
        self._toast = Toast(self)
        self._undo = self._action("Отменить", "undo", QKeySequence.StandardKey.Undo, self.undo)
        self._redo = self._action("Повторить", "redo", QKeySequence.StandardKey.Redo, self.redo)
        self._redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.committed.connect(self._on_committed)
        self.destroyed.connect(workspace.subscribe(self.committed.emit))
        self.setWindowTitle(APP_NAME)
        self.setMinimumSize(800, 420)  # 1366×768 at 150 % leaves 910×440 logical pixels
        tab_as_read(self, begin=self._tabs.tabBar())
        self._known_place = self.restoreGeometry(state.blob("window/geometry"))

    def show_first(self) -> None:
        """Shows the window where it was left; the very first time over the whole screen."""
        if self._known_place:
            self.show()
        else:
            self.resize(self.screen().availableSize() * 0.9)  # for the day it is no longer maximised
            self.showMaximized()

    # -- what pages are offered (PageHost)

    @property
    def clock(self) -> Clock:
        """The program's clock."""
        return self._workspace.clock

    @property
    def state(self) -> WindowState:
        """Sizes, columns and the like."""
        return self._state

    @property
    def year(self) -> str:
        """The school year shown: the current one, unless another was chosen."""
        if self._current is None:
            self._current = listing.current_year(self._workspace)
        return self._year or self._current

    def show_year(self, label: str | None) -> None:
        """Shows another school year in every tab; None = the current one."""
        self._year = label
        for place in self._places:
            place.stale = True
        self._refresh_seen()
        self.year_changed.emit()

    def changed(self, changes: object, said: str | None = None) -> None:
        """After a service call: refreshes at once (below a dialog, in a turn of its own) and tells what was done, with
        «Отменить»."""
        del changes  # the workspace has told them already
        if QApplication.activeModalWidget() is None:
            self._refresh_seen()
        else:
            in_turn(self, self._next_turn)
        if said is not None:
            entry = self._workspace.next_undo()
            undoable = entry is not None and entry.undoable
            self._toast.tell(said, "Отменить" if undoable else "", self.undo if undoable else None)

    def toast(self, text: str) -> None:
        """A short remark at the foot of the window."""
        self._toast.tell(text)

    def open_record(self, kind: str, record_id: int) -> None:
        """Shows a record on the tab that owns this kind; one of another school year turns the window to that year.

        A tab that is not told yet is made, filled and turned to in turns of their own."""
        waiting = [one for one in self._places if kind in one.tab.kinds and not self._is_told(one)]
        if waiting and self.isVisible():
            for place in waiting:
                in_turn(self, partial(self._guarded, partial(self._made, place)))
                in_turn(self, partial(self._guarded, partial(self._fresh, place)))
            in_turn(self, partial(self._guarded, partial(self._open, kind, record_id)))
        else:
            self._open(kind, record_id)

    def _open(self, kind: str, record_id: int) -> None:
        if self._shows(kind, record_id):
            return
        chosen, shown = self._year, self.year
        for label in [row.label for row in listing.list_years(self._workspace) if row.label != shown]:
            self.show_year(label)
            if self._shows(kind, record_id):
                self.toast(f"Показан {label} учебный год")
                return
        self.show_year(chosen)

    def _shows(self, kind: str, record_id: int) -> bool:
        for index, place in enumerate(self._places):
            if kind in place.tab.kinds and self._fresh(place).show_record(kind, record_id):
                self._tabs.setCurrentIndex(index)
                return True
        return False

    def retitle(self, key: str, title: str) -> None:
        """Puts other words on a tab: its name with a counter."""
        for index, place in enumerate(self._places):
            if place.tab.key == key:
                self._tabs.setTabText(index, title)
        self._fit.fit()

    def show_tab(self, key: str, part: str = "") -> bool:
        """Turns to a tab and its part; False when there is none."""
        if not any(place.tab.key == key for place in self._places):
            return False
        from curator_app.ui.common.parts import turn_to_part

        return turn_to_part(self.turn_to(key).widget, part)

    def new_day(self) -> None:
        """The date has changed under an open window: everything that is seen is read anew."""
        self._all_stale()
        self._refresh_seen()

    def run(
        self,
        title: str,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Runs ``job`` in the background worker with progress and cancel."""
        self._jobs.start(title, job, done, failed)

    # -- building

    def add_tabs(self, tabs: Sequence[Tab]) -> None:
        """Makes the tabs in the order of work; their pages wait until they are seen. Ctrl+1 … switch to them."""
        for tab in tabs:
            place = _Place(tab)
            self._places.append(place)
            index = self._tabs.addTab(place, themed_icon(tab.icon), tab.title)
            go = QAction(self)
            go.setShortcut(QKeySequence(f"Ctrl+{index + 1}"))
            go.triggered.connect(lambda _checked=False, at=index: self._tabs.setCurrentIndex(at))
            self.addAction(go)
        search = QAction(self)
        search.setShortcut(QKeySequence.StandardKey.Find)
        search.triggered.connect(self._focus_search)
        self.addAction(search)
        self._fit.set_icons([place.tab.icon for place in self._places])
        theme().changed.connect(self._recolour)
        last = self._state.numbers("window/tab")
        self._tabs.setCurrentIndex(last[0] if last and 0 <= last[0] < len(self._places) else 0)
        self._refresh_seen()
        self._show_undo()
        self._show_school()

    @property
    def tabs(self) -> QTabWidget:
        """The tabs themselves."""
        return self._tabs

    def put_above(self, strip: QWidget) -> None:
        """Puts ``strip`` above the tabs, over the whole width."""
        self._over_tabs.insertWidget(0, strip)

    def put_over_page(self, key: str, strip: QWidget) -> None:
        """Puts ``strip`` between a tab and its page."""
        next(place for place in self._places if place.tab.key == key).put_over(strip)

    def add_menu(self, title: str, entries: Sequence[tuple[str, str, str, Callable[[], object]] | None]) -> QMenu:
        """A menu of (words, icon, shortcut, what to do); None is a line between."""
        menu = self._menu(title)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                words, icon, shortcut, do = entry
                menu.addAction(self._action(words, icon, QKeySequence(shortcut), do))
        return menu

    def add_undo_menu(self, title: str, entries: Sequence[tuple[str, str, str, Callable[[], object]]]) -> QMenu:
        """The menu that begins with undo and redo."""
        menu = self._menu(title)
        menu.addAction(self._undo)
        menu.addAction(self._redo)
        menu.addSeparator()
        for words, icon, shortcut, do in entries:
            menu.addAction(self._action(words, icon, QKeySequence(shortcut), do))
        return menu

    def add_corner(self, words: str, icon: str, do: Callable[[], object], *, without: str = "") -> None:
        """A button at the right of the tabs, in reach from every one of them; the tab ``without`` has it itself."""
        button = QToolButton(self)
        action = self._action(words, icon, QKeySequence(), do)
        _draw(action)
        self._corner.append(action)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tabs.setCornerWidget(button)

        def look() -> None:
            place = self._seen()
            button.setVisible(place is None or place.tab.key != without)
            self._fit.fit()

        self._tabs.currentChanged.connect(lambda _index: look())
        look()

    def leave_for(self, folder: Path, between: Callable[[], str] | None = None) -> None:
        """Closes; the program goes on with the base in ``folder``. ``between``: to be done while no base is open; gives
        what is to be told in the next window and may raise KnownProblem."""
        self.next_folder, self.between = folder, between
        self.close()

    def leave_to_restore(self, copy: Path) -> None:
        """Closes; the program puts ``copy`` in the place of the base and goes on with it."""
        self.next_copy = copy
        self.leave_for(self._workspace.folder.root)

    @property
    def seen_title(self) -> str:
        """The name of the tab in view, without its counter."""
        place = self._seen()
        return place.tab.title if place is not None else ""

    @property
    def seen_key(self) -> str:
        """The key of the tab in view; «» before there are tabs."""
        place = self._seen()
        return place.tab.key if place is not None else ""

    @property
    def seen_page(self) -> TabPage | None:
        """The page in view."""
        place = self._seen()
        return place.page if place is not None else None

    @property
    def settled(self) -> bool:
        """The tab in view has its page, with the data of now, and nothing else waits for its turn."""
        return at_rest() and self._is_told(self._seen())

    @property
    def shows_current_year(self) -> bool:
        """No other school year was chosen."""
        return self._year is None or self._year == self._current

    def turn_to(self, key: str) -> TabPage:
        """Shows a tab and gives its page."""
        (index,) = (at for at, place in enumerate(self._places) if place.tab.key == key)
        self._tabs.setCurrentIndex(index)
        return self._fresh(self._places[index])

    # -- undo and redo

    def undo(self) -> None:
        """Takes back the last action of the whole program."""
        self._toast.hide()
        entry = self._workspace.undo()
        self._refresh_soon()
        self._toast.tell(f"Отменено: {entry.title}", "Повторить", self.redo)

    def redo(self) -> None:
        """Does it again."""
        self._toast.hide()
        entry = self._workspace.redo()
        self._refresh_soon()
        self._toast.tell(f"Повторено: {entry.title}", "Отменить", self.undo)

    # -- inside

    def _menu(self, title: str) -> QMenu:
        """A menu whose icons are drawn when it opens: the first paint does not wait for pictures nobody sees."""
        menu = self.menuBar().addMenu(title)
        menu.aboutToShow.connect(partial(_draw_all, menu))
        return menu

    def _action(
        self, words: str, icon: str, shortcut: QKeySequence | QKeySequence.StandardKey, do: Callable[[], object]
    ) -> QAction:
        action = QAction(words, self)
        action.setProperty("icon-name", icon)
        action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _checked=False: self._guarded(do))
        return action

    def _guarded(self, do: Callable[[], object]) -> bool:
        try:
            do()
        except Exception as error:
            self._report(error)
            return False
        return True

    def _report(self, error: BaseException) -> None:
        self._errors.handle(error, self)

    def _on_committed(self, changes: object) -> None:
        self._all_stale()
        self._show_undo()
        if isinstance(changes, Changes) and changes.touches("school"):
            self._show_school()
        if isinstance(changes, Changes) and changes.touches("academic_year", "setting"):
            self.year_changed.emit()
        # Several actions in a row refresh once.
        in_turn(self, self._next_turn)

    def _all_stale(self) -> None:
        self._current = None
        for place in self._places:
            place.stale = True

    def _turned(self) -> None:
        """Another tab is in view. The first time its page is made, filled and painted in turns of their own, so that
        keys and clicks come in between."""
        if self._is_told(self._seen()) or not self.isVisible():
            self._refresh_seen()
        else:
            in_turn(self, self._next_turn)

    @staticmethod
    def _is_told(place: _Place | None) -> bool:
        return place is None or (place.page is not None and not place.stale)

    def _next_turn(self) -> None:
        """The page in view is made, put in its place, filled, then what stands around it is told: each in its own
        turn."""
        place = self._seen()
        if place is None:
            return
        if place.page is None:
            told = self._guarded(lambda: self._made(place))
        elif not place.stands:
            place.take(place.page)
            told = True
        elif place.stale:
            told = self._guarded(lambda: self._fresh(place))
        else:
            self.page_seen.emit()
            return
        if told:
            in_turn(self, self._next_turn)

    def _refresh_soon(self) -> None:
        """In a turn of its own, when there is an eye to see it."""
        if self.isVisible():
            in_turn(self, self._next_turn)
        else:
            self._refresh_seen()

    def _refresh_seen(self) -> None:
        if (place := self._seen()) is not None:
            self._guarded(lambda: self._fresh(place))
            self.page_seen.emit()

    def _seen(self) -> _Place | None:
        index = self._tabs.currentIndex()
        return self._places[index] if 0 <= index < len(self._places) else None

    def _fresh(self, place: _Place) -> TabPage:
        """The page of a tab, made when it is the first time, with the data as they are now."""
        page = self._made(place)
        if not place.stands:
            place.take(page)
        if place.stale:
            place.stale = False
            page.widget.setUpdatesEnabled(True)
            page.refresh(None)
        return page

    def _made(self, place: _Place) -> TabPage:
        if place.page is None:
            place.page = place.tab.make(self, self._workspace)
        return place.page

    def _show_undo(self) -> None:
        for action, entry, words in (
            (self._undo, self._workspace.next_undo(), "Отменить"),
            (self._redo, self._workspace.next_redo(), "Повторить"),
        ):
            action.setEnabled(entry is not None and entry.undoable)
            action.setText(words if entry is None or not entry.undoable else f"{words}: {entry.title}")

    def _show_school(self) -> None:
        name = school.get_school(self._workspace).short_name
        if demonstration.shown_day(self._workspace) is not None:
            name = "Учебная школа"
        suffix = " (только просмотр)" if self._workspace.read_only else ""
        self.setWindowTitle(f"{name} — {APP_NAME}{suffix}" if name else APP_NAME + suffix)

    def _focus_search(self) -> None:
        if (place := self._seen()) is not None:
            self._fresh(place).focus_search()

    def _recolour(self) -> None:
        for action in self._corner:
            _draw(action)
        self._fit.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._jobs.wait()
        self._state.put("window/geometry", self.saveGeometry())
        self._state.put_list("window/tab", [max(0, self._tabs.currentIndex())])
        self._state.sync()
        super().closeEvent(event)


def _draw_all(menu: QMenu) -> None:
    for action in menu.actions():
        _draw(action)


def _draw(action: QAction) -> None:
    """Puts the icon on in the colours of now."""
    if name := action.property("icon-name"):
        action.setIcon(themed_icon(str(name), size=18))
