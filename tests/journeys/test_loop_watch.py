"""The watch itself: it sees a planted standstill of the program, and nothing that is not the program's."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from tests.journeys.known_stalls import KNOWN_MS, STRICT, UNNAMED_MS, too_long
from tests.journeys.loop_watch import LoopWatch


def _burn(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def _turn(milliseconds: int = 20) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@pytest.fixture
def here(qapp: QApplication) -> Iterator[LoopWatch]:
    """A watch of its own, with the limit of the journeys and the pace left out."""
    del qapp
    made = LoopWatch(0.05, slowness=lambda: 1.0)
    made.begin()
    yield made
    made.end()


def test_a_handler_of_80_ms_is_seen_with_the_name_of_the_act(here: LoopWatch) -> None:
    with here.program("press «Посчитать»"):
        QTimer.singleShot(0, lambda: _burn(0.08))
        _turn()
    (stall,) = here.stalls
    assert stall.name.startswith("press «Посчитать»")
    assert stall.seconds >= 0.08


def test_a_standstill_nobody_has_named_fails_a_journey(here: LoopWatch) -> None:
    with here.program("press «Посчитать»"):
        QTimer.singleShot(0, lambda: _burn(UNNAMED_MS / 1000 + 0.01))
        _turn()
    assert [too_long(one.name, one.seconds) for one in here.stalls] == [True]


def test_handlers_in_one_turn_of_the_loop_stand_together_and_those_of_two_turns_do_not(here: LoopWatch) -> None:
    with here.program("at once"):
        _burn(0.03)
        _burn(0.03)
    assert len(here.stalls) == 1
    with here.program("one after another"):
        _burn(0.03)
        _turn()
        _burn(0.03)
    assert len(here.stalls) == 1


def test_what_the_test_does_and_what_sleeps_is_not_counted(here: LoopWatch) -> None:
    _burn(0.08)
    with here.program("wait"):
        time.sleep(0.08)
        with here.own():
            _burn(0.08)
            with here.program("inner"):
                _burn(0.02)
        _burn(0.02)
    assert here.stalls == []


def test_a_slow_machine_is_told_from_a_slow_program(qapp: QApplication) -> None:
    del qapp
    watch = LoopWatch(0.05, slowness=lambda: 2.0)
    with watch.program("act"):
        _burn(0.08)
    assert watch.stalls == []
    with watch.program("act"):
        _burn(0.12)
    assert len(watch.stalls) == 1


def test_a_strict_run_has_one_bar_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    name = next(iter(KNOWN_MS))
    assert not too_long(name, 0.06)
    monkeypatch.setenv(STRICT, "50")
    assert too_long(name, 0.06)
    assert too_long("whatever", 0.06)
    assert not too_long(name, 0.04)
