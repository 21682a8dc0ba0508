"""«Пересчитать сроки»: an event has moved; the steps that would follow are seen and chosen before they move."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.services.routes import redating
from curator_app.services.routes.redating import StepMove
from curator_app.services.routes.rows import RouteCard
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import code_label
from curator_app.texts.route_words import ANCHOR
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.table_model import Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.window_state import WindowState

_COLUMNS: tuple[Column[StepMove], ...] = (
    Column("number", "№", lambda row: row.number, kind="number", width=44),
    Column("content", "Мероприятие", lambda row: " ".join(row.content.split()), width=330, strong=True),
    Column("was", "Сейчас", lambda row: None if row.before is None else row.before[1], kind="date", width=92),
    Column("becomes", "Станет", lambda row: row.after[1], kind="date", width=92),
    Column("anchor", "От события", lambda row: code_label(row.anchor, ANCHOR), width=200),
)


class RedatingDialog(QDialog):
    """``moved``: how many steps were moved. With nothing chosen all of them move."""

    def __init__(
        self, workspace: Workspace, state: WindowState, card: RouteCard, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._route = card.route.id
        self.moved = 0
        self.setWindowTitle(f"Пересчитать сроки — {card.route.mentee_name}")
        say = QLabel(
            "Сроки по шаблону отсчитываются от выхода на работу, приказа, начала и этапов маршрута. Перенесённые "
            "вручную и выполненные мероприятия остаются на месте.",
            self,
        )
        say.setWordWrap(True)
        say.setProperty("role", "muted")
        self.panel: TablePanel[StepMove] = TablePanel(
            _COLUMNS,
            lambda row: row.step,
            state,
            "redating",
            empty=EmptyState("check-circle", "Пересчитывать нечего", "Все мероприятия стоят там, где их события."),
            hint="Найти мероприятие…",
        )
        rows = redating.preview_redating(workspace, self._route)
        self.panel.set_rows(rows)
        self.act = QPushButton("Пересчитать все", self)
        self.act.setProperty("kind", "primary")
        self.act.setEnabled(bool(rows))
        self.act.clicked.connect(self._apply)
        cancel = QPushButton("Отмена" if rows else "Закрыть", self)
        cancel.clicked.connect(self.reject)
        foot = foot_row(self.act, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(say)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
        self.panel.table.selection_changed.connect(self._name)
        fit_to_screen(self, 900, 520)

    def _name(self, ids: list[int]) -> None:
        some = len(ids) > 1
        self.act.setText(f"Пересчитать выбранные ({len(ids)})" if some else "Пересчитать все")

    @told()
    def _apply(self) -> None:
        ids = self.panel.table.selected_ids()
        self.moved = redating.apply_redating(self._workspace, self._route, ids if len(ids) > 1 else None)
        self.accept()
