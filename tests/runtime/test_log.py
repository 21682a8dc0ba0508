"""The log of bugs tells places and types, never values, and always ends."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from curator_app.runtime.clock import fixed
from curator_app.runtime.log import report_bug


def test_causes_in_a_circle_are_told_once(tmp_path: Path) -> None:
    first, second = ValueError("Иванова"), TypeError("Петрова")
    first.__cause__, second.__cause__ = second, first
    log = report_bug(first, tmp_path / "журнал.log", fixed(dt.datetime(2026, 10, 5, 9, 0)))
    told = log.read_text(encoding="utf-8")
    assert (told.count("ValueError"), told.count("TypeError"), told.count("caused by")) == (1, 1, 1)
    assert "Иванова" not in told
