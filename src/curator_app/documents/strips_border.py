"""The border of a letter of thanks: a heavy line, a fine one inside, a square in each corner."""

from __future__ import annotations

from typing import Final

from curator_app.documents.strips import FINE_RULE, MM, Fill, Mark, Rule, Strip
from curator_app.documents.strips_text import Setting

_OUTER: Final = 9 * MM
_INNER: Final = 12 * MM
_SQUARE: Final = 6 * MM
_HEAVY: Final = 1.8


def border(setting: Setting) -> list[Strip]:
    """A strip without height; to stand first on its sheet."""
    frame = setting.frame
    marks: list[Mark] = []
    for edge, width in ((_OUTER, _HEAVY), (_INNER, FINE_RULE)):
        left, right = edge - frame.left, frame.page_width - edge - frame.left
        top, foot = edge - frame.top, frame.page_height - edge - frame.top
        marks += [
            Rule(left, top, right, top, width),
            Rule(left, foot, right, foot, width),
            Rule(left, top, left, foot, width),
            Rule(right, top, right, foot, width),
        ]
    left, right = _INNER - frame.left, frame.page_width - _INNER - frame.left
    top, foot = _INNER - frame.top, frame.page_height - _INNER - frame.top
    for x in (left, right - _SQUARE):
        for y in (top, foot - _SQUARE):
            marks.append(Fill(x, y, x + _SQUARE, y + _SQUARE))
    return [Strip(0.0, marks)]
