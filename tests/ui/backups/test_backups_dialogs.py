"""Copies on the screen: the list, the preview, the start over a damaged base, what is kept beside the work."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented, make_school

from curator_app.runtime import calling, places
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import UnusableBase
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.runtime.progress import Progress
from curator_app.services.backups import checking, listing, making, rescuing, restoring, second
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.app import make_window
from curator_app.ui.backups import keeper as keeper_module
from curator_app.ui.backups import opening, start_dialog
from curator_app.ui.backups.dialog import BackupsDialog
from curator_app.ui.backups.keeper import DAMAGED, Found, Keeper, round_of_course, round_of_start
from curator_app.ui.backups.preview_dialog import PreviewDialog
from curator_app.ui.backups.rescue_dialog import RescueDialog
from curator_app.ui.backups.start_dialog import StartDialog
from curator_app.ui.common import theme
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.main_window import MainWindow
from curator_app.ui.protection.locker import Locker

NOW = dt.datetime(2026, 11, 22, 10, 0)


@pytest.fixture
def dialog(base: Invented, desk: Desk) -> Iterator[BackupsDialog]:
    made = BackupsDialog(desk, base.workspace)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_the_first_copy_is_made_by_a_button(dialog: BackupsDialog, base: Invented, desk: Desk) -> None:
    assert dialog.current() is None
    assert not dialog.restore_button.isEnabled()
    QTest.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    row = dialog.current()
    assert row is not None
    assert (row.state, row.reason) == ("sound", "по вашей просьбе")
    assert desk.said == ["Копия снята и проверена"]
    assert dialog.restore_button.isEnabled()
    assert "человек" in dialog.inside.accessibleName()
    assert len(listing.list_copies(base.workspace.folder)) == 1


def test_a_copy_is_restored_from_the_list_by_the_keyboard(
    dialog: BackupsDialog, base: Invented, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.make()
    asked: list[Path] = []

    def ask(_workspace: object, _parent: object, copy: Path) -> bool:
        asked.append(copy)
        return True

    monkeypatch.setattr("curator_app.ui.backups.dialog.ask_restore", ask)
    dialog.panel.table.setFocus()
    QTest.keyClick(dialog.panel.table, Qt.Key.Key_Return)
    assert dialog.wanted == asked[0] == listing.list_copies(base.workspace.folder)[0].path
    assert not dialog.isVisible()


def test_a_damaged_copy_is_found_by_a_check(dialog: BackupsDialog) -> None:
    dialog.make()
    row = dialog.current()
    assert row is not None
    dialog.verify()
    assert "цела" in dialog.trouble
    data = bytearray(row.path.read_bytes())
    data[len(data) // 2] ^= 1
    row.path.write_bytes(data)
    dialog.verify()
    assert "повреждена" in dialog.trouble
    assert not dialog.restore_button.isEnabled()


def test_the_second_place_is_chosen_and_filled(
    dialog: BackupsDialog, base: Invented, desk: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "флешка"
    stick.mkdir()
    assert "не выбрано" in dialog.second.text
    dialog.second.take(stick)
    assert "Раз в день" in dialog.second.text
    assert desk.said[-1].startswith("Копия лежит и проверена")
    assert len(list(stick.iterdir())) == 1
    stick.rename(tmp_path / "вынута")
    dialog.second.reload()
    assert "недоступно" in dialog.second.text
    assert not dialog.second.copy_button.isVisible()
    dialog.second.copy_there()
    assert "Вставьте носитель" in dialog.trouble
    dialog.second.forget()
    assert second.second_place(base.workspace.folder) is None


def test_the_preview_tells_what_is_inside_and_what_is_doubtful(dialog: BackupsDialog) -> None:
    dialog.make()
    row = dialog.current()
    assert row is not None
    preview = PreviewDialog(row, {"person": 1000}, NOW.date(), dialog)
    assert "меньше половины" in preview.warning.text
    assert "не пропадёт" in preview.notice.text
    preview.show()
    QTest.keyClick(preview.restore_button, Qt.Key.Key_Return)
    assert preview.result() == PreviewDialog.DialogCode.Accepted
    preview.deleteLater()


# -- the base does not open


@pytest.fixture
def lost(tmp_path: Path, look: theme.Theme) -> DataFolder:
    """A closed base with two copies; the newest holds everybody."""
    del look
    made = make_school(tmp_path / "данные")
    folder = made.workspace.folder
    making.make_copy(made.workspace)
    making.make_copy(made.workspace)
    made.workspace.close()
    return folder


def start(folder: DataFolder, kind: str = "rotten") -> StartDialog:
    problem = UnusableBase(kind, "Файл базы изменился сам.")  # type: ignore[arg-type]  # a literal of the caller
    return StartDialog(problem, folder, fixed(NOW))


def wait_for(qapp: QApplication, dialog: StartDialog) -> None:
    while dialog._jobs.busy:
        qapp.processEvents()


def test_the_newest_sound_copy_is_one_key_away(lost: DataFolder, qapp: QApplication) -> None:
    newest = listing.list_copies(lost)[0]
    newest.path.write_bytes(newest.path.read_bytes()[:3000])
    lost.database.write_bytes(b"")
    dialog = start(lost, "empty")
    dialog.show()
    row = dialog.chosen()
    assert row is not None
    assert row.state == "sound"
    assert not dialog.rescue_button.isVisible()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    wait_for(qapp, dialog)
    assert dialog.way == "again"
    assert "База восстановлена" in dialog.said[0]
    assert "Прежняя база сохранена" in dialog.said[1]
    open_workspace(lost, fixed(NOW)).close()
    dialog.deleteLater()


@pytest.mark.parametrize(
    ("kind", "opened", "rescued"), [("rotten", True, True), ("cut_off", True, False), ("damaged", False, True)]
)
def test_the_ways_out_fit_what_is_wrong(lost: DataFolder, kind: str, opened: bool, rescued: bool) -> None:
    dialog = start(lost, kind)
    dialog.show()
    assert (dialog.open_button.isVisible(), dialog.rescue_button.isVisible()) == (opened, rescued)
    dialog.close()
    dialog.deleteLater()


def test_escape_closes_the_program_and_changes_nothing(lost: DataFolder) -> None:
    lost.database.write_bytes(b"")
    dialog = start(lost, "empty")
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.way, dialog.isVisible()) == ("close", False)
    assert lost.database.read_bytes() == b""
    dialog.deleteLater()


@pytest.mark.parametrize("take", [True, False])
def test_what_is_left_is_shown_before_it_is_taken(
    lost: DataFolder, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, take: bool
) -> None:
    data = bytearray(lost.database.read_bytes())
    data[:100] = bytes(100)
    lost.database.write_bytes(data)
    shown: list[str] = []

    def run(dialog: RescueDialog) -> bool:
        shown.append(dialog.notice.text)
        assert dialog.table.topLevelItemCount() > 3
        dialog.deleteLater()
        return take

    monkeypatch.setattr(start_dialog, "run_dialog", run)
    dialog = start(lost, "damaged")
    dialog.rescue()
    wait_for(qapp, dialog)
    assert shown[0].startswith("Прочитано всё")
    if take:
        assert dialog.way == "again"
        open_workspace(lost, fixed(NOW)).close()
    else:
        assert dialog.way == "close"
        assert lost.database.read_bytes() == bytes(data)
        assert not list(lost.backups.glob(".~*"))
    dialog.deleteLater()


def test_a_lost_base_is_begun_anew_only_when_confirmed(lost: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    lost.database.unlink()
    dialog = start(lost, "missing")
    dialog.show()
    assert dialog.fresh_button.isVisible()
    monkeypatch.setattr("curator_app.ui.common.dialogs.confirm", lambda *_a, **_k: False)
    dialog.begin()
    assert way_of(dialog) == "close"
    monkeypatch.setattr("curator_app.ui.common.dialogs.confirm", lambda *_a, **_k: True)
    dialog.begin()
    assert way_of(dialog) == "fresh"
    dialog.deleteLater()


def way_of(dialog: StartDialog) -> str:
    return dialog.way


def test_without_any_copy_the_ways_out_stay(tmp_path: Path, look: theme.Theme) -> None:
    del look
    dialog = start(data_folder(tmp_path))
    dialog.show()
    assert not dialog.restore_button.isVisible()
    assert dialog.rescue_button.isVisible()
    assert dialog.open_button.isVisible()
    dialog.close()
    dialog.deleteLater()


def test_opening_goes_on_until_the_base_opens(lost: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    lost.database.write_bytes(b"")
    copy = listing.list_copies(lost)[0].path

    def run(dialog: StartDialog) -> bool:
        dialog.said = ("База восстановлена.", "где")
        restoring.restore_copy(lost, fixed(NOW), copy)
        dialog.way = "again"
        dialog.deleteLater()
        return True

    monkeypatch.setattr(opening, "run_dialog", run)
    opened = opening.open_base(lost, fixed(NOW), lambda: None)
    assert opened.workspace is not None
    assert opened.said == ("База восстановлена.", "где")
    opened.workspace.close()


def test_a_crash_and_another_hand_are_told(lost: DataFolder) -> None:
    lost.lock.write_text('{"pid": 1, "host": "X", "since": "2026-11-22 09:14"}', encoding="utf-8")
    opened = opening.open_base(lost, fixed(NOW), lambda: None)
    assert opened.workspace is not None
    assert opened.said == (opening.CRASHED, "")
    opened.workspace.close()


def test_a_folder_that_cannot_be_written_opens_for_looking(lost: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: object, flags: int, *rest: int) -> int:
        if path == lost.lock:
            raise PermissionError(13, "denied", str(path))
        return real(path, flags, *rest)  # type: ignore[arg-type]  # a path of whatever kind

    monkeypatch.setattr(os, "open", refuse)
    opened = opening.open_base(lost, fixed(NOW), lambda: None)
    assert opened.workspace is not None
    assert opened.workspace.read_only
    assert "только для чтения" in opened.said[0]
    opened.workspace.close()


def test_a_second_start_calls_the_first_window(lost: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_workspace(lost, fixed(NOW))
    shown: list[str] = []
    monkeypatch.setattr(opening, "show_problem", lambda _parent, sentence: shown.append(sentence))
    monkeypatch.setattr(calling, "call", lambda _folder, _copy: True)
    assert opening.open_base(lost, fixed(NOW), lambda: None) == opening.Opened(None, 0)
    assert shown == []
    monkeypatch.setattr(calling, "call", lambda _folder, _copy: False)
    assert opening.open_base(lost, fixed(NOW), lambda: None) == opening.Opened(None, 1)
    assert "22.11.2026 10:00" in shown[0]
    first.close()


def test_a_restore_between_two_windows(lost: DataFolder, look: theme.Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    del look
    copy = listing.list_copies(lost)[0].path
    assert opening.restore_closed(lost, fixed(NOW), copy, None)[0].startswith("База восстановлена")
    shown: list[str] = []
    monkeypatch.setattr(opening, "show_problem", lambda _parent, sentence: shown.append(sentence))
    copy.write_bytes(b"x")
    assert opening.restore_closed(lost, fixed(NOW), copy, None) == ("", "")
    assert shown[0].endswith("База осталась прежней.")


# -- beside the work


@pytest.fixture
def window(base: Invented, tmp_path: Path) -> Iterator[MainWindow]:
    state = WindowState(tmp_path / "window.ini")
    made = make_window(base.workspace, state, ErrorBoundary(base.workspace.folder, base.workspace.clock))
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def kept(window: MainWindow, base: Invented, tmp_path: Path) -> Keeper:
    folder = base.workspace.folder
    return Keeper(window, base.workspace, WindowState(tmp_path / "k.ini"), ErrorBoundary(folder, base.workspace.clock))


def test_the_strip_says_the_most_important_thing(
    kept: Keeper, window: MainWindow, base: Invented, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show()
    assert kept.notice.text == ""
    second.choose(base.workspace.folder, tmp_path)
    kept.look()
    assert "ещё нет ни одной копии" in kept.notice.text
    kept.put_off()
    assert kept.notice.text == ""
    risk = places.Risk("cloud", "OneDrive")
    monkeypatch.setattr(places, "risk_of", lambda _folder: risk)
    kept.look()
    assert "OneDrive" in kept.notice.text
    kept.put_off()
    assert kept.notice.text == ""
    kept._take(Found(trouble="На диске не хватает места."))
    assert kept.notice.text.startswith("Резервная копия не сделана.")
    kept._take(Found(damaged=True))
    assert kept.notice.text == DAMAGED


def test_rounds_make_copies_and_tell_what_is_wrong(base: Invented, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace: Workspace = base.workspace
    assert round_of_start(workspace, Progress()) == Found()
    assert len(listing.list_copies(workspace.folder)) == 1
    assert round_of_course(workspace, Progress()) == Found()
    assert len(listing.list_copies(workspace.folder)) == 1
    monkeypatch.setattr(checking, "is_check_due", lambda _workspace: True)
    monkeypatch.setattr(checking, "full_check", lambda _workspace, _progress: ["page 5"])
    assert round_of_start(workspace, Progress()) == Found(damaged=True)


def test_a_call_shows_the_copy(kept: Keeper, base: Invented, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[Path] = []

    def ask(_workspace: object, _parent: object, copy: Path) -> bool:
        asked.append(copy)
        return False

    monkeypatch.setattr(keeper_module, "ask_restore", ask)
    kept.answer()
    assert asked == []
    copy = tmp_path / "копия.curator"
    assert calling.call(base.workspace.folder, copy, sleep=lambda _s: kept.answer())
    assert asked == [copy]


def test_a_call_to_a_locked_window_shows_no_copy(
    kept: Keeper, window: MainWindow, base: Invented, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    locker = window.findChild(Locker)
    assert locker is not None
    locker.is_locked = True
    monkeypatch.setattr(kept, "restore", lambda _copy: pytest.fail("a copy is offered without the password"))
    assert calling.call(base.workspace.folder, tmp_path / "копия.curator", sleep=lambda _s: kept.answer())


def test_the_report_of_a_rescue_names_what_is_lost(tmp_path: Path, look: theme.Theme) -> None:
    del look
    tables = (
        rescuing.RescuedTable("Люди", 60, 0),
        rescuing.RescuedTable("Встречи", 10, 24),
        rescuing.RescuedTable("Остальное", 5, None),
    )
    dialog = RescueDialog(rescuing.RescueReport(tmp_path / "x", tables, 3))
    assert "не меньше 24 записей" in dialog.notice.text
    last = dialog.table.topLevelItem(2)
    assert last is not None
    assert last.text(2) == "неизвестно"
    dialog.deleteLater()
