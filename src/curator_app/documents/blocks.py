"""What a paper is made of: a small closed list of blocks that PDF and DOCX draw alike.

Lengths are millimetres, type sizes points. Text is never markup: every letter of a run is printed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal

from curator_app.documents.plain import Plain, from_plain, to_plain

Align = Literal["left", "centre", "right", "justify"]
Size = Literal["normal", "small", "tiny", "large", "huge"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of letters of one face. ``\\n`` breaks the line."""

    text: str
    bold: bool = False
    italic: bool = False


Text = tuple[Run, ...]


def text(value: str, *, bold: bool = False, italic: bool = False) -> Text:
    """One run; nothing for an empty string."""
    return (Run(value, bold, italic),) if value else ()


def plain_text(value: Text) -> str:
    """The letters of a text without its faces."""
    return "".join(run.text for run in value)


@dataclass(frozen=True, slots=True)
class Title:
    """The kind of the paper («ПРИКАЗ», «СОГЛАСИЕ») or a part of it: centred, bold, kept with what follows."""

    text: Text
    size: Size = "large"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``indent``: first-line indent of 12,5 mm; ``width``: share of the line (0–1) it may take."""

    text: Text
    align: Align = "justify"
    indent: bool = True
    size: Size = "normal"
    keep_with_next: bool = False
    space_after: float = 0.0
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause («1.») or sub-clause («1.1.») of an order; the number is printed as text."""

    number: str
    text: Text
    level: int = 1
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Requisites:
    """Date, place and number on one line: left edge, centre, right edge."""

    left: Text
    centre: Text
    right: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, share of the width, alignment of its cells."""

    header: Text
    width: float
    align: Literal["left", "centre", "right"] = "left"


Row = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; the heading row is repeated on every page. A row of one cell spans the whole width."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: Size = "small"
    min_row_height: float = 0.0


@dataclass(frozen=True, slots=True)
class Signature:
    """Post at the left, room (or a rule) for the hand, «И.О. Фамилия» at the right; never alone on a page."""

    post: Text
    name: Text
    rule: bool = False
    date: bool = False


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A line to write on: words before it, what is already known on it, a small caption under it."""

    label: Text = ()
    value: Text = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Lines «____ И.О. Фамилия  «__» ____ 20__ г.», one for each person who must sign that he has read."""

    names: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class CornerMark:
    """Lines in the upper right corner: mark of an appendix, «УТВЕРЖДАЮ», addressee of an application."""

    lines: tuple[Text, ...]
    width: float = 80.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new sheet, upright or lying."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """Empty room, in millimetres."""

    height: float


@dataclass(frozen=True, slots=True)
class Footnote:
    """Small lines at the foot of the sheet (executor, telephone, «В дело»). ``code``: what the QR code at their right
    tells; «» for none."""

    lines: tuple[Text, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture over the width of the text (a school's letterhead): PNG or JPEG as base64, its sides in pixels."""

    data: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CutLine:
    """A dashed line to cut along, with a small caption."""

    caption: str = "линия отреза"


@dataclass(frozen=True, slots=True)
class Border:
    """A drawn border around the sheet that it stands on (a letter of thanks, a certificate)."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a diagram: words at its left, length, the number as it is told at its right."""

    label: Text
    value: float
    told: Text


@dataclass(frozen=True, slots=True)
class Diagram:
    """Horizontal bars, legible in black and white. ``limit``: what the longest bar may mean; 0: the largest value."""

    title: Text
    bars: tuple[Bar, ...]
    limit: float = 0.0

    def share(self, bar: Bar) -> float:
        """The length of a bar, 0 … 1."""
        whole = self.limit or max((one.value for one in self.bars), default=0.0)
        return min(max(bar.value / whole, 0.0), 1.0) if whole > 0 else 0.0


Block = (
    Title
    | Paragraph
    | Clause
    | Requisites
    | Table
    | Signature
    | RuledLine
    | Acknowledgement
    | CornerMark
    | PageBreak
    | Space
    | Footnote
    | Picture
    | CutLine
    | Border
    | Diagram
)


@dataclass(frozen=True, slots=True)
class PageSetup:
    """A4. Margins in millimetres (left 30 for papers kept over ten years), type size 12–14 pt, line spacing 1–1,5.

    ``numbered``: page numbers from the second page, centred in the top margin; ``hyphens``: words of justified text are
    parted by syllables.
    """

    left: float = 20.0
    right: float = 10.0
    top: float = 20.0
    bottom: float = 20.0
    font_size: float = 14.0
    line_spacing: float = 1.15
    landscape: bool = False
    numbered: bool = True
    hyphens: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper: its title and subject (for the file's properties), blocks and page."""

    title: str
    subject: str
    blocks: tuple[Block, ...]
    page: PageSetup = field(default_factory=PageSetup)
    language: str = "ru-RU"

    def to_dict(self) -> Plain:
        """JSON values; ``from_dict`` gives the same document back."""
        value = to_plain(self)
        assert isinstance(value, dict)
        return value

    @staticmethod
    def from_dict(value: Plain) -> Document:
        """The document of a snapshot. Raises ValueError when the value is not one."""
        return from_plain(Document, value)

    def digest(self) -> str:
        """SHA-256 of the content, the seal of an issued paper."""
        canonical = json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
