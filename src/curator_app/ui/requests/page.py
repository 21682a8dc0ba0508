"""The tab «Наставляемые»: the list with the card beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from curator_app.domain.codes import PersonKind
from curator_app.services import consents, mentees, people
from curator_app.services.rows import MenteeRow, RequestRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui import imports, papers, records
from curator_app.ui.common.card import Card
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.pairs.forming import form_pair
from curator_app.ui.people import acts
from curator_app.ui.people.blanks import blanks_for
from curator_app.ui.people.consent_dialog import mark_consents, show_consents
from curator_app.ui.people.staff_picker import pick_people
from curator_app.ui.requests.card import mentee_card
from curator_app.ui.requests.columns import CHIPS, COLUMNS
from curator_app.ui.requests.mentee_dialog import MenteeDialog
from curator_app.ui.requests.request_dialog import RequestDialog


class RequestsPage(QObject):
    """A TabPage. Lives and dies with its widget, so that signals of the theme do not outlive it."""

    def __init__(self, host: PageHost, workspace: Workspace) -> None:
        self._widget = QWidget()
        super().__init__(self._widget)
        self._host = host
        self._workspace = workspace
        self._widget.setProperty("role", "canvas")
        empty = EmptyState(
            "mentee",
            "Наставляемых пока нет",
            "Добавьте того, кому нужна помощь, и запишите его запрос — программа подскажет наставника.",
            [
                NextStep("Загрузить из Excel", self.load, primary=True),
                NextStep("Выбрать из сотрудников", self.choose_from_staff),
                NextStep("Добавить вручную", self.add),
            ],
        )
        self.panel: TablePanel[MenteeRow] = TablePanel(
            COLUMNS, lambda row: row.id, host.state, "mentees", empty=empty, chips=CHIPS, hint="Найти наставляемого…"
        )
        self.card = Card("Выберите наставляемого в списке.")
        self._add = QPushButton("Новый наставляемый", self._widget)
        self._add.setProperty("kind", "primary")
        self._add.setToolTip("Завести карточку с первым запросом (Ctrl+N)")
        self._choose = QPushButton("Выбрать из сотрудников…", self._widget)
        self._pair = QPushButton("Подобрать наставника…", self._widget)
        self._build()
        self._listen()
        theme().changed.connect(self._recolour)
        self._recolour()
        self._selection_changed()

    # --- TabPage

    @property
    def title(self) -> str:
        """The word on the tab."""
        return "Наставляемые"

    @property
    def icon(self) -> str:
        """Name of the icon."""
        return "mentee"

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self._widget

    def refresh(self, changes: object | None) -> None:
        """Reads the mentees anew."""
        del changes
        self.panel.set_rows(mentees.list_mentees(self._workspace))
        self._selection_changed()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.panel.search.start()

    def show_record(self, kind: str, record_id: int) -> bool:
        """Shows a mentee."""
        return kind == "mentee" and self.panel.show_id(record_id)

    # --- what a person can do

    def add(self) -> None:
        """A new card with the first request."""
        dialog = MenteeDialog(self._workspace, None, self._widget)
        if dialog.exec() and dialog.person_id is not None:
            self._told("Наставляемый добавлен")
            self.panel.show_id(dialog.person_id)

    def choose_from_staff(self) -> None:
        """Takes people of the base into the list."""
        present = {row.id for row in mentees.list_mentees(self._workspace)}
        free = [
            row
            for row in people.list_people(self._workspace, archived=False)
            if row.id not in present and row.kind != PersonKind.EXTERNAL.value
        ]
        ids = pick_people(self._widget, "Кому нужен наставник", "Отметьте тех, кому нужен наставник.", "Добавить", free)
        if ids:
            mentees.enroll(self._workspace, ids)
            self._told(f"Добавлено: {counted(len(ids), 'человек', 'человека', 'человек')}")

    def load(self) -> None:
        """The import wizard."""
        imports.run_import(self._host, self._workspace, self._widget)

    def edit(self) -> None:
        """Opens the card for changes."""
        row = self._one()
        if row is not None and MenteeDialog(self._workspace, row, self._widget).exec():
            self._told("Карточка сохранена")

    def add_request(self) -> None:
        """A new request of the current mentee."""
        self._request(None)

    def edit_request(self, request: RequestRow) -> None:
        """Opens a request."""
        self._request(request)

    def find_mentor(self) -> None:
        """Forms a pair (or a group) for the selected mentees."""
        rows = self._selected()
        if rows:
            form_pair(self._host, self._workspace, self._widget, [row.id for row in rows])
            self.refresh(None)

    def mark_consents(self) -> None:
        """Puts consents of the selected mentees on file."""
        rows = self._selected()
        if rows and mark_consents(self._workspace, rows, self._widget):
            self._told("Согласия отмечены")

    def print_consents(self) -> None:
        """Blanks of the consents that are missing (of all when none is)."""
        rows = self._selected()
        if rows:
            papers.show_blanks(self._host, self._workspace, self._widget, blanks_for(rows))

    def show_consents(self) -> None:
        """All consents of the current mentee."""
        row = self._one()
        if row is not None:
            show_consents(self._host, self._workspace, row, self._widget)
            self.refresh(None)

    def open_mentor(self, mentor_id: int) -> None:
        """Shows the mentor on his tab."""
        self._host.open_record("mentor", mentor_id)

    def show_history(self) -> None:
        """What happened to the card."""
        row = self._one()
        if row is not None:
            records.show_history(
                self._host, self._workspace, self._widget, "mentee", row.id, f"{row.full_name} — что менялось"
            )

    def archive(self) -> None:
        """Into the archive or back."""
        acts.archive(self._host, self._workspace, self._selected())
        self.refresh(None)

    def delete(self) -> None:
        """Into the recycle bin; the toast takes it back."""
        acts.delete(self._host, self._workspace, "mentee", self._selected())
        self.refresh(None)

    # --- inside

    def _request(self, request: RequestRow | None) -> None:
        row = self._one()
        if row is None:
            return
        if RequestDialog(self._workspace, row.id, row.full_name, request, self._widget).exec():
            self._told("Запрос сохранён")

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for button in (self._add, self._choose, self._pair):
            bar.addWidget(button)
        bar.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal, self._widget)
        split.addWidget(self.panel)
        split.addWidget(self.card)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setCollapsible(0, False)
        split.setHandleWidth(12)
        split.setSizes([900, 380])
        layout = QVBoxLayout(self._widget)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(bar)
        layout.addWidget(split, 1)

    def _listen(self) -> None:
        self._add.clicked.connect(lambda: self.add())
        self._choose.clicked.connect(lambda: self.choose_from_staff())
        self._pair.clicked.connect(lambda: self.find_mentor())
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self._widget, self.add)
        table = self.panel.table
        table.selection_changed.connect(lambda _ids: self._selection_changed())
        table.opened.connect(lambda _id: self.edit())
        table.delete_requested.connect(lambda _ids: self.delete())
        table.menu_requested.connect(self._menu)

    def _selected(self) -> list[MenteeRow]:
        return self.panel.selected_rows()

    def _one(self) -> MenteeRow | None:
        rows = self._selected()
        return rows[0] if len(rows) == 1 else None

    def _selection_changed(self) -> None:
        rows = self._selected()
        self._pair.setEnabled(bool(rows))
        if len(rows) == 1:
            self.card.show_content(mentee_card(rows[0], consents.list_consents(self._workspace, rows[0].id), self))
        elif rows:
            chosen = counted(len(rows), "наставляемый", "наставляемых", "наставляемых")
            self.card.show_nothing(f"Выбрано: {chosen}. Им можно подобрать одного наставника — получится группа.")
        else:
            self.card.show_nothing()

    def _menu(self, at: QPoint) -> None:
        rows = self._selected()
        one = len(rows) == 1
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = (
            ("Подобрать наставника…", "pair", self.find_mentor, True),
            ("Новый запрос…", "target", self.add_request, one),
            ("Изменить…", "edit", self.edit, one),
            ("Отметить согласия…", "check-circle", self.mark_consents, True),
            ("Бланки согласий…", "print", self.print_consents, True),
            ("История…", "history", self.show_history, one),
            ("Из архива" if rows and all(row.archived for row in rows) else "В архив", "archive", self.archive, True),
            ("Удалить", "trash", self.delete, True),
        )
        for words, icon, act, able in entries:
            action = menu.addAction(themed_icon(icon, size=18), words, act)
            action.setEnabled(able)
        menu.popup(at)

    def _told(self, what: str) -> None:
        self.refresh(None)
        self._host.changed(None, what)

    def _recolour(self) -> None:
        self._add.setIcon(themed_icon("plus", size=18, role="on_accent"))
        self._choose.setIcon(themed_icon("users", size=18))
        self._pair.setIcon(themed_icon("pair", size=18))
        self._selection_changed()
