"""What can be done in the life of a pair: each act opens its form and then the right paper, filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import PairStatus
from curator_app.services import mentees
from curator_app.services.pair_life import acts, orders, reading
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.pair_papers import PairPaperCode, PairPaperWish, pair_paper
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.ui import papers
from curator_app.ui.common import dialogs
from curator_app.ui.common.card_content import Act
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.pairs import facts, life_forms

_PAPERS: tuple[tuple[PairPaperCode, str], ...] = (
    ("resignation_request", "Заявление о сложении обязанностей"),
    ("replacement_request", "Ходатайство о замене наставника"),
    ("early_notice", "Уведомление о досрочном прекращении"),
    ("extension_agreement", "Соглашение о продлении"),
    ("correction_agreement", "Соглашение о корректировке"),
)


class LifeActs:
    """The acts of one list of pairs. ``done`` is told what was done (for the toast), «» when only to read anew."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget, done: Callable[[str], object]) -> None:
        self._host = host
        self._workspace = workspace
        self._parent = parent
        self._done = done

    def entries(self, row: PairRow) -> list[Act | None]:
        """The lines of the menu for a running pair."""
        if facts.is_ended(row):
            return []
        ordered = facts.has_order(row)
        first = "" if ordered else "Приказа ещё нет: всё меняется кнопкой «Изменить…»"
        paused = row.status == PairStatus.PAUSED.value
        group = row.is_group
        return [
            Act("Заявление, ходатайство, уведомление…", lambda: self.request(row), "mail"),
            Act("Заменить наставника…", lambda: self.replace(row), "refresh", hint=first, enabled=ordered),
            Act("Продлить…", lambda: self.extend(row), "calendar", hint=first, enabled=ordered),
            Act("Возобновить…", lambda: self.resume(row), "play")
            if paused
            else Act("Приостановить…", lambda: self.pause(row), "clock"),
            Act("Скорректировать содержание…", lambda: self.correct(row), "edit", hint=first, enabled=ordered),
            Act(
                "Включить в группу…" if group else "Добавить наставляемого…",
                lambda: self.join(row),
                "plus",
                hint=first,
                enabled=ordered,
            ),
            Act(
                "Вывести из группы…",
                lambda: self.leave(row),
                "minus",
                hint=first or "Это не группа",
                enabled=ordered and group,
            ),
            *([Act("Снять заявление, соглашение…", partial(self.withdraw, row), "undo")] if row.waits else []),
            Act("Напечатать бланк…", partial(self.blank, row), "print"),
        ]

    def request(self, row: PairRow) -> None:
        """A request or notice, then the order it asks for."""
        dialog = life_forms.RequestDialog(self._workspace, row, self._parent)
        if not run_dialog(dialog):
            return
        self._done("Записано в жизнь пары")
        if dialog.next == life_forms.REPLACE and facts.has_order(row):
            self.replace(row)
        elif dialog.next == life_forms.COMPLETE and facts.has_order(row):
            self._order(orders.completion(self._workspace, row.id))

    def withdraw(self, row: PairRow) -> None:
        """The latest request that waits was taken back by those who made it, or written down by mistake."""
        waiting = [one for one in reading.timeline(self._workspace, row.id).entries if one.waits and one.event]
        if waiting and dialogs.confirm(
            self._parent, "Снять эту запись?", "Снять", detail=f"{waiting[-1].date:%d.%m.%Y}  {waiting[-1].text}."
        ):
            acts.remove_event(self._workspace, waiting[-1].event or 0)
            self._done("Запись снята")

    def replace(self, row: PairRow) -> None:
        """The order about another mentor; candidates stand in it best first."""
        self._order(orders.replacement(self._workspace, row.id))

    def extend(self, row: PairRow, until: dt.date | None = None) -> None:
        """An agreement to go on, then the order. One agreed already goes straight to its order."""
        if row.waits == "extension" and until is None:
            self._order(orders.extension(self._workspace, row.id))
            return
        dialog = life_forms.ExtensionDialog(self._workspace, row, until, self._parent)
        if run_dialog(dialog):
            self._done("Продление согласовано")
            if dialog.order_wanted:
                self._order(orders.extension(self._workspace, row.id))

    def pause(self, row: PairRow) -> None:
        """The pair does not work for a while."""
        if run_dialog(life_forms.PauseDialog(self._workspace, row, self._parent)):
            self._done("Пара приостановлена")

    def resume(self, row: PairRow) -> None:
        """It works again; the days may be made up for by an extension."""
        dialog = life_forms.ResumeDialog(self._workspace, row, self._parent)
        if not run_dialog(dialog):
            return
        self._done("Работа пары возобновлена")
        if dialog.extension_wanted and row.end_date is not None:
            days = reading.timeline(self._workspace, row.id).paused_days
            self.extend(row, row.end_date + dt.timedelta(days=max(days, 1)))

    def correct(self, row: PairRow) -> None:
        """The content changed by agreement, then the agreement for signature."""
        dialog = life_forms.CorrectionDialog(self._workspace, row, self._parent)
        if not run_dialog(dialog):
            return
        self._done("Содержание скорректировано")
        if dialog.paper_wanted:
            told = dialog.form.values()
            self._paper(
                PairPaperWish(
                    code="correction_agreement",
                    pair=row.id,
                    date=told["date"],
                    effective_date=told["effective_on"],
                    reason=told["reason"],
                    changes=dialog.changes,
                ),
                "Соглашение о корректировке",
            )

    def join(self, row: PairRow) -> None:
        """Somebody joins, then the order of change."""
        there = {row.mentor, *row.mentees, *row.left_mentees}
        free = [
            (one.id, one.full_name)
            for one in sorted(mentees.list_mentees(self._workspace), key=lambda one: collation_key(one.full_name))
            if not one.archived and one.id not in there
        ]
        if not free:
            dialogs.show_problem(self._parent, "Включить некого: все наставляемые базы уже в этой группе или в архиве.")
            return
        dialog = life_forms.MembershipDialog(self._workspace, row, free, join=True, parent=self._parent)
        self._membership(row, dialog)

    def leave(self, row: PairRow) -> None:
        """Somebody leaves, then the order of change."""
        self._membership(row, life_forms.MembershipDialog(self._workspace, row, (), join=False, parent=self._parent))

    def blank(self, row: PairRow) -> None:
        """A paper for signature with what the base knows, the rest to be filled in by hand."""
        dialog = life_forms.BlankDialog([(code, title) for code, title in _PAPERS], self._parent)
        if run_dialog(dialog):
            self._paper(PairPaperWish(code=dialog.code, pair=row.id), dict(_PAPERS)[dialog.code])

    def _membership(self, row: PairRow, dialog: life_forms.MembershipDialog) -> None:
        if run_dialog(dialog):
            self._done("Состав группы изменён")
            if dialog.order_wanted:
                self._order(orders.change(self._workspace, row.id, dialog.sentence))

    def _order(self, wish: OrderCommand) -> None:
        papers.new_order(self._host, self._workspace, self._parent, wish)
        self._done("")

    def _paper(self, wish: PairPaperWish, title: str) -> None:
        papers.show_paper(self._host, self._parent, title, partial(pair_paper, self._workspace, wish))
