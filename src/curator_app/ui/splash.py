"""The first thing that is seen: the name of the program, while the rest of it is read from the disk.

It needs nothing but Qt: on an old disk the rest takes seconds.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Final

from PySide6.QtCore import QMessageLogContext, QRect, QSize, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QSplashScreen

from curator_app import APP_NAME, __version__
from curator_app.ui.common.icons import pixmap
from curator_app.ui.common.palette import LIGHT

_SIZE: Final = QSize(440, 132)
_LOGO: Final = 48
_EDGE: Final = 28
_NO_SCREEN: Final = (
    "Окно открыть негде: у этого сеанса нет экрана. Запустите программу на рабочем столе или выполните команду без "
    "окна: их список показывает «curator-app --help»."
)
_NO_QT: Final = "Окно не открылось: часть программы не найдена или испорчена. Переустановите программу."


def application() -> QApplication:
    """The application of Qt, made by whoever asks first.

    Qt ends a process that has no screen with words of its own (code 134); here it ends like one with any other known
    problem: one sentence, code 1.
    """
    if (there := QApplication.instance()) is None:
        qInstallMessageHandler(_at_the_start)
        there = QApplication(sys.argv[:1])
        qInstallMessageHandler(None)
    assert isinstance(there, QApplication)
    return there


def _at_the_start(kind: QtMsgType, _context: QMessageLogContext, _message: str) -> None:
    if kind is QtMsgType.QtFatalMsg:
        for stream in (sys.stdout, sys.stderr):  # a program without a console has neither
            with contextlib.suppress(OSError, ValueError, AttributeError):
                if stream is sys.stderr:
                    stream.write(f"{_NO_QT if sys.platform == 'win32' else _NO_SCREEN}\n")
                stream.flush()
        os._exit(1)  # Qt goes on to abort: nothing can be raised through it


def show_splash() -> QSplashScreen:
    """Shows it; whatever window comes next takes it away. Keep what is given as long as the program runs."""
    app = application()
    splash = QSplashScreen(_picture(app.devicePixelRatio()))
    splash.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
    splash.show()
    app.processEvents()
    QTimer.singleShot(0, splash, splash.close)  # the next event loop is that of the window, or of a question before it
    return splash


def _picture(scale: float) -> QPixmap:
    picture = QPixmap(_SIZE * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(QColor(LIGHT.accent))
    painter = QPainter(picture)
    painter.drawPixmap(_EDGE, (_SIZE.height() - _LOGO) // 2, pixmap("logo", LIGHT.on_accent, _LOGO, scale))
    painter.setPen(QColor(LIGHT.on_accent))
    left = _EDGE + _LOGO + _EDGE // 2
    place = QRect(left, 0, _SIZE.width() - left, _SIZE.height())
    font = QFont(painter.font())
    font.setPointSizeF(15)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.drawText(place.adjusted(0, 30, 0, 0), Qt.AlignmentFlag.AlignTop, APP_NAME)
    font.setPointSizeF(10)
    font.setWeight(QFont.Weight.Normal)
    painter.setFont(font)
    painter.drawText(place.adjusted(0, 0, 0, -30), Qt.AlignmentFlag.AlignBottom, f"Открывается, версия {__version__}")
    painter.end()
    return picture
