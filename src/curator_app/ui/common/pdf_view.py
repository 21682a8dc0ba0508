"""Preview of a paper: its pages, zoom, page number. ``print_pdf`` sends the same PDF to the printer.

::

    view = PdfView()
    view.set_pdf(pdf)              # again after every change: the place on the page stays
    view.tools.addWidget(button)   # own buttons, right of the zoom
    print_pdf(self, pdf, "Приказ № 12-од")
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from curator_app.ui.common.pdf_pages import PdfPages
from curator_app.ui.common.pdf_print import print_pdf
from curator_app.ui.common.theme import theme, themed_icon

__all__ = ["PdfView", "print_pdf"]


class PdfView(QWidget):
    """A bar with zoom and page number above the pages. Without a PDF a sentence is shown."""

    def __init__(self, nothing: str = "Здесь появится документ.", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = PdfPages(self)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        self._buttons: list[tuple[QToolButton, str]] = []
        self._nothing = QLabel(nothing, self)
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(24, 24, 24, 24)
        self._percent = QLabel(self)
        self._percent.setProperty("role", "muted")
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("400 %") + 8)
        self._place = QLabel(self)
        self._place.setProperty("role", "muted")
        self._bar = QWidget(self)
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(4)
        self._smaller = self._tool("zoom-out", "Мельче (Ctrl и минус)", self.pages.zoom_out)
        self._larger = self._tool("zoom-in", "Крупнее (Ctrl и плюс)", self.pages.zoom_in)
        self._fit = self._tool("fit-width", "По ширине (Ctrl+0)", self.pages.fit_width)
        self._fit.setCheckable(True)
        for part in (self._smaller, self._percent, self._larger, self._fit):
            bar.addWidget(part)
        bar.addSpacing(8)
        bar.addWidget(self._place)
        bar.addStretch(1)
        bar.addLayout(self.tools)
        holder = QWidget(self)
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._bar)
        layout.addWidget(holder, 1)
        self.pages.looked.connect(self._look)
        theme().changed.connect(self._draw_icons)
        self._draw_icons()
        self._look()

    def set_pdf(self, pdf: bytes, *, from_start: bool = False) -> None:
        """Shows a PDF made anew: the place on the page stays, unless ``from_start`` (another paper)."""
        self.pages.set_pdf(pdf, from_start=from_start)
        self._stack.setCurrentWidget(self.pages if pdf else self._nothing)
        # A proxy that is hidden would stop Tab at the widget before it.
        self.setFocusProxy(self.pages if pdf else None)  # type: ignore[arg-type]  # None is Qt's «no proxy»

    def clear(self, sentence: str = "") -> None:
        """No paper: ``sentence``, or the one given at the start."""
        if sentence:
            self.tell_nothing(sentence)
        self.set_pdf(b"", from_start=True)

    def tell_nothing(self, sentence: str) -> None:
        """What is said where no paper is shown."""
        self._nothing.setText(sentence)

    def _tool(self, icon: str, hint: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(hint)
        button.setAccessibleName(hint.partition(" (")[0])
        button.clicked.connect(act)
        self._buttons.append((button, icon))
        return button

    def _look(self) -> None:
        pages = self.pages
        self._percent.setText(f"{round(pages.scale * 100)} %" if pages.pages else "")
        self._place.setText(f"стр. {pages.current_page + 1} из {pages.pages}" if pages.pages else "")
        self._fit.setChecked(pages.pages > 0 and pages.fits_width)
        for button, _ in self._buttons:
            button.setEnabled(pages.pages > 0)

    def _draw_icons(self) -> None:
        for button, icon in self._buttons:
            button.setIcon(themed_icon(icon))
