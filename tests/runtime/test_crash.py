"""Errors nobody caught, in any thread, and a death of the interpreter: written down without personal data."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator_app.runtime import crash
from curator_app.runtime import log as technical
from curator_app.runtime.clock import fixed

CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))
DYING = """
import ctypes, datetime, pathlib, sys
from curator_app.runtime import crash
from curator_app.runtime.clock import Clock
log = pathlib.Path(sys.argv[1])
crash.install(log, Clock())
assert not crash.arm(log, Clock())
def жмыхов(): ctypes.string_at(0)
жмыхов()
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(technical, "_place", None)
    yield tmp_path / "logs" / "curator.log"
    crash.disarm()


def test_an_error_of_any_thread_is_written_without_its_values(log: Path) -> None:
    crash.install(log, CLOCK)
    thread = threading.Thread(target=lambda: int("Жмыхова +79161234567"))
    thread.start()
    thread.join()
    sys.excepthook(ValueError, ValueError("Жмыхова"), None)
    told = log.read_text(encoding="utf-8")
    assert told.count("builtins.ValueError") == 2
    assert "Жмыхова" not in told
    assert "9161234567" not in told


def test_a_death_of_the_interpreter_is_told_at_the_next_start(log: Path) -> None:
    result = subprocess.run([sys.executable, "-c", DYING, str(log)], capture_output=True, timeout=60, check=False)
    assert result.returncode != 0
    assert crash.arm(log, CLOCK)
    told = log.read_text(encoding="utf-8")
    assert "the interpreter died" in told
    assert str(log.parent) not in told
    assert not crash.arm(log, CLOCK)


def test_a_run_that_ends_well_leaves_nothing(log: Path) -> None:
    assert not crash.arm(log, CLOCK)
    crash.disarm()
    assert log.with_name("fatal.log").read_bytes() == b""
    assert not crash.arm(log, CLOCK)
    assert not log.exists()


def test_the_log_is_turned_over_and_the_report_is_its_end(log: Path) -> None:
    for number in range(5):
        technical.write_entry([f"entry {number}"], log, CLOCK)
    assert "entry 4" in technical.report_text(log)
    assert "entry 1" not in technical.report_text(log)
    log.write_text("x" * 1_000_001, encoding="utf-8")
    technical.write_entry(["new"], log, CLOCK)
    assert log.stat().st_size < 1000
    assert log.with_suffix(".old.log").exists()
    assert technical.report_text(log.with_name("no.log")) == ""


def test_a_cause_under_a_sentence_is_noted_only_when_a_log_is_in_use(log: Path) -> None:
    technical.note_cause(ValueError("Жмыхова"))
    technical.use(log, CLOCK)
    technical.note_cause(ValueError("Жмыхова"))
    assert log.read_text(encoding="utf-8").count("ValueError") == 1
