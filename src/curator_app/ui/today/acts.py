"""What can be done with the tasks chosen on the tab «Сегодня»: each act is one step of the journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtWidgets import QWidget

from curator_app.domain.terms.states import TaskState
from curator_app.runtime.errors import KnownProblem
from curator_app.services.terms import marks
from curator_app.services.terms.rows import OWN_RULE, TaskRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.dialogs import show_problem
from curator_app.ui.common.page import PageHost
from curator_app.ui.today import needs

if TYPE_CHECKING:
    from curator_app.ui.common.form_dialog import FormDialog

OVER: Final = {TaskState.DONE.value, TaskState.DROPPED.value}
"""Nothing more is to be done about a task in these states."""


class Shown(Protocol):
    """The page."""

    def chosen(self) -> list[TaskRow]:
        """Tasks chosen in the list."""

    def refresh(self, changes: object | None) -> None:
        """Reads the tasks anew."""

    def told(self, said: str) -> None:
        """After a change: says what was done and shows the tasks as they are now."""

    def show_card(self) -> None:
        """The card of what is chosen."""


class TaskActs:
    """Keys, buttons, menu and card call these."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget, page: Shown) -> None:
        self._host, self._workspace, self._parent, self._page = host, workspace, parent, page

    def tick(self) -> None:
        """Space, the circle: done today, or open again. One click, one «Отменить»."""
        rows = self._page.chosen()
        if not rows:
            return
        if any(row.trigger_changed for row in rows):
            self._page.show_card()
            self._host.toast("Основание изменилось: решите в карточке справа, остаётся ли отметка.")
            return
        if all(row.state in OVER for row in rows):
            self.reopen()
            return
        open_ones = [row for row in rows if row.state not in OVER]
        today = self._workspace.clock.today()
        self._do(lambda: marks.mark_done(self._workspace, open_ones, on=today), _said("Сделано", open_ones))

    def done(self) -> None:
        """«Сделано…» with the day and the evidence."""
        from curator_app.ui.today import dialogs

        rows = [row for row in self._page.chosen() if not row.derived]
        if rows:
            self._ask(dialogs.done_dialog(self._workspace, rows, self._parent), _said("Сделано", rows))

    def postpone(self) -> None:
        """«Отложить…»."""
        from curator_app.ui.today import dialogs

        rows = [row for row in self._page.chosen() if row.state not in OVER]
        if rows:
            self._ask(dialogs.postpone_dialog(self._workspace, rows, self._parent), _said("Отложено", rows))

    def drop(self) -> None:
        """«Не требуется…»; own tasks are deleted at once, «Отменить» brings them back."""
        from curator_app.ui.today import dialogs

        rows = [row for row in self._page.chosen() if not row.derived]
        if not rows:
            return
        if all(row.rule_id == OWN_RULE for row in rows):
            self._do(lambda: marks.drop(self._workspace, rows), _said("Удалено", rows))
            return
        self._ask(dialogs.drop_dialog(self._workspace, rows, self._parent), _said("Не требуется", rows))

    def reopen(self) -> None:
        """«Вернуть в работу»."""
        rows = [row for row in self._page.chosen() if row.state in OVER or row.postponed_to is not None]
        if rows:
            self._do(lambda: marks.reopen(self._workspace, rows), _said("Снова в работе", rows))

    def confirm(self) -> None:
        """The foundation has changed, the mark stands."""
        rows = [row for row in self._page.chosen() if row.trigger_changed]
        if rows:
            self._do(lambda: marks.confirm(self._workspace, rows), _said("Отметка остаётся", rows))

    def need(self) -> None:
        """Makes the document of the task."""
        if (row := self._one()) is not None:
            self._guarded(lambda: needs.open_need(self._host, self._workspace, self._parent, row))
            self._page.refresh(None)

    def tab(self) -> None:
        """Turns to the tab where the task is done."""
        if (row := self._one()) is not None and not needs.open_tab(self._host, row):
            needs.open_object(self._host, row)

    def whom(self) -> None:
        """Shows whom the task is about."""
        if (row := self._one()) is not None:
            needs.open_object(self._host, row)

    def add(self) -> None:
        """A task of the curator's own."""
        from curator_app.ui.today import dialogs

        self._ask(dialogs.own_task_dialog(self._workspace, None, self._parent), "Задача добавлена")

    def change(self) -> None:
        """Changes an own task."""
        from curator_app.ui.today import dialogs

        row = self._one()
        if row is not None and row.rule_id == OWN_RULE:
            self._ask(dialogs.own_task_dialog(self._workspace, row, self._parent), "Задача изменена")

    # --- inside

    def _one(self) -> TaskRow | None:
        return next(iter(self._page.chosen()), None)

    def _ask(self, dialog: FormDialog, said: str) -> None:
        from curator_app.ui.today import dialogs

        if dialogs.ask(dialog):
            self._page.told(said)

    def _do(self, act: Callable[[], object], said: str) -> None:
        if self._guarded(act):
            self._page.told(said)

    def _guarded(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except KnownProblem as problem:
            show_problem(self._parent, problem.message)
            return False
        return True


def _said(verb: str, rows: Sequence[TaskRow]) -> str:
    if len(rows) == 1:
        return f"{verb}: {rows[0].title}"
    return f"{verb}: {counted(len(rows), 'задача', 'задачи', 'задач')}"
