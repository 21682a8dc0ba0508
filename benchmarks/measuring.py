"""How a figure is measured: the processor's time, the best of several runs, ours and the others by turns in one run."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Clock = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ``bar``: the largest ratio (or, without ``floor``, the largest value) that is good."""

    name: str
    ours: float
    unit: str = "ms"
    floor: float | None = None
    against: str = ""
    bar: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours beside the other."""
        return self.ours / self.floor if self.floor else None

    @property
    def good(self) -> bool | None:
        """Whether the bar holds; None when there is none."""
        if self.bar is None:
            return None
        judged = self.ours if self.ratio is None else self.ratio
        return judged <= self.bar


def by_turns(runs: int = 3, *, clock: Clock = time.process_time, **acts: Callable[[], object]) -> dict[str, float]:
    """Milliseconds of every act, the best of ``runs``, one after another in every run; the first run is not counted."""
    best = dict.fromkeys(acts, float("inf"))
    for run in range(runs + 1):
        for name, act in acts.items():
            gc.collect()
            began = clock()
            act()
            if run:
                best[name] = min(best[name], (clock() - began) * 1000)
    return best


def once(act: Callable[[], object], *, clock: Clock = time.process_time) -> float:
    """Milliseconds of a single run."""
    began = clock()
    act()
    return float(clock() - began) * 1000


def children() -> float:
    """Seconds of the processor that finished processes have taken: other work of the machine does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@lru_cache(maxsize=1)
def _bytecode() -> str:
    return tempfile.mkdtemp(prefix="curator-bytecode-")


def environment() -> dict[str, str]:
    """Of a process as a user has it: compiled modules at hand, no screen."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPYCACHEPREFIX": _bytecode(), "QT_QPA_PLATFORM": "offscreen"}


def python(code: str, *arguments: str, before: Sequence[str] = (), extra: Mapping[str, str] | None = None) -> str:
    """Runs a process of Python; gives what it printed."""
    command = [*before, sys.executable, "-c", code, *arguments]
    done = subprocess.run(
        command, env={**environment(), **(extra or {})}, check=True, capture_output=True, text=True, timeout=300
    )
    return done.stdout
