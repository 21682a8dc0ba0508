"""The tab «Наставники»: the list with the card beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import PersonKind
from curator_app.services import consents, mentors, people
from curator_app.services.rows import MentorRow
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.grammar import counted
from curator_app.ui import imports, papers, records
from curator_app.ui.common.card_content import CardContent
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.errors import told
from curator_app.ui.common.list_page import ListPage, MenuEntry, Tool
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.imports.pasting import take_pasted
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


class MentorsPage(ListPage[MentorRow]):
    """The mentor base."""

    KIND = "mentor"

    def __init__(self, host: PageHost, workspace: Workspace) -> None:
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
        panel: TablePanel[MentorRow] = TablePanel(
            COLUMNS, lambda row: row.id, host.state, "mentors", empty=empty, chips=CHIPS, hint="Найти наставника…"
        )
        super().__init__(
            host,
            workspace,
            panel,
            "Выберите наставника в списке — здесь откроется его карточка.",
            [
                Tool("Добавить", "plus", self.add, "Завести карточку нового наставника", primary=True),
                Tool(
                    "Из сотрудников…",
                    "users",
                    self.choose_from_staff,
                    "Выбрать из сотрудников: тех, кто уже есть в базе, вводить заново не нужно",
                ),
            ],
        )
        take_pasted(self, host, workspace, "mentors")

    # --- ListPage

    def rows(self) -> list[MentorRow]:
        """All mentors by name."""
        rows = mentors.list_mentors(self._workspace)
        return sorted(rows, key=lambda row: collation_key(row.full_name))

    def content(self, rows: list[MentorRow]) -> CardContent | str:
        """The card of one, or what can be done with several."""
        if len(rows) > 1:
            return several_card(rows, self)
        return mentor_card(rows[0], consents.list_consents(self._workspace, rows[0].id), self)

    def menu(self, rows: list[MentorRow]) -> list[MenuEntry]:
        """What can be done with the chosen ones."""
        one = len(rows) == 1
        away = "Вернуть из архива" if acts.all_archived(rows) else "Убрать в архив"
        return [
            ("Изменить…", "edit", self.edit, one),
            ("Отметить согласия…", "check-circle", self.mark_consents, True),
            ("Все согласия…", "document", self.open_consents, one),
            ("Бланки согласий…", "print", self.print_blanks, True),
            ("Файлы…", "folder", self.show_files, one),
            ("История изменений…", "history", self.show_history, one),
            (away, "archive", self.archive, True),
            ("Удалить", "trash", self.delete, True),
        ]

    # --- what a person can do

    @told(_window)
    def add(self) -> None:
        """A new card."""
        dialog = MentorDialog(self._workspace, None, self._widget)
        if run_dialog(dialog) and dialog.person_id is not None:
            self.told("Наставник добавлен")
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
            self.told(f"В базу наставников добавлено: {counted(len(ids), 'человек', 'человека', 'человек')}")
            self.panel.table.select_ids(ids)

    def load(self) -> None:
        """The import wizard."""
        imports.run_import(self._host, self._workspace, self._widget)
        self.refresh(None)

    @told(_window)
    def edit(self) -> None:
        """Opens the card for changes."""
        row = self.one()
        if row is not None and run_dialog(MentorDialog(self._workspace, row, self._widget)):
            self.told("Карточка сохранена")

    @told(_window)
    def mark_consents(self) -> None:
        """Puts consents of the selected mentors on file."""
        rows = self.chosen()
        if rows and mark_consents(self._workspace, rows, self._widget):
            self.told("Согласия отмечены")

    def open_consents(self) -> None:
        """All consents of the current mentor."""
        row = self.one()
        if row is not None:
            show_consents(self._host, self._workspace, row, self._widget)
            self.refresh(None)

    @told(_window)
    def print_blanks(self) -> None:
        """Blanks of the consents that are missing (of all needed when none is)."""
        rows = self.chosen()
        if rows:
            papers.show_blanks(self._host, self._workspace, self._widget, blanks_for(rows))

    def open_mentee(self, mentee_id: int) -> None:
        """Shows a mentee on the tab «Наставляемые»."""
        self._host.open_record("mentee", mentee_id)

    def show_files(self) -> None:
        """Scans and other files kept about the current one."""
        row = self.one()
        if row is not None:
            papers.show_files(self._host, self._workspace, self._widget, "person", row.id, row.full_name)

    def show_history(self) -> None:
        """What happened to the card."""
        row = self.one()
        if row is not None:
            title = f"{row.full_name} — что менялось"
            records.show_history(self._host, self._workspace, self._widget, "mentor", row.id, title)

    @told(_window)
    def archive(self) -> None:
        """Into the archive, or back when all of the selected are there."""
        acts.archive(self._host, self._workspace, self.chosen())
        self.refresh(None)

    @told(_window)
    def delete(self) -> None:
        """Into the recycle bin; the toast takes it back."""
        acts.delete(self._host, self._workspace, "mentor", self.chosen())
        self.refresh(None)
