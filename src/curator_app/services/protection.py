"""The password of a base: setting, changing and taking it off, opening by it or by the recovery code.

Encryption is real (SQLCipher for the base, AES-GCM for the files beside it), yet this is no certified means of
protection; the screens say so. Neither the password nor the code is kept anywhere: who loses both loses the data.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from curator_app.domain.password_strength import SHORTEST, Strength, strength
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem, UnusableBase
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.runtime.wiping import wipe_tree
from curator_app.services.workspace import BaseKey, Workspace
from curator_app.storage import cipher, conversion, keys, sealed_files
from curator_app.storage.keys import KeyFile, WrongSecret

__all__ = ["Attempts", "WrongSecret"]

_FREE_TRIES = 5
_LONGEST_PAUSE_S = 60


def is_protected(folder: DataFolder) -> bool:
    """Whether the base in ``folder`` is encrypted; asked before it is opened. Raises KnownProblem."""
    folder.refuse_long()
    try:
        return cipher.is_encrypted(folder.database)
    except NotADirectoryError:
        return False  # no folder can be there: the opening says so
    except OSError as error:
        raise KnownProblem("Файл базы не читается. Проверьте диск и права доступа.") from error


def unlock(folder: DataFolder, password: str) -> BaseKey:
    """The key by the password, within a second. Raises WrongSecret; KnownProblem when the key file is lost."""
    return _unlocked(folder, partial(keys.unlock_password, password=password))[1]


def unlock_by_code(folder: DataFolder, typed: str) -> BaseKey:
    """The key by the recovery code; blanks and dashes do not matter. Raises as ``unlock``."""
    return _unlocked(folder, partial(keys.unlock_code, typed=typed))[1]


def unlock_by_either(folder: DataFolder, typed: str) -> BaseKey:
    """The key by the password, or by the recovery code where it was given instead. Raises as ``unlock``."""
    return _unlocked(folder, partial(_by_either, typed=typed))[1]


def new_code() -> str:
    """A recovery code to print before the base is encrypted; forty digits."""
    return keys.new_code()


def refuse_bad_password(password: str) -> None:
    """Raises KnownProblem for a password that may not be set."""
    if strength(password) is Strength.TOO_SHORT:
        raise KnownProblem(f"Пароль короче {SHORTEST} знаков. Возьмите три-четыре несвязанных слова.")


def protect(workspace: Workspace, password: str, code: str, progress: Progress | None = None) -> list[str]:
    """Encrypts the base and its files. The recovery code is the one that has been printed.

    Gives the names of files that could not be sealed (they were damaged before). Ctrl+Z does not take it back,
    ``remove`` does. Raises KnownProblem; the base is plain then as before.
    """
    told = progress or Progress()
    if workspace.key is not None:
        raise KnownProblem("База уже зашифрована. Чтобы сменить пароль, выберите «Сменить пароль…».")
    refuse_bad_password(password)
    key = keys.new_key()
    told.step(0, 0, "Готовится ключ…")
    _write(workspace.folder, keys.seal(key, password, code))
    told.step(0, 0, "База шифруется…")
    workspace.rekey(key)
    return sealed_files.convert_all(workspace.folder, None, key, Progress(told.report))


def check(workspace: Workspace, password: str) -> None:
    """Raises WrongSecret unless this is the password of the open base."""
    keys.unlock_password(_own_file(workspace), password)


def change_password(workspace: Workspace, old: str, new: str) -> None:
    """Another password; ``old`` is the one of now, or the recovery code. The base is not rewritten; the recovery sheet
    stays valid. Raises WrongSecret, KnownProblem.

    Copies made before still open by the old password.
    """
    file = _own_file(workspace)
    key = _by_either(file, old)
    refuse_bad_password(new)
    _write(workspace.folder, keys.with_password(file, key, new))


def set_password_by_code(folder: DataFolder, code: str, new: str) -> BaseKey:
    """A forgotten password is replaced by means of the recovery code. Raises WrongSecret, KnownProblem."""
    file, key = _unlocked(folder, partial(keys.unlock_code, typed=code))
    refuse_bad_password(new)
    _write(folder, keys.with_password(file, key, new))
    return key


def replace_code(workspace: Workspace, password: str, code: str) -> None:
    """Another recovery code: the old sheet opens only copies made before. Raises WrongSecret, KnownProblem."""
    file = _own_file(workspace)
    key = keys.unlock_password(file, password)
    _write(workspace.folder, keys.with_code(file, key, code))


def remove(workspace: Workspace, password: str, progress: Progress | None = None) -> list[str]:
    """Makes the base and its files plain again, by the password or the recovery code; gives the names of damaged files
    that stay sealed. Raises WrongSecret, KnownProblem; the base is encrypted then."""
    told = progress or Progress()
    key = _by_either(_own_file(workspace), password)
    told.step(0, 0, "Шифрование снимается…")
    left = sealed_files.convert_all(workspace.folder, key, None, told)
    workspace.rekey(None)
    for path in (workspace.folder.key_file, workspace.folder.spare_key_file):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    return left


def settle(workspace: Workspace) -> None:
    """After opening: finishes what a cut-off conversion left of the files, wipes passing copies of them and mends a
    key file that is damaged or has lost its spare."""
    folder = workspace.folder
    if workspace.read_only:
        return
    wipe_tree(folder.opened)
    if workspace.key is not None:
        sealed_files.convert_all(folder, None, workspace.key, Progress())
        with contextlib.suppress(KnownProblem, OSError):  # the next start mends it
            file = keys.of_key(folder, workspace.key)
            for path in (folder.key_file, folder.spare_key_file):
                if file is not None and (not path.exists() or path.read_bytes() != file.to_bytes()):
                    files.make_folder(path.parent)
                    files.write_bytes(path, file.to_bytes())


# -- passing copies


def passing_copy(workspace: Workspace, title: str, kind: str, data: bytes) -> Path:
    """Writes ``data`` as «title.kind» for another program to show; it is overwritten and deleted when this program is
    closed. Raises KnownProblem."""
    own = _own_passing(workspace.folder)
    files.make_folder(own)
    try:
        folder = Path(tempfile.mkdtemp(dir=own))  # the same file may be open in the other program already
    except OSError as error:
        raise files.explain(own, error) from error
    target = folder / f"{files.safe_name(title)}.{kind}"
    files.write_bytes(target, data)
    return target


def wipe_passing(workspace: Workspace) -> None:
    """Overwrites and deletes the passing copies; one that is still open elsewhere goes at the next start."""
    wipe_tree(_own_passing(workspace.folder))
    with contextlib.suppress(OSError):
        workspace.folder.opened.rmdir()


def _own_passing(folder: DataFolder) -> Path:
    return folder.opened / str(os.getpid())


# -- tries


class Attempts:
    """Wrong tries at the password: after the fifth each costs twice the time. Kept in this process only, so nobody is
    ever shut out of the own data for good."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong = 0
        self._until = 0.0

    def missed(self) -> None:
        """One more wrong try."""
        self._wrong += 1
        if self._wrong >= _FREE_TRIES:
            pause = min(2 ** (self._wrong - _FREE_TRIES + 1), _LONGEST_PAUSE_S)
            self._until = self._clock() + pause

    @property
    def wait_s(self) -> float:
        """Seconds until the next try; 0 = now."""
        return max(0.0, self._until - self._clock())


# -- inside


def _unlocked(folder: DataFolder, opened_by: Callable[[KeyFile], BaseKey]) -> tuple[KeyFile, BaseKey]:
    """The key file of this base and its key. After a restore that was cut off the key file may be the copy's, and the
    spare one is the base's. Raises as ``unlock``."""
    refusal: WrongSecret | None = None
    others: list[tuple[KeyFile, BaseKey]] = []
    for file in keys.found(folder):
        try:
            key = opened_by(file)
        except WrongSecret as problem:
            refusal = refusal or problem
            continue
        try:
            conversion.refuse_wrong_key(folder.database, key)
        except UnusableBase:
            others.append((file, key))
        else:
            return file, key
    if refusal is not None:
        raise refusal
    if not others:
        raise _no_key_file(folder)
    return others[0]  # the base itself is damaged: the opening says so


def _by_either(file: KeyFile, typed: str) -> BaseKey:
    try:
        return keys.unlock_password(file, typed)
    except WrongSecret:
        if not keys.is_like_code(typed):
            raise
        return keys.unlock_code(file, typed)


def _own_file(workspace: Workspace) -> KeyFile:
    file = None if workspace.key is None else keys.of_key(workspace.folder, workspace.key)
    if file is None:
        raise _no_key_file(workspace.folder)
    return file


def _no_key_file(folder: DataFolder) -> KnownProblem:
    return KnownProblem(
        f"Нет файла ключа «{folder.key_file.name}» рядом с зашифрованной базой. Верните его на место или "
        "восстановите базу из резервной копии: ключ есть в каждой."
    )


def _write(folder: DataFolder, file: KeyFile) -> None:
    """Writes the spare and reads it back: a key that can't be read would lock everybody out. Only then the key file,
    the last step: whatever fails before it, the old password holds, and after it the new one."""
    files.make_folder(folder.backups)
    files.write_bytes(folder.spare_key_file, file.to_bytes())
    if keys.read(folder.spare_key_file) != file:
        raise KnownProblem("Файл ключа не записался как надо. Проверьте диск и повторите; база не изменена.")
    files.write_bytes(folder.key_file, file.to_bytes())
