"""Saving what is left of a damaged base: first shown, taken only when the person wants it. The damaged file stays."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from curator_app.runtime import files
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.lock import FolderLock
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.services.workspace import BaseKey
from curator_app.storage import rescue, restore, shelf

_LABELS: Final = {
    "person": "Люди",
    "mentor": "Наставники",
    "mentee": "Наставляемые",
    "pair": "Пары и группы",
    "order": "Приказы",
    "route": "Маршруты",
    "route_step": "Этапы маршрутов",
    "meeting": "Встречи",
    "consent": "Согласия",
    "request": "Запросы",
    "survey_reply": "Ответы на анкеты",
    "roadmap": "Дорожные карты",
    "activity": "Мероприятия",
    "action": "Журнал действий",
    "change": "Журнал изменений",
}


@dataclass(frozen=True, slots=True)
class RescuedTable:
    """A line of the report; ``lost`` None = how many there were can't be told."""

    label: str
    saved: int
    lost: int | None


@dataclass(frozen=True, slots=True)
class RescueReport:
    """What can be saved. ``file`` waits until ``accept`` or ``discard``; ``cut``: links to lost records."""

    file: Path
    tables: tuple[RescuedTable, ...]
    cut: int

    @property
    def is_whole(self) -> bool:
        """Nothing at all is known to be lost."""
        return not self.cut and all(one.lost == 0 for one in self.tables)


def attempt(
    folder: DataFolder, clock: Clock, *, key: BaseKey | None = None, progress: Progress | None = None
) -> RescueReport:
    """Reads what can be read into a passing file. Raises KnownProblem, Cancelled; nothing is changed."""
    lock = FolderLock(folder.lock)
    lock.acquire(clock.now())
    try:
        target = folder.backups / ".~rescued.tmp.db"
        found = rescue.rescue(folder.database, target, key=key, expected=_expected(folder), progress=progress)
    finally:
        lock.release()
    known = {one.table: one for one in found.tables}
    told = [
        RescuedTable(label, known[table].saved, known[table].lost) for table, label in _LABELS.items() if table in known
    ]
    others = [one for one in found.tables if one.table not in _LABELS]
    lost = None if any(one.lost is None for one in others) else sum(one.lost or 0 for one in others)
    told.append(RescuedTable("Остальное", sum(one.saved for one in others), lost))
    return RescueReport(found.file, tuple(told), found.cut)


def accept(folder: DataFolder, clock: Clock, report: RescueReport) -> Path:
    """Puts the saved base in the place of the damaged one; gives the folder where the damaged one is kept."""
    lock = FolderLock(folder.lock)
    lock.acquire(clock.now())
    try:
        kept = restore.keep_bytes(folder, clock.now())
        restore.swap(folder, report.file)
    except OSError as error:
        raise files.explain(folder.database, error) from error
    finally:
        lock.release()
    return kept


def discard(report: RescueReport) -> None:
    """The saved file is not wanted."""
    with suppress(OSError):
        report.file.unlink(missing_ok=True)


def _expected(folder: DataFolder) -> dict[str, int]:
    with suppress(KnownProblem):
        for one in shelf.copies(folder):
            if one.manifest is not None and one.sound is not False:
                return one.manifest.counts
    return {}
