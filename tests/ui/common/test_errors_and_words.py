"""The boundary between problems and bugs, dialogs, toasts."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import OUT_OF_MEMORY, Cancelled, KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.ui.common import dialogs
from curator_app.ui.common.errors import ErrorBoundary, told
from curator_app.ui.common.toast import Toast

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    words: list[str] = []
    monkeypatch.setattr(dialogs, "show_problem", lambda _parent, sentence: words.append(sentence))
    monkeypatch.setattr(dialogs, "show_bug", lambda _parent, log: words.append(f"ошибка, {log.name}"))
    return words


@pytest.fixture
def boundary(tmp_path: Path) -> ErrorBoundary:
    return ErrorBoundary(data_folder(tmp_path), fixed(dt.datetime(2026, 10, 5, 9, 0)))


@pytest.fixture
def hooked(boundary: ErrorBoundary) -> Iterator[ErrorBoundary]:
    before = sys.excepthook
    boundary.install()
    yield boundary
    sys.excepthook = before


def test_a_known_problem_is_its_sentence(boundary: ErrorBoundary, shown: list[str], tmp_path: Path) -> None:
    boundary.handle(KnownProblem("На диске нет места."))
    assert shown == ["На диске нет места."]
    assert not (tmp_path / "logs").exists()


def test_too_little_memory_is_no_bug(boundary: ErrorBoundary, shown: list[str], tmp_path: Path) -> None:
    boundary.handle(MemoryError())
    assert shown == [OUT_OF_MEMORY]
    assert not (tmp_path / "logs").exists()


def test_a_bug_goes_to_the_log_without_personal_data(boundary: ErrorBoundary, shown: list[str], tmp_path: Path) -> None:
    try:
        raise ValueError("Иванова Мария Петровна, 8 (900) 000-00-00")
    except ValueError as error:
        boundary.handle(error)
    assert shown == ["ошибка, curator.log"]
    text = (tmp_path / "logs" / "curator.log").read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_errors_and_words.py" in text
    assert "Иванова" not in text
    assert "900" not in text


def test_cancel_says_nothing(boundary: ErrorBoundary, shown: list[str]) -> None:
    boundary.handle(Cancelled())
    assert shown == []


def test_what_nobody_caught_is_caught(hooked: ErrorBoundary, shown: list[str]) -> None:
    error = KnownProblem("Файл открыт в другой программе.")
    sys.excepthook(KnownProblem, error, None)
    assert shown == ["Файл открыт в другой программе."]


def test_a_bug_in_painting_opens_one_dialog(
    boundary: ErrorBoundary, monkeypatch: pytest.MonkeyPatch, shown: list[str]
) -> None:
    def show(_parent: QWidget | None, _log: Path) -> None:
        shown.append("ошибка")
        boundary.handle(RuntimeError())  # while the first is still open

    monkeypatch.setattr(dialogs, "show_bug", show)
    boundary.handle(RuntimeError())
    assert shown == ["ошибка"]


class Asking(QDialog):
    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton("Сохранить", self)
        self.button.clicked.connect(self.save)

    @told()
    def save(self) -> None:
        raise KnownProblem("Номер уже занят.")


def test_a_refused_click_leaves_the_dialog_open(qtbot: QtBot, shown: list[str]) -> None:
    dialog = Asking()
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    assert shown == ["Номер уже занят."]
    assert dialog.isVisible()


# --- real dialogs


def answer(press: str | None, seen: list[tuple[str, str, str]]) -> None:
    """Presses a button (None: Escape) of the box that will be open in a moment; notes its words and Enter's button."""

    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        default = cast("QPushButton | None", box.defaultButton())
        seen.append((box.text(), box.informativeText(), "" if default is None else default.text()))
        if press is None:
            QTest.keyClick(box, Qt.Key.Key_Escape)
        else:
            next(button for button in box.buttons() if button.text() == press).click()

    QTimer.singleShot(0, act)


def test_a_question_has_verbs_and_enter_is_no_when_dangerous(qtbot: QtBot) -> None:
    seen: list[tuple[str, str, str]] = []
    answer("Стереть навсегда", seen)
    assert dialogs.confirm(None, "Стереть карточку?", "Стереть навсегда", danger=True)
    answer("Отмена", seen)
    assert not dialogs.confirm(None, "Стереть карточку?", "Стереть навсегда", danger=True)
    answer(None, seen)
    assert not dialogs.confirm(None, "Издать приказ?", "Издать приказ")
    assert [enter for _, _, enter in seen] == ["Отмена", "Отмена", "Издать приказ"]


def test_bad_news_are_in_russian(qtbot: QtBot, tmp_path: Path) -> None:
    seen: list[tuple[str, str, str]] = []
    answer("Понятно", seen)
    dialogs.show_problem(None, "Файл <b> занят.")
    answer("Продолжить", seen)
    dialogs.show_bug(None, tmp_path / "curator.log")
    assert seen[0][0] == "Файл <b> занят."
    assert "данные целы" in seen[1][0]
    assert "curator.log" in seen[1][1]


def test_message_boxes_do_not_pile_up(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for _ in range(3):
        answer("Понятно", [])
        dialogs.show_problem(window, "Файл занят.")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.findChildren(QMessageBox) == []


# --- toast


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    return window


def test_a_toast_tells_and_undoes(window: QWidget, qtbot: QtBot) -> None:
    undone: list[str] = []
    toast = Toast(window)
    toast.tell("Карточка удалена.", "Отменить", lambda: undone.append("да"))
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
    QTest.mouseClick(toast.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert undone == ["да"]
    assert not toast.isVisible()


def test_a_long_toast_stays_inside_a_narrow_window(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.tell("Очень длинное сообщение о том, что произошло, " * 5)
    assert toast.width() <= window.width()
    assert not toast.findChildren(QPushButton)[0].isVisible()
    toast.tell("Коротко.")
    assert toast.width() < 300
    window.resize(QSize(320, 300))
    assert window.rect().contains(toast.geometry())
    assert "Коротко." in [label.text() for label in toast.findChildren(QLabel)]
    toast.hide()
