"""One paper in a window of its own: preview, print, save."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.pdf_view import PdfView
from curator_app.ui.common.worker import LatestJob
from curator_app.ui.papers.paper_bar import PaperBar
from curator_app.ui.papers.paper_source import PaperSource


class PaperWindow(QDialog):
    """Shows ``source``. The paper is laid out beside the window, once it is shown."""

    def __init__(self, host: PageHost, source: PaperSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self._making = LatestJob(self, self._not_made)
        self.setWindowTitle(source.title)
        self.bar = PaperBar(host, self)
        self.bar.set_source(source)
        self.bar.print_first()
        self.bar.print.setDefault(True)
        self.view = PdfView("Документ готовится…", self)
        close = QPushButton("Закрыть", self)
        close.clicked.connect(self.accept)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.bar, 1)
        top.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        fit_to_screen(self, 900, 700)

    def showEvent(self, event: QShowEvent) -> None:
        """The paper comes a moment after the window."""
        super().showEvent(event)
        if not self.view.pages.pages and not self._making.busy:
            self._making.start(lambda _progress: self.source.pdf(), self._take)

    def done(self, result: int) -> None:
        """No thread outlives the window."""
        self._making.stop()
        super().done(result)

    def _take(self, pdf: bytes) -> None:
        self.view.set_pdf(pdf, from_start=True)

    def _not_made(self, problem: BaseException) -> None:
        if not isinstance(problem, KnownProblem):
            raise problem
        self.view.clear(problem.message)
