"""A short remark at the foot of the window, with «Отменить» where something can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_VISIBLE_MS = 7000
_MARGIN = 24
_ANY_WIDTH = 16777215  # Qt's «no limit»


class Toast(QFrame):
    """One remark at a time; it goes by itself, stays while the pointer is over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        self.setProperty("role", "toast")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._action = QPushButton(self)
        self._action.setProperty("kind", "toast")
        self._action.setCursor(Qt.CursorShape.PointingHandCursor)
        self._action.clicked.connect(self._act)
        self._do: Callable[[], None] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._text)
        layout.addWidget(self._action)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def tell(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Shows ``text``; ``action`` is the word on the button that calls ``do``."""
        self._text.setText(text)
        self._do = do
        self._action.setText(action)
        self._action.setVisible(do is not None)
        self._layout_contents()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(_VISIBLE_MS)

    def _layout_contents(self) -> None:
        self._text.setWordWrap(False)
        self.setMinimumWidth(0)
        self.setMaximumWidth(_ANY_WIDTH)
        self.adjustSize()
        widest = self._window.width() - 2 * _MARGIN
        if self.width() > widest:
            self._text.setWordWrap(True)
            self.setFixedWidth(widest)
            self.adjustSize()

    def _act(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()

    def _place(self) -> None:
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - _MARGIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._layout_contents()
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(_VISIBLE_MS // 2)
        super().leaveEvent(event)
