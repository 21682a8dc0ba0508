"""The long proof that nothing is lost, in one command.

    python -m tests.faults.sweep --nightly            everything, hours
    python -m tests.faults.sweep --part io power      only these parts
    python -m tests.faults.sweep --part io --acts create order
    python -m tests.faults.sweep --nightly --protected --part kills power io      the same in a base with a password

Prints a line a part and ends with 1 when anything was broken; what was broken goes to ``--report``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.acts import ACTS, LONG
from tests.faults.shim import ROOT, environment, run_under, scratch

WEAK = ("synchronous=OFF", "journal_mode=MEMORY", "journal_mode=DELETE")
"""Settings with which a base must be seen to lose something: the negative controls of the power cuts."""


@dataclass(frozen=True)
class Size:
    """How much of each part is done."""

    kills: int = 100
    states: int = 3000
    points: int | None = 1
    slow_points: int | None = 1
    mutants: int = 2000
    walks: int = 5


CI = Size()
NIGHTLY = Size(kills=1000, states=100_000, points=None, slow_points=80, mutants=50_000, walks=500)


def plain(module: str, arguments: Sequence[str]) -> str:
    """Runs ``python -m module …`` and gives what it printed."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, check=True, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True).stdout


def kills(size: Size, seed: int = 1, *, protected: bool = False) -> dict[str, Any]:
    """Killed at random moments."""
    wanted = ["--kills", str(size.kills), "--seed", str(seed), *(["--protected"] if protected else [])]
    told: dict[str, Any] = json.loads(plain("tests.faults.kills", wanted))
    return told


def power(size: Size, weaken: Sequence[str] = (), seed: int = 1, *, protected: bool = False) -> dict[str, Any]:
    """Power cuts, rebuilt."""
    told = ["--states", str(size.states), "--seed", str(seed), *(["--weaken", *weaken] if weaken else [])]
    told += ["--protected"] if protected else []
    with scratch("power") as folder:
        result: dict[str, Any] = json.loads(run_under("tests.faults.power", Path(folder), told))
    return result


def file_calls(size: Size, acts: Sequence[str] = (), *, protected: bool = False) -> dict[str, Any]:
    """Every file call failing in every way; ``protected``: the base has a password."""
    told = ["--protected"] if protected else []
    told += [] if size.points is None else ["--points", str(size.points)]
    told += [] if size.slow_points is None else ["--slow-points", str(size.slow_points)]
    chosen = acts or [name for name in ACTS if size.points is None or name not in LONG]
    with scratch("io") as folder:
        result: dict[str, Any] = json.loads(
            run_under("tests.faults.io_sweep", Path(folder), [*told, "--acts", *chosen])
        )
    return result


def damage(size: Size) -> dict[str, Any]:
    """Damaged bases: all of them, whatever the size."""
    del size
    told: dict[str, Any] = json.loads(plain("tests.faults.damage", []))
    return told


def mutants(size: Size, seed: int = 1, keep: Path | None = None) -> dict[str, Any]:
    """Spoilt files through every door."""
    kept = [] if keep is None else ["--keep", str(keep)]
    told: dict[str, Any] = json.loads(
        plain("tests.faults.mutants", ["--count", str(size.mutants), "--seed", str(seed), *kept])
    )
    return told


def years(size: Size, seed: int) -> dict[str, Any]:
    """Random years of a curator."""
    told = environment() | {"CURATOR_WALKS": str(size.walks)}
    command = [sys.executable, "-m", "pytest", "-q", "tests/faults/test_year.py", f"--hypothesis-seed={seed}"]
    done = subprocess.run(
        [*command, "--timeout=0", "-p", "no:randomly"], cwd=ROOT, env=told, capture_output=True, text=True, check=False
    )
    return {"walks": size.walks, "bad": [] if done.returncode == 0 else [done.stdout[-8000:]]}


def _main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.sweep")
    parser.add_argument("--nightly", action="store_true", help="all of it, for hours")
    parser.add_argument("--part", nargs="*", choices=["kills", "power", "io", "damage", "mutants", "years"], default=[])
    parser.add_argument("--acts", nargs="*", default=[], help="acts of the part io")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--report", type=Path, default=Path("faults-report.json"))
    parser.add_argument("--protected", action="store_true", help="the base has a password: parts kills, power, io")
    chosen = parser.parse_args()
    size = NIGHTLY if chosen.nightly else CI
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "kills": lambda: kills(size, chosen.seed, protected=chosen.protected),
        "power": lambda: power(size, seed=chosen.seed, protected=chosen.protected),
        "io": lambda: file_calls(size, chosen.acts, protected=chosen.protected),
        "damage": lambda: damage(size),
        "years": lambda: years(size, chosen.seed),
        "mutants": lambda: mutants(size, chosen.seed, chosen.report.with_suffix("")),
    }
    broken: dict[str, Any] = {}
    for name, run in parts.items():
        if chosen.part and name not in chosen.part:
            continue
        begun = time.monotonic()
        told = run()
        if told["bad"]:
            broken[name] = told
        count = next(told[key] for key in ("kills", "states", "cases", "mutants", "walks") if key in told)
        took = time.monotonic() - begun
        sys.stdout.write(f"{name}: {count} cases, {len(told['bad'])} broken, {took:.0f} s\n")
        sys.stdout.flush()
    if broken:
        chosen.report.write_text(json.dumps(broken, ensure_ascii=False, indent=1), encoding="utf-8")
        sys.stdout.write(f"seed {chosen.seed}; what was broken: {chosen.report}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(_main())
