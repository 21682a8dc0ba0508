"""The password on the screen: set in three steps, asked for, forgotten, changed, taken off."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from tests.ui.desk import Desk
from tests.ui.protection.conftest import CLOCK, wait_for

from curator_app.domain import recovery_code
from curator_app.services import protection
from curator_app.services.protection import Attempts
from curator_app.services.workspace import Workspace
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.protection import change_dialog, manage_dialog
from curator_app.ui.protection.change_dialog import PasswordDialog
from curator_app.ui.protection.locker import Locker
from curator_app.ui.protection.manage_dialog import ManageDialog
from curator_app.ui.protection.new_password import NewPassword
from curator_app.ui.protection.set_dialog import SetDialog
from curator_app.ui.protection.sheet_dialog import SheetDialog
from curator_app.ui.protection.unlock_dialog import UnlockDialog

PASSWORD = "Слон, йод и кактус"
OTHER = "Барабан под дождём"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, CLOCK)


@pytest.fixture
def code(workspace: Workspace) -> str:
    """The recovery code of the base, which has its password."""
    told = protection.new_code()
    protection.protect(workspace, PASSWORD, told)
    return told


@pytest.fixture
def attempts() -> Attempts:
    return Attempts(lambda: 0.0)


def write(form: NewPassword, first: str, second: str) -> None:
    for field, text in ((form.first, first), (form.second, second)):
        field.line.setText(text)
        field.edited.emit()


def press(dialog: UnlockDialog | PasswordDialog | SheetDialog) -> None:
    """The main button, and the end of what it began beside the window."""
    dialog.do.click()
    assert not (dialog.busy and dialog.do.isEnabled())
    wait_for(lambda: not dialog.busy)


def keep_sheet(dialog: SetDialog | SheetDialog, folder: Path) -> None:
    dialog.sheet.save_to(folder / "лист.pdf")
    dialog.sheet.proof.setText(recovery_code.groups_of(dialog.sheet.code)[2])
    dialog.sheet.proof.textEdited.emit(dialog.sheet.proof.text())


def test_three_steps_to_a_password(workspace: Workspace, desk: Desk, tmp_path: Path) -> None:
    dialog = SetDialog(desk, workspace)
    assert not dialog.go.isEnabled()
    write(dialog.password, PASSWORD, PASSWORD + "!")
    assert not dialog.go.isEnabled()
    write(dialog.password, PASSWORD, PASSWORD)
    assert dialog.go.isEnabled()
    dialog.go.click()
    assert not protection.is_protected(workspace.folder)
    assert not dialog.go.isEnabled()  # the sheet must leave the screen first
    dialog.sheet.proof.setText(recovery_code.groups_of(dialog.sheet.code)[2])
    dialog.sheet.proof.textEdited.emit("")
    assert not dialog.go.isEnabled()
    keep_sheet(dialog, tmp_path)
    assert (tmp_path / "лист.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.go.text() == "Зашифровать"
    dialog.go.click()
    assert dialog.bar.current == 2
    assert protection.unlock(workspace.folder, PASSWORD) == workspace.key
    assert protection.unlock_by_code(workspace.folder, dialog.sheet.code) == workspace.key
    assert dialog.password.password == ""
    dialog.go.click()


def test_the_wrong_group_of_the_sheet_holds_on(workspace: Workspace, desk: Desk, tmp_path: Path) -> None:
    dialog = SetDialog(desk, workspace)
    write(dialog.password, PASSWORD, PASSWORD)
    dialog.go.click()
    keep_sheet(dialog, tmp_path)
    dialog.sheet.proof.setText("00000")
    dialog.sheet.proof.textEdited.emit("00000")
    assert not dialog.go.isEnabled()
    dialog.reject()
    assert workspace.key is None
    assert not workspace.folder.key_file.exists()


def test_a_short_password_can_not_go_on(workspace: Workspace, desk: Desk) -> None:
    dialog = SetDialog(desk, workspace)
    write(dialog.password, "кот", "кот")
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_the_password_is_hidden_until_the_eye_is_clicked(workspace: Workspace, code: str) -> None:
    dialog = UnlockDialog(workspace.folder)
    assert dialog.password.line.echoMode() is QLineEdit.EchoMode.Password
    dialog.password.eye.click()
    assert dialog.password.line.echoMode() is QLineEdit.EchoMode.Normal
    dialog.password.clear()
    assert dialog.password.line.echoMode() is QLineEdit.EchoMode.Password
    dialog.reject()


def test_caps_lock_is_told(workspace: Workspace, code: str) -> None:
    dialog = UnlockDialog(workspace.folder)
    dialog.show()
    QTest.keyClick(dialog.password.line, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert "Caps Lock" not in dialog.password.hint.text()
    dialog.password.line.caps.emit(True)
    assert "включён Caps Lock" in dialog.password.hint.text()
    dialog.reject()


def test_the_right_password_opens(workspace: Workspace, code: str, attempts: Attempts) -> None:
    dialog = UnlockDialog(workspace.folder, attempts=attempts)
    dialog.password.line.setText("не тот")
    press(dialog)
    assert dialog.key is None
    assert "Пароль не подходит" in dialog.notice.text
    dialog.password.line.setText(PASSWORD)
    press(dialog)
    assert dialog.key == workspace.key
    assert dialog.password.text == ""


def test_after_five_wrong_tries_one_waits(workspace: Workspace, code: str) -> None:
    now = [0.0]
    dialog = UnlockDialog(workspace.folder, attempts=Attempts(lambda: now[0]))
    for _ in range(5):
        dialog.password.line.setText("не тот")
        press(dialog)
    assert not dialog.do.isEnabled()
    assert "через 3 секунды" in dialog.notice.text
    now[0] = 5
    dialog._tick()
    assert dialog.do.isEnabled()
    dialog.password.line.setText(PASSWORD)
    press(dialog)
    assert dialog.key == workspace.key


def test_a_forgotten_password(workspace: Workspace, code: str, attempts: Attempts) -> None:
    dialog = UnlockDialog(workspace.folder, attempts=attempts)
    dialog.other.click()
    dialog.code.setText(code[:12])
    dialog.code.setCursorPosition(12)
    dialog.code.textEdited.emit(code[:12])
    assert dialog.code.text() == recovery_code.spaced(code[:12])
    press(dialog)
    assert "набрано 12" in dialog.notice.text
    dialog.code.setText(recovery_code.spaced(code))
    press(dialog)
    assert dialog.key is None
    assert not dialog.do.isEnabled()
    write(dialog.renewed, OTHER, OTHER)
    press(dialog)
    assert dialog.key == workspace.key
    assert protection.unlock(workspace.folder, OTHER) == workspace.key


def test_the_key_is_reckoned_beside_the_dialog(workspace: Workspace, code: str, attempts: Attempts) -> None:
    dialog = UnlockDialog(workspace.folder, attempts=attempts)
    dialog.show()
    dialog.password.line.setText(PASSWORD)
    dialog.do.setFocus()
    dialog.do.click()
    assert dialog.busy
    assert dialog.key is None
    assert not dialog.do.isEnabled()
    assert not dialog.other.isEnabled()
    assert dialog.password.line.hasFocus() or not dialog.isActiveWindow()
    QTest.keyClick(dialog.password.line, Qt.Key.Key_Return)  # once more: nothing
    wait_for(lambda: not dialog.isVisible())
    assert dialog.key == workspace.key


def test_what_takes_long_is_said(workspace: Workspace, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(protection, "unlock", lambda _folder, _typed: go_on.wait(10) and workspace.key)
    dialog = UnlockDialog(workspace.folder)
    dialog.do.click()
    assert dialog.notice.text == ""
    wait_for(lambda: dialog.notice.text == "Проверяется…")
    go_on.set()
    wait_for(lambda: dialog.key is not None)
    assert dialog.notice.text == ""


def test_who_leaves_while_the_key_is_reckoned_has_none(workspace: Workspace, code: str, attempts: Attempts) -> None:
    dialog = UnlockDialog(workspace.folder, attempts=attempts)
    dialog.show()
    dialog.password.line.setText(PASSWORD)
    dialog.do.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    wait_for(lambda: not dialog.busy)
    assert dialog.key is None


def test_nobody_leaves_while_the_password_is_changed(workspace: Workspace, code: str) -> None:
    go_on = threading.Event()
    dialog = PasswordDialog("Сменить пароль", "", "Сменить", lambda _old, _new: go_on.wait(10))
    dialog.show()
    dialog.present.line.setText(PASSWORD)
    dialog.present.edited.emit()
    dialog.do.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert dialog.isVisible()
    go_on.set()
    wait_for(lambda: not dialog.isVisible())
    assert dialog.result() == PasswordDialog.DialogCode.Accepted


def test_leaving_at_the_start(workspace: Workspace, code: str) -> None:
    dialog = UnlockDialog(workspace.folder)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.key is None


def test_changing_the_password(workspace: Workspace, code: str) -> None:
    done: list[tuple[str, str]] = []

    def act(present: str, new: str) -> None:
        protection.change_password(workspace, present, new)
        done.append((present, new))

    dialog = PasswordDialog("Сменить пароль", "", "Сменить", act, renew=True)
    assert dialog.renewed is not None
    dialog.present.line.setText("не тот")
    write(dialog.renewed, OTHER, OTHER)
    press(dialog)
    assert "Пароль не подходит" in dialog.notice.text
    dialog.present.line.setText(PASSWORD)
    dialog.present.edited.emit()
    press(dialog)
    assert done == [(PASSWORD, OTHER)]
    assert protection.unlock(workspace.folder, OTHER) == workspace.key


def test_a_new_sheet_takes_the_place_of_the_old_one(workspace: Workspace, code: str, tmp_path: Path) -> None:
    dialog = SheetDialog(workspace)
    keep_sheet(dialog, tmp_path)
    assert not dialog.do.isEnabled()
    dialog.password.line.setText(PASSWORD)
    dialog.password.edited.emit()
    press(dialog)
    assert protection.unlock_by_code(workspace.folder, dialog.sheet.code) == workspace.key
    with pytest.raises(protection.WrongSecret):
        protection.unlock_by_code(workspace.folder, code)


def test_taking_the_password_off(
    workspace: Workspace, code: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(dialog: change_dialog.PasswordDialog) -> bool:
        dialog.present.line.setText(PASSWORD)
        dialog.present.edited.emit()
        press(dialog)
        return True

    locker = Locker(SheetDialog(workspace), workspace, WindowState(tmp_path / "w.ini"), lambda: None)
    dialog = ManageDialog(desk, workspace, locker)
    monkeypatch.setattr(manage_dialog, "run_dialog", answer)
    dialog.remove.click()
    assert workspace.key is None
    assert "Пароль снят" in desk.said[-1]
    locker.look()
    dialog.close()
