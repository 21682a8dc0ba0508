"""The card says what it was given, at every width, and its buttons and links do what they promise."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from curator_app.ui.common import theme
from curator_app.ui.common.card import (
    Act,
    Badge,
    Badges,
    Bullet,
    Bullets,
    Card,
    CardContent,
    Line,
    Meter,
    MeterLine,
    Prose,
    Section,
)
from curator_app.ui.common.card_parts import Link, MeterView, Pill
from curator_app.ui.common.wrapped_text import WrappedText

pytestmark = pytest.mark.usefixtures("look")

MAIL = "konstantinopolskaya.rozhdestvenskaya@school-zarechinsk.edu.ru"


def content(did: list[str], *, key: Hashable = 1, rows: int = 1) -> CardContent:
    return CardContent(
        "Константинопольская-Рождественская Александра Владиславовна",
        "учитель русского языка и литературы, классный руководитель 7-А",
        "КА",
        (Badge("мест нет", "warn"), Badge("нет согласия на обработку персональных данных", "danger")),
        (
            Section("Нагрузка", (MeterLine("Ведёт", Meter(2, 3)), Bullets((Bullet("Иванова", do=_did(did, "link")),)))),
            Section("Пусто", (Line("Телефон", ""), Badges(()), Bullets(()), Prose("  ", "Ничего"))),
            Section("Связь", tuple(Line(f"Строка {n}", MAIL) for n in range(rows)), Act("Отметить…", _did(did, "act"))),
        ),
        (Act("Изменить", _did(did, "edit"), "edit"), Act("Нельзя", _did(did, "never"), enabled=False, hint="Почему")),
        (Act("В архив", _did(did, "archive")), None, Act("Удалить", _did(did, "delete"), enabled=False)),
        key=key,
    )


def _did(did: list[str], what: str) -> Callable[[], object]:
    return lambda: did.append(what)


@pytest.fixture
def card(qtbot: QtBot) -> Card:
    made = Card("Никто не выбран.")
    qtbot.addWidget(made)
    made.resize(360, 500)
    made.show()
    return made


def shown(card: Card) -> list[str]:
    """Words on the card that can be seen, from whatever kind of widget."""
    QApplication.processEvents()
    return [
        one.text if isinstance(one, WrappedText) else one.text() if isinstance(one, QLabel) else one.accessibleName()
        for kind in (WrappedText, QLabel, Pill, MeterView)
        for one in card.findChildren(kind)
        if one.isVisible()
    ]


def button(card: Card, words: str) -> QPushButton:
    return next(one for one in card.findChildren(QPushButton) if words in (one.text(), one.accessibleName()))


def test_nothing_then_somebody_then_nothing(card: Card) -> None:
    assert shown(card) == ["Никто не выбран."]
    card.show_content(content([]))
    words = shown(card)
    assert "Константинопольская-Рождественская Александра Владиславовна" in words
    assert {"Ведёт", "2 из 3", MAIL, "мест нет", "Связь"} <= set(words)
    assert "Никто не выбран." not in words
    card.show_nothing("Выбрано 3.")
    assert shown(card) == ["Выбрано 3."]
    assert card.content is None


def test_what_is_empty_is_left_out(card: Card) -> None:
    card.show_content(content([]))
    assert {"Пусто", "Телефон", "Ничего"}.isdisjoint(shown(card))


def test_buttons_links_and_menu_act(card: Card) -> None:
    did: list[str] = []
    card.show_content(content(did))
    button(card, "Изменить").click()
    button(card, "Отметить…").click()
    next(one for one in card.findChildren(Link) if one.accessibleName() == "Иванова").click()
    assert not button(card, "Нельзя").isEnabled()
    more = next(one for one in card.findChildren(QToolButton) if one.accessibleName() == "Ещё")
    menu = more.findChild(QWidget)
    assert menu is not None
    entries = menu.actions()
    assert [entry.text() for entry in entries] == ["В архив", "", "Удалить"]
    entries[0].trigger()
    assert not entries[2].isEnabled()
    assert did == ["edit", "act", "link", "archive"]


def test_a_link_works_by_keyboard(card: Card) -> None:
    did: list[str] = []
    card.show_content(content(did))
    link = next(one for one in card.findChildren(Link) if one.accessibleName() == "Иванова")
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert did == ["link"]


@pytest.mark.parametrize("width", [320, 400, 560])
def test_nothing_is_cut_off_at_any_width(card: Card, width: int) -> None:
    card.resize(width, 900)
    card.show_content(content([]))
    QApplication.processEvents()
    edge = card.width()
    for one in (*card.findChildren(WrappedText), *card.findChildren(Pill), *card.findChildren(QPushButton)):
        right = one.mapTo(card, QPoint(one.width(), 0)).x()
        assert right <= edge, f"{one.accessibleName()} ends at {right}"
    for text in card.findChildren(WrappedText):
        assert text.height() >= text.heightForWidth(text.width()), text.text


def test_a_long_word_is_broken_not_lost(qtbot: QtBot) -> None:
    text = WrappedText(MAIL)
    qtbot.addWidget(text)
    one_line = text.heightForWidth(2000)
    assert text.heightForWidth(100) >= 3 * one_line
    assert text.minimumSizeHint().width() < 100


def test_the_same_record_keeps_its_scroll_and_another_begins_at_the_top(card: Card, qtbot: QtBot) -> None:
    card.resize(360, 300)
    card.show_content(content([], key="a", rows=30))
    QApplication.processEvents()
    bar = card.findChildren(type(card._scroll))[0].verticalScrollBar()
    bar.setValue(120)
    card.show_content(content([], key="a", rows=31))
    QApplication.processEvents()
    assert bar.value() == 120
    card.show_content(content([], key="b", rows=30))
    qtbot.waitUntil(lambda: bar.value() == 0)


def test_rows_passed_by_are_not_drawn(card: Card, qtbot: QtBot) -> None:
    for number in range(20):
        card.show_content(CardContent(f"Строка {number}", key=number))
    assert card.content is not None
    assert card.content.title == "Строка 19"
    assert shown(card) == ["Строка 0"]
    qtbot.waitUntil(lambda: shown(card) == ["Строка 19"])
    card.show_content(CardContent("Пятая", key=5))
    card.show_nothing()
    assert shown(card) == ["Никто не выбран."]


def test_a_button_may_change_the_record_it_stands_on(card: Card) -> None:
    made: list[str] = []

    def again() -> None:
        made.append("again")
        card.show_content(CardContent("Новая карточка", actions=(Act("Изменить", again),), key=1))

    card.show_content(CardContent("Старая карточка", actions=(Act("Изменить", again),), key=1))
    card.activateWindow()
    first = button(card, "Изменить")
    first.setFocus()
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert made == ["again"]
    assert "Новая карточка" in shown(card)
    focused = card.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Изменить"


def test_text_can_be_copied_and_colours_follow_the_theme(card: Card, look: theme.Theme) -> None:
    card.show_content(content([]))
    look.set_mode("dark")
    assert MAIL in shown(card)
    look.set_mode("light")
    text = next(one for one in card.findChildren(WrappedText) if one.text == MAIL)
    text.copy()
    assert QGuiApplication.clipboard().text() == MAIL
