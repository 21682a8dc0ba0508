"""The one module that writes files for the user: the old good file survives every failure.

A temporary file in the same folder, fsync, then ``os.replace`` with retries, because Windows refuses a
rename for a moment while an antivirus or the indexer looks at the file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
import time
from pathlib import Path

from curator_app.runtime.errors import KnownProblem

_RETRY_SECONDS = 2.5
_NO_RIGHT = 5
_LONGEST_NAME, _LONGEST_PATH = 255, 259
_SHARING_ERRORS = {_NO_RIGHT, 32, 33}
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"COM{i}" for i in range(1, 10)), *(f"LPT{i}" for i in range(1, 10))}


def explain(path: Path, error: OSError) -> KnownProblem:
    """The Russian sentence for a failure to write ``path``."""
    name = path.name or str(path)
    if getattr(error, "winerror", None) in {32, 33}:
        return KnownProblem(
            f"Файл «{name}» открыт в другой программе. Закройте его и повторите или сохраните под другим именем."
        )
    if error.errno == errno.ENOSPC:
        return KnownProblem(f"На диске не хватает места, «{name}» не сохранён. Освободите место и повторите.")
    if error.errno == errno.ENAMETOOLONG or _too_long(path):
        return KnownProblem(f"Слишком длинное имя или путь: «{name[:80]}». Выберите папку ближе к корню диска.")
    if error.errno in {errno.EISDIR}:
        return KnownProblem(f"«{name}» — это папка. Укажите имя файла.")
    if error.errno == errno.EEXIST:
        return KnownProblem(f"«{name}» — это файл, а не папка. Выберите папку или уберите файл.")
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return KnownProblem(f"Папка «{path.parent}» недоступна. Выберите другую папку.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return KnownProblem(
            f"Нет права записи в папку «{path.parent}» или файл «{name}» занят. Выберите другую папку или закройте его."
        )
    return KnownProblem(f"Не удаётся записать «{name}» на диск (возможно, носитель вынут). Проверьте диск и повторите.")


def _too_long(path: Path) -> bool:
    """Windows says of a long path only that it was not found."""
    return len(path.name) > _LONGEST_NAME or (os.name == "nt" and len(str(path)) > _LONGEST_PATH)


def make_folder(folder: Path) -> None:
    """Creates ``folder`` with its parents. Raises KnownProblem."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explain(folder, error) from error


def replace(source: Path, target: Path) -> None:
    """Moves ``source`` over ``target`` with retries. Raises OSError."""
    deadline = time.monotonic() + _RETRY_SECONDS
    pause = 0.02
    while True:
        try:
            os.replace(source, target)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in _SHARING_ERRORS or time.monotonic() > deadline:
                raise
            time.sleep(pause)
            pause = min(pause * 2, 0.3)


def _held(path: Path, error: OSError) -> Exception:
    """Windows refuses to put a file in the place of an open one with «no right» (5), though the folder has just taken
    the new file: then it is the old file that somebody holds."""
    if getattr(error, "winerror", None) != _NO_RIGHT or not path.is_file():
        return error
    return KnownProblem(
        f"Файл «{path.name}» открыт в другой программе или защищён от изменений. Закройте его и повторите или "
        "сохраните под другим именем."
    )


def prove_place(path: Path) -> None:
    """Refuses a place where ``write_bytes`` could not write, before what cannot be taken back. Raises KnownProblem."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory", str(path))
        with tempfile.NamedTemporaryFile(prefix=".~", suffix=".tmp", dir=path.parent):
            pass
    except OSError as error:
        raise explain(path, error) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Writes ``data`` to ``path`` whole or not at all. Raises KnownProblem with a sentence."""
    temporary: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory", str(path))
        handle, name = tempfile.mkstemp(prefix=".~", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.name == "posix":
            umask = os.umask(0)
            os.umask(umask)
            temporary.chmod(0o666 & ~umask)
        try:
            replace(temporary, path)
        except OSError as error:
            raise _held(path, error) from error
        temporary = None
    except OSError as error:
        raise explain(path, error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def safe_name(text: str, *, limit: int = 100) -> str:
    """A file name (without suffix) that Windows and Linux both accept, made of ``text``."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", text)
    name = re.sub(r"\s+", " ", name).strip(" .")[:limit].strip(" .")
    if not name:
        return "документ"
    stem, dot, rest = name.partition(".")
    return f"{stem}_{dot}{rest}" if stem.rstrip().upper() in _RESERVED else name
