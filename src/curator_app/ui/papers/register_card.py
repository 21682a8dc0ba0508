"""At the right of the register: the paper chosen with its scans, readers and links; of several, what to do with all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QPushButton, QTabWidget, QVBoxLayout, QWidget

from curator_app.runtime.progress import Progress
from curator_app.services.papers import batch, norm_library
from curator_app.services.papers.entries import Entry
from curator_app.services.privacy import exports
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.leaving import may_leave, note_leaving
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.pdf_view import print_pdf
from curator_app.ui.common.saving import start_folder
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.papers.links_panel import LinksPanel
from curator_app.ui.papers.paper_bar import PaperBar
from curator_app.ui.papers.paper_source import of_entry
from curator_app.ui.papers.paper_view import PaperView
from curator_app.ui.papers.reading_panel import ReadingPanel
from curator_app.ui.papers.scans_panel import ScansPanel

_FOLDER_KEY = "papers/set_folder"
_PAPER, _SCANS, _READING, _LINKS = range(4)
P = TypeVar("P", ScansPanel, ReadingPanel, LinksPanel)


class RegisterCard(QWidget):
    """``edit_wanted``: a draft or the entry of a paper is to be opened; ``kept``: something about the paper changed."""

    edit_wanted = Signal()
    change_wanted = Signal(int)
    cancel_wanted = Signal(int)
    paper_wanted = Signal(str, int)
    kept = Signal()

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._rows: list[Entry] = []
        self._all: Sequence[Entry] = ()
        self._shown: Entry | None = None
        self.title = QLabel(self)
        self.state = Notice("warn", parent=self)
        self.bar = PaperBar(host, self)
        self.change = QPushButton("Изменить, отменить…", self)
        self.change.setToolTip("Изданный приказ не редактируется: его меняет или отменяет другой приказ")
        self.edit = QPushButton(self)
        self.others = QPushButton("Ещё", self)
        self.others.setToolTip("Сохранить для Word, открыть в программе просмотра")
        self.parts = QTabWidget(self)
        self.view = PaperView("Выберите документ слева — здесь откроется его текст.", self.parts)
        self.view.failed.connect(lambda: self.bar.set_source(None))
        self._set = QWidget(self)
        self._set_words = QLabel(self._set)
        self.print_set = QPushButton("Печать выбранных…", self._set)
        self.save_set = QPushButton("Сохранить в папку…", self._set)
        self._build()
        self.change.clicked.connect(lambda: self._popup(self.change_menu(), self.change))
        self.others.clicked.connect(lambda: self._popup(self._others_menu(), self.others))
        self.edit.clicked.connect(self.edit_wanted)
        self.print_set.clicked.connect(self.print_all)
        self.save_set.clicked.connect(self.save_all)
        self.parts.currentChanged.connect(lambda _part: self._fill_part())
        theme().changed.connect(self._draw_icons)
        self._draw_icons()

    @cached_property
    def scans(self) -> ScansPanel:
        """Made, like the other two, when its tab is first looked at."""
        return self._put(_SCANS, ScansPanel(self._host, self._workspace, self.parts.widget(_SCANS)))

    @cached_property
    def reading(self) -> ReadingPanel:
        """Who is to read the paper."""
        return self._put(_READING, ReadingPanel(self._host, self._workspace, self.parts.widget(_READING)))

    @cached_property
    def links(self) -> LinksPanel:
        """What the paper is linked with."""
        made = self._put(_LINKS, LinksPanel(self._host, self._workspace, self.parts.widget(_LINKS)))
        made.wanted.connect(self.paper_wanted)
        return made

    def show_reading(self) -> None:
        """Who has read the paper shown."""
        self.parts.setCurrentIndex(_READING)

    def show_entries(self, rows: list[Entry], everything: Sequence[Entry], *, anew: bool = False) -> None:
        """The papers chosen; ``everything``: what they may be linked with; ``anew``: draw even the same paper again."""
        self._rows, self._all = rows, everything
        entry = rows[0] if len(rows) == 1 else None
        several, order = len(rows) > 1, entry is not None and entry.kind == "order"
        self._set.setVisible(several)
        self.parts.setVisible(not several)
        self.bar.setVisible(not several)
        self.title.setVisible(entry is not None)
        self.change.setVisible(order or entry is None)
        self.change.setEnabled(entry is not None and order and entry.status != "cancelled")
        self.edit.setVisible(entry is not None and not order)
        if entry is None:
            self._shown = None
            self._set_words.setText(f"Выбрано: {counted(len(rows), 'документ', 'документа', 'документов')}")
            self.state.say("")
            self.bar.set_source(None)
            self.view.clear("Выберите документ слева.")
            self._fill_part()
            return
        self.edit.setText("Открыть проект…" if entry.kind == "draft" else "Изменить запись…")
        self.title.setText(f"{entry.title} — {entry.heading}")
        self.state.say(self._remarks(entry))
        if self._shown != entry or anew:
            self._shown = entry
            self._draw(entry)
            self.name_parts(entry)
            self._fill_part()

    def name_parts(self, entry: Entry) -> None:
        """The tabs tell how much each of them holds."""
        self._shown = entry
        self.parts.setTabText(_SCANS, f"Сканы · {entry.scans}" if entry.scans else "Сканы")
        read = entry.acquainted
        self.parts.setTabText(_READING, f"Ознакомление · {read.done}/{read.total}" if read.total else "Ознакомление")
        self.parts.setTabText(_LINKS, "Связи ·" if entry.linked else "Связи")
        for part in (_SCANS, _READING, _LINKS):
            self.parts.setTabEnabled(part, entry.kind != "draft")

    def change_menu(self) -> QMenu:
        """What another order may do to the order shown."""
        menu = self._menu()
        if self._shown is not None:
            menu.addAction("Приказ о внесении изменений…", partial(self.change_wanted.emit, self._shown.id))
            menu.addAction("Приказ об отмене…", partial(self.cancel_wanted.emit, self._shown.id))
        return menu

    def print_all(self) -> None:
        """Prints the papers chosen as one job, in the order of their dates."""
        chosen = self._rows[::-1]
        title = f"Документы реестра ({len(chosen)})"

        def job(progress: Progress) -> bytes:
            return batch.merged_pdf(self._workspace, chosen, progress)

        def done(pdf: bytes) -> None:
            if print_pdf(self, pdf, title):
                note_leaving("print", title, "")
                self._host.toast(f"Отправлено на печать: {counted(len(chosen), 'документ', 'документа', 'документов')}")

        self._host.run("Подготовка к печати…", job, done)

    def save_all(self) -> None:
        """Saves the papers chosen into a folder."""
        chosen = self._rows[::-1]
        people = exports.people_in_base(self._workspace)
        if len(chosen) > exports.MANY and not may_leave(self, people, exports.MANY):
            return
        start = start_folder(self._host.state, _FOLDER_KEY)
        folder = QFileDialog.getExistingDirectory(self, "Куда сохранить документы", str(start))
        if not folder:
            return
        self._host.state.put(_FOLDER_KEY, folder)

        def job(progress: Progress) -> int:
            return len(batch.save_set(self._workspace, chosen, Path(folder), progress=progress))

        def done(number: int) -> None:
            self._host.toast(f"Сохранено: {counted(number, 'файл', 'файла', 'файлов')}")

        self._host.run("Сохранение документов…", job, done)

    # --- inside

    def _build(self) -> None:
        self.title.setProperty("role", "heading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.bar.save_docx.hide()
        self.bar.open.hide()
        for button in (self.edit, self.change, self.others):
            self.bar.add_button(button)
        self.parts.setDocumentMode(True)
        self.parts.tabBar().setDrawBase(False)
        self.parts.setUsesScrollButtons(False)
        self.parts.addTab(self.view, "Документ")
        for words in ("Сканы", "Ознакомление", "Связи"):
            holder = QWidget(self.parts)
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
            self.parts.addTab(holder, words)
        self.print_set.setProperty("kind", "primary")
        self._set_words.setProperty("role", "heading")
        acts = QHBoxLayout()
        acts.setSpacing(6)
        acts.addWidget(self.print_set)
        acts.addWidget(self.save_set)
        acts.addStretch(1)
        of_set = QVBoxLayout(self._set)
        of_set.setContentsMargins(0, 24, 0, 0)
        of_set.setSpacing(10)
        of_set.addWidget(self._set_words)
        of_set.addLayout(acts)
        of_set.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.title, self.state, self.bar):
            layout.addWidget(part)
        layout.addWidget(self.parts, 1)
        layout.addWidget(self._set, 1)
        self.setMinimumWidth(430)

    def _put(self, part: int, panel: P) -> P:
        holder = self.parts.widget(part)
        assert holder is not None
        layout = holder.layout()
        assert layout is not None
        layout.addWidget(panel)
        panel.changed.connect(self.kept)
        return panel

    def _draw(self, entry: Entry) -> None:
        source = of_entry(self._workspace, entry)
        self.bar.set_source(source)
        if source is None:
            self.view.clear("Этот документ сделан не в программе. Приложите его скан на вкладке «Сканы».")
        else:
            self.view.show_source(source)

    def _remarks(self, entry: Entry) -> str:
        told: list[str] = []
        if entry.status in ("changed", "cancelled"):
            told.append(f"Документ {entry.state}.")
        if entry.status == "draft" and entry.kind == "draft":
            told.append("Это проект: он печатается с пометкой «ПРОЕКТ» и ещё не издан.")
        if entry.outdated and entry.kind == "order":
            told += [one.sentence for one in norm_library.order_warnings(self._workspace, entry.id)]
        return " ".join(told)

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

    def _others_menu(self) -> QMenu:
        menu = self._menu()
        for button, words in (
            (self.bar.save_docx, "Сохранить DOCX (Word)…"),
            (self.bar.open, "Открыть в программе просмотра PDF"),
        ):
            menu.addAction(words, button.click).setEnabled(button.isEnabled())
        return menu

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _popup(self, menu: QMenu, button: QPushButton) -> None:
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _draw_icons(self) -> None:
        for button, name in (
            (self.change, "edit"),
            (self.edit, "edit"),
            (self.others, "more"),
            (self.save_set, "save"),
        ):
            button.setIcon(themed_icon(name, size=18))
        self.print_set.setIcon(themed_icon("print", size=18, role="on_accent"))
