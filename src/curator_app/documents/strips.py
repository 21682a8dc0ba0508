"""The horizontal strips a page is stacked of, and what is drawn on one. Points; y runs down from a strip's top."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from curator_app.documents.blocks import PageSetup, Size
from curator_app.documents.fonts import ASCENT, DESCENT, SINGLE_LEADING
from curator_app.documents.text_lines import Line, Segment

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
RULE = 0.6
_WIDEST_GAP = 2.0
FINE_RULE = 0.5


@dataclass(frozen=True, slots=True)
class Writing:
    """Segments from ``x`` on the base line ``y``, each gap widened by ``word_space``."""

    x: float
    y: float
    size: float
    segments: tuple[Segment, ...]
    word_space: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = RULE
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """A grey rectangle with a fine edge."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code that tells ``words``, filling its square."""

    x1: float
    y1: float
    x2: float
    y2: float
    words: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture (base64 of its file) filling its rectangle."""

    x1: float
    y1: float
    x2: float
    y2: float
    data: str


Mark = Writing | Rule | Fill | Code | Drawn


@dataclass(slots=True)
class Strip:
    """One strip. ``keep``: not parted from the next one if that can be, ``soft``: parted first when it can't be;
    ``blank``: falls away at a page's top; ``edges``: sides of a table row that goes on in the next strip; ``pinned``:
    stands at the page's foot; ``turn``: begins a new sheet (True = lying)."""

    height: float
    marks: list[Mark] = field(default_factory=list)
    keep: bool = False
    blank: bool = False
    header: Strip | None = None
    edges: tuple[float, float] | None = None
    pinned: bool = False
    turn: bool | None = None
    soft: bool = False

    def lowered(self, down: float) -> list[Mark]:
        """Its marks, ``down`` points lower."""
        return [_lowered(mark, down) for mark in self.marks]


def _lowered(mark: Mark, down: float) -> Mark:
    if isinstance(mark, Writing):
        return replace(mark, y=mark.y + down)
    return replace(mark, y1=mark.y1 + down, y2=mark.y2 + down)


@dataclass(frozen=True, slots=True)
class Frame:
    """The sheet and its margins in points, y of the body counted from the top."""

    page_width: float
    page_height: float
    left: float
    top: float
    width: float
    height: float

    @staticmethod
    def of(page: PageSetup, *, landscape: bool) -> Frame:
        """The frame of an upright or lying sheet; margins too wide for the sheet are narrowed to leave 60 mm."""
        page_width, page_height = (A4[1], A4[0]) if landscape else A4
        left, right, top, bottom = (max(value, 5.0) * MM for value in (page.left, page.right, page.top, page.bottom))
        left, top = min(left, page_width - 80 * MM), min(top, page_height - 80 * MM)
        width = max(page_width - left - right, 60 * MM)
        height = max(page_height - top - bottom, 60 * MM)
        return Frame(page_width, page_height, left, top, width, height)


def font_size(page: PageSetup, size: Size) -> float:
    """Type size in points of a named step."""
    return {
        "normal": page.font_size,
        "large": page.font_size + 2,
        "huge": page.font_size * 2,
        "small": max(page.font_size - 2, 10.0),
        "tiny": 9.0,
    }[size]


def leading(size: float, spacing: float) -> float:
    """Height of a line in points: single spacing is 1.15 of the size, as in a word processor."""
    return size * SINGLE_LEADING * spacing


def base_line(size: float, height: float) -> float:
    """Where the base line of a line of ``height`` lies, from its top."""
    return (height - (ASCENT + DESCENT) * size) / 2 + ASCENT * size


def write(line: Line, x: float, y: float, size: float, align: str, width: float) -> Writing:
    """A line placed in a box of ``width`` from ``x``; one that would be torn apart by gaps wider than two letters
    is left ragged."""
    room = width - line.width
    if align == "justify" and not line.last and line.gaps and 0 < room <= line.gaps * size * _WIDEST_GAP:
        return Writing(x, y, size, line.segments, word_space=room / line.gaps)
    shift = {"left": 0.0, "justify": 0.0, "centre": room / 2, "right": room}[align]
    return Writing(x + shift, y, size, line.segments)
