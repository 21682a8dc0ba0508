"""The tab «Пары»: «Подбор» on the heat map, and «Пары и группы» with their life."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from curator_app.services.workspace import Workspace
from curator_app.ui.common.page import PageHost
from curator_app.ui.pairs.page import PairsPage
from curator_app.ui.pairs.proposal.view import ProposalView
from curator_app.ui.rounds import open_round

_MATCHING, _LIST = range(2)
_KEY = "pairs/part"


class PairsTab(QObject):
    """A TabPage of two parts; the one seen last opens first. «Подбор» is solved only while it is seen."""

    def __init__(self, host: PageHost, workspace: Workspace) -> None:
        self._widget = QWidget()
        super().__init__(self._widget)
        self._widget.setProperty("role", "canvas")
        self._host = host
        self._workspace = workspace
        self.list = PairsPage(host, workspace)
        self.matching = ProposalView(host, workspace, self._pairs_formed)
        self.parts = QTabBar(self._widget)
        self.parts.setAccessibleName("Часть вкладки «Пары»")
        self.parts.setExpanding(False)
        self.parts.addTab("Подбор")
        self.parts.addTab("Пары и группы")
        self._stack = QStackedWidget(self._widget)
        self._stack.addWidget(self.matching.widget)
        self._stack.addWidget(self.list.widget)
        layout = QVBoxLayout(self._widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 20, 0)
        top.addWidget(self.parts)
        top.addStretch(1)
        top.addWidget(self.matching.status)
        self.round = QPushButton("Встреча-знакомство…", self._widget)
        self.round.setToolTip("Групповая встреча и анкеты: кто с кем хотел бы работать")
        self.round.setProperty("dense", True)
        self.round.clicked.connect(self.open_round)
        top.addSpacing(12)
        top.addWidget(self.round)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        seen = host.state.numbers(_KEY)
        self._stale = [True, True]
        self.parts.setCurrentIndex(seen[0] if seen and seen[0] in (_MATCHING, _LIST) else _MATCHING)
        self._show_part(self.parts.currentIndex())
        self.parts.currentChanged.connect(self._turned)

    # --- TabPage

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self._widget

    def refresh(self, changes: object | None) -> None:
        """Reads the part that is seen anew, the other one when it is turned to."""
        del changes
        self._stale = [True, True]
        self._refresh_seen()

    def focus_search(self) -> None:
        """Ctrl+F."""
        if self.parts.currentIndex() == _LIST:
            self.list.focus_search()
        else:
            self.matching.tools.search.start()

    def show_record(self, kind: str, record_id: int) -> bool:
        """A pair is shown in the list; a request on the map."""
        if kind == self.list.KIND:
            self._refresh_part(_LIST)
            if self.list.show_record(kind, record_id):
                self.parts.setCurrentIndex(_LIST)
                return True
        return False

    def open_round(self) -> None:
        """The acquaintance round; from it one may go on to «Подбор»."""
        open_round(self._host, self._workspace, self._widget, to_matching=lambda: self.parts.setCurrentIndex(_MATCHING))
        self.refresh(None)

    def show_matching(self) -> None:
        """«Подбор»."""
        self.parts.setCurrentIndex(_MATCHING)

    def show_list(self) -> None:
        """«Пары и группы»."""
        self.parts.setCurrentIndex(_LIST)

    # --- inside

    def _turned(self, part: int) -> None:
        self._show_part(part)
        self._host.state.put_list(_KEY, [part])
        self._refresh_seen()

    def _show_part(self, part: int) -> None:
        self._stack.setCurrentIndex(part)
        self.matching.status.setVisible(part == _MATCHING)

    def _refresh_seen(self) -> None:
        self._refresh_part(self.parts.currentIndex())

    def _refresh_part(self, part: int) -> None:
        if self._stale[part]:
            self._stale[part] = False
            (self.matching.refresh if part == _MATCHING else lambda: self.list.refresh(None))()

    def _pairs_formed(self, pairs: list[int]) -> None:
        """They are seen in the list, chosen, ready for what comes next."""
        self.parts.setCurrentIndex(_LIST)
        self.list.panel.table.select_ids(pairs)
