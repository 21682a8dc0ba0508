"""The card that stands beside a step while the pointer rests on it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from curator_app.ui.common.theme import colours, font
from curator_app.ui.routes.timeline import words
from curator_app.ui.routes.timeline.data import Item

_WIDTH = 340


class HoverCard(QFrame):
    """What, when, who, result. Takes no focus and no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("hoverCard")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None

    def tell(self, item: Item, today: date, beside: QRect) -> None:
        """Shows the card of an item below (or above) the rectangle ``beside`` of the screen."""
        palette = colours()
        self.setStyleSheet(
            f"#hoverCard {{ background: {palette.raised}; border: 1px solid {palette.border_strong}; }}"
            f"#hoverCard QLabel {{ background: transparent; color: {palette.text}; }}"
        )
        if self._inside is not None:
            self._outer.removeWidget(self._inside)
            self._inside.deleteLater()
        self._inside = self._filled(item, today)
        self._outer.addWidget(self._inside)
        self.setFixedWidth(_WIDTH)
        self.setFixedHeight(self._inside.heightForWidth(_WIDTH - 2) + 2)
        self.move(self._place(beside))
        self.show()

    def _filled(self, item: Item, today: date) -> QWidget:
        palette = colours()
        inside = QWidget(self)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        title = _label(item.title)
        title.setFont(font(self, points=10.5, bold=True))
        layout.addWidget(title)
        state = words.state_words(item, today)
        said = _label(state[:1].upper() + state[1:])
        said.setFont(font(self, points=9.5, bold=True))
        said.setStyleSheet(f"color: {palette.ink(words.TONES[item.state])}")
        layout.addWidget(said)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for place, (label, text) in enumerate(words.facts(item)):
            caption = _label(label, wrapped=False)
            caption.setStyleSheet(f"color: {palette.muted}")
            grid.addWidget(caption, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_label(text), place, 1)
        layout.addLayout(grid)
        return inside

    def _place(self, beside: QRect) -> QPoint:
        screen = QGuiApplication.screenAt(beside.center()) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        left = min(max(beside.left(), area.left() + 4), area.right() - self.width() - 4)
        top = beside.bottom() + 8
        if top + self.height() > area.bottom():
            top = max(beside.top() - self.height() - 8, area.top())
        return QPoint(left, top)


def _label(text: str, *, wrapped: bool = True) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrapped)
    return label
