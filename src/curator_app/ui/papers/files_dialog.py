"""«Файлы»: what is kept about a person, a pair, a meeting, a step of a route, an event."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from curator_app.services.attachments import OwnerKind
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.page import PageHost
from curator_app.ui.papers.scans_panel import ScansPanel


class FilesDialog(QDialog):
    """The files of one record; changes are made at once and may be undone."""

    def __init__(
        self,
        host: PageHost,
        workspace: Workspace,
        owner_kind: OwnerKind,
        owner_id: int,
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Файлы: {title}")
        self.panel = ScansPanel(host, workspace, self)
        self.panel.show_owner(owner_kind, owner_id)
        close = QPushButton("Закрыть", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = foot_row(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 8, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
        fit_to_screen(self, 560, 420)
