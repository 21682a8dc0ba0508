"""A small invented school with a pair, an order and a mentee who has deficits."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.services.papers.school import School, assignment, fill

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import records
from curator_app.services.papers.issuing import issue_order
from curator_app.services.routes import making
from curator_app.services.workspace import Workspace, open_workspace

CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))


@dataclass(frozen=True)
class Setting:
    """The school, the mentee Иванова of the pair Петрова–Иванова, and her route made from the template."""

    workspace: Workspace
    school: School
    mentee: int
    route: int


def deficits(workspace: Workspace, mentee: int) -> None:
    """A request with three deficits, one of them in an area of the school's own."""
    records.add_records(
        workspace,
        "request",
        [
            {
                "mentee": mentee,
                "wording": "Помощь с уроком",
                "deficits": [
                    {"area": "methodical", "text": "проектирование урока", "severity": 3},
                    {"area": "documentation", "severity": 2},
                    {"area": "Робототехника", "severity": 1},
                ],
            }
        ],
        {},
    )


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, School, int]:
    """The base made once; every test works on its own copy of the file."""
    folder = tmp_path_factory.mktemp("школа") / "данные"
    workspace = open_workspace(data_folder(folder), CLOCK)
    school = fill(workspace)
    mentee = school.people["ivanova"]
    deficits(workspace, mentee)
    issue_order(workspace, assignment(school.pair))
    route = making.create_route(workspace, making.propose_route(workspace, mentee).data)
    workspace.close()
    return folder, school, route


@pytest.fixture
def setting(prepared: tuple[Path, School, int], tmp_path: Path) -> Iterator[Setting]:
    folder, school, route = prepared
    copied = tmp_path / "данные"
    shutil.copytree(folder, copied)
    workspace = open_workspace(data_folder(copied), CLOCK)
    yield Setting(workspace, school, school.people["ivanova"], route)
    workspace.close()
