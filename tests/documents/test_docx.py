"""DOCX: the words of the PDF, real tables, A4, Russian, the same bytes twice."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from tests.documents.people import GROUP, ONE_PAIR, order
from tests.documents.reading import docx_text
from tests.documents.test_pdf import PAYLOADS, everything

from curator_app.documents.blocks import Document
from curator_app.documents.catalogue import sources
from curator_app.documents.docx import to_docx
from curator_app.documents.paper_data import Layout
from curator_app.documents.templates import render


def test_every_block_is_written() -> None:
    found = docx_text(to_docx(everything()))
    for expected in ("ПРИКАЗ", "г. Энск", "1. Совместно", "(фамилия)", "Исп. Леонтьева", "Раздел", "линия отреза"):
        assert expected in found


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_docx(everything()) == to_docx(everything())


def test_no_time_and_no_foreign_picture_in_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(everything()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        core = archive.read("docProps/core.xml").decode()
    assert "2000-01-01" in core
    assert "python-docx" not in core


def opened(document: Document) -> Any:
    import docx

    return docx.Document(io.BytesIO(to_docx(document)))


def test_sheets_are_a4_with_the_margins_of_the_document() -> None:
    upright, lying = opened(everything()).sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert (round(lying.page_width.mm), round(lying.page_height.mm)) == (297, 210)
    assert [round(side.mm) for side in (upright.left_margin, upright.right_margin)] == [20, 10]
    assert [round(side.mm) for side in (upright.top_margin, upright.bottom_margin)] == [20, 20]
    assert upright.different_first_page_header_footer
    assert not lying.different_first_page_header_footer


def test_type_is_times_new_roman_in_russian() -> None:
    style = opened(everything()).styles["Normal"]
    xml = style.element.xml
    assert style.font.name == "Times New Roman"
    assert xml.count("Times New Roman") == 4
    assert 'w:val="ru-RU"' in xml


def test_tables_are_tables_and_their_headings_repeat() -> None:
    document = render("assignment_list", order("assignment_list", pairs=(ONE_PAIR, GROUP)), sources()).document
    (table,) = (one for one in opened(document).tables if len(one.columns) == 6)
    assert table.rows[0].cells[0].text == "№"
    assert "tblHeader" in table.rows[0]._tr.xml
    assert len(table.rows) == 3
    assert table.rows[2].cells[2].text.count(";\n") == 2


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_data_is_written_as_text(payload: str) -> None:
    data = order(number=payload, place=payload, layout=Layout(capital_name=True))
    document = render("assignment", data, sources()).document
    expected = " ".join(payload.replace("\ue000", "").replace("\ue001", "").split())
    assert docx_text(to_docx(document)).count(expected) >= 2


def test_control_characters_do_not_break_the_file() -> None:
    data = order(number="1\x00\x08\x1f\ufffe2\ud800", pairs=(replace(ONE_PAIR, focus="а\u200bб\u202eв"),))
    found = docx_text(to_docx(render("assignment", data, sources()).document))
    assert "12\ufffd" in found
    assert "абв" in found
