"""Bars of a diagram: their lengths on paper, the words beside them, what a template may not write."""

from __future__ import annotations

import pytest
from tests.documents.people import SCHOOL
from tests.documents.reading import docx_text, pdf_text
from tests.documents.reports import REPORT

from curator_app.documents.blocks import Bar, Diagram, Document, PageSetup, text
from curator_app.documents.catalogue import sources
from curator_app.documents.docx import to_docx
from curator_app.documents.pages import lay_out
from curator_app.documents.paper_data import SheetData
from curator_app.documents.pdf import to_pdf
from curator_app.documents.strips import Fill
from curator_app.documents.templates import render
from curator_app.runtime.errors import KnownProblem

THREE = Diagram(
    text("По формам"),
    (Bar(text("первая"), 2, text("2 пары")), Bar(text("вторая"), 4, text("4 пары")), Bar(text("пусто"), 0, text("0"))),
)


def document(block: Diagram) -> Document:
    return Document("Проверка", "О проверке", (block,), PageSetup())


def lengths(block: Diagram) -> list[float]:
    (page,) = lay_out(document(block))
    return [one.x2 - one.x1 for _top, strip in page.strips for one in strip.marks if isinstance(one, Fill)]


def test_lengths_are_in_proportion_and_nothing_has_no_bar() -> None:
    short, long = lengths(THREE)
    assert long == pytest.approx(2 * short)
    (half,) = lengths(Diagram((), (Bar(text("а"), 50, text("50 %")),), limit=100))
    (whole,) = lengths(Diagram((), (Bar(text("а"), 250, text("250 %")),), limit=100))
    assert whole == pytest.approx(2 * half)
    assert lengths(Diagram((), (Bar(text("а"), 0, text("0")),))) == []


def test_words_and_numbers_are_told_on_both_papers() -> None:
    for found in (pdf_text(to_pdf(document(THREE))), docx_text(to_docx(document(THREE)))):
        for words in ("По формам", "первая", "2 пары", "вторая", "4 пары", "пусто"):
            assert words in found
    assert to_docx(document(THREE)) == to_docx(document(THREE))
    assert Document.from_dict(document(THREE).to_dict()) == document(THREE)


def test_long_words_stay_on_the_sheet() -> None:
    block = Diagram((), (Bar(text("очень длинное название формы " * 6), 3, text("3 из 4 (75,0 %)")),))
    (page,) = lay_out(document(block))
    for _top, strip in page.strips:
        assert all(mark.x2 <= page.frame.width for mark in strip.marks if isinstance(mark, Fill))
    assert "(75,0 %)" in pdf_text(to_pdf(document(block)))


def test_template_writes_bars() -> None:
    made = render("statistics_report", REPORT, sources()).document
    (found,) = (one for one in made.blocks if isinstance(one, Diagram))
    assert [(bar.value, found.share(bar)) for bar in found.bars] == [(4.0, 1.0), (1.0, 0.25)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("[столбик] а | 1 | 1", "до метки «[диаграмма]»"),
        ("[диаграмма] а\n[столбик] а | много | 1", "неотрицательное число"),
        ("[диаграмма] а\n[столбик] а | -1 | 1", "неотрицательное число"),
        ("[диаграмма широкая] а", "неизвестная метка"),
    ],
)
def test_bad_lines_are_named(lines: str, said: str) -> None:
    with pytest.raises(KnownProblem) as problem:
        render("acknowledgement_sheet", SheetData(SCHOOL, ()), sources({"acknowledgement_sheet": lines}))
    assert said in problem.value.message


def test_the_note_tells_its_sections_in_order() -> None:
    told = pdf_text(to_pdf(render("analytic_report", REPORT, sources()).document))
    places = [
        told.index(words)
        for words in (
            "АНАЛИТИЧЕСКАЯ СПРАВКА",
            "1. Нормативная база",
            "распоряжение Минпросвещения",
            "2. Контингент",
            "3. Наставнические пары",
            "4. Показатели",
            "3 из 4 (75,0 %)",
            "5. Выполнение",
            "6. Удовлетворённость",
            "8. SWOT",
            "9. Выводы",
            "Работа ведётся по плану.",
            "10. Предложения",
            "Обучить наставников.",
        )
    ]
    assert places == sorted(places)
