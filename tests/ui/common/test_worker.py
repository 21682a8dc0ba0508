"""Long work beside the window: progress, cancel, one at a time, errors."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.ui.common.worker import JobRunner, LatestJob, ProgressDialog

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Holds a job until the test lets it go on; always let go at the end."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def reported() -> list[BaseException]:
    return []


@pytest.fixture
def runner(window: QWidget, reported: list[BaseException]) -> Iterator[JobRunner]:
    runner = JobRunner(window, reported.append)
    yield runner
    runner.wait()


def test_the_result_arrives_in_the_windows_thread(runner: JobRunner, qtbot: QtBot) -> None:
    told: list[tuple[int, QThread, bool]] = []
    threads: list[QThread] = []

    def job(progress: Progress) -> int:
        threads.append(QThread.currentThread())
        progress.step(1, 2, "считаю")
        return 42

    runner.start("Считаю", job, lambda result: told.append((result, QThread.currentThread(), runner.busy)))
    qtbot.waitUntil(lambda: bool(told))
    app = QApplication.instance()
    assert app is not None
    assert told == [(42, app.thread(), False)]
    assert threads[0] is not app.thread()


def test_no_garbage_is_kept_for_ever(runner: JobRunner, qtbot: QtBot) -> None:
    class Knot:
        def __init__(self) -> None:
            self.itself = self

    knot = weakref.ref(Knot())
    told: list[None] = []
    runner.start("Считаю", lambda _progress: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    gc.collect()
    assert knot() is None
    assert gc.isenabled()


def test_a_second_job_is_refused_in_words(runner: JobRunner, gate: threading.Event, qtbot: QtBot) -> None:
    done: list[int] = []
    runner.start("Долго", lambda _progress: int(gate.wait(5)), done.append)
    with pytest.raises(KnownProblem, match="Подождите"):
        runner.start("Ещё", lambda _progress: 2, done.append)
    gate.set()
    qtbot.waitUntil(lambda: done == [1])
    runner.start("Ещё", lambda _progress: 2, done.append)
    qtbot.waitUntil(lambda: done == [1, 2])


def test_a_long_job_shows_itself_and_can_be_cancelled_without_a_word(
    runner: JobRunner, window: QWidget, reported: list[BaseException], qtbot: QtBot
) -> None:
    done: list[int] = []
    reached = threading.Event()

    def job(progress: Progress) -> int:
        step = 0
        while step < 100_000:
            progress.step(step % 10, 10, "загружаю строки")
            reached.set()
            step += 1
            threading.Event().wait(0.002)
        return step

    runner.start("Загрузка", job, done.append)
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(ProgressDialog)))
    dialog = window.findChildren(ProgressDialog)[0]
    qtbot.waitUntil(lambda: "загружаю строки" in [label.text() for label in dialog.findChildren(QLabel)])
    assert dialog.findChildren(QProgressBar)[0].maximum() == 10
    cancel = dialog.findChildren(QPushButton)[0]
    assert cancel.text() == "Отмена"
    cancel.click()
    assert not cancel.isEnabled()
    qtbot.waitUntil(lambda: not runner.busy)
    assert done == []
    assert reported == []
    assert not any(one.isVisible() for one in window.findChildren(ProgressDialog))


def test_a_short_job_flashes_nothing(runner: JobRunner, window: QWidget, qtbot: QtBot) -> None:
    done: list[int] = []
    runner.start("Быстро", lambda _progress: 1, done.append)
    qtbot.waitUntil(lambda: done == [1])
    assert not any(one.isVisible() for one in window.findChildren(ProgressDialog))


def test_a_problem_is_reported_unless_dealt_with(
    runner: JobRunner, reported: list[BaseException], qtbot: QtBot
) -> None:
    def job(_progress: Progress) -> int:
        raise KnownProblem("Файл занят.")

    seen: list[Exception] = []

    def deal(error: Exception) -> bool:
        seen.append(error)
        return True

    runner.start("Раз", job, lambda _result: None, deal)
    qtbot.waitUntil(lambda: not runner.busy)
    assert [str(one) for one in seen] == ["Файл занят."]
    assert reported == []
    runner.start("Два", job, lambda _result: None, lambda _error: False)
    qtbot.waitUntil(lambda: not runner.busy)
    assert [str(one) for one in reported] == ["Файл занят."]


def test_the_next_job_may_start_from_the_answer(runner: JobRunner, qtbot: QtBot) -> None:
    done: list[int] = []

    def again(result: int) -> None:
        done.append(result)
        if result < 3:
            runner.start("Дальше", lambda _progress: result + 1, again)

    runner.start("Первое", lambda _progress: 1, again)
    qtbot.waitUntil(lambda: done == [1, 2, 3])


def test_closing_the_window_ends_the_job(runner: JobRunner, qtbot: QtBot) -> None:
    ended = threading.Event()

    def job(progress: Progress) -> int:
        try:
            while True:
                progress.step(0, 0)
                threading.Event().wait(0.001)
        finally:
            ended.set()

    runner.start("Без конца", job, lambda _result: None)
    runner.wait()
    assert ended.is_set()
    qtbot.waitUntil(lambda: not runner.busy)


# --- LatestJob: only the newest of many short jobs


@pytest.fixture
def latest(window: QWidget, reported: list[BaseException]) -> Iterator[LatestJob]:
    latest = LatestJob(window, reported.append)
    yield latest
    latest.stop()


def test_only_the_newest_of_many_jobs_is_told(
    latest: LatestJob, gate: threading.Event, reported: list[BaseException], qtbot: QtBot
) -> None:
    told: list[int] = []
    begun: list[int] = []

    def job(number: int) -> Callable[[Progress], int]:
        def run(progress: Progress) -> int:
            begun.append(number)
            gate.wait(5)
            progress.step(0, 0)
            return number

        return run

    for number in range(5):
        latest.start(job(number), told.append)
    gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [4]
    assert begun == [0, 4]
    assert reported == []
    qtbot.waitUntil(lambda: not latest.busy)


def test_a_stale_job_that_does_not_listen_is_forgotten_all_the_same(
    latest: LatestJob, gate: threading.Event, qtbot: QtBot
) -> None:
    told: list[str] = []

    def deaf(_progress: Progress) -> str:
        gate.wait(5)
        return "old"

    latest.start(deaf, told.append)
    latest.start(lambda _progress: "new", told.append)
    gate.set()
    qtbot.waitUntil(lambda: not latest.busy)
    assert told == ["new"]


def test_a_failed_job_is_reported_and_the_next_one_runs(
    latest: LatestJob, reported: list[BaseException], qtbot: QtBot
) -> None:
    def breaks(_progress: Progress) -> None:
        raise KnownProblem("Нет места на диске.")

    latest.start(breaks, lambda _result: None)
    qtbot.waitUntil(lambda: bool(reported))
    told: list[int] = []
    latest.start(lambda _progress: 1, told.append)
    qtbot.waitUntil(lambda: told == [1])


def test_stopping_waits_for_the_end_and_tells_nothing(latest: LatestJob, qtbot: QtBot) -> None:
    told: list[int] = []
    started = threading.Event()

    def long(progress: Progress) -> int:
        started.set()
        for _ in range(10_000_000):
            progress.step(0, 0)
        return 1

    latest.start(long, told.append)
    assert started.wait(5)
    latest.stop()
    qtbot.waitUntil(lambda: not latest.busy)
    assert told == []
