"""A demonstration school in a folder of its own, beside the bases of the school and never in them.

Whether a base is one stands in the base itself (``setting``), so a copy of it says so on another computer as well.
"""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import select

from curator_app.models import Setting
from curator_app.runtime import files, lock
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DATABASE_NAME, data_folder
from curator_app.runtime.progress import Progress
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.storage import cipher, facts

_KEY: Final = "demonstration"


def mark(workspace: Workspace, shown: dt.date) -> None:
    """Writes into the base that it is a demonstration, showing the school as on ``shown``."""
    with workspace.action("Создана учебная школа") as session:
        session.add(Setting(key=_KEY, value={"shown": shown.isoformat()}))


def shown_day(workspace: Workspace) -> dt.date | None:
    """The day whose work the demonstration shows; None for the base of a real school."""
    with workspace.read() as session:
        value = session.scalar(select(Setting.value).where(Setting.key == _KEY))
    return None if value is None else dt.date.fromisoformat(str(value["shown"]))


def make(folder: Path, clock: Clock, progress: Progress) -> Path:
    """Makes a fresh demonstration as of today beside ``folder`` and gives the place where it waits for
    ``put_in_place``; whatever an earlier attempt left there is gone. Raises Cancelled and KnownProblem, also when
    something else than a demonstration lies in ``folder``."""
    from curator_app.services import demo

    require_removable(folder)
    new = _waiting(folder)
    _delete(new)
    files.make_folder(new)
    try:
        workspace = open_workspace(data_folder(new), clock)
        try:
            demo.fill_with_orders(workspace, progress)
        finally:
            workspace.close()
    except BaseException:
        with suppress(KnownProblem):
            _delete(new)
        raise
    return new


def put_in_place(folder: Path) -> None:
    """What ``make`` has made takes the place of ``folder``, which must be closed. Raises KnownProblem."""
    require_closed(folder)
    require_removable(folder)
    _delete(folder)
    try:
        files.replace(_waiting(folder), folder)
    except OSError as error:
        raise files.explain(folder, error) from error


def remove(folder: Path) -> None:
    """Deletes a closed demonstration with everything beside its base; one that is not there is fine. Raises
    KnownProblem when it is open in another window, is no demonstration or can't be deleted."""
    require_closed(folder)
    require_removable(folder)
    _delete(folder)
    _delete(_waiting(folder))


def require_removable(folder: Path) -> None:
    """Raises KnownProblem unless ``folder`` holds a demonstration or nothing of a school: a copy of the own base may
    have been restored there. Only reads, so that it may be open."""
    place = data_folder(folder)
    if not place.database.exists():
        if place.backups.is_dir() and any(place.backups.iterdir()):
            raise KnownProblem(
                f"В папке «{folder}» нет базы, но лежат её копии, поэтому она не тронута. Если копии не нужны, удалите "
                "папку сами."
            )
        return
    if _is_marked(place.database):
        return
    if cipher.is_encrypted(place.database):
        raise KnownProblem(
            f"База в папке «{folder}» закрыта паролем. Ничего не удалено. Если это учебная школа, откройте её и "
            "снимите пароль."
        )
    raise KnownProblem(
        f"В папке «{folder}» лежит не учебная школа, а другая база. Ничего не удалено. Откройте её: «Файл» → "
        "«Другая или новая база…»."
    )


def _is_marked(database: Path) -> bool:
    try:
        with facts.reading(database) as connection:
            return connection.execute("SELECT 1 FROM setting WHERE key = ?", (_KEY,)).fetchone() is not None
    except cipher.database_errors():
        return False


def require_closed(folder: Path) -> None:
    """Raises DataFolderBusy when another window has this base open."""
    held = data_folder(folder)
    if held.lock.exists():
        owner = lock.FolderLock(held.lock)
        owner.acquire(Clock().now())
        owner.release()


def is_there(folder: Path) -> bool:
    """Whether a base lies in ``folder``."""
    return (folder / DATABASE_NAME).is_file()


def _waiting(folder: Path) -> Path:
    return folder.with_name(f"{folder.name} (готовится)")


def _delete(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise files.explain(folder, error) from error
