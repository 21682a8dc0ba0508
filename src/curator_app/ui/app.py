"""The start of the window: look, base, first start, tabs. Problems on the way are told, never shown as a traceback."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from curator_app import APP_NAME, __version__
from curator_app.runtime.bases import Bases
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.services import protection, school
from curator_app.services.workspace import BaseKey, Workspace, open_workspace
from curator_app.ui.common import theme
from curator_app.ui.common.dialogs import show_problem
from curator_app.ui.common.draft_keeper import use_store
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.icons import pixmap
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.first_start import run_first_start
from curator_app.ui.main_window import MainWindow
from curator_app.ui.menus import add_menus
from curator_app.ui.newcomer import run_newcomer
from curator_app.ui.privacy.drafts import DraftsOfBase, tell_drafts
from curator_app.ui.protection import ask_key
from curator_app.ui.protection.locker import Locker
from curator_app.ui.qt_messages import keep_qt_messages
from curator_app.ui.reminder import Reminder
from curator_app.ui.settings.appearance import saved_mode
from curator_app.ui.tabs import TABS
from curator_app.ui.today.counter import TodayCounter


def open_window(folder: DataFolder, clock: Clock, bases: Bases | None = None) -> int:
    """Runs the window on the data in ``folder`` until it is closed, then on the base that was chosen in it, if one
    was. Returns the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName(APP_NAME)
    app.setApplicationVersion(__version__)
    keep_qt_messages(folder.log, clock)
    known = bases or Bases(folder.root)
    code, wanted, before = 0, folder.root, None
    while True:
        code, following = _run_base(app, data_folder(wanted), clock, known)
        if code and before is not None:
            code, following = 0, before  # the other base cannot be opened: back to the one that was
            before = None
        elif following is not None:
            before = wanted
        if following is None:
            return code
        wanted = following


def _run_base(app: QApplication, folder: DataFolder, clock: Clock, bases: Bases) -> tuple[int, Path | None]:
    """One base from its opening to its closing: the exit code, and the folder to go on with."""
    errors = ErrorBoundary(folder, clock)
    errors.install()
    state = WindowState(folder.window_state)
    look = theme.apply(app, saved_mode(state))
    app.setWindowIcon(pixmap("logo", look.palette.accent, 64))
    try:
        key: BaseKey | None = None
        if protection.is_protected(folder):
            key = ask_key(folder, bases.school_of(folder.root))
            if key is None:
                return 1, None
        workspace = open_workspace(folder, clock, key=key)
        protection.settle(workspace)
    except KnownProblem as problem:
        show_problem(None, problem.message)
        return 1, None
    try:
        use_store(DraftsOfBase(workspace))
        window = make_window(workspace, state, errors, bases)
        window.show_first()
        QTimer.singleShot(0, window, lambda: tell_drafts(workspace, window))
        if not school.is_set_up(workspace):
            # Over the shown window, so that the person sees what is being set up.
            QTimer.singleShot(0, window, lambda: run_first_start(window, workspace, window))
        code = app.exec()
        bases.remember(folder.root, school.get_school(workspace).short_name)
        following = window.next_folder
        window.deleteLater()
        app.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
        return code, following
    finally:
        protection.wipe_opened(workspace)
        workspace.close()


def make_window(
    workspace: Workspace, state: WindowState, errors: ErrorBoundary, bases: Bases | None = None
) -> MainWindow:
    """The main window with its tabs and menus."""
    window = MainWindow(workspace, state, errors)
    locker = Locker(window, workspace, state, window.close)
    add_menus(window, workspace, bases or Bases(workspace.folder.root), locker)
    window.add_tabs(TABS)
    window.add_corner("Новый сотрудник", "plus", lambda: run_newcomer(window, workspace, window), without="today")
    Reminder(window, TodayCounter(window, workspace), state, workspace.clock)
    return window
