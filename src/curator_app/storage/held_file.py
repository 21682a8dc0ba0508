"""Whether the file under an open base is still the one that was opened.

A synchronising program may put another file in its place, a stick may be pulled out: SQLite would go on writing into a
file that has no name any more. Windows refuses to replace an open file, so the question is only asked elsewhere.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from curator_app.runtime.errors import KnownProblem


class HeldFile:
    """Make it before SQLite opens the file, close it after SQLite has closed it: closing any handle of a process on a
    file drops the locks which that process has on it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        if os.name == "posix":
            with suppress(OSError):
                self._handle = os.open(path, os.O_RDONLY)

    def refuse_replaced(self) -> None:
        """Raises KnownProblem when the file is gone or another one."""
        if self._handle is None:
            return
        try:
            same = os.path.samestat(os.fstat(self._handle), os.stat(self._path))
        except OSError as error:
            raise KnownProblem(
                "Носитель с базой недоступен или её файл удалён. Изменение не сохранено. Верните носитель на место, "
                "закройте программу и откройте её снова."
            ) from error
        if not same:
            raise KnownProblem(
                "Файл базы подменён другой программой (облако, копирование). Изменение не сохранено, новый файл не "
                "тронут. Закройте программу и откройте её снова."
            )

    def is_same(self) -> bool:
        """Whether nothing was replaced."""
        try:
            self.refuse_replaced()
        except KnownProblem:
            return False
        return True

    def close(self) -> None:
        """To be called after the last connection is closed."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
