"""Opening the base of a window: whatever is wrong with it is told with the ways out, until it opens or is given up."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QWidget

from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import Cancelled, DataFolderBusy, KnownProblem, UnusableBase
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.services.backups import pending
from curator_app.services.workspace import BaseKey, Workspace, open_workspace
from curator_app.ui.common.dialogs import show_problem
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.worker import JobRunner

CRASHED = "Прошлая работа завершилась аварийно. Данные проверены, всё на месте."
_READ_ONLY = "База открыта только для чтения: папка защищена от записи. Снимите защиту и откройте программу снова."
_OTHER_HAND = "Файл базы изменён не этой программой. Он проверен: повреждений нет."


@dataclass(frozen=True, slots=True)
class Opened:
    """``workspace`` None = given up, or (``code`` 0) the window that has the base came to the front. ``said``: news of
    the opening and its detail."""

    workspace: Workspace | None
    code: int = 0
    said: tuple[str, str] = ("", "")


def open_base(
    folder: DataFolder, clock: Clock, ask_key: Callable[[], BaseKey | None], copy: Path | None = None
) -> Opened:
    """Opens the base in ``folder``. ``ask_key`` gives the key, None for a base that needs none; it raises GivenUp.
    ``copy``: a copy that was opened by a double click, shown by the window that has the base already."""
    said = ("", "")
    fresh = as_it_is = False
    while True:
        key: BaseKey | None = None
        try:
            key = ask_key()
            workspace = open_workspace(folder, clock, key=key, fresh=fresh, as_it_is=as_it_is)
        except DataFolderBusy as busy:
            from curator_app.runtime import calling

            if calling.call(folder, copy):
                return Opened(None)
            show_problem(None, busy.message)
            return Opened(None, 1)
        except UnusableBase as problem:
            if problem.kind in ("newer", "foreign", "unreadable"):
                show_problem(None, problem.message)
                return Opened(None, 1)
            from curator_app.ui.backups.start_dialog import StartDialog

            dialog = StartDialog(problem, folder, clock, key)
            run_dialog(dialog)
            if dialog.way == "close":
                return Opened(None, 1)
            fresh, as_it_is = dialog.way == "fresh", dialog.way == "as_it_is"
            said = dialog.said
        except GivenUp:
            return Opened(None, 1)
        except KnownProblem as problem:
            if (looking := _for_looking(folder, clock, key)) is not None:
                return Opened(looking, said=(_READ_ONLY, ""))
            show_problem(None, problem.message)
            return Opened(None, 1)
        else:
            return Opened(workspace, said=_with_pending(workspace, said))


class GivenUp(Exception):
    """The password was not given."""


def _for_looking(folder: DataFolder, clock: Clock, key: BaseKey | None) -> Workspace | None:
    """The base of a folder that can't be written, for looking only; None when that is not what is wrong."""
    try:
        os.close(os.open(folder.lock, os.O_RDWR | os.O_CREAT))
    except PermissionError:
        pass
    except OSError as error:
        if error.errno != errno.EROFS:
            return None
    else:
        return None
    try:
        return open_workspace(folder, clock, write=False, key=key)
    except KnownProblem:
        return None


def _with_pending(workspace: Workspace, said: tuple[str, str]) -> tuple[str, str]:
    """Does again what a restore had brought back, and adds how the base was found."""
    try:
        pending.apply_pending(workspace)
    except KnownProblem as problem:
        return problem.message, ""
    if said[0]:
        return said
    if workspace.start.crashed and workspace.start.checked:
        return CRASHED, ""
    if workspace.start.foreign_hand and workspace.start.checked:
        return _OTHER_HAND, ""
    return said


def restore_closed(folder: DataFolder, clock: Clock, copy: Path, key: BaseKey | None) -> tuple[str, str]:
    """Puts ``copy`` back while no window is open, with progress; what is to be told then. A problem is shown here."""
    from curator_app.services.backups import restoring
    from curator_app.ui.backups import words

    holder = QWidget()
    loop = QEventLoop(holder)
    told: list[tuple[str, str]] = []

    def job(progress: Progress) -> restoring.RestoreResult | None:
        try:
            return restoring.restore_copy(folder, clock, copy, key=key, progress=progress)
        except Cancelled:
            return None  # the base is as it was; the window comes back

    def done(result: restoring.RestoreResult | None) -> None:
        if result is not None:
            told.append(words.restored(result))
        loop.quit()

    def failed(_error: Exception) -> bool:
        loop.quit()
        return False

    def report(error: BaseException) -> None:
        if not isinstance(error, KnownProblem):
            raise error
        show_problem(None, f"{error.message} База осталась прежней.")

    runner = JobRunner(holder, report)
    runner.start("База восстанавливается из копии", job, done, failed)
    loop.exec()
    holder.deleteLater()
    return told[0] if told else ("", "")
