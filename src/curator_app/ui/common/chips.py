"""Filter chips: small toggles with counts above a table, in as many lines as needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from curator_app.ui.common.flow_layout import FlowLayout

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Chip(Generic[Row]):
    """One filter. Chips of the same ``group`` widen each other (or), chips of different groups narrow (and).

    Rows accepted by a chip that ``hides`` are left out of the list until it is switched on (the archive).
    """

    key: str
    text: str
    accept: Callable[[Row], bool]
    group: str = ""
    tooltip: str = ""
    hides: bool = False


class ChipBar(QWidget):
    """Toggles for a list of Chip."""

    changed = Signal()

    def __init__(self, chips: Sequence[Chip[Any]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = tuple(chips)
        self._buttons: dict[str, QPushButton] = {}
        layout = FlowLayout(self, gap=6)
        for chip in self._chips:
            button = QPushButton(chip.text, self)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setAutoDefault(False)  # Enter in a dialog is for its buttons
            button.setToolTip(chip.tooltip)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.toggled.connect(lambda _on: self.changed.emit())
            self._buttons[chip.key] = button
            layout.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setVisible(bool(self._chips))

    @property
    def any(self) -> bool:
        """There are chips at all."""
        return bool(self._chips)

    def chosen(self) -> list[str]:
        """Keys of the chips switched on."""
        return [chip.key for chip in self._chips if self._buttons[chip.key].isChecked()]

    def choose(self, keys: Iterable[str]) -> None:
        """Switches exactly these chips on; one ``changed``."""
        wanted = set(keys)
        before = self.chosen()
        for key, button in self._buttons.items():
            button.blockSignals(True)
            button.setChecked(key in wanted)
            button.blockSignals(False)
        if self.chosen() != before:
            self.changed.emit()

    def filter(self) -> Callable[[Any], bool] | None:
        """The filter the chips make together, or None when there is none."""
        groups: dict[str, list[Callable[[Any], bool]]] = {}
        for chip in self._chips:
            if self._buttons[chip.key].isChecked():
                groups.setdefault(chip.group or chip.key, []).append(chip.accept)
        tests = list(groups.values())
        hidden = self._hidden()
        if not tests and not hidden:
            return None

        def accepts(row: Any) -> bool:
            for hides in hidden:
                if hides(row):
                    return False
            return all(any(accept(row) for accept in group) for group in tests)

        return accepts

    def hiding(self, row: Any) -> list[str]:
        """Keys of the chips that hide the row now."""
        off = (chip for chip in self._chips if chip.hides and not self._buttons[chip.key].isChecked())
        return [chip.key for chip in off if chip.accept(row)]

    def count(self, rows: Sequence[Any]) -> int:
        """Writes on each chip how many rows it accepts. A chip that accepts none is not shown unless it is on.

        Gives how many rows belong to the list, whatever is filtered: no chip that is off hides them.
        """
        hidden = self._hidden()
        listed = _without(rows, hidden)
        for chip in self._chips:
            others = [hides for hides in hidden if hides is not chip.accept]
            number = sum(map(chip.accept, _without(rows, others) if chip.accept in hidden else listed))
            button = self._buttons[chip.key]
            button.setText(f"{chip.text}  {number}")
            button.setVisible(number > 0 or button.isChecked())
        self.updateGeometry()
        return len(listed)

    def _hidden(self) -> list[Callable[[Any], bool]]:
        return [chip.accept for chip in self._chips if chip.hides and not self._buttons[chip.key].isChecked()]


def _without(rows: Sequence[Any], hidden: Sequence[Callable[[Any], bool]]) -> Sequence[Any]:
    for hides in hidden:
        rows = [row for row in rows if not hides(row)]
    return rows
