"""The tab «ИОМ»: the wall of all mentees, one route, the list of steps; the card of what is chosen beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from curator_app.domain.school_year import SchoolYear
from curator_app.services.routes import lacking, reading
from curator_app.services.routes.rows import RouteRow, Wall, WallRoute
from curator_app.services.terms import counting
from curator_app.services.workspace import Workspace
from curator_app.services.years import listing
from curator_app.ui.common.card import Card
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.routes import card, drawn, finding, lines, overview
from curator_app.ui.routes.acts import Acts
from curator_app.ui.routes.exports import Exports, Subject
from curator_app.ui.routes.lines import StepLine
from curator_app.ui.routes.page_bar import Mode, PageBar
from curator_app.ui.routes.timeline import Density, Filter, ItemKey, Mark, State, Timeline
from curator_app.ui.routes.timeline_panel import TimelinePanel

_CHOOSE = "Выберите один шаг или несколько (Ctrl или Shift): здесь появится всё о них и общие действия."
_SPLIT = "routes/split"


class RoutesPage(QObject):
    """A TabPage. Lives and dies with its widget, so that signals of the theme do not outlive it."""

    def __init__(self, host: PageHost, workspace: Workspace) -> None:
        self._widget = QWidget()
        super().__init__(self._widget)
        self._widget.setProperty("role", "canvas")
        self._host = host
        self._workspace = workspace
        self._wall = Wall(today=workspace.clock.today(), routes=(), waves=())
        self._closed: frozenset[str] = frozenset()
        self._without: list[tuple[int, str]] = []
        self._lines: list[StepLine] = []
        self._by_step: dict[int, StepLine] = {}
        self._listed = False
        self._reads = 0
        self._one_stale = True
        self._working: drawn.Working = lambda _day: True
        self.acts = Acts(host, workspace, self._widget, self)
        self._exports = Exports(host, workspace, self._widget, self._subject)
        nothing = Timeline((), self._wall.today, self._wall.today, self._wall.today)
        self.bar = PageBar(self._widget)
        self.wall = TimelinePanel(nothing, Density.LABELLED, host.state, "routes/wall")
        self.one = TimelinePanel(nothing, Density.ROOMY, host.state, "routes/one")
        self.list: TablePanel[StepLine] = TablePanel(
            lines.COLUMNS,
            lambda line: line.step.id,
            host.state,
            "route_steps",
            empty=EmptyState("calendar", "Шагов пока нет", "Добавьте мероприятия в маршрут — они появятся здесь."),
            chips=lines.chips(),
            hint="Найти шаг…",
        )
        self._empty = EmptyState(
            "calendar",
            "Маршрутов пока нет",
            "Маршрут (ИОМ) создаётся для наставляемого по шаблону: сроки рассчитываются от выхода на работу, приказа "
            "и начала маршрута.",
            [NextStep("Создать маршрут…", lambda: self.acts.new_route(), primary=True)],
        )
        self._stack = QStackedWidget()
        for part in (self.wall, self.one, self.list, self._empty):
            self._stack.addWidget(part)
        # The chips of a part that is hidden would claim their height at its narrowest.
        self._stack.setMinimumSize(240, 120)
        self.card = Card(_CHOOSE)
        self._build()
        self._connect()
        self._show_mode()

    # --- TabPage

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self._widget

    def refresh(self, changes: object | None) -> None:
        """Reads everything anew; choice, place, magnification and filters stay."""
        del changes
        self._wall = reading.wall(self._workspace, year=self._host.year)
        self._closed = frozenset(row.label for row in listing.list_years(self._workspace) if row.closed)
        self._without = lacking.mentees_awaiting_route(self._workspace, self._host.year)
        self._lines = lines.lines(self._wall)
        self._by_step = {line.step.id: line for line in self._lines}
        self._working = counting.get_calendar(self._workspace).is_working
        self.bar.set_routes(finding.titles(self._wall))
        read_only = self._host.year in self._closed
        self._listed = False
        self._reads += 1
        self._show_parts()  # before the wall is laid out: it takes its size here
        timeline = drawn.wall_timeline(self._wall, self._working, read_only=read_only)
        found = self._found(timeline)
        self.wall.view.set_timeline(timeline, Filter(rows=found.rows, items=found.items))
        self._one_stale = True
        if self.bar.mode is Mode.ONE:
            self._draw_one()
        self._filter(found)
        self._show_card()

    def focus_search(self) -> None:
        """Ctrl+F."""
        (self.list.search if self.bar.mode is Mode.LIST else self.bar.search).start()

    def show_record(self, kind: str, record_id: int) -> bool:
        """Shows a route or a step on the timeline."""
        if kind == drawn.ROUTE and self._route(record_id) is not None:
            self.show_route(record_id)
            return True
        line = self._by_step.get(record_id) if kind == drawn.STEP else None
        if line is None:
            return False
        self.show_route(line.route.id)
        self.show_step(record_id)
        return True

    # --- for the acts

    def chosen(self) -> list[StepLine]:
        """The steps chosen in the part that is shown."""
        if self.bar.mode is Mode.LIST:
            return self.list.selected_rows()
        item = self._panel().view.current_item()
        line = self._by_step.get(item.key[1]) if item is not None and item.key[0] == drawn.STEP else None
        return [line] if line is not None else []

    def frozen(self, route: RouteRow) -> bool:
        """Over, or ended in a closed year; one that only began in it goes on."""
        return route.over or SchoolYear.of(route.end_date).label in self._closed

    def show_route(self, route_id: int) -> None:
        """One route on the timeline."""
        self.bar.choose_route(route_id)
        self.bar.set_mode(Mode.ONE)
        self.one.view.show_all()
        self.one.view.setFocus()

    def show_step(self, step_id: int) -> None:
        """Chooses a step; one without a term is in the list only."""
        if self.bar.mode is Mode.LIST or not self._panel().view.select(drawn.step_key(step_id)):
            self.bar.set_mode(Mode.LIST)
            self.list.show_id(step_id)

    def show_late(self, steps: Sequence[int]) -> None:
        """The list with the steps that are late, these chosen."""
        self.bar.set_mode(Mode.LIST)
        self.list.search.clear()
        self.list.chips.choose([State.OVERDUE.value])
        self.list.table.select_ids(list(steps[:1]))
        self.list.table.setFocus()

    def told(self, said: str) -> None:
        """After a change: refreshes and says what was done, with «Отменить»."""
        reads = self._reads
        self._host.changed(None, said or None)
        if self._reads == reads:  # the host had not seen that this tab is stale
            self.refresh(None)
        focus: QWidget | None = self._widget.window().focusWidget()
        if focus is None or self.card.isAncestorOf(focus):  # the button that was pressed goes with the old card
            (self.list.table if self.bar.mode is Mode.LIST else self._panel().view).setFocus()

    # --- inside: drawing

    def _panel(self) -> TimelinePanel:
        return self.one if self.bar.mode is Mode.ONE else self.wall

    def _route(self, route_id: int | None) -> WallRoute | None:
        return next((one for one in self._wall.routes if one.route.id == route_id), None)

    def _draw_one(self) -> None:
        """The timeline of one route; drawn when it is looked at."""
        self._one_stale = False
        one = self._route(self.bar.route)
        if one is not None:
            timeline = drawn.route_timeline(
                one, self._wall, self._working, by_stage=self.bar.by_stage, read_only=self.frozen(one.route)
            )
            self.one.view.set_timeline(timeline)

    def _show_mode(self) -> None:
        self._show_parts()
        self._show_card()

    def _show_parts(self) -> None:
        """The part of the chosen mode, or the empty state."""
        some = bool(self._wall.routes)
        if self.bar.mode is Mode.LIST and not self._listed:
            self._listed = True
            self.list.set_rows(self._lines)
        part = {Mode.ALL: self.wall, Mode.ONE: self.one, Mode.LIST: self.list}[self.bar.mode]
        self._stack.setCurrentWidget(part if some else self._empty)
        self.card.setVisible(some)
        self.bar.show_parts(some=some)

    def _found(self, timeline: Timeline) -> finding.Found:
        return finding.find(self.bar.search.text(), self.bar.chips, self._wall, self._lines, timeline.rows)

    def _filter(self, found: finding.Found | None = None) -> None:
        chips, search, mode = self.bar.chips, self.bar.search, self.bar.mode
        found = found or self._found(self.wall.view.timeline)
        self.wall.view.set_filter(rows=found.rows, items=found.items)
        if mode is Mode.ONE:
            self.one.view.set_filter(items=found.items)
        chips.count(lines.of_route(self._lines, self.bar.route or 0) if mode is Mode.ONE else self._lines)
        shown, total = len(self.wall.view.rows_shown()), len(found.rows)
        search.count(*((shown, total) if mode is Mode.ALL else (0, 0)))

    def _show_card(self) -> None:
        chosen, view = self.chosen(), self._panel().view
        item = view.current_item() if self.bar.mode is not Mode.LIST else None
        if len(chosen) > 1:
            self.card.show_content(card.many_card(chosen, self.acts))
        elif chosen:
            read_only = self.frozen(chosen[0].route)
            self.card.show_content(card.step_card(chosen[0], self._wall.today, self.acts, read_only=read_only))
        elif self.bar.mode is Mode.LIST:
            self.card.show_nothing(_CHOOSE)
        elif isinstance(item, Mark):
            one = self._route(int(item.key[0].partition("@")[2] or 0))
            record = drawn.record_of(item.key)
            self.card.show_content(card.mark_card(item, one, record, self._wall.today, self.acts))
        else:
            self._show_route_card()

    def _show_route_card(self) -> None:
        alone = self.bar.mode is Mode.ONE
        row = self.wall.view.current_row()
        one = self._route(self.bar.route if alone else row.record[1] if row is not None and row.record else None)
        if one is None:
            read_only = self._host.year in self._closed
            content = overview.overview_card(self._wall, self._host.year, self._without, self.acts, read_only=read_only)
            self.card.show_content(content)
        else:
            content = card.route_card(one, self.acts, alone=alone, read_only=self.frozen(one.route))
            self.card.show_content(content)

    def _list_chosen(self) -> None:
        if self.bar.mode is Mode.LIST:
            self._show_card()

    # --- inside: acting

    def _moved(self, key: ItemKey, start: dt.date, due: dt.date) -> None:
        line = self._by_step.get(key[1])
        if line is not None:
            self.acts.drag(line, start, due)

    def _opened(self, key: ItemKey) -> None:
        kind, number = drawn.record_of(key)
        if kind == drawn.ROUTE:
            self.show_route(number)
        elif kind == drawn.STEP:
            self.acts.change()
        elif kind in (drawn.ORDER, drawn.WAVE):
            self._host.open_record(kind, number)

    def _menu(self, at: QPoint) -> None:
        menu = self.acts.menu()
        if menu is not None:
            menu.popup(at)

    def _subject(self) -> Subject | None:
        """What is printed: the route shown, or the rows of the wall that pass the filter."""
        if self.bar.mode is Mode.ONE:
            one = self._route(self.bar.route)
            title = f"ИОМ {drawn.short_name(one.route.mentee_name)}" if one is not None else ""
            return Subject(title, one.route.id, (), self.bar.by_stage) if one is not None else None
        shown = tuple(box.row.record[1] for box in self.wall.view.rows_shown() if box.row.record is not None)
        return Subject(f"Маршруты {self._host.year.replace('/', '-')}", None, shown)

    # --- inside: building

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal, self._widget)
        split.addWidget(self._stack)
        split.addWidget(self.card)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setCollapsible(0, False)
        split.setHandleWidth(12)
        split.setSizes([940, 340])
        split.restoreState(self._host.state.blob(_SPLIT))
        split.splitterMoved.connect(lambda _at, _number: self._host.state.put(_SPLIT, split.saveState()))
        layout = QVBoxLayout(self._widget)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        bar, acts = self.bar, self.acts
        bar.mode_changed.connect(self._mode_changed)
        bar.route_changed.connect(self._route_changed)
        bar.grouping_changed.connect(self._draw_one)
        bar.filter_changed.connect(self._filter)
        bar.new.clicked.connect(lambda _on=False: acts.new_route())
        bar.export.clicked.connect(lambda _on=False: self._exports.menu().popup(bar.below(bar.export)))
        bar.more.clicked.connect(lambda _on=False: acts.more().popup(bar.below(bar.more)))
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self._widget, lambda: acts.new_route())
        bar.search.left_down.connect(lambda: self._panel().view.setFocus())
        for panel in (self.wall, self.one):
            panel.view.selection_changed.connect(self._show_card)
            panel.view.moved.connect(self._moved)
            panel.view.activated.connect(self._opened)
            panel.view.menu_requested.connect(self._menu)
            panel.view.typed.connect(bar.search.append)
        table = self.list.table
        table.selection_changed.connect(lambda _ids: self._list_chosen())
        table.opened.connect(lambda _id: acts.change())
        table.delete_requested.connect(lambda _ids: acts.delete())
        table.menu_requested.connect(self._menu)

    def _mode_changed(self) -> None:
        if self.bar.mode is Mode.ONE and self._one_stale:
            self._draw_one()
        self._filter()
        self._show_mode()

    def _route_changed(self) -> None:
        self._draw_one()
        self.one.view.show_all()
        self._filter()
        self._show_card()
