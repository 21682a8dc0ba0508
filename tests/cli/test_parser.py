"""Wrong usage is told in Russian, in one line, with exit code 2."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from curator_app.bootstrap import start
from curator_app.runtime.errors import OUT_OF_MEMORY
from curator_app.services import records

_WRONG = (
    (["внедрить"], "КОМАНДА: «внедрить» не подходит"),
    (["list"], "не указано: ВИД."),
    (["list", "peeple"], "ВИД: «peeple» не подходит. Возможно: agreements, ban"),
    (["add"], "не указано: ВИД, --from."),
    (["restore"], "не указано: ФАЙЛ."),
    (["survey"], "не указано: ДЕЙСТВИЕ."),
    (["list", "people", "--yeeer"], "лишнее: --yeeer"),
    (["list", "people", "--year", "2026"], "нужен учебный год вида 2026/2027"),
    (["order", "--type", "x", "--date", "2026-09-01", "--out", "."], "--type: «x» не подходит"),
    (["order", "--out"], "--out: после него нужно значение"),
    (["order", "--type", "change", "--reprint", "3"], "--reprint и --type вместе не указывают"),
    (["order", "--type", "change", "--date", "31.02.2026", "--out", "."], "нужна дата вида 2026-09-01"),
    (["remove", "person", "--id", "9" * 20], "нужен номер записи"),
    (["order", "--type", "change", "--date", "2026-09-01", "--out", ".", "--refers-to", "-1"], "--refers-to"),
)


@pytest.mark.parametrize(("words", "sentence"), _WRONG, ids=lambda value: " ".join(value) if value else "")
def test_wrong_usage(words: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        start(["--data-dir", str(tmp_path / "данные"), *words])
    assert refused.value.code == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
    assert not re.search(r"\b(invalid|argument|required|expected|usage)\b", said)
    assert not (tmp_path / "данные").exists()


def test_too_little_memory_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    def starved(*_told: object, **_named: object) -> None:
        raise MemoryError

    monkeypatch.setattr(records, "list_records", starved)
    assert start(["--data-dir", str(tmp_path / "данные"), "list", "people"]) == 1
    assert capsys.readouterr().err == f"{OUT_OF_MEMORY}\n"
