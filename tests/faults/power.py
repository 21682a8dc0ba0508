"""Power cuts without a power switch: every disk a cut could leave is rebuilt from the trace of a real run.

What was synced stays. What was not may be there, be missing or be torn at a sector, each write by itself; names (made,
removed) come and go in their order, as a journalling file system keeps them. Each disk is opened: it must hold a state
after some step, none older than the last one the curator was told of.

Runs under the library of ``shim``: ``run_under("tests.faults.power", folder, ["--states", "3000"])``; prints JSON.
``--weaken`` spoils the settings of the base: a proof that the simulator finds what it is there to find.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.pool import Pool
from tests.faults import school, story
from tests.faults.shim import Call, Shim, read_trace, scratch

from curator_app.runtime.paths import data_folder

_SECTOR = 512
_STEPS = 3 * story.STEPS
_TOLD = "told"


@dataclass
class Run:
    """What a day left: the calls, the files before them, the states after each step (content and bytes)."""

    calls: list[Call]
    start: dict[str, bytes]
    contents: list[str] = field(default_factory=list)
    images: dict[bytes, int] = field(default_factory=dict)


@dataclass
class Disk:
    """What is surely on the disk, and the calls since that may be or not."""

    files: dict[str, bytearray]
    waiting: list[Call] = field(default_factory=list)

    def take(self, call: Call) -> None:
        """The next call of the run."""
        if call.kind != "S":
            self.waiting.append(call)
            return
        if Path(call.path).suffix == "" and Path(call.path).is_dir():
            durable = [one for one in self.waiting if one.kind in "CUN"]
        else:
            durable = [one for one in self.waiting if one.path == call.path]
        for one in durable:
            apply(self.files, one)
        self.waiting = [one for one in self.waiting if one not in durable]

    def after_a_cut(self, chance: random.Random) -> dict[str, bytearray]:
        """One disk that a cut at this moment could leave."""
        files = {name: bytearray(body) for name, body in self.files.items()}
        mood = chance.random()
        every, none = mood < 0.1, 0.1 <= mood < 0.2
        names = [one for one in self.waiting if one.kind in "CUN"]
        done = len(names) if every else 0 if none else chance.randint(0, len(names))
        never = names[done:]
        lost: set[str] = set()
        for one in self.waiting:
            if one in never:
                lost.add(one.path)  # what is written later goes to a file without a name
            elif one.kind in "CUN":
                apply(files, one)
            elif one.path not in lost and (every or (not none and chance.random() < 0.5)):
                torn = one.kind == "W" and not every and chance.random() < 0.3
                sectors = len(one.data) // _SECTOR
                apply(files, one, chance.randint(0, sectors) * _SECTOR if torn and sectors else None)
        return files


def apply(files: dict[str, bytearray], call: Call, torn: int | None = None) -> None:
    """Does ``call`` to the files; ``torn``: only so many of its bytes got there."""
    if call.kind == "U":
        files.pop(call.path, None)
        return
    if call.kind == "N":
        if call.path in files:
            files[call.data.decode()] = files.pop(call.path)
        return
    body = files.setdefault(call.path, bytearray())
    if call.kind == "T":
        if len(body) > call.offset:
            del body[call.offset :]
        else:
            body.extend(bytes(call.offset - len(body)))
    elif call.kind == "W":
        data = call.data if torn is None else call.data[:torn]
        if len(body) < call.offset:
            body.extend(bytes(call.offset - len(body)))
        body[call.offset : call.offset + len(data)] = data


def _weaken(pragmas: list[str]) -> None:
    def spoil(raw: Any, *_rest: object) -> None:
        for pragma in pragmas:
            raw.execute(f"PRAGMA {pragma}").fetchall()

    event.listen(Pool, "checkout", spoil)


def record(root: Path, trace: Path, pragmas: list[str], *, protected: bool = False) -> Run:
    """A day of the curator, written down call by call."""
    shim = Shim()
    folder = data_folder(root / "данные")
    school.make_school(folder, protected=protected)
    _weaken(pragmas)
    workspace = school.open_school(folder)
    run = Run([], {}, [school.content_of(workspace)])
    run.start = {str(path): path.read_bytes() for path in (folder.database, folder.key_file) if path.exists()}
    run.images[run.start[str(folder.database)]] = 0
    told = os.open(root / _TOLD, os.O_CREAT | os.O_WRONLY)
    shim.trace(trace)
    for number in range(_STEPS):
        story.step(workspace, number)
        os.write(told, str(number + 1).encode())
        run.contents.append(school.content_of(workspace))
        run.images[folder.database.read_bytes()] = number + 1
    shim.trace(None)
    os.close(told)
    workspace.close()
    run.calls = list(read_trace(trace))
    return run


def judge(run: Run, files: dict[str, bytearray], place: Path, told: int, begun: int) -> str | None:
    """What is wrong with the rebuilt disk; None: nothing."""
    for old in place.iterdir():
        old.unlink()
    for name, body in files.items():
        (place / Path(name).name).write_bytes(body)
    database = place / "curator.db"
    state = run.images.get(school.played_back(database))
    if state is not None:
        found = {state}
    elif (reason := school.unsound(database)) is not None:
        return "damaged" if reason.startswith(("not readable", "integrity")) else reason
    else:
        content = school.content_on_disk(database)
        found = {number for number, one in enumerate(run.contents) if one == content}  # a step may change nothing
    if not found:
        return "half a step"
    if found & {*range(told, begun + 1)}:
        return None
    return "an acknowledged step is lost" if min(found) < told else "a step that was never begun"


def sweep(run: Run, states: int, seed: int) -> dict[str, Any]:
    """{"calls", "states", "bad": {what: how often}}."""
    chance = random.Random(seed)
    disk = Disk({name: bytearray(body) for name, body in run.start.items()})
    told = 0
    bad: Counter[str] = Counter()
    done = 0
    total = len(run.calls)
    with scratch("cut") as place:
        for number, call in enumerate(run.calls, start=1):
            if Path(call.path).name == _TOLD:
                told = int(call.data) if call.kind == "W" else told
            else:
                disk.take(call)
            while done < states * number // total:
                done += 1
                if (reason := judge(run, disk.after_a_cut(chance), Path(place), told, told + 1)) is not None:
                    bad[reason] += 1
    return {"calls": total, "states": done, "bad": dict(bad)}


def main(arguments: list[str]) -> None:
    """Prints the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--states", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--protected", action="store_true", help="the base has a password")
    parser.add_argument("--weaken", nargs="*", default=[], help="pragmas, such as synchronous=OFF")
    chosen = parser.parse_args(arguments)
    school.quick_passwords()
    with scratch("trace") as place:
        run = record(chosen.folder, Path(place) / "calls", chosen.weaken, protected=chosen.protected)
        sys.stdout.write(json.dumps(sweep(run, chosen.states, chosen.seed)))


if __name__ == "__main__":
    main(sys.argv[1:])
