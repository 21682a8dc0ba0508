"""One paper in a window of its own: preview, print, save."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.page import PageHost
from curator_app.ui.papers.paper_bar import PaperBar
from curator_app.ui.papers.paper_source import PaperSource
from curator_app.ui.papers.paper_view import PaperView


class PaperWindow(QDialog):
    """Shows ``source``, which is made beside the window once it is seen; what hinders it is told in its place."""

    def __init__(self, host: PageHost, source: PaperSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self.setWindowTitle(source.title)
        self.bar = PaperBar(host, self)
        self.bar.set_source(source)
        self.bar.print_first()
        self.bar.print.setDefault(True)
        self.view = PaperView(parent=self)
        self.view.failed.connect(lambda: self.bar.set_source(None))
        self.view.show_source(source)
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
