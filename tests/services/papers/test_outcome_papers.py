"""Report of an event, letters of thanks, a mentor's report, the case of a practice, the final report of a year."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.documents.reading import docx_text
from tests.services.papers.school import School, assignment, fill

from curator_app.documents.blocks import Border, Document
from curator_app.documents.docx import to_docx
from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count, page_text
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import activities, outcomes
from curator_app.services.activities import ActivityData
from curator_app.services.meetings import keeping
from curator_app.services.monitoring.measuring import measure
from curator_app.services.monitoring.notes import Note, get_note, save_note
from curator_app.services.monitoring.snapshots import take_snapshot
from curator_app.services.outcomes import ContestData, IncentiveData, PracticeData
from curator_app.services.papers.issuing import issue_order
from curator_app.services.papers.mentor_reports import mentor_report, usual_period
from curator_app.services.papers.outcome_papers import AwardChoice, award_papers, event_report, practice_paper
from curator_app.services.papers.reports import report_paper
from curator_app.services.workspace import Workspace

DAY = dt.date(2026, 10, 2)


@pytest.fixture
def school(workspace: Workspace) -> School:
    made = fill(workspace)
    issue_order(workspace, assignment(made.pair))
    return made


def told(document: Document) -> str:
    """The words of the PDF."""
    pdf = to_pdf(document)
    words = " ".join(" ".join(page_text(pdf, number) for number in range(page_count(pdf))).split())
    return words.replace("\u00a0", " ")


def test_the_report_of_an_event_is_filled_from_it(school: School, workspace: Workspace) -> None:
    number = activities.add_activity(
        workspace,
        ActivityData(
            kind="event",
            title="Ярмарка наставников",
            date=DAY,
            place="актовый зал",
            programme="Опыт пар\nНаграждение",
            status="held",
            attended=28,
            result="Представлен опыт двух пар",
            responsible_person=school.people["curator"],
            participants={school.people["petrova"]: None, school.people["ivanova"]: None},
        ),
    )
    text = told(event_report(workspace, number).document)
    for words in (
        "о проведении мероприятия «Ярмарка наставников»",
        "1. Опыт пар 2. Награждение",
        "Всего участников (обучено коллег) 28",
        "Петрова Анна Сергеевна учитель математики наставник",
        "Представлен опыт двух пар",
        "Н.С. Леонтьева",
    ):
        assert words in text
    with pytest.raises(NotFound):
        event_report(workspace, number + 1)


def test_thanks_and_certificates_as_a_set(school: School, workspace: Workspace) -> None:
    chosen = [AwardChoice(person=school.people[name], reason="За участие.") for name in ("petrova", "kim", "sokolova")]
    thanks = award_papers(workspace, "gratitude", chosen).document
    assert page_count(to_pdf(thanks)) == 3
    assert sum(isinstance(block, Border) for block in thanks.blocks) == 3
    text = told(thanks)
    for words in ("Петровой Анне Сергеевне", "Киму Льву Олеговичу", "Соколовой Дарье Игоревне", "за участие"):
        assert words in text
    certificate = award_papers(workspace, "certificate", chosen).document
    text = told(certificate)
    for words in ("награждает Петрову Анну Сергеевну", "Кима Льва Олеговича", "социального педагога", "ПОЧЁТНАЯ"):
        assert words in text
    assert sorted(docx_text(to_docx(certificate)).split()) == sorted(text.split())
    with pytest.raises(KnownProblem, match="никто не выбран"):
        award_papers(workspace, "gratitude", [])


def test_the_longest_name_keeps_to_its_sheet(school: School, workspace: Workspace) -> None:
    chosen = [AwardChoice(person=school.people["petrova"], reason="результативное наставничество " * 12)]
    for kind in ("gratitude", "certificate"):
        assert page_count(to_pdf(award_papers(workspace, kind, chosen).document)) == 1


def test_a_mentor_reports_what_the_log_knows(school: School, workspace: Workspace) -> None:
    for day, minutes in ((dt.date(2026, 9, 10), 60), (dt.date(2026, 9, 17), 90), (dt.date(2026, 10, 1), 30)):
        keeping.add_meeting(
            workspace,
            keeping.MeetingData(
                pair=school.pair, kind="joint_work", date=day, duration_minutes=minutes, topic=f"Урок {day:%d.%m}"
            ),
        )
    outcomes.save_outcome(workspace, ContestData(title="Дебют", date=DAY, result="призёр", pair=school.pair))
    assert usual_period(workspace, school.pair) == (dt.date(2026, 9, 4), dt.date(2026, 10, 5))
    text = told(mentor_report(workspace, school.pair).document)
    for words in (
        "Наставник Петрова Анна Сергеевна, учитель математики",
        "Наставляемый Иванова Мария Петровна",
        "приказ от 04.09.2026 № 56-ОД",
        "Всего 3 3 часа",
        "Темы встреч: Урок 10.09; Урок 17.09; Урок 01.10.",
        "Дебют, 02.10.2026 – призёр",
        "Приняла: куратор",
    ):
        assert words.replace(" – ", " ") in text.replace(" — ", " ").replace(" – ", " ")
    september = told(mentor_report(workspace, school.pair, dt.date(2026, 9, 1), dt.date(2026, 9, 30)).document)
    assert "Всего 2 2 часа 30 минут" in september
    assert "Дебют" not in september
    with pytest.raises(KnownProblem, match="раньше, чем начинается"):
        mentor_report(workspace, school.pair, DAY, dt.date(2026, 9, 1))
    empty = mentor_report(workspace, school.other)
    assert "Дата Тема встречи Результат" in told(empty.document)


def test_the_case_as_a_paper(school: School, workspace: Workspace) -> None:
    del school
    data = PracticeData(title="Урок в два голоса", date=DAY, problem="Страх\nуроков", actions="Раз\nДва\nТри")
    text = told(practice_paper(workspace, data).document)
    assert "Что сделано 1. Раз 2. Два 3. Три" in text
    assert "{" not in text


def test_the_final_report_is_about_the_whole_year(school: School, workspace: Workspace) -> None:
    outcomes.save_outcome(workspace, ContestData(title="Дебют", date=DAY, result="призёр", pair=school.pair))
    outcomes.save_outcome(
        workspace, IncentiveData(person=school.people["petrova"], kind="gratitude", date=DAY, reason="труд")
    )
    save_note(workspace, "2026/2027", Note(conclusions="Работа идёт.", tasks="Обучить наставников\nОткрыть клуб"))
    text = told(report_paper(workspace, "yearly_report", "2026-09").document)
    measured = measure(workspace, "2026/2027")
    for row in measured.rows:
        if row.percent is not None:
            assert f"{row.fraction} ({row.value})".replace("\u00a0", " ") in text
    for words in (
        "за 2026/2027 учебный год",
        "по состоянию на 05.10.2026",
        "Дебют",
        "Петрова А.С. благодарность труд",
        "Работа идёт.",
        "1. Обучить наставников 2. Открыть клуб",
        "Данных о прошлом учебном годе в программе нет",
    ):
        assert words in text
    kept = get_note(workspace, "2026/2027")
    assert kept is not None
    assert kept.tasks == "Обучить наставников\nОткрыть клуб"


def test_the_last_year_stands_beside_when_it_was_kept(school: School, workspace: Workspace) -> None:
    del school
    outcomes.save_outcome(workspace, ContestData(title="Давно", date=dt.date(2026, 3, 2)))
    take_snapshot(workspace, "2025/2026")
    document = report_paper(workspace, "yearly_report", "2026/2027").document
    text = told(document)
    assert "№ Показатель 2025/2026 2026/2027 Изменение" in text
    assert "в программе нет" not in text
    assert "Участие наставнических пар в конкурсах 1 0 −1" in text
