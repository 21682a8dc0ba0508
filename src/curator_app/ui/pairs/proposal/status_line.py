"""What the solver is about, and what the last answer changed: one quiet line."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from curator_app.services.proposals.drafts import Changed, Comparison
from curator_app.texts.grammar import counted
from curator_app.ui.common.table_delegate import tooltip

_PATIENCE_MS = 250
_MOST = 15


class StatusLine(QLabel):
    """«Пересчитываю…» when it takes long, then «Изменилось: 3 запроса» with the names in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "muted")
        self._change = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PATIENCE_MS)
        self._later.timeout.connect(lambda: self.setText("Пересчитываю…"))

    def tell_busy(self, busy: bool) -> None:
        """The solver has begun or is done."""
        if busy:
            self._later.start()
        else:
            self._later.stop()
            self.setText(self._change)

    def tell_change(self, found: Comparison) -> None:
        """What the new answer changed against the one before."""
        rows = (*found.lost, *found.gained, *found.moved)
        self._change = f"Изменилось: {counted(len(rows), 'запрос', 'запроса', 'запросов')}" if rows else ""
        lines = [_words(one) for one in rows[:_MOST]]
        if len(rows) > _MOST:
            lines.append(f"и ещё {len(rows) - _MOST}")
        self.setText(self._change)
        self.setToolTip(tooltip("\n".join(lines)) if lines else "")
        self.setAccessibleDescription("; ".join(lines))


def _words(one: Changed) -> str:
    return f"{one.mentee_name}: {one.before_name or 'никто'} → {one.after_name or 'никто'}"
