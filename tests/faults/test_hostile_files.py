"""Files from outside: spoilt ones by the thousand, bombs. One sentence, at once, in little memory, nothing changed."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest
from tests.exchange.bad_files import REFUSED
from tests.faults import sweep

from curator_app.runtime.errors import KnownProblem
from curator_app.services.imports import ImportChoices, open_import, require_tables

BOMBS = (
    "billion laughs",
    "a foreign entity",
    "a bomb of blanks",
    "a long cell",
    "a bomb of strings",
    "too many parts",
    "a value far away",
    "a lying size",
    "many columns",
)
SECONDS, MEGABYTES = 1.0, 50


@pytest.mark.timeout(300)
def test_two_thousand_spoilt_files() -> None:
    told = sweep.mutants(sweep.CI)
    assert told["bad"] == []
    assert told["mutants"] == 2000
    assert told["slowest_s"] < 2
    assert all(one.get("refused") or one.get("taken") for one in told["seen"].values())
    assert told["grown_mb"] < 100


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="memory is measured in a fork")
def test_a_bomb_costs_neither_time_nor_memory(tmp_path: Path, name: str) -> None:
    file_name, make = REFUSED[name]
    path = tmp_path / file_name
    path.write_bytes(make())
    _measure(tmp_path / "прогрев.csv")  # imports are not the bomb's
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, _measure(path).encode())
        os._exit(0)
    os.close(writer)
    told = os.read(reader, 1000).decode()
    os.close(reader)
    os.waitpid(child, 0)
    outcome, seconds, megabytes = told.split("|")
    assert outcome == "refused"
    assert float(seconds) < SECONDS
    assert float(megabytes) < MEGABYTES


def _measure(path: Path) -> str:
    """«outcome|seconds|megabytes» of one opening."""
    if not path.exists():
        path.write_text("ФИО;Должность\nВетрова Дина Марковна;учитель\n", encoding="utf-8")
    before = _peak()
    begun = time.perf_counter()
    try:
        require_tables(open_import(path), ImportChoices())
        outcome = "taken"
    except KnownProblem:
        outcome = "refused"
    return f"{outcome}|{time.perf_counter() - begun}|{_peak() - before}"


def _peak() -> float:
    """The most memory this process has held, MB; a fork begins with what it holds now."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
