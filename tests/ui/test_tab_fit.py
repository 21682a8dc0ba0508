"""Tabs in a narrow window: every tab is seen whole, the button loses its words before the tabs their icons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from curator_app.ui.common.theme import Theme, themed_icon
from curator_app.ui.tab_fit import TabFit

_NAMES = ("Сегодня · 12", "Наставники", "Наставляемые", "Пары", "ИОМ", "Анкеты", "Дорожная карта", "Документы")


@pytest.fixture
def tabs(look: Theme, qtbot: QtBot) -> QTabWidget:
    del look
    made = QTabWidget()
    qtbot.addWidget(made)
    made.setDocumentMode(True)
    for name in _NAMES:
        made.addTab(QWidget(), name)
    button = QToolButton()
    button.setText("Вышел на работу новый сотрудник")
    button.setIcon(themed_icon("plus"))
    made.setCornerWidget(button)
    TabFit(made).set_icons(["sun"] * len(_NAMES))
    made.show()
    return made


@pytest.mark.parametrize("width", [1366, 1200, 1100, 980, 910])
def test_every_tab_is_seen_whole(tabs: QTabWidget, width: int) -> None:
    tabs.resize(width, 200)
    bar, corner = tabs.tabBar(), tabs.cornerWidget()
    assert corner is not None
    assert bar.tabRect(bar.count() - 1).right() <= width - corner.sizeHint().width()


def test_the_button_loses_its_words_first(tabs: QTabWidget) -> None:
    corner = tabs.cornerWidget()
    assert isinstance(corner, QToolButton)
    tabs.resize(1600, 200)
    assert corner.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    tabs.resize(1250, 200)
    assert corner.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    assert not tabs.tabIcon(0).isNull()
    tabs.resize(980, 200)
    assert tabs.tabIcon(0).isNull()
