"""For tests of the tab «Документы»: nobody is asked."""

from __future__ import annotations

import pytest

from curator_app.ui.common import dialogs


@pytest.fixture(autouse=True)
def _answer_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions of dialogs that a test leaves open are answered, so that closing them does not wait for a person."""
    monkeypatch.setattr(dialogs, "confirm", lambda *_, **__: True)
