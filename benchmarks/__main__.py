"""`python -m benchmarks [AREA…] [--json FILE]`: a table of ratios; without names every area is measured."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from benchmarks.measuring import Figure

AREAS = {
    "start": "from the call to the first window and the first list",
    "years": "ten school years: start, every tab, every list",
    "tables": "a table of 10,000 and 100,000 rows",
    "import": "10,000 × 20 cells from .xlsx",
    "workbook": "the monitoring workbook",
    "orders": "orders of 1, 50 and 500 pairs as PDF",
    "matching": "the proposal of pairs",
    "matching_cases": "the proposal of pairs against independent answers",
    "backup": "a copy of 50 MB with the window alive",
    "memory": "idle window and an hour of work",
    "painting": "heat map and timeline",
    "encrypted": "what the password of a base costs",
}


def figures(area: str) -> Iterator[Figure]:
    """Measures an area."""
    yield from importlib.import_module(f"benchmarks.areas.{area if area != 'import' else 'loading'}").measure()


def line(one: Figure) -> str:
    """A row of the table."""
    floor = f"{one.floor:11.1f}" if one.floor is not None else " " * 11
    ratio = f"{one.ratio:7.2f}" if one.ratio is not None else " " * 7
    bar = f"≤ {one.bar:g}" if one.bar is not None else ""
    verdict = {True: "", False: "MISSED", None: ""}[one.good]
    return f"  {one.name:<46}{one.ours:11.1f}{floor}{ratio}  {bar:<8}{verdict:<7} {one.unit:<8}{one.against}"


def main() -> int:
    """Measures and prints; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("areas", nargs="*", metavar="AREA", help=", ".join(AREAS))
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    wanted = args.areas or list(AREAS)
    if unknown := set(wanted) - set(AREAS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    told = []
    print(f"  {'':46}{'ours':>11}{'floor':>11}{'ratio':>7}  bar")
    for area in wanted:
        began = time.perf_counter()
        print(f"{area}: {AREAS[area]}", flush=True)
        for one in figures(area):
            told.append((area, one))
            print(line(one), flush=True)
        print(f"  ({time.perf_counter() - began:.0f} s)", flush=True)
    if args.json is not None:
        machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
        rows = [{"area": area, **asdict(one), "ratio": one.ratio, "good": one.good} for area, one in told]
        args.json.write_text(json.dumps({"machine": machine, "figures": rows}, ensure_ascii=False, indent=1), "utf-8")
    return int(any(one.good is False for _area, one in told))


if __name__ == "__main__":
    raise SystemExit(main())
