"""The bases this computer knows: which was open last, which others there are, where a new one may lie."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DATABASE_NAME

_FILE = "bases.json"
_MOST = 20


@dataclass(frozen=True, slots=True)
class KnownBase:
    """A folder with a base and the name of its school when it was last open («» for one without a school)."""

    folder: Path
    school: str


@dataclass(frozen=True, slots=True)
class Bases:
    """The list, kept in ``home`` (the program's own folder of data). Losing it loses no data: it never raises."""

    home: Path

    def known(self) -> list[KnownBase]:
        """Bases that are still there, the one open last first."""
        found = [KnownBase(Path(one["folder"]), one["school"]) for one in self._read()]
        return [one for one in found if (one.folder / DATABASE_NAME).is_file()]

    def last(self) -> Path | None:
        """The base that was open last, if it is still there."""
        known = self.known()
        return known[0].folder if known else None

    def school_of(self, folder: Path) -> str:
        """The name of the school of a base as it was last open; «» for an unknown one."""
        return next((one.school for one in self.known() if one.folder == folder), "")

    def remember(self, folder: Path, school: str) -> None:
        """``folder`` is the base open last."""
        others = [one for one in self._read() if Path(one["folder"]) != folder]
        told = [{"folder": str(folder), "school": school}, *others][:_MOST]
        with suppress(KnownProblem):
            files.make_folder(self.home)
            files.write_bytes(self.home / _FILE, json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8"))

    def fresh(self) -> Path:
        """A folder for a new base that is not there yet: «База 2», «База 3» in the program's folder of data."""
        number = 2
        while (self.home / f"База {number}").exists():
            number += 1
        return self.home / f"База {number}"

    def _read(self) -> list[dict[str, str]]:
        try:
            told: Any = json.loads((self.home / _FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return []
        if not isinstance(told, list):
            return []
        return [
            one
            for one in told
            if isinstance(one, dict) and isinstance(one.get("folder"), str) and isinstance(one.get("school"), str)
        ]
