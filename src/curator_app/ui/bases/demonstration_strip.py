"""The strip above the tabs of a demonstration school: what it is, and the ways out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator_app.runtime.bases import Bases
from curator_app.services import demonstration
from curator_app.services.workspace import Workspace
from curator_app.ui.bases.demonstration import go_to_own, start_over
from curator_app.ui.common.notice import Notice

if TYPE_CHECKING:
    from curator_app.ui.main_window import MainWindow

_TOLD = "Учебная школа: все люди вымышлены. Можно пробовать всё."
_OLD_DAYS = 31


class DemonstrationStrip(QWidget):
    """Always seen while a demonstration is open."""

    def __init__(self, window: MainWindow, workspace: Workspace, bases: Bases) -> None:
        super().__init__(window)
        shown = demonstration.shown_day(workspace)
        old = shown is not None and abs((workspace.clock.today() - shown).days) > _OLD_DAYS
        told = f"{_TOLD} Сроки в ней — на {shown:%d.%m.%Y}." if old else _TOLD
        self.notice = Notice("accent", told, self)
        self.again = self.notice.add_button("Начать заново", partial(start_over, window, workspace, bases))
        own = bases.own(workspace.folder.root)
        words = "К своей базе" if own is not None and own.school else "Создать свою базу"
        self.own = self.notice.add_button(words, partial(go_to_own, window, workspace, bases))
        for button in (self.again, self.own):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.addWidget(self.notice)


def add_strip(window: MainWindow, workspace: Workspace, bases: Bases) -> None:
    """Puts the strip above the tabs when the base is a demonstration."""
    if demonstration.shown_day(workspace) is not None:
        window.put_above(DemonstrationStrip(window, workspace, bases))
