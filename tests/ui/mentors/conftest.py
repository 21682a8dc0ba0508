"""The tab «Наставники» over the invented school."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk, shown
from tests.ui.pairs.invented import Invented

from curator_app.ui.common import form_dialog
from curator_app.ui.mentors.page import MentorsPage


@pytest.fixture(autouse=True)
def nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog with typed work is thrown away when a test ends."""
    monkeypatch.setattr(form_dialog, "confirm", lambda *_args, **_kinds: True)


@pytest.fixture
def page(qtbot: QtBot, base: Invented, desk: Desk) -> MentorsPage:
    made = MentorsPage(desk, base.workspace)
    shown(made.widget, qtbot)
    made.refresh(None)
    return made
