"""Blanks and the summary as they stand in the PDF and the DOCX."""

from __future__ import annotations

import datetime as dt

import pypdfium2
import pytest
from tests.services.surveys.base import CURATOR, MENTEE, MENTOR, answer, fill, wave

from curator_app.documents.blocks import CutLine, Document, PageBreak
from curator_app.documents.docx import to_docx
from curator_app.documents.pdf import to_pdf
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers.samples import sample
from curator_app.services.surveys import papers, shipped, waves
from curator_app.services.workspace import Workspace

SHORT = {MENTEE: "satisfaction_short_mentee", MENTOR: "satisfaction_short_mentor"}


def _pages(document: Document) -> list[str]:
    pdf = pypdfium2.PdfDocument(to_pdf(document))
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    finally:
        pdf.close()


def test_blanks_of_a_wave_carry_each_name_and_are_cut_apart(workspace: Workspace) -> None:
    fill(workspace)
    number = wave(workspace, SHORT, title="Три месяца", due_date=dt.date(2026, 10, 20))
    document = papers.wave_blanks(workspace, number)
    told = " ".join(_pages(document))
    for row in waves.get_wave(workspace, number).respondents:
        assert told.count(row.name) == 1
    assert told.count("примерная форма") == 5
    assert "не позднее 20.10.2026" in told
    assert "анонимн" not in told.casefold()
    assert sum(isinstance(one, CutLine) for one in document.blocks) == 2
    assert sum(isinstance(one, PageBreak) for one in document.blocks) == 2
    one = papers.wave_blanks(workspace, number, [waves.get_wave(workspace, number).respondents[0].id or 0])
    assert len(_pages(one)) == 1


@pytest.mark.parametrize("code", ["needs", "effectiveness", "swot", "reflection", "before_teacher_teacher_mentor"])
def test_every_question_stands_on_the_blank(workspace: Workspace, code: str) -> None:
    fill(workspace)
    document = papers.blank_paper(workspace, code)
    told = " ".join(_pages(document))
    for question in shipped.shipped_questionnaires()[code].questions:
        assert " ".join(question.text.split()) in told, question.text
    assert to_docx(document)[:2] == b"PK"


def test_summary_tells_n_the_rule_and_open_answers(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, SHORT, title="Три месяца")
    with pytest.raises(KnownProblem, match="Ни одного ответа"):
        papers.summary_paper(workspace, number)
    answer(workspace, number, school["gro"], MENTEE, {"comfort": 9, "glad": "yes", "valuable": "Разбор уроков"})
    answer(workspace, number, school["dem"], MENTEE, {"comfort": 4, "glad": "no"})
    answer(workspace, number, school["abr"], MENTOR, {"comfort": 8})
    told = " ".join(_pages(papers.summary_paper(workspace, number)))
    for words in (
        "Ответили 3 из 5",
        "Удовлетворены: 1 из 2 (50 %)",
        "Удовлетворены: 1 из 1 (100 %)",
        "6,5",
        "не ниже 70 %",
        "Разбор уроков (Громова Анна Львовна)",
        "анонимности нет",
        "+1,5",
    ):
        assert words in told, words
    assert to_docx(papers.summary_paper(workspace, number))[:2] == b"PK"


def test_summary_of_the_sheets_of_pairs(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, dict.fromkeys((MENTEE, MENTOR, CURATOR), "effectiveness"), title="Пары")
    answer(workspace, number, school["gro"], MENTEE, {"goal": 2, "plan": 2}, school.pairs[0])
    answer(workspace, number, school["abr"], MENTOR, {"goal": 1, "plan": 1}, school.pairs[0])
    told = " ".join(_pages(papers.summary_paper(workspace, number)))
    assert "наставляемый 100 %, наставник 50 % 50 % обсудить" in told


def test_what_is_hard_is_not_told_as_a_high_level(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, {MENTEE: "needs"})
    answer(workspace, number, school["gro"], MENTEE, {"subject_content": 3, "exam_tasks": 2, "journal": 1})
    told = " ".join(_pages(papers.summary_paper(workspace, number)))
    assert "Предмет: 83,3 % — затруднения сильные (ответов: 1)." in told.replace("\xa0", " ")


def test_wordings_can_be_tried_out(workspace: Workspace) -> None:
    fill(workspace)
    number = wave(workspace, {MENTEE: "needs"})
    assert "ПРОБА" in " ".join(_pages(sample(workspace, papers.BLANK, "[название] ПРОБА")))
    assert "ПРОБА" in " ".join(_pages(sample(workspace, papers.SUMMARY, "[название] ПРОБА")))
    assert waves.get_wave(workspace, number).row.replies == 0
