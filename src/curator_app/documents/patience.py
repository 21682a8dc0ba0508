"""How long a paper may take while its wording is tried out: foreign text must not keep the program waiting."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from curator_app.runtime.errors import KnownProblem

TRIAL_SECONDS = 1.5
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def patience(seconds: float = TRIAL_SECONDS) -> Iterator[None]:
    """Inside the block ``check`` raises once ``seconds`` are over; in another thread it has no effect."""
    token = _deadline.set(time.perf_counter() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def check() -> None:
    """Called at every step of rendering and laying out. Raises KnownProblem when the time given is over."""
    deadline = _deadline.get()
    if deadline is not None and time.perf_counter() > deadline:
        raise KnownProblem(
            "С этим текстом документ готовится слишком долго: в нём слишком много повторений или строк. "
            "Сократите текст или верните исходный."
        )
