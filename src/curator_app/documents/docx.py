"""A document as DOCX for a word processor: the same blocks, real tables, numbering as text, equal bytes each time."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

from curator_app.documents import docx_parts as w
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
    PageSetup,
    Paragraph,
    Picture,
    Requisites,
    RuledLine,
    Run,
    Signature,
    Size,
    Space,
    Table,
    Text,
    Title,
    text,
)
from curator_app.documents.letters import one_line
from curator_app.documents.pictures import code_png, picture_bytes
from curator_app.documents.strips import font_size
from curator_app.documents.strips_diagram import LABELS, NUMBERS
from curator_app.documents.wording import DATE_BLANK, NAME_CAPTION, PROGRAM_NAME, SIGN_CAPTION

_FIXED_MOMENT = dt.datetime(2000, 1, 1)
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
_INDENT = 12.5
_UNITS = 60
_SHEET = (210.0, 297.0)


def to_docx(document: Document) -> bytes:
    """The bytes of the DOCX."""
    import docx

    built = docx.Document()
    w.set_style(built.styles["Normal"], document.page.font_size, document.language)
    if document.page.hyphens:
        built.settings.element.append(w.element("autoHyphenation"))
    _set_properties(built.core_properties, document)
    writer = _Writer(built, document.page)
    for block in document.blocks:
        writer.add(block)
    writer.finish()
    stream = io.BytesIO()
    built.save(stream)
    return _fixed_times(stream.getvalue())


def _set_properties(properties: Any, document: Document) -> None:
    properties.title = one_line(document.title)[:255]
    properties.subject = one_line(document.subject)[:255]
    properties.author = properties.last_modified_by = PROGRAM_NAME
    properties.comments = properties.keywords = properties.category = ""
    properties.language = document.language
    properties.revision = 1
    properties.created = properties.modified = _FIXED_MOMENT


def _fixed_times(data: bytes) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for entry in source.infolist():
            if entry.filename == "docProps/thumbnail.jpeg":
                continue
            content = source.read(entry)
            if entry.filename == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*/thumbnail[^>]*/>", b"", content)
            info = zipfile.ZipInfo(entry.filename, _ZIP_MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, content, compresslevel=6)
    return result.getvalue()


class _Writer:
    """Puts blocks into the body, one section a sheet direction."""

    def __init__(self, built: Any, page: PageSetup) -> None:
        self._built = built
        self._page = page
        self._body = built.element.body
        self._section = built.sections[0]
        self._width = self._height = 0.0
        self._turn(landscape=page.landscape)
        if page.numbered:
            self._section.different_first_page_header_footer = True
            header = self._section.header
            header.is_linked_to_previous = False
            content = header.paragraphs[0]._p
            numbered = w.paragraph("centre")
            w.page_field(numbered, 12)
            content.getparent().replace(content, numbered)

    def add(self, block: Block) -> None:
        """Appends one block."""
        match block:
            case Paragraph():
                self._paragraph(block)
            case Clause():
                made = w.paragraph(
                    "justify", indent=_INDENT, spacing=self._page.line_spacing, keep=block.keep_with_next
                )
                w.add_runs(made, (*text(f"{block.number} "), *block.text))
                self._put(made)
            case Table():
                self._table(block)
            case Title():
                bold = tuple(Run(run.text, True, run.italic) for run in block.text)
                made = w.paragraph("centre", keep=True, spacing=self._page.line_spacing)
                w.add_runs(made, bold, size=self._size(block.size))
                self._put(made)
            case Requisites():
                self._requisites(block)
            case Signature():
                self._signature(block)
            case RuledLine():
                self._ruled_line(block)
            case Acknowledgement():
                self._acknowledgement(block)
            case CornerMark():
                for line in block.lines:
                    made = w.paragraph("left", left=max(self._width - block.width, 0.0), keep=True)
                    w.add_runs(made, line)
                    self._put(made)
            case Picture():
                tallest = self._height / 4 * block.width / max(block.height, 1)
                self._picture(picture_bytes(block.data), width=min(self._width - 0.5, tallest))
            case Footnote():
                if block.code:
                    self._picture(code_png(block.code), width=18.0, right=True)
                for number, line in enumerate(block.lines):
                    made = w.paragraph("left", before=0.0 if number else 6.0)
                    w.add_runs(made, line, size=self._size("tiny"))
                    self._put(made)
            case CutLine():
                self._put(w.paragraph("left", before=3.0, border="dashed", keep=True))
                self._caption(block.caption)
            case Border():
                w.page_border(self._section)
            case Diagram():
                self._diagram(block)
            case Space():
                self._put(w.paragraph("left", exact=max(min(block.height, 200.0) * 72 / 25.4, 1.0), keep=True))
            case PageBreak():
                self._new_section(landscape=block.landscape)

    def finish(self) -> None:
        """A word processor wants a paragraph after the last table."""
        if len(self._body) > 1 and self._body[-2].tag.endswith("}tbl"):
            self._put(w.paragraph("left", exact=1.0))

    def _put(self, made: Any) -> None:
        self._body.insert(len(self._body) - 1, made)

    def _picture(self, content: bytes, *, width: float, right: bool = False) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        made = self._built.add_paragraph()
        made.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.CENTER
        made.paragraph_format.space_after = Mm(0)
        made.add_run().add_picture(io.BytesIO(content), width=Mm(width))

    def _size(self, size: Size) -> float | None:
        return None if size == "normal" else font_size(self._page, size)

    def _turn(self, *, landscape: bool) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        section, page = self._section, self._page
        width, height = (_SHEET[1], _SHEET[0]) if landscape else _SHEET
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
        section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
        section.header_distance = section.footer_distance = Mm(10)
        self._width = width - page.left - page.right
        self._height = height - page.top - page.bottom

    def _new_section(self, *, landscape: bool) -> None:
        from docx.enum.section import WD_SECTION

        self._section = self._built.add_section(WD_SECTION.NEW_PAGE)
        self._section.different_first_page_header_footer = False
        self._turn(landscape=landscape)

    def _paragraph(self, block: Paragraph) -> None:
        made = w.paragraph(
            block.align,
            indent=_INDENT if block.indent else 0.0,
            right=self._width * (1 - min(max(block.width, 0.1), 1.0)),
            after=block.space_after,
            spacing=self._page.line_spacing,
            keep=block.keep_with_next,
        )
        w.add_runs(made, block.text, size=self._size(block.size))
        self._put(made)

    def _requisites(self, block: Requisites) -> None:
        third = self._width / 3
        made = w.table([third] * 3, ruled=False)
        line = w.row()
        for value, align in ((block.left, "left"), (block.centre, "centre"), (block.right, "right")):
            content = w.paragraph(align, keep=True)
            w.add_runs(content, value)
            line.append(w.cell(third, content))
        made.append(line)
        self._put(made)

    def _table(self, block: Table) -> None:
        total = sum(max(column.width, 0.1) for column in block.columns) or 1.0
        widths = [self._width * max(column.width, 0.1) / total for column in block.columns]
        size = self._size(block.size)
        made = w.table(widths, ruled=True)
        if any(column.header for column in block.columns):
            line = w.row(header=True)
            for column, width in zip(block.columns, widths, strict=True):
                bold = tuple(Run(run.text, True, run.italic) for run in column.header)
                line.append(self._cell(width, bold, "centre", size, middle=True))
            made.append(line)
        for row in block.rows:
            whole = sum(len(run.text) for value in row for run in value) < 1500
            line = w.row(min_height=block.min_row_height, whole=whole)
            if len(row) == 1 and len(widths) > 1:
                bold = tuple(Run(run.text, True, run.italic) for run in row[0])
                line.append(self._cell(sum(widths), bold, "centre", size, span=len(widths)))
            else:
                for number, (column, width) in enumerate(zip(block.columns, widths, strict=True)):
                    value = row[number] if number < len(row) else ()
                    line.append(self._cell(width, value, column.align, size, middle=block.min_row_height > 0))
            made.append(line)
        self._put(made)

    def _diagram(self, block: Diagram) -> None:
        """Bars as shaded cells of a table without lines: a word processor keeps them, and they can be edited."""
        if block.title:
            heading = w.paragraph("left", before=2.0, keep=True)
            w.add_runs(heading, tuple(Run(run.text, True, run.italic) for run in block.title), size=self._size("small"))
            self._put(heading)
        unit = self._width * (1 - LABELS) / _UNITS
        made = w.table([self._width * LABELS, *[unit] * _UNITS], ruled=False)
        most = round(_UNITS * (1 - LABELS - NUMBERS) / (1 - LABELS))
        for bar in block.bars:
            line = w.row()
            label = w.paragraph("right", right=1.5, keep=bar is not block.bars[-1])
            w.add_runs(label, bar.label, size=self._size("small"))
            line.append(w.cell(self._width * LABELS, label, stand="center"))
            long = max(round(most * block.share(bar)), 1 if bar.value > 0 else 0)
            if long:
                line.append(w.cell(unit * long, w.paragraph("left"), span=long, shade="9E9E9E"))
            told = w.paragraph("left", left=1.5)
            w.add_runs(told, bar.told, size=self._size("small"))
            line.append(w.cell(unit * (_UNITS - long), told, span=_UNITS - long, stand="center"))
            made.append(line)
        self._put(made)

    def _cell(
        self, width: float, value: Text, align: str, size: float | None, *, span: int = 1, middle: bool = False
    ) -> Any:
        content = w.paragraph(align)
        w.add_runs(content, value, size=size)
        return w.cell(width, content, span=span, stand="center" if middle else "")

    def _signature(self, block: Signature) -> None:
        self._keep_last()
        if block.date:
            if block.post:
                made = w.paragraph("left", keep=True)
                w.add_runs(made, block.post)
                self._put(made)
            widths = [62.0, 6.0, 40.0, 4.0, max(self._width - 112.0, 30.0)]
            cells = [(text(DATE_BLANK), "left"), ((), "left"), ((), "left"), ((), "left"), (block.name, "centre")]
            captions = ["", "", SIGN_CAPTION, "", NAME_CAPTION]
            self._signing_table(widths, cells, captions, ruled={2, 4})
            return
        name_width = 62.0
        if block.rule:
            widths = [self._width - name_width - 46.0, 40.0, 6.0, name_width]
            cells = [(block.post, "left"), ((), "left"), ((), "left"), (block.name, "right")]
            self._signing_table(widths, cells, ["", SIGN_CAPTION, "", ""], ruled={1})
            return
        widths = [self._width - name_width - 10.0, 10.0, name_width]
        self._signing_table(widths, [(block.post, "left"), ((), "left"), (block.name, "right")], [], ruled=set())

    def _signing_table(
        self, widths: list[float], cells: list[tuple[Text, str]], captions: list[str], ruled: set[int]
    ) -> None:
        made = w.table(widths, ruled=False)
        line = w.row()
        for number, (value, align) in enumerate(cells):
            content = w.paragraph(align, keep=bool(captions))
            w.add_runs(content, value)
            line.append(w.cell(widths[number], content, under=number in ruled, stand="bottom"))
        made.append(line)
        if captions:
            under = w.row()
            for number, caption in enumerate(captions):
                content = w.paragraph("centre")
                w.add_runs(content, text(f"({caption})" if caption else ""), size=self._size("tiny"))
                under.append(w.cell(widths[number], content))
            made.append(under)
        self._put(made)

    def _keep_last(self) -> None:
        """Ties the last written paragraphs to the signature."""
        for made in reversed(self._body[max(len(self._body) - 4, 0) : len(self._body) - 1]):
            if not made.tag.endswith("}p"):
                return
            properties = made.find(made.tag[: -len("p")] + "pPr")
            if properties is not None and properties.find(made.tag[: -len("p")] + "keepNext") is None:
                properties.insert(0, w.element("keepNext"))

    def _ruled_line(self, block: RuledLine) -> None:
        made = w.paragraph(
            "left", spacing=self._page.line_spacing, tabs=((self._width, "right", "underscore"),), keep=True
        )
        w.add_runs(made, block.label)
        if block.label:
            w.add_runs(made, text(" "))
        w.add_runs(made, block.value, underline=True)
        w.add_tab(made)
        self._put(made)
        self._caption(block.caption)

    def _caption(self, words: str) -> None:
        if words:
            made = w.paragraph("centre")
            w.add_runs(made, text(f"({words})"), size=self._size("tiny"))
            self._put(made)

    def _acknowledgement(self, block: Acknowledgement) -> None:
        widths = [45.0, 3.0, max(self._width - 112.0, 30.0), 64.0]
        made = w.table(widths, ruled=False)
        for name in block.names:
            line = w.row()
            for number, (value, align) in enumerate(
                (((), "left"), ((), "left"), (name, "left"), (text(DATE_BLANK), "right"))
            ):
                content = w.paragraph(align, before=1.5)
                w.add_runs(content, value)
                line.append(w.cell(widths[number], content, under=number == 0, stand="bottom"))
            made.append(line)
        self._put(made)
