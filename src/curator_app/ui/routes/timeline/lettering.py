"""Words measured and laid out once: widths, cut words and ready glyph runs, kept until the font changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTransform

_ENOUGH = 6000


class Lettering:
    """One font at one size."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self.height = self.metrics.height()
        self._widths: dict[str, int] = {}
        self._cut: dict[tuple[str, int], str] = {}
        self._ready: dict[str, QStaticText] = {}

    def width(self, text: str) -> int:
        """Width in logical pixels."""
        known = self._widths.get(text)
        if known is None:
            known = self._widths[text] = self.metrics.horizontalAdvance(text)
        return known

    def cut(self, text: str, width: int) -> str:
        """The text, with «…» when it is wider than ``width``; empty when not even a letter fits."""
        if self.width(text) <= width:
            return text
        known = self._cut.get((text, width))
        if known is None:
            if len(self._cut) > _ENOUGH:
                self._cut.clear()
            known = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._cut[text, width] = known = "" if len(known) < 3 else known
        return known

    def ready(self, text: str) -> QStaticText:
        """The text as glyphs, to be drawn with this font."""
        known = self._ready.get(text)
        if known is None:
            if len(self._ready) > _ENOUGH:
                self._ready.clear()
            known = QStaticText(text)
            known.setTextFormat(Qt.TextFormat.PlainText)
            known.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            known.prepare(QTransform(), self.font)
            self._ready[text] = known
        return known

    def wrapped(self, text: str, width: int, lines: int) -> list[str]:
        """At most ``lines`` lines of ``text``; the last one is cut with «…» when there is more."""
        words = text.split(" ")
        result: list[str] = []
        while words and len(result) < lines - 1:
            line, gap = words.pop(0), " "
            if self.width(line) > width and "-" in line:
                head, _, tail = line.partition("-")
                line, gap = f"{head}-", ""
                words.insert(0, tail)
            while words and gap and self.width(f"{line} {words[0]}") <= width:
                line = f"{line} {words.pop(0)}"
            result.append(self.cut(line, width))
        if words:
            result.append(self.cut(" ".join(words), width))
        return result
