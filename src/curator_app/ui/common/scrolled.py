"""Content that scrolls up and down where the screen is too low for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget


class Scrolled(QScrollArea):
    """Holds ``content``; as high as it needs where there is room, never scrolling sideways."""

    def __init__(self, content: QLayout | QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = content if isinstance(content, QWidget) else QWidget(self)
        if isinstance(content, QLayout):
            content.setContentsMargins(0, 0, 8, 0)
            inside.setLayout(content)
        inside.setProperty("role", "canvas")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._inside = inside
        self.setWidget(inside)
        inside.installEventFilter(self)

    def hasHeightForWidth(self) -> bool:
        """The words inside may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What the content would need."""
        inside = self._inside
        needed = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        return max(needed, inside.minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """The content's."""
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As wide as the content must be; low enough for any screen."""
        return QSize(self._inside.minimumSizeHint().width(), 80)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Words that came or went change what is needed; a field that gets the cursor is scrolled into sight by Qt."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
