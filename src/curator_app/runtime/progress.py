"""How a long job tells where it is and hears that it is not wanted any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from curator_app.runtime.errors import Cancelled


@dataclass(slots=True)
class Progress:
    """``report(done, total, text)`` is called now and then; ``cancelled()`` is asked at every step."""

    report: Callable[[int, int, str], None] = field(default=lambda _done, _total, _text: None)
    cancelled: Callable[[], bool] = field(default=lambda: False)

    def step(self, done: int, total: int, text: str = "") -> None:
        """Marks ``done`` of ``total``. Raises Cancelled when the user has cancelled."""
        if self.cancelled():
            raise Cancelled
        self.report(done, total, text)
