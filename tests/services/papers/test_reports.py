"""Reports tell the numbers of the indicators; the site tells of nobody who has not agreed."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from tests.services.papers.school import School, consent, fill

from curator_app.documents.docx import to_docx
from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count, page_text
from curator_app.models import Deficit, Pair
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import records
from curator_app.services.monitoring.cards import cards_of
from curator_app.services.monitoring.measuring import measure
from curator_app.services.monitoring.notes import Note, get_note, save_note, suggest_note
from curator_app.services.monitoring.rows import ListedRow
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.papers.reports import TITLES, report_paper
from curator_app.services.workspace import Workspace

PERIOD = "2026-09"


@pytest.fixture
def school(workspace: Workspace) -> School:
    made = fill(workspace)
    issue_order(
        workspace,
        OrderCommand(type="assignment_list", pairs=(made.pair, made.other), number="1", date=dt.date(2026, 9, 4)),
    )
    return made


def told(workspace: Workspace, code: str, *, note: Note | None = None) -> str:
    pdf = to_pdf(report_paper(workspace, code, PERIOD, note=note).document)
    return " ".join(" ".join(page_text(pdf, number) for number in range(page_count(pdf))).split()).replace(
        "\u00a0", " "
    )


def test_the_note_tells_what_is_measured(school: School, workspace: Workspace) -> None:
    del school
    text = told(workspace, "analytic_report")
    measured = measure(workspace, PERIOD)
    for row in measured.rows:
        assert row.title.replace(" — ", " – ").split()[0] in text
        if row.percent is not None:
            assert f"{row.fraction} ({row.value})".replace("\u00a0", " ") in text
    assert f"Действует пар и групп: {measured.row('K9').numerator}." in text
    assert "сентябрь 2026 года (по состоянию на 30.09.2026)" in text
    assert "распоряжение Минпросвещения России № Р-145" in text


def test_the_curator_s_words_stand_in_the_note(school: School, workspace: Workspace) -> None:
    del school
    note = Note(strengths="Первая\nВторая", conclusions="Работа ведётся {{ 1 }} [строка].", threats="<b>уход</b>")
    text = told(workspace, "analytic_report", note=note)
    for words in ("– Первая", "– Вторая", "Работа ведётся {{ 1 }} [строка].", "<b>уход</b>"):
        assert words in text
    save_note(workspace, PERIOD, note)
    assert get_note(workspace, PERIOD) == note
    assert get_note(workspace, "2026-Q3") is None
    assert "– Вторая" in told(workspace, "analytic_report")
    with pytest.raises(InvalidInput):
        save_note(workspace, PERIOD, Note(threats="x" * 20_000))


def test_a_note_is_begun_from_the_indicators(school: School, workspace: Workspace) -> None:
    del school
    measured = measure(workspace, PERIOD)
    note = suggest_note(measured)
    met = [row for row in measured.rows if row.met]
    judged = [row for row in measured.rows if row.met is not None]
    assert note.conclusions == f"Из {len(judged)} показателей с целевыми значениями достигнуто {len(met)}."
    assert len(note.strengths.splitlines()) == len(met)
    assert len(note.weaknesses.splitlines()) == len(judged) - len(met)


def test_the_map_counts_deficits_by_area(school: School, workspace: Workspace) -> None:
    deficits = [
        {"area": "methodical", "text": "планирование", "severity": 3},
        {"area": "digital", "text": "журнал", "severity": 1},
    ]
    request = {
        "mentee": school.people["ivanova"],
        "date": "2026-09-02",
        "source": "survey",
        "wording": "Помочь с планированием",
        "deficits": deficits,
    }
    records.add_records(workspace, "request", [request], {})
    text = told(workspace, "deficit_map")
    assert "методическая 1 0 0 1 1 0" in text
    assert "цифровая 1 1 0 0 0 0" in text


def test_the_site_tells_only_of_those_who_agreed(school: School, workspace: Workspace) -> None:
    with workspace.action("Завершены пары") as session:
        for number in (school.pair, school.other):
            pair = session.get_one(Pair, number)
            pair.status, pair.end_date = "completed", dt.date(2026, 9, 25)
    assert "Завершённых пар" in told(workspace, "site_list")
    consent(workspace, school.people["petrova"], "publication")
    assert "Петрова" not in told(workspace, "site_list")
    consent(workspace, school.people["ivanova"], "publication")
    text = told(workspace, "site_list")
    assert "Петрова Анна Сергеевна" in text
    assert "Иванова Мария Петровна" in text
    assert "Бабенко" not in text


def test_running_pairs_never_stand_on_the_site(school: School, workspace: Workspace) -> None:
    for name in ("petrova", "ivanova"):
        consent(workspace, school.people[name], "publication")
    assert "Петрова" not in told(workspace, "site_list")


@pytest.mark.parametrize("code", list(TITLES))
def test_an_empty_school_has_honest_reports(workspace: Workspace, code: str) -> None:
    document = report_paper(workspace, code, PERIOD).document
    assert to_pdf(document) == to_pdf(report_paper(workspace, code, PERIOD).document)
    assert to_docx(document).startswith(b"PK")


def test_an_impossible_period_is_refused(workspace: Workspace) -> None:
    with pytest.raises(KnownProblem, match="не понятен"):
        report_paper(workspace, "analytic_report", "2026-13")


def test_whose_card_shows_a_person(school: School, workspace: Workspace) -> None:
    people = school.people
    rows = [
        ListedRow(kind=kind, id=number, title="", why="", day=None, weight=1)
        for kind, number in (
            ("person", people["petrova"]),
            ("person", people["ivanova"]),
            ("person", people["curator"]),
            ("pair", school.pair),
            ("deficit", _deficit(workspace, people["ivanova"])),
            ("contest", 1),
        )
    ]
    assert list(cards_of(workspace, rows).values()) == [
        ("pair", school.pair),
        ("contest", 1),
        ("mentor", people["petrova"]),
        ("mentee", people["ivanova"]),
        ("mentee", people["ivanova"]),
    ]


def _deficit(workspace: Workspace, mentee: int) -> int:
    told = {"mentee": mentee, "wording": "Помочь", "deficits": [{"area": "digital", "severity": 2}]}
    records.add_records(workspace, "request", [told], {})
    with workspace.read() as session:
        return session.scalars(select(Deficit.id)).one()
