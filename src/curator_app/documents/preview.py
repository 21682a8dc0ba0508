"""Looking into a finished PDF: pages as pictures for the screen and the printer, text for checks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

# PDFium keeps global state and must not be entered from two threads at once: every module that calls it takes this.
PDFIUM_LOCK = threading.RLock()


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as raw BGRA bytes, four a pixel, rows of ``width * 4`` bytes without padding."""

    width: int
    height: int
    data: bytes


def page_count(pdf: bytes) -> int:
    """Number of pages of a PDF."""
    with _opened(pdf) as document:
        return len(document)


def page_size(pdf: bytes, number: int) -> tuple[float, float]:
    """Width and height of page ``number`` (from 0) in points."""
    with _opened(pdf) as document:
        width, height = document[number].get_size()
        return float(width), float(height)


def page_image(pdf: bytes, number: int, dpi: float = 96.0) -> PageImage:
    """Page ``number`` (from 0) drawn on white at ``dpi`` dots an inch."""
    with _opened(pdf) as document:
        page = document[number]
        bitmap = page.render(scale=dpi / 72, rev_byteorder=False, prefer_bgrx=True)
        try:
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
            raw = bytes(bitmap.buffer)
        finally:
            bitmap.close()
    if stride != width * 4:
        raw = b"".join(raw[row * stride : row * stride + width * 4] for row in range(height))
    opaque = bytearray(raw)
    opaque[3::4] = b"\xff" * (width * height)
    return PageImage(width, height, bytes(opaque))


def page_text(pdf: bytes, number: int) -> str:
    """Text of page ``number`` (from 0) as a reader copies it."""
    with _opened(pdf) as document:
        text = str(document[number].get_textpage().get_text_range())
    # PDFium reads a hyphen at a line's end as one that only parts the word.
    return text.replace("\r\n", "\n").replace("\ufffe", "-")


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with PDFIUM_LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
