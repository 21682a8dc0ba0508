"""The workbook and its letter: one dialog, two files, an entry, and the mail program."""

from __future__ import annotations

import email
import email.policy
import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk

from curator_app.services.monitoring import letters, snapshots
from curator_app.services.workspace import Workspace
from curator_app.ui.common import dialogs
from curator_app.ui.monitoring import book_acts
from curator_app.ui.monitoring.letter_dialog import BookDialog, LetterDialog
from curator_app.ui.monitoring.letters_dialog import LettersDialog
from curator_app.ui.monitoring.note_dialog import NoteDialog
from curator_app.ui.monitoring.view import MonitoringView


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Files given to the programs of the system."""
    given: list[Path] = []

    def open_url(url: QUrl) -> bool:
        given.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return given


@pytest.fixture
def problems(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sentences shown."""
    told: list[str] = []
    monkeypatch.setattr(dialogs, "show_problem", lambda _parent, sentence: told.append(sentence))
    return told


def letter_dialog(view: MonitoringView, workspace: Workspace, folder: Path, qtbot: QtBot) -> LetterDialog:
    assert view.measured is not None
    dialog = LetterDialog(workspace, view.measured, folder, view)
    qtbot.addWidget(dialog)
    return dialog


def test_the_letter_is_made_entered_and_opened(
    view: MonitoringView,
    workspace: Workspace,
    desk: Desk,
    tmp_path: Path,
    opened: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    extra = tmp_path / "справка.pdf"
    extra.write_bytes(b"%PDF")

    def filled(dialog: LetterDialog) -> bool:
        dialog.form.fields["to"].set_value("otdel@obraz.ru")
        dialog.form.fields["files"].set_value([extra])
        dialog.form.fields["folder"].set_value(tmp_path)
        dialog.save()
        return dialog.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(book_acts, "run_dialog", filled)
    view.letter.click()
    name = "Мониторинг наставничества, III квартал 2026 года"
    assert opened == [tmp_path / f"{name}.eml"]
    book = (tmp_path / f"{name}.xlsx").read_bytes()
    message = email.message_from_bytes(opened[0].read_bytes(), policy=email.policy.default)
    assert (message["To"], message["X-Unsent"]) == ("otdel@obraz.ru", "1")
    files = {one.get_filename(): one.get_payload(decode=True) for one in message.walk() if one.get_filename()}
    assert files == {f"{name}.xlsx": book, "справка.pdf": b"%PDF"}
    [kept] = snapshots.list_snapshots(workspace)
    [entry] = letters.list_letters(workspace)
    assert entry.snapshot_id == kept.id
    assert entry.files[0] == (f"{name}.xlsx", hashlib.sha256(book).hexdigest())
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        everything = "".join(archive.read(one).decode("utf-8", "replace") for one in archive.namelist())
    assert "Иванова" not in everything
    assert desk.said[-1].startswith("Письмо открыто в почтовой программе")


def test_what_is_wrong_keeps_the_dialog_open(
    view: MonitoringView, workspace: Workspace, tmp_path: Path, qtbot: QtBot, problems: list[str]
) -> None:
    dialog = letter_dialog(view, workspace, tmp_path, qtbot)
    fields = dialog.form.fields
    fields["to"].set_value("")
    dialog.save()
    assert fields["to"].problem == "Заполните это поле."
    fields["to"].set_value("никто")
    dialog.save()
    assert "не похоже на адрес" in problems[-1]
    fields["to"].set_value("a@b.ru")
    fields["password"].set_value("123")
    dialog.save()
    assert "легко подобрать" in fields["password"].problem
    fields["password"].set_value("12345678")
    fields["files"].set_value([tmp_path / dialog._book_name])
    dialog.save()
    assert "уже приложен" in problems[-1]
    assert not dialog.result()
    fields["files"].set_value([])
    dialog.save()
    assert dialog.wish is not None
    assert (dialog.wish.password, dialog.wish.depersonalised, dialog.wish.letter.period) == (
        "12345678",
        True,
        "2026-Q3",
    )


def test_without_a_mail_program_the_letter_is_kept_and_its_place_told(
    view: MonitoringView,
    workspace: Workspace,
    tmp_path: Path,
    problems: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)

    def filled(dialog: LetterDialog) -> bool:
        dialog.form.fields["to"].set_value("otdel@obraz.ru")
        dialog.form.fields["folder"].set_value(tmp_path)
        dialog.form.fields["snapshot"].set_value(False)
        dialog.save()
        return True

    monkeypatch.setattr(book_acts, "run_dialog", filled)
    view.letter.click()
    assert "почтовой программы не нашлось" in problems[0]
    assert len(letters.list_letters(workspace)) == 1
    assert snapshots.list_snapshots(workspace) == []


def test_the_book_alone_is_saved_where_it_was_asked(
    view: MonitoringView, tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "книга"), ""))

    def filled(dialog: BookDialog) -> bool:
        dialog.save()
        return True

    monkeypatch.setattr(book_acts, "run_dialog", filled)
    view.book.click()
    assert (tmp_path / "книга.xlsx").read_bytes().startswith(b"PK")
    assert desk.said == ["Сохранено: книга.xlsx"]


def test_the_register_strikes_out_what_was_not_sent(
    workspace: Workspace, view: MonitoringView, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    data = letters.LetterData(to="a@b.ru", subject="Отчёт", body="")
    number = letters.save_letter(workspace, data, [], tmp_path / "a.eml")
    dialog = LettersDialog(desk, workspace, view)
    qtbot.addWidget(dialog)
    assert not dialog.remove.isEnabled()
    dialog.panel.show_id(number)
    dialog.remove.click()
    assert letters.list_letters(workspace) == []
    assert dialog.panel.model.rowCount() == 0
    workspace.undo()
    assert len(letters.list_letters(workspace)) == 1


def test_words_of_the_note_are_offered_and_kept(view: MonitoringView, workspace: Workspace, qtbot: QtBot) -> None:
    assert view.measured is not None
    dialog = NoteDialog(workspace, view.measured, view)
    qtbot.addWidget(dialog)
    assert dialog.form.values()["conclusions"].startswith("Из ")
    dialog.form.fields["proposals"].set_value("Обучить наставников.")
    dialog.save()
    again = NoteDialog(workspace, view.measured, view)
    qtbot.addWidget(again)
    assert again.form.values()["proposals"] == "Обучить наставников."
