"""Choosing the type size: the largest with which a paper keeps to one sheet (its appendices apart)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from curator_app.documents.blocks import Document, PageBreak
from curator_app.documents.pages import lay_out

ORDER_STEPS: Final = ((14.0, 1.15), (14.0, 1.0), (13.0, 1.0), (12.0, 1.0))
"""Sizes 12–14 pt and line spacing, the most spacious first (domain.md f.1)."""

FORM_STEPS: Final = ((13.0, 1.0), (12.0, 1.0), (11.0, 1.0))
"""For consents and sheets, which are forms to fill in."""


def fit_to_sheet(document: Document, steps: tuple[tuple[float, float], ...] = ORDER_STEPS) -> Document:
    """The document in the first step whose main part stands on one sheet; when none does, in the step that takes
    the fewest sheets, the most spacious of them."""
    best, fewest = document, 0
    for size, spacing in steps:
        tried = replace(document, page=replace(document.page, font_size=size, line_spacing=spacing))
        sheets = len(lay_out(_main_part(tried)))
        if sheets == 1:
            return tried
        if fewest == 0 or sheets < fewest:
            best, fewest = tried, sheets
    return best


def _main_part(document: Document) -> Document:
    for number, block in enumerate(document.blocks):
        if isinstance(block, PageBreak) and number:
            return replace(document, blocks=document.blocks[:number])
    return document
