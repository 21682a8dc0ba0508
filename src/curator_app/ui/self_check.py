"""The window's part of the self-check: plugins, Russian words of Qt, icons, one grabbed picture."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QImageReader
from PySide6.QtWidgets import QDialogButtonBox

from curator_app.ui.common import theme
from curator_app.ui.common.icons import pixmap
from curator_app.ui.splash import application


def check_window() -> str:
    """What was found. Raises RuntimeError with what is missing."""
    look = theme.apply(application())
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    words = box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")
    if words != "Отмена":
        raise RuntimeError(f"Qt говорит «{words}» вместо «Отмена»")
    if pixmap("logo", look.palette.accent, 32).isNull():
        raise RuntimeError("значки SVG не рисуются")
    picture = box.grab()
    if picture.isNull():
        raise RuntimeError("окно не рисуется")
    formats = {bytes(one.data()).decode() for one in QImageReader.supportedImageFormats()}
    if not {"png", "svg"} <= formats:
        raise RuntimeError(f"нет модулей картинок: {formats}")
    return f"{QGuiApplication.platformName()}, слова Qt по-русски, картинка {picture.width()}×{picture.height()}"
