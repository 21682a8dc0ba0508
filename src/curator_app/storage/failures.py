"""Failures of the world under the database, told in Russian."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, StatementError

from curator_app.runtime.errors import OUT_OF_MEMORY, Conflict, KnownProblem
from curator_app.storage import cipher
from curator_app.storage.closed_years import CLOSED
from curator_app.storage.triggers import SNAPSHOT

_UNREADABLE = (
    "База не читается: не отвечает диск или повреждён её файл. Ничего не изменено. Проверьте, на месте ли носитель, и "
    "повторите; если не поможет — восстановите базу из резервной копии."
)
_WAS_STARVED = threading.Event()


def translate(error: DBAPIError) -> KnownProblem | None:
    """The sentence for a failure of the world under the database; None = our own bug."""
    message = str(error.orig)
    if "overlap" in message:
        return Conflict("У этого наставника с этим наставляемым уже есть пара на пересекающийся период. Измените даты.")
    if CLOSED in message:
        return Conflict(
            "Учебный год закрыт: записи с датами этого года не добавляются, не меняются и не удаляются. Чтобы внести "
            "исправление, откройте год снова: меню «Школа» → «Учебные годы…»."
        )
    if SNAPSHOT in message:
        return KnownProblem(
            "Срез мониторинга не меняется и не удаляется: он показывает, что было отправлено. Сделайте новый."
        )
    if "not_oneself" in message:
        return KnownProblem("Человек не может быть наставником самому себе. Выберите другого наставника.")
    if "database or disk is full" in message:
        return KnownProblem("Диск заполнен. Изменение не сохранено, прежние данные целы. Освободите место и повторите.")
    if "disk I/O error" in message or "unable to open" in message:
        return KnownProblem("Не удаётся записать на диск (возможно, вынут носитель). Проверьте диск и повторите.")
    if "readonly" in message:
        return KnownProblem("Папка с данными защищена от записи. Изменение не сохранено; снимите защиту и повторите.")
    if "locked" in message:
        return KnownProblem("База занята другой программой. Подождите немного и повторите.")
    if any(words in message for words in ("malformed", "not a database", "Could not decode")):
        return KnownProblem(_UNREADABLE)  # SQLite calls a failed read of the disk so, too
    return None


@contextmanager
def known_problems() -> Iterator[None]:
    """What fails inside is told by its sentence; a bug of ours stays what it is."""
    try:
        yield
    except DBAPIError as error:
        known = next(filter(None, map(translate, _chain(error))), None)
        if known is None:
            raise
        raise known from error
    except StatementError as error:  # what came up beside the database, in its wrapping
        if not isinstance(error.orig, MemoryError):
            raise
        raise _starved() from error
    except cipher.database_errors() as error:
        raise KnownProblem(_UNREADABLE) from error
    except MemoryError as error:
        raise _starved() from error


def _starved() -> KnownProblem:
    _WAS_STARVED.set()
    return KnownProblem(OUT_OF_MEMORY)


def let_go() -> None:
    """After a lack of memory, before the next act: a session that could not even be closed keeps its lock for reading
    until it is collected."""
    if _WAS_STARVED.is_set():
        _WAS_STARVED.clear()
        gc.collect()


def _chain(error: BaseException | None) -> Iterator[DBAPIError]:
    """The error and those it came up in the handling of: tidying up after a failure fails too."""
    while error is not None:
        if isinstance(error, DBAPIError):
            yield error
        error = error.__context__
