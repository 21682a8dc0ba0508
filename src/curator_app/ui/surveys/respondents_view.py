"""«Кто ответил»: everybody of a wave with his state; print a blank, key in, excuse, strike off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from curator_app.domain.codes import ReplyWay, RespondentRole
from curator_app.services.surveys.rows import RespondentRow, WaveView
from curator_app.texts.survey_words import ROLE, WAY
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.list_page import MenuEntry
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import themed_icon
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.surveys.words import state_words

_TONES: dict[str, Tone] = {"waiting": "neutral", "overdue": "warn", "answered": "ok", "excused": "info"}
Placed = tuple[int, RespondentRow]
"""A respondent with the place in the wave: somebody who answered unasked has no number of his own."""


def _columns() -> list[Column[Placed]]:
    return [
        Column("name", "Кто", lambda one: one[1].name, width=230, strong=True),
        Column("role", "В роли", lambda one: ROLE[one[1].role], width=120),
        Column(
            "state",
            "Ответ",
            lambda one: state_words(one[1]),
            width=130,
            badge=lambda one: Badge(state_words(one[1]), _TONES[one[1].state]),
            tooltip=lambda one: one[1].excused or "",
        ),
        Column("due", "Срок", lambda one: one[1].due, kind="date", width=100),
        Column("answered_on", "Ответил(а)", lambda one: one[1].answered_on, kind="date", width=105),
        Column("way", "Как", lambda one: WAY[ReplyWay(one[1].way)] if one[1].way else None, width=150),
        Column("about", "О паре", lambda one: one[1].about, width=190),
        Column("printed_on", "Бланк", lambda one: one[1].printed_on, kind="date", width=100),
        Column("what", "Должность, предмет", lambda one: one[1].what, width=200, visible=False),
        Column("excused", "Почему не отвечает", lambda one: one[1].excused, width=180, visible=False),
    ]


class RespondentsView(QWidget):
    """``open_one`` is called by Enter and double click, ``menu`` gives the acts for the chosen rows."""

    def __init__(
        self,
        state: WindowState,
        open_one: Callable[[RespondentRow], object],
        menu: Callable[[list[RespondentRow]], Sequence[MenuEntry]],
        add: Callable[[], object],
        strike: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open, self._menu = open_one, menu
        chips: list[Chip[Placed]] = [
            Chip("overdue", "Срок прошёл", lambda one: one[1].state == "overdue", "state"),
            Chip("waiting", "Ждём", lambda one: one[1].state == "waiting", "state"),
            Chip("answered", "Ответ есть", lambda one: one[1].state == "answered", "state"),
            Chip("excused", "Не отвечают", lambda one: one[1].state == "excused", "state"),
        ]
        chips += [
            Chip(role.value, words.capitalize(), lambda one, role=role: one[1].role is role, "role")  # type: ignore[misc]  # the default argument binds the role of this turn
            for role, words in ROLE.items()
            if role is not RespondentRole.CURATOR
        ]
        self.panel: TablePanel[Placed] = TablePanel(
            _columns(),
            lambda one: one[0],
            state,
            "survey_respondents",
            empty=EmptyState(
                "users",
                "Пока некого спрашивать",
                "Добавьте в опрос людей — по парам этого года или по одному. Ответы людей, которых нет в списке, "
                "тоже появятся здесь после загрузки.",
                [NextStep("Добавить людей…", add, primary=True)],
            ),
            chips=chips,
            hint="Найти человека…",
            parent=self,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        table = self.panel.table
        table.opened.connect(lambda _id: self._open_chosen())
        table.delete_requested.connect(lambda _ids: strike())
        table.menu_requested.connect(self._show_menu)

    def show_wave(self, view: WaveView | None) -> None:
        """The people of a wave."""
        self.panel.set_rows(list(enumerate(view.respondents)) if view is not None else [])

    def chosen(self) -> list[RespondentRow]:
        """The rows selected, from top to bottom."""
        return [row for _, row in self.panel.selected_rows()]

    def chosen_many(self) -> list[RespondentRow]:
        """The rows selected when there are several: one row is always selected and means nothing."""
        rows = self.chosen()
        return rows if len(rows) > 1 else []

    def _open_chosen(self) -> None:
        rows = self.chosen()
        if len(rows) == 1:
            self._open(rows[0])

    def _show_menu(self, at: QPoint) -> None:
        entries = self._menu(self.chosen())
        if not entries:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, icon, act, able in entries:
            menu.addAction(themed_icon(icon, size=18), words, act).setEnabled(able)
        menu.popup(at)
