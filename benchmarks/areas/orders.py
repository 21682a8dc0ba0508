"""Orders as PDF beside a bare ReportLab table of the same rows; one order as DOCX."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from tests.documents.people import BABENKO, GROUP, ONE_PAIR, order
from tests.documents.school_papers import REGISTER

from benchmarks.measuring import Figure, by_turns
from curator_app.documents.blocks import Document, Table, plain_text
from curator_app.documents.catalogue import sources
from curator_app.documents.docx import to_docx
from curator_app.documents.fit import fit_to_sheet
from curator_app.documents.fonts import face
from curator_app.documents.paper_data import OrderData
from curator_app.documents.pdf import to_pdf
from curator_app.documents.plan_data import LYING
from curator_app.documents.templates import render
from curator_app.documents.text_lines import forget


def many(count: int) -> OrderData:
    """An order about so many pairs, every third a group."""
    return order("assignment_list", pairs=tuple(GROUP if one % 3 == 0 else ONE_PAIR for one in range(count)))


def made(data: OrderData) -> Document:
    """The paper as the program lays it out."""
    return fit_to_sheet(render(data.type, data, sources()).document)


def bare(document: Document) -> bytes:
    """The largest table of a document by ReportLab's own means: wrapped cells, ruled, heading repeated."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    table = max((block for block in document.blocks if isinstance(block, Table)), key=lambda one: len(one.rows))
    style = ParagraphStyle("cell", fontName=face(False, False).name, fontSize=10, leading=11.5)
    rows = [[Paragraph(plain_text(column.header), style) for column in table.columns]]
    rows += [[Paragraph(plain_text(cell).replace("\n", "<br/>"), style) for cell in row] for row in table.rows]
    total = sum(column.width for column in table.columns)
    width = landscape(A4)[0] - 86
    drawn = LongTable(rows, [width * column.width / total for column in table.columns], repeatRows=1)
    drawn.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=landscape(A4)).build([drawn])
    return stream.getvalue()


def measure() -> Iterator[Figure]:
    """The whole way from the data to the file; nothing is known from the order before."""

    def ours(data: OrderData) -> bytes:
        forget()
        return to_pdf(made(data))

    table = "ReportLab table of the same cells"
    one = order(pairs=(ONE_PAIR,), control=BABENKO)
    for count, runs in ((1, 9), (50, 5), (500, 3)):
        data = one if count == 1 else many(count)
        document = made(many(count))
        best = by_turns(
            runs,
            ours=lambda data=data: ours(data),  # type: ignore[misc]  # bound at once
            bare=lambda document=document: bare(document),  # type: ignore[misc]  # bound at once
        )
        yield Figure(f"order, pairs: {count}", best["ours"], "ms", best["bare"], table, 1.5)
    lined = replace(REGISTER, pairs=tuple(REGISTER.pairs[0] for _ in range(500)))
    shown = render("register_pairs", lined, sources(), page=LYING).document
    best = by_turns(
        3,
        ours=lambda: to_pdf(render("register_pairs", lined, sources(), page=LYING).document),
        bare=lambda: bare(shown),
        docx=lambda: to_docx(made(one)),
    )
    yield Figure("register of 500 pairs", best["ours"], "ms", best["bare"], table, 1.5)
    yield Figure("one order as DOCX", best["docx"], "ms")
