"""A column of text as wide as one reads easily, whatever the width of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

_LINE = 780  # logical pixels


def reading_column(body: QWidget) -> QVBoxLayout:
    """Gives ``body`` a column at its left; what is put into it wraps at the width of the column.

    The column is limited, not its texts: a text that is narrower than its place would be measured too low.
    """
    holder = QWidget(body)
    holder.setProperty("role", "surface")
    holder.setMaximumWidth(_LINE)
    outer = QHBoxLayout(body)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(holder, 1)
    outer.addStretch(0)
    return QVBoxLayout(holder)
