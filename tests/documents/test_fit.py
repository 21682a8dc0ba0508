"""The largest type that keeps a paper on one sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curator_app.documents.blocks import Document, PageBreak, Paragraph, text
from curator_app.documents.fit import FORM_STEPS, ORDER_STEPS, fit_to_sheet
from curator_app.documents.pages import lay_out, stands_on_one_sheet
from curator_app.documents.pdf import page_count


def lines(count: int) -> Document:
    return Document("а", "б", tuple(Paragraph(text(f"Строка {number}.")) for number in range(count)))


def step(document: Document) -> tuple[float, float]:
    return document.page.font_size, document.page.line_spacing


def test_a_short_paper_takes_the_most_spacious_step() -> None:
    assert step(fit_to_sheet(lines(10))) == ORDER_STEPS[0]
    assert step(fit_to_sheet(lines(10), FORM_STEPS)) == FORM_STEPS[0]


def test_a_longer_paper_takes_smaller_steps_and_still_one_sheet() -> None:
    seen = set()
    for count in range(36, 52):
        fitted = fit_to_sheet(lines(count))
        assert page_count(fitted) == 1
        seen.add(step(fitted))
    assert seen == set(ORDER_STEPS)


def test_a_paper_of_two_sheets_is_not_squeezed_for_nothing() -> None:
    assert step(fit_to_sheet(lines(60))) == ORDER_STEPS[0]
    fewer = fit_to_sheet(lines(100))
    assert page_count(fewer) == 2
    assert step(fewer) != ORDER_STEPS[0]


def test_an_appendix_does_not_count() -> None:
    long_appendix = Document("а", "б", (*lines(10).blocks, PageBreak(landscape=True), *lines(200).blocks))
    assert step(fit_to_sheet(long_appendix)) == ORDER_STEPS[0]


@pytest.mark.parametrize("step", ORDER_STEPS)
def test_one_sheet_is_told_without_laying_all_out(step: tuple[float, float]) -> None:
    size, spacing = step
    seen = set()
    for count in range(20, 70):
        document = lines(count)
        tried = replace(document, page=replace(document.page, font_size=size, line_spacing=spacing))
        seen.add(stands_on_one_sheet(tried))
        assert stands_on_one_sheet(tried) == (len(lay_out(tried)) == 1)
    assert seen == {True, False}
