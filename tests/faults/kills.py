"""kill -9 at random moments of a curator's day: what was acknowledged is there, nothing is there by half.

``python -m tests.faults.kills --kills 100`` prints JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import school, story
from tests.faults.shim import scratch

from curator_app.runtime.paths import DataFolder, data_folder

_STEPS = 6 * story.STEPS
_LONGEST_WAIT = 0.012


def expected(folder: DataFolder) -> list[str]:
    """The content before the first step, after the first, after the second …"""
    workspace = school.open_school(folder)
    try:
        told = [school.content_of(workspace)]
        for number in range(_STEPS):
            story.step(workspace, number)
            told.append(school.content_of(workspace))
    finally:
        workspace.close()
    return told


def _work(folder: DataFolder, first: int, told: int) -> None:
    """In the fork: does steps one after another; «b» before each, «e» after its commit."""
    workspace = school.open_school(folder)
    for number in range(first, _STEPS):
        os.write(told, b"b")
        story.step(workspace, number)
        os.write(told, b"e")


def _kill_once(folder: DataFolder, first: int, chance: random.Random) -> tuple[int, int]:
    """(steps begun, steps acknowledged), counted from the first step of the story."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            _work(folder, first, writer)
        finally:
            os._exit(0)
    os.close(writer)
    wanted, seen = chance.randrange(0, 5), b""
    while seen.count(b"e") < wanted and (piece := os.read(reader, 1)):
        seen += piece
    time.sleep(chance.random() * _LONGEST_WAIT)
    os.kill(child, signal.SIGKILL)
    while piece := os.read(reader, 4096):
        seen += piece
    os.close(reader)
    os.waitpid(child, 0)
    return first + seen.count(b"b"), first + seen.count(b"e")


def sweep(root: Path, kills: int, seed: int, *, protected: bool = False) -> dict[str, object]:
    """{"kills", "steps" acknowledged, "in_flight": kills in the middle of a step, "kept": of those, the step was
    there whole, "bad": [what was broken]}."""
    first_folder, folder = data_folder(root / "образец"), data_folder(root / "данные")
    school.make_school(first_folder, protected=protected)
    template = first_folder.database.read_bytes()
    key_file = first_folder.key_file.read_bytes() if protected else None
    states = expected(first_folder)
    chance = random.Random(seed)
    gc.collect()
    gc.freeze()
    gc.disable()
    at = _STEPS
    steps = in_flight = kept = 0
    bad: list[str] = []
    for number in range(kills):
        if at >= _STEPS - 4:
            folder.root.mkdir(exist_ok=True)
            folder.database.write_bytes(template)
            if key_file is not None:
                folder.key_file.write_bytes(key_file)
            folder.database.with_name("curator.db-journal").unlink(missing_ok=True)
            at = 0
        begun, acknowledged = _kill_once(folder, at, chance)
        steps += acknowledged - at
        in_flight += begun > acknowledged
        if (reason := school.unsound(folder.database)) is not None:
            bad.append(f"kill {number}: {reason}")
            at = _STEPS
            continue
        now = school.content_on_disk(folder.database)
        if now == states[acknowledged]:
            at = acknowledged
        elif begun > acknowledged and now == states[begun]:
            at, kept = begun, kept + 1
        else:
            lost = now in states and states.index(now) < acknowledged
            what = "an acknowledged step is lost" if lost else "half a step"
            kept_at = Path(tempfile.mkdtemp(prefix="curator-killed-")) / folder.database.name
            shutil.copyfile(folder.database, kept_at)
            bad.append(
                f"kill {number}: {what}; {acknowledged} acknowledged, {begun} begun; the base is kept: {kept_at}"
            )
            at = _STEPS
    return {"kills": kills, "steps": steps, "in_flight": in_flight, "kept": kept, "bad": bad}


def main(arguments: list[str]) -> None:
    """Prints the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--protected", action="store_true", help="the base has a password")
    chosen = parser.parse_args(arguments)
    school.quick_passwords()
    with scratch("kills") as folder:
        sys.stdout.write(
            json.dumps(sweep(Path(folder), chosen.kills, chosen.seed, protected=chosen.protected), ensure_ascii=False)
        )


if __name__ == "__main__":
    main(sys.argv[1:])
