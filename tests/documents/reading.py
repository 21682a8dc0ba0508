"""Reading papers back in tests: text without regard to where lines break, fonts, boxes of letters."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from curator_app.documents.preview import page_count, page_text


def squeezed(text: str) -> str:
    """Text with every run of white space as one space."""
    return " ".join(text.split())


def pdf_text(pdf: bytes) -> str:
    """All pages, squeezed."""
    return squeezed(" ".join(page_text(pdf, number) for number in range(page_count(pdf))))


def pdf_letters(pdf: bytes) -> str:
    """All letters of all pages without any white space: what a long broken word is compared by."""
    return "".join("".join(page_text(pdf, number).split()) for number in range(page_count(pdf)))


def docx_text(data: bytes) -> str:
    """Body text of a DOCX in its order, tables included, squeezed."""
    import docx

    words = []
    for element in docx.Document(io.BytesIO(data)).element.body.iter():
        if element.tag.endswith("}t"):
            words.append(element.text or "")
        elif element.tag.endswith(("}p", "}br", "}tab")):
            words.append(" ")
    return squeezed("".join(words))


def letter_boxes(pdf: bytes) -> Iterator[tuple[int, str, tuple[float, float, float, float], tuple[float, float]]]:
    """Every visible letter: page, letter, box (left, bottom, right, top), size of the page; in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            text = words.get_text_range()
            for index in range(words.count_chars()):
                letter = text[index : index + 1]
                if letter.strip():
                    yield number, letter, words.get_charbox(index), page.get_size()
            words.close()
            page.close()
    finally:
        document.close()


def pdf_fonts(pdf: bytes) -> dict[str, Any]:
    """{name of a font: whether its file is embedded} of all pages."""
    import pypdf

    fonts: dict[str, Any] = {}
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for one in resources["/Font"].values():
            font = one.get_object()
            descriptor = font.get("/FontDescriptor")
            fonts[str(font["/BaseFont"])] = descriptor is not None and "/FontFile2" in descriptor.get_object()
    return fonts
