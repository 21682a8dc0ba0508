"""«Журнал встреч»: pairs with their totals at the left, meetings and visited lessons of the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from curator_app.services.meetings import keeping, reading
from curator_app.services.meetings.rows import MeetingRow, PairTotals, VisitRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.flow_layout import flowing
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.meetings import columns
from curator_app.ui.meetings.meeting_dialog import MeetingDialog
from curator_app.ui.meetings.visit_dialog import VisitDialog
from curator_app.ui.routes.paper_door import show_journal, show_visit


class MeetingsDialog(QDialog):
    """Enter on a line changes it, Delete takes it out (Ctrl+Z brings it back), Ctrl+N writes a meeting down."""

    def __init__(
        self, host: PageHost, workspace: Workspace, pair_id: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self.setWindowTitle("Журнал встреч")
        self.pairs: TablePanel[PairTotals] = TablePanel(
            columns.PAIRS,
            lambda row: row.pair,
            host.state,
            "meeting_pairs",
            empty=EmptyState("pair", "Пар пока нет", "Журнал появится, когда будет сформирована первая пара."),
            chips=columns.PAIR_CHIPS,
            hint="Найти пару…",
        )
        self.meetings: TablePanel[MeetingRow] = TablePanel(
            columns.MEETINGS,
            lambda row: row.id,
            host.state,
            "meetings",
            empty=EmptyState("calendar", "Встреч ещё не было", "Запишите первую встречу-знакомство: Ctrl+N."),
            hint="Найти встречу…",
        )
        self.visits: TablePanel[VisitRow] = TablePanel(
            columns.VISITS,
            lambda row: row.id,
            host.state,
            "visits",
            empty=EmptyState("eye", "Уроки ещё не посещали", "Запишите посещение или напечатайте чистый лист."),
            hint="Найти посещение…",
        )
        self.tabs = QTabWidget(self)
        self.tabs.addTab(self.meetings, "Встречи")
        self.tabs.addTab(self.visits, "Посещения уроков")
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.add = self._button("Записать встречу…", self.add_meeting)
        self.add.setProperty("kind", "primary")
        self.visit = self._button("Посещение урока…", self.add_visit)
        self.journal = self._button("Печать журнала…", self.print_journal)
        self.sheet = self._button("Лист посещения…", self.print_sheet)
        self._build()
        QShortcut(QKeySequence("Ctrl+N"), self, self.add_meeting)
        self.pairs.table.current_changed.connect(lambda _id: self._show_pair())
        self.meetings.table.opened.connect(self._change_meeting)
        self.meetings.table.delete_requested.connect(self._remove_meetings)
        self.visits.table.opened.connect(self._change_visit)
        self.visits.table.delete_requested.connect(self._remove_visits)
        self._reload()
        if pair_id is not None:
            self.pairs.show_id(pair_id)
        elif self.pairs.model.total:
            self.pairs.show_id(self.pairs.model.id_at(0))
        self._show_pair()

    @property
    def pair(self) -> PairTotals | None:
        """The pair chosen at the left."""
        chosen = self.pairs.table.current_id()
        return None if chosen is None else self.pairs.model.find(chosen)

    # --- what a person can do

    def add_meeting(self) -> None:
        """Ctrl+N."""
        if self.pair is not None:
            self._ran(MeetingDialog(self._workspace, self.pair.pair, None, self), "Встреча записана")

    def add_visit(self) -> None:
        """A visited lesson."""
        if self.pair is not None:
            self._ran(VisitDialog(self._workspace, self.pair.pair, None, self), "Посещение урока записано")
            self.tabs.setCurrentWidget(self.visits)

    @told()
    def print_journal(self) -> None:
        """The journal of the pair in a window."""
        if self.pair is None:
            return
        show_journal(self._host, self._workspace, self, self.pair.pair, self.pair.title)

    @told()
    def print_sheet(self) -> None:
        """The sheet of the chosen visit, or an empty one."""
        if self.pair is None:
            return
        visit = self.visits.table.current_id() if self.tabs.currentWidget() is self.visits else None
        show_visit(self._host, self._workspace, self, self.pair.pair, visit)

    # --- inside

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _build(self) -> None:
        close = self._button("Закрыть", self.accept)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.tabs, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.pairs)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([452, 700])
        split.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(flowing((self.add, self.visit, self.journal, self.sheet), self), 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        fit_to_screen(self, 1280, 660)

    def _reload(self) -> None:
        self.pairs.set_rows(reading.pair_totals(self._workspace))
        self._show_pair()

    def _show_pair(self) -> None:
        row = self.pair
        for button in (self.add, self.visit, self.journal, self.sheet):
            button.setEnabled(row is not None)
        if row is None:
            self.heading.setText("Выберите пару")
            self.meetings.set_rows([])
            self.visits.set_rows([])
            return
        self.meetings.set_rows(reading.list_meetings(self._workspace, pair=row.pair))
        self.visits.set_rows(reading.list_visits(self._workspace, pair=row.pair))
        held = counted(row.meetings, "встреча", "встречи", "встреч")
        total = f", всего {columns.hours(row.minutes)}" if row.minutes else ""
        ahead = f"; следующая {row.next_date:%d.%m.%Y}" if row.next_date else ""
        self.heading.setText(f"{row.title}: {held}{total}{ahead}")
        visits = f"Посещения уроков ({row.visits})" if row.visits else "Посещения уроков"
        self.tabs.setTabText(self.tabs.indexOf(self.visits), visits)

    def _change_meeting(self, meeting_id: int) -> None:
        row = self.meetings.model.find(meeting_id)
        if row is not None:
            self._ran(MeetingDialog(self._workspace, row.pair, row, self), "Встреча изменена")

    def _change_visit(self, visit_id: int) -> None:
        row = self.visits.model.find(visit_id)
        if row is not None:
            self._ran(VisitDialog(self._workspace, row.pair, row, self), "Посещение изменено")

    @told()
    def _remove_meetings(self, ids: list[int]) -> None:
        self._each(partial(keeping.remove_meeting, self._workspace), ids, "Встреча удалена из журнала")

    @told()
    def _remove_visits(self, ids: list[int]) -> None:
        self._each(partial(keeping.remove_visit, self._workspace), ids, "Посещение удалено")

    def _each(self, act: Callable[[int], None], ids: list[int], said: str) -> None:
        for one in ids:
            act(one)
        if ids:
            self._host.changed(None, said)
            self._reload()

    def _ran(self, dialog: QDialog, said: str) -> None:
        if run_dialog(dialog):
            self._host.changed(None, said)
            self._reload()
