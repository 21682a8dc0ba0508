"""Strips to pages: keeps what belongs together, repeats the heading of a table, closes a row cut by a page's end."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import Final

from curator_app.documents import patience
from curator_app.documents.blocks import (
    Acknowledgement,
    Block,
    Border,
    Clause,
    CornerMark,
    CutLine,
    Diagram,
    Document,
    Footnote,
    PageBreak,
    Paragraph,
    Picture,
    Requisites,
    RuledLine,
    Signature,
    Space,
    Table,
    Title,
)
from curator_app.documents.strips import FINE_RULE, Frame, Rule, Strip, font_size
from curator_app.documents.strips_border import border
from curator_app.documents.strips_diagram import diagram
from curator_app.documents.strips_table import table
from curator_app.documents.strips_text import (
    Setting,
    acknowledgement,
    clause,
    corner_mark,
    cut_line,
    footnote,
    keep_tail,
    paragraph,
    picture,
    requisites,
    ruled_line,
    signature,
    space,
    title,
)

_TOLERANCE: Final = 1.0


@dataclass(slots=True)
class Page:
    """One sheet: its frame and the strips on it, each with its distance from the top of the body."""

    frame: Frame
    strips: list[tuple[float, Strip]] = field(default_factory=list)
    used: float = 0.0
    foot: float = 0.0
    last_chunk: int = 0

    @property
    def room(self) -> float:
        """Height still free."""
        return self.frame.height - self.used - self.foot

    def put(self, strip: Strip) -> None:
        """Adds a strip below the last one."""
        self.strips.append((self.used, strip))
        self.used += strip.height


def lay_out(document: Document) -> list[Page]:
    """The pages of a document; at least one."""
    return _placed(document, _strips(document))


def stands_on_one_sheet(document: Document) -> bool:
    """Whether ``lay_out`` gives one page; what is too much is not laid out to its end."""
    most = Frame.of(document.page, landscape=document.page.landscape).height + _TOLERANCE
    strips = _strips(document, most)
    return sum(strip.height for strip in strips if not strip.blank) <= most and len(_placed(document, strips)) == 1


def _placed(document: Document, strips: list[Strip]) -> list[Page]:
    pages = [Page(Frame.of(document.page, landscape=document.page.landscape))]
    for chunk in _chunks(strips):
        patience.check()
        if (turn := chunk[0].turn) is not None:
            pages.append(Page(Frame.of(document.page, landscape=turn)))
            continue
        _place(chunk, pages)
    return pages


def _strips(document: Document, most: float = inf) -> list[Strip]:
    """Strips of the blocks; no further ones once they are higher than ``most`` together."""
    landscape = document.page.landscape
    strips: list[Strip] = []
    height = 0.0
    setting = _setting(document, landscape=landscape)
    for block in document.blocks:
        patience.check()
        if isinstance(block, PageBreak):
            strips.append(Strip(0.0, turn=block.landscape))
            setting = _setting(document, landscape=block.landscape)
            continue
        if isinstance(block, Signature):
            keep_tail(strips)
        begun = len(strips)
        strips.extend(_block(block, setting))
        height += sum(strip.height for strip in strips[begun:] if not strip.blank)
        if height > most:
            return strips
        if isinstance(block, Signature) and strips:
            strips[-1].soft = True
    return strips


def _setting(document: Document, *, landscape: bool) -> Setting:
    page = document.page
    return Setting(
        Frame.of(page, landscape=landscape), lambda size: font_size(page, size), page.line_spacing, page.hyphens
    )


def _block(block: Block, setting: Setting) -> list[Strip]:
    match block:
        case Paragraph():
            return paragraph(block, setting)
        case Clause():
            return clause(block, setting)
        case Table():
            return table(block, setting)
        case Title():
            return title(block, setting)
        case Requisites():
            return requisites(block, setting)
        case Signature():
            return signature(block, setting)
        case RuledLine():
            return ruled_line(block, setting)
        case Acknowledgement():
            return acknowledgement(block, setting)
        case CornerMark():
            return corner_mark(block, setting)
        case Footnote():
            return footnote(block, setting)
        case Picture():
            return picture(block, setting)
        case CutLine():
            return cut_line(block, setting)
        case Border():
            return border(setting)
        case Diagram():
            return diagram(block, setting)
        case Space():
            return space(block, setting)
        case PageBreak():
            raise AssertionError("a page break is no strip of text")


def _chunks(strips: list[Strip]) -> list[list[Strip]]:
    """Strips that are to stand together."""
    chunks: list[list[Strip]] = []
    joined = False
    for strip in strips:
        if strip.turn is not None:
            chunks.append([strip])
            joined = False
            continue
        if joined:
            chunks[-1].append(strip)
        else:
            chunks.append([strip])
        joined = strip.keep
    return chunks


def _place(chunk: list[Strip], pages: list[Page]) -> None:
    page = pages[-1]
    if chunk[0].pinned:
        _pin(chunk[0], pages)
        return
    height = sum(strip.height for strip in chunk)
    if height > page.frame.height and (parts := _parted(chunk)):
        for part in parts:
            _place(part, pages)
        return
    if height > page.room and page.strips and height <= page.frame.height - _header_height(chunk[0]):
        page = _next_page(pages)
        _repeat_header(chunk[0], page)
    page.last_chunk = len(page.strips)
    for strip in chunk:
        if strip.blank and (not page.strips or strip.height > page.room):
            continue
        if strip.height > page.room and page.strips:
            page = _next_page(pages)
            _repeat_header(strip, page)
        page.put(strip)


def _parted(chunk: list[Strip]) -> list[list[Strip]]:
    """A chunk taller than a page, taken apart after its signatures; nothing when that gives no more than one part."""
    parts: list[list[Strip]] = [[]]
    for number, strip in enumerate(chunk):
        parts[-1].append(strip)
        if strip.soft and number + 1 < len(chunk):
            parts.append([])
    return parts if len(parts) > 1 else []


def _header_height(strip: Strip) -> float:
    return strip.header.height if strip.header is not None else 0.0


def _repeat_header(strip: Strip, page: Page) -> None:
    if strip.header is not None:
        page.put(strip.header)


def _next_page(pages: list[Page]) -> Page:
    page = pages[-1]
    top, last = page.strips[-1]
    page_next = Page(page.frame)
    if last.edges is not None:
        left, right = last.edges
        page.strips.append((top + last.height, Strip(0.0, [Rule(left, 0.0, right, 0.0, FINE_RULE)])))
        if last.header is None:
            page_next.put(Strip(0.0, [Rule(left, 0.0, right, 0.0, FINE_RULE)]))
    pages.append(page_next)
    return page_next


def _pin(strip: Strip, pages: list[Page]) -> None:
    """Sets a strip at the foot. Where it has no room it takes the last lines along, never a sheet for itself."""
    page = pages[-1]
    if strip.height > page.room and page.strips:
        moved = page.strips[page.last_chunk :] if page.last_chunk else []
        if moved:
            del page.strips[page.last_chunk :]
            page.used = moved[0][0]
        page = _next_page(pages)
        for _top, one in moved:
            if page.strips or not one.blank:
                page.put(one)
    page.foot += strip.height
    page.strips.append((page.frame.height - page.foot, strip))
