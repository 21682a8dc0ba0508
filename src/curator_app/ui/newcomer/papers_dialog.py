"""The papers of one person in a window of their own."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.page import PageHost
from curator_app.ui.newcomer.papers_panel import PapersPanel


class PapersDialog(QDialog):
    """Everything there is to print about a mentee, and what is still missing."""

    def __init__(self, host: PageHost, workspace: Workspace, person: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = PapersPanel(host, workspace, self)
        self.panel.show_person(person)
        assert self.panel.pack is not None
        self.setWindowTitle(f"Все бумаги — {self.panel.pack.name}")
        close = QPushButton("Закрыть", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = foot_row(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
        fit_to_screen(self, 1180, 700)
        self.panel.all.print.setDefault(True)
        self.panel.all.print.setFocus()
