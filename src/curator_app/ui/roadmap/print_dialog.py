"""The paper of the roadmap in a window: set of columns, names or posts, preview, print, save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator_app.documents.blocks import Document
from curator_app.services.roadmaps.rows import RoadmapRow
from curator_app.texts.roadmap_words import COLUMN_SETS
from curator_app.ui.common.captioned import Choice
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.page import PageHost
from curator_app.ui.papers.paper_bar import PaperBar
from curator_app.ui.papers.paper_source import of_document
from curator_app.ui.papers.paper_view import PaperView


class RoadmapPrint(QDialog):
    """``make`` gives the paper for a set of columns, with names in place of posts or without."""

    def __init__(
        self,
        host: PageHost,
        row: RoadmapRow,
        make: Callable[[str, bool], Document],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._title = f"Дорожная карта на {row.year.replace('/', '-')}"
        self.setWindowTitle(f"Дорожная карта на {row.year}")
        self.bar = PaperBar(host, self)
        self.bar.print_first()
        self.columns = Choice(self)
        for code, words in COLUMN_SETS.items():
            self.columns.addItem(words, code)
        self.columns.setCurrentIndex(max(0, self.columns.findData(row.columns)))
        self.columns.setAccessibleName("Набор столбцов")
        self.columns.setToolTip("Набор столбцов")
        self.names = QCheckBox("ФИО вместо должности", self)
        self.names.setChecked(True)
        self.names.setToolTip("В графе «Ответственный» печатать имена куратора и директора")
        self.view = PaperView(parent=self)
        self.view.failed.connect(lambda: self.bar.set_source(None))
        close = QPushButton("Закрыть", self)
        close.clicked.connect(self.accept)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.bar, 1)
        top.addWidget(close)
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(self.columns, 1)
        choices.addWidget(self.names)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addLayout(choices)
        layout.addWidget(self.view, 1)
        self.columns.activated.connect(lambda _index: self.redraw())
        self.names.toggled.connect(lambda _on: self.redraw())
        self.redraw()
        fit_to_screen(self, 1000, 700)

    def redraw(self) -> None:
        """The paper as chosen."""
        source = of_document(partial(self._make, self.columns.currentData(), self.names.isChecked()), self._title)
        self.bar.set_source(source)
        self.view.show_source(source)
