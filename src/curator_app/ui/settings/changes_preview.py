"""What a change of rules or of counting does to the tasks of today, before it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from curator_app.services.terms.rule_editing import RuleChange
from curator_app.texts.grammar import counted
from curator_app.texts.terms import day_words

_SHOWN = 100


class ChangesPreview(QWidget):
    """A sentence and, below it, the tasks that move, come or go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = QLabel(self)
        self._told.setProperty("role", "section")
        self._told.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Что изменится")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFixedHeight(112)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._told)
        layout.addWidget(self.list)
        self.show_changes(())

    @property
    def told(self) -> str:
        """The sentence."""
        return self._told.text()

    def show_changes(self, changes: Sequence[RuleChange]) -> None:
        """Shows what changes; done tasks keep their marks and are told apart."""
        self._told.setText(sentence(changes))
        self.list.clear()
        for change in changes[:_SHOWN]:
            item = QListWidgetItem(line(change))
            item.setToolTip(line(change))
            self.list.addItem(item)
        if len(changes) > _SHOWN:
            self.list.addItem(f"…и ещё {counted(len(changes) - _SHOWN, 'задача', 'задачи', 'задач')}")
        self.list.setVisible(bool(changes))

    def say(self, words: str) -> None:
        """A sentence instead (the change cannot be reckoned yet)."""
        self._told.setText(words)
        self.list.hide()


def sentence(changes: Sequence[RuleChange]) -> str:
    """«Что изменится: 12 задач, из них сделано 2.»"""
    if not changes:
        return "Открытые задачи не изменятся."
    words = f"Что изменится: {counted(len(changes), 'задача', 'задачи', 'задач')}"
    done = sum(1 for one in changes if one.done)
    return f"{words}, из них уже сделано {done} (отметки останутся)." if done else f"{words}."


def line(change: RuleChange) -> str:
    """«Диагностика — Ким А.: пт 04.09 → пн 07.09»."""
    about = f"{change.title} — {change.object_title}" if change.object_title else change.title
    old = day_words(change.old_due, year=True) if change.old_due else None
    new = day_words(change.new_due, year=True) if change.new_due else None
    if old and new:
        return f"{old} → {new}: {about}"
    return f"появится, {new}: {about}" if new else f"исчезнет: {about}"
