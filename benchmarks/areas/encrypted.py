"""What the password of a base costs: the same work on a plain base and on an encrypted one, wall clock, medians."""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import text

from benchmarks.measuring import Figure
from curator_app.models import Person
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.runtime.progress import Progress
from curator_app.services import people, protection
from curator_app.services.backups import making
from curator_app.services.workspace import BaseKey, Workspace, open_workspace

CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))
PASSWORD = "Слон, йод и кактус"
_TIMES = 7
_COMMITS = 50
_PEOPLE = 2000


def _median_ms(act: Callable[[], object], times: int = _TIMES) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def _enter(workspace: Workspace, count: int) -> None:
    with workspace.action("Много людей") as session:
        session.add_all(Person(surname=f"Тайноведова{number}", first_name="Ольга") for number in range(count))


def _commit_each(workspace: Workspace) -> None:
    for number in range(_COMMITS):
        with workspace.action("Один") as session:
            session.get_one(Person, number + 1).first_name = f"Мария{time.perf_counter_ns()}"


def _look_through(workspace: Workspace) -> None:
    with workspace.read() as session:
        session.execute(text("SELECT count(*) FROM change WHERE after LIKE '%нет такого%'")).scalar_one()


def work(folder: Path, count: int, *, encrypted: bool) -> dict[str, float]:
    """Milliseconds by kind of work."""
    data = data_folder(folder)
    workspace = open_workspace(data, CLOCK)
    found: dict[str, float] = {}
    if encrypted:
        protection.protect(workspace, PASSWORD, protection.new_code())
    key: BaseKey | None = workspace.key
    found[f"enter {count} people at once"] = _median_ms(lambda: _enter(workspace, count), 1)
    found[f"{_COMMITS} changes, each on the disk"] = _median_ms(lambda: _commit_each(workspace), 3)
    found["list of people"] = _median_ms(lambda: people.list_people(workspace))
    found["look through the whole journal"] = _median_ms(lambda: _look_through(workspace))
    found["full check"] = _median_ms(workspace.check, 3)
    found["copy of the base"] = _median_ms(lambda: making.make_copy(workspace, folder / "копия.curator"), 3)
    workspace.close()

    def reopen() -> None:
        opened = open_workspace(data, CLOCK, key=key)
        people.list_people(opened)
        opened.close()

    found["open, list of people, close"] = _median_ms(reopen)
    found["size of the base"] = data.database.stat().st_size / 1e6
    return found


def conversion(folder: Path) -> dict[str, float]:
    """Milliseconds of what only an encrypted base knows."""
    data = data_folder(folder)
    workspace = open_workspace(data, CLOCK)
    code = protection.new_code()
    found = {"encrypt the base where it lies": _median_ms(lambda: protection.protect(workspace, PASSWORD, code), 1)}
    found["key by the password"] = _median_ms(lambda: protection.unlock(data, PASSWORD))
    found["change the password"] = _median_ms(lambda: protection.change_password(workspace, PASSWORD, PASSWORD), 3)
    found["take the encryption off"] = _median_ms(lambda: protection.remove(workspace, PASSWORD, Progress()), 1)
    workspace.close()
    return found


def measure() -> Iterator[Figure]:
    """Every kind of work, and what only an encrypted base knows."""
    with tempfile.TemporaryDirectory() as scratch:
        work(Path(scratch) / "warming up", 50, encrypted=True)
        plain = work(Path(scratch) / "plain", _PEOPLE, encrypted=False)
        sealed = work(Path(scratch) / "sealed", _PEOPLE, encrypted=True)
        for name, before in plain.items():
            yield Figure(name, sealed[name], "MB" if name.startswith("size") else "ms", before, "plain base")
        for name, taken in conversion(Path(scratch) / "plain").items():
            yield Figure(name, taken)
