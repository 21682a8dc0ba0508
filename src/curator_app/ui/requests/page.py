"""The tab «Наставляемые»: the list with the card beside it."""

from __future__ import annotations

from curator_app.domain.codes import PersonKind
from curator_app.services import consents, mentees, people
from curator_app.services.rows import MenteeRow, RequestRow
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.grammar import counted
from curator_app.ui import imports, papers, records
from curator_app.ui.common.card_content import CardContent
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.list_page import ListPage, MenuEntry, Tool
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.imports.pasting import take_pasted
from curator_app.ui.newcomer import show_person_papers
from curator_app.ui.pairs.forming import form_pair
from curator_app.ui.people import acts
from curator_app.ui.people.blanks import blanks_for
from curator_app.ui.people.consent_dialog import mark_consents, show_consents
from curator_app.ui.people.staff_picker import pick_people
from curator_app.ui.requests.card import mentee_card
from curator_app.ui.requests.columns import CHIPS, COLUMNS
from curator_app.ui.requests.mentee_dialog import MenteeDialog
from curator_app.ui.requests.request_dialog import RequestDialog


class RequestsPage(ListPage[MenteeRow]):
    """Mentees with their requests."""

    KIND = "mentee"

    def __init__(self, host: PageHost, workspace: Workspace) -> None:
        empty = EmptyState(
            "mentee",
            "Наставляемых пока нет",
            "Добавьте того, кому нужна помощь, и запишите его запрос — программа подскажет наставника.",
            [
                NextStep("Загрузить из Excel…", self.load, primary=True),
                NextStep("Выбрать из сотрудников…", self.choose_from_staff),
                NextStep("Добавить вручную…", self.add),
            ],
        )
        panel: TablePanel[MenteeRow] = TablePanel(
            COLUMNS, lambda row: row.id, host.state, "mentees", empty=empty, chips=CHIPS, hint="Найти наставляемого…"
        )
        super().__init__(
            host,
            workspace,
            panel,
            "Выберите наставляемого в списке — здесь откроется его карточка.",
            [
                Tool("Добавить", "plus", self.add, "Завести карточку с первым запросом", primary=True),
                Tool("Из сотрудников…", "users", self.choose_from_staff, "Выбрать из тех, кто уже есть в базе"),
                Tool("Подобрать наставника…", "pair", self.find_mentor, "Пара или группа для выбранных"),
            ],
        )
        take_pasted(self, host, workspace, "mentees")

    # --- ListPage

    def rows(self) -> list[MenteeRow]:
        """All mentees by name."""
        rows = mentees.list_mentees(self._workspace)
        return sorted(rows, key=lambda row: collation_key(row.full_name))

    def content(self, rows: list[MenteeRow]) -> CardContent | str:
        """The card of one; of several what can be done with them."""
        if len(rows) == 1:
            return mentee_card(rows[0], consents.list_consents(self._workspace, rows[0].id), self)
        chosen = counted(len(rows), "наставляемый", "наставляемых", "наставляемых")
        return f"Выбрано: {chosen}. Им можно подобрать одного наставника — получится группа."

    def menu(self, rows: list[MenteeRow]) -> list[MenuEntry]:
        """What can be done with the chosen ones."""
        one = len(rows) == 1
        away = "Вернуть из архива" if acts.all_archived(rows) else "Убрать в архив"
        return [
            ("Подобрать наставника…", "pair", self.find_mentor, True),
            ("Новый запрос…", "target", self.add_request, one),
            ("Изменить…", "edit", self.edit, one),
            ("Отметить согласия…", "check-circle", self.mark_consents, True),
            ("Все бумаги…", "document", self.show_papers, one),
            ("Бланки согласий…", "print", self.print_consents, True),
            ("Файлы…", "folder", self.show_files, one),
            ("История изменений…", "history", self.show_history, one),
            (away, "archive", self.archive, True),
            ("Удалить", "trash", self.delete, True),
        ]

    # --- what a person can do

    def add(self) -> None:
        """A new card with the first request."""
        dialog = MenteeDialog(self._workspace, None, self._widget)
        if run_dialog(dialog) and dialog.person_id is not None:
            self.told("Наставляемый добавлен")
            self.panel.show_id(dialog.person_id)
            if dialog.pairing:
                self.find_mentor()

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
            self.told(f"Добавлено: {counted(len(ids), 'человек', 'человека', 'человек')}")

    def load(self) -> None:
        """The import wizard."""
        imports.run_import(self._host, self._workspace, self._widget)

    def edit(self) -> None:
        """Opens the card for changes."""
        row = self.one()
        if row is not None and run_dialog(MenteeDialog(self._workspace, row, self._widget)):
            self.told("Карточка сохранена")

    def add_request(self) -> None:
        """A new request of the current mentee."""
        self._request(None)

    def edit_request(self, request: RequestRow) -> None:
        """Opens a request."""
        self._request(request)

    def find_mentor(self) -> None:
        """Forms a pair (or a group) for the selected mentees."""
        rows = self.chosen()
        if rows:
            form_pair(self._host, self._workspace, self._widget, [row.id for row in rows])
            self.refresh(None)

    def mark_consents(self) -> None:
        """Puts consents of the selected mentees on file."""
        rows = self.chosen()
        if rows and mark_consents(self._workspace, rows, self._widget):
            self.told("Согласия отмечены")

    def print_consents(self) -> None:
        """Blanks of the consents that are missing (of all when none is)."""
        rows = self.chosen()
        if rows:
            papers.show_blanks(self._host, self._workspace, self._widget, blanks_for(rows))

    def show_papers(self) -> None:
        """Everything there is to print about the current mentee, in one place."""
        row = self.one()
        if row is not None:
            show_person_papers(self._host, self._workspace, self._widget, row.id)
            self.refresh(None)

    def show_consents(self) -> None:
        """All consents of the current mentee."""
        row = self.one()
        if row is not None:
            show_consents(self._host, self._workspace, row, self._widget)
            self.refresh(None)

    def open_mentor(self, mentor_id: int) -> None:
        """Shows the mentor on his tab."""
        self._host.open_record("mentor", mentor_id)

    def show_files(self) -> None:
        """Scans and other files kept about the current one."""
        row = self.one()
        if row is not None:
            papers.show_files(self._host, self._workspace, self._widget, "person", row.id, row.full_name)

    def show_history(self) -> None:
        """What happened to the card."""
        row = self.one()
        if row is not None:
            records.show_history(
                self._host, self._workspace, self._widget, "mentee", row.id, f"{row.full_name} — что менялось"
            )

    def archive(self) -> None:
        """Into the archive or back."""
        acts.archive(self._host, self._workspace, self.chosen())
        self.refresh(None)

    def delete(self) -> None:
        """Into the recycle bin; the toast takes it back."""
        acts.delete(self._host, self._workspace, "mentee", self.chosen())
        self.refresh(None)

    # --- inside

    def _request(self, request: RequestRow | None) -> None:
        row = self.one()
        if row is None:
            return
        if run_dialog(RequestDialog(self._workspace, row.id, row.full_name, request, self._widget)):
            self.told("Запрос сохранён")
