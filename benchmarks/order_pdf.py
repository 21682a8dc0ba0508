"""How fast papers are made: one order; orders of many pairs beside a bare ReportLab table of the same rows.

python -m benchmarks.order_pdf            # medians and ratios
python -m benchmarks.order_pdf --profile  # where the time of 500 pairs goes
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import io
import pstats
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from tests.documents.people import BABENKO, GROUP, ONE_PAIR, order
from tests.documents.school_papers import REGISTER

from curator_app.documents.blocks import Document, Table, plain_text
from curator_app.documents.catalogue import sources
from curator_app.documents.docx import to_docx
from curator_app.documents.fit import fit_to_sheet
from curator_app.documents.fonts import face
from curator_app.documents.paper_data import OrderData
from curator_app.documents.pdf import to_pdf
from curator_app.documents.plan_data import LYING
from curator_app.documents.templates import render

_RUNS = 5


def many(count: int) -> OrderData:
    """An order about so many pairs, every third a group."""
    return order("assignment_list", pairs=tuple(GROUP if one % 3 == 0 else ONE_PAIR for one in range(count)))


def made(data: OrderData) -> Document:
    """The paper as the program lays it out."""
    return fit_to_sheet(render(data.type, data, sources()).document)


def median(work: Callable[[], object], runs: int = _RUNS) -> float:
    """Milliseconds, the first run apart."""
    work()
    told = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        work()
        told.append((time.perf_counter() - start) * 1000)
    return statistics.median(told)


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


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", action="store_true")
    if parser.parse_args().profile:
        data = many(500)
        to_pdf(made(data))
        profile = cProfile.Profile()
        profile.runcall(lambda: to_pdf(made(data)))
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        return
    one = order(pairs=(ONE_PAIR,), control=BABENKO)
    print(f"один приказ, PDF: {median(lambda: to_pdf(made(one)), 15):7.1f} мс (граница 150)")
    print(f"один приказ, DOCX: {median(lambda: to_docx(made(one)), 7):6.1f} мс")
    for count in (60, 200, 500):
        data = many(count)
        document = made(data)
        whole, drawn, plain = (median(work) for work in (
            lambda data=data: to_pdf(made(data)),
            lambda document=document: to_pdf(document),
            lambda document=document: bare(document),
        ))  # fmt: skip
        print(
            f"{count} пар: всего {whole:.0f} мс, из них вёрстка и PDF {drawn:.0f} мс; ReportLab {plain:.0f} мс; "
            f"отношение {whole / plain:.2f} (граница 1,5), вёрстки {drawn / plain:.2f}"
        )
    rows = tuple(REGISTER.pairs[0] for _ in range(500))
    lined = replace(REGISTER, pairs=rows)
    shown = render("register_pairs", lined, sources(), page=LYING).document
    whole = median(lambda: to_pdf(render("register_pairs", lined, sources(), page=LYING).document))
    print(f"реестр из 500 пар: {whole:.0f} мс, отношение {whole / median(lambda: bare(shown)):.2f}")


if __name__ == "__main__":
    main()
