"""The three states of a cell, asked for by key, click, card or menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from curator_app.services.proposals import cells
from curator_app.services.workspace import Workspace
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.theme import themed_icon
from curator_app.ui.pairs.heat_map import Mark
from curator_app.ui.pairs.heat_map.words import state_words
from curator_app.ui.pairs.proposal.ban_dialog import BanDialog
from curator_app.ui.pairs.proposal.solved import Solved

Key = tuple[int, int]


def mark_cell(workspace: Workspace, host: PageHost, parent: QWidget, solved: Solved, cell: Key, mark: Mark) -> None:
    """Puts a cell into another state, each in one action; a ban asks for its reason first. Raises KnownProblem."""
    mentor, request = cell
    mentee = solved.proposal.request[request].mentee
    pair = f"{solved.proposal.mentor[mentor].name} — {solved.proposal.request[request].name}"
    if mark is Mark.BANNED:
        dialog = BanDialog(pair, locked=solved.heat.cells[cell].mark is Mark.LOCKED, parent=parent)
        if not run_dialog(dialog):
            return
        if not dialog.free_wanted:
            cells.ban(workspace, mentor, mentee, dialog.reason_told())
            host.changed(None, f"Запрещено: {pair}")
            return
    if mark is Mark.LOCKED:
        cells.lock(workspace, mentor, mentee)
        host.changed(None, f"Закреплено: {pair}")
    else:
        cells.free(workspace, mentor, mentee)
        host.changed(None, f"Освобождено: {pair}")


def show_cell_menu(
    parent: QWidget, solved: Solved, cell: Key, at: QPoint, request: Callable[[Mark], None], host: PageHost
) -> None:
    """The menu of a cell: its states, and the cards of the two people."""
    state = solved.heat.cells[cell]
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addSection(state_words(state))
    barred = state.fit is None and state.mark is Mark.FREE
    for words, icon, mark in (
        ("Закрепить", "lock", Mark.LOCKED),
        ("Запретить…", "ban", Mark.BANNED),
        ("Освободить", "undo", Mark.FREE),
    ):
        act = QAction(themed_icon(icon, size=18), words, menu)
        act.triggered.connect(lambda _on=False, wanted=mark: request(wanted))
        act.setEnabled(state.mark is not mark and not barred)
        menu.addAction(act)
    menu.addSeparator()
    mentee = solved.proposal.request[cell[1]].mentee
    for words, icon, kind, person in (
        ("Карточка наставника", "mentor", "mentor", cell[0]),
        ("Карточка наставляемого", "mentee", "mentee", mentee),
    ):
        act = QAction(themed_icon(icon, size=18), words, menu)
        act.triggered.connect(lambda _on=False, of=kind, who=person: host.open_record(of, who))
        menu.addAction(act)
    menu.popup(at)
