"""Short forms below each other on one sheet, with lines to cut along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from curator_app.documents.blocks import Block, CutLine, Document, PageBreak, Space
from curator_app.documents.pages import lay_out

_GAP: Final = (Space(1.5), CutLine(""), Space(1.5))


def packed(documents: Sequence[Document], title: str) -> Document:
    """One document: whole slips below each other, a cut line between two, a new sheet where the next has no room.

    Every slip is measured once by itself: the heights of what stands below each other add up.
    """
    page = documents[0].page
    first = documents[0]
    # Measured below a slip: empty room at the top of a sheet falls away.
    gap = _height(replace(first, blocks=(*first.blocks, *_GAP))) - _height(first)
    blocks: list[Block] = []
    used = 0.0
    for document in documents:
        height = _height(document)
        if blocks and used + gap + height <= _room(document):
            blocks += [*_GAP, *document.blocks]
            used += gap + height
            continue
        if blocks:
            blocks.append(PageBreak())
        blocks += document.blocks
        used = height
    return Document(title, title, tuple(blocks), page)


def _height(document: Document) -> float:
    """Height in points; of a slip of several sheets the whole sheet, so that nothing is put below it."""
    pages = lay_out(document)
    return pages[0].used if len(pages) == 1 else pages[0].frame.height


def _room(document: Document) -> float:
    return lay_out(replace(document, blocks=()))[0].frame.height
