"""openpyxl puts every sheet into a passing file of the system before it packs it: there may be no room for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from curator_app.runtime.errors import KnownProblem

_LXML = "SerialisationError"


@contextmanager
def room_for_sheets() -> Iterator[None]:
    """Around the saving of a workbook. Raises KnownProblem when the passing file cannot be written."""
    try:
        yield
    except Exception as error:
        # lxml, which openpyxl writes through when it is there, has an error of its own for a full disk.
        if not isinstance(error, OSError) and type(error).__name__ != _LXML:
            raise
        raise KnownProblem(
            "Книгу не удалось собрать: в системной папке временных файлов нет места или доступа. "
            "Освободите место на системном диске и повторите."
        ) from error
