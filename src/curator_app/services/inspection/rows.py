"""What a folder is told in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

ScopeKind = Literal["pair", "person", "year"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What the folder is about: a pair or a person by number, a school year by label."""

    kind: ScopeKind
    id: int = 0
    year: str = ""


@dataclass(frozen=True, slots=True)
class FolderPart:
    """A paper of the folder. ``make`` gives its PDF; it raises KnownProblem when that can't be made."""

    section: str
    title: str
    make: Callable[[], bytes] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something an inspection would ask for: whose it is, what is missing, what to do."""

    about: str
    missing: str
    way: str


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder before it is made."""

    title: str
    subtitle: str
    parts: tuple[FolderPart, ...]
    gaps: tuple[Gap, ...]
