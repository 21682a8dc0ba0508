"""The register of papers: the list at the left; the paper, its scans, readers and links at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services import bin as recycle_bin
from curator_app.services.papers import batch, entries, norm_library, numbering, registered
from curator_app.services.papers.entries import Entry
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.errors import told
from curator_app.ui.common.leaving import note_leaving
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.pdf_view import PdfView, print_pdf
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.papers.links_panel import LinksPanel
from curator_app.ui.papers.numbering_dialog import NumberingDialog
from curator_app.ui.papers.paper_bar import PaperBar
from curator_app.ui.papers.paper_dialog import PaperDialog, enter_paper
from curator_app.ui.papers.paper_source import of_entry
from curator_app.ui.papers.reading_panel import ReadingPanel
from curator_app.ui.papers.register_filter import RegisterFilter
from curator_app.ui.papers.register_rows import CHIPS, COLUMNS
from curator_app.ui.papers.scans_panel import ScansPanel

_SPLIT_KEY = "papers/split"
_FILTER_KEY = "papers/filter"
_FOLDER_KEY = "papers/set_folder"
# Running through the list with the arrows does not draw every paper on the way.
_WAIT_MS = 120
_PAPER, _SCANS, _READING, _LINKS = range(4)


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
            [
                NextStep("Новый приказ", self.new_wanted.emit, primary=True),
                NextStep("Внести документ…", self.enter),
            ],
        )
        self.panel: TablePanel[Entry] = TablePanel(
            COLUMNS,
            lambda row: row.key,
            host.state,
            "register",
            empty=empty,
            chips=CHIPS,
            hint="Найти по номеру, имени, словам текста…",
            parent=self,
        )
        self.panel.setMinimumWidth(320)
        self.more = QPushButton("Ещё", self)
        self.more.setToolTip("Внести документ, нумерация, нормы")
        self.sift = QToolButton(self)
        self.sift.setCheckable(True)
        self.sift.setToolTip("Отбор: год, вид документа, человек")
        self.sift.setAccessibleName("Отбор")
        self.panel.tools.addWidget(self.sift)
        self.panel.tools.addWidget(self.more)
        self.filter = RegisterFilter(self)
        self.numbers = Notice("warn", parent=self)
        self.bar = PaperBar(host, self)
        self.change = QPushButton("Изменить…", self)
        self.change.setToolTip(
            "Изменить или отменить: изданный приказ не редактируется, его меняет или отменяет другой приказ"
        )
        self.edit = QPushButton("Открыть проект…", self)
        self.others = QPushButton("Ещё", self)
        self.others.setToolTip("Сохранить для Word, открыть в программе просмотра")
        self.view = PdfView("Выберите документ слева — здесь откроется его текст.", self)
        self.scans = ScansPanel(host, workspace, self)
        self.reading = ReadingPanel(host, workspace, self)
        self.links = LinksPanel(host, workspace, self)
        self.parts = QTabWidget(self)
        self._set = QWidget(self)
        self.print_set = QPushButton("Печать выбранных…", self)
        self.save_set = QPushButton("Сохранить в папку…", self)
        self._set_words = QLabel(self)
        self._title = QLabel(self)
        self._state = Notice("warn", parent=self)
        self._shown: Entry | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._show)
        self._build()
        self._listen()
        self.sift.setChecked(bool(host.state.text(_FILTER_KEY)))
        self.filter.setVisible(self.sift.isChecked())
        self._draw_icons()
        self._show()

    # --- for the page

    def refresh(self) -> None:
        """Reads the register anew."""
        year = None if self.filter.all_years else self._host.year
        self._all = entries.list_entries(self._workspace, year=year)
        self.filter.fill(self._all)
        self._refill()
        self._shown = None
        self._show()

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
        self._show()
        return found

    def current(self) -> Entry | None:
        """The one paper selected."""
        rows = self.panel.selected_rows()
        return rows[0] if len(rows) == 1 else None

    # --- inside: building

    def _build(self) -> None:
        self._title.setProperty("role", "heading")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self.parts.setDocumentMode(True)
        self.parts.tabBar().setDrawBase(False)
        self.parts.setUsesScrollButtons(False)
        for widget, words in (
            (self.view, "Документ"),
            (self.scans, "Сканы"),
            (self.reading, "Ознакомление"),
            (self.links, "Связи"),
        ):
            self.parts.addTab(widget, words)
        self.print_set.setProperty("kind", "primary")
        of_set = QVBoxLayout(self._set)
        of_set.setContentsMargins(0, 24, 0, 0)
        of_set.setSpacing(10)
        self._set_words.setProperty("role", "heading")
        of_set.addWidget(self._set_words)
        acts = QHBoxLayout()
        acts.setSpacing(6)
        acts.addWidget(self.print_set)
        acts.addWidget(self.save_set)
        acts.addStretch(1)
        of_set.addLayout(acts)
        of_set.addStretch(1)
        card = QWidget(self)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self._title)
        inner.addWidget(self._state)
        inner.addWidget(self.bar)
        inner.addWidget(self.parts, 1)
        inner.addWidget(self._set, 1)
        self.bar.save_docx.hide()
        self.bar.open.hide()
        self.bar.add_button(self.edit)
        self.bar.add_button(self.change)
        self.bar.add_button(self.others)
        card.setMinimumWidth(430)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.numbers)
        column.addWidget(self.filter)
        column.addWidget(self.panel, 1)
        left.setMinimumWidth(320)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(card)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 6)
        split.setCollapsible(0, False)
        split.setHandleWidth(12)
        split.setSizes([720, 610])
        split.restoreState(self._host.state.blob(_SPLIT_KEY))
        split.splitterMoved.connect(lambda _at, _number: self._host.state.put(_SPLIT_KEY, split.saveState()))
        layout = QVBoxLayout(self)
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
        self.change.clicked.connect(lambda: self._popup(self._change_menu(), self.change))
        self.edit.clicked.connect(self._edit)
        self.others.clicked.connect(lambda: self._popup(self._others_menu(), self.others))
        self.sift.toggled.connect(self._show_filter)
        self.more.clicked.connect(lambda: self._popup(self.more_menu(), self.more))
        self.print_set.clicked.connect(self._print_set)
        self.save_set.clicked.connect(self._save_set)
        self.parts.currentChanged.connect(lambda _part: self._fill_part())
        for panel in (self.scans, self.reading, self.links):
            panel.changed.connect(self._told_of)
        self.links.wanted.connect(self.show_entry)
        theme().changed.connect(self._draw_icons)

    # --- inside: showing

    def _refill(self) -> None:
        self.panel.set_rows([one for one in self._all if self.filter.accepts(one)])
        years = {one.date.year for one in self._all if one.date is not None}
        found = numbering.notices(self._workspace, years)
        self.numbers.say(" ".join(one.told for one in found[:2]))

    def _show(self) -> None:
        self._timer.stop()
        entry = self.current()
        chosen = len(self.panel.table.selected_ids())
        self._set.setVisible(chosen > 1)
        self.parts.setVisible(chosen <= 1)
        self.bar.setVisible(chosen <= 1)
        self._title.setVisible(entry is not None)
        order = entry is not None and entry.kind == "order"
        self.change.setVisible(order or entry is None)
        self.change.setEnabled(entry is not None and order and entry.status != "cancelled")
        self.edit.setVisible(entry is not None and not order)
        if entry is None:
            self._shown = None
            self._set_words.setText(f"Выбрано: {counted(chosen, 'документ', 'документа', 'документов')}")
            self._state.say("")
            self.bar.set_source(None)
            self.view.clear("Выберите документ слева.")
            self._fill_part()
            return
        self.edit.setText("Открыть проект…" if entry.kind == "draft" else "Изменить запись…")
        self._title.setText(f"{entry.title} — {entry.heading}")
        self._state.say(self._remarks(entry))
        if self._shown == entry:
            return
        self._shown = entry
        self._draw(entry)
        self._name_parts(entry)
        self._fill_part()

    def _draw(self, entry: Entry) -> None:
        try:
            source = of_entry(self._workspace, entry)
            self.bar.set_source(source)
            if source is None:
                self.view.clear("Этот документ сделан не в программе. Приложите его скан на вкладке «Сканы».")
            else:
                self.view.set_pdf(source.pdf(), from_start=True)
        except KnownProblem as problem:
            self.bar.set_source(None)
            self.view.clear(problem.message)

    def _remarks(self, entry: Entry) -> str:
        told_words = []
        if entry.status in ("changed", "cancelled"):
            told_words.append(f"Документ {entry.state}.")
        if entry.status == "draft":
            told_words.append("Это проект: он печатается с пометкой «ПРОЕКТ» и ещё не издан.")
        if entry.outdated and entry.kind == "order":
            told_words += [one.sentence for one in norm_library.order_warnings(self._workspace, entry.id)]
        return " ".join(told_words)

    def _name_parts(self, entry: Entry) -> None:
        self.parts.setTabText(_SCANS, f"Сканы · {entry.scans}" if entry.scans else "Сканы")
        read = entry.acquainted
        self.parts.setTabText(_READING, f"Ознакомление · {read.done}/{read.total}" if read.total else "Ознакомление")
        self.parts.setTabText(_LINKS, "Связи ·" if entry.linked else "Связи")
        for part in (_SCANS, _READING, _LINKS):
            self.parts.setTabEnabled(part, entry.kind != "draft")

    def _fill_part(self) -> None:
        """Reads only what the part shown needs."""
        entry = self._shown
        kind = None if entry is None or entry.kind == "draft" else entry.kind
        number = entry.id if entry is not None else 0
        part = self.parts.currentIndex()
        if part == _SCANS:
            self.scans.show_owner(kind, number)
        elif part == _READING:
            self.reading.show_object(kind, number)
        elif part == _LINKS:
            self.links.show_object(kind, number, self._all)

    def _told_of(self) -> None:
        """Something was kept about the paper: the list tells it, the panel shown stays."""
        year = None if self.filter.all_years else self._host.year
        self._all = entries.list_entries(self._workspace, year=year)
        self.panel.set_rows([one for one in self._all if self.filter.accepts(one)])
        if (entry := self.current()) is not None:
            self._shown = entry
            self._name_parts(entry)

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

    def _open(self) -> None:
        entry = self.current()
        if entry is not None and entry.kind == "draft":
            self.draft_wanted.emit(entry.id)
        else:
            self.view.setFocus()

    def _edit(self) -> None:
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

    def _print_set(self) -> None:
        chosen = self.panel.selected_rows()[::-1]
        title = f"Документы реестра ({len(chosen)})"

        def job(progress: Progress) -> bytes:
            return batch.merged_pdf(self._workspace, chosen, progress)

        def done(pdf: bytes) -> None:
            if print_pdf(self, pdf, title):
                note_leaving("print", title, "")
                self._host.toast(f"Отправлено на печать: {counted(len(chosen), 'документ', 'документа', 'документов')}")

        self._host.run("Подготовка к печати…", job, done)

    def _save_set(self) -> None:
        chosen = self.panel.selected_rows()[::-1]
        start = self._host.state.text(_FOLDER_KEY) or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        folder = QFileDialog.getExistingDirectory(self, "Куда сохранить документы", start)
        if not folder:
            return
        self._host.state.put(_FOLDER_KEY, folder)

        def job(progress: Progress) -> int:
            from pathlib import Path

            return len(batch.save_set(self._workspace, chosen, Path(folder), progress=progress))

        def done(number: int) -> None:
            note_leaving("pdf", f"Документы реестра ({number})", folder)
            self._host.toast(f"Сохранено: {counted(number, 'файл', 'файла', 'файлов')}")

        self._host.run("Сохранение документов…", job, done)

    # --- menus

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _popup(self, menu: QMenu, button: QPushButton) -> None:
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _show_filter(self, shown: bool) -> None:
        self.filter.setVisible(shown)
        self._host.state.put(_FILTER_KEY, "1" if shown else "")
        if not shown and self.filter.narrowed:
            self.filter.clear()
            self._refill()

    def _others_menu(self) -> QMenu:
        menu = self._new_menu()
        for button, words in (
            (self.bar.save_docx, "Сохранить DOCX (Word)…"),
            (self.bar.open, "Открыть в программе просмотра PDF"),
        ):
            menu.addAction(words, button.click).setEnabled(button.isEnabled())
        return menu

    def _change_menu(self) -> QMenu:
        menu = self._new_menu()
        entry = self.current()
        if entry is not None:
            menu.addAction("Приказ о внесении изменений…", partial(self.change_wanted.emit, entry.id))
            menu.addAction("Приказ об отмене…", partial(self.cancel_wanted.emit, entry.id))
        return menu

    def _menu(self, at: QPoint) -> None:
        entry = self.current()
        chosen = self.panel.selected_rows()
        if not chosen:
            return
        menu = self._new_menu()
        if entry is not None and entry.kind == "order" and entry.status != "cancelled":
            menu = self._change_menu()
        if entry is not None and entry.kind != "order":
            menu.addAction(themed_icon("edit", size=18), self.edit.text(), self._edit)
        if entry is not None and entry.kind == "paper":
            for status, words in registered.STATUSES:
                act: Callable[[], object] = partial(self.set_status, entry.id, status)
                menu.addAction(f"Статус: {words}", act).setEnabled(status != entry.status)
        if entry is not None and entry.pairs:
            menu.addAction("Показать пару", partial(self.pairs_wanted.emit, entry.pairs[0]))
        if len(chosen) > 1:
            menu.addAction(themed_icon("print", size=18), "Печать выбранных…", self._print_set)
            menu.addAction(themed_icon("save", size=18), "Сохранить в папку…", self._save_set)
        if all(one.kind != "order" for one in chosen):
            menu.addAction(themed_icon("trash", size=18), "Удалить", self.delete)
        menu.popup(at)

    def _draw_icons(self) -> None:
        for button, name in (
            (self.change, "edit"),
            (self.edit, "edit"),
            (self.more, "more"),
            (self.others, "more"),
            (self.sift, "filter"),
            (self.save_set, "save"),
        ):
            button.setIcon(themed_icon(name, size=18))
        self.print_set.setIcon(themed_icon("print", size=18, role="on_accent"))
