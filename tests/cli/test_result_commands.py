"""Results of mentoring on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.test_commands import call, write


def test_results_are_added_listed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "add", "person", "--from", write(tmp_path, [{"surname": "Лось", "first_name": "Пётр"}])) == 0
    told = [{"person": 1, "kind": "грамота", "date": "2026-10-02"}]
    assert call(tmp_path, "add", "incentive", "--from", write(tmp_path, told)) == 0
    agreement = [{"partner": "Лицей № 2", "number": "14", "date": "2026-09-01"}]
    assert call(tmp_path, "add", "agreement", "--from", write(tmp_path, agreement)) == 0
    capsys.readouterr()
    assert call(tmp_path, "list", "incentives") == 0
    assert capsys.readouterr().out.splitlines() == ["1. Лось Пётр — грамота", "Всего: 1"]
    assert call(tmp_path, "list", "agreements", "--year", "2026/2027") == 0
    assert capsys.readouterr().out.splitlines() == ["1. Лицей № 2 — 14", "Всего: 1"]
    assert call(tmp_path, "remove", "incentive", "--id", "1") == 0
    capsys.readouterr()
    assert call(tmp_path, "list", "incentives") == 0
    assert capsys.readouterr().out.splitlines() == ["Всего: 0"]


def test_a_practice_that_names_somebody_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "add", "person", "--from", write(tmp_path, [{"surname": "Лось", "first_name": "Пётр"}])) == 0
    capsys.readouterr()
    told = [{"title": "Урок вдвоём", "date": "2026-09-29", "problem": "Трудно было Лосю"}]
    assert call(tmp_path, "add", "practice", "--from", write(tmp_path, told)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert "назван человек из базы: «Лосю»" in line
