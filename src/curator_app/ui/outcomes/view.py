"""«Итоги»: five lists of what mentoring has brought in the school year."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from curator_app.services.outcome_rows import OutcomeKind
from curator_app.services.workspace import Workspace
from curator_app.ui.common.page import PageHost
from curator_app.ui.outcomes.list_view import OutcomeList
from curator_app.ui.outcomes.words import ORDER, WORDS


class OutcomesView(QWidget):
    """The part of the tab «Документы». A list is made when it is first seen."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._lists: dict[OutcomeKind, OutcomeList] = {}
        self.names = QTabBar(self)
        self.names.setDrawBase(False)
        self.names.setExpanding(False)
        self.names.setUsesScrollButtons(False)
        self.names.setAccessibleName("Что показать")
        self.names.setProperty("narrow", True)
        for kind in ORDER:
            self.names.addTab(WORDS[kind].tab)
        self._stack = QStackedWidget(self)
        self._tools = QStackedWidget(self)
        self._tools.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.names)
        top.addWidget(self._tools, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        self.names.currentChanged.connect(lambda place: self.show_kind(ORDER[place]))
        self.show_kind(ORDER[0])

    def refresh(self) -> None:
        """Reads what has been seen anew."""
        for one in self._lists.values():
            one.refresh()

    def focus_search(self) -> None:
        """Ctrl+F: into the search of the list shown."""
        self.shown.focus_search()

    @property
    def shown(self) -> OutcomeList:
        """The list that is seen."""
        return self._lists[ORDER[self.names.currentIndex()]]

    def show_kind(self, kind: OutcomeKind) -> OutcomeList:
        """Turns to a list."""
        if kind not in self._lists:
            made = OutcomeList(self._host, self._workspace, kind)
            self._lists[kind] = made
            self._stack.addWidget(made)
            self._tools.addWidget(made.tools)
            made.refresh()
        self.names.blockSignals(True)
        self.names.setCurrentIndex(ORDER.index(kind))
        self.names.blockSignals(False)
        self._stack.setCurrentWidget(self._lists[kind])
        self._tools.setCurrentWidget(self._lists[kind].tools)
        return self._lists[kind]

    def show_record(self, kind: OutcomeKind, record_id: int) -> bool:
        """Shows a record; False when the year has none such."""
        return self.show_kind(kind).panel.show_id(record_id)
