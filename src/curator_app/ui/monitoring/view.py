"""«Мониторинг»: a period, its indicators, the people behind each, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from curator_app.domain.school_year import SchoolYear
from curator_app.runtime.errors import KnownProblem
from curator_app.services.monitoring import cards, listing, measuring, snapshots
from curator_app.services.monitoring.rows import IndicatorRow, ListedRow, Measured, PartRow, PeriodRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.captioned import Choice
from curator_app.ui.common.card import Card
from curator_app.ui.common.card_content import Act
from curator_app.ui.common.chips import Chip, ChipBar
from curator_app.ui.common.date_field import DateField
from curator_app.ui.common.errors import told
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.rich_list import RichList
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.monitoring import words
from curator_app.ui.monitoring.book_acts import BookActs
from curator_app.ui.monitoring.people_dialog import PeopleDialog
from curator_app.ui.monitoring.report_acts import REPORTS, show_report
from curator_app.ui.monitoring.snapshots_dialog import SnapshotsDialog
from curator_app.ui.monitoring.targets_dialog import facts_dialog, targets_dialog

_SPLIT_KEY = "monitoring/split"
_OTHER_DAY = "day"
_WAIT_MS = 60
_CHIPS: tuple[Chip[IndicatorRow], ...] = (
    Chip("missed", "Не достигнута", lambda row: row.met is False, "met", "Цель не достигнута"),
    Chip("met", "Достигнута", lambda row: bool(row.met), "met", "Цель достигнута"),
    Chip("unknown", "Нет данных", lambda row: not row.known, "met", "Считать пока не из чего"),
)


class MonitoringView(QWidget):
    """The part of the tab. Reads everything anew by ``refresh``."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._measured: Measured | None = None
        self._periods: list[PeriodRow] = []
        self.period = Choice(self)
        self.period.setAccessibleName("Период")
        self.period.setToolTip("За какой период")
        self.period.setMinimumContentsLength(15)  # «III квартал 2026 года» is read whole
        self.day = DateField(host.clock.today(), "Дата среза", self)
        self.letter = QPushButton("Письмо с книгой…", self)
        self.letter.setProperty("kind", "primary")
        self.letter.setToolTip("Книга мониторинга и черновик письма в муниципальный орган")
        self.book = QPushButton("Книга для района…", self)
        self.book.setToolTip("Сохранить книгу мониторинга (Excel)")
        self.form = QPushButton("Форма района…", self)
        self.form.setToolTip("Заполнить собственную форму района: её размечают один раз")
        self.reports = QPushButton("Отчёты", self)
        self.more = QPushButton("Ещё", self)
        self.more.setToolTip("Срезы и сравнение, цели и числа школы, журнал писем")
        self.title = QLabel(self)
        self.title.setProperty("role", "muted")
        self.search = SearchBar("Найти показатель…")
        self.chips = ChipBar(_CHIPS, self)
        self.list = RichList()
        self.list.setAccessibleName("Показатели")
        self.card = Card("Выберите показатель слева — здесь будет формула и список людей.")
        self.acts = BookActs(host, workspace, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.show_chosen)
        self._build()
        self.period.activated.connect(lambda _index: self._period_chosen())
        self.day.changed.connect(self.measure)
        self.search.query_changed.connect(self.list.set_query)
        self.search.left_down.connect(self.list.setFocus)
        self.chips.changed.connect(self._fill)
        self.list.typed.connect(self.search.append)
        self.list.chosen_changed.connect(lambda _ids: self._timer.start())
        self.letter.clicked.connect(lambda: self._with_period(self.acts.prepare_letter))
        self.book.clicked.connect(lambda: self._with_period(self.acts.save_book))
        self.form.clicked.connect(lambda: self._with_period(self.acts.show_forms))
        self.reports.clicked.connect(partial(self._pop, self.reports, self._reports_menu))
        self.more.clicked.connect(partial(self._pop, self.more, self._more_menu))
        theme().changed.connect(self._draw_icons)
        self._draw_icons()

    # --- what is shown

    @property
    def code(self) -> str:
        """The code of the period chosen."""
        if self.period.currentData() == _OTHER_DAY:
            return (self.day.date() or self._host.clock.today()).isoformat()
        return str(self.period.currentData())

    @property
    def measured(self) -> Measured | None:
        """What is shown."""
        return self._measured

    def refresh(self) -> None:
        """Reads the periods of the window's year and counts anew; the period stays when the year has it."""
        kept = self.period.currentData()
        self._periods = measuring.list_periods(self._workspace, self._host.year)
        self.period.clear()
        for one in self._periods:
            self.period.addItem(one.title[:1].upper() + one.title[1:], one.code)
        self.period.addItem("Другой день…", _OTHER_DAY)
        place = self.period.findData(kept) if kept is not None else -1
        self.period.setCurrentIndex(place if place >= 0 else self.period.findData(self._usual()))
        self.day.setVisible(self.period.currentData() == _OTHER_DAY)
        self.measure()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.start()

    def measure(self) -> None:
        """Counts the indicators of the chosen period."""
        try:
            self._measured = measuring.measure(self._workspace, self.code)
        except KnownProblem as problem:
            self._measured = None
            self.title.setText(problem.message)
            self.list.set_items([])
            return
        kept = [one for one in snapshots.list_snapshots(self._workspace) if one.period == self._measured.period]
        self.title.setText(
            words.heading(self._measured, f"срез зафиксирован {kept[0].made_at:%d.%m.%Y}" if kept else "")
        )
        self.chips.count(self._measured.rows)
        self._fill()
        self.show_chosen()

    def show_chosen(self) -> None:
        """The card of the indicator chosen."""
        self._timer.stop()
        measured, chosen = self._measured, self.list.chosen()
        if measured is None or not chosen or chosen[0] >= len(measured.rows):
            self.card.show_nothing()
            return
        row = measured.rows[chosen[0]]
        behind = listing.behind(self._workspace, measured.period, row.code)
        opener = self._opener(row.code, (*behind.numerator, *behind.rest, *behind.denominator))
        acts = [Act("Цель…", self.edit_targets, "target", hint="Изменить цели показателей")]
        if row.code in words.BY_NUMBER:
            acts.append(Act("Число школы…", self.edit_numbers, "edit", hint="Сколько в школе обучающихся, педагогов"))
        show_part = partial(self._show_part, measured, row)
        self.card.show_content(words.card(measured, row, behind, opener, acts, self._show_all, show_part))

    # --- what a person can do

    @told()
    def take_snapshot(self) -> None:
        """Keeps the count for good."""
        measured = self._measured
        if measured is None:
            return
        snapshots.take_snapshot(self._workspace, measured.period)
        self._host.changed(None)
        self._host.toast(f"Срез зафиксирован: {measured.title}")
        self.measure()

    def show_snapshots(self) -> None:
        """The list of snapshots and comparison."""
        year = SchoolYear.parse(self._host.year)
        before = measuring.list_periods(self._workspace, SchoolYear(year.first - 1).label) if year else []
        run_dialog(SnapshotsDialog(self._host, self._workspace, [*before, *self._periods], self.code, self))
        self.measure()

    @told()
    def edit_targets(self) -> None:
        """Targets of the year of the count."""
        year = (self._measured.on if self._measured else self._host.clock.today()).year
        if run_dialog(targets_dialog(self._workspace, year, self)):
            self._changed("Цели показателей изменены")

    @told()
    def edit_numbers(self) -> None:
        """Numbers of the school on the day of the count."""
        day = self._measured.on if self._measured else self._host.clock.today()
        if run_dialog(facts_dialog(self._workspace, min(day, self._host.clock.today()), self)):
            self._changed("Числа школы изменены")

    def prepare_letter(self, period: str) -> None:
        """The letter with the workbook of a period of the list."""
        place = self.period.findData(period)
        if place >= 0 and place != self.period.currentIndex():
            self.period.setCurrentIndex(place)
            self._period_chosen()
        self._with_period(self.acts.prepare_letter)

    # --- inside

    def _usual(self) -> str:
        """The last quarter that is over, else the first period begun."""
        today = self._host.clock.today()
        over = [one for one in self._periods if one.last < today and "-Q" in one.code]
        begun = [one for one in self._periods if one.begun]
        return (over or begun[:1] or self._periods)[-1].code

    def _period_chosen(self) -> None:
        other = self.period.currentData() == _OTHER_DAY
        if other and self.day.date() is None:
            self.day.set_date(self._host.clock.today())
        self.day.setVisible(other)
        self.measure()

    def _fill(self) -> None:
        if self._measured is None:
            return
        accept = self.chips.filter()
        rows = enumerate(self._measured.rows)
        self.list.set_items([words.item(place, row) for place, row in rows if accept is None or accept(row)])

    def _with_period(self, act: Callable[[Measured], object]) -> None:
        if self._measured is not None:
            act(self._measured)

    def _opener(self, code: str, rows: Sequence[ListedRow]) -> words.Opener:
        prefer = "mentor" if code in words.ABOUT_MENTORS else "mentee"
        known = cards.cards_of(self._workspace, rows, prefer=prefer)

        def opener(row: ListedRow) -> Callable[[], object] | None:
            card = known.get((row.kind, row.id))
            return None if card is None else partial(self._host.open_record, *card)

        return opener

    def _show_all(self, title: str, rows: Sequence[ListedRow], code: str = "") -> None:
        run_dialog(PeopleDialog(self._host, title, rows, self._opener(code, rows), self))

    @told()
    def _show_part(self, measured: Measured, row: IndicatorRow, part: PartRow) -> None:
        behind = listing.behind(self._workspace, measured.period, row.code, part=part.key)
        self._show_all(behind.title, behind.numerator, row.code)

    def _changed(self, said: str) -> None:
        self.measure()
        self._host.changed(None, said)

    def _pop(self, button: QPushButton, make: Callable[[], QMenu]) -> None:
        make().popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _more_menu(self) -> QMenu:
        menu = self._menu()
        menu.addAction(themed_icon("lock", size=18), "Зафиксировать срез", self.take_snapshot)
        menu.addAction(themed_icon("history", size=18), "Срезы и сравнение…", self.show_snapshots)
        menu.addSeparator()
        menu.addAction(themed_icon("target", size=18), "Цели показателей…", self.edit_targets)
        menu.addAction(themed_icon("school", size=18), "Числа школы…", self.edit_numbers)
        menu.addSeparator()
        menu.addAction(
            themed_icon("users", size=18),
            "Реестр для информационной системы…",
            lambda: self._with_period(self.acts.show_register),
        )
        menu.addAction(themed_icon("mail", size=18), "Журнал писем…", self.acts.show_letters)
        return menu

    def _reports_menu(self) -> QMenu:
        menu = self._menu()
        for code, title in REPORTS:
            menu.addAction(themed_icon("document", size=18), f"{title}…", partial(self._report, code, title))
        return menu

    @told()
    def _report(self, code: str, title: str) -> None:
        if self._measured is not None:
            show_report(self._host, self._workspace, self, self._measured, code, title)

    def _build(self) -> None:
        tools = QWidget(self)
        flow = FlowLayout(tools, gap=6)
        self.period.setMinimumWidth(180)
        for part in (self.period, self.day, self.letter, self.book, self.form, self.reports, self.more):
            flow.addWidget(part)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for one in (self.search, self.chips):
            column.addWidget(one)
        column.addWidget(self.list, 1)
        left.setMinimumWidth(300)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(self.card)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([660, 620])
        split.restoreState(self._host.state.blob(_SPLIT_KEY))
        split.splitterMoved.connect(lambda _at, _number: self._host.state.put(_SPLIT_KEY, split.saveState()))
        head = QHBoxLayout()
        head.addWidget(tools, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.title)
        layout.addWidget(split, 1)

    def _draw_icons(self) -> None:
        for button, name in (
            (self.letter, "mail"),
            (self.book, "table"),
            (self.form, "edit"),
            (self.reports, "document"),
            (self.more, "more"),
        ):
            button.setIcon(themed_icon(name, size=18, role="on_accent" if button is self.letter else "muted"))
