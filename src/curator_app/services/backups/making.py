"""Making copies: on demand, every day, in the course of work, before something risky; old ones go by the rule."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from curator_app.domain.copies import Copy, has_shrunk, superfluous
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.services.backups.listing import BEFORE_DELETION, DAILY, IN_COURSE
from curator_app.services.privacy import exports
from curator_app.services.workspace import Workspace
from curator_app.storage import backup, shelf
from curator_app.storage.facts import own_rows

_MANY: Final = 10


def make_copy(
    workspace: Workspace, target: Path | None = None, *, reason: str = backup.BY_HAND, progress: Progress | None = None
) -> Path:
    """A checked copy; in the folder of backups old ones are thinned out after it. Raises KnownProblem, Cancelled."""
    path = workspace.backup(target, reason=reason, progress=progress)
    if target is None:
        rotate(workspace)
    else:
        with suppress(KnownProblem):  # a base that can't be written is the best reason for a copy elsewhere
            people = exports.people_in_base(workspace)
            exports.note_export(workspace, "backup", "Копия базы", path, people, protected=workspace.key is not None)
    return path


def is_changed(workspace: Workspace) -> bool:
    """Whether anything was changed since the newest sound copy. An empty base has nothing to be copied."""
    facts = workspace.facts()
    if facts.counts.get("action", 0) <= 1:
        return False
    newest = _newest(workspace.folder)
    return newest is None or newest.manifest is None or newest.manifest.mark != facts.mark


def daily_copy(workspace: Workspace, progress: Progress | None = None) -> Path | None:
    """The copy of the day, made at the first start of it when something has changed since the last one."""
    newest = _newest(workspace.folder)
    today = workspace.clock.today()
    if newest is not None and newest.manifest is not None and newest.manifest.made.date() == today:
        return None
    return make_copy(workspace, reason=DAILY, progress=progress) if is_changed(workspace) else None


def course_copy(workspace: Workspace, progress: Progress | None = None) -> Path | None:
    """The copy of the last half an hour, when something was changed in it."""
    return make_copy(workspace, reason=IN_COURSE, progress=progress) if is_changed(workspace) else None


def before(workspace: Workspace, reason: str, progress: Progress | None = None) -> None:
    """A copy before something large, when anything was changed since the last one. Raises KnownProblem (the large thing
    is then not begun), Cancelled."""
    if is_changed(workspace):
        make_copy(workspace, reason=reason, progress=progress)


def before_deletion(workspace: Workspace, records: int) -> None:
    """The same before the deletion of many records at once."""
    if records >= _MANY:
        before(workspace, BEFORE_DELETION)


def rotate(workspace: Workspace) -> list[str]:
    """Removes the copies that the rule does not keep; gives their names. Nothing goes while the base holds less than
    half of what the last copy before today held."""
    folder = workspace.folder
    found = [one for one in shelf.copies(folder) if one.manifest is not None]
    earlier = [one for one in found[1:] if one.sound]
    if earlier and earlier[0].manifest is not None and found[0].manifest is not None:
        most = max(own_rows(one.manifest.counts) for one in earlier[:10] if one.manifest is not None)
        if has_shrunk(own_rows(found[0].manifest.counts), most):
            return []
    gone = superfluous(
        Copy(
            name=one.path.name,
            made=one.manifest.made.date(),
            number=one.manifest.number,
            automatic=one.manifest.reason in {DAILY, IN_COURSE},
            by_hand=one.manifest.reason == backup.BY_HAND,
            verified=one.sound is True,
        )
        for one in found
        if one.manifest is not None
    )
    for name in gone:
        with suppress(OSError):
            (folder.backups / name).unlink(missing_ok=True)
    return sorted(gone)


def delete_copy(path: Path) -> None:
    """Removes a copy that a person does not want. Raises KnownProblem."""
    try:
        path.unlink(missing_ok=True)
        backup.manifest_beside(path).unlink(missing_ok=True)
    except OSError as error:
        raise files.explain(path, error) from error


def _newest(folder: DataFolder) -> shelf.Shelved | None:
    return next((one for one in shelf.copies(folder) if one.sound is not False and one.manifest is not None), None)
