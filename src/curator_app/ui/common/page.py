"""The agreement between the main window and its tabs. A tab knows the window only through ``PageHost``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from curator_app.runtime.clock import Clock
from curator_app.runtime.progress import Progress
from curator_app.services.workspace import Workspace
from curator_app.ui.common.window_state import WindowState

T = TypeVar("T")


class PageHost(Protocol):
    """What the main window offers its tabs."""

    @property
    def clock(self) -> Clock:
        """The program's clock."""

    @property
    def state(self) -> WindowState:
        """Sizes, columns and the like, remembered in an INI."""

    @property
    def year(self) -> str:
        """The school year shown in the window, «2026/2027»; tabs show what belongs to it."""

    def changed(self, changes: object, said: str | None = None) -> None:
        """To be called after every service call that changed something.

        ``changes`` is what the service returned. ``said`` («Карточка сохранена») is shown as a toast with «Отменить».
        Tabs touched by the changes are refreshed when seen.
        """

    def toast(self, text: str) -> None:
        """A short remark at the foot of the window, without an action."""

    def open_record(self, kind: str, record_id: int) -> None:
        """Shows a record on the tab that owns this kind (identifiers of domain.md: mentor, mentee, pair, order …)."""

    def retitle(self, key: str, title: str) -> None:
        """Puts other words on the tab ``key``: its name with a counter."""

    def show_tab(self, key: str, part: str = "") -> bool:
        """Turns to the tab ``key`` and to the part of it with these words («Итоги/Конкурсы»); False when the window has
        none."""

    def run(
        self,
        title: str,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Runs ``job`` in the background worker with progress and cancel; ``done`` is called in the window's thread.

        Known problems are shown by the host, unless ``failed`` returns True (dealt with). Cancel is silent.
        Only one job runs at a time.
        """


class TabPage(Protocol):
    """A tab of the main window."""

    @property
    def widget(self) -> QWidget:
        """The page itself."""

    def refresh(self, changes: object | None) -> None:
        """The tab is seen and its data may be stale: reload, keeping selection, sort, filter and scroll.

        ``changes`` is what a service returned, or None when anything may have changed.
        """

    def focus_search(self) -> None:
        """Ctrl+F."""

    def show_record(self, kind: str, record_id: int) -> bool:
        """Shows the record and returns True, or False when this tab does not own the kind."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab before anybody has looked at it: its page is imported and made by ``make`` when it is first needed.

    ``icon`` is a file of resources/icons without suffix; ``kinds`` are the kinds of records it shows.
    """

    key: str
    title: str
    icon: str
    kinds: frozenset[str]
    make: Callable[[PageHost, Workspace], TabPage]
