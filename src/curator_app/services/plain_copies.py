"""Copies from before the password: found, and encrypted on demand."""

from __future__ import annotations

from pathlib import Path

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.services.workspace import Workspace
from curator_app.storage import cipher, recoding, shelf


def listed(folder: DataFolder) -> list[Path]:
    """Copies in the folder of backups that anybody can read, the newest first."""
    return [one.path for one in shelf.copies(folder) if not _is_encrypted(one)]


def encrypt(workspace: Workspace, progress: Progress) -> list[str]:
    """Encrypts them one by one; gives a sentence for each that could not be. Raises Cancelled between two."""
    if workspace.key is None:
        raise KnownProblem("База не зашифрована. Сначала поставьте пароль.")
    troubles: list[str] = []
    found = listed(workspace.folder)
    for number, path in enumerate(found):
        progress.step(number, len(found), "Шифруются прежние копии…")
        try:
            recoding.encrypt_copy(path, workspace.folder, workspace.key, Progress(cancelled=progress.cancelled))
        except KnownProblem as problem:
            troubles.append(problem.message)
    return troubles


def _is_encrypted(copy: shelf.Shelved) -> bool:
    if copy.manifest is not None:
        return copy.manifest.encrypted
    try:
        return not copy.old_style or cipher.is_encrypted(copy.path)
    except OSError:
        return False
