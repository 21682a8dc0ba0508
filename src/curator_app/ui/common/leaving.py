"""What leaves the program is written into its register; before much leaves, one is reminded what a leak costs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from curator_app.ui.common.dialogs import confirm

Noter = Callable[[str, str, str, int], None]
PassingCopy = Callable[[str, str, bytes], Path]
_noter: Noter | None = None
_copier: PassingCopy | None = None


def use_noter(noter: Noter | None) -> None:
    """Who writes the register of the base that is open: kind, title, name of the file, how many people."""
    global _noter
    _noter = noter


def use_copier(copier: PassingCopy | None) -> None:
    """Who makes passing copies for other programs to show, inside the folder of the base: wiped at its end and, after
    a crash, at the next start."""
    global _copier
    _copier = copier


def passing_copy(title: str, kind: str, data: bytes) -> Path | None:
    """A file «title.kind» to be shown by another program; None when there is no base to keep it beside."""
    return None if _copier is None else _copier(title, kind, data)


def note_leaving(kind: str, title: str, path: Path | str, people: int = 0) -> None:
    """A file or a printed paper has left. ``people`` 0: not counted. Silent when no register is kept (tests)."""
    if _noter is not None:
        _noter(kind, title, Path(path).name, people)


def may_leave(parent: QWidget | None, people: int, limit: int) -> bool:
    """Asks before names of more than ``limit`` people leave without a password. True = go on."""
    if people <= limit:
        return True
    return confirm(
        parent,
        f"В файле будут имена и данные {people} человек без пароля.",
        "Всё равно сохранить",
        detail="Утечка данных более тысячи человек — штраф от трёх миллионов рублей, а сообщить о любой утечке нужно "
        "за 24 часа. Надёжнее поставить на книгу пароль или выбрать вид без имён.",
        cancel="Вернуться и выбрать",
        danger=True,
    )
