"""Copies in a second place, a stick or another disk. It may be absent for weeks: that is told quietly, no error."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from curator_app.domain.copies import Copy, superfluous
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.services.backups import making
from curator_app.services.backups.listing import IN_COURSE
from curator_app.services.workspace import Workspace
from curator_app.storage import copy_file, shelf
from curator_app.texts.grammar import counted

OLD_DAYS = 7
_PAUSE_DAYS = 3


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """``last``: when a copy was put there; ``reachable``: the folder can be found now."""

    path: Path
    reachable: bool
    last: dt.datetime | None


def second_place(folder: DataFolder) -> SecondPlace | None:
    """The second place, None when none was chosen."""
    memory = shelf.remembered(folder)
    if not memory.second_place:
        return None
    path = Path(memory.second_place)
    reachable = False
    with suppress(OSError):
        reachable = path.is_dir()
    return SecondPlace(path, reachable, shelf.moment(memory.second_at))


def choose(folder: DataFolder, place: Path | None) -> None:
    """Sets the second place (None = none). Raises KnownProblem for the folder of data itself."""
    if place is not None:
        inside = place.resolve()
        if inside == folder.root.resolve() or inside.is_relative_to(folder.root.resolve()):
            raise KnownProblem("Это папка с самими данными. Выберите место на другом диске или флешке.")
        if not place.is_dir():
            raise KnownProblem(f"Папки «{place}» нет на месте. Вставьте носитель или выберите другую папку.")
    shelf.remember(
        folder, second_place=None if place is None else str(place), second_at=None, second_names=None, reminded=None
    )


def copy_there(workspace: Workspace, progress: Progress | None = None) -> Path:
    """Puts the present state into the second place: a fresh copy is made when there is none, carried over and read
    back there. Raises KnownProblem, Cancelled."""
    told = progress or Progress()
    place = second_place(workspace.folder)
    if place is None:
        raise KnownProblem("Второе место для копий не выбрано. Выберите папку на флешке или другом диске.")
    if not place.reachable:
        raise KnownProblem(f"Место для копий «{place.path}» сейчас недоступно. Вставьте носитель и повторите.")
    newest = next((one for one in shelf.copies(workspace.folder) if one.sound and one.manifest), None)
    if newest is None or making.is_changed(workspace):
        source = making.make_copy(workspace, reason=IN_COURSE, progress=told)
    else:
        source = newest.path
    target = place.path / source.name
    _carry(source, target, told)
    names = [*(shelf.remembered(workspace.folder).second_names or ()), target.name]
    now = workspace.clock.now().isoformat(sep=" ")
    shelf.remember(workspace.folder, second_at=now, second_names=_thinned(place.path, names), reminded=None)
    return target


def carry_quietly(workspace: Workspace, progress: Progress | None = None) -> Path | None:
    """The copy of the day for the second place, when it is there; None when it is not, or has today's copy."""
    place = second_place(workspace.folder)
    if place is None or not place.reachable:
        return None
    if place.last is not None and place.last.date() >= workspace.clock.today():
        return None
    with suppress(KnownProblem):
        return copy_there(workspace, progress)
    return None


def reminder(workspace: Workspace) -> str:
    """What is to be said about the second place on «Сегодня»; «» when all is well or it was put off."""
    folder, now = workspace.folder, workspace.clock.now()
    put_off = shelf.moment(shelf.remembered(folder).reminded)
    if put_off is not None and dt.timedelta(0) <= now - put_off < dt.timedelta(days=_PAUSE_DAYS):
        return ""
    place = second_place(folder)
    if place is None:
        oldest = min((one.manifest.made for one in shelf.copies(folder) if one.manifest), default=None)
        if oldest is None or now - oldest < dt.timedelta(days=OLD_DAYS):
            return ""
        return "Копии базы лежат только на этом компьютере. Выберите для них флешку или другой диск."
    if place.last is None:
        return f"На «{place.path}» ещё нет ни одной копии базы. Вставьте носитель и сделайте её."
    days = (now - place.last).days
    if days < OLD_DAYS:
        return ""
    how = "" if place.reachable else " Вставьте носитель."
    return f"Последняя копия на «{place.path}» сделана {counted(days, 'день', 'дня', 'дней')} назад.{how}"


def put_off(workspace: Workspace) -> None:
    """The reminder is silent for three days."""
    shelf.remember(workspace.folder, reminded=workspace.clock.now().isoformat(sep=" "))


def _carry(source: Path, target: Path, progress: Progress) -> None:
    temporary = target.with_name(f".~{target.name}.tmp")
    try:
        total, done = source.stat().st_size, 0
        with source.open("rb") as read, temporary.open("wb") as out:
            while block := read.read(1 << 20):
                out.write(block)
                done += len(block)
                progress.step(done, total, "Копия переносится…")
            out.flush()
            os.fsync(out.fileno())
        copy_file.verify(temporary, progress)
        files.replace(temporary, target)
    except OSError as error:
        raise files.explain(target, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _thinned(place: Path, names: list[str]) -> list[str]:
    """Thins out our own files there by the same rule; others are never touched."""
    found: list[Copy] = []
    for name in dict.fromkeys(names):
        with suppress(KnownProblem, OSError):
            told = copy_file.read_manifest(place / name)
            found.append(Copy(name=name, made=told.made.date(), number=told.number))
    gone = superfluous(found)
    for name in gone:
        with suppress(OSError):
            (place / name).unlink(missing_ok=True)
    return [one.name for one in found if one.name not in gone]
