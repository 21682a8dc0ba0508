"""Which route is to be told as a practice."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.services import practices
from curator_app.services.practices import CaseSource
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.search_bar import SearchBar


class CaseDialog(QDialog):
    """``route``: the number of the route chosen."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.route: int | None = None
        self.setWindowTitle("Практика по маршруту")
        hint = QLabel("Программа опишет выбранный маршрут без имён: проблема, цель, действия, результат, условия.")
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        self.search = SearchBar("Найти маршрут…", self)
        self.list = RichList(parent=self)
        self.list.setAccessibleName("Маршруты")
        sources = practices.case_sources(workspace)
        self.list.set_items([_item(one) for one in sources])
        self.empty = QLabel("Маршрутов с выполненными шагами пока нет. Отметьте выполнение на вкладке «ИОМ».")
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.empty.setVisible(not sources)
        self.take = QPushButton("Описать", self)
        self.take.setProperty("kind", "primary")
        self.take.setDefault(True)
        cancel = QPushButton("Отмена", self)
        cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._take)
        self.search.query_changed.connect(self.list.set_query)
        self.search.left_down.connect(self.list.setFocus)
        self.list.typed.connect(self.search.append)
        self.list.chosen_changed.connect(lambda ids: self.take.setEnabled(bool(ids)))
        if sources:
            self.list.choose([sources[0].route.id])
        self.take.setEnabled(bool(sources))
        foot = foot_row(self.take, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(hint)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty)
        layout.addLayout(foot)
        fit_to_screen(self, 620, 560)
        self.list.setFocus()

    def _take(self) -> None:
        chosen = self.list.chosen()
        if chosen:
            self.route = chosen[0]
            self.accept()


def _item(one: CaseSource) -> RichItem:
    progress = one.route.progress
    done = f"выполнено {progress.done} из {progress.total}"
    if one.over:
        day = one.route.completed_on or one.route.end_date
        state = RichLine(f"завершён {date_short(day)}, {done}", "check", "ok")
    else:
        state = RichLine(f"ещё идёт, {done}", "clock", "warn")
    return RichItem(one.route.id, one.route.mentee_name, (RichLine(one.route.title), state))
