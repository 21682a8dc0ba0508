"""Every window of the program by its class, each made over one demonstration school.

A test walks the classes of the program: a dialog that is not here fails it. The parts of a window (tabs, steps, pages)
are shown one after another by ``parts_of``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from PySide6.QtWidgets import QDialog, QStackedWidget, QTabBar, QTabWidget, QWidget
from shiboken6 import isValid
from tests.ui.scene import Maker
from tests.ui.windows_of_papers import PAPERS
from tests.ui.windows_of_people import PEOPLE
from tests.ui.windows_of_school import SCHOOL
from tests.ui.windows_of_work import WORK

import curator_app.ui
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.papers.cases_dialog import _CasesDialog
from curator_app.ui.papers.comparing_dialog import ComparingDialog
from curator_app.ui.privacy.table_dialog import TableDialog

WINDOWS: dict[str, Maker] = {
    "main_window.MainWindow": lambda scene: scene.new_window(),
    **PEOPLE,
    **WORK,
    **PAPERS,
    **SCHOOL,
}
_FRAMES = (FormDialog, TableDialog, ComparingDialog, _CasesDialog)  # never shown by themselves


def window_classes() -> dict[str, type[QWidget]]:
    """Every dialog class of the program by «module.Class» (without «curator_app.ui.»)."""
    for module in pkgutil.walk_packages(curator_app.ui.__path__, "curator_app.ui."):
        importlib.import_module(module.name)
    found: dict[str, type[QWidget]] = {}
    waiting: list[type[QWidget]] = [QDialog]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if kind.__module__.startswith("curator_app.ui.") and kind not in _FRAMES:
            found[f"{kind.__module__.removeprefix('curator_app.ui.')}.{kind.__name__}"] = kind
    return found


def parts_of(window: QWidget) -> Iterator[str]:
    """Shows every tab and every page of ``window`` in turn, depth first; yields the name of what is shown."""
    yield from _turn(window, window.windowTitle(), set())


def _turn(root: QWidget, name: str, seen: set[int]) -> Iterator[str]:
    every: list[QTabWidget | QTabBar | QStackedWidget] = [
        *root.findChildren(QTabWidget),
        *root.findChildren(QTabBar),  # pages that are made when their tab is first seen
        *root.findChildren(QStackedWidget),
    ]
    holders = [one for one in every if isValid(one) and id(one) not in seen and one.isVisibleTo(root)]
    # The stack and the bar inside a tab widget are turned by its tabs.
    holders = [one for one in holders if not isinstance(one.parentWidget(), QTabWidget) or isinstance(one, QTabWidget)]
    if not holders:
        yield name
        return
    holder = holders[0]
    seen.add(id(holder))
    if isinstance(holder, QTabBar):
        seen |= {id(one) for one in _turned_by(holder, root)}
    first = holder.currentIndex()
    for index in range(holder.count()):
        if isinstance(holder, QTabWidget | QTabBar):
            if not holder.isTabVisible(index):
                continue
            words = holder.tabText(index)
        else:
            words = type(holder.widget(index)).__name__
        holder.setCurrentIndex(index)
        yield from _turn(root, f"{name} / {words}", set(seen))
    holder.setCurrentIndex(first)


def _turned_by(bar: QTabBar, root: QWidget) -> list[QStackedWidget]:
    """The stacks that show another page when ``bar`` is turned."""
    stacks = [one for one in root.findChildren(QStackedWidget) if one.isVisibleTo(root)]
    first = bar.currentIndex()
    before = [one.currentIndex() for one in stacks]
    turned: set[int] = set()
    for index in range(bar.count()):
        bar.setCurrentIndex(index)
        turned |= {place for place, one in enumerate(stacks) if isValid(one) and one.currentIndex() != before[place]}
    bar.setCurrentIndex(first)
    return [stacks[place] for place in turned]
