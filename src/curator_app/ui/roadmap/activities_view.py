"""Lists of what the school does with many people at once: consultations with trainings, or events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from curator_app.domain.codes import ActivityKind, ActivityStatus
from curator_app.services import activities
from curator_app.services import bin as recycle_bin
from curator_app.services.activities import ActivityData, ActivityRow
from curator_app.services.papers import outcome_papers, register
from curator_app.services.papers.outcome_papers import final_event_order
from curator_app.services.papers.plans import days, list_paper, responsible
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import code_label
from curator_app.texts.roadmap_words import ACTIVITY_KIND, ACTIVITY_STATUS
from curator_app.ui import papers
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.errors import told
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.roadmap.activity_dialog import ActivityDialog
from curator_app.ui.roadmap.documents_dialog import DocumentsDialog
from curator_app.ui.roadmap.participants import read_candidates

CONSULTATION, TRAINING, EVENT = (kind.value for kind in ActivityKind)
_HELD, _PLANNED, _CANCELLED = ActivityStatus.HELD.value, ActivityStatus.PLANNED.value, ActivityStatus.CANCELLED.value


@dataclass(frozen=True, slots=True)
class Part:
    """A view: which kinds it lists, words of its buttons, papers it prints."""

    name: str
    kinds: tuple[str, ...]
    add: tuple[tuple[str, str, str], ...]
    papers: tuple[tuple[str, str], ...]
    icon: str
    empty: str
    advice: str


TEACHING = Part(
    "consultations",
    (CONSULTATION, TRAINING),
    ((CONSULTATION, "Консультация", "консультацию"), (TRAINING, "Обучение", "обучение")),
    (("consultation_plan", "План консультаций"), ("trained_mentors", "Список обученных наставников")),
    "users",
    "Консультаций и обучения на этот год нет",
    "Запланируйте консультации наставников на год — программа напечатает план и посчитает часы.",
)
EVENTS = Part(
    "events",
    (EVENT,),
    ((EVENT, "Мероприятие", "мероприятие"),),
    (("event_list", "Перечень мероприятий"),),
    "calendar",
    "Мероприятий на этот год нет",
    "Добавьте итоговое мероприятие, конференцию или День наставника (2 марта).",
)


def _responsible(row: ActivityRow) -> str:
    return responsible(row) or ""


def _days(row: ActivityRow) -> str:
    """«14.09 – 25.09.2026»: the year once where it is one."""
    if row.end_date is None or row.end_date.year != row.date.year or row.end_date == row.date:
        return days(row.date, row.end_date)
    return f"{row.date:%d.%m} – {row.end_date:%d.%m.%Y}"


def _badge(row: ActivityRow) -> Badge:
    if row.late:
        return Badge("не отмечено", "danger")
    tones = {_HELD: Badge("проведено", "ok"), _CANCELLED: Badge("отменено", "neutral")}
    return tones.get(row.status, Badge("запланировано", "info"))


def _columns(part: Part) -> list[Column[ActivityRow]]:
    event = part is EVENTS
    columns: list[Column[ActivityRow]] = [
        Column("date", "Дата", lambda row: row.date, _days, kind="date", width=150),
        Column("title", "Название" if event else "Тема, программа", lambda row: row.title, width=350, strong=True),
    ]
    if not event:
        columns.append(
            Column("kind", "Вид", lambda row: code_label(row.kind, ACTIVITY_KIND), width=116),
        )
    columns += [
        Column("form", "Форма", lambda row: row.form, width=190),
        Column("responsible", "Ответственный", _responsible, width=140),
        Column("people", "Участников", lambda row: row.number_of_people, kind="number", width=104),
        Column("hours", "Часы", lambda row: row.hours, kind="number", width=70),
        Column("place", "Место", lambda row: row.place, width=140, visible=event),
        Column("status", "Отметка", lambda row: row.status_label, badge=_badge, width=136),
    ]
    return columns


class ActivitiesView(QWidget):
    """One of the two lists of the tab."""

    def __init__(self, host: PageHost, workspace: Workspace, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self.part = part
        steps = [
            NextStep(f"Добавить {whom}", self._adder(kind), primary=number == 0)
            for number, (kind, _words, whom) in enumerate(part.add)
        ]
        chips: list[Chip[ActivityRow]] = [
            Chip("late", "Не отмечено", lambda row: row.late, "status", "День прошёл, а отметки нет"),
            Chip("planned", "Впереди", lambda row: row.status == _PLANNED and not row.late, "status"),
            Chip("held", "Проведено", lambda row: row.status == _HELD, "status"),
        ]
        if len(part.kinds) > 1:
            chips += [
                Chip(CONSULTATION, "Консультации", lambda row: row.kind == CONSULTATION, "kind"),
                Chip(TRAINING, "Обучение", lambda row: row.kind == TRAINING, "kind"),
            ]
        self.panel: TablePanel[ActivityRow] = TablePanel(
            _columns(part),
            lambda row: row.id,
            host.state,
            part.name,
            empty=EmptyState(part.icon, part.empty, part.advice, steps),
            chips=chips,
            hint="Найти…",
            parent=self,
        )
        self.buttons = [QPushButton(words, self) for _kind, words, _whom in part.add]
        self.print = QPushButton("Печать…", self)
        self.order = QPushButton("Приказ…", self)
        self.order.setToolTip("Приказ о проведении выбранного мероприятия")
        self.report = QPushButton("Отчёт…", self)
        self.report.setToolTip("Отчёт о выбранном мероприятии")
        for button in (self.order, self.report):
            button.setVisible(part is EVENTS)
            button.setEnabled(False)
        self.tools = QWidget(self)
        """The buttons of the list; the page puts them beside its tabs."""
        self._sum = QLabel(self)
        self._sum.setProperty("role", "muted")
        self._build()
        table = self.panel.table
        table.opened.connect(self.edit)
        table.delete_requested.connect(lambda _ids: self.remove())
        table.menu_requested.connect(self._show_menu)
        table.selection_changed.connect(self._chosen)
        theme().changed.connect(self._draw_icons)
        self._draw_icons()

    # --- what is shown

    def refresh(self) -> None:
        """Reads the activities of the year anew."""
        rows = activities.list_activities(self._workspace, kinds=self.part.kinds, year=self._host.year)
        self.panel.set_rows(rows)
        held = [row for row in rows if row.status == _HELD]
        hours = sum(row.hours or 0 for row in held)
        words = f"проведено {len(held)} из {len([row for row in rows if row.status != _CANCELLED])}"
        if hours:
            words += f", {counted(hours, 'час', 'часа', 'часов')}"
        if self.part is TEACHING and (trained := _trained(held)):
            words += f", обучено {counted(trained, 'наставник', 'наставника', 'наставников')}"
        self._sum.setText(words[:1].upper() + words[1:])
        self._sum.setVisible(bool(rows))

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.panel.search.start()

    # --- what a person can do

    @told()
    def add(self, kind: str) -> None:
        """A new activity."""
        made: list[int] = []
        data = ActivityData(kind=kind, title="", date=None, responsible="curator")
        if self._dialog(data, lambda told_: made.append(activities.add_activity(self._workspace, told_))):
            self._done("Добавлено")
            self.panel.show_id(made[0])

    @told()
    def edit(self, activity_id: int) -> None:
        """Changes an activity."""
        row = self.panel.model.find(activity_id)
        if row is not None and self._dialog(
            activities.data_of(row), lambda data: activities.update_activity(self._workspace, activity_id, data)
        ):
            self._done("Изменено")

    @told()
    def set_status(self, status: str) -> None:
        """Marks the selected ones."""
        ids = [row.id for row in self.panel.selected_rows()]
        if ids:
            activities.set_status(self._workspace, ids, status)
            self._done(f"Отмечено: {code_label(status, ACTIVITY_STATUS)}")

    @told()
    def remove(self) -> None:
        """Puts the selected ones into the bin."""
        ids = [row.id for row in self.panel.selected_rows()]
        if ids:
            recycle_bin.delete(self._workspace, "activity", ids)
            self._done("Удалено в корзину")

    @told()
    def write_documents(self) -> None:
        """Documents of the participants of the current training."""
        rows = self.panel.selected_rows()
        if len(rows) == 1 and run_dialog(DocumentsDialog(self._workspace, rows[0], self)):
            self._done("Документы записаны")

    @told()
    def show_paper(self, code: str, title: str) -> None:
        """A plan or list of the year to look at, print and save."""
        year = self._host.year
        write = partial(list_paper, self._workspace, code, year)
        papers.show_paper(self._host, self, f"{title} {year.replace('/', '-')}", write)

    @told()
    def make_order(self) -> None:
        """The order on the event chosen, filled in from it; once issued, the event points at it."""
        rows = self.panel.selected_rows()
        if len(rows) == 1 and rows[0].kind == EVENT:
            wish = final_event_order(rows[0])
            issued = papers.new_order(self._host, self._workspace, self, wish, complete=True)
            if issued is not None:
                self.refresh()

    @told()
    def show_report(self) -> None:
        """The report of the event chosen."""
        rows = self.panel.selected_rows()
        if len(rows) == 1 and rows[0].kind == EVENT:
            write = partial(outcome_papers.event_report, self._workspace, rows[0].id)
            papers.show_paper(self._host, self, f"Отчёт. {rows[0].title}"[:120], write)

    # --- inside

    def _build(self) -> None:
        bar = FlowLayout(self.tools, to_right=True)
        for number, ((kind, _words, _whom), button) in enumerate(zip(self.part.add, self.buttons, strict=True)):
            if number == 0:
                button.setProperty("kind", "primary")
                QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self._adder(kind))
            button.clicked.connect(self._adder(kind))
            bar.addWidget(button)
        if len(self.part.papers) == 1:
            code, title = self.part.papers[0]
            self.print.clicked.connect(lambda: self.show_paper(code, title))
        else:
            menu = QMenu(self.print)
            for code, title in self.part.papers:
                menu.addAction(title, partial(self.show_paper, code, title))
            self.print.setMenu(menu)
        if self.part is EVENTS:
            self.order.clicked.connect(self.make_order)
            self.report.clicked.connect(self.show_report)
            for button in (self.order, self.report):
                self.panel.tools.addWidget(button)
        bar.addWidget(self.print)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self._sum)

    def _adder(self, kind: str) -> Callable[[], object]:
        return lambda: self.add(kind)

    def _dialog(self, data: ActivityData, save: Callable[[ActivityData], object]) -> bool:
        orders = [
            (row.id, f"№ {row.number} от {row.date:%d.%m.%Y}")
            for row in register.list_orders(self._workspace)
            if data.kind == EVENT and row.type == "final_event"
        ]
        return run_dialog(
            ActivityDialog(
                data,
                read_candidates(self._workspace),
                self._host.clock.today(),
                save,
                orders=orders,
                parent=self,
            )
        )

    def _done(self, said: str) -> None:
        self.refresh()
        self._host.changed(None, said)

    def _chosen(self, ids: list[int]) -> None:
        for button in (self.order, self.report):
            button.setEnabled(len(ids) == 1)

    def show_files(self, activity_id: int) -> None:
        """Photographs, programmes and other files kept about an activity."""
        row = self.panel.model.find(activity_id)
        if row is not None:
            papers.show_files(self._host, self._workspace, self, "activity", activity_id, row.title)

    def _show_menu(self, at: QPoint) -> None:
        rows = self.panel.selected_rows()
        if not rows:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(themed_icon("edit", size=18), "Изменить…", lambda: self.edit(rows[0].id)).setEnabled(
            len(rows) == 1
        )
        if len(rows) == 1 and rows[0].kind == TRAINING and rows[0].participants:
            menu.addAction(themed_icon("document", size=18), "Документы участников…", self.write_documents)
        if len(rows) == 1 and rows[0].kind == EVENT:
            menu.addAction(themed_icon("document", size=18), "Приказ о мероприятии…", self.make_order)
            menu.addAction(themed_icon("note", size=18), "Отчёт о мероприятии…", self.show_report)
        if len(rows) == 1:
            menu.addAction(themed_icon("folder", size=18), "Файлы…", partial(self.show_files, rows[0].id))
        menu.addSeparator()
        for code, words in ACTIVITY_STATUS.items():
            menu.addAction(words[:1].upper() + words[1:], partial(self.set_status, code.value))
        menu.addSeparator()
        menu.addAction(themed_icon("trash", size=18), "Удалить", self.remove)
        menu.popup(at)

    def _draw_icons(self) -> None:
        for number, button in enumerate(self.buttons):
            button.setIcon(themed_icon("plus", size=18, role="on_accent" if number == 0 else "muted"))
        self.print.setIcon(themed_icon("print", size=18))
        self.order.setIcon(themed_icon("document", size=18))
        self.report.setIcon(themed_icon("note", size=18))


def _trained(held: Sequence[ActivityRow]) -> int:
    return len({part.person for row in held if row.kind == TRAINING for part in row.participants if part.is_mentor})
