"""Kept files that no record has: scans of what was erased from the bin, forms another one took the place of."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import select

from curator_app.models import Action, Attachment, Change, ReportForm
from curator_app.runtime.wiping import wipe
from curator_app.services.workspace import Workspace
from curator_app.storage import kept_files
from curator_app.storage.journal import row_values
from curator_app.storage.sealed_files import kept_files as all_files

KEPT_DAYS: Final = 30
"""So long an undo finds the file of what was erased or replaced."""
_NAME: Final = re.compile(rf"{kept_files.FOLDER}/[0-9a-f]{{64}}\.(?:pdf|jpg|png|tif)|forms/[0-9a-f]{{20}}\.xlsx")


def remove_stray(workspace: Workspace) -> list[str]:
    """Wipes the files that no record has, not even one in the bin, once neither the file nor a change that names it is
    younger than ``KEPT_DAYS``; gives their names. Files not named by the program, links and files that another program
    holds stay."""
    if workspace.read_only:
        return []
    now = workspace.clock.now()
    since = now - dt.timedelta(days=KEPT_DAYS)
    files = {one.relative_to(workspace.folder.root).as_posix(): one for one in all_files(workspace.folder)}
    named = _named(workspace, since)
    removed: list[str] = []
    for name, path in sorted(files.items()):
        if _NAME.fullmatch(name) is None or name in named or not _is_old(path, since):
            continue
        with suppress(OSError):
            wipe(path)
            removed.append(name)
    return removed


def _named(workspace: Workspace, since: dt.datetime) -> set[str]:
    """Names in records and in changes made since then."""
    tables = {model.__tablename__: model for model in (Attachment, ReportForm)}
    with workspace.read() as session:
        found = {name for model in tables.values() for name in session.scalars(select(model.file_name))}
        query = select(Change.before, Change.after).join(Action, Action.id == Change.action_id)
        for sides in session.execute(query.where(Change.table_name.in_(tables), Action.at >= since)):
            found |= {str(row.get("file_name")) for side in sides if (row := row_values(side))}
    return found


def _is_old(path: Path, since: dt.datetime) -> bool:
    """Whether it was put there long ago: a file just put may be waiting for its record."""
    if path.is_symlink() or path.parent.is_symlink():
        return False
    with suppress(OSError):
        return path.stat().st_mtime < since.timestamp()
    return False
