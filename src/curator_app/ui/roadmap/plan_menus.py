"""Menus and filter chips of the plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from curator_app.domain.codes import RoadmapItemStatus
from curator_app.services.roadmaps.rows import ItemRow
from curator_app.texts.roadmap_words import ROADMAP_STATUS
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.theme import themed_icon


class _Acts(Protocol):
    """What a person can do with the rows selected."""

    def edit(self, item_id: int) -> object:
        """Opens a row."""

    def set_status(self, status: str) -> object:
        """Sets the status of the rows."""

    def move_row(self, step: int) -> object:
        """Moves the current row."""

    def remove(self) -> object:
        """Takes the rows out."""


def state_chips(is_now: Callable[[ItemRow], bool]) -> list[Chip[ItemRow]]:
    """Filters by the state of a row; ``is_now``: its term runs or ends this month."""
    return [
        Chip("overdue", "Просрочено", lambda row: row.state == "overdue", "state"),
        Chip("month", "В этом месяце", is_now, "state", "Срок идёт или кончается в этом месяце"),
        Chip("in_progress", "В работе", lambda row: row.status == "in_progress", "state"),
        Chip("planned", "Впереди", lambda row: row.state == "planned", "state"),
        Chip("done", "Выполнено", lambda row: row.state == "done", "state"),
        Chip("event", "Срок по событию", lambda row: row.due_date is None, "kind"),
    ]


def row_menu(view: _Acts, current: int | None) -> QMenu:
    """The menu of the rows selected; ``current``: the only one, or None."""
    menu = QMenu(view if isinstance(view, QWidget) else None)
    edit = menu.addAction(themed_icon("edit", size=18), "Изменить…", partial(view.edit, current or 0))
    edit.setEnabled(current is not None)
    menu.addSeparator()
    add_states(menu, view.set_status)
    menu.addSeparator()
    menu.addAction(themed_icon("chevron-up", size=18), "Выше\tAlt+↑", partial(view.move_row, -1))
    menu.addAction(themed_icon("chevron-down", size=18), "Ниже\tAlt+↓", partial(view.move_row, 1))
    menu.addSeparator()
    menu.addAction(themed_icon("trash", size=18), "Удалить", view.remove)
    return menu


def add_states(menu: QMenu, choose: Callable[[str], object]) -> QMenu:
    """Adds the states a row may have."""
    for code, words in ROADMAP_STATUS.items():
        key = "\tПробел" if code is RoadmapItemStatus.DONE else ""
        menu.addAction(words[:1].upper() + words[1:] + key, partial(choose, code.value))
    return menu


def pop_up(menu: QMenu, at: QPoint) -> None:
    """Shows a menu that goes when it is closed."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)
