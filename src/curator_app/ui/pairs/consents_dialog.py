"""«Согласия»: what the chosen pairs still lack, in one list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator_app.services import pairs
from curator_app.services.pairs import MissingConsent
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.page import PageHost
from curator_app.ui.papers.gate import GatePanel


class ConsentsDialog(QDialog):
    """The gate panel over several pairs; a consent that two pairs need is asked for once."""

    def __init__(
        self,
        workspace: Workspace,
        host: PageHost,
        rows: Sequence[PairRow],
        print_blanks: Callable[[Sequence[ConsentBlank]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._host = host
        self._rows = list(rows)
        self.setWindowTitle("Согласия участников")
        self.gate = GatePanel(workspace, print_blanks, self)
        self.gate.received.connect(self._received)
        close = QPushButton("Закрыть", self)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self.gate, 1)
        layout.addLayout(foot)
        self._refresh()
        fit_to_screen(self, 640, 520)

    def _received(self, what: str) -> None:
        self._host.changed(None, what)
        self._refresh()

    def _refresh(self) -> None:
        self.gate.show_missing(missing_of(self._workspace, self._rows))


def missing_of(workspace: Workspace, rows: Sequence[PairRow]) -> list[tuple[MissingConsent, int | None]]:
    """Missing consents of several pairs, each once, with the pair it is for."""
    found: dict[tuple[int, str], tuple[MissingConsent, int | None]] = {}
    for row in rows:
        for one in pairs.missing_consents(workspace, row.mentor, row.mentees):
            found.setdefault((one.person, one.kind), (one, row.id))
    return list(found.values())
