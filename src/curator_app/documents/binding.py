"""Many finished PDFs as one folder: a list of contents with numbers of sheets, bookmarks, a number on every sheet."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from curator_app.documents.blocks import Column, Document, PageSetup, Paragraph, Space, Table, Title, text
from curator_app.documents.merging import merged
from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count
from curator_app.documents.wording import PROGRAM_NAME

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter

_EDGE = 18.0
"""From the lower right corner of a sheet to its number, points."""
_SIZE = 9
_PAGE = PageSetup(font_size=12.0, numbered=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A paper of the folder: the section it stands in, its name, its pages."""

    section: str
    title: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents; sheets are counted from 1, the contents are the first of them."""

    section: str
    title: str
    first: int
    pages: int


def bind(title: str, subtitle: str, parts: Sequence[Part], step: Callable[[], None] = lambda: None) -> bytes:
    """The folder. ``step`` is called now and then and may raise to stop. Raises ValueError when there is no part."""
    from pypdf import PdfReader, PdfWriter

    counts = [page_count(part.pdf) for part in parts]
    contents, lines = _with_contents(title, subtitle, parts, counts)
    step()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(merged([contents, *(part.pdf for part in parts)]))))
    step()
    font = writer._add_object(_helvetica())
    for number, page in enumerate(writer.pages, start=1):
        _stamp(writer, page, font, str(number))
    step()
    writer.add_outline_item(title="Опись", page_number=0)
    section, parent = None, None
    for line in lines:
        if line.section != section:
            section = line.section
            parent = writer.add_outline_item(title=section, page_number=line.first - 1)
        writer.add_outline_item(title=line.title, page_number=line.first - 1, parent=parent)
    writer.metadata = {"/Title": title, "/Author": PROGRAM_NAME, "/Producer": PROGRAM_NAME}
    writer.page_mode = "/UseOutlines"
    writer._ID = None  # PDFium has drawn one by chance; equal papers give equal bytes
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _with_contents(title: str, subtitle: str, parts: Sequence[Part], counts: Sequence[int]) -> tuple[bytes, list[Line]]:
    """The contents take sheets themselves and so move what they tell of: laid out until both agree."""
    sheets = 1
    while True:
        lines, at = [], sheets + 1
        for part, pages in zip(parts, counts, strict=True):
            lines.append(Line(part.section, part.title, at, pages))
            at += pages
        pdf = to_pdf(contents_document(title, subtitle, lines, at - 1))
        found = page_count(pdf)
        if found == sheets:
            return pdf, lines
        sheets = found


def contents_document(title: str, subtitle: str, lines: Sequence[Line], sheets: int) -> Document:
    """The list of contents as a paper: sections as rows of their own."""
    rows: list[tuple[tuple[Any, ...], ...]] = []
    section = None
    for number, line in enumerate(lines, start=1):
        if line.section != section:
            section = line.section
            rows.append((text(section, bold=True),))
        last = line.first + line.pages - 1
        told = str(line.first) if line.pages == 1 else f"{line.first}–{last}"
        rows.append((text(str(number)), text(line.title), text(told)))
    table = Table(
        (
            Column(text("№"), 0.07, "centre"),
            Column(text("Документ"), 0.78),
            Column(text("Листы"), 0.15, "centre"),
        ),
        tuple(rows),
    )
    return Document(
        title,
        subtitle,
        (
            Title(text("ОПИСЬ ДОКУМЕНТОВ", bold=True)),
            Paragraph(text(title), align="centre", indent=False),
            Paragraph(text(subtitle), align="centre", indent=False, size="small"),
            Space(4),
            table,
            Space(3),
            Paragraph(text(f"Документов: {len(lines)}, листов вместе с описью: {sheets}."), indent=False),
        ),
        _PAGE,
    )


def picture_pdf(data: bytes) -> bytes:
    """A scan (JPEG, PNG, TIFF of one or more pages) on sheets of A4, as large as the margins let it be.

    Raises ValueError for what is no picture, or for one too large to be opened.
    """
    from PIL import Image, ImageSequence
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
    try:
        with Image.open(io.BytesIO(data)) as picture:
            for frame in ImageSequence.Iterator(picture):
                shown = frame.convert("RGB")
                width, height = A4 if shown.height >= shown.width else A4[::-1]
                canvas.setPageSize((width, height))
                share = min((width - 4 * _EDGE) / shown.width, (height - 4 * _EDGE) / shown.height)
                wide, high = shown.width * share, shown.height * share
                canvas.drawImage(ImageReader(shown), (width - wide) / 2, (height - high) / 2, wide, high)
                canvas.showPage()
    except Exception as error:  # readers of damaged pictures fail in every way there is
        raise ValueError("no picture") from error
    canvas.save()
    return out.getvalue()


def _helvetica() -> Any:
    from pypdf.generic import DictionaryObject, NameObject

    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )


def _stamp(writer: PdfWriter, page: PageObject, font: Any, number: str) -> None:
    """Writes the number of the sheet over what is drawn, without reading that: its drawing is fenced in."""
    from pypdf.generic import ArrayObject, NameObject, StreamObject

    # copies: sheets of one paper share what they draw with
    own = _copy(page.get("/Resources"))
    fonts = _copy(own.get("/Font"))
    fonts[NameObject("/CuratorSheet")] = font
    own[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = own
    before, after = StreamObject(), StreamObject()
    before.set_data(b"q\n")
    after.set_data(f"\nQ q {_corner(page)} cm BT /CuratorSheet {_SIZE} Tf 0 0 Td ({number}) Tj ET Q\n".encode("ascii"))
    drawn: Any = page.raw_get("/Contents") if "/Contents" in page else ArrayObject()
    held = drawn.get_object()
    inner = list(held) if isinstance(held, ArrayObject) else [drawn]
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(before), *inner, writer._add_object(after)])


def _copy(value: Any) -> Any:
    from pypdf.generic import DictionaryObject

    copy = DictionaryObject()
    if value is not None:
        copy.update(value.get_object())
    return copy


def _corner(page: PageObject) -> str:
    """The matrix that puts a number upright into the lower right corner as the sheet is seen (scans are turned)."""
    box = page.cropbox
    left, low, right, high = (float(one) for one in (box.left, box.bottom, box.right, box.top))
    inset = _EDGE + 2 * _SIZE
    match int(page.rotation) % 360:
        case 90:
            return f"0 1 -1 0 {right - _EDGE:.2f} {high - inset:.2f}"
        case 180:
            return f"-1 0 0 -1 {left + inset:.2f} {high - _EDGE:.2f}"
        case 270:
            return f"0 -1 1 0 {left + _EDGE:.2f} {low + inset:.2f}"
        case _:
            return f"1 0 0 1 {right - inset:.2f} {low + _EDGE:.2f}"
