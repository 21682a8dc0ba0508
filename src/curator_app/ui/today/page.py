"""The tab «Сегодня»: what is late, what is due, what comes; each line can be done, postponed, made, opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.terms.states import TaskState
from curator_app.services import people
from curator_app.services.terms import tasks
from curator_app.services.terms.rows import TaskRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.card import Card
from curator_app.ui.common.card_content import Act, CardContent
from curator_app.ui.common.demonstration_door import open_demonstration_school
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.common.turns import in_turn
from curator_app.ui.imports import run_import
from curator_app.ui.today import grouping
from curator_app.ui.today.acts import TaskActs
from curator_app.ui.today.card import task_card
from curator_app.ui.today.grouping import BY, By
from curator_app.ui.today.headline import Headline
from curator_app.ui.today.list_view import TodayList

_BY_KEY, _TURNED_KEY, _SPLIT_KEY = "today/by", "today/turned", "today/split"


class TodayPage(QObject):
    """A TabPage: headline, list, card. It lives and dies with its widget. ``newcomer`` runs the big button."""

    def __init__(self, host: PageHost, workspace: Workspace, newcomer: Callable[[], object]) -> None:
        self._widget = QWidget()
        super().__init__(self._widget)
        self._host, self._workspace = host, workspace
        self._rows: dict[str, TaskRow] = {}
        self._reads = 0
        self._names: dict[int, str] | None = None
        self._widget.setProperty("role", "canvas")
        self.acts = TaskActs(host, workspace, self._widget, self)
        self.headline = Headline(self._widget)
        self.newcomer = QPushButton("Вышел на работу новый сотрудник", self._widget)
        self.newcomer.setProperty("kind", "primary")
        self.newcomer.setToolTip("Карточка, наставник, приказ и все бумаги за один проход (Ctrl+N)")
        self.newcomer.clicked.connect(lambda: newcomer())
        self.add = QPushButton("Своя задача…", self._widget)
        self.add.clicked.connect(lambda: self.acts.add())
        self.search = SearchBar("Найти задачу, человека, документ…", self._widget)
        self._by = QButtonGroup(self._widget)
        self.list = TodayList(self._widget)
        self.card = Card("Выберите задачу — здесь будет видно, почему такой срок и что нужно сделать.", self._widget)
        self._empty = EmptyState(
            "check-circle",
            "Задач пока нет",
            "Сроки появятся сами, когда в базе будут наставляемые, пары и приказы. Начните с кнопки наверху.",
            [
                NextStep("Загрузить людей из Excel или CSV…", self.load),
                NextStep("Посмотреть на учебной школе", open_demonstration_school),
            ],
            self._widget,
        )
        self._keys = QLabel(
            "Пробел — сделано сегодня, Enter — с датой и подтверждением, Del — не требуется", self._widget
        )
        self._keys.setProperty("role", "small")
        self._keys.setWordWrap(True)
        self._nothing_found = EmptyState("search", "Ничего не найдено", "Попробуйте другое слово или очистите поиск.")
        self._build()
        self._connect()
        theme().changed.connect(self._draw_icons)
        self._draw_icons()

    # --- TabPage

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self._widget

    def refresh(self, changes: object | None) -> None:
        """Reads the tasks anew; what is chosen, folded and scrolled stays."""
        del changes
        self._reads += 1
        self._rows = {row.id: row for row in tasks.tasks_of_today(self._workspace)}
        self._names = None
        counts = grouping.count(self._rows.values(), self._today)
        self.headline.tell(self._today, counts if self._rows else None, self._next())
        self._show()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.start()

    def show_record(self, kind: str, record_id: int) -> bool:
        """No record lives on this tab."""
        del kind, record_id
        return False

    @property
    def tasks(self) -> list[TaskRow]:
        """The tasks that the list tells, whatever is filtered."""
        return list(self._rows.values())

    def show_task(self, task: str) -> None:
        """Chooses a task, whatever is typed or folded, and brings the keys to the list."""
        if not self.list.show_line(task):
            self.search.clear()
            self.list.show_line(task)
        self.list.setFocus()

    # --- what can be done

    def load(self) -> None:
        """The import wizard: a base without people has no terms."""
        run_import(self._host, self._workspace, self._widget)
        self.refresh(None)

    def told(self, said: str) -> None:
        """Tells the window what was done; it usually has this page read anew at once."""
        before = self._reads
        self._host.changed(None, said)
        if self._reads == before:
            self.refresh(None)

    def chosen(self) -> list[TaskRow]:
        """Tasks chosen in the list."""
        return [self._rows[key] for key in self.list.chosen() if key in self._rows]

    def group_by(self, by: By) -> None:
        """Another grouping; it is remembered."""
        self._by.button(list(BY).index(by)).setChecked(True)
        self._host.state.put(_BY_KEY, by)
        self._show()

    # --- inside

    @property
    def _today(self) -> dt.date:
        return self._workspace.clock.today()

    @property
    def by(self) -> By:
        """The grouping in force."""
        return list(BY)[self._by.checkedId()]

    def _build(self) -> None:
        switch = QHBoxLayout()
        switch.setSpacing(4)
        for number, words in enumerate(BY.values()):
            button = QPushButton(words, self._widget)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            self._by.addButton(button, number)
            switch.addWidget(button)
        kept = self._host.state.text(_BY_KEY, "terms")
        self._by.button(list(BY).index(kept) if kept in BY else 0).setChecked(True)
        self.list.set_turned(self._host.state.texts(_TURNED_KEY))
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(self.headline, 1)
        self._top.addWidget(self.add, 0, Qt.AlignmentFlag.AlignVCenter)
        self._top.addWidget(self.newcomer, 0, Qt.AlignmentFlag.AlignVCenter)
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self.search, 1)
        bar.addLayout(switch)
        left = QWidget(self._widget)
        self._stack = QStackedLayout()
        for part in (self.list, self._nothing_found, self._empty):
            self._stack.addWidget(part)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addLayout(self._stack, 1)
        column.addWidget(self._keys)
        split = QSplitter(Qt.Orientation.Horizontal, self._widget)
        split.addWidget(left)
        split.addWidget(self.card)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([900, 380])
        split.restoreState(self._host.state.blob(_SPLIT_KEY))
        split.splitterMoved.connect(lambda *_: self._host.state.put(_SPLIT_KEY, split.saveState()))
        layout = QVBoxLayout(self._widget)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(self._top)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        view = self.list
        view.chosen_changed.connect(lambda _keys: self.show_card())
        view.ticked.connect(lambda _keys: self.acts.tick())
        view.accepted.connect(lambda _keys: self.acts.done())
        view.dropped.connect(lambda _keys: self.acts.drop())
        view.opened.connect(lambda _key: self.acts.whom())
        view.need_wanted.connect(lambda _key: self.acts.need())
        view.menu_wanted.connect(self._show_menu)
        view.typed.connect(self.search.append)
        view.folded.connect(lambda: self._host.state.put_list(_TURNED_KEY, view.turned))
        self.search.query_changed.connect(lambda _text: self._show())
        self.search.left_down.connect(view.start)
        self._by.idClicked.connect(lambda place: self.group_by(list(BY)[place]))
        new = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self._widget, self.newcomer.click)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _show(self) -> None:
        query = self.search.text()
        rows = grouping.found(self._rows.values(), query)
        made = grouping.groups(rows, self.by, self._today, self._people() if self.by == "people" else {})
        if query.strip():
            made = [grouping.unfolded(group) for group in made]
        quiet = self.list.blockSignals(True)  # of all that is chosen meanwhile there is one card
        self.list.set_groups(made)
        self.search.count(len(rows) if query.strip() else 0, len(self._rows) if query.strip() else 0)
        self._keys.setVisible(bool(rows))
        self._stack.setCurrentWidget(self.list if rows else self._nothing_found if self._rows else self._empty)
        if not self.list.chosen():
            self.list.choose_first()
        self.list.blockSignals(quiet)
        if self._widget.isVisible():
            in_turn(self, self.show_card)  # the list is seen first, the card a moment later
        else:
            self.show_card()

    def _people(self) -> dict[int, str]:
        if self._names is None:
            self._names = {row.id: row.full_name for row in people.list_people(self._workspace)}
        return self._names

    def show_card(self) -> None:
        """The card of what is chosen."""
        rows = self.chosen()
        if not rows:
            self.card.show_nothing()
        elif len(rows) == 1:
            self.card.show_content(task_card(rows[0], self.acts, self._today))
        else:
            self.card.show_content(self._several(rows))

    def _several(self, rows: Sequence[TaskRow]) -> CardContent:
        words = counted(len(rows), "задача", "задачи", "задач")
        return CardContent(
            title=f"Выбрано: {words}",
            subtitle="Сделанное отмечается одним действием, его можно отменить.",
            actions=(
                Act("Сделано…", self.acts.done, "check", "primary"),
                Act("Отложить…", self.acts.postpone, "clock"),
                Act("Не требуется…", self.acts.drop, "ban"),
            ),
            key=("tasks", tuple(row.id for row in rows)),
        )

    def _show_menu(self, at: QPoint) -> None:
        rows = self.chosen()
        if not rows:
            return
        content = task_card(rows[0], self.acts, self._today) if len(rows) == 1 else self._several(rows)
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in (*content.actions, *content.more):
            if act is None:
                menu.addSeparator()
            else:
                menu.addAction(themed_icon(act.icon, size=18), act.text, act.do)
        menu.popup(at)

    def _next(self) -> TaskRow | None:
        """The next task that is neither late nor done, for «ближайший срок»."""
        ahead = (row for row in self._rows.values() if row.state == TaskState.OPEN.value and row.acts_on is not None)
        return min(ahead, key=lambda row: row.acts_on or dt.date.max, default=None)

    def _draw_icons(self) -> None:
        self.newcomer.setIcon(themed_icon("plus", size=18, role="on_accent"))
        self.add.setIcon(themed_icon("edit", size=18))
