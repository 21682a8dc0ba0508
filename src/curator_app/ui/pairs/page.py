"""The tab «Пары»: the list of pairs and groups with the card beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from curator_app.services import bin as recycle_bin
from curator_app.services import pairs
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui import papers, records
from curator_app.ui.common.card import Card
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.pairs import card, facts
from curator_app.ui.pairs.columns import CHIPS, COLUMNS
from curator_app.ui.pairs.consents_dialog import ConsentsDialog
from curator_app.ui.pairs.edit_dialog import EditPairDialog
from curator_app.ui.pairs.end_dialog import EndPairDialog, end_words
from curator_app.ui.pairs.forming import form_pair

_SPLIT_KEY = "pairs/split"


class PairsPage(QObject):
    """A TabPage. Lives and dies with its widget, so that signals of the theme do not outlive it."""

    def __init__(self, host: PageHost, workspace: Workspace) -> None:
        self._widget = QWidget()
        super().__init__(self._widget)
        self._host = host
        self._workspace = workspace
        self._widget.setProperty("role", "canvas")
        empty = EmptyState(
            "pair",
            "Пар пока нет",
            "Выберите наставляемого — программа подскажет, кто из наставников подходит и почему.",
            [NextStep("Сформировать пару", self.form_pair, primary=True)],
        )
        self.panel: TablePanel[PairRow] = TablePanel(
            COLUMNS, lambda row: row.id, host.state, "pairs", empty=empty, chips=CHIPS, hint="Найти пару…"
        )
        self.card = Card("Выберите строку слева: здесь появится всё о паре.")
        self._split = QSplitter(Qt.Orientation.Horizontal, self._widget)
        self._form = QPushButton("Сформировать пару", self._widget)
        self._form.setProperty("kind", "primary")
        self._form.setToolTip("Подобрать наставника и сформировать пару или группу (Ctrl+N)")
        self._order = QPushButton("Приказ…", self._widget)
        self._order.setToolTip("Приказ о выбранных парах")
        self._consents = QPushButton("Согласия…", self._widget)
        self._consents.setToolTip("Чьих согласий не хватает у выбранных пар")
        self._build()
        self._listen()
        theme().changed.connect(self._recolour)
        self._recolour()
        self._selection_changed()

    # --- TabPage

    @property
    def title(self) -> str:
        """The word on the tab."""
        return "Пары"

    @property
    def icon(self) -> str:
        """Name of the icon."""
        return "pair"

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self._widget

    def refresh(self, changes: object | None) -> None:
        """Reads the pairs anew."""
        del changes
        self.panel.set_rows(pairs.list_pairs(self._workspace))
        self._selection_changed()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.panel.search.start()

    def show_record(self, kind: str, record_id: int) -> bool:
        """Shows a pair."""
        if kind != "pair":
            return False
        self.panel.show_id(record_id)
        return True

    # --- what a person can do

    def form_pair(self, mentees: Sequence[int] = ()) -> None:
        """The dialog «Сформировать пару», with ``mentees`` already ticked."""
        formed = form_pair(self._host, self._workspace, self._widget, mentees)
        if formed is not None:
            self.refresh(None)
            self.panel.show_id(formed)

    def make_order(self) -> None:
        """An order about the selected pairs that have none."""
        self._new_order([row.id for row in self._selected() if facts.without_order(row)])

    def show_consents(self) -> None:
        """Consents of the selected pairs."""
        rows = self._selected()
        if rows:
            ConsentsDialog(self._workspace, self._host, rows, self._show_blanks, self._widget).exec()
            self.refresh(None)

    def edit(self) -> None:
        """Changes the current pair."""
        row = self._one()
        if row is not None and EditPairDialog(self._workspace, row, self._widget).exec():
            self._told("Пара изменена")

    def end(self) -> None:
        """Ends the current pair."""
        row = self._one()
        if row is None or facts.is_ended(row):
            return
        dialog = EndPairDialog(self._workspace, row, self._widget)
        if not dialog.exec():
            return
        if dialog.by_order:
            papers.new_order(
                self._host,
                self._workspace,
                self._widget,
                OrderCommand(
                    type="completion",
                    pairs=(row.id,),
                    closing_reason=dialog.reason,
                    effective_date=dialog.day.value(),
                ),
            )
            self.refresh(None)
        else:
            self._told(end_words([row]))

    def delete(self) -> None:
        """Puts the selected pairs into the bin; the toast takes it back."""
        rows = self._selected()
        if rows:
            recycle_bin.delete(self._workspace, "pair", [row.id for row in rows])
            what = counted(len(rows), "пара", "пары", "пар")
            self._told("Пара удалена в корзину" if len(rows) == 1 else f"Удалено в корзину: {what}")

    def show_history(self) -> None:
        """What happened to the current pair."""
        row = self._one()
        if row is not None:
            records.show_history(
                self._host, self._workspace, self._widget, "pair", row.id, f"{row.mentor_name} — что менялось"
            )

    def open_record(self, kind: str, record_id: int) -> None:
        """Shows a person or an order on its tab."""
        self._host.open_record(kind, record_id)

    # --- inside

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for button in (self._form, self._order, self._consents):
            bar.addWidget(button)
        bar.addStretch(1)
        split = self._split
        split.addWidget(self.panel)
        split.addWidget(self.card)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setCollapsible(0, False)
        split.setHandleWidth(12)
        split.setSizes([560, 340])
        split.restoreState(self._host.state.blob(_SPLIT_KEY))
        split.splitterMoved.connect(lambda _at, _number: self._host.state.put(_SPLIT_KEY, split.saveState()))
        layout = QVBoxLayout(self._widget)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(bar)
        layout.addWidget(split, 1)

    def _listen(self) -> None:
        self._form.clicked.connect(lambda: self.form_pair())
        self._order.clicked.connect(self.make_order)
        self._consents.clicked.connect(self.show_consents)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self._widget, self.form_pair)
        table = self.panel.table
        table.selection_changed.connect(lambda _ids: self._selection_changed())
        table.opened.connect(lambda _id: self.edit())
        table.delete_requested.connect(lambda _ids: self.delete())
        table.menu_requested.connect(self._menu)

    def _selected(self) -> list[PairRow]:
        return self.panel.selected_rows()

    def _one(self) -> PairRow | None:
        rows = self._selected()
        return rows[0] if len(rows) == 1 else None

    def _selection_changed(self) -> None:
        rows = self._selected()
        self._order.setEnabled(any(map(facts.without_order, rows)))
        self._consents.setEnabled(bool(rows))
        content = card.content(self._workspace, rows, self)
        if content is None:
            self.card.show_nothing()
        else:
            self.card.show_content(content)

    def _menu(self, at: QPoint) -> None:
        rows = self._selected()
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = len(rows) == 1
        entries = (
            ("Приказ…", "document", self.make_order, any(map(facts.without_order, rows))),
            ("Согласия…", "check-circle", self.show_consents, True),
            ("Изменить…", "edit", self.edit, one),
            ("Завершить…", "check", self.end, one and not facts.is_ended(rows[0])),
            ("История…", "history", self.show_history, one),
            ("Удалить", "trash", self.delete, not any(map(facts.has_order, rows))),
        )
        for words, icon, act, able in entries:
            action = menu.addAction(themed_icon(icon, size=18), words, act)
            action.setEnabled(able)
        menu.popup(at)

    def _new_order(self, ids: Sequence[int]) -> None:
        if not ids:
            return
        kind = "assignment" if len(ids) == 1 else "assignment_list"
        papers.new_order(self._host, self._workspace, self._widget, OrderCommand(type=kind, pairs=tuple(ids)))
        self.refresh(None)

    def _show_blanks(self, blanks: Sequence[ConsentBlank]) -> None:
        papers.show_blanks(self._host, self._workspace, self._widget, blanks)

    def _told(self, what: str) -> None:
        self.refresh(None)
        self._host.changed(None, what)

    def _recolour(self) -> None:
        self._form.setIcon(themed_icon("plus", size=18, role="on_accent"))
        self._order.setIcon(themed_icon("document", size=18))
        self._consents.setIcon(themed_icon("check-circle", size=18))
        self._selection_changed()
