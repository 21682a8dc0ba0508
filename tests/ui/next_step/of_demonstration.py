"""The line «что делать дальше» over the demonstration school; called by the walk over all windows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from tests.ui.scene import Scene

from curator_app.services.next_steps import PLACES, NextStep, next_step
from curator_app.services.routes import lacking
from curator_app.services.surveys import waves
from curator_app.ui.main_window import MainWindow
from curator_app.ui.next_step import NextSteps
from curator_app.ui.next_step.strip import Strip

_PARTS = {"papers.monitoring": 3, "papers.outcomes": 4}


def at(window: MainWindow, place: str) -> Any:
    """The page of a tab, turned to the part of ``place``."""
    tab, _, part = place.partition(".")
    page: Any = window.turn_to(tab)
    window.page_seen.emit()  # comes by itself a turn later
    if tab == "papers":
        page.show_part(_PARTS[place] if part else 0)
    return page


def strip_at(window: MainWindow, place: str) -> Strip:
    """The line as it stands once its words are there."""
    at(window, place)
    (told,) = window.findChildren(NextSteps)
    told.tell()
    return next(one for one in window.findChildren(Strip) if one.isVisible())


def is_silent_at(window: MainWindow, place: str) -> bool:
    """Whether the page itself says how to begin, so that the line is silent."""
    at(window, place)
    (told,) = window.findChildren(NextSteps)
    told.tell()
    return not any(one.isVisible() for one in window.findChildren(Strip))


def check_numbers(scene: Scene) -> None:
    """Of how many the line speaks is what the chips and cards of the page tell."""
    window = scene.window

    def step(place: str) -> NextStep:
        return next_step(scene.workspace, place, window.year)

    assert step("mentors").count == _chip(at(window, "mentors"), "consents")
    assert step("requests").count == _chip(at(window, "requests"), "waiting")
    tab = at(window, "pairs")
    tab.show_list()
    keys = {"pairs.waits": "waits", "pairs.order": "ready", "pairs.consents": "consents"}
    assert step("pairs").count == _chip(tab.list, keys[step("pairs").key])
    assert step("routes").count == len(lacking.mentees_awaiting_route(scene.workspace, window.year))
    wave = waves.get_wave(scene.workspace, step("surveys").ids[0]).row
    assert step("surveys").detail == str(wave.expected - wave.answered)
    assert step("roadmap").count == at(window, "roadmap").plan.roadmap.progress.overdue
    assert step("papers.outcomes").count == _chip(at(window, "papers.outcomes").show_outcomes("incentive"), "unpaid")


def check_buttons(scene: Scene) -> None:
    """Each button brings its dialog up, or its tab; every dialog is closed again and nothing is changed."""
    opened: dict[str, str] = {}
    before = scene.workspace.next_undo()
    for place in ("today", *PLACES):
        strip = strip_at(scene.window, place)
        if strip.button.isVisible():
            titles = press(strip)
            opened[place] = titles[0] if titles else scene.window.seen_key
    assert opened["mentors"] == "Каких согласий ещё нет"
    assert opened["requests"] == "pairs"
    assert all(opened.values())
    assert scene.workspace.next_undo() == before


def _chip(page: Any, key: str) -> int:
    chips = page.panel.chips
    chip = next(one for one in chips._chips if one.key == key)
    hidden = [one.accept for one in chips._chips if one.hides]
    return sum(chip.accept(row) and not any(hides(row) for hides in hidden) for row in page.panel.model.rows)


def press(strip: Strip) -> list[str]:
    """Clicks the button and closes whatever comes up; titles of what came."""
    titles: list[str] = []

    def close() -> None:
        top = QApplication.activeModalWidget()
        if isinstance(top, QDialog):
            titles.append(top.windowTitle())
            top.reject()

    timer = QTimer()
    timer.timeout.connect(close)
    timer.start(5)
    strip.button.click()
    timer.stop()
    return titles
