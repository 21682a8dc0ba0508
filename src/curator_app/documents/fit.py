"""Choosing the type size: the largest with which a paper keeps to one sheet (its appendices apart)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from curator_app.documents.blocks import Document, PageBreak
from curator_app.documents.pages import lay_out, stands_on_one_sheet

ORDER_STEPS: Final = ((14.0, 1.15), (14.0, 1.0), (13.0, 1.0), (12.0, 1.0))
"""Sizes 12–14 pt and line spacing, the most spacious first (domain.md f.1)."""

FORM_STEPS: Final = ((13.0, 1.0), (12.0, 1.0), (11.0, 1.0))
"""For consents and sheets, which are forms to fill in."""


def fit_to_sheet(document: Document, steps: tuple[tuple[float, float], ...] = ORDER_STEPS) -> Document:
    """The document in the first step whose main part stands on one sheet; when none does, in the step that takes
    the fewest sheets, the most spacious of them."""
    main = _main_part(document)
    pages = [replace(document.page, font_size=size, line_spacing=spacing) for size, spacing in steps]
    page = next((one for one in pages if stands_on_one_sheet(replace(main, page=one))), None)
    if page is None:
        page = min(pages, key=lambda one: len(lay_out(replace(main, page=one))))
    return replace(document, page=page)


def _main_part(document: Document) -> Document:
    for number, block in enumerate(document.blocks):
        if isinstance(block, PageBreak) and number:
            return replace(document, blocks=document.blocks[:number])
    return document
