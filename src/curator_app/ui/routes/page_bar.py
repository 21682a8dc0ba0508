"""The bar above the timeline: which view, which route, search and chips."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QTabBar, QToolButton, QVBoxLayout, QWidget

from curator_app.ui.common.chips import ChipBar
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.routes import lines


class Mode(IntEnum):
    """What is shown; the numbers are places among the tabs of the bar."""

    ALL = 0
    ONE = 1
    LIST = 2


_WORDS = ("Все наставляемые", "Один маршрут", "Список")


class PageBar(QWidget):
    """Knows no data: the page tells it the routes and asks it what is chosen."""

    mode_changed = Signal()
    route_changed = Signal()
    grouping_changed = Signal()
    filter_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(320, 1)
        self._modes = QTabBar(self)
        self._modes.setDrawBase(False)
        self._modes.setExpanding(False)
        self._modes.setUsesScrollButtons(False)
        self._modes.setAccessibleName("Вид маршрутов")
        for word in _WORDS:
            self._modes.addTab(word)
        self.search = SearchBar("Найти наставляемого или шаг…", self)
        self.routes = QComboBox(self)
        self.routes.setAccessibleName("Маршрут")
        self.routes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.routes.setMinimumContentsLength(22)
        self.stages = QPushButton("По этапам", self)
        self.stages.setProperty("kind", "chip")
        self.stages.setCheckable(True)
        self.stages.setToolTip("Строки по этапам маршрута, а не по дефицитам")
        self.filters = QToolButton(self)
        self.filters.setCheckable(True)
        self.filters.setIconSize(QSize(18, 18))
        self.filters.setToolTip("Отбор по состоянию и ответственному")
        self.filters.setAccessibleName("Отбор")
        self.chips = ChipBar(lines.chips(), self)
        self.new = QPushButton("Новый маршрут", self)
        self.new.setProperty("kind", "primary")
        self.new.setToolTip("Создать маршрут по шаблону (Ctrl+N)")
        self.more = QToolButton(self)
        self.more.setIconSize(QSize(18, 18))
        self.more.setToolTip("Журнал встреч, шаблоны маршрутов")
        self.more.setAccessibleName("Ещё")
        self.export = QPushButton("Печать и файлы", self)
        self.export.setToolTip("Напечатать или сохранить: PDF, Excel, календарь")
        self._some = True
        self._build()
        self._modes.currentChanged.connect(lambda _place: self.mode_changed.emit())
        self.routes.currentIndexChanged.connect(lambda _place: self.route_changed.emit())
        self.stages.toggled.connect(lambda _on: self.grouping_changed.emit())
        self.search.query_changed.connect(lambda _text: self.filter_changed.emit())
        self.chips.changed.connect(self.filter_changed)
        self.filters.toggled.connect(lambda _on: self.show_parts(some=self._some))
        theme().changed.connect(self._draw_icons)
        self._draw_icons()

    @property
    def mode(self) -> Mode:
        """What is shown."""
        return Mode(max(self._modes.currentIndex(), 0))

    def set_mode(self, mode: Mode) -> None:
        """Shows something else."""
        self._modes.setCurrentIndex(mode)

    @property
    def route(self) -> int | None:
        """The route chosen for «Один маршрут»."""
        found = self.routes.currentData()
        return found if isinstance(found, int) else None

    @property
    def by_stage(self) -> bool:
        """Rows by stages instead of deficits."""
        return self.stages.isChecked()

    def set_routes(self, routes: Sequence[tuple[int, str]]) -> None:
        """The routes to choose from; the choice stays."""
        kept = self.route
        self.routes.blockSignals(True)
        self.routes.clear()
        for number, title in routes:
            self.routes.addItem(title, number)
        self.routes.setCurrentIndex(max(self.routes.findData(kept), 0) if routes else -1)
        self.routes.blockSignals(False)

    def choose_route(self, route_id: int) -> None:
        """Another route for «Один маршрут»."""
        place = self.routes.findData(route_id)
        if place >= 0:
            self.routes.setCurrentIndex(place)

    @staticmethod
    def below(button: QWidget) -> QPoint:
        """Where the menu of a button opens."""
        return button.mapToGlobal(QPoint(0, button.height() + 4))

    def show_parts(self, *, some: bool) -> None:
        """Only what the view needs; nothing to filter without routes."""
        self._some = some
        timeline = some and self.mode is not Mode.LIST
        self.search.setVisible(timeline)
        self.filters.setVisible(timeline)
        self.chips.setVisible(timeline and self.filters.isChecked())
        self.new.setVisible(some)
        self.export.setVisible(some)
        self.routes.setVisible(some and self.mode is Mode.ONE)
        self.stages.setVisible(some and self.mode is Mode.ONE)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(8)
        top.addWidget(self.new)
        top.addWidget(self._modes)
        top.addStretch(1)
        top.addWidget(self.export)
        top.addWidget(self.more)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(self.routes)
        below.addWidget(self.stages)
        below.addWidget(self.search, 1)
        below.addWidget(self.filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(below)
        layout.addWidget(self.chips)

    def _draw_icons(self) -> None:
        self.new.setIcon(themed_icon("plus", size=18, role="on_accent"))
        self.more.setIcon(themed_icon("more", size=18))
        self.export.setIcon(themed_icon("print", size=18))
        self.filters.setIcon(themed_icon("filter", size=18))
