"""The editor of a wording: numbered lines, tags and fields in colour, the bad line marked."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from curator_app.documents.template_sandbox import LARGEST_SOURCE
from curator_app.ui.common.theme import colours, theme

_COLOURED = 2000
"""A longer line stays plain: braces without an end would take time without measure."""
_TAG = re.compile(r"^\s*\[[^\[\]]*\]")
_FIELD = re.compile(r"\{\{.*?\}\}")
_RULE = re.compile(r"\{%.*?%\}")
_REMARK = re.compile(r"\{#.*?#\}")


class _Highlighter(QSyntaxHighlighter):
    def highlightBlock(self, text: str) -> None:
        """Colours of one line."""
        palette = colours()
        text = text[:_COLOURED]
        for pattern, colour, bold in (
            (_TAG, palette.info_text, True),
            (_FIELD, palette.accent_text, False),
            (_RULE, palette.warn_text, False),
            (_REMARK, palette.muted, False),
        ):
            form = QTextCharFormat()
            form.setForeground(QColor(colour))
            if bold:
                form.setFontWeight(QFont.Weight.DemiBold)
            for found in pattern.finditer(text):
                self.setFormat(found.start(), found.end() - found.start(), form)


class WordingEditor(QPlainTextEdit):
    """Plain text; Tab leaves the field. ``refused``: why a paste was not taken."""

    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Текст шаблона")
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(10)
        self.setFont(fixed)
        self.setStyleSheet(f'font-family: "{fixed.family()}"; font-size: 10pt;')
        document = self.document()
        assert isinstance(document, QTextDocument)
        self._colours = _Highlighter(document)
        self._bad: int | None = None
        self._margin = _Margin(self)
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._scrolled)
        theme().changed.connect(self._colours.rehighlight)
        self._make_room()

    def mark_line(self, number: int | None) -> None:
        """Marks the line (from 1) with the mistake; None takes the mark away."""
        self._bad = number
        marks: list[QTextEdit.ExtraSelection] = []
        if number is not None:
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(QColor(colours().danger_soft))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = self._line(number)
            marks.append(mark)
        self.setExtraSelections(marks)
        self._margin.update()

    def show_line(self, number: int) -> None:
        """Puts the cursor into a line (from 1)."""
        self.setTextCursor(self._line(number))
        self.centerCursor()
        self.setFocus()

    def put(self, text: str) -> None:
        """Writes at the cursor, for fields picked from the list."""
        self.insertPlainText(text)
        self.setFocus()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Too long a text is not taken."""
        if len(source.text()) + self.document().characterCount() > LARGEST_SOURCE:
            self.refused.emit(f"Вставить нельзя: текст документа не бывает длиннее {LARGEST_SOURCE} знаков.")
            return
        super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stand at the left."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._margin.setGeometry(QRect(inside.left(), inside.top(), self.margin_width(), inside.height()))

    def margin_width(self) -> int:
        """Room for the numbers, logical pixels."""
        return 14 + self.fontMetrics().horizontalAdvance("9") * max(3, len(str(self.blockCount())))

    def paint_margin(self, event: QPaintEvent) -> None:
        """Numbers of the lines in sight."""
        palette = colours()
        painter = QPainter(self._margin)
        painter.fillRect(event.rect(), QColor(palette.header))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            if block.isVisible():
                number = block.blockNumber() + 1
                painter.setPen(QColor(palette.danger_text if number == self._bad else palette.muted))
                place = QRect(0, round(top), self._margin.width() - 6, self.fontMetrics().height())
                painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(number))
            top += height
            block = block.next()
        painter.end()

    def _line(self, number: int) -> QTextCursor:
        document = self.document()
        assert document is not None
        return QTextCursor(document.findBlockByNumber(max(0, number - 1)))

    def _make_room(self) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)

    def _scrolled(self, rect: QRect, by: int) -> None:
        if by:
            self._margin.scroll(0, by)
        else:
            self._margin.update(0, rect.y(), self._margin.width(), rect.height())


class _Margin(QWidget):
    def __init__(self, editor: WordingEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.margin_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_margin(event)
