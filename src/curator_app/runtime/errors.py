"""Known problems of the world, told to a person in Russian with a way out.

Anything else that is raised is a bug: it goes to the log and to the crash dialog.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

OUT_OF_MEMORY: Final = (
    "Компьютеру не хватило памяти, действие не выполнено. Сохранённые данные целы. Закройте лишние программы и "
    "повторите."
)
"""The sentence for a MemoryError, wherever it comes up."""


class KnownProblem(Exception):
    """A problem the user can understand and mend.

    ``message`` is a whole Russian sentence that says what happened and what to do (300 letters at most).
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field of a command: ``field`` is its English identifier, ``message`` a sentence."""

    field: str
    message: str


class InvalidInput(KnownProblem):
    """A command was refused: the fields that are wrong, each with a sentence. Nothing was changed."""

    def __init__(self, problems: list[FieldProblem], *, index: int | None = None) -> None:
        self.problems = tuple(problems)
        self.index = index
        where = "" if index is None else f"Запись № {index + 1}: "
        super().__init__(
            where + " ".join(f"{p.message} [{p.field}]" if index is not None else p.message for p in problems)
        )


class NotFound(KnownProblem):
    """The record meant by the command does not exist (any more)."""


class Conflict(KnownProblem):
    """The data has moved on since; the action would overwrite somebody's later work."""


class DataFolderBusy(KnownProblem):
    """Another process owns the data folder."""


class Cancelled(Exception):
    """The user cancelled a long job; everything it did is rolled back. No message box."""


UnusableKind = Literal["missing", "empty", "foreign", "damaged", "rotten", "newer", "unreadable", "cut_off"]


class UnusableBase(KnownProblem):
    """The file of the base can't be opened as it is; it was not changed. ``kind`` tells what is wrong with it."""

    def __init__(self, kind: UnusableKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind
