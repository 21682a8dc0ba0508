"""ИОМ, schedule, sheet of completion, journal and lesson visit as they are printed: the text of the PDF."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from tests.services.papers.school import School, assignment, fill

from curator_app.documents.docx import to_docx
from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count, page_text
from curator_app.documents.templates import Rendered
from curator_app.services import records
from curator_app.services.meetings import keeping
from curator_app.services.papers import route_papers, samples, wordings
from curator_app.services.papers.issuing import issue_order
from curator_app.services.routes import life, making, steps
from curator_app.services.routes.reading import get_route
from curator_app.services.workspace import Workspace

D = dt.date


@pytest.fixture
def school(workspace: Workspace) -> School:
    return fill(workspace)


@pytest.fixture
def route(workspace: Workspace, school: School) -> int:
    mentee = school.people["ivanova"]
    deficit = {"area": "methodical", "text": "проектирование урока", "severity": 3}
    records.add_records(workspace, "request", [{"mentee": mentee, "wording": "Урок", "deficits": [deficit]}], {})
    issue_order(workspace, assignment(school.pair))
    return making.create_route(workspace, making.propose_route(workspace, mentee).data)


def text(made: Rendered) -> str:
    pdf = to_pdf(made.document)
    pages = (page_text(pdf, number) for number in range(page_count(pdf)))
    return " ".join(" ".join(pages).replace("\N{NO-BREAK SPACE}", " ").split())


def letters(words: str) -> str:
    """Without blanks: a long word of a narrow column goes on in the next line."""
    return "".join(words.split())


def test_the_route(workspace: Workspace, school: School, route: int) -> None:
    life.approve_route(workspace, route, D(2026, 9, 7))
    made = route_papers.route_paper(workspace, route)
    told = text(made)
    assert made.lacking == ()
    assert "УТВЕРЖДАЮ Директор МБОУ «Школа № 7» ______________ Т.А. Могиленских 07 сентября 2026 г." in told
    assert "ИНДИВИДУАЛЬНЫЙ ОБРАЗОВАТЕЛЬНЫЙ МАРШРУТ Ивановой Марии Петровны" in told
    assert "педагог – педагог; приказ от 04.09.2026 № 56-ОД" in told
    assert "над которыми ведётся работа: проектирование урока." in told
    assert "с 4 сентября 2026 г. по 31 мая 2027 г." in told
    assert "ознакомлена:" in told
    assert "Родитель" not in told
    assert "None" not in told
    whole = letters(told)
    for step in get_route(workspace, route).steps:
        for words in (step.content, step.expected_result, step.resources, step.report_document, step.responsible_name):
            assert letters(words or "") in whole, words


def test_no_word_is_cut_however_long(workspace: Workspace, route: int) -> None:
    """Cells wider than their columns go on in the next line; nothing is lost."""
    long = "Ъ" * 90 + " " + " ".join(f"слово{number}" for number in range(400))
    steps.add_step(workspace, route, steps.StepData(stage="main", content=long, due_date=D(2027, 1, 11)))
    for code in route_papers.ROUTE_CODES:
        told = text(route_papers.route_paper(workspace, route, code))
        assert told.count("Ъ") == 90
        assert [number for number in range(400) if f"слово{number} " not in f"{told} "] == []


def test_marks_and_corrections(workspace: Workspace, route: int) -> None:
    first = get_route(workspace, route).steps[0]
    mark = steps.Completion(done_on=D(2026, 9, 7), result="Дефициты названы", evidence="Лист", mentor_comment="Хорошо")
    steps.mark_done(workspace, first.id, mark)
    life.correct_route(workspace, route, D(2026, 10, 2), "По итогам опроса", "Добавлен семинар")
    told = text(route_papers.route_paper(workspace, route))
    assert "Корректировки и продления" in told
    assert "02.10.2026 корректировка По итогам опроса Добавлен семинар" in told
    assert letters("выполнено 07.09.2026; Дефициты названы; Хорошо") in letters(told)
    total = get_route(workspace, route).route.progress.total
    sheet = text(route_papers.route_paper(workspace, route, "route_completion"))
    assert f"Выполнено мероприятий: 1 из {total}" in sheet
    assert "Дефициты названы Лист Хорошо" in sheet


def test_the_schedule_marks_the_months(workspace: Workspace, route: int) -> None:
    told = text(route_papers.route_paper(workspace, route, "route_schedule"))
    assert "09.26 10.26 11.26 12.26 01.27 02.27 03.27 04.27 05.27" in told
    card = get_route(workspace, route)
    months = sum(
        (one.due_date.year - one.start_date.year) * 12 + one.due_date.month - one.start_date.month + 1
        for one in card.steps
        if one.start_date is not None and one.due_date is not None
    )
    assert told.count("●") == months


def test_a_route_without_mentor_and_facts_leaves_room_to_write(workspace: Workspace, school: School) -> None:
    data = making.RouteData(mentee=school.people["sokolova"], start_date=D(2026, 9, 4), end_date=D(2027, 5, 31))
    told = text(route_papers.route_paper(workspace, making.create_route(workspace, data)))
    assert "«___» ____________ 20___ г." in told
    assert "Родитель (законный представитель)" in told
    assert "Соколовой Дарьи Игоревны" in told
    assert "None" not in told


def test_a_form_to_fill_in_by_hand(workspace: Workspace, school: School) -> None:
    for code in route_papers.ROUTE_CODES:
        made = route_papers.blank_route(workspace, school.people["kim"], code)
        told = text(made)
        assert "Кима Льва Олеговича" in told
        assert "None" not in told
        assert "срок маршрута" in made.lacking


def test_journal(workspace: Workspace, school: School) -> None:
    empty = text(route_papers.journal_paper(workspace, school.pair))
    assert "ЖУРНАЛ ВСТРЕЧ" in empty
    assert "Всего встреч" not in empty
    for kind, day in (("acquaintance", D(2026, 9, 8)), ("trial", D(2026, 9, 15))):
        keeping.add_meeting(
            workspace,
            keeping.MeetingData(
                pair=school.pair, kind=kind, date=day, duration_minutes=50, topic="Урок", next_date=D(2026, 9, 22)
            ),
        )
    told = text(route_papers.journal_paper(workspace, school.pair))
    assert "Наставляемый Иванова Мария Петровна" in told
    assert "08.09.2026 50 мин" in told
    assert "Всего встреч: 2, общая продолжительность: 1 час 40 минут." in told


def test_lesson_visit_filled_and_empty(workspace: Workspace, school: School) -> None:
    blank = text(route_papers.visit_paper(workspace, school.pair))
    assert "ЛИСТ ПОСЕЩЕНИЯ УРОКА" in blank
    assert "Посетила урок" in blank
    assert "Ознакомлена" in blank
    visit = keeping.add_visit(
        workspace,
        keeping.VisitData(
            pair=school.other,
            teacher=school.people["kim"],
            visitor=school.people["babenko"],
            date=D(2026, 9, 24),
            class_name="6Б",
            subject="математика",
            observed="Ясная цель урока",
        ),
    )
    told = text(route_papers.visit_paper(workspace, school.other, visit))
    assert "24.09.2026" in told
    assert "6Б, математика" in told
    assert "Ясная цель урока" in told
    assert "Посетил урок" in told
    assert page_count(to_pdf(route_papers.visit_paper(workspace, school.pair).document)) == 1


def test_docx_lies_and_says_the_same(workspace: Workspace, route: int) -> None:
    made = route_papers.route_paper(workspace, route)
    with zipfile.ZipFile(io.BytesIO(to_docx(made.document))) as archive:
        document = archive.read("word/document.xml").decode()
    assert 'w:orient="landscape"' in document
    assert "проектирование урока" in document
    assert to_docx(made.document) == to_docx(route_papers.route_paper(workspace, route).document)


@pytest.mark.parametrize("code", ["route", "route_schedule", "route_completion", "meeting_journal", "lesson_visit"])
def test_own_wordings_are_tried_on_real_data(workspace: Workspace, route: int, code: str) -> None:
    del route
    own = wordings.get_wording(workspace, code).replace("[название] ", "[название] ПРОБА. ", 1)
    assert "ПРОБА." in " ".join(str(block) for block in samples.sample(workspace, code, own).blocks)
