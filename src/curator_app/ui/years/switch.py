"""The school year shown in the window, at the right of the menu: a click chooses another one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from curator_app.services.workspace import Workspace
from curator_app.services.years.listing import YearRow, list_years
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.main_window import MainWindow
from curator_app.ui.years import doors


class YearSwitch(QToolButton):
    """«2026/2027 уч. год»; a lock stands before a closed year."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._closed = False
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip("Какой учебный год показан на вкладках")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        window.year_changed.connect(self.tell)
        theme().changed.connect(self._draw)
        self.tell()

    def tell(self) -> None:
        """Says which year is shown."""
        shown = self._window.year
        row = next((one for one in list_years(self._workspace) if one.label == shown), None)
        self._closed = row is not None and row.closed
        self.setText(f"{shown} уч. год" + (" — закрыт" if self._closed else ""))
        self.setAccessibleName(f"Показан {shown} учебный год")
        self._draw()

    def _fill(self) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        for row in list_years(self._workspace):
            action = self._menu.addAction(_words(row), partial(self._window.show_year, row.label))
            action.setCheckable(True)
            action.setChecked(row.label == self._window.year)
            group.addAction(action)
        self._menu.addSeparator()
        for words, door in (
            ("Учебные годы: сравнение, закрытие…", doors.show_years),
            ("Переход на новый учебный год…", doors.run_rollover),
        ):
            action = QAction(words, self._menu)
            action.triggered.connect(lambda _on=False, open_=door: open_(self._window, self._workspace))
            self._menu.addAction(action)

    def _draw(self) -> None:
        self.setIcon(themed_icon("lock" if self._closed else "calendar", size=18))


def _words(row: YearRow) -> str:
    remark = " — закрыт" if row.closed else " — текущий" if row.current else ""
    return f"{row.label}{remark}"
