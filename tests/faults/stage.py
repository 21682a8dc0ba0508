"""Where an act happens, and what an act is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from curator_app.runtime.paths import DataFolder
from curator_app.services.workspace import Workspace


@dataclass
class Stage:
    """Where an act happens. ``workspace`` is open but for acts that open it themselves; ``out`` is for files."""

    folder: DataFolder
    out: Path
    workspace: Workspace | None = None

    @property
    def base(self) -> Workspace:
        """The open base."""
        assert self.workspace is not None
        return self.workspace


@dataclass(frozen=True)
class Act:
    """``do`` is what fails. ``prepare`` happens before, on the template. ``opens``: the act opens the base itself.
    ``slow``: a second or so each, only a few points are tried where time is short. ``hot``: the base is one that was
    killed in the middle of a commit, so that the fault hits its recovery. ``after``: what is wrong with the folder when
    the act is done. ``plain``: makes no sense in a base that has a password. ``always``: the share of its calls at
    which every fault is tried even where time is short, because something broke there once."""

    name: str
    do: Callable[[Stage], object]
    prepare: Callable[[Workspace], object] | None = None
    opens: bool = False
    slow: bool = False
    template: Callable[[], bytes | None] | None = None
    hot: bool = False
    after: Callable[[Stage], list[str]] | None = None
    plain: bool = False
    always: float | None = None
