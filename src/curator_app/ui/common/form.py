"""A form: sections of fields in rows, read and set as a plain dict; what is wrong stands at its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from curator_app.runtime.errors import InvalidInput
from curator_app.ui.common.captioned import tell_problems
from curator_app.ui.common.fields import Field

_REMARK = 24  # a field may say something when it is left


@dataclass(frozen=True, slots=True)
class Section:
    """A heading («» for none) and rows of fields that stand side by side."""

    title: str
    rows: Sequence[Sequence[Field]]


class Form(QScrollArea):
    """``edited`` is sent with every change by hand. Fields are found by their identifiers."""

    edited = Signal()

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._dirty = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget(self)
        body.setProperty("role", "canvas")
        self._body = body
        self.setWidget(body)  # still empty: a filled one would be dressed here, and again at every change of its place
        layout = QVBoxLayout(body)
        layout.setContentsMargins(4, 4, 12, 4)
        layout.setSpacing(8)
        for section in sections:
            if section.title:
                heading = QLabel(section.title, body)
                heading.setProperty("role", "heading")
                heading.setContentsMargins(0, 8, 0, 0)
                layout.addWidget(heading)
            for row in section.rows:
                layout.addLayout(self._row(row))
        layout.addStretch(1)

    @property
    def dirty(self) -> bool:
        """Something was changed by hand since ``set_values``."""
        return self._dirty

    def values(self) -> dict[str, Any]:
        """What the fields hold, by identifier."""
        return {name: field.value() for name, field in self.fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fills the fields that ``values`` speaks of; problems go away."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].set_value(value)
        for field in self.fields.values():
            field.tell("")
        self._dirty = False

    def restore(self, values: Mapping[str, Any]) -> None:
        """Puts typed and unsaved values back: they count as typed by hand."""
        self.set_values(values)
        self._dirty = True

    def readable(self) -> bool:
        """Whether every field can be read; those that can't say why, and the first gets the cursor."""
        first: Field | None = None
        for field in self.fields.values():
            problem = field.own_problem()
            if not problem and field.required and field.value() in (None, "", []):
                problem = "Заполните это поле."
            field.tell(problem)
            if problem and first is None:
                first = field
        self._show(first)
        return first is None

    def show_problems(self, refusal: InvalidInput) -> list[str]:
        """Puts the sentences of a refused command at their fields; returns those that have no field here."""
        homeless = tell_problems({**self.fields}, refusal.problems)
        self._show(next((field for field in self.fields.values() if field.problem), None))
        return homeless

    def spare_height(self) -> int:
        """Logical pixels below the last field, but for the line of a remark; 0 when the fields do not fit."""
        needed = self._body.heightForWidth(self.viewport().width())
        return max(0, self.viewport().height() - needed - _REMARK)

    def _row(self, row: Sequence[Field]) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(16)
        for field in row:
            layout.addWidget(field, 1)
            self.fields[field.name] = field
            field.edited.connect(self._touched)
        return layout

    def _touched(self) -> None:
        self._dirty = True
        self.edited.emit()

    def _show(self, field: Field | None) -> None:
        if field is not None:
            self.ensureWidgetVisible(field, 0, 40)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
