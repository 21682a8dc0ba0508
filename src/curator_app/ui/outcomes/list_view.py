"""One list of «Итоги»: table and card, adding, changing, deleting, papers and tables of what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from curator_app.documents.outcome_data import AwardKind
from curator_app.runtime import files
from curator_app.services import bin as recycle_bin
from curator_app.services import practices
from curator_app.services.outcome_rows import OutcomeKind, OutcomeRow, list_outcome_rows
from curator_app.services.outcome_sheets import TITLES, outcome_sheet
from curator_app.services.papers import outcome_papers
from curator_app.services.papers.outcome_papers import AWARD_OF, AwardChoice
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui import papers
from curator_app.ui.common.card import Card
from curator_app.ui.common.card_content import Act
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.errors import told
from curator_app.ui.common.leaving import note_leaving
from curator_app.ui.common.list_page import MenuEntry, Tool
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.saving import ask_target, start_folder
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.outcomes.cards import card
from curator_app.ui.outcomes.case_dialog import CaseDialog
from curator_app.ui.outcomes.describing import describe_route
from curator_app.ui.outcomes.dialogs import OutcomeDialog, paid_dialog, published_dialog
from curator_app.ui.outcomes.rewarding import reward_order
from curator_app.ui.outcomes.words import PAYMENT, WORDS, chips, columns

_FOLDER_KEY = "papers/folder"
_AWARD_WORDS = {"gratitude": "Благодарности", "certificate": "Почётные грамоты"}


class OutcomeList(QWidget):
    """The list of one kind. ``tools``: its buttons, which the view puts beside the names of the lists."""

    def __init__(self, host: PageHost, workspace: Workspace, kind: OutcomeKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self.kind = kind
        words = WORDS[kind]
        self._acts = self._tools()
        steps = [NextStep(tool.tip, tool.act, primary=tool.primary) for tool in self._acts]
        self.panel: TablePanel[OutcomeRow] = TablePanel(
            columns(kind),
            lambda row: row.id,
            host.state,
            f"outcomes/{kind}",
            empty=EmptyState(words.icon, words.empty, words.advice, steps),
            chips=chips(kind),
            parent=self,
        )
        self.card = Card("Выберите строку — здесь будет всё, что записано.")
        self.tools = QWidget(self)
        self.main = QPushButton(self._acts[0].text, self.tools)
        self.main.setProperty("kind", "primary")
        self.main.setToolTip(self._acts[0].tip)
        self.more = QPushButton("Ещё", self.tools)
        self.more.setToolTip("Печать и таблица Excel")
        self._build()
        table = self.panel.table
        table.selection_changed.connect(lambda _ids: self.show_chosen())
        table.opened.connect(lambda _id: self.edit())
        table.delete_requested.connect(lambda _ids: self.delete())
        table.menu_requested.connect(self._show_menu)
        self.main.clicked.connect(lambda: self._acts[0].act())
        self.more.clicked.connect(self._pop_more)
        theme().changed.connect(self._draw_icons)
        self._draw_icons()

    # --- what is shown

    def refresh(self) -> None:
        """Reads the records of the window's year anew."""
        self.panel.set_rows(list_outcome_rows(self._workspace, self.kind, self._host.year))
        self.show_chosen()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.panel.search.start()

    def show_chosen(self) -> None:
        """The card of the record chosen."""
        rows = self.panel.selected_rows()
        if len(rows) == 1:
            acts = [Act(text, act, icon, enabled=able) for text, icon, act, able in self._menu(rows)[:2]]
            self.card.show_content(card(rows[0], acts, self._host.open_record))
        elif rows:
            self.card.show_nothing(f"Выбрано: {counted(len(rows), 'запись', 'записи', 'записей')}.")
        else:
            self.card.show_nothing()

    # --- what a person can do

    @told()
    def add(self) -> None:
        """A new record."""
        dialog = OutcomeDialog(self._workspace, self.kind, parent=self)
        if run_dialog(dialog):
            self._done(WORDS[self.kind].added, dialog.saved)

    @told()
    def edit(self) -> None:
        """Changes the record chosen."""
        rows = self.panel.selected_rows()
        if len(rows) == 1 and run_dialog(OutcomeDialog(self._workspace, self.kind, rows[0].data, rows[0].id, self)):
            self._done("Изменено", rows[0].id)

    @told()
    def delete(self) -> None:
        """Puts the chosen ones into the bin."""
        ids = [row.id for row in self.panel.selected_rows()]
        if ids:
            recycle_bin.delete(self._workspace, self.kind, ids)
            self._done("Удалено в корзину")

    @told()
    def reward(self) -> None:
        """«Кого поощрить»: the mentors of the year, then the order."""
        if reward_order(self._host, self._workspace, self):
            self.refresh()

    @told()
    def mark_paid(self) -> None:
        """«Начислено» for the chosen payments."""
        ids = [row.id for row in self.panel.selected_rows() if row.data.kind == PAYMENT]
        if ids and run_dialog(paid_dialog(self._workspace, ids, self)):
            self._done("Отмечено начисление", ids[0])

    @told()
    def mark_published(self) -> None:
        """The chosen practices are published."""
        ids = [row.id for row in self.panel.selected_rows()]
        if ids and run_dialog(published_dialog(self._workspace, ids, self)):
            self._done("Отмечена публикация", ids[0])

    @told()
    def describe(self) -> None:
        """A practice from a route: chosen, written by the program, read and corrected by the curator."""
        chooser = CaseDialog(self._workspace, self)
        if not run_dialog(chooser) or chooser.route is None:
            return
        saved = describe_route(self._workspace, self, chooser.route)
        if saved is not None:
            self._done(WORDS[self.kind].added, saved)

    @told()
    def show_case(self) -> None:
        """The case of the practice chosen as a paper."""
        rows = self.panel.selected_rows()
        if len(rows) == 1:
            write = partial(outcome_papers.practice_paper, self._workspace, rows[0].data)
            papers.show_paper(self._host, self, f"Кейс. {rows[0].title}"[:120], write)

    @told()
    def show_awards(self, kind: str = "") -> None:
        """Letters of thanks or certificates of the chosen people (with nobody chosen: of the whole list) as a set."""
        rows = self.panel.selected_rows() or list(self.panel.model.rows)
        found = [row for row in rows if AWARD_OF.get(row.data.kind, kind) == kind]
        chosen = [AwardChoice(person=row.data.person, reason=row.data.reason, order_id=row.data.order) for row in found]
        code: AwardKind = "certificate" if kind == "certificate" else "gratitude"
        write = partial(outcome_papers.award_papers, self._workspace, code, chosen)
        papers.show_paper(self._host, self, _AWARD_WORDS[kind], write)

    @told()
    def copy_for_site(self) -> None:
        """The chosen practices as text, into the clipboard."""
        rows = self.panel.selected_rows() or list(self.panel.model.rows)
        QApplication.clipboard().setText(practices.site_text(rows))
        self._host.toast(f"Скопировано для сайта: {counted(len(rows), 'практика', 'практики', 'практик')}")

    @told()
    def save_sheet(self) -> None:
        """The whole list as a table for Excel."""
        folder = start_folder(self._host.state, _FOLDER_KEY)
        title = f"{TITLES[self.kind]} {self._host.year.replace('/', '-')}"
        path = ask_target(self, f"Сохранить: {title}", folder, files.safe_name(title), "xlsx")
        if path is None:
            return
        files.write_bytes(path, outcome_sheet(self.kind, list(self.panel.model.rows)))
        note_leaving("xlsx", title, path)
        self._host.state.put(_FOLDER_KEY, str(path.parent))
        self._host.toast(f"Сохранено: {path.name}")

    # --- inside

    def _tools(self) -> list[Tool]:
        words = WORDS[self.kind]
        add = Tool("Добавить", "plus", self.add, f"Добавить {words.whom}")
        if self.kind == "incentive":
            return [Tool("Кого поощрить…", "star", self.reward, "Кого поощрить", primary=True), add]
        if self.kind == "practice":
            return [Tool("По маршруту…", "sprout", self.describe, "Описать по маршруту", primary=True), add]
        return [Tool(add.text, add.icon, add.act, add.tip, primary=True)]

    def _menu(self, rows: Sequence[OutcomeRow]) -> list[MenuEntry]:
        one = len(rows) == 1
        entries: list[MenuEntry] = []
        if self.kind == "incentive":
            payments = any(row.data.kind == PAYMENT for row in rows)
            for code, words in _AWARD_WORDS.items():
                fits = any(AWARD_OF.get(row.data.kind, code) == code for row in rows)
                if fits:
                    entries.append((f"{words}…", "print", partial(self.show_awards, code), True))
            if payments:
                entries.insert(0, ("Начислено…", "check", self.mark_paid, True))
        if self.kind == "practice":
            entries += [
                ("Кейс…", "document", self.show_case, one),
                ("Текст для сайта", "copy", self.copy_for_site, True),
                ("Опубликована…", "link", self.mark_published, True),
            ]
        entries.insert(min(1, len(entries)), ("Изменить…", "edit", self.edit, one))
        return [*entries, ("Удалить", "trash", self.delete, True)]

    def _show_menu(self, at: QPoint) -> None:
        rows = self.panel.selected_rows()
        if not rows:
            return
        menu = self._new_menu()
        for words, icon, act, able in self._menu(rows):
            menu.addAction(themed_icon(icon, size=18), words, act).setEnabled(able)
        menu.popup(at)

    def more_menu(self) -> QMenu:
        """What is done with the chosen ones, with nobody chosen with the whole list."""
        menu = self._new_menu()
        filled = self.panel.model.total > 0
        for tool in self._acts[1:]:
            menu.addAction(themed_icon(tool.icon, size=18), f"{tool.tip}…", tool.act)
        if self.kind == "incentive":
            for code, words in _AWARD_WORDS.items():
                act = menu.addAction(themed_icon("print", size=18), f"{words}…", partial(self.show_awards, code))
                act.setEnabled(filled)
        if self.kind == "practice":
            menu.addAction(themed_icon("copy", size=18), "Текст для сайта", self.copy_for_site).setEnabled(filled)
        menu.addAction(themed_icon("table", size=18), "Таблица Excel…", self.save_sheet).setEnabled(filled)
        return menu

    def _pop_more(self) -> None:
        self.more_menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _done(self, said: str, number: int | None = None) -> None:
        self.refresh()
        if number is not None:
            self.panel.show_id(number)
        self._host.changed(None, said)

    def _build(self) -> None:
        bar = QHBoxLayout(self.tools)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(6)
        bar.addStretch(1)
        for button in (self.main, self.more):
            bar.addWidget(button)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.panel)
        split.addWidget(self.card)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([900, 380])
        key = f"outcomes/{self.kind}/split"
        split.restoreState(self._host.state.blob(key))
        split.splitterMoved.connect(lambda _at, _number: self._host.state.put(key, split.saveState()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def _draw_icons(self) -> None:
        self.main.setIcon(themed_icon(self._acts[0].icon, size=18, role="on_accent"))
        self.more.setIcon(themed_icon("more", size=18))
