"""The tab «Документы»: register of orders, blanks, wordings, monitoring, what mentoring has brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from curator_app.services.outcome_rows import KINDS
from curator_app.services.papers import drafts
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.entries import EntryKind
from curator_app.services.workspace import Workspace
from curator_app.ui import papers
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.papers.blanks_view import BlanksView
from curator_app.ui.papers.register_view import RegisterView
from curator_app.ui.papers.wordings_view import WordingsView

if TYPE_CHECKING:
    from curator_app.services.outcome_rows import OutcomeKind
    from curator_app.ui.monitoring.view import MonitoringView
    from curator_app.ui.outcomes.list_view import OutcomeList
    from curator_app.ui.outcomes.view import OutcomesView

_PARTS = ("Реестр", "Бланки", "Формулировки", "Мониторинг", "Итоги")
_REGISTER, _BLANKS, _WORDINGS, _MONITORING, _OUTCOMES = range(5)


class PapersPage(QObject):
    """A TabPage. Lives and dies with its widget, so that signals of the theme do not outlive it."""

    place_changed = Signal()
    """Another part is shown."""

    def __init__(self, host: PageHost, workspace: Workspace) -> None:
        self._widget = QWidget()
        super().__init__(self._widget)
        self._host = host
        self._workspace = workspace
        self._widget.setProperty("role", "canvas")
        self._new = QPushButton("Новый приказ", self._widget)
        self._new.setProperty("kind", "primary")
        self._new.setToolTip("Подготовить приказ (Ctrl+N)")
        self._parts = QTabBar(self._widget)
        self._parts.setDrawBase(False)
        self._parts.setExpanding(False)
        self._parts.setUsesScrollButtons(False)
        for words in _PARTS:
            self._parts.addTab(words)
        self._stack = QStackedWidget(self._widget)
        self.register = RegisterView(host, workspace, self._stack)
        self._blanks: BlanksView | None = None
        self._wordings: WordingsView | None = None
        self._monitoring: MonitoringView | None = None
        self._outcomes: OutcomesView | None = None
        self._stale = set(range(len(_PARTS)))
        self._stack.addWidget(self.register)
        for _place in (_BLANKS, _WORDINGS, _MONITORING, _OUTCOMES):
            self._stack.addWidget(QWidget(self._stack))
        self._build()
        self._parts.currentChanged.connect(self.show_part)
        self._new.clicked.connect(lambda: self.new_order())
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self._widget, self.new_order)
        self.register.new_wanted.connect(self.new_order)
        self.register.change_wanted.connect(lambda one: self.new_order(OrderCommand(type="change", refers_to=one)))
        self.register.cancel_wanted.connect(
            lambda one: self.new_order(OrderCommand(type="cancellation", refers_to=one))
        )
        self.register.draft_wanted.connect(self.open_draft)
        self.register.pairs_wanted.connect(lambda pair: host.open_record("pair", pair))
        theme().changed.connect(self._draw_icons)
        self._draw_icons()

    # --- TabPage

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self._widget

    def refresh(self, changes: object | None) -> None:
        """Reads the part shown anew; the others when they are seen."""
        del changes
        self._stale = set(range(len(_PARTS)))
        self._read(self._stack.currentIndex())

    def focus_search(self) -> None:
        """Ctrl+F: into the search of the part shown."""
        part = self._stack.currentIndex()
        if part == _REGISTER:
            self.register.panel.search.start()
        elif part == _BLANKS and self._blanks is not None:
            self._blanks.focus_search()
        elif part == _MONITORING and self._monitoring is not None:
            self._monitoring.focus_search()
        elif part == _OUTCOMES and self._outcomes is not None:
            self._outcomes.focus_search()

    def show_record(self, kind: str, record_id: int) -> bool:
        """Shows an order, a draft of one, another paper of the register, or a record of «Итоги»."""
        places: dict[str, EntryKind] = {"order": "order", "order_draft": "draft", "paper": "paper"}
        if kind in KINDS:
            self.show_part(_OUTCOMES)
            assert self._outcomes is not None
            return self._outcomes.show_record(kind, record_id)
        if kind not in places:
            return False
        self.show_part(_REGISTER)
        return self.register.show_entry(places[kind], record_id)

    # --- what a person can do

    def new_order(self, wish: OrderCommand | None = None) -> None:
        """«Новый приказ»."""
        issued = papers.new_order(self._host, self._workspace, self._widget, wish or OrderCommand(type="assignment"))
        self._host.changed(None)
        if issued is not None:
            self.show_record("order", issued)

    def open_draft(self, draft: int) -> None:
        """Opens a kept draft of an order again."""
        command = drafts.get_draft(self._workspace, draft).command
        issued = papers.new_order(self._host, self._workspace, self._widget, command, draft=draft)
        self._host.changed(None)
        if issued is not None:
            self.show_record("order", issued)

    def show_part(self, part: int) -> None:
        """Register, blanks, wordings, monitoring or «Итоги»; a part is made when it is first seen, and read."""
        if part == _BLANKS and self._blanks is None:
            self._blanks = BlanksView(self._host, self._workspace, self._stack)
            self._replace(_BLANKS, self._blanks)
        if part == _WORDINGS and self._wordings is None:
            self._wordings = WordingsView(self._host, self._workspace, self._stack)
            self._replace(_WORDINGS, self._wordings)
        if part == _MONITORING and self._monitoring is None:
            from curator_app.ui.monitoring.view import MonitoringView

            self._monitoring = MonitoringView(self._host, self._workspace, self._stack)
            self._replace(_MONITORING, self._monitoring)
        if part == _OUTCOMES and self._outcomes is None:
            from curator_app.ui.outcomes.view import OutcomesView

            self._outcomes = OutcomesView(self._host, self._workspace, self._stack)
            self._replace(_OUTCOMES, self._outcomes)
            self._stale.discard(_OUTCOMES)  # reads its lists itself
        self._stack.setCurrentIndex(part)
        self._parts.setCurrentIndex(part)
        self._read(part)
        self.place_changed.emit()

    @property
    def place(self) -> str:
        """Which line «что делать дальше» belongs to the part shown."""
        return {_MONITORING: "papers.monitoring", _OUTCOMES: "papers.outcomes"}.get(
            self._stack.currentIndex(), "papers"
        )

    def show_blank(self, choice: str) -> None:
        """«Бланки» with a kind of blank chosen."""
        self.show_part(_BLANKS)
        assert self._blanks is not None
        self._blanks.choose(choice, ())

    def prepare_letter(self, period: str) -> None:
        """«Мониторинг» of a period and the letter with its workbook."""
        self.show_part(_MONITORING)
        assert self._monitoring is not None
        self._monitoring.prepare_letter(period)

    def show_outcomes(self, kind: OutcomeKind) -> OutcomeList:
        """A list of «Итоги»."""
        self.show_part(_OUTCOMES)
        assert self._outcomes is not None
        return self._outcomes.show_kind(kind)

    # --- inside

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(6)
        bar.addWidget(self._new)
        bar.addSpacing(12)
        bar.addWidget(self._parts)
        bar.addStretch(1)
        layout = QVBoxLayout(self._widget)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    def _read(self, part: int) -> None:
        view = (self.register, self._blanks, self._wordings, self._monitoring, self._outcomes)[part]
        if part in self._stale and view is not None:
            self._stale.discard(part)
            view.refresh()

    def _replace(self, place: int, view: QWidget) -> None:
        old = self._stack.widget(place)
        assert old is not None
        self._stack.insertWidget(place, view)
        self._stack.removeWidget(old)
        old.deleteLater()

    def _draw_icons(self) -> None:
        self._new.setIcon(themed_icon("plus", size=18, role="on_accent"))
