"""Who takes part in a round: numbers of slips, who came, who answered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from curator_app.services.rounds import planning
from curator_app.services.rounds.rows import ParticipantRow, RoundView
from curator_app.services.workspace import Workspace
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.rounds.words import SIDE_WORDS

_COLUMNS: tuple[Column[ParticipantRow], ...] = (
    Column("number", "№", lambda row: row.number, kind="number", width=56),
    Column("name", "Участник", lambda row: row.name, width=280, strong=True),
    Column("side", "Кто", lambda row: SIDE_WORDS[row.side], width=130),
    Column("what", "Должность, класс", lambda row: row.what, width=250),
    Column("came", "Пришёл", lambda row: row.came, lambda row: _came(row), width=100),
    Column(
        "answered",
        "Анкета",
        lambda row: row.answered_on,
        lambda row: f"{row.answered_on:%d.%m.%Y}" if row.answered_on else "",
        kind="date",
        width=140,
        badge=lambda row: Badge(f"введена {row.answered_on:%d.%m}", "ok") if row.answered_on else None,
    ),
)
_CHIPS: tuple[Chip[ParticipantRow], ...] = (
    Chip("mentors", "Наставники", lambda row: row.side == "mentor", "side"),
    Chip("mentees", "Наставляемые", lambda row: row.side == "mentee", "side"),
    Chip("silent", "Без анкеты", lambda row: not row.answered, "answer"),
    Chip("absent", "Не пришли", lambda row: row.came is False, "came"),
)


def _came(row: ParticipantRow) -> str:
    return "" if row.came is None else "да" if row.came else "нет"


class PeoplePage(QWidget):
    """``changed`` is told what was done, for the toast."""

    def __init__(
        self,
        workspace: Workspace,
        state: WindowState,
        changed: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._changed = changed
        self._view: RoundView | None = None
        empty = EmptyState("users", "Участников нет", "Нажмите «Изменить…» и отметьте, кто приглашён.")
        self.panel: TablePanel[ParticipantRow] = TablePanel(
            _COLUMNS, lambda row: row.number, state, "round_people", empty=empty, chips=_CHIPS, hint="Найти участника…"
        )
        self.came = QPushButton("Пришли", self)
        self.came.setToolTip("Отметить выбранных как пришедших")
        self.absent = QPushButton("Не пришли", self)
        self.everybody = QPushButton("Пришли все", self)
        for button in (self.everybody, self.came, self.absent):
            button.setAutoDefault(False)
            self.panel.tools.addWidget(button)
        self.everybody.clicked.connect(lambda: self._mark({one.number for one in self._rows()}, set()))
        self.came.clicked.connect(lambda: self._mark(self._chosen(), set()))
        self.absent.clicked.connect(lambda: self._mark(set(), self._chosen()))
        self.panel.table.selection_changed.connect(lambda _ids: self._enable())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel, 1)

    def show_round(self, view: RoundView) -> None:
        """The participants as they are."""
        self._view = view
        self.panel.set_rows(view.participants)
        self._enable()

    def _rows(self) -> tuple[ParticipantRow, ...]:
        return () if self._view is None else self._view.participants

    def _chosen(self) -> set[int]:
        return {row.number for row in self.panel.selected_rows()}

    def _enable(self) -> None:
        open_ = self._view is not None and self._view.row.closed_on is None
        some = bool(self._chosen())
        self.everybody.setEnabled(open_)
        self.came.setEnabled(open_ and some)
        self.absent.setEnabled(open_ and some)

    @told()
    def _mark(self, came: set[int], absent: set[int]) -> None:
        assert self._view is not None
        there = {one.number for one in self._rows() if one.came}
        planning.mark_came(self._workspace, self._view.row.id, (there | came) - absent)
        self._changed("Отмечено, кто пришёл")
