"""The four bundled faces (Tinos, metrics of Times New Roman) as ReportLab knows them, and their widths."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import resources

ASCENT = 0.891
DESCENT = 0.216
SINGLE_LEADING = 1.15
BOXES = "☐☑"

_FILES = {
    (False, False): "Tinos-Regular",
    (True, False): "Tinos-Bold",
    (False, True): "Tinos-Italic",
    (True, True): "Tinos-BoldItalic",
}


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A registered face: its name in a PDF and the widths of its letters in thousandths of the type size."""

    name: str
    _widths: dict[int, float]
    _glyphs: dict[int, int]
    _missing_width: float
    _words: dict[str, float] = field(default_factory=dict)

    def width(self, word: str) -> float:
        """Width of ``word`` in thousandths of the type size.

        A letter that the face does not have is given the empty box under its own code, so that it still is
        found and copied from the PDF as what it is.
        """
        known = self._words.get(word)
        if known is None:
            known = sum(map(self._letter, word))
            if len(self._words) > 20_000:
                self._words.clear()
            self._words[word] = known
        return known

    def _letter(self, letter: str) -> float:
        code = 32 if letter == "\u00a0" else ord(letter)
        width = self._widths.get(code)
        if code not in self._glyphs or width is None:
            self._glyphs[code] = 0
            width = self._widths[code] = 800.0 if letter in BOXES else self._missing_width
        return width


@lru_cache(maxsize=4)
def face(bold: bool, italic: bool) -> Face:
    """The face, registered at first use. Raises KnownProblem when its file is missing or damaged."""
    from reportlab.pdfbase import pdfmetrics

    name = _FILES[bold, italic]
    path = resources() / "fonts" / f"{name}.ttf"
    try:
        font = _font_class()(name, str(path), asciiReadable=False)
    except Exception as error:
        raise KnownProblem(
            f"Не найден или повреждён шрифт «{name}.ttf», печать без него невозможна. Переустановите программу."
        ) from error
    pdfmetrics.registerFont(font)
    registered: Any = pdfmetrics.getFont(name)
    table = registered.face
    return Face(name, table.charWidths, table.charToGlyph, table.defaultWidth)


@cache
def _font_class() -> Any:
    from reportlab.pdfbase.ttfonts import TTFont

    class EmbeddedFont(TTFont):
        """TTFont whose map back to letters is also right beyond the basic plane (emoji in a note)."""

        def addObjects(self, doc: Any) -> None:
            super().addObjects(doc)
            for name, stream in doc.idToObject.items():
                if name.startswith("toUnicodeCMap:") and isinstance(getattr(stream, "content", None), str):
                    stream.content = re.sub(r"<(1?[0-9A-F]{5})>", _surrogates, stream.content)

    return EmbeddedFont


def _surrogates(match: re.Match[str]) -> str:
    return f"<{chr(int(match[1], 16)).encode('utf-16-be').hex().upper()}>"
