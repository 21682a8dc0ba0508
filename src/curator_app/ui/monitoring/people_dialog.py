"""A whole list behind a number: sorted, filtered as one types; a line opens its card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.services.monitoring.rows import ListedRow
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_model import Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.monitoring.words import Opener, kind_words


class PeopleDialog(QDialog):
    """Enter or a double click closes the list and shows the card in the window."""

    def __init__(
        self, host: PageHost, title: str, rows: Sequence[ListedRow], opener: Opener, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._opener = opener
        self.setWindowTitle("Кто за числом")
        columns: list[Column[ListedRow]] = [
            Column("title", "Кто, что", lambda row: row.title or kind_words()[row.kind], width=360, strong=True),
            Column("why", "Почему учтено", lambda row: row.why, width=330),
            Column("day", "Дата", lambda row: row.day, kind="date", width=110),
        ]
        if any(row.weight != 1 for row in rows):
            columns.append(Column("weight", "Добавляет", lambda row: row.weight, kind="number", width=100))
        self.panel: TablePanel[ListedRow] = TablePanel(
            columns,
            lambda row: row.id,
            host.state,
            "monitoring_people",
            empty=EmptyState("users", "Никого нет", "За этим числом нет записей."),
            parent=self,
        )
        heading = QLabel(title, self)
        heading.setProperty("role", "heading")
        heading.setWordWrap(True)
        self.card = QPushButton("Открыть карточку", self)
        self.card.setProperty("kind", "primary")
        self.card.setAutoDefault(False)
        close = QPushButton("Закрыть", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = foot_row(self.card, close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(heading)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
        fit_to_screen(self, 900, 560)
        self.panel.table.opened.connect(lambda _id: self.show_card())
        self.panel.table.selection_changed.connect(lambda _ids: self._able())
        self.card.clicked.connect(self.show_card)
        self.panel.set_rows(rows)
        self._able()

    def show_card(self) -> None:
        """Shows the card of the chosen line."""
        rows = self.panel.selected_rows()
        act = self._opener(rows[0]) if len(rows) == 1 else None
        if act is not None:
            self.accept()
            act()

    def _able(self) -> None:
        rows = self.panel.selected_rows()
        self.card.setEnabled(len(rows) == 1 and self._opener(rows[0]) is not None)
