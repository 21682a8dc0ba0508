"""Words that wrap wherever they must: a long address is broken rather than cut off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from curator_app.ui.common.palette import Palette
from curator_app.ui.common.theme import TEXT_POINTS, colours, font


class WrappedText(QWidget):
    """Plain text in as many lines as it needs at the given width. The context menu copies it.

    ``colour`` is a token of the palette («text», «muted», «warn_text» …); ``points`` and ``bold`` make the type.
    """

    def __init__(
        self,
        text: str,
        *,
        colour: str = "text",
        points: float = TEXT_POINTS,
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._colour = colour
        # Layouts ask for the same few widths again and again.
        self._heights: dict[int, int] = {}
        self.setFont(font(self, points=points, bold=bold))
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """The words shown."""
        return self._text

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines at this width, logical pixels."""
        if width not in self._heights:
            edges = self.contentsMargins()
            inside = self._laid_out(width - edges.left() - edges.right())[1]
            self._heights[width] = inside + edges.top() + edges.bottom()
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """One line, as wide as the longest paragraph but not wider than 360 logical pixels."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(line) for line in self._text.splitlines()), default=0)
        edges = self.contentsMargins()
        width = min(widest + 2, 360) + edges.left() + edges.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A few letters: the text may always be broken."""
        return QSize(40, self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        """Another type, other lines."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.ContentsRectChange}:
            self._heights.clear()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lines."""
        palette: Palette = colours()
        painter = QPainter(self)
        painter.setPen(QColor(getattr(palette, self._colour)))
        inner = self.contentsRect()
        layout, _ = self._laid_out(inner.width())
        layout.draw(painter, QPointF(inner.topLeft()))
        painter.end()

    def copy(self) -> None:
        """Puts the text on the clipboard."""
        QGuiApplication.clipboard().setText(self._text)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """«Копировать»."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Копировать", self.copy)
        menu.popup(event.globalPos())

    def _laid_out(self, width: int) -> tuple[QTextLayout, int]:
        layout = QTextLayout(self._text.replace("\n", "\u2028"), self.font(), self)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        step = self.fontMetrics().lineSpacing()
        height = 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 20))
            line.setPosition(QPointF(0, height))
            height += step
        layout.endLayout()
        return layout, height
