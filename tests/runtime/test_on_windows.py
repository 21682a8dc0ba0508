"""What only Windows does to files and folders. Run there, and under Wine for every build."""

from __future__ import annotations

import ctypes
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from curator_app.cli import main, output
from curator_app.runtime import files, paths, places
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import KnownProblem

pytestmark = pytest.mark.skipif(os.name != "nt", reason="of Windows alone")
kernel: Any = getattr(ctypes, "windll", None)  # absent elsewhere


def spoken(text: str) -> Callable[[Path | None], int]:
    def window(_folder: Path | None) -> int:
        output.say(text)
        return 0

    return window


def hold(path: Path, share: int) -> int:
    """Opens a file as another program does: others may read it, and may not write it (``share`` 1) or nothing (0)."""
    create = kernel.kernel32.CreateFileW
    create.restype = ctypes.c_void_p
    handle = create(str(path), 0xC0000000, share, None, 3, 0x80, None)
    assert handle not in (None, ctypes.c_void_p(-1).value)
    return int(handle)


def let_go(handle: int) -> None:
    assert kernel.kernel32.CloseHandle(ctypes.c_void_p(handle))


@pytest.mark.parametrize("share", [0, 1], ids=["nothing shared", "as a spreadsheet"])
def test_a_file_open_in_another_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: int) -> None:
    monkeypatch.setattr("curator_app.runtime.files._RETRY_SECONDS", 0.1)
    path = tmp_path / "Мониторинг за 1 четверть.xlsx"
    files.write_bytes(path, b"good")
    handle = hold(path, share)
    try:
        with pytest.raises(KnownProblem, match="открыт в другой программе"):
            files.write_bytes(path, b"new")
    finally:
        let_go(handle)
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"good", [path.name])
    files.write_bytes(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize(
    "asked", ["CON", "prn.pdf", "aux", "Приказ: № 5/2 «о парах»?", "конец. ", 'a"b<c>|d*', "LPT1.отчёт", "…", "  "]
)
def test_every_safe_name_is_a_name_of_windows(tmp_path: Path, asked: str) -> None:
    name = f"{files.safe_name(asked)}.pdf"
    files.write_bytes(tmp_path / name, b"1")
    assert os.listdir(tmp_path) == [name]


def test_the_folder_of_data_is_spelt_out() -> None:
    folder = str(paths.default_data_folder())
    assert "~" not in folder
    assert folder.endswith("CuratorApp")


def test_the_drive_is_asked(tmp_path: Path) -> None:
    assert places.Machine().windows
    assert places.Machine().type_of(str(tmp_path)[:2] + "\\") in {2, 3, 4}
    assert places.risk_of(Path("\\\\server\\школа")) == places.Risk("network")


def test_a_program_without_a_console_speaks_to_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    code = main.run(
        ["--data-dir", str(tmp_path)],
        clock=Clock(),
        window=spoken("окно"),
        commands=[],
        report_bug=lambda _error, _folder: tmp_path,
    )
    assert code == 0


def test_output_is_utf8_whatever_the_console(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp866"))
    code = main.run(
        ["--data-dir", str(tmp_path)],
        clock=Clock(),
        window=spoken("≥ Ё № «»"),
        commands=[],
        report_bug=lambda _error, _folder: tmp_path,
    )
    sys.stdout.flush()
    assert (code, raw.getvalue().decode("utf-8").strip()) == (0, "≥ Ё № «»")
