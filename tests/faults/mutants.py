"""Spoilt copies of every kind of file that comes from outside, through the doors the window uses.

Each is taken or refused with one sentence, quickly, and a refused one changes nothing. ``python -m tests.faults.mutants
--count 2000`` prints JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import random
import re
import resource
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from tests.exchange.bad_files import plain_book
from tests.faults import school, spoiling
from tests.faults.sentences import wrong_with, wrong_with_fault
from tests.faults.shim import scratch

from curator_app.runtime import paths
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import transfer
from curator_app.services.backups import listing
from curator_app.services.imports import open_import, preview_import, run_import
from curator_app.services.monitoring.forms.keeping import read_form
from curator_app.services.papers import wording_sets, wordings
from curator_app.services.surveys import form_import, forms, waves
from curator_app.services.terms.calendar_years import load_calendar_file
from curator_app.services.workspace import Workspace

_SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
SLOWEST_S = 2.0
"""The bar: nothing takes longer."""
_HANGS_S = 15


class Hang(BaseException):
    """Raised by the alarm: no handler of the product may catch it."""


@dataclass(frozen=True)
class Seed:
    """A good file, the door it comes through and the ways to spoil it. ``writes``: the door keeps what it takes."""

    name: str
    suffix: str
    body: bytes
    spoilers: tuple[spoiling.Spoiler, ...]
    door: Callable[[Workspace, Path], object]
    writes: bool = False


def _table(workspace: Workspace, path: Path) -> None:
    preview_import(workspace, open_import(path))


def _table_kept(workspace: Workspace, path: Path) -> None:
    run_import(workspace, open_import(path))


def _copy(workspace: Workspace, path: Path) -> None:
    listing.preview(workspace.folder, path)


def _wording(workspace: Workspace, path: Path) -> None:
    wordings.check_wording(workspace, "assignment", path.read_bytes().decode("utf-8", errors="replace"))


def _replies(workspace: Workspace, path: Path) -> None:
    done = form_import.import_forms(workspace, [path])
    for one in done.files:
        for told in one.problems:
            if (reason := wrong_with(told)) is not None:
                raise AssertionError(f"{reason}: {told}")


def seeds(workspace: Workspace, place: Path) -> list[Seed]:
    """The good files: samples of the school, and what the program itself gives out."""
    found = [
        Seed("workbook", ".xlsx", path.read_bytes(), spoiling.WORKBOOK, _table)
        for path in sorted(_SAMPLES.glob("*.xlsx"))
    ]
    found += [
        Seed("table", ".csv", path.read_bytes(), spoiling.TABLE, _table) for path in sorted(_SAMPLES.glob("*.csv"))
    ]
    found.append(Seed("workbook kept", ".xlsx", plain_book(), spoiling.WORKBOOK, _table_kept, writes=True))
    found.append(
        Seed("form of the district", ".xlsx", plain_book(), spoiling.WORKBOOK, lambda _, path: read_form(path))
    )

    dump = place / "выгрузка.json"
    transfer.dump(workspace, dump)
    found.append(Seed("dump", ".json", dump.read_bytes(), spoiling.JSON, transfer.load, writes=True))

    [wave] = waves.list_waves(workspace)
    asked = next(one for one in waves.get_wave(workspace, wave.id).respondents if one.id is not None)
    assert asked.id is not None
    [form] = forms.save_forms(workspace, wave.id, place, [asked.id])
    page = form.read_bytes()
    found.append(Seed("form itself", ".html", page, spoiling.TEXT, _replies, writes=True))
    found.append(Seed("form reply", ".json", _reply_of(page), spoiling.JSON, _replies, writes=True))

    calendar = (paths.resources() / "catalogues" / "production_calendar.json").read_bytes()
    found.append(Seed("calendar", ".json", calendar, spoiling.JSON, load_calendar_file, writes=True))

    text = wordings.get_wording(workspace, "assignment")
    found.append(Seed("wording", ".txt", text.encode(), spoiling.TEXT, _wording))
    wordings.save_wording(workspace, "assignment", text + "\n")
    told = place / "набор.json"
    if wordings.get_wording(workspace, "assignment") != text:
        wording_sets.export_wordings(workspace, told)
        found.append(Seed("wordings", ".json", told.read_bytes(), spoiling.JSON, wording_sets.read_wordings))
    workspace.undo()

    copy = workspace.backup()
    found.append(Seed("copy of the base", copy.suffix, copy.read_bytes(), spoiling.COMMON, _copy))
    return found


def _reply_of(page: bytes) -> bytes:
    """What the page of a form saves when it is filled in."""
    found = re.search(r'<script type="application/json" id="form">(.*?)</script>', page.decode(), re.DOTALL)
    assert found is not None
    form = json.loads(found.group(1))
    respondent = form["respondents"][0]
    told = {name: form[name] for name in ("format", "version", "seal", "wave", "role")}
    told |= {"person": respondent["person"], "name": respondent["name"], "about_pair": respondent["pair"]}
    told |= {"date": "2026-10-03", "saved": "2026-10-03T09:00:00.000Z"}
    keys = [one["key"] for one in form["questions"]] if "questions" in form else []
    told["answers"] = dict.fromkeys(keys, 1)
    return json.dumps(told, ensure_ascii=False).encode()


def mutants(found: list[Seed], count: int, seed: int) -> Iterator[tuple[Seed, bytes]]:
    """``count`` spoilt files, the seeds in turn."""
    turns = [itertools.cycle(one.spoilers) for one in found]
    for number in range(count):
        which = number % len(found)
        chance = random.Random(f"{seed} {number}")
        yield found[which], next(turns[which])(found[which].body, chance)


def _digest(workspace: Workspace) -> bytes:
    return hashlib.blake2b(workspace.folder.database.read_bytes()).digest()


def _alarm(_signal: int, _frame: FrameType | None) -> None:
    raise Hang


class Doors:
    """Two bases that files come into: a school for most, an empty one for dumps."""

    def __init__(self, root: Path) -> None:
        made = data_folder(root / "школа")
        school.make_school(made)
        self._school = school.open_school(made)
        self._empty_folder = data_folder(root / "пустая")
        self._empty = school.open_school(self._empty_folder)
        self._empty.close()
        self._empty_bytes = self._empty_folder.database.read_bytes()
        self._empty = school.open_school(self._empty_folder)
        self._place = root / "файлы"
        self._place.mkdir()
        self.seeds = seeds(self._school, self._place)
        self._before = school.content_of(self._school)
        self._before_empty = school.content_of(self._empty)
        self._bytes = {one: _digest(one) for one in (self._school, self._empty)}

    def close(self) -> None:
        """Closes both."""
        self._school.close()
        self._empty.close()

    def base_for(self, seed: Seed) -> Workspace:
        """Where this file goes."""
        return self._empty if seed.name == "dump" else self._school

    def try_one(self, seed: Seed, body: bytes) -> tuple[str, str, float]:
        """(outcome, what is wrong or «», seconds of the processor: other work beside must not make a file slow)."""
        path = self._place / f"файл{seed.suffix}"
        path.write_bytes(body)
        workspace = self.base_for(seed)
        outcome, wrong = "taken", ""
        begun = time.process_time()
        signal.alarm(_HANGS_S)
        try:
            seed.door(workspace, path)
        except KnownProblem as problem:
            outcome, reason = "refused", wrong_with_fault(problem.message)
            wrong = f"{reason}: {problem.message}" if reason else ""
        except Hang:
            outcome, wrong = "hang", "hangs"
        except BaseException as error:
            outcome, wrong = "bug", f"{type(error).__name__}: {error}"[:200]
        took = time.process_time() - begun
        signal.alarm(0)
        if not wrong and took > SLOWEST_S:
            wrong = f"took {took:.1f} s"
        unsettled = self._settle(seed, outcome)
        return outcome, wrong or unsettled, took

    def _settle(self, seed: Seed, outcome: str) -> str:
        """A refused file has changed nothing; a taken one is taken back."""
        if not seed.writes:
            return ""
        workspace = self.base_for(seed)
        if _digest(workspace) == self._bytes[workspace]:
            return ""
        before = self._before_empty if workspace is self._empty else self._before
        if school.content_of(workspace) == before:
            return ""
        if outcome != "taken":
            return "refused, but the base has changed"
        problems = workspace.check()
        if workspace is self._empty:  # what was loaded can't be undone: a new empty base
            self._empty.close()
            shutil.rmtree(self._empty_folder.root)
            self._empty_folder.root.mkdir()
            self._empty_folder.database.write_bytes(self._empty_bytes)
            workspace = self._empty = school.open_school(self._empty_folder)
            self._before_empty = school.content_of(self._empty)
        else:
            workspace.undo()
            self._before = school.content_of(workspace)
        self._bytes[workspace] = _digest(workspace)
        return str(problems[:2]) if problems else ""


def sweep(root: Path, count: int, seed: int, keep: Path | None) -> dict[str, Any]:
    """{"mutants", "seen": {door: {outcome: how often}}, "slowest_s", "grown_mb", "bad": [...]}; bad files go to
    ``keep``."""
    signal.signal(signal.SIGALRM, _alarm)
    doors = Doors(root)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seen: dict[str, Counter[str]] = {}
    bad: list[str] = []
    slowest, done = 0.0, 0
    for number, (one, body) in enumerate(mutants(doors.seeds, count, seed)):
        outcome, wrong, took = doors.try_one(one, body)
        done += 1
        seen.setdefault(one.name, Counter())[outcome] += 1
        slowest = max(slowest, took)
        if wrong:
            bad.append(f"{one.name}, № {number}: {wrong}")
            if keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{number}{one.suffix}").write_bytes(body)
    doors.close()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held) // 1024
    return {"mutants": done, "seen": seen, "slowest_s": round(slowest, 2), "grown_mb": grown, "bad": bad}


def main(arguments: list[str]) -> None:
    """Prints the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the files that broke something")
    chosen = parser.parse_args(arguments)
    with scratch("mutants") as folder:
        sys.stdout.write(json.dumps(sweep(Path(folder), chosen.count, chosen.seed, chosen.keep), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
