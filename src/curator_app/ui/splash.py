"""The first thing that is seen: the name of the program, while the rest of it is read from the disk.

It needs nothing but Qt: on an old disk the rest takes seconds.
"""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QSplashScreen

from curator_app import APP_NAME, __version__
from curator_app.ui.common.icons import pixmap
from curator_app.ui.common.palette import LIGHT

_SIZE: Final = QSize(440, 132)
_LOGO: Final = 48
_EDGE: Final = 28


def show_splash() -> QSplashScreen:
    """Shows it; whatever window comes next takes it away. Keep what is given as long as the program runs."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
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
