"""The tools above the heat map: search, orders, zoom, and what is done with the whole proposal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.pairs.heat_map import HeatMap, RowSort
from curator_app.ui.pairs.heat_map.order import ColumnSort
from curator_app.ui.pairs.proposal.solved import Solved

_ROWS = (
    (RowSort.NAME, "Наставники по фамилии"),
    (RowSort.SUBJECT, "Наставники по предмету"),
    (RowSort.LOAD, "Сначала наставники, у кого есть места"),
    (RowSort.FIT, "Сначала кто подходит выбранному запросу"),
)
_COLUMNS = (
    (ColumnSort.PLAN, "Сначала запросы без пары и срочные"),
    (ColumnSort.NAME, "Запросы по фамилии"),
    (ColumnSort.SUBJECT, "Запросы по предмету"),
)


class ProposalToolbar(QWidget):
    """In as many lines as the window needs."""

    settings_wanted = Signal()
    drafts_wanted = Signal()
    accept_wanted = Signal()

    def __init__(self, view: HeatMap) -> None:
        super().__init__()
        self._map = view
        self._menu = QMenu(self)
        self.search = SearchBar("Найти…", self)
        self.search.edit.setFixedWidth(140)
        self.search.setFixedWidth(140)
        self.search.query_changed.connect(self._query)
        self.search.left_down.connect(view.setFocus)
        self.order = QPushButton("Порядок", self)
        self.order.setToolTip("В каком порядке стоят наставники и запросы")
        self.order.clicked.connect(self._choose_order)
        self.smaller = self._tool("zoom-out", "Мельче (−, Ctrl+колесо)", lambda: view.zoom_by(-1))
        self.larger = self._tool("zoom-in", "Крупнее (+, Ctrl+колесо)", lambda: view.zoom_by(1))
        self.fit = self._tool("fit-width", "Вписать в окно (Ctrl+0)", view.zoom_to_fit)
        self.settings = QPushButton("Что важнее…", self)
        self.settings.setToolTip("Порядок важности, веса и размер группы")
        self.settings.clicked.connect(self.settings_wanted)
        self.drafts = QPushButton("Варианты…", self)
        self.drafts.setToolTip("Сохранить вариант, сравнить два варианта")
        self.drafts.clicked.connect(self.drafts_wanted)
        self.accept = QPushButton("Принять пары…", self)
        self.accept.setProperty("kind", "primary")
        self.accept.setToolTip("Сформировать предложенные пары: все или некоторые")
        self.accept.clicked.connect(self.accept_wanted)
        layout = FlowLayout(self, gap=8)
        for widget in (
            self.accept,
            self.drafts,
            self.settings,
            self.search,
            self.order,
            self.smaller,
            self.larger,
            self.fit,
        ):
            layout.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._draw)
        self._draw()

    def tell(self, solved: Solved) -> None:
        """What can be done with this proposal."""
        self.accept.setEnabled(bool(solved.proposal.pairs))

    def _query(self, text: str) -> None:
        self._map.set_query(text)

    def order_menu(self) -> QMenu:
        """Both orders, the ones in force ticked."""
        menu, view = self._menu, self._map
        menu.clear()
        for row, words in _ROWS:
            self._entry(menu, words, view.row_sort is row, partial(view.sort_rows, row))
        menu.addSeparator()
        for column, words in _COLUMNS:
            self._entry(menu, words, view.column_sort is column, partial(view.sort_columns, column))
        return menu

    def _entry(self, menu: QMenu, words: str, on: bool, act: Callable[[], object]) -> None:
        entry = QAction(words, menu)
        entry.setCheckable(True)
        entry.setChecked(on)
        entry.triggered.connect(lambda _on=False: act())
        menu.addAction(entry)

    def _choose_order(self) -> None:
        self.order_menu().popup(self.order.mapToGlobal(QPoint(0, self.order.height() + 4)))

    def _tool(self, icon: str, tip: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("icon-name", icon)
        button.setToolTip(tip)
        button.setAccessibleName(tip.split(" (")[0])
        button.clicked.connect(lambda _on=False: act())
        return button

    def _draw(self) -> None:
        for button in (self.smaller, self.larger, self.fit):
            button.setIcon(themed_icon(str(button.property("icon-name"))))
        self.order.setIcon(themed_icon("sort-down", size=18))
        self.settings.setIcon(themed_icon("settings", size=18))
        self.drafts.setIcon(themed_icon("copy", size=18))
        self.accept.setIcon(themed_icon("check", size=18, role="on_accent"))
