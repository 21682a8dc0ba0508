"""The way into the demonstration school from empty screens: the window says what opens it."""

from __future__ import annotations

from collections.abc import Callable

_open: Callable[[], object] | None = None


def use_door(opener: Callable[[], object] | None) -> None:
    """What opens the demonstration school from the window that is open; None = there is no window."""
    global _open
    _open = opener


def open_demonstration_school() -> None:
    """Goes to the demonstration school; nothing happens where there is no window (tests)."""
    if _open is not None:
        _open()
