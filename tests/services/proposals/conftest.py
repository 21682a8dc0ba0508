"""An empty base for every test, copied instead of made by the migrations each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.proposals.school import new_base

from curator_app.services.workspace import Workspace


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Workspace]:
    opened = new_base(tmp_path / "данные")
    yield opened
    opened.close()
