"""A document as PDF: bundled fonts embedded, text that can be searched and copied, equal input = equal bytes.

Text never meets a markup parser: lines are broken by widths and drawn letter for letter.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from curator_app.documents import patience
from curator_app.documents.blocks import Document
from curator_app.documents.fonts import ASCENT, BOXES, Face, face
from curator_app.documents.letters import NBSP, one_line
from curator_app.documents.pages import Page, lay_out
from curator_app.documents.pictures import code_modules, picture_bytes
from curator_app.documents.strips import FINE_RULE, MM, Code, Drawn, Fill, Rule, Writing
from curator_app.documents.wording import PROGRAM_NAME

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_NUMBER_SIZE = 12.0
_NUMBER_FROM_EDGE = 10 * MM
_BOX = re.compile(f"([{BOXES}])")
_UNSEEN, _FILLED = 3, 0
_TOUCHING = 0.05
_BAR_GREY = 0.62


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    width: float
    ticked: bool


def to_pdf(document: Document) -> bytes:
    """The bytes of the PDF. Raises KnownProblem when a font of the program is missing or damaged."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # plain compressed streams: a fifth smaller, no text encoding on top
    regular = face(False, False)
    pages = lay_out(document)
    stream = io.BytesIO()
    options: dict[str, Any] = {
        "pagesize": (pages[0].frame.page_width, pages[0].frame.page_height),
        "invariant": 1,
        "pageCompression": 1,
        "initialFontName": regular.name,
        "lang": document.language,
    }
    canvas = Canvas(stream, **options)
    canvas.setTitle(one_line(document.title))
    canvas.setSubject(one_line(document.subject))
    canvas.setAuthor(PROGRAM_NAME)
    canvas.setCreator(PROGRAM_NAME)
    canvas.setProducer(PROGRAM_NAME)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for number, page in enumerate(pages, start=1):
        patience.check()
        canvas.setPageSize((page.frame.page_width, page.frame.page_height))
        if document.page.numbered and number > 1:
            _draw_number(canvas, page, number, regular)
        _draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def page_count(document: Document) -> int:
    """How many sheets the document takes. Raises KnownProblem like ``to_pdf``."""
    return len(lay_out(document))


def _draw(canvas: Canvas, page: Page) -> None:
    frame = page.frame
    pen: Any = canvas.beginText()
    current: tuple[Face, float] | None = None
    space = 0.0
    boxes: list[_Box] = []
    for top, strip in page.strips:
        for mark in strip.marks:
            if not isinstance(mark, Writing) or not mark.segments:
                continue
            x, y = frame.left + mark.x, frame.page_height - frame.top - top - mark.y
            pen.setTextOrigin(x, y)
            if mark.word_space != space:
                space = mark.word_space
                pen.setWordSpace(space)
            for used, letters in mark.segments:
                if current != (used, mark.size):
                    current = (used, mark.size)
                    pen.setFont(used.name, mark.size)
                x = _write(pen, letters, used, mark, x, y, boxes)
    _draw_fills(canvas, page)
    _draw_pictures(canvas, page)
    canvas.drawText(pen)
    _draw_rules(canvas, page)
    for box in boxes:
        _draw_box(canvas, box)


def _write(pen: Any, letters: str, used: Face, mark: Writing, x: float, y: float, boxes: list[_Box]) -> float:
    """Draws letters and gives the place where they end. Check boxes are drawn as lines, their letters unseen."""
    if not _BOX.search(letters):
        pen.textOut(letters)
        return x + _advance(letters, used, mark)
    for part in _BOX.split(letters):
        if not part:
            continue
        if part in BOXES:
            boxes.append(_Box(x, y, _advance(part, used, mark), ticked=part == "☑"))
            pen.setTextRenderMode(_UNSEEN)
            pen.textOut(part)
            pen.setTextRenderMode(_FILLED)
        else:
            pen.textOut(part)
        x += _advance(part, used, mark)
    return x


def _advance(letters: str, used: Face, mark: Writing) -> float:
    gaps = (letters.count(" ") + letters.count(NBSP)) * mark.word_space if mark.word_space else 0.0
    return used.width(letters) * mark.size / 1000 + gaps


def _draw_box(canvas: Canvas, box: _Box) -> None:
    side = box.width * 0.8
    left, foot = box.x + box.width * 0.1, box.y - side * 0.1
    canvas.setLineWidth(0.6)
    canvas.setDash([])
    canvas.rect(left, foot, side, side)
    if box.ticked:
        canvas.line(left + side * 0.2, foot + side * 0.5, left + side * 0.45, foot + side * 0.2)
        canvas.line(left + side * 0.45, foot + side * 0.2, left + side * 0.85, foot + side * 0.85)


def _draw_fills(canvas: Canvas, page: Page) -> None:
    frame = page.frame
    drawn = [(top, mark) for top, strip in page.strips for mark in strip.marks if isinstance(mark, Fill)]
    if not drawn:
        return
    canvas.saveState()
    canvas.setFillGray(_BAR_GREY)
    canvas.setLineWidth(FINE_RULE)
    for top, mark in drawn:
        foot = frame.page_height - frame.top - top - mark.y2
        canvas.rect(frame.left + mark.x1, foot, mark.x2 - mark.x1, mark.y2 - mark.y1, fill=1)
    canvas.restoreState()


def _draw_pictures(canvas: Canvas, page: Page) -> None:
    """Letterheads and codes; a code is drawn as black squares, a row of them at a time."""
    frame = page.frame
    for top, strip in page.strips:
        for mark in strip.marks:
            if not isinstance(mark, Code | Drawn):
                continue
            left, foot = frame.left + mark.x1, frame.page_height - frame.top - top - mark.y2
            width, height = mark.x2 - mark.x1, mark.y2 - mark.y1
            if isinstance(mark, Drawn):
                from reportlab.lib.utils import ImageReader

                picture = ImageReader(io.BytesIO(picture_bytes(mark.data)))
                canvas.drawImage(picture, left, foot, width, height, preserveAspectRatio=True, anchor="c")
                continue
            modules = code_modules(mark.words)
            side = width / len(modules)
            outline: Any = canvas.beginPath()
            for row, line in enumerate(modules):
                y = foot + height - (row + 1) * side
                for column, dark in enumerate(line):
                    if dark:
                        outline.rect(left + column * side, y, side, side)
            canvas.drawPath(outline, stroke=0, fill=1)


def _draw_rules(canvas: Canvas, page: Page) -> None:
    """All lines of a page, a width at a time; upright ones that go on from strip to strip as one."""
    frame = page.frame
    lines: dict[tuple[float, bool], list[tuple[float, float, float, float]]] = {}
    running: dict[tuple[float, float], list[float]] = {}
    for top, strip in page.strips:
        for mark in strip.marks:
            if not isinstance(mark, Rule):
                continue
            origin = frame.page_height - frame.top - top
            x1, y1 = frame.left + mark.x1, origin - mark.y1
            x2, y2 = frame.left + mark.x2, origin - mark.y2
            if mark.x1 != mark.x2 or mark.dashed:
                lines.setdefault((mark.width, mark.dashed), []).append((x1, y1, x2, y2))
                continue
            span = running.get((x1, mark.width))
            if span is not None and abs(span[1] - y1) < _TOUCHING:
                span[1] = y2
                continue
            if span is not None:
                lines.setdefault((mark.width, False), []).append((x1, span[0], x1, span[1]))
            running[x1, mark.width] = [y1, y2]
    for (x, width), (y1, y2) in running.items():
        lines.setdefault((width, False), []).append((x, y1, x, y2))
    for (width, dashed), drawn in lines.items():
        canvas.setLineWidth(width)
        canvas.setDash([3, 3] if dashed else [])
        canvas.lines(drawn)


def _draw_number(canvas: Canvas, page: Page, number: int, regular: Face) -> None:
    canvas.setFont(regular.name, _NUMBER_SIZE)
    canvas.drawCentredString(
        page.frame.left + page.frame.width / 2,
        page.frame.page_height - _NUMBER_FROM_EDGE - ASCENT * _NUMBER_SIZE,
        str(number),
    )
