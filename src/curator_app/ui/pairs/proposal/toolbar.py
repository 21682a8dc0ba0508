"""The tools above the heat map: search, orders, zoom, and what is done with the whole proposal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QToolButton, QWidget

from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.pairs.heat_map import HeatMap, RowSort
from curator_app.ui.pairs.heat_map.order import ColumnSort
from curator_app.ui.pairs.proposal.solved import Solved

_ROWS = (
    (RowSort.NAME, "Наставники: по фамилии"),
    (RowSort.SUBJECT, "Наставники: по предмету"),
    (RowSort.LOAD, "Наставники: где есть места"),
    (RowSort.FIT, "Наставники: кто подходит"),
)
_COLUMNS = (
    (ColumnSort.PLAN, "Запросы: сначала без пары"),
    (ColumnSort.NAME, "Запросы: по фамилии"),
    (ColumnSort.SUBJECT, "Запросы: по предмету"),
)


class ProposalToolbar(QWidget):
    """In as many lines as the window needs."""

    settings_wanted = Signal()
    drafts_wanted = Signal()
    accept_wanted = Signal()

    def __init__(self, view: HeatMap) -> None:
        super().__init__()
        self._map = view
        self.search = SearchBar("Найти…", self)
        self.search.edit.setFixedWidth(200)
        self.search.setFixedWidth(200)
        self.search.query_changed.connect(self._query)
        self.search.left_down.connect(view.setFocus)
        self.rows = _choice("Порядок наставников", [words for _how, words in _ROWS])
        self.rows.activated.connect(lambda at: view.sort_rows(_ROWS[at][0]))
        self.columns = _choice("Порядок запросов", [words for _how, words in _COLUMNS])
        self.columns.activated.connect(lambda at: view.sort_columns(_COLUMNS[at][0]))
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
            self.rows,
            self.columns,
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
        self.settings.setIcon(themed_icon("settings", size=18))
        self.drafts.setIcon(themed_icon("copy", size=18))
        self.accept.setIcon(themed_icon("check", size=18, role="on_accent"))


def _choice(name: str, words: list[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(words)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(19)
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box
