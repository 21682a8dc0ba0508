"""DOCX: the words of the PDF, real tables, A4, Russian, the same bytes twice."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from tests.documents.people import GROUP, IVANOVA, ONE_PAIR, PETROVA, PUPIL, SCHOOL, WITH_PUPIL, order
from tests.documents.plans import ROADMAP, TRAINED
from tests.documents.reading import docx_text, pdf_text
from tests.documents.reports import REPORT
from tests.documents.routes import JOURNAL, ROUTE, VISIT
from tests.documents.school_papers import ADDENDUM, MINUTES, PROGRAMME, REGISTER
from tests.documents.surveys import BLANK, SUMMARY
from tests.documents.test_pdf import PAYLOADS, everything

from curator_app.documents.blocks import Document
from curator_app.documents.catalogue import PAPERS, sources
from curator_app.documents.docx import to_docx
from curator_app.documents.fit import FORM_STEPS, fit_to_sheet
from curator_app.documents.pair_data import ChoiceLine, PairPaper, RoundPaper, SlipPaper
from curator_app.documents.paper_data import ConsentData, FormData, Layout, PaperData, SheetData
from curator_app.documents.pdf import to_pdf
from curator_app.documents.plan_data import LYING, UPRIGHT
from curator_app.documents.templates import render

CONSENT = ConsentData(SCHOOL, PETROVA, (IVANOVA,), form="педагог – педагог")
CHOICES = (ChoiceLine(1, PETROVA, "учитель математики"), ChoiceLine(2, PUPIL), ChoiceLine(3, IVANOVA))
DATA: dict[str, PaperData] = {
    "life": PairPaper(SCHOOL, ONE_PAIR, IVANOVA, reason="большая нагрузка"),
    "slip": SlipPaper(SCHOOL, 4, IVANOVA, "учитель математики", title="Встреча", choices=CHOICES),
    "round": RoundPaper(SCHOOL, "Встреча", time="14:30", place="актовый зал", mentors=CHOICES[:1], mentees=CHOICES[1:]),
    "consent": CONSENT,
    "sheet": SheetData(SCHOOL, ("с приказом",), (PETROVA, PUPIL)),
    "form": FormData(SCHOOL, IVANOVA, "физика"),
    "route": ROUTE,
    "meeting_journal": JOURNAL,
    "lesson_visit": VISIT,
    "plan": ROADMAP,
    "list": TRAINED,
    "report": REPORT,
    "blank": BLANK,
    "summary": SUMMARY,
    "minutes": MINUTES,
    "addendum": ADDENDUM,
    "programme": PROGRAMME,
    "register": REGISTER,
}


def words(text: str) -> list[str]:
    """Words in any order: a table is read row by row here and line by line there; rules and numbers of pages apart."""
    return sorted(word for word in text.split() if word.strip("_") and not word.isdigit())


@pytest.mark.parametrize("code", [one.code for one in PAPERS if one.group != "part"])
def test_docx_has_the_words_of_the_pdf(code: str) -> None:
    group = next(one.group for one in PAPERS if one.code == code)
    data = DATA.get(code) or DATA.get(group) or order(code, pairs=(ONE_PAIR, GROUP, WITH_PUPIL))
    page = (
        LYING if group in {"plan", "list", "route", "register"} else UPRIGHT if group in {"report", "summary"} else None
    )
    document = render(code, data, sources(), page=page).document
    if group == "form":  # a table that goes on to the next sheet repeats its heading in the PDF only
        document = fit_to_sheet(document, FORM_STEPS)
    assert words(docx_text(to_docx(document))) == words(pdf_text(to_pdf(document)))


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
