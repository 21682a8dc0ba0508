"""Every act of the window can be found: menus, buttons of all tabs whether opened or not, papers, settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.pairs.invented import Invented

from curator_app.services.finding import search
from curator_app.ui.app import make_window
from curator_app.ui.common.card import Card
from curator_app.ui.common.date_field import DateField
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.finder.declared import DECLARED
from curator_app.ui.finder.deeds import Deed, menu_of
from curator_app.ui.finder.dialog import FinderDialog
from curator_app.ui.finder.everything import every_deed
from curator_app.ui.finder.pressing import plain, press
from curator_app.ui.main_window import MainWindow
from curator_app.ui.next_step.strip import Strip
from curator_app.ui.tabs import TABS

_SPOKEN_ELSEWHERE = (Card, DateField, EmptyState, Notice, Strip)
"""Buttons of a card, a field, an empty list, a remark, the line over the page: told while they are in view."""


@pytest.fixture
def window(base: Invented, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    workspace = base.workspace
    made = make_window(workspace, WindowState(tmp_path / "w.ini"), ErrorBoundary(workspace.folder, workspace.clock))
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.show()
    return made


def _deeds(window: MainWindow, base: Invented) -> list[Deed]:
    return every_deed(window, base.workspace)


def _buttons(page: QWidget) -> Iterator[QAbstractButton]:
    for button in page.findChildren(QAbstractButton):
        if not isinstance(button, QPushButton | QToolButton) or button.isCheckable() or not button.isVisible():
            continue
        holder: QWidget | None = button
        while holder is not None and not isinstance(holder, _SPOKEN_ELSEWHERE):
            holder = holder.parentWidget()
        if holder is None and len(plain(button.text())) > 2:
            yield button


def _parts(page: QWidget) -> Iterator[str]:
    """Turns to every part of a page, and to every part of a part."""
    bars = [bar for bar in page.findChildren(QTabBar) if bar.isVisible()]
    if not bars:
        yield ""
        return
    for place in range(bars[0].count()):
        bars[0].setCurrentIndex(place)
        inner = [bar for bar in page.findChildren(QTabBar) if bar.isVisible() and bar is not bars[0]]
        for second in range(inner[0].count()) if inner else [None]:
            if second is not None:
                inner[0].setCurrentIndex(second)
            yield plain(bars[0].tabText(place))


def test_every_button_with_words_of_every_page_is_found_by_its_words(window: MainWindow, base: Invented) -> None:
    """Before its tab was ever opened, and while it is in view."""
    closed = {tab.key: [one for one in DECLARED if one.tab == tab.key] for tab in TABS}
    missing = []
    for tab in TABS:
        page = window.turn_to(tab.key).widget
        for part in _parts(page):
            QApplication.processEvents()
            deeds = _deeds(window, base)
            for button in _buttons(page):
                words = plain(button.text())
                found = [one for one in search(deeds, words, lambda deed: deed.text) if one.place.startswith(tab.title)]
                declared = {one.press[0] for one in closed[tab.key]}
                if not found or words not in declared:
                    missing.append((tab.key, part, words))
    assert missing == []


def test_every_line_of_the_menus_is_found_by_its_words(window: MainWindow, base: Invented) -> None:
    deeds = _deeds(window, base)
    for top in window.menuBar().actions():
        menu = menu_of(top)
        assert menu is not None
        for action in menu.actions():
            if not action.isSeparator():
                # what would be taken back is no word to find «Отменить» by
                found = search(deeds, plain(action.text()).partition(":")[0], lambda deed: deed.text)
                assert plain(action.text()) in {one.words for one in found}, action.text()


def test_what_is_declared_is_there_to_be_pressed(window: MainWindow) -> None:
    """Each declared button stands on its page; what needs a choice first says so instead."""
    lost = []
    for act in DECLARED:
        page = window.turn_to(act.tab).widget
        if len(act.press) == 1 and not act.why:
            for part in filter(None, act.part.split("/")):
                bar = next(
                    (
                        bar
                        for bar in page.findChildren(QTabBar)
                        if part in [bar.tabText(at) for at in range(bar.count())]
                    ),
                    None,
                )
                if bar is not None:
                    bar.setCurrentIndex([bar.tabText(at) for at in range(bar.count())].index(part))
            if not any(plain(one.text()) == act.press[0] for one in page.findChildren(QAbstractButton)):
                lost.append(act.key)
    assert lost == []


def test_what_is_off_says_why(window: MainWindow, base: Invented) -> None:
    window.turn_to("papers")
    act = next(one for one in DECLARED if one.words == "Напечатать документ реестра…")
    deed = next(one for one in _deeds(window, base) if one.words == act.words)
    assert deed.off == act.why == "Сначала выберите документ в списке."
    assert press(window.turn_to("papers").widget, act) == act.why
    undo = next(one for one in _deeds(window, base) if one.words.startswith("Повторить"))
    assert undo.off == "Повторять нечего."


def test_a_line_of_a_menu_that_a_button_opens_is_done(
    window: MainWindow, base: Invented, monkeypatch: pytest.MonkeyPatch
) -> None:
    from curator_app.ui.papers.register_view import RegisterView

    done: list[str] = []
    monkeypatch.setattr(RegisterView, "norms", lambda _view: done.append("norms"))
    deed = next(one for one in _deeds(window, base) if one.words.startswith("Нормы"))
    deed.do()
    assert done == ["norms"]
    assert window.seen_key == "papers"


def test_nothing_is_told_twice(window: MainWindow, base: Invented) -> None:
    for tab in TABS:
        window.turn_to(tab.key)
        told = [(one.words, one.place) for one in _deeds(window, base)]
        assert len(told) == len(set(told))


def test_words_in_any_case_and_order(window: MainWindow, base: Invented) -> None:
    deeds = _deeds(window, base)
    for query, words in (
        ("приказ закрепление", "Приказ о закреплении наставника (пара, группа)…"),
        ("бланки согласие родителя", "Согласие родителя (законного представителя)"),
        ("тёмная тема", "Оформление"),
        ("срезы сравнение", "Срезы и сравнение…"),
        ("резервную копию", "Резервные копии…"),
        ("журнал встреч", "Журнал встреч…"),
        ("добавить наставника", "Добавить наставника"),
        ("корзинна", "Корзина…"),
    ):
        found = [one.words for one in search(deeds, query, lambda deed: deed.text)]
        assert words in found[:6], (query, found[:6])


def test_what_was_done_lately_stands_first(window: MainWindow, base: Invented, qtbot: QtBot) -> None:
    deeds = _deeds(window, base)
    lately = next(one for one in deeds if one.words == "Корзина…")
    dialog = FinderDialog(deeds, [], window, recent=[lately.key])
    qtbot.addWidget(dialog)
    dialog._take()
    assert dialog.deed == lately
    assert dialog.key == "Правка/Корзина…"
    passing = next((one for one in deeds if one.passing), None)
    assert passing is None or passing.key == ""


def test_enter_never_takes_back_what_was_only_named(window: MainWindow, base: Invented, qtbot: QtBot) -> None:
    """«Отменить: Сохранён проект приказа» is not what «приказ» means."""
    window._undo.setText("Отменить: Сохранён проект приказа")
    window._undo.setEnabled(True)
    dialog = FinderDialog(_deeds(window, base), [], window)
    qtbot.addWidget(dialog)
    dialog.search.edit.setText("приказ о завер")
    dialog._take()
    assert dialog.deed is not None
    assert dialog.deed.words == "Приказ о завершении программы…"
