"""What copies there are and what is inside, told without opening the base: it may be the base that is broken."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from curator_app.runtime.paths import DataFolder
from curator_app.storage import backup, migrate, restore, shelf
from curator_app.storage.restore import Inside
from curator_app.storage.shelf import Shelved

State = Literal["sound", "unknown", "damaged", "newer"]

DAILY = "ежедневная"
IN_COURSE = "по-ходу-работы"
BEFORE_IMPORT = "перед-импортом"
BEFORE_DELETION = "перед-удалением"
BEFORE_YEAR = "перед-новым-годом"
_REASONS = {
    backup.BY_HAND: "по вашей просьбе",
    DAILY: "каждый день",
    IN_COURSE: "по ходу работы",
    BEFORE_IMPORT: "перед загрузкой файла",
    BEFORE_DELETION: "перед удалением",
    BEFORE_YEAR: "перед новым учебным годом",
    restore.BEFORE: "перед восстановлением",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class CopyRow:
    """A copy as a screen shows it. Numbers are None when the copy does not tell them before it is opened."""

    path: Path
    made: dt.datetime | None
    reason: str
    school: str
    year: str
    people: int | None
    pairs: int | None
    orders: int | None
    files: int
    size: int
    encrypted: bool
    schema: int | None
    app_version: str
    state: State

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @property
    def usable(self) -> bool:
        """Whether it may be restored by this version of the program."""
        return self.state in ("sound", "unknown")


def list_copies(folder: DataFolder) -> list[CopyRow]:
    """The copies in the folder of backups, the newest first."""
    return [_row(one) for one in shelf.copies(folder)]


def newest_sound(folder: DataFolder) -> CopyRow | None:
    """The copy to be recommended: the newest that was found sound, else the newest that is not known to be bad. What
    was replaced by a restore had been given up and comes last."""
    rows = sorted(list_copies(folder), key=lambda row: row.reason == _REASONS[restore.BEFORE])
    sound = [row for row in rows if row.state == "sound"]
    unknown = [row for row in rows if row.state == "unknown"]
    return next(iter(sound or unknown), None)


def preview(folder: DataFolder, path: Path) -> CopyRow:
    """What is inside a copy, wherever it lies. Raises KnownProblem for what can't be restored."""
    state: State = "unknown"
    for one in shelf.copies(folder):
        if one.path == path and one.sound is not None:
            state = "sound" if one.sound else "damaged"
    return _told(restore.look_inside(path, folder.backups), state)


def reason_words(reason: str) -> str:
    """Why a copy was made, in words; what is not known is told as it stands."""
    if reason.startswith("перед-обновлением"):
        return "перед обновлением программы"
    return _REASONS.get(reason, reason)


def _row(one: Shelved) -> CopyRow:
    state: State = "unknown" if one.sound is None else "sound" if one.sound else "damaged"
    if one.manifest is not None:
        newer = one.manifest.schema > migrate.SCHEMA_NUMBER
        return _told(restore.told_by(one.path, one.manifest), "newer" if newer else state)
    bare = restore.Inside(
        path=one.path,
        made=restore.moment_of(one.path),
        reason="прежняя версия программы" if one.old_style else "файл не читается",
        school="",
        year="",
        schema=0,
        app_version="",
        encrypted=False,
        counts={},
        files=0,
        size=one.size,
    )
    return _told(bare, state)


def _told(inside: Inside, state: State) -> CopyRow:
    return CopyRow(
        path=inside.path,
        made=inside.made,
        reason=reason_words(inside.reason),
        school=inside.school,
        year=inside.year,
        people=inside.counts.get("person"),
        pairs=inside.counts.get("pair"),
        orders=inside.counts.get("order"),
        files=inside.files,
        size=inside.size,
        encrypted=inside.encrypted,
        schema=inside.schema or None,
        app_version=inside.app_version,
        state=state,
    )
