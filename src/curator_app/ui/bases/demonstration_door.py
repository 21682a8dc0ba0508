"""Into the demonstration school and out of it. It has a folder of its own; no other base is touched here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFile

from curator_app.runtime.bases import Bases
from curator_app.runtime.errors import KnownProblem
from curator_app.services import demonstration
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialogs import confirm

if TYPE_CHECKING:
    from curator_app.ui.main_window import MainWindow

_MAKING = "Готовится учебная школа…"


def open_demonstration(window: MainWindow, workspace: Workspace, bases: Bases) -> None:
    """Goes to the demonstration school as it was left, or to a fresh one."""
    if demonstration.shown_day(workspace) is not None:
        window.toast("Учебная школа уже открыта")
    elif demonstration.is_there(bases.demonstration):
        window.leave_for(bases.demonstration)
    else:
        _make(window, workspace, bases.demonstration)


def start_over(window: MainWindow, workspace: Workspace, bases: Bases) -> None:
    """A fresh demonstration school in the place of the one that was tried."""
    if confirm(
        window,
        "Начать учебную школу заново?",
        "Начать заново",
        detail="Всё, что вы в ней сделали, пропадёт. Ваших баз это не касается.",
    ):
        _make(window, workspace, bases.demonstration)


def go_to_own(window: MainWindow, workspace: Workspace, bases: Bases) -> None:
    """To the school's own base; when there is none yet, the first start begins it."""
    window.leave_for(own_folder(bases, workspace.folder.root))


def own_folder(bases: Bases, current: Path) -> Path:
    """The folder of the school's own base, or the one where it is to be made."""
    own = bases.own(current)
    if own is not None:
        return own.folder
    taken = {current} | {one.folder for one in bases.known() if one.demonstration}
    return bases.fresh() if bases.home in taken else bases.home


def remove_demonstration(window: MainWindow, workspace: Workspace, bases: Bases) -> None:
    """Takes the demonstration school away; from within it goes on with the own base. Raises KnownProblem."""
    folder, current = bases.demonstration, workspace.folder.root
    if folder != current:
        if demonstration.shown_day(workspace) is not None:
            raise KnownProblem(
                f"Эта учебная школа создана в другой папке. Перейдите к своей базе и удалите папку «{current}» сами."
            )
        if not demonstration.is_there(folder):
            window.toast("Учебной школы на этом компьютере нет")
            return
        demonstration.require_closed(folder)
    demonstration.require_removable(folder)
    if not confirm(
        window,
        "Убрать учебную школу?",
        "Убрать",
        detail=f"Её папка «{folder}» со всем, что вы пробовали, будет перенесена в Корзину. Ваши базы и сохранённые "
        "документы останутся на месте. Открыть новую учебную школу можно в любой день: меню «Файл».",
    ):
        return
    if folder == current:
        window.leave_for(own_folder(bases, current), partial(_discard, bases))
    else:
        window.toast(_discard(bases))


def _make(window: MainWindow, workspace: Workspace, folder: Path) -> None:
    window.run(
        _MAKING,
        lambda progress: demonstration.make(folder, workspace.clock, progress),
        lambda _made: window.leave_for(folder, partial(_put, folder)),
    )


def _put(folder: Path) -> str:
    demonstration.put_in_place(folder)
    return ""


def _discard(bases: Bases) -> str:
    folder = bases.demonstration
    demonstration.require_closed(folder)
    demonstration.require_removable(folder)
    binned = bool(QFile.moveToTrash(str(folder)))
    demonstration.remove(folder)  # also where the disk has no bin
    bases.forget(folder)
    return "Учебная школа перенесена в Корзину" if binned else "Учебная школа удалена"
