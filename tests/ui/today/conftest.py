"""A fresh invented school and a dressed application for every test of the tab «Сегодня»."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented, make_school

from curator_app.ui.common import theme


@pytest.fixture
def base(tmp_path: Path, qapp: QApplication) -> Iterator[Invented]:
    theme.apply(qapp, "light")
    made = make_school(tmp_path / "данные")
    yield made
    made.workspace.close()


@pytest.fixture
def desk(tmp_path: Path, base: Invented) -> Desk:
    return Desk(tmp_path, base.workspace.clock)
