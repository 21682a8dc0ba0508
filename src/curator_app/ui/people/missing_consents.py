"""«Согласия»: everybody whose consent is not on file yet, in one list; each is marked when its paper is in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from curator_app.services.pairs import MissingConsent
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.rows import MenteeRow, MentorRow
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import CONSENT_KIND, code_label
from curator_app.ui import papers
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.page import PageHost
from curator_app.ui.papers.gate import GatePanel

Missing = Sequence[tuple[MissingConsent, int | None]]
"""Each consent with the pair it is for (None: the person's running one)."""


class MissingConsentsDialog(QDialog):
    """``read`` gives what is missing anew after every mark."""

    def __init__(
        self,
        host: PageHost,
        workspace: Workspace,
        title: str,
        read: Callable[[], Missing],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._host, self._workspace, self._read = host, workspace, read
        self.setWindowTitle(title)
        self.gate = GatePanel(workspace, self._show_blanks, self)
        self.gate.received.connect(self._received)
        close = QPushButton("Закрыть", self)
        close.clicked.connect(self.accept)
        foot = foot_row(close)
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
        self.gate.show_missing(self._read())

    def _show_blanks(self, blanks: Sequence[ConsentBlank]) -> None:
        papers.show_blanks(self._host, self._workspace, self, blanks)


def missing_of_people(rows: Sequence[MentorRow | MenteeRow]) -> list[tuple[MissingConsent, None]]:
    """What the people of ``rows`` have not given, person by person."""
    return [
        (
            MissingConsent(
                person=row.id,
                person_name=row.full_name,
                kind=kind,
                kind_label=code_label(kind, CONSENT_KIND),
                state=row.consents.get(kind),
            ),
            None,
        )
        for row in rows
        for kind in row.missing_consents
    ]
