"""The screen is closed when nobody has touched the program for a while, or at once by Ctrl+L.

Every window gets a cover over its content and a title without names; what was typed stays under it. The key stays in
memory: this keeps the curious from the screen, not a burglar from the computer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from curator_app import APP_NAME
from curator_app.services.workspace import Workspace
from curator_app.ui.common import icons
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.theme import colours
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.common.worker import ProgressDialog

_KEY: Final = "lock/minutes"
_USUAL_MINUTES: Final = 10
_AGAIN_MS: Final = 15_000
_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_COMING_UP: Final = frozenset({QEvent.Type.Show, QEvent.Type.ZOrderChange})


class _Cover(QWidget):
    """Lies over the content of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.title = window.windowTitle()
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        picture = QLabel(self)
        picture.setPixmap(icons.pixmap("lock", colours().muted, 48, self.devicePixelRatioF()))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addWidget(picture)
        window.setWindowTitle(APP_NAME)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and isinstance(event, QResizeEvent):
            self.setGeometry(self._window.rect())
        return False

    def lift(self) -> None:
        """The window is as it was."""
        self._window.removeEventFilter(self)
        self._window.setWindowTitle(self.title)
        self.hide()
        self.deleteLater()


class Locker(QObject):
    """Watches only while the base has a password and a time is set."""

    def __init__(self, window: QWidget, workspace: Workspace, state: WindowState, leave: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._workspace, self._state, self._leave = window, workspace, state, leave
        self._watching = False
        self._covers: list[_Cover] = []
        self.is_locked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._idle)
        self.look()

    @property
    def minutes(self) -> int:
        """After so many minutes without work the screen is closed; 0 = never."""
        told = self._state.numbers(_KEY)
        return told[0] if told and 0 <= told[0] <= 24 * 60 else _USUAL_MINUTES

    def set_minutes(self, minutes: int) -> None:
        """Changes the time."""
        self._state.put_list(_KEY, [minutes])
        self._state.sync()
        self.look()

    def look(self) -> None:
        """Begins or ceases to watch, as the base and the setting now are."""
        wanted = self._workspace.key is not None and self.minutes > 0
        self._watch(on=wanted)
        if wanted:
            self._timer.start(self.minutes * 60_000)
        else:
            self._timer.stop()

    def _watch(self, *, on: bool) -> None:
        app = QApplication.instance()
        assert app is not None
        if on and not self._watching:
            app.installEventFilter(self)
        elif not on and self._watching:
            app.removeEventFilter(self)
        self._watching = on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.is_locked:
            if event.type() in _COMING_UP:
                self._keep_under(watched)
        elif event.type() in _SIGNS_OF_LIFE:
            self._timer.start()
        return False

    def _keep_under(self, shown: QObject) -> None:
        """A remark that comes up in a covered window stays under its cover."""
        for cover in self._covers:
            if shown is not cover and shown.parent() is cover.parent():
                cover.raise_()

    def lock(self) -> bool:
        """Closes the screen until the password is given; False when there is none, or work is going on that would
        speak up in the middle."""
        if self._workspace.key is None or self.is_locked or _work_is_going_on():
            return False
        from curator_app.ui.protection.unlock_dialog import UnlockDialog

        self.is_locked = True
        self._timer.stop()
        self._watch(on=True)
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        _empty_clipboard()
        self._covers = [_Cover(one) for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow()]
        owner = QApplication.activeModalWidget() or self._window
        dialog = UnlockDialog(self._workspace.folder, locked=True, parent=owner)
        dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        # With another dialog open its unsaved text would go with the program.
        dialog.leave.setVisible(owner is self._window)
        run_dialog(dialog)
        if dialog.leaving:
            self._leave()  # under its covers
            return True
        self.is_locked = False
        for cover in self._covers:
            cover.lift()
        self._covers = []
        self.look()
        return True

    def _idle(self) -> None:
        if not self.lock() and self._watching:
            self._timer.start(_AGAIN_MS)


def _work_is_going_on() -> bool:
    return any(isinstance(one, ProgressDialog) for one in QApplication.topLevelWidgets())


def _empty_clipboard() -> None:
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
