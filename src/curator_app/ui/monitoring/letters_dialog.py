"""The register of letters: what was prepared for whom and when, with the seal of each file."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from curator_app.services.monitoring import letters
from curator_app.services.monitoring.letters import SentRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_model import Column
from curator_app.ui.common.table_panel import TablePanel


class LettersDialog(QDialog):
    """A letter that was not sent after all may be struck out."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self.setWindowTitle("Журнал писем")
        self.panel: TablePanel[SentRow] = TablePanel(
            [
                Column("date", "Подготовлено", lambda row: row.date, kind="date", width=116),
                Column("recipient", "Кому", lambda row: row.recipient, width=190),
                Column("subject", "Тема", lambda row: row.subject, width=310, strong=True),
                Column("files", "Файлы", lambda row: ", ".join(name for name, _digest in row.files), width=270),
                Column("seal", "SHA-256", _seals, width=190, tooltip=_seals),
            ],
            lambda row: row.id,
            host.state,
            "monitoring_letters",
            empty=EmptyState("mail", "Писем ещё не было", "Подготовьте письмо с книгой — оно появится здесь."),
            hint="Найти письмо, адрес, файл…",
            parent=self,
        )
        self.copy = QPushButton("Скопировать SHA-256", self)
        self.copy.setToolTip("По этой контрольной сумме видно, тот ли это файл, что был отправлен")
        self.remove = QPushButton("Не отправлялось — удалить запись", self)
        close = QPushButton("Закрыть", self)
        close.clicked.connect(self.accept)
        for button in (self.copy, self.remove, close):
            button.setAutoDefault(False)
        foot = foot_row(close, left=(self.copy, self.remove))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
        fit_to_screen(self, 1000, 520)
        self.copy.clicked.connect(self._copy)
        self.remove.clicked.connect(self.strike_out)
        self.panel.table.selection_changed.connect(lambda _ids: self._able())
        self.panel.table.delete_requested.connect(lambda _ids: self.strike_out())
        self._read()

    @told()
    def strike_out(self) -> None:
        """Takes the chosen letters out of the register (Ctrl+Z brings them back)."""
        rows = self.panel.selected_rows()
        for row in rows:
            letters.remove_letter(self._workspace, row.id)
        if rows:
            self._host.changed(None, "Запись о письме удалена")
            self._read()

    def _read(self) -> None:
        self.panel.set_rows(letters.list_letters(self._workspace))
        self._able()

    def _able(self) -> None:
        chosen = bool(self.panel.selected_rows())
        self.copy.setEnabled(chosen)
        self.remove.setEnabled(chosen)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(_seals(row) for row in self.panel.selected_rows()))
        self._host.toast("Контрольные суммы скопированы")


def _seals(row: SentRow) -> str:
    return "\n".join(f"{name}: {digest}" if len(row.files) > 1 else digest for name, digest in row.files)
