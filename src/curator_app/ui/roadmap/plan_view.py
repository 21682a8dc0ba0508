"""The plan of the year: picture, filter, table, and all that can be done with its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from curator_app.domain.codes import RoadmapItemStatus
from curator_app.domain.school_year import SchoolYear
from curator_app.services import bin as recycle_bin
from curator_app.services.papers.plans import roadmap_paper
from curator_app.services.roadmaps import items, making
from curator_app.services.roadmaps.reading import list_roadmaps, roadmap_of
from curator_app.services.roadmaps.rows import ItemRow, RoadmapRow
from curator_app.services.terms.tasks import tasks_of_today
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import code_label
from curator_app.texts.roadmap_words import ROADMAP_STATUS
from curator_app.ui.common.chips import ChipBar
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.errors import told
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.roadmap.band import YearBand
from curator_app.ui.roadmap.heading_dialog import HeadingDialog
from curator_app.ui.roadmap.item_dialog import ItemDialog, task_words
from curator_app.ui.roadmap.plan_menus import add_states, pop_up, row_menu, state_chips
from curator_app.ui.roadmap.plan_model import PlanModel
from curator_app.ui.roadmap.plan_table import PlanTable
from curator_app.ui.roadmap.print_dialog import RoadmapPrint
from curator_app.ui.roadmap.template_dialog import TemplateDialog

_LOW = 470
_PICTURE_KEY = "roadmap/picture"
_ADVICE = "Выберите шаблон по образцам школ и округов или скопируйте карту прошлого года — потом всё можно поправить."
_DONE, _PLANNED = RoadmapItemStatus.DONE.value, RoadmapItemStatus.PLANNED.value


class PlanView(QWidget):
    """Shows the roadmap of the year chosen in the window."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self.roadmap: RoadmapRow | None = None
        self.model = PlanModel(self)
        self.band = YearBand(self)
        self.search = SearchBar("Найти мероприятие…", self)
        self.chips = ChipBar(state_chips(self.is_now), self)
        self.table = PlanTable(self.model, self)
        self.add = QPushButton("Добавить строку", self)
        self.add.setToolTip("Своё мероприятие (Ctrl+N)")
        self.print = QPushButton("Печать…", self)
        self.print.setToolTip("Дорожная карта с грифом «УТВЕРЖДАЮ»: PDF и DOCX (Ctrl+P)")
        self.picture = QPushButton("Год", self)
        self.picture.setCheckable(True)
        self.picture.setProperty("kind", "chip")
        self.picture.setToolTip("Показать год полосой над таблицей")
        self.more = QPushButton("Ещё", self)
        self.tools = QWidget(self)
        """The buttons of the plan; the page puts them beside its tabs."""
        self._empty = EmptyState(
            "calendar",
            "Дорожной карты на этот год ещё нет",
            _ADVICE,
            [
                NextStep("Выбрать шаблон…", self.make_roadmap, primary=True),
                NextStep("Начать с пустой", self.create_empty),
            ],
        )
        self._pages = QStackedLayout()
        self._build()
        self._connect()
        theme().changed.connect(self._draw_icons)
        self._draw_icons()

    # --- what is shown

    def refresh(self) -> None:
        """Reads the roadmap of the year anew."""
        self.roadmap = roadmap_of(self._workspace, self._host.year)
        row = self.roadmap
        self._pages.setCurrentIndex(0 if row is not None else 1)
        for button in (self.add, self.more):
            button.setVisible(row is not None)
            button.setEnabled(row is not None and not row.closed)
        for button in (self.print, self.picture):
            button.setVisible(row is not None)
        if row is None:
            self._empty.say(
                f"Дорожной карты на {self._host.year} учебный год ещё нет",
                _ADVICE,
            )
            return
        year = SchoolYear.parse(row.year)
        assert year is not None
        self.model.set_stages(row.stages)
        self.band.show_items(row, year, self._host.clock.today())
        self.chips.count(row.items)
        self._tell()

    def is_now(self, row: ItemRow) -> bool:
        """The term runs or ends in the month of today."""
        today = self._host.clock.today()
        if row.due_date is None or row.state in {"done", "cancelled"}:
            return False
        start = row.start_date or row.due_date
        return (start.year, start.month) <= (today.year, today.month) <= (row.due_date.year, row.due_date.month)

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.start()

    def show_item(self, item_id: int) -> bool:
        """Makes a row current, taking filters away when they hide it."""
        if self.table.show_id(item_id):
            return True
        self.search.clear()
        self.chips.choose([])
        return self.table.show_id(item_id)

    def show_rows(self, ids: Sequence[int]) -> None:
        """Rows that are late stand alone, the first of them current; a single one is shown among all."""
        self.search.clear()
        late = {row.id for row in self.model.items if row.state == "overdue"}
        self.chips.choose(["overdue"] if set(ids) <= late else [])
        if ids:
            self.table.show_id(ids[0])
        self.table.setFocus()

    # --- what a person can do

    @told()
    def make_roadmap(self) -> None:
        """A roadmap from templates or last year's."""
        dialog = TemplateDialog(self._workspace, self._host.year, list_roadmaps(self._workspace), parent=self)
        if run_dialog(dialog):
            self._done(f"Создана дорожная карта на {self._host.year}")

    @told()
    def create_empty(self) -> None:
        """A roadmap without rows, and the first row at once."""
        making.create_empty(self._workspace, self._host.year)
        self._done(f"Создана дорожная карта на {self._host.year}")
        self.add_item()

    @told()
    def complete_from_template(self) -> None:
        """Rows of templates that are not there yet."""
        if self.roadmap is None:
            return
        dialog = TemplateDialog(self._workspace, self.roadmap.year, (), self.roadmap.id, self)
        if run_dialog(dialog):
            rows = counted(dialog.added, "строка", "строки", "строк")
            self._done(f"Добавлено: {rows}" if dialog.added else "Все строки этих шаблонов уже есть")

    @told()
    def add_item(self) -> None:
        """A row of one's own, after the current one."""
        if self.roadmap is None:
            return
        after = self.table.current_id()
        here = next((one for one in self.roadmap.items if one.id == after), None)
        made: list[int] = []

        def save(data: items.ItemData) -> None:
            assert self.roadmap is not None
            made.append(items.add_item(self._workspace, self.roadmap.id, data, after=after))

        data = items.ItemData(content="", stage=here.stage if here else None, responsible="куратор")
        dialog = ItemDialog("Новая строка", data, self._stages(), self._host.clock.today(), save, self)
        if run_dialog(dialog):
            self._done("Строка добавлена")
            self.show_item(made[0])

    @told()
    def edit(self, item_id: int) -> None:
        """Changes a row."""
        row = next((one for one in self.model.items if one.id == item_id), None)
        if row is None or self._is_closed():
            return
        dialog = ItemDialog(
            "Строка дорожной карты",
            items.data_of(row),
            self._stages(),
            self._host.clock.today(),
            lambda data: items.update_item(self._workspace, item_id, data),
            self,
        )
        if self._host.year == SchoolYear.of(self._host.clock.today()).label:
            dialog.notice.say(task_words(tasks_of_today(self._workspace), row.rule_code), "info")
        if run_dialog(dialog):
            self._done("Строка изменена")

    @told()
    def toggle(self) -> None:
        """Space: the selected rows are done, or planned again when all of them were."""
        rows = self._selected()
        if rows:
            all_done = all(row.status == _DONE for row in rows)
            self.set_status(_PLANNED if all_done else _DONE, said="Отметка о выполнении снята" if all_done else "")

    @told()
    def set_status(self, status: str, *, said: str = "") -> None:
        """Sets the status of the selected rows; ``said``: other words about it."""
        ids = self.table.selected_ids()
        if not ids or self._is_closed():
            return
        items.set_status(self._workspace, ids, status)
        words = said or f"Отмечено: {code_label(status, ROADMAP_STATUS)}"
        self._done(words if len(ids) == 1 else f"{words}, {len(ids)} стр.")

    @told()
    def remove(self) -> None:
        """Takes the selected rows out; the toast brings them back."""
        ids = self.table.selected_ids()
        if ids and not self._is_closed():
            items.remove_items(self._workspace, ids)
            self._done(f"Удалено: {counted(len(ids), 'строка', 'строки', 'строк')}")

    @told()
    def move_row(self, step: int) -> None:
        """Moves the current row up or down."""
        current = self.table.current_id()
        if current is not None and not self._is_closed() and items.move_item(self._workspace, current, step):
            self._done(None)

    @told()
    def edit_heading(self) -> None:
        """Title, day of approval, columns, note."""
        if self.roadmap is not None and run_dialog(HeadingDialog(self._workspace, self._host, self.roadmap, self)):
            self._done("Сведения о карте изменены")

    @told()
    def delete(self) -> None:
        """Puts the whole roadmap into the recycle bin."""
        if self.roadmap is None or not confirm(
            self,
            f"Удалить дорожную карту на {self.roadmap.year}?",
            "Удалить",
            detail="Она попадёт в корзину вместе с отметками о выполнении. Действие можно отменить.",
            danger=True,
        ):
            return
        recycle_bin.delete(self._workspace, "roadmap", [self.roadmap.id])
        self._done("Дорожная карта удалена в корзину")

    @told()
    def show_print(self) -> None:
        """The paper with its columns to choose."""
        if self.roadmap is not None:
            row = self.roadmap
            run_dialog(
                RoadmapPrint(
                    self._host,
                    row,
                    lambda columns, names: roadmap_paper(self._workspace, row, columns=columns, names=names).document,
                    self,
                )
            )

    # --- inside

    def _build(self) -> None:
        self.add.setProperty("kind", "primary")
        self.menu = QMenu(self.more)
        self.menu.addAction("Дополнить из шаблона…", self.complete_from_template)
        self.menu.addAction("Название, утверждение, столбцы…", self.edit_heading)
        self.menu.addSeparator()
        self.menu.addAction("Удалить карту", self.delete)
        self.more.setMenu(self.menu)
        bar = FlowLayout(self.tools, to_right=True)
        for widget in (self.add, self.print, self.picture, self.more):
            bar.addWidget(widget)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.search, 2)
        filters.addWidget(self.chips, 5)
        frame = QFrame(self)
        frame.setProperty("role", "panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.table)
        plan = QWidget(self)
        column = QVBoxLayout(plan)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.band)
        column.addLayout(filters)
        column.addWidget(frame, 1)
        nothing = QFrame(self)
        nothing.setProperty("role", "panel")
        middle = QVBoxLayout(nothing)
        middle.setContentsMargins(1, 4, 1, 4)
        middle.addWidget(self._empty)
        self._pages.addWidget(plan)
        self._pages.addWidget(nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._pages, 1)

    def _connect(self) -> None:
        self.add.clicked.connect(lambda: self.add_item())
        self.picture.clicked.connect(self._show_picture)
        self.print.clicked.connect(lambda: self.show_print())
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.add_item)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.show_print)
        self.search.query_changed.connect(lambda text: self._filtered(text))
        self.search.left_down.connect(self.table.setFocus)
        self.chips.changed.connect(lambda: self._filtered(self.search.text()))
        self.band.chosen.connect(self.show_item)
        table = self.table
        table.current_changed.connect(self.band.mark)
        table.opened.connect(self.edit)
        table.toggle_wanted.connect(self.toggle)
        table.delete_wanted.connect(self.remove)
        table.move_wanted.connect(self.move_row)
        table.typed.connect(self.search.append)
        table.state_wanted.connect(lambda _id, at: self._show_states(at))
        table.menu_wanted.connect(self._show_menu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the rows need the room: the picture is shown only when it was asked for."""
        super().resizeEvent(event)
        self.band.set_tight(self.height() < _LOW)
        self._place_picture()

    def _place_picture(self) -> None:
        wanted = self._host.state.text(_PICTURE_KEY)
        shown = wanted == "yes" or (wanted != "no" and self.height() >= _LOW)
        self.picture.setChecked(shown)
        self.band.setVisible(shown)

    def _show_picture(self, shown: bool) -> None:
        self._host.state.put(_PICTURE_KEY, "yes" if shown else "no")
        self._place_picture()

    def _filtered(self, text: str) -> None:
        self.model.set_query(text)
        self.model.set_filter(self.chips.filter())
        self._tell()

    def _tell(self) -> None:
        if self.roadmap is not None:
            self.search.count(self.model.shown, len(self.roadmap.items))

    def _done(self, said: str | None) -> None:
        self.refresh()
        self._host.changed(None, said)

    def _selected(self) -> list[ItemRow]:
        ids = set(self.table.selected_ids())
        return [row for row in self.model.items if row.id in ids]

    def _stages(self) -> list[str]:
        return list(dict.fromkeys(row.stage for row in self.model.items if row.stage))

    def _is_closed(self) -> bool:
        closed = self.roadmap is not None and self.roadmap.closed
        if closed:
            self._host.toast("Учебный год закрыт: его карту можно смотреть и печатать.")
        return closed

    def _show_states(self, at: QPoint) -> None:
        if not self._is_closed():
            pop_up(add_states(QMenu(self), self.set_status), at)

    def _show_menu(self, at: QPoint) -> None:
        if self._is_closed():
            return
        current = self.table.current_id() if len(self.table.selected_ids()) == 1 else None
        pop_up(row_menu(self, current), at)

    def _draw_icons(self) -> None:
        self.add.setIcon(themed_icon("plus", size=18, role="on_accent"))
        self.print.setIcon(themed_icon("print", size=18))
