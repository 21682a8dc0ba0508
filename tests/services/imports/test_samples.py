"""The customer's five files: everything their expectations tell must be so, to the last cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.services.imports.expectations import check_case

from curator_app.services.imports import ImportChoices, open_import, preview_import, run_import
from curator_app.services.workspace import Workspace

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
CASES = sorted(path.name for path in SAMPLES.glob("*.expected.json"))


def runner(workspace: Workspace) -> Any:
    """Imports a file with arguments of the command line."""

    def run(path: Path, args: list[str]) -> dict[str, Any]:
        kind = args[args.index("--kind") + 1] if "--kind" in args else None
        act = preview_import if "--dry-run" in args else run_import
        return act(workspace, open_import(path), ImportChoices(kind=kind)).as_json()

    return run


def test_all_samples_are_here() -> None:
    assert len(CASES) == 5


@pytest.mark.parametrize("name", CASES)
def test_sample(workspace: Workspace, name: str) -> None:
    case = json.loads((SAMPLES / name).read_text(encoding="utf-8"))
    checker = check_case(workspace, runner(workspace), SAMPLES, case)
    assert checker.wrong == []
    assert checker.cells == checker.cells_right > 50
