"""The folder of copies: what lies there, which number comes next, and what is remembered about the copies."""

from __future__ import annotations

import datetime as dt
import json
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder
from curator_app.storage import copy_file
from curator_app.storage.copy_file import Manifest

OLD_STYLE: Final = ".db"
_FORMAT: Final = "curator-safety"
# the keeper of copies works beside the window: what one of them notes must not undo what the other did
_LOCK = threading.RLock()


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file among the copies. ``manifest`` is None for a copy of the old style and for one that can't be read;
    ``sound``: True = checked to the last byte since it was written, False = damaged, None = not known."""

    path: Path
    size: int
    manifest: Manifest | None
    sound: bool | None

    @property
    def old_style(self) -> bool:
        """The bare base, as earlier versions copied it."""
        return self.path.suffix == OLD_STYLE


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered beside the base.

    ``second_place``: the folder for copies on another disk, ``second_at`` when one was put there, ``second_names`` the
    files put there by us. ``full_check``, ``drill``: when the base and the newest copy were last checked to the last
    byte. ``checked``: by name of copy, its size, time of change and the verdict. ``erasures``: rows of a base that was
    replaced, to be applied again (numbers only, no names).
    """

    second_place: str | None = None
    second_at: str | None = None
    full_check: str | None = None
    drill: str | None = None
    reminded: str | None = None
    checked: dict[str, list[Any]] | None = None
    second_names: list[str] | None = None
    erasures: list[dict[str, Any]] | None = None


def remembered(folder: DataFolder) -> Memory:
    """What was remembered; nothing when the file is missing or spoilt."""
    try:
        told: Any = json.loads(folder.safety.read_text(encoding="utf-8"))
        if told.pop("format") != _FORMAT:
            return Memory()
        kept = {name: told[name] for name in Memory.__dataclass_fields__ if told.get(name) is not None}
        kinds: dict[str, type] = {"checked": dict, "second_names": list, "erasures": list}
        if any(not isinstance(value, kinds.get(name, str)) for name, value in kept.items()):
            return Memory()
        return Memory(**kept)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Memory()


def remember(folder: DataFolder, **changed: Any) -> Memory:
    """Changes some of it. Never raises: losing it loses no data."""
    with _LOCK:
        memory = replace(remembered(folder), **changed)
        told = {"format": _FORMAT} | asdict(memory)
        with suppress(KnownProblem):
            files.write_bytes(folder.safety, json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8"))
        return memory


def moment(told: str | None) -> dt.datetime | None:
    """A remembered moment; None for nothing and for what is no moment."""
    with suppress(ValueError):
        return None if told is None else dt.datetime.fromisoformat(told)
    return None


def _print(path: Path) -> list[Any]:
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns]


def note_checked(folder: DataFolder, path: Path, *, sound: bool) -> None:
    """Remembers the verdict on a copy as the file now is."""
    with _LOCK, suppress(OSError):
        checked = dict(remembered(folder).checked or {})
        checked = {name: told for name, told in checked.items() if (folder.backups / name).exists()}
        checked[path.name] = [*_print(path), sound]
        remember(folder, checked=checked)


def paths(folder: DataFolder) -> list[Path]:
    """The files of the copies in the folder of backups, in no order."""
    try:
        return [
            one
            for one in folder.backups.iterdir()
            if one.suffix in {copy_file.SUFFIX, OLD_STYLE} and not one.name.startswith(".~") and one.is_file()
        ]
    except OSError:
        return []


def copies(folder: DataFolder) -> list[Shelved]:
    """The copies in the folder of backups, the newest first: by their number, those of the old style by their names."""
    known = remembered(folder).checked or {}
    found = []
    for path in paths(folder):
        manifest, sound = None, None
        with suppress(OSError):
            told = known.get(path.name)
            if isinstance(told, list) and len(told) == 3 and told[:2] == _print(path):
                sound = bool(told[2])
        if path.suffix == copy_file.SUFFIX:
            try:
                manifest = copy_file.read_manifest(path)
            except KnownProblem:
                sound = False
        with suppress(OSError):
            found.append(Shelved(path, path.stat().st_size, manifest, sound))
    found.sort(key=lambda one: (one.manifest.number if one.manifest else 0, one.path.name), reverse=True)
    return found


def next_number(folder: DataFolder) -> int:
    """The number of the next copy: one more than any copy has, whatever the clock says."""
    return 1 + max((one.manifest.number for one in copies(folder) if one.manifest), default=0)
