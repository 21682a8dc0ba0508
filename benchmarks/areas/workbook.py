"""The monitoring workbook of the largest school beside the same cells written by openpyxl alone, without styles.

300 staff, 150 pairs a year for five years, 3,000 replies.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from benchmarks.measuring import Figure, by_turns
from curator_app.exchange.workbook.model import Book, Formula
from curator_app.exchange.workbook.writing import write_book
from curator_app.models import (
    Activity,
    ActivityParticipant,
    Deficit,
    Mentee,
    Mentor,
    Pair,
    PairMentee,
    Person,
    Questionnaire,
    Reply,
    Request,
    Route,
    RouteStep,
    SurveyWave,
    WaveForm,
)
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.catalogues import area_titles
from curator_app.services.monitoring.book import assemble
from curator_app.services.monitoring.book_data import read_book
from curator_app.services.workspace import Workspace, open_workspace

STAFF, YEARS, PAIRS, WAVES, STEPS = 300, 5, 150, 10, 20
TEXT = "Разбор уроков, подготовка к аттестации, работа с родителями и документацией класса"
QUESTIONS = [{"key": "a", "text": "Полезно?", "kind": "scale", "lowest": 1, "highest": 10, "in_index": True}]


def fill(workspace: Workspace) -> None:
    """The largest school."""
    chance = random.Random(1)
    with workspace.action("Большая школа") as session:
        people = [
            Person(
                surname=f"Константинопольская{number}",
                first_name="Екатерина",
                patronymic="Александровна",
                position="учитель русского языка и литературы",
                experience_years=chance.randrange(40),
                work_start_date=dt.date(2022 + chance.randrange(5), 9, 1),
                phone=f"7900{number:07d}",
                email=f"teacher{number}@school.example",
            )
            for number in range(STAFF)
        ]
        session.add_all(people)
        session.flush()
        mentors, mentees = people[: STAFF // 2], people[STAFF // 2 :]
        session.add_all(Mentor(id=one.id, competencies=TEXT, achievements=TEXT, interests=TEXT) for one in mentors)
        session.add_all(Mentee(id=one.id, category="young_specialist") for one in mentees)
        session.flush()
        form = Questionnaire(code="sat", title="Удовлетворённость", kind="satisfaction", questions=QUESTIONS)
        session.add(form)
        session.flush()
        for year in range(YEARS):
            start = dt.date(2022 + year, 9, 1)
            _year(session, start, mentors, mentees, chance)
        for number in range(WAVES):
            wave = SurveyWave(title=f"Волна {number}", date=dt.date(2026, 9, 10))
            session.add(wave)
            session.flush()
            for role, group in (("mentor", mentors), ("mentee", mentees)):
                session.add(WaveForm(wave_id=wave.id, role=role, questionnaire_id=form.id))
                session.add_all(
                    Reply(wave_id=wave.id, respondent_id=one.id, role=role, date=dt.date(2026, 9, 15), answers={"a": 8})
                    for one in group
                )


def _year(session, start, mentors, mentees, chance) -> None:  # type: ignore[no-untyped-def]  # plain script
    end = start.replace(year=start.year + 1, month=5, day=31)
    training = Activity(kind="training", title="Школа наставника", date=start, status="held")
    session.add(training)
    session.flush()
    for mentor, mentee in zip(mentors, mentees, strict=True):
        pair = Pair(mentor_id=mentor.id, start_date=start, end_date=end, mentoring_form="педагог – педагог",
                    status="assigned", order_number="12-ОД", order_date=start, focus=TEXT)  # fmt: skip
        route = Route(mentee_id=mentee.id, title="ИОМ", start_date=start, end_date=end, status="approved",
                      approved_on=start)  # fmt: skip
        request = Request(mentee_id=mentee.id, date=start, wording=TEXT)
        session.add_all([pair, route, request, ActivityParticipant(activity_id=training.id, person_id=mentor.id)])
        session.flush()
        session.add(
            PairMentee(pair_id=pair.id, mentor_id=mentor.id, mentee_id=mentee.id, start_date=start, end_date=end)
        )
        session.add_all(Deficit(request_id=request.id, area=area, severity=2) for area in ("subject", "digital"))
        session.add_all(
            RouteStep(
                route_id=route.id,
                stage="main",
                content=TEXT,
                status="done",
                done_on=start,
                due_date=start + dt.timedelta(days=chance.randrange(200)),
            )
            for _ in range(STEPS)
        )
    session.flush()


def bare(book: Book, *, lean: bool) -> bytes:
    """The same cells by openpyxl alone: no styles, widths, filters, charts. ``lean``: it keeps no sheet in memory."""
    made = Workbook(write_only=lean)
    if not lean:
        made.remove(made.worksheets[0])
    for sheet in book.sheets:
        place = made.create_sheet(sheet.name)
        if sheet.titled:
            place.append([column.title for column in sheet.columns])
        for row in sheet.rows:
            place.append([f"={value.text}" if isinstance(value, Formula) else value for value in row])
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def measure() -> Iterator[Figure]:
    """Writing beside openpyxl; reading and making the sheets on their own."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(data_folder(Path(folder)), fixed(dt.datetime(2026, 10, 5, 9, 0)))
        fill(workspace)
        with workspace.read() as session:
            areas = area_titles(session)
        book = assemble(read_book(workspace, "2026/2027", None), areas, depersonalised=False)
        best = by_turns(
            3,
            read=lambda: assemble(read_book(workspace, "2026/2027", None), areas, depersonalised=False),
            lean=lambda: bare(book, lean=True),
            usual=lambda: bare(book, lean=False),
            ours=lambda: write_book(book),
        )
        workspace.close()
    rows = sum(len(sheet.rows) for sheet in book.sheets)
    yield Figure(f"{rows} rows written", best["ours"], "ms", best["lean"], "openpyxl, write-only, no styles", 1.3)
    yield Figure(f"{rows} rows written", best["ours"], "ms", best["usual"], "openpyxl, no styles", 1.3)
    yield Figure("read from the base and laid out", best["read"], "ms")
