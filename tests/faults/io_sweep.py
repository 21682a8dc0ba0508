"""Every file call of every act fails in every way: the base is as before or as after, one sentence, work goes on.

Runs under the library of ``shim``: ``run_under("tests.faults.io_sweep", folder, [options])``; prints JSON. A case is a
fork of a process that has everything imported, so that it takes milliseconds.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.faults import passwords, school
from tests.faults.acts import ACTS
from tests.faults.sentences import wrong_with, wrong_with_fault
from tests.faults.shim import Fault, Shim
from tests.faults.stage import Act, Stage

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.services import people
from curator_app.storage import conversion

_GOOD = b"the good file of last week"
_PATIENCE = 30
_PAGES_HALF_WAY = 35
"""Of the 42 calls of «create»: the journal is synced after the 30th or so."""


@dataclass
class Plan:
    """An act with its template, the content before and after it, and its file calls by class."""

    act: Act
    template: bytes | None
    before: str | None
    after: str
    calls: dict[int, int]
    files: list[str]
    beside: dict[Path, bytes] = field(default_factory=dict)


@dataclass
class Verdict:
    """What one case came to. ``wrong``: what broke the promise; empty: nothing."""

    act: str
    fault: str
    at: int
    outcome: str
    wrong: list[str] = field(default_factory=list)


class Sweep:
    """The folder in which cases happen one after another, and the template of the base.

    The base of an act is opened once; a case is a fork that goes on with the open base. SQLite allows that as long as
    nobody holds a lock, and it saves the reading of the schema, which is most of a case.
    """

    def __init__(self, root: Path, *, protected: bool) -> None:
        self._shim = Shim()
        self._folder = DataFolder(root / "данные")
        self._out = root / "бумаги"
        made = data_folder(root / "образец")
        school.make_school(made, protected=protected)
        self._school = made.database.read_bytes()
        self._key = school.key_of(made)
        self._key_file = made.key_file.read_bytes() if protected else b""
        self._beside: dict[Path, bytes] = {}
        shutil.rmtree(made.root)

    def plan(self, act: Act) -> Plan:
        """Does the act without faults, twice: what it makes of the base must be the same both times."""
        self._beside = {self._folder.key_file: self._key_file} if self._key_file else {}
        template = self._school if act.template is None else self._under_key(act.template())
        if act.prepare is not None:
            self._reset(template)
            workspace = school.open_school(self._folder)
            act.prepare(workspace)
            workspace.close()
            template = self._folder.database.read_bytes()
            kept = [self._folder.key_file, *self._folder.backups.glob("*"), *(self._folder.root / "scans").rglob("*")]
            self._beside = {path: path.read_bytes() for path in kept if path.is_file()}
        if act.hot:
            template = self._killed_in_a_commit(template)
        ends: list[str] = []
        calls: dict[int, int] = {}
        files: list[str] = []
        for classes in (1, 3):
            self._reset(template)
            stage = Stage(self._folder, self._out)
            if not act.opens:
                stage.workspace = school.open_school(self._folder)
            self._shim.count(classes)
            act.do(stage)
            calls[classes] = self._shim.disarm()
            stage.base.close()
            ends.append(school.content_on_disk(self._folder.database))
            files = [path.name for path in self._out.iterdir()]
        if len(set(ends)) != 1:
            raise RuntimeError(f"{act.name}: not the same content twice")
        self._reset(template)
        before = None if template is None else school.content_on_disk(self._folder.database)
        return Plan(act, template, before, ends[0], calls, files, self._beside)

    def _under_key(self, template: bytes | None) -> bytes | None:
        """The same base encrypted, where the school has a password."""
        if self._key is None or template is None:
            return template
        self._reset(template)
        conversion.convert(self._folder.database, None, self._key)
        return self._folder.database.read_bytes()

    def _killed_in_a_commit(self, template: bytes | None) -> bytes:
        """The base as a kill leaves it when the journal is written and the pages are half way there."""
        self._reset(template)
        stage = Stage(self._folder, self._out, school.open_school(self._folder))
        child = os.fork()
        if child == 0:
            self._shim.arm(Fault.KILL, _PAGES_HALF_WAY)
            ACTS["create"].do(stage)
            os._exit(0)
        os.waitpid(child, 0)
        stage.base.close()
        database = self._folder.database
        journal = database.with_name(f"{database.name}-journal")
        self._beside |= {journal: journal.read_bytes()}
        if not self._beside[journal].strip(bytes(1)):
            raise RuntimeError("no hot journal")
        return database.read_bytes()

    def cases(self, plan: Plan, wanted: Iterable[tuple[Fault, int]]) -> Iterator[Verdict]:
        """One verdict for each (fault, number of the call that fails)."""
        self._beside = plan.beside
        self._reset(plan.template)
        stage = Stage(self._folder, self._out)
        if not plan.act.opens:
            stage.workspace = school.open_school(self._folder)
        for fault, at in wanted:
            verdict = self._case(plan, stage, fault, at)
            left = school.litter(self._folder)
            # What could not be removed from a broken disk is removed at the next start.
            later = fault.kills or fault is Fault.BROKEN_EVER or self._all_wiped(left)
            if left and not later:
                verdict.wrong.append(f"litter: {left}")
            if later and (left or plan.act.opens or plan.act.after is not None):
                if stage.workspace is not None:
                    stage.workspace.close()
                verdict.wrong += self._next_start()
                if stage.workspace is not None:
                    self._reset(plan.template)
                    stage.workspace = school.open_school(self._folder)
            yield verdict
        if stage.workspace is not None:
            stage.workspace.close()

    def _all_wiped(self, left: list[str]) -> bool:
        """Whether nothing but names is left: overwritten, and then not let go by the disk."""
        bodies = [path.read_bytes() for path in self._folder.root.rglob(".~*") if path.name in left]
        return bool(bodies) and not any(body.strip(bytes(1)) for body in bodies)

    def _case(self, plan: Plan, stage: Stage, fault: Fault, at: int) -> Verdict:
        if stage.workspace is None:
            self._reset(plan.template)
        else:
            self._put_back(plan.template)
        for name in plan.files:
            (self._out / name).write_bytes(_GOOD)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            try:
                os.write(writer, json.dumps(self._suffer(plan, stage, fault, at)).encode())
            finally:
                os._exit(0)
        os.close(writer)
        told = b""
        while piece := os.read(reader, 1 << 16):
            told += piece
        os.close(reader)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        seen: dict[str, Any] = json.loads(told) if told else {"outcome": "killed" if killed else "died"}
        verdict = Verdict(plan.act.name, fault.name, at, seen["outcome"], seen.get("wrong", []))
        if verdict.outcome == "died" or (killed and not fault.kills):
            verdict.wrong.append(f"the process died: {status}")
        if killed:
            verdict.wrong += self._left_behind(plan)
        for name in plan.files:
            path = self._out / name
            if not path.exists() or (path.read_bytes() != _GOOD and not _whole(path)):
                verdict.wrong.append(f"a good file was destroyed: {path.suffix}")
        return verdict

    # ------------------------------------------------------------------------------------------ in the fork
    def _suffer(self, plan: Plan, stage: Stage, fault: Fault, at: int) -> dict[str, Any]:
        signal.alarm(_PATIENCE)
        wrong: list[str] = []
        outcome = "done"
        self._shim.arm(fault, at)
        try:
            plan.act.do(stage)
        except KnownProblem as problem:
            outcome = f"told: {problem.message}"
            if (reason := wrong_with_fault(problem.message)) is not None:
                wrong.append(f"{reason}: {problem.message}")
            if "поврежд" in problem.message and not ("диск" in problem.message or "носитель" in problem.message):
                wrong.append(f"a false alarm: {problem.message}")
        except BaseException as error:
            outcome = f"bug: {type(error).__name__}"
            wrong.append(f"{type(error).__name__}: {error}"[:300])
        self._shim.disarm()
        try:
            if outcome != "done":
                wrong += self._again(plan, stage, fault)
            elif school.content_of(stage.base) != plan.after:
                wrong.append("said done, but the base is not as after the act")
            if not wrong and plan.act.after is not None:
                wrong += plan.act.after(stage)
            self._go_on(stage)
            wrong += stage.base.check()
        except BaseException as error:
            wrong.append(f"not usable afterwards: {type(error).__name__}: {error}"[:300])
        return {"outcome": outcome, "wrong": wrong}

    def _go_on(self, stage: Stage) -> None:
        data = people.PersonData(surname="Послесловов", first_name="Лев")
        with contextlib.suppress(KnownProblem):
            people.add_person(stage.base, data)
            return
        # SQLite had fallen back to reading only: told once, then opened anew. The old connection is in a circle with
        # the traceback, and this fork collects none by itself.
        gc.collect()
        people.add_person(stage.base, data)

    def _again(self, plan: Plan, stage: Stage, fault: Fault) -> list[str]:
        """After a refusal the base is as before, and the same act works once the disk is well."""
        doubtful = False
        if not plan.act.opens:
            now = school.content_of(stage.base)
            doubtful = now == plan.after != plan.before
            if now not in {plan.before, plan.after}:
                return ["refused, and half done"]
            if doubtful and fault is not Fault.BROKEN_EVER:
                return ["refused, but done"]
        try:
            plan.act.do(stage)
        except Exception as error:
            # In doubt, the retry must say that it is done already, or find nothing left to do.
            told = error.message if isinstance(error, KnownProblem) else "Ничего не осталось."
            if not doubtful or wrong_with(told) or not isinstance(error, KnownProblem | StopIteration | ValueError):
                return [f"the retry failed: {type(error).__name__}: {error}"[:300]]
        return [] if school.content_of(stage.base) == plan.after else ["the retry did something else"]

    # ------------------------------------------------------------------------------------------ after a kill
    def _left_behind(self, plan: Plan) -> list[str]:
        database = self._folder.database
        if not database.exists():
            return [] if plan.template is None else ["the base is gone"]
        try:
            school.key_of(self._folder)
        except KnownProblem as problem:
            return [f"no password opens it: {problem.message}"]
        if school.played_back(database) == plan.template:
            return []
        if (reason := school.unsound(database)) is not None:
            return [reason]
        if plan.template is None:
            return []  # a new base is filled by a second act; the next start finishes it
        now = school.content_on_disk(database)
        return [] if now in {plan.before, plan.after} else ["half done"]

    def _next_start(self) -> list[str]:
        """After a kill the program starts, sweeps up and works."""
        try:
            workspace = school.open_school(self._folder)
        except BaseException as error:
            return [f"does not start again: {type(error).__name__}: {error}"[:300]]
        try:
            problems = [*workspace.check(), *passwords.scans_lost(workspace), *passwords.told_by(self._folder)]
        except BaseException as error:
            problems = [f"does not work again: {type(error).__name__}: {error}"[:300]]
        finally:
            workspace.close()
        if left := school.litter(self._folder):
            problems.append(f"litter after the next start: {left}")
        return problems

    # ------------------------------------------------------------------------------------------ between cases
    def _reset(self, template: bytes | None) -> None:
        for folder in (self._folder.root, self._out):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        if template is not None:
            self._folder.database.write_bytes(template)
        self._put_copies()

    def _put_copies(self) -> None:
        for path, body in self._beside.items():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(body)

    def _put_back(self, template: bytes | None) -> None:
        """The same under the open base: the very file stays, everything beside it goes."""
        assert template is not None
        with self._folder.database.open("r+b") as file:
            file.write(template)
            file.truncate()
        for path in self._folder.root.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path not in {self._folder.database, self._folder.lock}:
                path.unlink()
        for path in self._out.iterdir():
            path.unlink()
        self._put_copies()


def _whole(path: Path) -> bool:
    body = path.read_bytes()
    ends = {".pdf": (b"%PDF", b"%%EOF"), ".docx": (b"PK", b""), ".json": (b"{", b"}")}
    first, last = ends[path.suffix]
    return body.startswith(first) and (not last or body.rstrip().endswith(last))


def _points(plan: Plan, fault: Fault, wanted: int | None) -> list[int]:
    """All calls, or a sample: one at random; or the first, the last and random ones between."""
    total = plan.calls[fault.classes]
    if wanted is None or total <= wanted:
        return list(range(1, total + 1))
    chance = random.Random(f"{plan.act.name} {fault}")
    told = {1, total, *chance.sample(range(2, total), wanted - 2)} if wanted > 1 else {chance.randint(1, total)}
    return sorted(told if plan.act.always is None else {*told, int(plan.act.always * total)})


def main(arguments: list[str]) -> None:
    """Prints {"cases", "kinds", "calls", "told", "bad"}."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--acts", nargs="*", default=list(ACTS))
    parser.add_argument("--points", type=int, help="calls tried of each act and fault (default: all)")
    parser.add_argument("--slow-points", type=int, help="the same of slow acts")
    parser.add_argument("--protected", action="store_true", help="the base has a password")
    chosen = parser.parse_args(arguments)
    school.quick_passwords()
    sweep = Sweep(chosen.folder, protected=chosen.protected)
    gc.collect()
    gc.freeze()  # a fork that collects garbage copies the whole memory
    gc.disable()
    kinds: Counter[str] = Counter()
    told: Counter[str] = Counter()
    bad: list[dict[str, Any]] = []
    calls: dict[str, int] = {}
    for name in chosen.acts:
        if chosen.protected and ACTS[name].plain:
            continue
        plan = sweep.plan(ACTS[name])
        calls[name] = plan.calls[3]
        most = chosen.slow_points if plan.act.slow and chosen.slow_points else chosen.points
        wanted = [(fault, at) for fault in Fault for at in _points(plan, fault, most)]
        for verdict in sweep.cases(plan, wanted):
            kinds[f"{verdict.fault} {verdict.outcome.split(':')[0]}"] += 1
            if verdict.outcome.startswith("told"):
                told[verdict.outcome.removeprefix("told: ")] += 1
            if verdict.wrong:
                bad.append(asdict(verdict))
    result = {"cases": sum(kinds.values()), "kinds": kinds, "calls": calls, "told": told, "bad": bad}
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
