"""Keying in paper questionnaires: digits, the next respondent, corrections, the second keying, nothing lost."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.services.surveys import base
from tests.ui.desk import Desk

from curator_app.services.surveys import replies
from curator_app.services.surveys.rows import WaveView
from curator_app.services.surveys.waves import get_wave
from curator_app.services.workspace import Workspace
from curator_app.ui.surveys.keying import dialog as keying
from curator_app.ui.surveys.keying.dialog import KeyingDialog, who
from curator_app.ui.surveys.reply_dialog import corrections

ENTER = Qt.Key.Key_Return
_SEVEN = "8987069"


def _forget(window: KeyingDialog) -> None:
    """A test that failed half-way must not wait for the answer to «Закрыть?»."""
    window.entry.kept()
    window.entry.pending = ""


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, workspace: Workspace, wave: WaveView) -> KeyingDialog:
    made = KeyingDialog(desk, workspace, wave.row.id)
    qtbot.addWidget(made, before_close_func=_forget)
    made.show()
    return made


def press(window: KeyingDialog, *keys: str | Qt.Key) -> None:
    for key in keys:
        words = window.panel.words
        target: QWidget = words if words.isVisible() else window.panel
        if window.differences.isVisible():
            target = window.differences
        QTest.keyClick(target, Qt.Key(ord(key)) if isinstance(key, str) else key)


def key_all(window: KeyingDialog, digits: str = _SEVEN) -> None:
    """Seven points, «да», two questions without words, and the one Enter that keeps it."""
    press(window, *digits, "1", ENTER, ENTER, ENTER)


def test_ten_questions_take_eleven_keys_and_the_next_person_follows(
    window: KeyingDialog, workspace: Workspace, wave: WaveView
) -> None:
    first, second = wave.respondents[:2]
    assert window.name.text() == first.name
    key_all(window)  # 11 keys for ten questions: at two keys a second a questionnaire takes six seconds
    assert window.name.text() == second.name
    assert "Записано" in window.notice.text
    reply = base.reply_of(workspace, wave.row.id, first.person, first.role)
    assert reply is not None
    assert reply.answers == {
        "comfort": 8,
        "organisation": 9,
        "support": 8,
        "theory": 7,
        "practice": 10,
        "usefulness": 6,
        "satisfaction": 9,
        "glad": "yes",
    }
    assert reply.date == workspace.clock.today()
    assert window.saved == 1


def test_what_the_points_mean_stands_under_the_question(window: KeyingDialog, wave: WaveView) -> None:
    """In one questionnaire 3 is the best answer, in another «не владеет»."""
    about = wave.forms[0].questionnaire.preamble
    assert about
    assert about in [one.text() for one in window.panel.findChildren(QLabel) if one.isVisibleTo(window)]


def test_all_respondents_in_a_row(window: KeyingDialog, workspace: Workspace, wave: WaveView) -> None:
    for _ in wave.respondents:
        key_all(window)
    assert get_wave(workspace, wave.row.id).row.answered == len(wave.respondents)
    assert window.panel.accessibleName() == "Введены анкеты всех, кого спрашивали."
    assert not window.keep.isEnabled()


def test_words_go_with_enter(window: KeyingDialog, workspace: Workspace, wave: WaveView) -> None:
    press(window, *_SEVEN, "2")
    window.panel.words.setPlainText("Открытые уроки")
    press(window, ENTER, ENTER)
    assert window.focusWidget() is window.panel  # not the button that comes next
    press(window, ENTER)
    first = wave.respondents[0]
    reply = base.reply_of(workspace, wave.row.id, first.person, first.role)
    assert reply is not None
    assert (reply.answers["glad"], reply.answers["valuable"]) == ("no", "Открытые уроки")
    assert "lacking" not in reply.answers


def test_backspace_goes_back_through_an_empty_field_of_words(window: KeyingDialog) -> None:
    press(window, *_SEVEN, "1", Qt.Key.Key_Backspace)
    assert window.entry.place == 7
    press(window, "2")
    assert window.entry.answers["glad"] == "no"


def test_nothing_answered_is_refused_and_stays(window: KeyingDialog, wave: WaveView) -> None:
    press(window, *([ENTER] * 11))
    assert window.name.text() == wave.respondents[0].name
    assert window.notice.text
    assert window.saved == 0


def test_a_kept_questionnaire_is_corrected_with_its_history(
    window: KeyingDialog, qtbot: QtBot, desk: Desk, workspace: Workspace, wave: WaveView
) -> None:
    key_all(window)
    first = wave.respondents[0]
    again = KeyingDialog(desk, workspace, wave.row.id, who(first))
    qtbot.addWidget(again, before_close_func=_forget)
    again.show()
    assert "уже введена" in again.notice.text
    assert again.entry.answers["comfort"] == 8
    press(again, "3")
    again.save()
    reply = base.reply_of(workspace, wave.row.id, first.person, first.role)
    assert reply is not None
    assert reply.answers["comfort"] == 3
    (change,) = corrections(replies.reply_history(workspace, reply.id))
    assert (change.before, change.after) == ("8", "3")


def test_the_second_keying_lists_differences_and_takes_the_chosen(
    window: KeyingDialog, workspace: Workspace, wave: WaveView
) -> None:
    key_all(window)
    window.check.setChecked(True)
    assert window.name.text() == wave.respondents[0].name
    assert window.entry.answers == {}
    press(window, *"5987069", "2", ENTER, ENTER, ENTER)
    assert "2 вопроса" in window.differences.heading.text()
    press(window, ENTER)  # undecided: stays
    assert window.differences.isVisible()
    press(window, "2", "1", ENTER)
    first = wave.respondents[0]
    reply = base.reply_of(workspace, wave.row.id, first.person, first.role)
    assert reply is not None
    assert (reply.answers["comfort"], reply.answers["glad"]) == (5, "yes")


def test_the_second_keying_that_agrees_goes_on(window: KeyingDialog, wave: WaveView) -> None:
    key_all(window)
    key_all(window)
    window.check.setChecked(True)
    key_all(window)
    assert "Совпало" in window.notice.text
    assert window.name.text() == wave.respondents[1].name


def test_esc_asks_before_answers_are_lost(window: KeyingDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def no(_parent: object, question: str, *_words: object, **_more: object) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(keying, "confirm", no)
    window.reject()
    assert not asked
    assert not window.isVisible()
    window.show()
    press(window, "7")
    window.reject()
    assert len(asked) == 1
    assert window.isVisible()
    assert window.entry.answers == {"comfort": 7}


def test_another_person_asks_too(window: KeyingDialog, wave: WaveView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keying, "confirm", lambda *_args, **_more: False)
    press(window, "7")
    window.people.choose([2])
    assert window.name.text() == wave.respondents[0].name
    monkeypatch.setattr(keying, "confirm", lambda *_args, **_more: True)
    window.people.choose([2])
    assert window.name.text() == wave.respondents[2].name
    assert window.entry.answers == {}


def test_the_mouse_can_do_it_as_well(window: KeyingDialog) -> None:
    window.panel.entry.choose(4)
    window.panel.look()
    box = window.strip._box(0).center()
    QTest.mouseClick(window.strip, Qt.MouseButton.LeftButton, pos=box)
    assert window.entry.place == 0
    press(window, "9")
    assert window.entry.answers["comfort"] == 9


def test_a_digit_typed_over_the_list_of_people_answers(window: KeyingDialog) -> None:
    window.people.setFocus()
    QTest.keyClick(window.people, Qt.Key.Key_7)
    assert window.entry.answers == {"comfort": 7}


def test_a_closed_wave_keeps_nothing(window: KeyingDialog, workspace: Workspace, wave: WaveView) -> None:
    from curator_app.services.surveys import planning

    key_all(window)
    planning.close_wave(workspace, wave.row.id)
    key_all(window)
    assert "закрыт" in window.notice.text.lower()
    assert base.MENTEE is wave.respondents[0].role
    window.entry.kept()


def test_it_fits_a_small_screen(window: KeyingDialog) -> None:
    """1366×768 at 150 % leaves 910×464 logical pixels to a dialog."""
    assert window.minimumSizeHint().height() <= 464
    assert window.minimumSizeHint().width() <= 894


def test_the_day_on_the_paper_is_kept_and_stays_for_the_next(
    window: KeyingDialog, workspace: Workspace, wave: WaveView
) -> None:
    first, second = wave.respondents[:2]
    window.day.edit.setText("01.10.2026")
    key_all(window)
    assert window.day.date() == dt.date(2026, 10, 1)
    key_all(window)
    dates = [base.reply_of(workspace, wave.row.id, one.person, one.role) for one in (first, second)]
    assert [one.date for one in dates if one is not None] == [dt.date(2026, 10, 1)] * 2
    window.day.edit.setText("что-то")
    key_all(window)
    assert "Дата на бланке не понятна" in window.notice.text
    assert window.saved == 2
