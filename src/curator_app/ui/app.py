"""The start of the window: look, base, first start, tabs. Problems on the way are told, never shown as a traceback."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from curator_app import APP_NAME, __version__
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder
from curator_app.services import school
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common import theme
from curator_app.ui.common.dialogs import show_problem
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.icons import pixmap
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.first_start import run_first_start
from curator_app.ui.main_window import MainWindow
from curator_app.ui.menus import add_menus
from curator_app.ui.newcomer import run_newcomer
from curator_app.ui.reminder import Reminder
from curator_app.ui.settings.appearance import saved_mode
from curator_app.ui.tabs import TABS
from curator_app.ui.today.counter import TodayCounter


def open_window(folder: DataFolder, clock: Clock) -> int:
    """Runs the window on the data in ``folder`` until it is closed. Returns the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName(APP_NAME)
    app.setApplicationVersion(__version__)
    errors = ErrorBoundary(folder, clock)
    errors.install()
    state = WindowState(folder.window_state)
    look = theme.apply(app, saved_mode(state))
    app.setWindowIcon(pixmap("logo", look.palette.accent, 64))
    try:
        workspace = open_workspace(folder, clock)
    except KnownProblem as problem:
        show_problem(None, problem.message)
        return 1
    try:
        window = make_window(workspace, state, errors)
        window.show_first()
        if not school.is_set_up(workspace):
            # Over the shown window, so that the person sees what is being set up.
            QTimer.singleShot(0, window, lambda: run_first_start(window, workspace, window))
        return app.exec()
    finally:
        workspace.close()


def make_window(workspace: Workspace, state: WindowState, errors: ErrorBoundary) -> MainWindow:
    """The main window with its tabs and menus."""
    window = MainWindow(workspace, state, errors)
    add_menus(window, workspace)
    window.add_tabs(TABS)
    window.add_corner(
        "Вышел на работу новый сотрудник", "plus", lambda: run_newcomer(window, workspace, window), without="today"
    )
    Reminder(window, TodayCounter(window, workspace), state, workspace.clock)
    return window
