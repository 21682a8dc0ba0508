"""The report of a quarter: from opening the program to the letter with the workbook."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from tests.journeys.conftest import Office

from curator_app.services.monitoring import letters, snapshots

pytestmark = pytest.mark.journey


def test_the_quarter_goes_to_the_district_in_ten_actions_at_most(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    hand = office.hand
    before = hand.actions

    def letter() -> None:
        hand.fill("Кому", "otdel@obraz.ru")
        hand.press("Другая папка…")
        hand.press("Подготовить письмо")

    hand.tab("Документы")
    hand.tab("Мониторинг")
    hand.choose("Период", "III квартал 2026")
    hand.press("Письмо с книгой…", letter)
    hand.wait(lambda: bool(opened))
    assert hand.actions - before <= 10
    message = email.message_from_bytes(opened[0].read_bytes(), policy=email.policy.default)
    assert message["To"] == "otdel@obraz.ru"
    assert message["Subject"].startswith("Мониторинг наставничества за III квартал 2026 года")
    names = [one.get_filename() for one in message.walk() if one.get_filename()]
    assert names == ["Мониторинг наставничества, III квартал 2026 года.xlsx"]
    [entry] = letters.list_letters(office.workspace)
    [kept] = snapshots.list_snapshots(office.workspace)
    assert (entry.snapshot_id, kept.period) == (kept.id, "2026-Q3")
