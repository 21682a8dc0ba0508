"""The tab «Пары»: the list of pairs and groups with the card beside it."""

from __future__ import annotations

from collections.abc import Sequence

from curator_app.services import bin as recycle_bin
from curator_app.services import pairs
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui import papers, records
from curator_app.ui.common.card_content import CardContent
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.errors import told
from curator_app.ui.common.list_page import ListPage, MenuEntry, Tool
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.imports.pasting import take_pasted
from curator_app.ui.outcomes.mentor_report import show_mentor_report
from curator_app.ui.pairs import card, facts
from curator_app.ui.pairs.columns import COLUMNS, chips
from curator_app.ui.pairs.edit_dialog import EditPairDialog
from curator_app.ui.pairs.end_dialog import EndPairDialog
from curator_app.ui.pairs.forming import form_pair
from curator_app.ui.pairs.life_acts import LifeActs
from curator_app.ui.pairs.missing_consents import missing_of
from curator_app.ui.people.missing_consents import MissingConsentsDialog


class PairsPage(ListPage[PairRow]):
    """Pairs and groups with their life."""

    KIND = "pair"

    def __init__(self, host: PageHost, workspace: Workspace) -> None:
        empty = EmptyState(
            "pair",
            "Пар пока нет",
            "Выберите наставляемого — программа подскажет, кто из наставников подходит и почему.",
            [NextStep("Сформировать пару", self.form_pair, primary=True)],
        )
        panel: TablePanel[PairRow] = TablePanel(
            COLUMNS, lambda row: row.id, host.state, "pairs", empty=empty, chips=chips(host.clock), hint="Найти пару…"
        )
        super().__init__(
            host,
            workspace,
            panel,
            "Выберите строку слева: здесь появится всё о паре.",
            [
                Tool(
                    "Сформировать пару",
                    "plus",
                    self.form_pair,
                    "Подобрать наставника и сформировать пару или группу",
                    primary=True,
                ),
                Tool("Приказ…", "document", self.make_order, "Приказ о выбранных парах"),
                Tool("Согласия…", "check-circle", self.show_consents, "Чьих согласий не хватает у выбранных пар"),
            ],
        )
        take_pasted(self, host, workspace, "pairs")
        self.life = LifeActs(host, workspace, self._widget, self._lived)
        self.show_chosen()

    # --- ListPage

    def rows(self) -> list[PairRow]:
        """Pairs and groups of the year shown: those that wait for an order first, those that are over last."""
        label, today = self._host.year, self._host.clock.today()
        rows = [row for row in pairs.list_pairs(self._workspace) if facts.in_year(row, label, today)]
        return sorted(rows, key=lambda row: (facts.is_ended(row), facts.has_order(row)))

    def content(self, rows: list[PairRow]) -> CardContent | str:
        """The card of one, or what can be done with several."""
        return card.content(self._workspace, rows, self) or ""

    def menu(self, rows: list[PairRow]) -> list[MenuEntry]:
        """What can be done with the chosen ones."""
        one = len(rows) == 1
        life = [(act.text, act.icon, act.do, act.enabled) for act in self.life.entries(rows[0]) if act] if one else []
        return [
            ("Приказ…", "document", self.make_order, any(map(facts.without_order, rows))),
            ("Согласия…", "check-circle", self.show_consents, True),
            ("Изменить…", "edit", self.edit, one),
            *life,
            ("Завершить…", "check", self.end, one and not facts.is_ended(rows[0])),
            ("Отчёт наставника…", "note", self.show_report, one),
            ("Файлы…", "folder", self.show_files, one),
            ("История…", "history", self.show_history, one),
            ("Удалить", "trash", self.delete, not any(map(facts.has_order, rows))),
        ]

    def show_chosen(self) -> None:
        """The card, and which buttons make sense."""
        super().show_chosen()
        rows = self.chosen()
        _form, order, consents = self.buttons
        order.setEnabled(any(map(facts.without_order, rows)))
        consents.setEnabled(bool(rows))

    # --- what a person can do

    def form_pair(self, mentees: Sequence[int] = ()) -> None:
        """The dialog «Сформировать пару», with ``mentees`` already ticked."""
        formed = form_pair(self._host, self._workspace, self._widget, mentees)
        if formed is not None and not self.panel.show_id(formed):
            self.refresh(None)
            self.panel.show_id(formed)

    def make_order(self) -> None:
        """An order about the selected pairs that have none."""
        self._new_order([row.id for row in self.chosen() if facts.without_order(row)])

    def show_consents(self) -> None:
        """Consents of the selected pairs."""
        rows = self.chosen()
        if rows:
            run_dialog(
                MissingConsentsDialog(
                    self._host,
                    self._workspace,
                    "Согласия участников",
                    lambda: missing_of(self._workspace, rows),
                    self._widget,
                )
            )
            self.refresh(None)

    def edit(self) -> None:
        """Changes the current pair."""
        row = self.one()
        if row is not None and run_dialog(EditPairDialog(self._workspace, row, self._widget)):
            self.told("Пара изменена")

    def end(self) -> None:
        """Ends the current pair."""
        row = self.one()
        if row is None or facts.is_ended(row):
            return
        dialog = EndPairDialog(self._workspace, row, self._widget)
        if not run_dialog(dialog):
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
            self.told("Группа завершена" if row.is_group else "Пара завершена")

    def delete(self) -> None:
        """Puts the selected pairs into the bin; the toast takes it back."""
        rows = self.chosen()
        if rows:
            recycle_bin.delete(self._workspace, "pair", [row.id for row in rows])
            what = counted(len(rows), "пара", "пары", "пар")
            self.told("Пара удалена в корзину" if len(rows) == 1 else f"Удалено в корзину: {what}")

    def show_files(self) -> None:
        """Scans and other files kept about the current one."""
        row = self.one()
        if row is not None:
            papers.show_files(self._host, self._workspace, self._widget, "pair", row.id, row.mentor_name)

    def show_history(self) -> None:
        """What happened to the current pair."""
        row = self.one()
        if row is not None:
            records.show_history(
                self._host, self._workspace, self._widget, "pair", row.id, f"{row.mentor_name} — что менялось"
            )

    @told()
    def show_report(self) -> None:
        """«Отчёт наставника» about the current pair."""
        row = self.one()
        if row is not None:
            show_mentor_report(self._host, self._workspace, self._widget, row.id, row.mentor_short)

    def open_record(self, kind: str, record_id: int) -> None:
        """Shows a person or an order on its tab."""
        self._host.open_record(kind, record_id)

    # --- inside

    def _lived(self, said: str) -> None:
        if said:
            self.told(said)
        else:
            self.refresh(None)

    def _new_order(self, ids: Sequence[int]) -> None:
        if not ids:
            return
        kind = "assignment" if len(ids) == 1 else "assignment_list"
        papers.new_order(self._host, self._workspace, self._widget, OrderCommand(type=kind, pairs=tuple(ids)))
        self.refresh(None)
