"""The start of the window: look, base, first start, tabs. Problems on the way are told, never shown as a traceback."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from curator_app import APP_NAME, __version__
from curator_app.runtime import crash
from curator_app.runtime.bases import Bases
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.services import demonstration, protection, school
from curator_app.services.privacy import exports
from curator_app.services.workspace import BaseKey, Workspace
from curator_app.ui.backups import ask_restore
from curator_app.ui.backups.opening import GivenUp, open_base, restore_closed
from curator_app.ui.bases import add_strip, open_demonstration
from curator_app.ui.common import theme
from curator_app.ui.common.demonstration_door import use_door
from curator_app.ui.common.dialogs import show_news, show_problem
from curator_app.ui.common.draft_store import use_store
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.help_key import use_guide
from curator_app.ui.common.icons import pixmap
from curator_app.ui.common.leaving import use_copier, use_noter
from curator_app.ui.common.saving import use_mark
from curator_app.ui.common.turns import in_turn
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.common.worker import give_up_jobs
from curator_app.ui.dropping import Dropping
from curator_app.ui.first_start import Outcome, is_unfinished, run_first_start
from curator_app.ui.imports import run_import
from curator_app.ui.main_window import MainWindow
from curator_app.ui.menus import add_menus
from curator_app.ui.newcomer import run_newcomer
from curator_app.ui.next_step import NextSteps
from curator_app.ui.privacy.drafts import DraftsOfBase, tell_drafts
from curator_app.ui.protection import ask_key
from curator_app.ui.protection.locker import Locker
from curator_app.ui.qt_messages import keep_qt_messages
from curator_app.ui.reminder import Reminder
from curator_app.ui.session_end import SessionEnd
from curator_app.ui.settings.appearance import saved_mode
from curator_app.ui.splash import application
from curator_app.ui.tabs import TABS
from curator_app.ui.today.counter import TodayCounter

if TYPE_CHECKING:
    from curator_app.ui.backups.keeper import Keeper

_MARK = "Учебная школа. "


def open_window(folder: DataFolder, clock: Clock, bases: Bases | None = None, copy: Path | None = None) -> int:
    """Runs the window on the data in ``folder`` until it is closed, then on the base that was chosen in it, if one
    was. ``copy``: a copy of a base that was opened by a double click, shown first. Returns the exit code."""
    app = application()
    app.setApplicationName(APP_NAME)
    app.setApplicationVersion(__version__)
    keep_qt_messages(folder.log, clock)
    known = bases or Bases(folder.root)
    code, wanted, before = 0, folder.root, None
    said = ("", "")
    while True:
        code, following, said = _run_base(app, data_folder(wanted), clock, known, said, copy)
        copy = None
        if code and before is not None:
            code, following = 0, before  # the other base cannot be opened: back to the one that was
            before = None
        elif following is not None:
            before = wanted
        if following is None:
            return code
        wanted = following


def _run_base(
    app: QApplication, folder: DataFolder, clock: Clock, bases: Bases, said: tuple[str, str], copy: Path | None
) -> tuple[int, Path | None, tuple[str, str]]:
    """One base from its opening to its closing: the exit code, the folder to go on with, and what is to be told in the
    next window."""
    errors = ErrorBoundary(folder, clock)
    errors.install()
    state = WindowState(folder.window_state)
    look = theme.apply(app, saved_mode(state))
    app.setWindowIcon(pixmap("logo", look.palette.accent, 64))

    def key() -> BaseKey | None:
        if not protection.is_protected(folder):
            return None
        found = ask_key(folder, bases.school_of(folder.root))
        if found is None:
            raise GivenUp
        return found

    opened = open_base(folder, clock, key, copy)
    workspace = opened.workspace
    if workspace is None:
        return opened.code, None, ("", "")
    news = opened.said if opened.said[0] else said
    try:
        protection.settle(workspace)
    except KnownProblem as problem:
        workspace.close()
        show_problem(None, problem.message)
        return 1, None, ("", "")
    wish: Path | None = None
    between: Callable[[], str] | None = None
    try:
        use_store(DraftsOfBase(workspace))
        use_noter(partial(exports.note_export, workspace))
        use_copier(partial(protection.passing_copy, workspace))
        window = make_window(workspace, state, errors, bases)
        use_mark(_MARK if demonstration.shown_day(workspace) is not None else "")
        use_door(partial(open_demonstration, window, workspace, bases))
        window.show_first()
        keepers: list[Keeper] = []

        def leave() -> None:
            if window.isVisible():  # left from the message about a fault: a job under way still comes to its end
                window.close()
            for keeper in keepers:
                keeper.stop()
            _remember(bases, workspace)  # the school may have got its name

        def leave_at_once() -> None:
            give_up_jobs()
            leave()
            protection.wipe_passing(workspace)
            workspace.close()

        session = SessionEnd(app, leave_at_once, window)
        QTimer.singleShot(0, window, _collect_again)
        QTimer.singleShot(0, window, lambda: _remember(bases, workspace))  # whatever ends the program: this one is next
        # Over the shown window, so that the person sees what is being told, asked or set up.
        in_turn(window, lambda: keepers.append(_keep(window, workspace, state, errors)))
        in_turn(window, lambda: tell_drafts(workspace, window))
        if news[0]:
            tell = partial(show_news, window, news[0], detail=news[1]) if news[1] else partial(window.toast, news[0])
            in_turn(window, tell)
        if copy is not None:
            in_turn(window, lambda: keepers[0].restore(copy))
        elif not workspace.read_only and is_unfinished(workspace):
            in_turn(window, lambda: _first_start(window, workspace, bases))
        code = app.exec()
        if not session.over:
            leave()
        following, wish, between = window.next_folder, window.next_copy, window.between
        window.deleteLater()
        app.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    finally:
        protection.wipe_passing(workspace)
        use_store(None)
        use_noter(None)
        use_copier(None)
        use_door(None)
        use_mark("")
        workspace.close()
    told = restore_closed(folder, clock, wish, workspace.key) if wish is not None else ("", "")
    if between is not None:
        told = (_done_between(between, data_folder(bases.home).log, clock), "")
    return code, following, told


def _remember(bases: Bases, workspace: Workspace) -> None:
    """The base of ``workspace`` is the one open last."""
    invented = demonstration.shown_day(workspace) is not None
    bases.remember(workspace.folder.root, school.get_school(workspace).short_name, demonstration=invented)


def _done_between(between: Callable[[], str], log: Path, clock: Clock) -> str:
    """What had to wait until the base is closed; gives what is to be told in the next window. Windows deletes no folder
    while the file of ``crash`` is open in it, so that goes on beside ``log``."""
    armed = crash.disarm()
    try:
        return between()
    except KnownProblem as problem:
        show_problem(None, problem.message)
        return ""
    finally:
        if armed:
            crash.arm(log, clock)


def _first_start(window: MainWindow, workspace: Workspace, bases: Bases) -> None:
    if run_first_start(window, workspace, window) is Outcome.DEMO:
        open_demonstration(window, workspace, bases)


def _collect_again() -> None:
    """The start is over. What it has made goes among the old things: the next small collection does not look there."""
    gc.freeze()
    gc.unfreeze()
    gc.enable()


def _show_guide(parent: QWidget, about: str) -> QWidget:
    from curator_app.ui.guide import show_guide

    return show_guide(parent, about)


def _keep(window: MainWindow, workspace: Workspace, state: WindowState, errors: ErrorBoundary) -> Keeper:
    from curator_app.ui.backups.keeper import keep_copies

    return keep_copies(window, workspace, state, errors)


def _restore_dropped(window: MainWindow, workspace: Workspace, copy: Path) -> None:
    if ask_restore(workspace, window, copy):
        window.leave_to_restore(copy)


def make_window(
    workspace: Workspace, state: WindowState, errors: ErrorBoundary, bases: Bases | None = None
) -> MainWindow:
    """The main window with its tabs and menus."""
    window = MainWindow(workspace, state, errors)
    known = bases or Bases(workspace.folder.root)
    locker = Locker(window, workspace, state, window.close)
    add_menus(window, workspace, known, locker)
    add_strip(window, workspace, known)
    use_guide(_show_guide)
    Dropping(window, partial(run_import, window, workspace, window), partial(_restore_dropped, window, workspace))
    NextSteps(window, workspace, state)
    window.add_tabs(TABS)
    window.add_corner("Новый сотрудник", "plus", lambda: run_newcomer(window, workspace, window), without="today")
    Reminder(window, TodayCounter(window, workspace), state, workspace.clock)
    return window
