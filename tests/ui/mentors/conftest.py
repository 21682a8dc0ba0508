"""The invented school of tests/ui/pairs and the tab «Наставники» over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented, make_school

from curator_app.ui.common import form_dialog, theme
from curator_app.ui.mentors.page import MentorsPage


@pytest.fixture(autouse=True)
def nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog with typed work is thrown away when a test ends."""
    monkeypatch.setattr(form_dialog, "confirm", lambda *_args, **_kinds: True)


@pytest.fixture
def base(tmp_path: Path, qapp: QApplication) -> Iterator[Invented]:
    theme.apply(qapp, "light")
    made = make_school(tmp_path / "данные")
    yield made
    made.workspace.close()


@pytest.fixture
def desk(base: Invented, tmp_path: Path) -> Desk:
    return Desk(tmp_path, base.workspace.clock)


@pytest.fixture
def page(qtbot: QtBot, base: Invented, desk: Desk) -> MentorsPage:
    made = MentorsPage(desk, base.workspace)
    qtbot.addWidget(made.widget)
    made.widget.resize(1300, 640)
    made.widget.show()
    made.refresh(None)
    return made
