"""Preview of a paper that is written and laid out beside the window: the pages come a moment after the view."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.ui.common.pdf_view import PdfView
from curator_app.ui.common.worker import LatestJob
from curator_app.ui.papers.paper_source import PaperSource


class PaperView(PdfView):
    """What is not seen is not made, and no thread outlives the view: work is given up when it is hidden, and begun anew
    when it is seen again."""

    made = Signal()
    """The paper wanted is shown."""
    failed = Signal()
    """The paper cannot be made; the view says why."""

    def __init__(self, nothing: str = "Документ готовится…", parent: QWidget | None = None) -> None:
        super().__init__(nothing, parent)
        self._idle = nothing
        self._making = LatestJob(self, self._not_made)
        self._wanted: PaperSource | None = None
        self._from_start = True

    @property
    def busy(self) -> bool:
        """A paper is being made or waits until the view is seen."""
        return self._wanted is not None

    def show_source(self, source: PaperSource, *, from_start: bool = True) -> None:
        """The paper as soon as it is made; what is shown stays so long. ``from_start``: it is another paper."""
        self._wanted, self._from_start = source, from_start
        if not self.pages.pages:
            self.tell_nothing("Документ готовится…")
        if self.isVisible():
            self._make(source)

    def clear(self, sentence: str = "") -> None:
        """No paper: ``sentence``, or the one given at the start."""
        self._wanted = None
        self._making.stop()
        super().clear(sentence or self._idle)

    def showEvent(self, event: QShowEvent) -> None:
        """The paper comes a moment later."""
        super().showEvent(event)
        if self._wanted is not None:
            self._make(self._wanted)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        self._making.stop()
        super().hideEvent(event)

    def _make(self, source: PaperSource) -> None:
        self._making.start(lambda _progress: source.pdf(), self._take)

    def _take(self, pdf: bytes) -> None:
        self._wanted = None
        self.set_pdf(pdf, from_start=self._from_start)
        self.made.emit()

    def _not_made(self, problem: BaseException) -> None:
        if not isinstance(problem, KnownProblem):
            raise problem
        self.clear(problem.message)
        self.failed.emit()
