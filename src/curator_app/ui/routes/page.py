"""The tab «ИОМ»: the wall of all mentees, one route, the list of steps; the card of what is chosen beside them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from curator_app.services.routes import reading, steps
from curator_app.services.routes.rows import StepRow, Wall, WallRoute
from curator_app.services.terms import counting
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import fold, words
from curator_app.texts.grammar import counted
from curator_app.ui.common.card import Card
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import themed_icon
from curator_app.ui.routes import card, changing, drawn, lines
from curator_app.ui.routes.lines import StepLine
from curator_app.ui.routes.page_bar import Mode, PageBar
from curator_app.ui.routes.timeline import Density, ItemKey, Mark, Timeline
from curator_app.ui.routes.timeline.words import shift
from curator_app.ui.routes.timeline_panel import TimelinePanel

_NOTHING = "Выберите шаг на шкале: здесь появится всё о нём. Двойной щелчок по имени открывает маршрут."


class RoutesPage(QObject):
    """A TabPage. Lives and dies with its widget, so that signals of the theme do not outlive it."""

    def __init__(self, host: PageHost, workspace: Workspace) -> None:
        self._widget = QWidget()
        super().__init__(self._widget)
        self._widget.setProperty("role", "canvas")
        self._host = host
        self._workspace = workspace
        self._wall = Wall(today=workspace.clock.today(), routes=(), waves=())
        self._lines: list[StepLine] = []
        self._by_step: dict[int, StepLine] = {}
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
            [NextStep("К наставляемым", partial(self._host.open_record, "mentee", 0), primary=True)],
        )
        self._stack = QStackedWidget()
        for part in (self.wall, self.one, self.list, self._empty):
            self._stack.addWidget(part)
        # The chips of a part that is hidden would claim their height at its narrowest.
        self._stack.setMinimumSize(240, 120)
        self.card = Card(_NOTHING)
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
        self._wall = reading.wall(self._workspace)
        self._lines = lines.lines(self._wall)
        self._by_step = {line.step.id: line for line in self._lines}
        self._working = counting.get_calendar(self._workspace).is_working
        self.bar.set_routes(_titles(self._wall))
        self.wall.view.set_timeline(drawn.wall_timeline(self._wall, self._working))
        self.list.set_rows(self._lines)
        self._draw_one()
        self._filter()
        self._show_mode()

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
        if not self.one.view.select(drawn.step_key(record_id)):
            self.bar.set_mode(Mode.LIST)
            self.list.show_id(record_id)
        return True

    # --- what a person can do

    def show_route(self, route_id: int) -> None:
        """One route on the timeline."""
        self.bar.choose_route(route_id)
        self.bar.set_mode(Mode.ONE)
        self.one.view.show_all()
        self.one.view.setFocus()

    def mark_done(self) -> None:
        """Marks the chosen steps as done."""
        chosen = [line.step for line in self.chosen() if not line.step.done]
        if chosen:
            said = "Отмечено выполнение" if len(chosen) == 1 else f"Отмечено выполнение: {_many(chosen)}"
            self._run(changing.done_dialog(self._workspace, chosen, self._widget), said)

    def unmark(self) -> None:
        """Takes the mark of the chosen step off."""
        chosen = self.chosen()
        if len(chosen) == 1 and chosen[0].step.done:
            steps.unmark_done(self._workspace, chosen[0].step.id)
            self._told("Отметка о выполнении снята")

    def move(self) -> None:
        """Another term for the chosen step."""
        chosen = self.chosen()
        if len(chosen) == 1 and not chosen[0].step.done:
            self._run(changing.move_dialog(self._workspace, chosen[0].step, self._widget), "Срок перенесён")

    def change_many(self) -> None:
        """One change for all chosen steps."""
        chosen = [line.step for line in self.chosen()]
        if chosen:
            dialog = changing.many_dialog(self._workspace, chosen, self._widget)
            self._run(dialog, f"Изменено: {_many(chosen)}")

    def delete(self) -> None:
        """Takes the chosen steps out of their routes; the toast takes it back."""
        chosen = [line.step for line in self.chosen()]
        if chosen:
            steps.remove_steps(self._workspace, [step.id for step in chosen])
            self._told(f"Удалено из маршрута: {_many(chosen)}" if len(chosen) > 1 else "Шаг удалён из маршрута")

    def open_record(self, kind: str, record_id: int) -> None:
        """Shows a person, a pair or an order on its tab."""
        self._host.open_record(kind, record_id)

    def chosen(self) -> list[StepLine]:
        """The steps chosen in the part that is shown."""
        if self.bar.mode is Mode.LIST:
            return self.list.selected_rows()
        item = self._panel().view.current_item()
        line = self._by_step.get(item.key[1]) if item is not None and item.key[0] == drawn.STEP else None
        return [line] if line is not None else []

    # --- inside: drawing

    def _panel(self) -> TimelinePanel:
        return self.one if self.bar.mode is Mode.ONE else self.wall

    def _route(self, route_id: int | None) -> WallRoute | None:
        return next((one for one in self._wall.routes if one.route.id == route_id), None)

    def _draw_one(self) -> None:
        one = self._route(self.bar.route)
        if one is not None:
            timeline = drawn.route_timeline(one, self._wall, self._working, by_stage=self.bar.by_stage)
            self.one.view.set_timeline(timeline)

    def _show_mode(self) -> None:
        mode = self.bar.mode
        some = bool(self._wall.routes)
        part = {Mode.ALL: self.wall, Mode.ONE: self.one, Mode.LIST: self.list}[mode]
        self._stack.setCurrentWidget(part if some else self._empty)
        self.card.setVisible(some)
        self.bar.show_parts(some=some)
        self._show_card()

    def _filter(self) -> None:
        """Words and chips on both timelines. A row found by a name keeps all it has, marks too."""
        typed, chips = words(self.bar.search.text()), self.bar.chips
        accept = chips.filter()
        passing = [line for line in self._lines if accept is None or accept(line)]
        chosen = set(chips.chosen()) - {"over"}
        over = "over" in chips.chosen()
        rows = {drawn.row_key(one.route.id) for one in self._wall.routes if over or not one.route.over}
        items: set[ItemKey] | None = None
        if typed or chosen:
            items = {drawn.step_key(line.step.id) for line in passing if _has(line.text, typed)}
            if not chosen:
                for row in self.wall.view.timeline.rows:
                    if _has(f"{row.title} {row.subtitle}", typed):
                        items |= {item.key for item in row.items}
        self.wall.view.set_filter(rows=rows, items=items)
        self.one.view.set_filter(items=items if chosen or typed else None)
        chips.count(lines.of_route(self._lines, self.bar.route or 0) if self.bar.mode is Mode.ONE else self._lines)
        shown = len(self.wall.view.rows_shown())
        if self.bar.mode is Mode.ALL:
            self.bar.search.count(shown, len(rows))
        else:
            self.bar.search.count(0, 0)

    def _show_card(self) -> None:
        if self.bar.mode is Mode.LIST:
            chosen = self.chosen()
            if len(chosen) > 1:
                self.card.show_content(card.many_card(chosen, self))
            elif chosen:
                self.card.show_content(card.step_card(chosen[0], self._wall.today, self))
            else:
                self.card.show_nothing("Выберите один шаг или несколько (Ctrl или Shift).")
            return
        view = self._panel().view
        item, line = view.current_item(), self.chosen()
        if line:
            self.card.show_content(card.step_card(line[0], self._wall.today, self))
        elif isinstance(item, Mark):
            record = drawn.record_of(item.key)
            route = self._route(int(item.key[0].partition("@")[2] or 0))
            self.card.show_content(card.mark_card(item, route, record, self._wall.today, self))
        else:
            self._show_route_card()

    def _show_route_card(self) -> None:
        view = self._panel().view
        row = view.current_row()
        route_id = self.bar.route if self.bar.mode is Mode.ONE else row.record[1] if row and row.record else None
        one = self._route(route_id)
        if one is None:
            self.card.show_nothing(_NOTHING)
        else:
            self.card.show_content(card.route_card(one, self, alone=self.bar.mode is Mode.ONE))

    # --- inside: acting

    def _moved(self, key: ItemKey, start: dt.date, due: dt.date) -> None:
        line = self._by_step.get(key[1])
        if line is None or line.step.start_date is None or line.step.due_date is None:
            return
        try:
            steps.move_step(self._workspace, key[1], start, due)
        finally:
            self._host.changed(None)
        place, _how = shift((line.step.start_date, line.step.due_date), (start, due))
        route = line.route
        outside = start < route.start_date or due > route.end_date
        self._told(f"Новый срок: {place}" + (" — вне сроков маршрута" if outside else ""))

    def _opened(self, key: ItemKey) -> None:
        kind, number = drawn.record_of(key)
        if kind == drawn.ROUTE:
            self.show_route(number)
        elif kind == drawn.STEP:
            self.mark_done()
        elif kind == drawn.ORDER:
            self._host.open_record(kind, number)

    def _menu(self, at: QPoint) -> None:
        chosen = self.chosen()
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_ones = any(not line.step.done for line in chosen)
        alone = len(chosen) == 1
        entries = (
            ("Отметить выполнение…", "check", self.mark_done, open_ones),
            ("Снять отметку", "undo", self.unmark, alone and chosen[0].step.done),
            ("Перенести…", "calendar", self.move, alone and open_ones),
            ("Изменить сразу все…", "edit", self.change_many, len(chosen) > 1),
            ("Удалить из маршрута", "trash", self.delete, bool(chosen)),
        )
        for text, icon, act, able in entries:
            menu.addAction(themed_icon(icon, size=18), text, act).setEnabled(able)
        menu.popup(at)

    def _run(self, dialog: FormDialog, said: str) -> None:
        if run_dialog(dialog):
            self._told(said)

    def _told(self, said: str) -> None:
        self.refresh(None)
        self._host.changed(None, said)

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
        key = "routes/split"
        split.restoreState(self._host.state.blob(key))
        split.splitterMoved.connect(lambda _at, _number: self._host.state.put(key, split.saveState()))
        layout = QVBoxLayout(self._widget)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        self.bar.mode_changed.connect(self._mode_changed)
        self.bar.route_changed.connect(self._route_changed)
        self.bar.grouping_changed.connect(self._draw_one)
        self.bar.filter_changed.connect(self._filter)
        self.bar.search.left_down.connect(lambda: self._panel().view.setFocus())
        for panel in (self.wall, self.one):
            panel.view.selection_changed.connect(self._show_card)
            panel.view.moved.connect(self._moved)
            panel.view.activated.connect(self._opened)
            panel.view.menu_requested.connect(self._menu)
            panel.view.typed.connect(self.bar.search.append)
        table = self.list.table
        table.selection_changed.connect(lambda _ids: self._show_card())
        table.opened.connect(lambda _id: self.mark_done())
        table.delete_requested.connect(lambda _ids: self.delete())
        table.menu_requested.connect(self._menu)

    def _mode_changed(self) -> None:
        self._filter()
        self._show_mode()

    def _route_changed(self) -> None:
        self._draw_one()
        self.one.view.show_all()
        self._filter()
        self._show_card()


def _has(text: str, typed: Sequence[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in typed)


def _many(chosen: Sequence[StepRow]) -> str:
    return counted(len(chosen), "мероприятие", "мероприятия", "мероприятий")


def _titles(wall: Wall) -> list[tuple[int, str]]:
    """Routes by name; with the year where somebody has several."""
    names = Counter(one.route.mentee_name for one in wall.routes)
    return [
        (
            route.id,
            route.mentee_name if names[route.mentee_name] == 1 else f"{route.mentee_name}, {route.start_date:%Y}",
        )
        for route in (one.route for one in wall.routes)
    ]
