"""How long a paper may take while it is written and laid out: foreign text must not keep the program waiting, and what
nobody waits for any more is given up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from curator_app.runtime.errors import Cancelled, KnownProblem

TRIAL_SECONDS = 1.5
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)
_cancelled: ContextVar[Callable[[], bool] | None] = ContextVar("cancelled", default=None)


@contextmanager
def patience(seconds: float = TRIAL_SECONDS) -> Iterator[None]:
    """Inside the block ``check`` raises once this thread has worked ``seconds`` (a busy machine is no fault of the
    text); in another thread it has no effect."""
    token = _deadline.set(time.thread_time() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


@contextmanager
def given_up(cancelled: Callable[[], bool]) -> Iterator[None]:
    """Inside the block ``check`` raises once ``cancelled()``; in another thread it has no effect."""
    token = _cancelled.set(cancelled)
    try:
        yield
    finally:
        _cancelled.reset(token)


def check() -> None:
    """Called at every step of rendering and laying out. Raises KnownProblem when the time given is over, Cancelled."""
    cancelled = _cancelled.get()
    if cancelled is not None and cancelled():
        raise Cancelled
    deadline = _deadline.get()
    if deadline is not None and time.thread_time() > deadline:
        raise KnownProblem(
            "С этим текстом документ готовится слишком долго: в нём слишком много повторений или строк. "
            "Сократите текст или верните исходный."
        )
