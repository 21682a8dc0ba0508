"""Tab goes through the dialogs in the order in which they are read, and comes round again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented
from tests.ui.papers.steps import form
from tests.ui.waiting import settled

from curator_app.services.papers.commands import OrderCommand
from curator_app.ui.pairs.form_dialog import FormPairDialog
from curator_app.ui.papers.blanks_view import BlanksView
from curator_app.ui.papers.order_dialog import OrderDialog


def _round(qtbot: QtBot, window: QWidget, start: QWidget) -> list[QWidget]:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    start.setFocus()
    seen: list[QWidget] = []
    while (held := QApplication.focusWidget()) is not None and held not in seen:
        seen.append(held)
        QTest.keyClick(held, Qt.Key.Key_Tab)
    assert held is seen[0], f"Tab sticks at {held}"
    return seen


def _places(seen: list[QWidget], wanted: list[QWidget]) -> list[int]:
    return [seen.index(one) for one in wanted]


def test_new_order(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    pair = form(base, base.petrova, base.ivanova)
    dialog = OrderDialog(desk, base.workspace, OrderCommand(type="assignment", pairs=(pair,)))
    qtbot.addWidget(dialog)
    settled(dialog)
    fields = dialog.form
    wanted = [
        fields.type.combo,
        fields.number.line,
        fields.date.day.edit,
        fields.subject.list,
        fields.place.line,
        dialog.view.pages,
        dialog.close_button,
        dialog.next,
    ]
    places = _places(_round(qtbot, dialog, fields.type.combo), wanted)
    assert places == sorted(places)


def test_forming_a_pair(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    dialog = FormPairDialog(base.workspace, desk, mentees=[base.ivanova], print_blanks=lambda _blanks: None)
    qtbot.addWidget(dialog)
    places = _places(
        _round(qtbot, dialog, dialog.who.mentees), [dialog.who.mentees, dialog.who.mentors, dialog.later, dialog.next]
    )
    # the round begins at the mentees: the buttons come before or after both lists, never between them
    assert places[1] == places[0] + 2
    dialog.next.click()
    dialog.next.click()
    seen = _round(qtbot, dialog, dialog.gate.date.day.edit)
    places = _places(seen, [dialog.gate.date.day.edit, dialog.gate.mark, dialog.gate.blanks, dialog.next, dialog.later])
    assert places == [0, 1, 2, 3, 4]


def test_blanks_without_a_paper_do_not_stop_tab(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    view = BlanksView(desk, base.workspace)
    qtbot.addWidget(view)
    view.refresh()
    view.redraw()  # not in the middle of the round
    assert view.choice.combo in _round(qtbot, view, view.search.edit)
