"""The build really checks the arrows: a planted breach of every contract fails."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def lint(folder: Path) -> int:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [linter, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": ""},
        capture_output=True,
        check=False,
    ).returncode


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layers")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_code_as_it_is_keeps_the_contracts(copy: Path) -> None:
    assert lint(copy) == 0


@pytest.mark.parametrize(
    ("module", "breach"),
    [
        ("domain/codes.py", "import curator_app.texts"),
        ("domain/names.py", "import sqlalchemy"),
        ("services/people.py", "import PySide6.QtCore"),
        ("documents/blocks.py", "import curator_app.models"),
        ("cli/output.py", "import curator_app.storage.store"),
        ("runtime/clock.py", "import appdirs"),
    ],
)
def test_a_planted_breach_fails(copy: Path, module: str, breach: str) -> None:
    file = copy / "src" / "curator_app" / module
    before = file.read_text(encoding="utf-8")
    file.write_text(before + f"\n{breach}\n", encoding="utf-8")
    try:
        assert lint(copy) != 0
    finally:
        file.write_text(before, encoding="utf-8")
