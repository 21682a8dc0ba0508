"""A PDF on the school's printer: every page as a picture of 300 dots an inch, in its own size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPageLayout, QPainter
from PySide6.QtWidgets import QWidget

from curator_app import APP_NAME
from curator_app.documents import preview
from curator_app.runtime.errors import KnownProblem
from curator_app.ui.common.pdf_pages import to_image
from curator_app.ui.common.run_dialog import run_dialog

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DPI = 300


def print_pdf(parent: QWidget | None, pdf: bytes, title: str) -> bool:
    """Asks for the printer and prints. ``title`` names the dialog; the queue of the printer is told no names. False
    when the user thought better of it.

    Raises KnownProblem when the printer can't be used.
    """
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

    number = preview.page_count(pdf)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(APP_NAME)  # the queue of a shared printer is read by everybody: no names in it
    printer.setPageOrientation(_orientation(pdf, 0))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"Печать: {title}")
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, number > 1)
    dialog.setMinMax(1, number)
    if not run_dialog(dialog):
        return False
    first, last = printer.fromPage() or 1, printer.toPage() or number
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        draw_pages(printer, pdf, range(first - 1, min(last, number)))
    finally:
        QGuiApplication.restoreOverrideCursor()
    return True


def draw_pages(printer: QPrinter, pdf: bytes, pages: range) -> None:
    """Draws ``pages`` (from 0) on the printer in life size, made smaller only where the sheet is smaller.

    Raises KnownProblem when the printer can't be used.
    """
    from PySide6.QtPrintSupport import QPrinter

    printer.setFullPage(True)
    printer.setPageOrientation(_orientation(pdf, pages.start))
    painter = QPainter()
    if not painter.begin(printer):
        raise KnownProblem("Принтер не отвечает. Проверьте, включён ли он и есть ли бумага, и напечатайте ещё раз.")
    try:
        for page in pages:
            if page != pages.start:
                printer.setPageOrientation(_orientation(pdf, page))
                printer.newPage()
            width, height = preview.page_size(pdf, page)
            sheet = printer.paperRect(QPrinter.Unit.Point)
            fit = min(1.0, sheet.width() / width, sheet.height() / height)
            dot = printer.resolution() / 72 * fit
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(0, 0, width * dot, height * dot), to_image(preview.page_image(pdf, page, _DPI)))
    finally:
        painter.end()


def _orientation(pdf: bytes, page: int) -> QPageLayout.Orientation:
    width, height = preview.page_size(pdf, page)
    return QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
