"""The tab «Наставники»: the list with the card beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from curator_app.domain.codes import PersonKind
from curator_app.services import consents, mentors, people
from curator_app.services.rows import MentorRow
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.grammar import counted
from curator_app.ui import imports, papers, records
from curator_app.ui.common.card import Card
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.errors import told
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.mentors.card import mentor_card, several_card
from curator_app.ui.mentors.columns import CHIPS, COLUMNS
from curator_app.ui.mentors.mentor_dialog import MentorDialog
from curator_app.ui.people import acts
from curator_app.ui.people.blanks import blanks_for
from curator_app.ui.people.consent_dialog import mark_consents, show_consents
from curator_app.ui.people.staff_picker import pick_people

_SPLIT = "mentors/split"


def _window(page: MentorsPage) -> QWidget:
    return page.widget


class MentorsPage(QObject):
    """A TabPage. Lives and dies with its widget, so that signals of the theme do not outlive it."""

    def __init__(self, host: PageHost, workspace: Workspace) -> None:
        self._widget = QWidget()
        super().__init__(self._widget)
        self._host = host
        self._workspace = workspace
        self._widget.setProperty("role", "canvas")
        empty = EmptyState(
            "mentor",
            "Наставников пока нет",
            "Загрузите базу из своего файла Excel, отметьте наставников среди сотрудников или добавьте вручную.",
            [
                NextStep("Загрузить из Excel…", self.load, primary=True),
                NextStep("Выбрать из сотрудников…", self.choose_from_staff),
                NextStep("Добавить вручную…", self.add),
            ],
        )
        self.panel: TablePanel[MentorRow] = TablePanel(
            COLUMNS, lambda row: row.id, host.state, "mentors", empty=empty, chips=CHIPS, hint="Найти наставника…"
        )
        self.card = Card("Выберите наставника в списке — здесь откроется его карточка.")
        self._add = QPushButton("Добавить", self._widget)
        self._add.setProperty("kind", "primary")
        self._add.setToolTip("Завести карточку нового наставника (Ctrl+N)")
        self._choose = QPushButton("Из сотрудников…", self._widget)
        self._choose.setToolTip("Выбрать из сотрудников: тех, кто уже есть в базе, вводить заново не нужно")
        self._build()
        self._listen()
        theme().changed.connect(self._recolour)
        self._recolour()
        self._selection_changed()

    # --- TabPage

    @property
    def title(self) -> str:
        """The word on the tab."""
        return "Наставники"

    @property
    def icon(self) -> str:
        """Name of the icon."""
        return "mentor"

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self._widget

    def refresh(self, changes: object | None) -> None:
        """Reads the mentors anew."""
        del changes
        rows = mentors.list_mentors(self._workspace)
        self.panel.set_rows(sorted(rows, key=lambda row: collation_key(row.full_name)))
        self._selection_changed()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.panel.search.start()

    def show_record(self, kind: str, record_id: int) -> bool:
        """Shows a mentor."""
        return kind == "mentor" and self.panel.show_id(record_id)

    # --- what a person can do

    @told(_window)
    def add(self) -> None:
        """A new card."""
        dialog = MentorDialog(self._workspace, None, self._widget)
        if dialog.exec() and dialog.person_id is not None:
            self._told("Наставник добавлен")
            self.panel.show_id(dialog.person_id)

    @told(_window)
    def choose_from_staff(self) -> None:
        """Takes people of the base into the mentor base."""
        present = {row.id for row in mentors.list_mentors(self._workspace)}
        free = [row for row in people.list_people(self._workspace, archived=False) if row.id not in present]
        free.sort(key=lambda row: row.kind == PersonKind.PUPIL.value)
        sentence = "Отметьте, кого взять в базу наставников. Сведения о человеке уже есть, вводить их заново не нужно."
        ids = pick_people(self._widget, "Выбрать из сотрудников", sentence, "Взять в базу", free)
        if ids:
            mentors.appoint(self._workspace, ids)
            self._told(f"В базу наставников добавлено: {counted(len(ids), 'человек', 'человека', 'человек')}")
            self.panel.table.select_ids(ids)

    def load(self) -> None:
        """The import wizard."""
        imports.run_import(self._host, self._workspace, self._widget)
        self.refresh(None)

    @told(_window)
    def edit(self) -> None:
        """Opens the card for changes."""
        row = self._one()
        if row is not None and MentorDialog(self._workspace, row, self._widget).exec():
            self._told("Карточка сохранена")

    @told(_window)
    def mark_consents(self) -> None:
        """Puts consents of the selected mentors on file."""
        rows = self._selected()
        if rows and mark_consents(self._workspace, rows, self._widget):
            self._told("Согласия отмечены")

    def open_consents(self) -> None:
        """All consents of the current mentor."""
        row = self._one()
        if row is not None:
            show_consents(self._host, self._workspace, row, self._widget)
            self.refresh(None)

    @told(_window)
    def print_blanks(self) -> None:
        """Blanks of the consents that are missing (of all needed when none is)."""
        rows = self._selected()
        if rows:
            papers.show_blanks(self._host, self._workspace, self._widget, blanks_for(rows))

    def open_mentee(self, mentee_id: int) -> None:
        """Shows a mentee on the tab «Наставляемые»."""
        self._host.open_record("mentee", mentee_id)

    def show_history(self) -> None:
        """What happened to the card."""
        row = self._one()
        if row is not None:
            title = f"{row.full_name} — что менялось"
            records.show_history(self._host, self._workspace, self._widget, "mentor", row.id, title)

    @told(_window)
    def archive(self) -> None:
        """Into the archive, or back when all of the selected are there."""
        acts.archive(self._host, self._workspace, self._selected())
        self.refresh(None)

    @told(_window)
    def delete(self) -> None:
        """Into the recycle bin; the toast takes it back."""
        acts.delete(self._host, self._workspace, "mentor", self._selected())
        self.refresh(None)

    # --- inside

    def _build(self) -> None:
        for button in (self._add, self._choose):
            self.panel.tools.addWidget(button)
        split = QSplitter(Qt.Orientation.Horizontal, self._widget)
        split.addWidget(self.panel)
        split.addWidget(self.card)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes(self._host.state.numbers(_SPLIT) or [900, 380])
        split.splitterMoved.connect(lambda *_: self._host.state.put_list(_SPLIT, split.sizes()))
        layout = QVBoxLayout(self._widget)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(split, 1)

    def _listen(self) -> None:
        self._add.clicked.connect(lambda: self.add())
        self._choose.clicked.connect(lambda: self.choose_from_staff())
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self._widget, lambda: self.add())
        table = self.panel.table
        table.selection_changed.connect(lambda _ids: self._selection_changed())
        table.opened.connect(lambda _id: self.edit())
        table.delete_requested.connect(lambda _ids: self.delete())
        table.menu_requested.connect(self._menu)

    def _selected(self) -> list[MentorRow]:
        return self.panel.selected_rows()

    def _one(self) -> MentorRow | None:
        rows = self._selected()
        return rows[0] if len(rows) == 1 else None

    def _selection_changed(self) -> None:
        rows = self._selected()
        if len(rows) == 1:
            held = consents.list_consents(self._workspace, rows[0].id)
            self.card.show_content(mentor_card(rows[0], held, self))
        elif rows:
            self.card.show_content(several_card(rows, self))
        else:
            self.card.show_nothing()

    def _menu(self, at: QPoint) -> None:
        rows = self._selected()
        one = len(rows) == 1
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        away = "Вернуть из архива" if acts.all_archived(rows) else "Убрать в архив"
        entries = (
            ("Изменить…", "edit", self.edit, one),
            ("Отметить согласия…", "check-circle", self.mark_consents, True),
            ("Все согласия…", "document", self.open_consents, one),
            ("Бланки согласий…", "print", self.print_blanks, True),
            ("История изменений…", "history", self.show_history, one),
            (away, "archive", self.archive, True),
            ("Удалить", "trash", self.delete, True),
        )
        for words, icon, act, able in entries:
            menu.addAction(themed_icon(icon, size=18), words, act).setEnabled(able)
        menu.popup(at)

    def _told(self, what: str) -> None:
        self.refresh(None)
        self._host.changed(None, what)

    def _recolour(self) -> None:
        self._add.setIcon(themed_icon("plus", size=18, role="on_accent"))
        self._choose.setIcon(themed_icon("users", size=18))
