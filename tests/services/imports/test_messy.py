"""Our own messy tables, a new mixture of traps every seed: every cell right, every row accounted for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.services.imports.expectations import check_case
from tests.services.imports.messy_books import make_case
from tests.services.imports.messy_pairs import make_form, make_register

from curator_app.services.imports import open_import, preview_import, run_import
from curator_app.services.workspace import Workspace

Make = Callable[[int, Path], dict[str, Any]]
CASES = [(make_case, seed) for seed in range(12)] + [(make_register, seed) for seed in range(7)]
CASES += [(make_form, seed) for seed in range(5)]


@pytest.mark.parametrize(("make", "seed"), CASES, ids=lambda one: one if isinstance(one, int) else one.__name__)
def test_messy(workspace: Workspace, tmp_path: Path, make: Make, seed: int) -> None:
    case = make(seed, tmp_path)

    def run(path: Path, args: list[str]) -> dict[str, Any]:
        act = preview_import if "--dry-run" in args else run_import
        return act(workspace, open_import(path)).as_json()

    checker = check_case(workspace, run, tmp_path, case)
    assert checker.wrong == []
    assert checker.cells_right == checker.cells > 40
