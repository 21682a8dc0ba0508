"""The tab «Дорожная карта»: plan of the year, consultations and training, events."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from curator_app.services.workspace import Workspace
from curator_app.ui.common.page import PageHost
from curator_app.ui.roadmap.activities_view import EVENTS, TEACHING, ActivitiesView
from curator_app.ui.roadmap.plan_view import PlanView

_PARTS = ("План", "Консультации и обучение", "Мероприятия")
PLAN, CONSULTATIONS, EVENT_LIST = range(3)


class RoadmapPage(QObject):
    """A TabPage. Lives and dies with its widget; the second and third part are made when first seen."""

    def __init__(self, host: PageHost, workspace: Workspace) -> None:
        self._widget = QWidget()
        super().__init__(self._widget)
        self._host = host
        self._workspace = workspace
        self._widget.setProperty("role", "canvas")
        self._parts = QTabBar(self._widget)
        self._parts.setDrawBase(False)
        self._parts.setExpanding(False)
        self._parts.setUsesScrollButtons(False)
        for words in _PARTS:
            self._parts.addTab(words)
        self.plan = PlanView(host, workspace)
        self._lists: dict[int, ActivitiesView] = {}
        self._stack = QStackedWidget(self._widget)
        self._stack.addWidget(self.plan)
        self._tools = QStackedWidget(self._widget)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._tools.setSizePolicy(policy)
        self._tools.addWidget(self.plan.tools)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._parts, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._tools, 1)
        layout = QVBoxLayout(self._widget)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        self._parts.currentChanged.connect(self.show_part)

    # --- TabPage

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self._widget

    def refresh(self, changes: object | None) -> None:
        """Reads everything shown anew."""
        del changes
        self.plan.refresh()
        for view in self._lists.values():
            view.refresh()

    def focus_search(self) -> None:
        """Ctrl+F: into the search of the part shown."""
        shown = self._stack.currentWidget()
        if isinstance(shown, PlanView | ActivitiesView):
            shown.focus_search()

    def show_record(self, kind: str, record_id: int) -> bool:
        """Shows a row of the plan or an activity."""
        if kind == "roadmap_item":
            self.show_part(PLAN)
            return self.plan.show_item(record_id)
        if kind != "activity":
            return False
        for part in (CONSULTATIONS, EVENT_LIST):
            if self.part(part).panel.model.find(record_id) is not None:
                self.show_part(part)
                return self.part(part).panel.show_id(record_id)
        return False

    def edit_activity(self, activity_id: int) -> None:
        """Opens an activity of the part shown for changes."""
        shown = self._stack.currentWidget()
        if isinstance(shown, ActivitiesView):
            shown.edit(activity_id)

    # --- parts

    def part(self, number: int) -> ActivitiesView:
        """The second or third part."""
        if number not in self._lists:
            view = ActivitiesView(self._host, self._workspace, TEACHING if number == CONSULTATIONS else EVENTS)
            self._lists[number] = view
            self._stack.addWidget(view)
            self._tools.addWidget(view.tools)
            view.refresh()
        return self._lists[number]

    def show_part(self, number: int) -> None:
        """Turns to a part."""
        view = self.plan if number == PLAN else self.part(number)
        self._stack.setCurrentWidget(view)
        self._tools.setCurrentWidget(view.tools)
        self._parts.setCurrentIndex(number)
