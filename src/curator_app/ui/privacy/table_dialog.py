"""A window that is a list with buttons below: what the registers of personal data share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.ui.common.chips import Chip
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_model import Column
from curator_app.ui.common.table_panel import TablePanel

Row = TypeVar("Row")


class TableDialog(QDialog, Generic[Row]):
    """``name`` is the place of widths and sort; ``remark`` stands above the list. Buttons are added from the left."""

    def __init__(
        self,
        host: PageHost,
        title: str,
        columns: Sequence[Column[Row]],
        row_id: Callable[[Row], int],
        name: str,
        *,
        empty: EmptyState,
        chips: Sequence[Chip[Row]] = (),
        hint: str = "Найти…",
        remark: str = "",
        size: tuple[int, int] = (1000, 600),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.host = host
        self.setWindowTitle(title)
        self.panel: TablePanel[Row] = TablePanel(columns, row_id, host.state, name, empty=empty, chips=chips, hint=hint)
        self.remark = QLabel(remark, self)
        self.remark.setWordWrap(True)
        self.remark.setProperty("role", "muted")
        self.remark.setVisible(bool(remark))
        acts = QWidget(self)
        self._acts = FlowLayout(acts, gap=6)
        close = QPushButton("Закрыть", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(acts, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.remark)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
        self.panel.table.selection_changed.connect(lambda _ids: self.look())
        fit_to_screen(self, *size)
        self.panel.table.setFocus()

    def add_act(self, words: str, act: Callable[[], object], *, kind: str = "", tip: str = "") -> QPushButton:
        """A button of the foot."""
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        if kind:
            button.setProperty("kind", kind)
        button.setToolTip(tip)
        button.clicked.connect(lambda _on=False: act())
        self._acts.addWidget(button)
        return button

    def look(self) -> None:
        """Which buttons make sense for what is selected."""
