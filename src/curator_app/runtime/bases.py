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
_DEMONSTRATION = "Учебная школа"
_MOST = 20


@dataclass(frozen=True, slots=True)
class KnownBase:
    """A folder with a base, the name of its school when it was last open («» for one without a school), and whether it
    is a demonstration school."""

    folder: Path
    school: str
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Bases:
    """The list, kept in ``home`` (the program's own folder of data). Losing it loses no data: it never raises."""

    home: Path

    def known(self) -> list[KnownBase]:
        """Bases that are still there, the one open last first."""
        found = [KnownBase(Path(one["folder"]), one["school"], bool(one.get("demonstration"))) for one in self._read()]
        return [one for one in found if (one.folder / DATABASE_NAME).is_file()]

    def last(self) -> Path | None:
        """The base that was open last, if it is still there."""
        known = self.known()
        return known[0].folder if known else None

    def school_of(self, folder: Path) -> str:
        """The name of the school of a base as it was last open; «» for an unknown one."""
        return next((one.school for one in self.known() if one.folder == folder), "")

    @property
    def demonstration(self) -> Path:
        """Where the demonstration school lies, if there is one: a folder of its own."""
        return self.home / _DEMONSTRATION

    def own(self, current: Path) -> KnownBase | None:
        """The base of a real school that was open last, other than ``current``; None when there is none."""
        found = (one for one in self.known() if one.folder not in {current, self.demonstration})
        return next((one for one in found if not one.demonstration), None)

    def remember(self, folder: Path, school: str, *, demonstration: bool = False) -> None:
        """``folder`` is the base open last."""
        one: dict[str, Any] = {"folder": str(folder), "school": school}
        if demonstration:
            one["demonstration"] = True
        told = [one, *self._without(folder)][:_MOST]
        if told != self._read():  # nearly every start opens the base of yesterday: nothing waits for the disk then
            self._write(told)

    def forget(self, folder: Path) -> None:
        """``folder`` is not known any more."""
        self._write(self._without(folder))

    def fresh(self) -> Path:
        """A folder for a new base that is not there yet: «База 2», «База 3» in the program's folder of data."""
        number = 2
        while (self.home / f"База {number}").exists():
            number += 1
        return self.home / f"База {number}"

    def _without(self, folder: Path) -> list[dict[str, Any]]:
        return [one for one in self._read() if Path(one["folder"]) != folder]

    def _write(self, told: list[dict[str, Any]]) -> None:
        with suppress(KnownProblem):
            files.make_folder(self.home)
            files.write_bytes(self.home / _FILE, json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8"))

    def _read(self) -> list[dict[str, Any]]:
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
