"""A paper is written and laid out beside the window, and only while somebody looks."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.papers.steps import text_of
from tests.ui.waiting import settled

from curator_app.documents import patience
from curator_app.documents.blocks import Document, Paragraph, Run
from curator_app.runtime.errors import Cancelled, KnownProblem
from curator_app.ui import papers
from curator_app.ui.papers.paper_source import Once, of_document
from curator_app.ui.papers.paper_view import PaperView
from curator_app.ui.papers.paper_window import PaperWindow


def _paper(words: str) -> Document:
    return Document("Справка", "Справка", (Paragraph((Run(words),)),))


def test_the_window_is_there_before_the_paper(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    threads: list[threading.Thread] = []

    def write() -> Document:
        threads.append(threading.current_thread())
        gate.wait(10)
        return _paper("Готово.")

    window = PaperWindow(desk, of_document(write, "Справка"))
    qtbot.addWidget(window)
    assert threads == []
    window.show()
    assert window.view.pages.pages == 0
    assert window.bar.print.isEnabled()
    gate.set()
    assert text_of(settled(window).view.pages.pdf) == "Готово."
    assert threads != [threading.current_thread()]
    window.hide()
    window.show()
    assert not window.view.busy
    assert len(threads) == 1


def test_what_hinders_it_stands_in_its_place(desk: Desk, qtbot: QtBot) -> None:
    def write() -> Document:
        raise KnownProblem("Печатать нечего.")

    window = PaperWindow(desk, of_document(write, "Справка"))
    qtbot.addWidget(window)
    window.show()
    settled(window)
    assert window.view._nothing.text() == "Печатать нечего."
    assert not any(button.isEnabled() for button in window.bar.buttons)


def test_a_paper_nobody_waits_for_is_given_up(look: object, qtbot: QtBot) -> None:
    del look
    begun = threading.Event()
    outcomes: list[str] = []

    def write() -> Document:
        if outcomes:
            return _paper("Со второго раза.")
        begun.set()
        try:
            while True:
                patience.check()
        except Cancelled:
            outcomes.append("given up")
            raise

    view = PaperView()
    qtbot.addWidget(view)
    view.show()
    view.show_source(of_document(write, "Справка"))
    assert begun.wait(10)
    view.hide()
    assert outcomes == ["given up"]
    assert view.busy
    view.show()
    assert text_of(settled(view).pages.pdf) == "Со второго раза."


def test_while_the_first_paper_is_made_nobody_is_told_to_choose_one(qtbot: QtBot) -> None:
    view = PaperView("Выберите бумагу слева.")
    qtbot.addWidget(view)
    view.show()
    view.show_source(of_document(lambda: _paper("Готово."), "Справка"))
    assert [one.text() for one in view.findChildren(QLabel) if one.isVisible() and one.text()] == [
        "Документ готовится…"
    ]
    settled(view)
    view.clear()
    assert "Выберите бумагу слева." in [one.text() for one in view.findChildren(QLabel) if one.isVisible()]


def test_two_threads_make_it_once() -> None:
    made: list[int] = []
    both = threading.Barrier(2)

    def make() -> int:
        made.append(1)
        return len(made)

    once = Once(make)
    got: list[int] = []

    def ask() -> None:
        both.wait(10)
        got.append(once())

    other = threading.Thread(target=ask)
    other.start()
    ask()
    other.join(10)
    assert (made, got) == ([1], [1, 1])


def test_the_door_shows_any_paper(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def run(window: QDialog) -> bool:
        assert isinstance(window, PaperWindow)
        shown.extend((window.windowTitle(), text_of(window.source.pdf())))
        window.deleteLater()
        return True

    monkeypatch.setattr("curator_app.ui.common.run_dialog.run_dialog", run)
    papers.show_paper(desk, None, "Справка", lambda: _paper("Дана."))
    assert shown == ["Справка", "Дана."]
