"""The wording as a person reads it: fields, conditions and tags are coloured chips with Russian words.

A chip is one letter of the text: the cursor steps over it, Backspace deletes it whole, Enter on it (or a double click)
asks for another case or form. The text of the template comes out exactly as it went in.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from curator_app.documents.template_pieces import Piece, PieceKind, pieces
from curator_app.documents.template_sandbox import LARGEST_SOURCE
from curator_app.ui.common.palette import Palette, Tone
from curator_app.ui.common.theme import colours, theme

_CHIP = QTextFormat.ObjectTypes.UserObject + 7
_RAW = QTextFormat.Property.UserProperty + 1
_WORDS = QTextFormat.Property.UserProperty + 2
_KIND = QTextFormat.Property.UserProperty + 3
_MARK = "\ufffc"
_TONES: dict[PieceKind, Tone] = {"field": "accent", "rule": "neutral", "tag": "info", "remark": "neutral"}
_SMALLER = {"rule": 0.86, "remark": 0.86, "tag": 0.92}
_PAD = 5.0
_POINTS = 10.5


class _ChipPainter(QPyTextObject):
    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:  # noqa: A002, ARG002, N803 (Qt)
        metrics = QFontMetricsF(_font(doc, str(format.property(_KIND))))
        width = metrics.horizontalAdvance(str(format.property(_WORDS))) + 2 * _PAD + 2
        room = doc.textWidth() - 2 * doc.documentMargin() - 2
        return QSizeF(min(width, max(room, 60.0)), metrics.height() + 2)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,  # noqa: ARG002, N803 (Qt)
        format: QTextFormat,  # noqa: A002
    ) -> None:
        palette = colours()
        kind = str(format.property(_KIND))
        tone = _TONES.get(kind, "neutral")  # type: ignore[call-overload]  # the kind comes back as a plain word
        inside = QRectF(rect).adjusted(1, 0, -1, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if kind != "remark":
            painter.setBrush(QColor(palette.soft(tone)))
            painter.drawRoundedRect(inside, 4, 4)
        painter.setPen(QColor(_ink(palette, tone, kind)))
        painter.setFont(_font(doc, kind))
        words = QFontMetricsF(painter.font()).elidedText(
            str(format.property(_WORDS)), Qt.TextElideMode.ElideRight, inside.width() - _PAD
        )
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.restore()


def _ink(palette: Palette, tone: Tone, kind: str) -> str:
    return palette.muted if kind in ("remark", "rule") else palette.ink(tone)


def _font(doc: QTextDocument, kind: str) -> QFont:
    font = QFont(doc.defaultFont())
    font.setPointSizeF(font.pointSizeF() * _SMALLER.get(kind, 1.0))
    if kind == "tag":
        font.setWeight(QFont.Weight.DemiBold)
    font.setItalic(kind == "remark")
    return font


class ChipEditor(QTextEdit):
    """``chip_opened``: the raw text of a chip and where its menu may open. ``refused``: why a paste was not taken."""

    chip_opened = Signal(str, QPoint)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Текст документа")
        self.setAccessibleDescription("Цветные метки — поля и условия. Enter на метке открывает её меню")
        font = QFont(self.font())
        font.setPointSizeF(_POINTS)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(10)
        self._painter = _ChipPainter(self)
        self.document().documentLayout().registerHandler(_CHIP, self._painter)
        theme().changed.connect(self.viewport().update)

    # --- text in and out

    def set_source(self, source: str) -> None:
        """Shows another template; what could be undone is forgotten."""
        self.blockSignals(True)
        self.setUndoRedoEnabled(False)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = QTextBlockFormat()
        block.setLineHeight(132, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(block)
        self._write(cursor, source)
        cursor.endEditBlock()
        self.setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.blockSignals(False)

    def source(self) -> str:
        """The template as it stands."""
        return self._raw_between(0, self.document().characterCount() - 1)

    def put(self, raw: str) -> None:
        """Writes at the cursor; fields become chips."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._write(cursor, raw)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setFocus()

    def chip_at_cursor(self) -> str | None:
        """The raw text of the chip after the cursor, or before it."""
        place = self._chip_place()
        return None if place is None else self._raw_between(place, place + 1)

    def replace_chip(self, raw: str) -> None:
        """Puts another chip in the place of the one at the cursor."""
        place = self._chip_place()
        if place is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._write(cursor, raw)
        cursor.endEditBlock()
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        self.setFocus()

    # --- lines

    def mark_line(self, number: int | None) -> None:
        """Marks the line (from 1) of the template with the mistake; None takes the mark away."""
        marks: list[QTextEdit.ExtraSelection] = []
        if number is not None:
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(QColor(colours().danger_soft))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = self._line(number)
            marks.append(mark)
        self.setExtraSelections(marks)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar in the margin stands at the line with the mistake."""
        super().paintEvent(event)
        if (marks := self.extraSelections()) and not marks[0].cursor.isNull():
            layout = self.document().documentLayout()
            place = layout.blockBoundingRect(marks[0].cursor.block()).translated(0, -self.verticalScrollBar().value())
            painter = QPainter(self.viewport())
            painter.fillRect(QRectF(1, place.top(), 4, place.height()), QColor(colours().danger_text))
            painter.end()

    def show_line(self, number: int) -> None:
        """Puts the cursor into a line (from 1) of the template."""
        self.setTextCursor(self._line(number))
        self.ensureCursorVisible()
        self.setFocus()

    def _line(self, number: int) -> QTextCursor:
        left = number - 1
        block = self.document().begin()
        while block.next().isValid():
            left -= 1 + self._raw_between(block.position(), block.position() + block.length() - 1).count("\n")
            if left < 0:
                break
            block = block.next()
        return QTextCursor(block)

    # --- what Qt asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter with a chip marked, or F2, opens the menu of the chip."""
        opens = event.key() == Qt.Key.Key_F2 or (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._only_chip_selected()
        )
        if opens and self.chip_at_cursor() is not None:
            self._open_chip()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a chip opens its menu."""
        self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
        if self.chip_at_cursor() is not None:
            self._open_chip()
            return
        super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The words of a chip in full, and how to change it, when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cursor = self.cursorForPosition(event.pos())
            for place in (cursor.position(), cursor.position() - 1):
                if place >= 0 and self.document().characterAt(place) == _MARK:
                    cursor.setPosition(place + 1)
                    words = str(cursor.charFormat().property(_WORDS))
                    QToolTip.showText(event.globalPos(), f"{words}\nДвойной щелчок — изменить", self)
                    return True
            QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is the text of the template."""
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(self._raw_between(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text; its fields become chips. Too long a text is not taken."""
        text = source.text()
        if len(text) + self.document().characterCount() > LARGEST_SOURCE:
            self.refused.emit(f"Вставить нельзя: текст документа не бывает длиннее {LARGEST_SOURCE} знаков.")
            return
        self.put(text)

    # --- inside

    def _open_chip(self) -> None:
        raw = self.chip_at_cursor()
        if raw is not None:
            below = self.cursorRect().bottomLeft()
            self.chip_opened.emit(raw, self.viewport().mapToGlobal(below))

    def _only_chip_selected(self) -> bool:
        return self.textCursor().selectedText() == _MARK

    def _chip_place(self) -> int | None:
        cursor = self.textCursor()
        if cursor.hasSelection() and cursor.selectedText() != _MARK:
            return None
        at = cursor.selectionStart()
        for place in (at, at - 1):
            if place >= 0 and self.document().characterAt(place) == _MARK:
                return place
        return None

    def _write(self, cursor: QTextCursor, source: str) -> None:
        plain = QTextCharFormat()
        for piece in pieces(source.replace("\r\n", "\n").replace("\r", "\n").replace(_MARK, "")):
            if piece.kind == "text":
                cursor.insertText(piece.raw, plain)
            else:
                cursor.insertText(_MARK, _format(piece))
        cursor.setCharFormat(plain)

    def _raw_between(self, start: int, end: int) -> str:
        parts: list[str] = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            iterator = block.begin()
            while not iterator.atEnd():
                fragment = iterator.fragment()
                first = max(start, fragment.position()) - fragment.position()
                last = min(end, fragment.position() + fragment.length()) - fragment.position()
                if first < last:
                    raw = fragment.charFormat().property(_RAW)
                    text = fragment.text()[first:last]
                    parts.append(text.replace(_MARK, str(raw)) if raw is not None else text)
                iterator += 1
            if (after := block.next()).isValid() and start <= block.position() + block.length() - 1 < end:
                parts.append("\n")
            block = after
        return "".join(parts).replace("\u2028", "\n").replace("\u2029", "\n")


def _format(piece: Piece) -> QTextCharFormat:
    chip = QTextCharFormat()
    chip.setObjectType(_CHIP)
    chip.setProperty(_RAW, piece.raw)
    chip.setProperty(_WORDS, piece.words or " ")
    chip.setProperty(_KIND, piece.kind)
    chip.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    return chip
