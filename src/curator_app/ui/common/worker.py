"""Long work beside the window: one background thread, progress, cancel = rollback."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator_app.documents.patience import given_up
from curator_app.runtime.errors import Cancelled, KnownProblem
from curator_app.runtime.progress import Progress

T = TypeVar("T")
# A shorter job shows nothing: a flash of a dialog is worse than a blink of waiting.
_SHOW_AFTER_MS = 300
_TURN_S = 0.001


class _Thread(QThread):
    """Runs one job. Signals arrive in the thread of the window."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)

    def __init__(self, job: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._job = job
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Asks the job to stop at its next step."""
        self._stop.set()

    def run(self) -> None:
        # A full collection in the middle of a job stops the window for half a second.
        gc.disable()
        # The window waits for its turn at every call of Qt: with the usual 5 ms a repaint takes four times as long.
        sys.setswitchinterval(_TURN_S)
        try:
            with given_up(self._stop.is_set):
                result = self._job(Progress(self.progressed.emit, self._stop.is_set))
        except BaseException as error:
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        finally:
            # What the job made goes among the old things at once: else the next small collection looks through it all.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


class ProgressDialog(QDialog):
    """What is being done, how far it is, and «Отмена»."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(
            parent, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint
        )
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._text = QLabel(title, self)
        self._text.setWordWrap(True)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._cancel = QPushButton("Отмена", self)
        self._cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(self._text)
        layout.addWidget(self._bar)
        layout.addLayout(buttons)
        self.setMinimumWidth(420)

    def tell(self, done: int, total: int, text: str) -> None:
        """Shows where the job is; ``total`` 0 = unknown."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if text:
            self._text.setText(text)

    def stopping(self) -> None:
        """After a click on «Отмена»: the job is being rolled back."""
        self._cancel.setEnabled(False)
        self._text.setText("Отменяется: незаконченное не сохранится…")
        self._bar.setRange(0, 0)


class JobRunner(QObject):
    """Runs one job at a time for a window."""

    def __init__(self, window: QWidget, report: Callable[[BaseException], None]) -> None:
        super().__init__(window)
        self._window = window
        self._report = report
        self._thread: _Thread | None = None

    @property
    def busy(self) -> bool:
        """A job is running."""
        return self._thread is not None

    def start(
        self,
        title: str,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Runs ``job`` in the background; ``done`` or ``failed`` is called in the window's thread.

        Raises KnownProblem while another job is running.
        """
        if self._thread is not None:
            raise KnownProblem("Подождите: программа ещё занята предыдущим делом.")
        thread = self._thread = _Thread(job, self)
        dialog = ProgressDialog(title, self._window)
        timer = QTimer(dialog)
        timer.setSingleShot(True)
        timer.timeout.connect(dialog.open)
        outcome: list[Callable[[], None]] = []

        def stop() -> None:
            thread.cancel()
            dialog.open()
            dialog.stopping()

        def failure(error: object) -> None:
            assert isinstance(error, BaseException)
            if isinstance(error, Cancelled):
                return
            taken = failed is not None and isinstance(error, Exception) and failed(error)
            if not taken:
                self._report(error)

        def finish() -> None:
            timer.stop()
            dialog.rejected.disconnect(stop)
            dialog.close()
            dialog.deleteLater()
            thread.deleteLater()
            self._thread = None
            for then in outcome:
                then()

        dialog.rejected.connect(stop)
        thread.progressed.connect(dialog.tell)
        thread.succeeded.connect(lambda result: outcome.append(lambda: done(result)))
        thread.failed.connect(lambda error: outcome.append(lambda: failure(error)))
        # The outcome is told only after the thread is really over, so that it may start the next job.
        thread.finished.connect(finish)
        timer.start(_SHOW_AFTER_MS)
        thread.start()

    def wait(self) -> None:
        """Cancels a running job and waits for its end (closing the window)."""
        if self._thread is not None:
            self._thread.cancel()
            self._thread.wait()


def give_up_jobs() -> None:
    """Cancels what runs beside any window or dialog and waits for its end: the base is closed next."""
    for window in QApplication.topLevelWidgets():
        for runner in window.findChildren(JobRunner):
            runner.wait()
        for latest in window.findChildren(LatestJob):
            latest.stop()


class LatestJob(QObject):
    """Runs only the newest of many short jobs, showing nothing: a new one cancels the one that runs."""

    busy_changed = Signal(bool)
    """A job runs or waits, or none does any more."""

    def __init__(self, parent: QObject, report: Callable[[BaseException], None]) -> None:
        super().__init__(parent)
        self._report = report
        self._thread: _Thread | None = None
        self._next: tuple[Callable[[Progress], Any], Callable[[Any], None]] | None = None
        self._wanted = False

    @property
    def busy(self) -> bool:
        """A job is running or waiting."""
        return self._thread is not None

    def start(self, job: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Runs ``job`` in the background as soon as the cancelled one has stopped; ``done`` in the window's thread.
        What a job that is not wanted any more finds or breaks on is forgotten."""
        self._next = (job, done)
        if self._thread is not None:
            self._wanted = False
            self._thread.cancel()
        else:
            self._begin()
            self.busy_changed.emit(True)

    def stop(self) -> None:
        """Cancels what runs and waits for its end (the screen is left)."""
        self._next = None
        self._wanted = False
        if self._thread is not None:
            self._thread.cancel()
            self._thread.wait()

    def _begin(self) -> None:
        assert self._next is not None
        job, done = self._next
        self._next = None
        self._wanted = True
        thread = self._thread = _Thread(job, self)
        outcome: list[Callable[[], None]] = []

        def failure(error: object) -> None:
            assert isinstance(error, BaseException)
            if not isinstance(error, Cancelled):
                self._report(error)

        def finish() -> None:
            thread.deleteLater()
            self._thread = None
            wanted = self._wanted
            if self._next is not None:
                self._begin()
            else:
                self.busy_changed.emit(False)
            if wanted:
                for then in outcome:
                    then()

        thread.succeeded.connect(lambda result: outcome.append(lambda: done(result)))
        thread.failed.connect(lambda error: outcome.append(lambda: failure(error)))
        thread.finished.connect(finish)
        thread.start()
