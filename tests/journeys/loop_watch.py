"""How long the event loop stands still: the processor time of the window's thread between two beats of the loop.

A beat is ``aboutToBlock`` or ``awake`` of the thread's dispatcher, in whatever loop (a dialog's own as well): there the
keys and clicks that have come meanwhile get their turn. All that lies between two beats (handlers, layout, painting,
garbage collection) is one stretch; a curator feels it as one standstill. Processor time of this thread only: another
program that takes the machine away does not count, nor does sleeping, nor what a background thread computes.

Two programs on one core slow each other down even so (caches, a shared unit): what a stretch took is divided by how
much slower than ``_USUAL_S`` a fixed small reckoning is right after it.

The test's own Python is left out: a stretch runs only while the hand has handed something to the program
(``program``), and stands while a step told beforehand is being carried out inside a dialog's loop (``own``).
"""

from __future__ import annotations

import cProfile
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractEventDispatcher
from PySide6.QtWidgets import QApplication

PROFILE = "CURATOR_STALLS"  # the folder for profiles of the stalls, for the person who hunts them


_USUAL_S = 0.0014  # the reckoning of ``_reckon`` on the idle machine that judges


def slowness() -> float:
    """How many times slower than usual this thread is now; never below one."""
    return max(1.0, sorted(_reckon() for _ in range(5))[2] / _USUAL_S)


def _reckon() -> float:
    begun = time.thread_time()
    made = {str(number): [number, (number, number)] for number in range(6_000)}
    sum(map(len, made))
    return time.thread_time() - begun


@dataclass(frozen=True, slots=True)
class Stall:
    """``name``: what the hand did and the class of the window on top. Seconds of processor time."""

    name: str
    seconds: float


@dataclass
class LoopWatch:
    """``limit``: seconds a stretch may take. ``slowness``: how many times slower the machine is just now."""

    limit: float
    slowness: Callable[[], float] = slowness
    stalls: list[Stall] = field(default_factory=list)
    _name: str = ""
    _since: float | None = None
    _spent: float = 0.0
    _profile: cProfile.Profile | None = None

    def begin(self) -> None:
        """Listens to the loop of this thread."""
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(self._beat)
        dispatcher.awake.connect(self._beat)

    def end(self) -> None:
        """Listens no more."""
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.disconnect(self._beat)
        dispatcher.awake.disconnect(self._beat)

    @contextmanager
    def program(self, name: str) -> Iterator[None]:
        """While inside, the thread works for the program. ``name``: what the hand does."""
        outer = (self._name, self._since, self._spent, self._profile)
        self._name, self._since, self._spent, self._profile = name, None, 0.0, None
        self._go()
        try:
            yield
        finally:
            self._stop()
            self._close()
            self._name, self._since, self._spent, self._profile = outer

    @contextmanager
    def own(self) -> Iterator[None]:
        """While inside, the thread works for the test."""
        running = self._since is not None
        self._stop()
        try:
            yield
        finally:
            if running:
                self._go()

    def _beat(self) -> None:
        if self._since is None:
            return
        self._stop()
        self._close()
        self._go()

    def _go(self) -> None:
        if os.environ.get(PROFILE):
            if self._profile is None:
                self._profile = cProfile.Profile(time.thread_time)
            self._profile.enable()
        self._since = time.thread_time()

    def _stop(self) -> None:
        if self._since is not None:
            self._spent += time.thread_time() - self._since
            self._since = None
            if self._profile is not None:
                self._profile.disable()

    def _close(self) -> None:
        if self._spent > self.limit and (seconds := self._spent / self.slowness()) > self.limit:
            self.stalls.append(Stall(f"{self._name} — {_on_top()}", seconds))
            if self._profile is not None:
                folder = os.environ[PROFILE]
                os.makedirs(folder, exist_ok=True)
                self._profile.dump_stats(
                    f"{folder}/{self.stalls[-1].seconds * 1000:05.0f} {_plain(self.stalls[-1].name)}.prof"
                )
        self._profile = None
        self._spent = 0.0


def _on_top() -> str:
    top = QApplication.activeModalWidget() or QApplication.activeWindow()
    return type(top).__name__ if top is not None else "—"


def _plain(name: str) -> str:
    return "".join(one if one.isalnum() or one in " «»—" else "_" for one in name)[:80]
