"""The register of papers: the list at the left, the card of the paper chosen at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QToolButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services import bin as recycle_bin
from curator_app.services.papers import entries, numbering, registered
from curator_app.services.papers.entries import Entry
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.errors import told
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.papers.numbering_dialog import NumberingDialog
from curator_app.ui.papers.paper_dialog import PaperDialog, enter_paper
from curator_app.ui.papers.register_card import RegisterCard
from curator_app.ui.papers.register_filter import RegisterFilter
from curator_app.ui.papers.register_rows import CHIPS, COLUMNS

_SPLIT_KEY = "papers/split"
_FILTER_KEY = "papers/filter"
# Running through the list with the arrows does not draw every paper on the way.
_WAIT_MS = 120


class RegisterView(QWidget):
    """Issued orders are looked at, printed and saved, never edited or deleted; drafts and other papers may be."""

    new_wanted = Signal()
    change_wanted = Signal(int)
    cancel_wanted = Signal(int)
    draft_wanted = Signal(int)
    pairs_wanted = Signal(int)
    """Show the pairs of the order: number of the first of them."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._host = host
        self._all: list[Entry] = []
        empty = EmptyState(
            "document",
            "Документов пока нет",
            "Здесь будет реестр приказов, протоколов, соглашений. Приказ можно подготовить и с вкладки «Пары».",
            [NextStep("Новый приказ", self.new_wanted.emit, primary=True), NextStep("Внести документ…", self.enter)],
        )
        # Everything is made where it stays: whatever is moved is dressed by the style sheet again, with all inside.
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._left = QWidget(self._split)
        self.panel: TablePanel[Entry] = TablePanel(
            COLUMNS,
            lambda row: row.key,
            host.state,
            "register",
            empty=empty,
            chips=CHIPS,
            hint="Найти по номеру, имени, словам текста…",
            parent=self._left,
        )
        self.panel.setMinimumWidth(320)
        self.sift = QToolButton(self.panel)
        self.sift.setCheckable(True)
        self.sift.setToolTip("Отбор: год, вид документа, человек")
        self.sift.setAccessibleName("Отбор")
        self.more = QPushButton("Ещё", self.panel)
        self.more.setToolTip("Внести документ, нумерация, нормы")
        self.filter = RegisterFilter(self._left)
        self.numbers = Notice("warn", parent=self._left)
        self.card = RegisterCard(host, workspace, self._split)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.show_chosen)
        self._build()
        self._listen()
        self.sift.setChecked(bool(host.state.text(_FILTER_KEY)))
        self.filter.setVisible(self.sift.isChecked())
        self._draw_icons()
        self.show_chosen()

    # --- for the page

    def refresh(self) -> None:
        """Reads the register anew."""
        self._read()
        self.filter.fill(self._all)
        self._refill()
        self.show_chosen(anew=True)

    def show_order(self, order_id: int) -> None:
        """Selects an order and shows its paper."""
        self.show_entry("order", order_id)

    def show_entry(self, kind: entries.EntryKind, number: int) -> bool:
        """Selects a paper, taking away what hides it. False when there is none."""
        key = entries.key_of(kind, number)
        if self.panel.model.find(key) is None:
            self.filter.clear()
            self._refill()
        if self.panel.model.find(key) is None:
            self.filter.show_all_years()
            self.refresh()
        found = self.panel.show_id(key)
        self.show_chosen()
        return found

    def current(self) -> Entry | None:
        """The one paper selected."""
        rows = self.panel.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def show_chosen(self, *, anew: bool = False) -> None:
        """The card of what is selected."""
        self._timer.stop()
        self.card.show_entries(self.panel.selected_rows(), self._all, anew=anew)

    # --- what a person can do

    def enter(self) -> None:
        """«Внести документ…»."""
        number = enter_paper(self._workspace, self)
        if number is not None:
            self._host.changed(None, "Документ внесён в реестр")
            self.refresh()
            self.show_entry("paper", number)

    def number_settings(self) -> None:
        """«Нумерация…»."""
        if run_dialog(NumberingDialog(self._workspace, self)):
            self._host.changed(None, "Нумерация сохранена")
            self.refresh()

    def norms(self) -> None:
        """«Нормы…»."""
        from curator_app.ui.papers.norms_dialog import NormsDialog

        run_dialog(NormsDialog(self._host, self._workspace, self))
        self.refresh()

    def edit(self) -> None:
        """Opens a draft, or the entry of a paper."""
        entry = self.current()
        if entry is None:
            return
        if entry.kind == "draft":
            self.draft_wanted.emit(entry.id)
        elif entry.kind == "paper":
            row = registered.get_paper(self._workspace, entry.id)
            if run_dialog(PaperDialog(self._workspace, row, None, self)):
                self._host.changed(None, "Запись реестра сохранена")
                self.refresh()

    @told()
    def delete(self) -> None:
        """Drafts and papers go to the bin; an issued order never does."""
        chosen = self.panel.selected_rows()
        if any(one.kind == "order" for one in chosen):
            raise KnownProblem("Изданный приказ не удаляется: его изменяют или отменяют другим приказом.")
        for kind in ("draft", "paper"):
            ids = [one.id for one in chosen if one.kind == kind]
            if ids:
                recycle_bin.delete(self._workspace, "order_draft" if kind == "draft" else "paper", ids)
        if chosen:
            self._host.changed(None, f"В корзине: {counted(len(chosen), 'документ', 'документа', 'документов')}")
            self.refresh()

    @told()
    def set_status(self, number: int, status: registered.Status) -> None:
        """Another status of a paper."""
        registered.set_status(self._workspace, number, status)
        self._host.changed(None, f"Документ {registered.STATUS_LABELS[status]}")
        self.refresh()

    def more_menu(self) -> QMenu:
        """What concerns the whole register."""
        menu = self._new_menu()
        menu.addAction(themed_icon("plus", size=18), "Внести документ…", self.enter)
        menu.addSeparator()
        menu.addAction(themed_icon("settings", size=18), "Нумерация…", self.number_settings)
        menu.addAction(themed_icon("document", size=18), "Нормы…", self.norms)
        return menu

    # --- inside

    def _build(self) -> None:
        self.panel.tools.addWidget(self.sift)
        self.panel.tools.addWidget(self.more)
        left, split = self._left, self._split
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.numbers)
        column.addWidget(self.filter)
        column.addWidget(self.panel, 1)
        left.setMinimumWidth(320)
        split.addWidget(left)
        split.addWidget(self.card)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 6)
        split.setCollapsible(0, False)
        split.setHandleWidth(12)
        split.setSizes([720, 610])
        split.restoreState(self._host.state.blob(_SPLIT_KEY))
        split.splitterMoved.connect(lambda _at, _number: self._host.state.put(_SPLIT_KEY, split.saveState()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def _listen(self) -> None:
        table = self.panel.table
        table.selection_changed.connect(lambda _ids: self._timer.start())
        table.menu_requested.connect(self._menu)
        table.opened.connect(lambda _id: self._open())
        table.delete_requested.connect(lambda _ids: self.delete())
        self.filter.changed.connect(self._refill)
        self.filter.years_changed.connect(self.refresh)
        self.sift.toggled.connect(self._show_filter)
        self.more.clicked.connect(self._popup)
        self.card.edit_wanted.connect(self.edit)
        self.card.change_wanted.connect(self.change_wanted)
        self.card.cancel_wanted.connect(self.cancel_wanted)
        self.card.paper_wanted.connect(self.show_entry)
        self.card.kept.connect(self._kept)
        theme().changed.connect(self._draw_icons)

    def _read(self) -> None:
        year = None if self.filter.all_years else self._host.year
        self._all = entries.list_entries(self._workspace, year=year)

    def _refill(self) -> None:
        self.panel.set_rows([one for one in self._all if self.filter.accepts(one)])
        years = {one.date.year for one in self._all if one.date is not None}
        found = numbering.notices(self._workspace, years)
        self.numbers.say(" ".join(one.told for one in found[:2]))

    def _kept(self) -> None:
        """Something was kept about the paper: the list tells it, the panel shown stays."""
        self._read()
        self.panel.set_rows([one for one in self._all if self.filter.accepts(one)])
        if (entry := self.current()) is not None:
            self.card.name_parts(entry)

    def _show_filter(self, shown: bool) -> None:
        self.filter.setVisible(shown)
        self._host.state.put(_FILTER_KEY, "1" if shown else "")
        if not shown and self.filter.narrowed:
            self.filter.clear()
            self._refill()

    def _open(self) -> None:
        entry = self.current()
        if entry is not None and entry.kind == "draft":
            self.draft_wanted.emit(entry.id)
        else:
            self.card.view.setFocus()

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _popup(self) -> None:
        self.more_menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _menu(self, at: QPoint) -> None:
        self.show_chosen()
        entry = self.current()
        chosen = self.panel.selected_rows()
        if not chosen:
            return
        if entry is not None and entry.kind == "order" and entry.status != "cancelled":
            menu = self.card.change_menu()
        else:
            menu = self._new_menu()
        if entry is not None and entry.kind != "order":
            menu.addAction(themed_icon("edit", size=18), self.card.edit.text(), self.edit)
        if entry is not None and entry.kind == "paper":
            for status, words in registered.STATUSES:
                act: Callable[[], object] = partial(self.set_status, entry.id, status)
                menu.addAction(f"Статус: {words}", act).setEnabled(status != entry.status)
        if entry is not None and entry.pairs:
            menu.addAction("Показать пару", partial(self.pairs_wanted.emit, entry.pairs[0]))
        if len(chosen) > 1:
            menu.addAction(themed_icon("print", size=18), "Печать выбранных…", self.card.print_all)
            menu.addAction(themed_icon("save", size=18), "Сохранить в папку…", self.card.save_all)
        if all(one.kind != "order" for one in chosen):
            menu.addAction(themed_icon("trash", size=18), "Удалить", self.delete)
        menu.popup(at)

    def _draw_icons(self) -> None:
        self.more.setIcon(themed_icon("more", size=18))
        self.sift.setIcon(themed_icon("filter", size=18))
