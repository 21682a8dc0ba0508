"""The line over every tab: told after the paint, of one line, put away for a day or for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui import looking
from tests.ui.next_step.of_demonstration import at, is_silent_at, press, strip_at
from tests.ui.pairs.invented import Invented

from curator_app.domain.codes import RespondentRole
from curator_app.services import mentors
from curator_app.services.next_steps import PLACES, Door, NextStep
from curator_app.services.people import PersonData
from curator_app.services.surveys.catalogue import list_questionnaires
from curator_app.services.surveys.planning import make_wave
from curator_app.services.surveys.rows import WaveData
from curator_app.ui import next_step as line
from curator_app.ui.app import make_window
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.main_window import MainWindow
from curator_app.ui.next_step import NextSteps, doors
from curator_app.ui.next_step.strip import Strip


@pytest.fixture
def window(base: Invented, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window over a school of three mentors and four mentees, no pairs, no consents."""
    workspace = base.workspace
    state = WindowState(tmp_path / "window.ini")
    made = make_window(workspace, state, ErrorBoundary(workspace.folder, workspace.clock))
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.show()
    return made


_BEGIN_THEMSELVES = {"surveys", "roadmap"}


def _shown(window: MainWindow) -> list[Strip]:
    return [one for one in window.findChildren(Strip) if one.isVisible()]


def test_every_tab_has_one_line_and_nothing_of_it_is_cut(window: MainWindow) -> None:
    for size, height in (((1366, 728), 46), ((910, 455), 30)):
        window.resize(*size)
        for place in (*(("today",) if height > 30 else ()), *PLACES):
            if place in _BEGIN_THEMSELVES:
                continue
            strip = strip_at(window, place)
            for _ in range(3):
                QApplication.processEvents()
            assert strip.step is not None
            assert strip.words.text() == strip.step.text != ""
            assert strip.button.isVisible() == bool(strip.step.button)
            assert _shown(window) == [strip]
            assert looking.cut(strip) == []
            assert looking.nameless(strip) == []
            assert strip.height() <= height or strip.words.wordWrap(), place


def test_the_line_does_not_repeat_the_button_of_an_empty_page(window: MainWindow, base: Invented) -> None:
    silent = {place for place in PLACES if is_silent_at(window, place)}
    assert silent == _BEGIN_THEMSELVES
    at(window, "mentors")
    at(window, "surveys")
    assert _shown(window) == []  # nor when one comes back
    code = list_questionnaires(base.workspace)[0].code
    make_wave(base.workspace, WaveData(title="Запросы, сентябрь"), {RespondentRole.MENTEE: code}, ())
    for _ in range(3):
        QApplication.processEvents()
    assert strip_at(window, "surveys").words.text() != ""


def test_in_a_low_window_today_keeps_its_room(window: MainWindow) -> None:
    """Its list begins with the very task."""
    strip = strip_at(window, "today")
    window.resize(910, 455)
    QApplication.processEvents()
    assert not strip.isVisible()
    window.resize(1366, 728)
    QApplication.processEvents()
    assert strip.isVisible()


def test_each_kind_of_act_has_a_door() -> None:
    assert set(doors._DOORS) == set(Door)


def test_the_button_leads_to_the_act(window: MainWindow) -> None:
    assert press(strip_at(window, "mentors")) == ["Каких согласий ещё нет"]
    assert press(strip_at(window, "requests")) == []
    assert window.seen_key == "pairs"


def test_put_away_until_tomorrow_or_for_good(window: MainWindow) -> None:
    strip = strip_at(window, "mentors")
    strip.cross.click()
    window._toast.hide()
    assert not strip.isVisible()
    at(window, "requests")
    assert len(_shown(window)) == 1
    at(window, "mentors")
    assert _shown(window) == []
    line.set_on(window.state, on=False)
    at(window, "requests")
    assert _shown(window) == []
    line.set_on(window.state, on=True)
    assert strip_at(window, "mentors") is strip


def test_another_year_has_no_line(window: MainWindow) -> None:
    window.show_year("2025/2026")
    assert _shown(window) == []
    window.show_year(None)
    assert len(_shown(window)) == 1


def test_told_after_the_paint_and_again_after_a_change(window: MainWindow, base: Invented, qapp: QApplication) -> None:
    at(window, "mentors")
    (strip,) = _shown(window)
    assert strip.step is None  # its place is kept, its words come later
    (steps,) = window.findChildren(NextSteps)
    steps.tell()
    first: NextStep | None = strip.step
    assert first is not None
    mentors.save_mentor(base.workspace, PersonData(surname="Новая", first_name="Анна"), mentors.MentorData())
    qapp.processEvents()
    steps.tell()
    again: NextStep | None = strip.step
    assert again is not None
    assert again.count == first.count + 1
