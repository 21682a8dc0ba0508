"""The steps of importance as a list to be reordered; coverage stays first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from curator_app.domain.matching.weights import Tier
from curator_app.texts.proposal import TIER_NAMES, TIERS
from curator_app.ui.common.theme import theme, themed_icon

_TIER = Qt.ItemDataRole.UserRole


class TierList(QListWidget):
    """Dragged with the mouse or moved with Alt+Up and Alt+Down."""

    chosen = Signal(object)
    """The Tier that is current."""
    moved = Signal()
    """The order has changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Порядок важности")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMinimumWidth(190)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda item, _old: self._tell(item))
        theme().changed.connect(self._draw)

    def fill(self, tiers: Sequence[Tier]) -> None:
        """Shows an order; the first step becomes current."""
        self.clear()
        for tier in tiers:
            item = QListWidgetItem(self)
            item.setData(_TIER, tier.value)
            words = TIERS[tier]
            how = "всегда на первом месте" if tier is Tier.COVERAGE else "Alt+↑ выше, Alt+↓ ниже"
            item.setToolTip(f"{words[:1].upper()}{words[1:]}\n{how}")
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags if tier is Tier.COVERAGE else flags | Qt.ItemFlag.ItemIsDragEnabled)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 16))
        self._number()
        self._draw()
        self.setCurrentRow(min(1, self.count() - 1))

    def order(self) -> tuple[Tier, ...]:
        """The order as it stands."""
        return tuple(Tier(self.item(place).data(_TIER)) for place in range(self.count()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move the current step."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self._move(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """After a drag coverage is put back to the top."""
        super().dropEvent(event)
        place = self.order().index(Tier.COVERAGE)
        if place:
            self.insertItem(0, self.takeItem(place))
        self._number()
        self.moved.emit()

    def _move(self, step: int) -> None:
        place = self.currentRow()
        target = place + step
        if place < 1 or not 1 <= target < self.count():
            return
        self.insertItem(target, self.takeItem(place))
        self.setCurrentRow(target)
        self._number()
        self.moved.emit()

    def _number(self) -> None:
        for place in range(self.count()):
            item = self.item(place)
            words = TIER_NAMES[Tier(item.data(_TIER))]
            item.setText(f"{place + 1}. {words[:1].upper()}{words[1:]}")

    def _draw(self) -> None:
        for place in range(self.count()):
            item = self.item(place)
            fixed = item.data(_TIER) == Tier.COVERAGE.value
            item.setIcon(themed_icon("lock" if fixed else "columns", size=16))

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(Tier(item.data(_TIER)))
