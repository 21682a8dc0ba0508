"""Letters with reports and their register."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from curator_app.exchange.eml import Attachment
from curator_app.runtime.errors import KnownProblem
from curator_app.services.monitoring import letters
from curator_app.services.monitoring.letters import LetterData
from curator_app.services.monitoring.snapshots import list_snapshots
from curator_app.services.records import add_records
from curator_app.services.workspace import Workspace


def test_the_letter_is_offered_ready(workspace: Workspace) -> None:
    told = {
        "full_name": "Школа № 75",
        "short_name": "МБОУ СОШ № 75",
        "municipal_email": "otdel@obraz.ru",
        "phone": "88001234567",
    }
    curator = {"surname": "Орлова", "first_name": "Ольга", "patronymic": "Олеговна", "kind": "staff", "ref": "@k"}
    ids: dict[str, int] = {}
    add_records(workspace, "person", [curator], ids)
    add_records(workspace, "school", [told | {"curator": "@k"}], ids)
    offered = letters.suggest(workspace, "III квартал 2026 года")
    assert offered.to == "otdel@obraz.ru"
    assert offered.subject == "Мониторинг наставничества за III квартал 2026 года — МБОУ СОШ № 75"
    assert offered.body.endswith(
        "С уважением,\nкуратор наставничества\nОрлова Ольга Олеговна\nМБОУ СОШ № 75\n8 (800) 123-45-67"
    )
    assert "наставничества на 31.12.2026 —" in letters.suggest(workspace, "на 31.12.2026").subject


def test_register_keeps_what_was_prepared(workspace: Workspace, tmp_path: Path) -> None:
    data = LetterData(to="a@b.ru; c@d.ru", subject="Отчёт", body="Здравствуйте!")
    target = tmp_path / "письмо.eml"
    number = letters.save_letter(workspace, replace(data, period="2026-09"), [Attachment("Книга.xlsx", b"PK")], target)
    assert target.read_bytes().startswith(b"X-Unsent: 1\r\n")
    [row] = letters.list_letters(workspace)
    assert (row.id, row.recipient, row.subject) == (number, "a@b.ru, c@d.ru", "Отчёт")
    assert row.files == (("Книга.xlsx", hashlib.sha256(b"PK").hexdigest()),)
    assert row.date == workspace.clock.today()
    [kept] = list_snapshots(workspace)
    assert (row.snapshot_id, kept.period) == (kept.id, "2026-09")
    letters.remove_letter(workspace, number)
    assert letters.list_letters(workspace) == []


def test_a_refused_letter_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "письмо.eml"
    for data in (
        LetterData(to="", subject="x", body=""),
        LetterData(to="a@b.ru", subject="x\nBcc: y@z.ru", body=""),
        LetterData(to="a@b.ru", subject="x" * 301, body="", period="2026-09"),
    ):
        with pytest.raises(KnownProblem):
            letters.save_letter(workspace, data, [], target)
    with pytest.raises(KnownProblem, match="25 МБ"):
        big = [Attachment("a.xlsx", b"x" * (26 * 2**20))]
        letters.save_letter(workspace, LetterData(to="a@b.ru", subject="x", body=""), big, target)
    assert not target.exists()
    assert letters.list_letters(workspace) == []
    assert list_snapshots(workspace) == []
