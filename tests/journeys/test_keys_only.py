"""The main journeys again without a mouse: buttons and fields are reached by Tab, tabs by Ctrl and a digit, lists by
arrows. A button that Tab does not lead to fails the journey."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from tests.journeys import (
    test_life_of_pairs,
    test_newcomer,
    test_orders,
    test_quarter_report,
    test_results,
    test_route,
    test_surveys,
    test_wordings,
)
from tests.journeys.conftest import Office
from tests.journeys.hand import Hand, Step

from curator_app.services.papers import register

pytestmark = pytest.mark.journey
_KEY = Qt.Key
_FAR = 250


class KeyHand(Hand):
    """Does with keys what the hand does with the mouse; walking by Tab is not counted, what is pressed there is."""

    def tab(self, words: str) -> None:
        """Ctrl+1 … for the tabs of the window, arrows for others."""
        for bar in self._seen(QTabBar):
            names = [bar.tabText(place).split(" · ")[0] for place in range(bar.count())]
            if words not in names:
                continue
            if bar.count() == 8 and bar.window() is self.window:
                self.key(Qt.Key(_KEY.Key_1 + names.index(words)), Qt.KeyboardModifier.ControlModifier)
                return
            self._walk_to(bar)
            self.actions += 1
            while bar.currentIndex() != names.index(words):
                before = bar.currentIndex()
                QTest.keyClick(bar, _KEY.Key_Right if before < names.index(words) else _KEY.Key_Left)
                assert bar.currentIndex() != before, f"arrows do not lead to «{words}»"
            return
        raise AssertionError(f"no tab «{words}»")

    def pick(self, words: str, *dialogs: Step) -> None:
        """Arrows in the menu, then Enter."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), f"no menu is open, wanted «{words}»"
        for _ in range(len(menu.actions()) + 1):
            active = menu.activeAction()
            if _words(active) == words:
                break
            QTest.keyClick(menu, _KEY.Key_Down)
        assert _words(menu.activeAction()) == words, f"no «{words}» in the menu"
        self._act(lambda: QTest.keyClick(menu, _KEY.Key_Return), dialogs)

    def fill(self, label: str, text: str) -> None:
        """The cursor must come to the field by Tab."""
        field = self.field(label)
        self._walk_to(field, inside=True)
        super().fill(label, text)

    def choose(self, label: str, words: str) -> None:
        """The list must be reached by Tab."""
        named = [one for one in self._seen(QComboBox) if one.accessibleName() == label]
        self._walk_to(named[0] if named else self.field(label), inside=True)
        super().choose(label, words)

    def row(self, words: str, *, twice: bool = False, more: bool = False, dialogs: Sequence[Step] = ()) -> None:
        """Arrows to the line; Enter instead of a double click, Ctrl with Space to add one."""
        view, index = self._line(words)
        self._walk_to(view)
        held = Qt.KeyboardModifier.ControlModifier if more else Qt.KeyboardModifier.NoModifier
        for _ in range(view.model().rowCount() + 1):
            here = view.currentIndex()
            if here.isValid() and here.row() == index.row():
                break
            down = not here.isValid() or here.row() < index.row()
            QTest.keyClick(view, _KEY.Key_Down if down else _KEY.Key_Up, held)
        assert view.currentIndex().row() == index.row(), f"arrows do not lead to «{words}»"
        self.actions += 1
        if more:
            QTest.keyClick(view, _KEY.Key_Space, held)
        if twice:
            self._act(lambda: QTest.keyClick(view, _KEY.Key_Return), dialogs, counted=False)

    def _click(self, button: QAbstractButton, dialogs: Sequence[Step]) -> None:
        self._walk_to(button)
        self._act(lambda: QTest.keyClick(button, _KEY.Key_Space), dialogs)

    def _walk_to(self, wanted: QWidget, *, inside: bool = False) -> None:
        top = wanted.window()
        if not top.isActiveWindow():
            top.activateWindow()
            self.wait(top.isActiveWindow)
        met: list[str] = []
        for _ in range(_FAR):
            focus = QApplication.focusWidget()
            if focus is wanted or (inside and focus is not None and wanted.isAncestorOf(focus)):
                return
            met.append(type(focus).__name__)
            keys = Qt.KeyboardModifier.NoModifier
            if isinstance(focus, QPlainTextEdit | QTextEdit) and not focus.tabChangesFocus() and not focus.isReadOnly():
                keys = Qt.KeyboardModifier.ControlModifier
            QTest.keyClick(focus or top, _KEY.Key_Tab, keys)
        raise AssertionError(f"Tab does not lead to {wanted}: {met[:60]}")


def _words(action: QAction | None) -> str:
    return "" if action is None else action.text()


@pytest.fixture
def keys(office: Office) -> Office:
    """The office with a hand that has only keys."""
    office.hand = KeyHand(office.window, office.hand._qtbot, office.hand._pictures)
    return office


def test_new_teacher(keys: Office) -> None:
    """«Вышел на работу» to all papers: not above 15 actions."""
    test_newcomer.test_a_name_and_a_date_become_all_papers_ready_to_sign(keys)


def test_the_quarter(keys: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The quarter for the district: not above 10 actions."""
    test_quarter_report.test_the_quarter_goes_to_the_district_in_ten_actions_at_most(keys, tmp_path, monkeypatch)


def test_final_event(keys: Office) -> None:
    """The event, its order, its report."""
    test_results.test_the_final_event_its_order_in_two_clicks_and_its_report(keys)


def test_a_route(keys: Office) -> None:
    """A route from the tab to its approval."""
    test_route.test_a_route_is_made_moved_done_approved_and_printed(keys)


def test_first_order(keys: Office) -> None:
    """A group and a pair formed, one order about both."""
    test_orders.test_a_group_of_three_and_a_pair_go_into_one_order_with_an_appendix(keys)


def test_one_pair_to_its_order_in_fifteen_actions_at_most(keys: Office) -> None:
    """From the list of tabs to the saved PDF of the order."""
    test_orders._form(keys, "Петрова", "Иванова")
    test_orders._issue(keys)
    assert keys.hand.actions <= 15
    assert len(register.list_orders(keys.workspace)) == 1


def test_keyed_questionnaire(keys: Office) -> None:
    """Ten questions by digits: not above 12 actions."""
    test_surveys.test_ten_questions_by_digits_and_enter(keys)


def test_a_wording(keys: Office) -> None:
    """A template is changed, seen and given back its default."""
    test_wordings.test_a_wording_is_changed_seen_mended_and_returned(keys)


def test_another_mentor(keys: Office) -> None:
    """From the application to the order."""
    test_life_of_pairs.test_from_the_application_to_the_order_about_another_mentor(keys)
