"""A name for a list that has none of its own: that of its tab or window, for those who hear the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget


def name_after_place(view: QWidget) -> None:
    """Gives ``view`` an accessible name unless it has one."""
    if view.accessibleName():
        return
    below: QWidget = view
    holder = view.parentWidget()
    while holder is not None:
        if isinstance(holder, QStackedWidget) and isinstance(tabs := holder.parentWidget(), QTabWidget):
            view.setAccessibleName(tabs.tabText(tabs.indexOf(below)).split(" · ")[0])
            return
        below, holder = holder, holder.parentWidget()
    view.setAccessibleName(view.window().windowTitle() or "Список")
