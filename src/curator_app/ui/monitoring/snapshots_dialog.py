"""Snapshots kept for good, and any two counts side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services.monitoring import snapshots
from curator_app.services.monitoring.comparing import compare
from curator_app.services.monitoring.rows import Compared, ComparedCell, ComparedRow, PeriodRow, SnapshotRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short
from curator_app.ui.common.captioned import Captioned, Choice
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_model import Column
from curator_app.ui.common.table_panel import TablePanel


class SnapshotsDialog(QDialog):
    """Left and right side of the comparison are chosen from the snapshots and the periods counted now."""

    def __init__(
        self,
        host: PageHost,
        workspace: Workspace,
        periods: Sequence[PeriodRow],
        shown: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle("Срезы и сравнение")
        kept = snapshots.list_snapshots(workspace)
        begun = [one for one in periods if one.begun]
        self.before = _sides("Было", kept, begun)
        self.after = _sides("Стало", kept, begun)
        self.before_box, self.after_box = Captioned("Было", self.before), Captioned("Стало", self.after)
        self.panel: TablePanel[tuple[int, ComparedRow]] = TablePanel(
            [
                Column("code", "№", lambda row: row[0], lambda row: row[1].code, width=54),
                Column("title", "Показатель", lambda row: row[1].title, width=390, strong=True),
                Column("before", "Было", lambda row: _cell(row[1].cells[0]), width=150),
                Column("after", "Стало", lambda row: _cell(row[1].cells[1]), width=150),
                Column("change", "Изменение", lambda row: row[1].change, width=130),
            ],
            lambda row: row[0],
            host.state,
            "monitoring_compare",
            empty=EmptyState("history", "Сравнивать нечего", "Зафиксируйте срез или выберите два периода."),
            hint="Найти показатель…",
            parent=self,
        )
        self.told = QLabel(self)
        self.told.setProperty("role", "muted")
        self.told.setWordWrap(True)
        close = QPushButton("Закрыть", self)
        close.clicked.connect(self.accept)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.before_box, 1)
        top.addWidget(self.after_box, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
        fit_to_screen(self, 1000, 640)
        self.before.activated.connect(lambda _index: self.compare())
        self.after.activated.connect(lambda _index: self.compare())
        self.before.setCurrentIndex(0)
        self.after.setCurrentIndex(max(0, self.after.findData(shown)))
        self.compare()

    def compare(self) -> None:
        """Counts both sides and shows them."""
        try:
            found: Compared = compare(self._workspace, [self.before.currentData(), self.after.currentData()])
        except KnownProblem as problem:
            self.told.setText(problem.message)
            self.panel.set_rows([])
            return
        self.panel.set_rows(list(enumerate(found.rows, start=1)))
        first, second = (f"{title}, на {date_short(day)}" for title, day in zip(found.titles, found.days, strict=True))
        self.told.setText(f"Было: {first}. Стало: {second}. Срезы не меняются: в них то, что вы отправили тогда.")


def _sides(name: str, kept: Sequence[SnapshotRow], begun: Sequence[PeriodRow]) -> Choice:
    choice = Choice()
    choice.setAccessibleName(name)
    for one in reversed(kept):
        choice.addItem(f"Срез: {one.title}, на {date_short(one.date)} (сделан {one.made_at:%d.%m.%Y})", one.id)
    for period in begun:
        choice.addItem(f"Сейчас: {period.title}, на {date_short(period.on)}", period.code)
    return choice


def _cell(cell: ComparedCell | None) -> str:
    if cell is None:
        return "не считался"
    return f"{cell.fraction} ({cell.value})" if cell.percent is not None else cell.value
