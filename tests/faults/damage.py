"""Damaged bases: in every way a disk, a careless copy or another program can spoil a file.

A spoilt base is never opened as if it were fine, and the file is not touched. ``python -m tests.faults.damage`` prints
JSON.
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
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.faults import school
from tests.faults.sentences import wrong_with
from tests.faults.shim import scratch

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder, data_folder

_PAGE, _SECTOR = 4096, 512
_PATIENCE = 20

Spoil = Callable[[bytes, random.Random], bytes]


def _cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(1, len(body))]


def _cut_at_a_page(body: bytes, chance: random.Random) -> bytes:
    return body[: _PAGE * chance.randrange(1, len(body) // _PAGE)]


def _one_bit(body: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(body)
    spoilt[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _over(size: int, fill: Callable[[random.Random, int], bytes]) -> Spoil:
    def spoil(body: bytes, chance: random.Random) -> bytes:
        at = size * chance.randrange(len(body) // size)
        return body[:at] + fill(chance, size) + body[at + size :]

    return spoil


def _rubbish(chance: random.Random, size: int) -> bytes:
    return chance.randbytes(size)


def _zeros(_chance: random.Random, size: int) -> bytes:
    return bytes(size)


def _swapped(body: bytes, chance: random.Random) -> bytes:
    one, other = sorted(chance.sample(range(1, len(body) // _PAGE), 2))
    spoilt = bytearray(body)
    first, second = slice(one * _PAGE, (one + 1) * _PAGE), slice(other * _PAGE, (other + 1) * _PAGE)
    spoilt[first], spoilt[second] = spoilt[second], spoilt[first]
    return bytes(spoilt)


def _header(body: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(100) + body[100:]


def _tail(body: bytes, chance: random.Random) -> bytes:
    return body[: -2 * _PAGE] + chance.randbytes(2 * _PAGE)


DAMAGES: dict[str, tuple[Spoil, int]] = {
    "cut": (_cut, 100),
    "cut at a page": (_cut_at_a_page, 60),
    "one bit": (_one_bit, 400),
    "sector of rubbish": (_over(_SECTOR, _rubbish), 150),
    "sector of zeros": (_over(_SECTOR, _zeros), 100),
    "page of zeros": (_over(_PAGE, _zeros), 60),
    "pages swapped": (_swapped, 60),
    "header of rubbish": (_header, 20),
    "line ends translated": (lambda body, _chance: body.replace(b"\n", b"\r\n"), 1),
    "nothing": (lambda _body, _chance: b"", 1),
    "a workbook renamed": (lambda _body, chance: b"PK\x03\x04" + chance.randbytes(9000), 1),
    "rubbish at the end": (_tail, 20),
}
"""By name: how it is spoilt, how often; 973 in all."""


def cases(share: float = 1.0) -> Iterator[tuple[str, Spoil, random.Random]]:
    """All damages, or a share of each kind (at least one)."""
    for name, (spoil, count) in DAMAGES.items():
        for number in range(max(1, round(count * share))):
            yield name, spoil, random.Random(f"{name} {number}")


def _try(folder: DataFolder, whole: str) -> dict[str, str]:
    """In the fork: opens the base as the program does."""
    try:
        workspace = school.open_school(folder)
    except KnownProblem as problem:
        reason = wrong_with(problem.message)
        return {"seen": "refused", "wrong": f"{reason}: {problem.message}" if reason else ""}
    except BaseException as error:
        return {"seen": "bug", "wrong": f"{type(error).__name__}: {error}"[:300]}
    try:
        if school.content_of(workspace) == whole and not workspace.check():
            return {"seen": "harmless", "wrong": ""}
        return {"seen": "opened", "wrong": "" if workspace.check() else "opened as if it were fine"}
    except BaseException as error:
        return {"seen": "opened", "wrong": f"opened, then {type(error).__name__}: {error}"[:300]}


def sweep(root: Path, share: float, *, sealed: bool = True) -> dict[str, Any]:
    """{"cases", "seen": {kind of damage: {outcome: how often}}, "bad": [...]}. Without the seal of a clean close (after
    a crash) only what SQLite itself sees can be seen."""
    folder = data_folder(root / "данные")
    school.make_school(folder)
    beside = {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file() and path != folder.database}
    if not sealed:
        beside = {}
    body, whole = folder.database.read_bytes(), school.content_on_disk(folder.database)
    gc.collect()
    gc.freeze()
    gc.disable()
    seen: dict[str, Counter[str]] = {}
    bad: list[str] = []
    for name, spoil, chance in cases(share):
        spoilt = body
        while spoilt == body:  # zeros over zeros
            spoilt = spoil(body, chance)
        shutil.rmtree(folder.root)
        folder.root.mkdir()
        for path, content in beside.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        folder.database.write_bytes(spoilt)
        told = _in_a_fork(lambda: _try(folder, whole))
        seen.setdefault(name, Counter())[told["seen"]] += 1
        if told["wrong"]:
            bad.append(f"{name}: {told['wrong']}")
        if told["seen"] == "refused" and folder.database.read_bytes() != spoilt:
            bad.append(f"{name}: the file was changed")
    return {"cases": sum(one.total() for one in seen.values()), "seen": seen, "bad": bad}


def _in_a_fork(run: Callable[[], dict[str, str]]) -> dict[str, str]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        signal.alarm(_PATIENCE)
        try:
            os.write(writer, json.dumps(run()).encode())
        finally:
            os._exit(0)
    os.close(writer)
    told = b""
    while piece := os.read(reader, 1 << 16):
        told += piece
    os.close(reader)
    _, status = os.waitpid(child, 0)
    found: dict[str, str] = json.loads(told) if told else {"seen": "died", "wrong": f"the process died: {status}"}
    return found


def main(arguments: list[str]) -> None:
    """Prints the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--unsealed", action="store_true")
    chosen = parser.parse_args(arguments)
    with scratch("damage") as folder:
        sys.stdout.write(json.dumps(sweep(Path(folder), chosen.share, sealed=not chosen.unsealed), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
