"""Filters of the register beside its chips: the year, the kind of paper, the person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from curator_app.services.papers.entries import Entry
from curator_app.texts.collation import collation_key
from curator_app.ui.common.captioned import Choice


class RegisterFilter(QWidget):
    """``changed``: another kind or person; ``years_changed``: the rows have to be read anew."""

    changed = Signal()
    years_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.year = Choice(self)
        self.kind = Choice(self)
        self.person = Choice(self)
        self.year.addItem("Этот год", False)
        self.year.addItem("Все годы", True)
        self.kind.addItem("Все виды", None)
        self.person.addItem("Все люди", None)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for choice, name in ((self.year, "Год"), (self.kind, "Вид документа"), (self.person, "Человек")):
            choice.setAccessibleName(name)
            choice.setMinimumWidth(96)
            layout.addWidget(choice, 1)
        self.year.activated.connect(lambda _at: self.years_changed.emit())
        self.kind.activated.connect(lambda _at: self.changed.emit())
        self.person.activated.connect(lambda _at: self.changed.emit())

    @property
    def all_years(self) -> bool:
        """Papers of every year are wanted."""
        return bool(self.year.currentData())

    @property
    def narrowed(self) -> bool:
        """A kind or a person is chosen."""
        return self.kind.currentIndex() > 0 or self.person.currentIndex() > 0

    def show_all_years(self) -> None:
        """Puts the year aside without ``years_changed``."""
        self.year.setCurrentIndex(1)

    def clear(self) -> None:
        """Every kind and everybody, without ``changed``."""
        self.kind.setCurrentIndex(0)
        self.person.setCurrentIndex(0)

    def fill(self, rows: Sequence[Entry]) -> None:
        """Kinds and people that there are; what was chosen stays."""
        kinds = sorted({(row.type, row.type_label) for row in rows}, key=lambda one: collation_key(one[1]))
        _refill(self.kind, "Все виды", kinds)
        people = {
            name
            for row in rows
            for pair in row.people_names.split("; ")
            for name in pair.replace(" — ", ", ").split(", ")
            if name
        }
        _refill(self.person, "Все люди", [(one, one) for one in sorted(people, key=collation_key)])

    def accepts(self, row: Entry) -> bool:
        """The row is of the kind and about the person chosen."""
        kind, person = self.kind.currentData(), self.person.currentData()
        return (kind is None or row.type == kind) and (person is None or person in row.people_names)


def _refill(choice: Choice, everything: str, items: Sequence[tuple[str, str]]) -> None:
    chosen = choice.currentData()
    blocker = QSignalBlocker(choice)
    choice.clear()
    choice.addItem(everything, None)
    for value, words in items:
        choice.addItem(words, value)
    choice.setCurrentIndex(max(0, choice.findData(chosen)))
    del blocker
