"""Checks that run beside the work: the base every week, the newest copy by a real restore every month."""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import suppress
from pathlib import Path

from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.services import stray_files
from curator_app.services.backups import listing, restoring
from curator_app.services.workspace import BaseKey, Workspace, open_workspace
from curator_app.storage import copy_file, restore, shelf

_WEEK, _MONTH = dt.timedelta(days=7), dt.timedelta(days=30)


def verify_copy(
    folder: DataFolder, path: Path, *, key: BaseKey | None = None, progress: Progress | None = None
) -> None:
    """Reads a copy to the last byte, opens the base in it and lets SQLite check it. Raises KnownProblem when the copy
    is damaged (remembered, so that it is never recommended), Cancelled."""
    scratch = folder.backups / ".~verify.tmp"
    try:
        restore.examine(path, scratch, restoring.own_key(folder, path, key), progress or Progress())
    except copy_file.DamagedCopy:
        _note(folder, path, sound=False)
        raise
    _note(folder, path, sound=True)


def _note(folder: DataFolder, path: Path, *, sound: bool) -> None:
    if path.parent == folder.backups:
        shelf.note_checked(folder, path, sound=sound)


def is_check_due(workspace: Workspace) -> bool:
    """Whether the base was not wholly checked for a week, or could not be at the start."""
    last = shelf.moment(shelf.remembered(workspace.folder).full_check)
    return not workspace.start.checked or workspace.large or _is_past(last, workspace.clock.now(), _WEEK)


def full_check(workspace: Workspace, progress: Progress | None = None) -> list[str]:
    """Checks the open base to the last byte; what is wrong, empty = sound. Of a sound one the kept files go that no
    record has any more. Raises KnownProblem, Cancelled."""
    problems = workspace.check(progress)
    if not problems:
        stray_files.remove_stray(workspace)
        shelf.remember(workspace.folder, full_check=workspace.clock.now().isoformat(sep=" "))
    return problems


def is_drill_due(workspace: Workspace) -> bool:
    """Whether no copy was tried by a real restore for a month."""
    last = shelf.moment(shelf.remembered(workspace.folder).drill)
    return _is_past(last, workspace.clock.now(), _MONTH)


def drill(workspace: Workspace, progress: Progress | None = None) -> bool:
    """Restores the newest copy into a passing folder and opens it as the program would; False when there is none.

    Raises KnownProblem when the copy does not come back, Cancelled.
    """
    told = progress or Progress()
    newest = listing.newest_sound(workspace.folder)
    if newest is None or (newest.encrypted and workspace.key is None):
        return False
    place = workspace.folder.backups / ".~drill.tmp"
    shutil.rmtree(place, ignore_errors=True)
    folder = DataFolder(place)
    try:
        with suppress(OSError):
            place.mkdir(parents=True)
        restoring.restore_copy(folder, workspace.clock, newest.path, key=workspace.key, progress=told)
        opened = open_workspace(folder, workspace.clock, key=workspace.key)
        try:
            found = opened.facts()
        finally:
            opened.close()
        if newest.people is not None and found.counts.get("person") != newest.people:
            raise copy_file.damaged(newest.path)
    except copy_file.DamagedCopy:
        shelf.note_checked(workspace.folder, newest.path, sound=False)
        raise
    finally:
        shutil.rmtree(place, ignore_errors=True)
    shelf.remember(workspace.folder, drill=workspace.clock.now().isoformat(sep=" "))
    return True


def _is_past(last: dt.datetime | None, now: dt.datetime, term: dt.timedelta) -> bool:
    # A moment in the future was written by a clock that was wrong.
    return last is None or not dt.timedelta(0) <= now - last < term
