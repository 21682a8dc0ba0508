"""«Файлы» of people, pairs, steps and events: the same panel behind each door."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented
from tests.ui.papers.steps import form

from curator_app.services import attachments
from curator_app.ui import papers
from curator_app.ui.common import run_dialog as running
from curator_app.ui.mentors.page import MentorsPage
from curator_app.ui.papers.files_dialog import FilesDialog


def test_a_certificate_is_kept_about_a_mentor(
    base: Invented, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "Удостоверение.png"
    source.write_bytes(b"\x89PNG\r\n\x1a\n picture")

    def choose(dialog: FilesDialog) -> bool:
        assert dialog.windowTitle().startswith("Файлы: Петрова")
        dialog.panel.take([source])
        return True

    monkeypatch.setattr(running, "run_dialog", choose)
    page = MentorsPage(desk, base.workspace)
    page.refresh(None)
    page.panel.show_id(base.petrova)
    page.show_files()
    (row,) = attachments.list_attachments(base.workspace, "person", base.petrova)
    assert row.title == "Удостоверение"
    page.widget.deleteLater()


def test_every_owner_has_its_own_files(
    base: Invented, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = form(base, base.petrova, base.ivanova)
    source = tmp_path / "скан.pdf"
    source.write_bytes(b"%PDF-1.4")
    monkeypatch.setattr(running, "run_dialog", lambda dialog: dialog.panel.take([source]))
    papers.show_files(desk, base.workspace, None, "pair", pair, "пара")
    assert len(attachments.list_attachments(base.workspace, "pair", pair)) == 1
    assert attachments.list_attachments(base.workspace, "person") == []
