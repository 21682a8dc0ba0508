"""Schools made by chance, with everything the indicators look at."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from curator_app.models import (
    Activity,
    ActivityParticipant,
    Agreement,
    Contest,
    Deficit,
    Incentive,
    Mentee,
    Mentor,
    Order,
    OrderPair,
    Pair,
    PairMentee,
    Person,
    Practice,
    Publication,
    Questionnaire,
    Reply,
    Request,
    Route,
    RouteStep,
    SchoolFact,
    SurveyWave,
    WaveForm,
)
from curator_app.services.workspace import Workspace

_Row = TypeVar("_Row")
FIRST = dt.date(2025, 7, 1)
SURNAMES = ("Абрамова", "Кротов", "Лещёв", "Мирзоян", "Оболенская", "Рощина", "Чижов", "Щербатых", "Эйхе", "Яхонтов")
NAMES = ("Глафира", "Иннокентий", "Капитолина", "Модест", "Серафима", "Феоктист")
STATUSES = ("draft", "ready", "assigned", "assigned", "assigned", "completed", "terminated")
FORMS = ("педагог – педагог", "ученик – ученик", "+форма с плюсом", None)
QUESTIONS = [
    {"key": "a", "text": "Насколько полезно?", "kind": "scale", "lowest": 1, "highest": 10, "in_index": True},
    {"key": "b", "text": "Насколько понятно?", "kind": "scale", "lowest": 1, "highest": 10, "in_index": True},
    {"key": "glad", "text": "Рады, что участвовали?", "kind": "yes_no"},
]
CRITERIA = [
    {"key": f"c{number}", "text": f"Показатель {number}", "kind": "scale", "lowest": 0, "highest": 2}
    for number in range(1, 10)
]


def fill(workspace: Workspace, chance: random.Random, *, size: int = 14) -> None:
    """Puts a school of about ``size`` people into an empty base."""
    with workspace.action("Случайная школа") as session:
        _Maker(session, chance, size).make()


def add_people(workspace: Workspace, chance: random.Random, *, size: int) -> None:
    """More people with pairs, routes and requests on top of a school."""
    with workspace.action("Ещё люди") as session:
        maker = _Maker(session, chance, size)
        people = [maker.person(100 + number) for number in range(size)]
        mentors, mentees = people[: size // 2], people[size // 2 :]
        session.add_all(Mentor(id=one.id, capacity=2) for one in mentors)
        session.add_all(Mentee(id=one.id) for one in mentees)
        session.flush()
        maker.pairs(mentors, mentees)
        for one in mentees:
            maker.route(one.id)
            maker.request(one.id)


class _Maker:
    def __init__(self, session: Session, chance: random.Random, size: int) -> None:
        self.session, self.chance, self.size = session, chance, size

    def day(self, *, open_share: float = 0.0) -> Any:
        if self.chance.random() < open_share:
            return None
        return FIRST + dt.timedelta(days=self.chance.randrange(700))

    def add(self, row: _Row) -> _Row:
        self.session.add(row)
        self.session.flush()
        return row

    def make(self) -> None:
        people = [self.person(number) for number in range(self.size)]
        mentors = [one for one in people if self.chance.random() < 0.5]
        mentees = [one for one in people if one not in mentors or self.chance.random() < 0.2]
        for one in mentors:
            self.add(Mentor(id=one.id, capacity=2))
        for one in mentees:
            self.add(Mentee(id=one.id, deleted_at=None))
        pairs = self.pairs(mentors, mentees)
        self.orders(pairs)
        for one in mentees:
            self.route(one.id)
            self.request(one.id)
        self.activities(people)
        self.outcomes(people)
        self.replies(people, mentors)
        for code in ("pupils_10_19", "teachers", "partners"):
            if self.chance.random() < 0.4:
                self.add(SchoolFact(code=code, date=self.day(), value=self.chance.randrange(40)))

    def person(self, number: int) -> Person:
        kind = self.chance.choice(("staff", "staff", "staff", "pupil", "external"))
        born = dt.date(2009 if kind == "pupil" else 1985, 1, 1) + dt.timedelta(days=self.chance.randrange(5000))
        return self.add(
            Person(
                surname=self.chance.choice(SURNAMES),
                first_name=self.chance.choice(NAMES),
                patronymic=self.chance.choice(("Аполлоновна", None)),
                gender=self.chance.choice(("m", "f", None)),
                kind=kind,
                birth_date=self.chance.choice((born, None)),
                birth_year=born.year,
                experience_years=self.chance.choice((None, 0, 2, 3, 4, 20)),
                young_specialist=self.chance.choice((None, None, True, False)),
                work_start_date=self.day(open_share=0.3),
                dismissal_date=dt.date(2026, 12, 1) if self.chance.random() < 0.1 else None,
                archived_on=dt.date(2026, 11, 1) if self.chance.random() < 0.1 else None,
                deleted_at=dt.datetime(2026, 1, 1) if self.chance.random() < 0.05 else None,
                position="учитель",
                class_name="9А" if kind == "pupil" else None,
                phone=f"7900555{number:04d}",
                email=f"person{number}@school.example",
                note="=HYPERLINK(1)",
            )
        )

    def pairs(self, mentors: list[Person], mentees: list[Person]) -> list[Pair]:
        found: list[Pair] = []
        used: set[tuple[int, int]] = set()
        for _ in range(self.size):
            if not mentors or not mentees:
                break
            mentor = self.chance.choice(mentors)
            group = [
                one
                for one in self.chance.sample(mentees, min(len(mentees), self.chance.choice((1, 1, 1, 2, 3))))
                if one.id != mentor.id and (mentor.id, one.id) not in used
            ]
            if not group:
                continue
            used |= {(mentor.id, one.id) for one in group}
            status = self.chance.choice(
                ("draft", "ready", "assigned", "assigned", "assigned", "completed", "terminated")
            )
            start = self.day(open_share=0.1)
            length = dt.timedelta(days=self.chance.randrange(400))
            end = None if start is None or self.chance.random() < 0.2 else start + length
            pair = self.add(
                Pair(
                    mentor_id=mentor.id,
                    mentoring_form=self.chance.choice(FORMS),
                    mentoring_kind=self.chance.choice(("реверсивное", None)),
                    status=status,
                    start_date=start,
                    end_date=end,
                    closing_reason=self.chance.choice(("participants_initiative", "curator_initiative", None))
                    if status == "terminated"
                    else None,
                    order_date=self.day(open_share=0.5),
                    deleted_at=dt.datetime(2026, 1, 1) if self.chance.random() < 0.1 else None,
                )
            )
            for one in group:
                left = (
                    start + length / 2 if end is not None and start is not None and self.chance.random() < 0.2 else end
                )
                self.add(
                    PairMentee(pair_id=pair.id, mentor_id=mentor.id, mentee_id=one.id, start_date=start, end_date=left)
                )
            found.append(pair)
        return found

    def orders(self, pairs: list[Pair]) -> None:
        for number, pair in enumerate(pairs, start=1):
            if self.chance.random() < 0.4:
                order = self.add(
                    Order(
                        type="assignment",
                        series="ОД",
                        number=str(number),
                        date=self.day(),
                        year=2026,
                        heading="О закреплении",
                        snapshot={},
                        content={},
                        content_hash="0" * 64,
                        issued_at=dt.datetime(2026, 9, 1),
                    )
                )
                self.add(OrderPair(order_id=order.id, pair_id=pair.id))

    def route(self, mentee: int) -> None:
        start = self.day()
        route = self.add(
            Route(
                mentee_id=mentee,
                title="Маршрут",
                start_date=start,
                end_date=start + dt.timedelta(days=250),
                status=self.chance.choice(("draft", "approved", "approved", "completed", "terminated")),
                approved_on=self.chance.choice((start, None)),
                deleted_at=dt.datetime(2026, 1, 1) if self.chance.random() < 0.1 else None,
            )
        )
        for number in range(self.chance.randrange(5)):
            done = self.chance.random() < 0.5
            due = start + dt.timedelta(days=self.chance.randrange(250))
            self.add(
                RouteStep(
                    route_id=route.id,
                    stage="main",
                    sort=number,
                    content="@шаг",
                    status="done" if done else self.chance.choice(("planned", "cancelled")),
                    due_date=self.chance.choice((due, due, None)),
                    done_on=due + dt.timedelta(days=self.chance.randrange(-9, 9)) if done else None,
                )
            )

    def request(self, mentee: int) -> None:
        row = self.add(Request(mentee_id=mentee, date=self.day(open_share=0.2), wording="-запрос", status="new"))
        for _ in range(self.chance.randrange(4)):
            self.add(
                Deficit(
                    request_id=row.id,
                    area=self.chance.choice(("subject", "digital", "methodical")),
                    severity=self.chance.randrange(4),
                    severity_after=self.chance.choice((None, 0, 1, 2, 3)),
                )
            )

    def activities(self, people: list[Person]) -> None:
        for _ in range(6):
            row = self.add(
                Activity(
                    kind=self.chance.choice(("training", "event", "consultation")),
                    title="Занятие",
                    date=self.day(),
                    status=self.chance.choice(("planned", "held", "held")),
                    attended=self.chance.choice((None, 17)),
                )
            )
            for one in self.chance.sample(people, 3):
                self.add(ActivityParticipant(activity_id=row.id, person_id=one.id))

    def outcomes(self, people: list[Person]) -> None:
        for _ in range(3):
            self.add(
                Contest(
                    title="Конкурс",
                    date=self.day(),
                    level=self.chance.choice(("school", "city", None)),
                    result=self.chance.choice(("призёр", None)),
                )
            )
            self.add(Publication(title="Статья", date=self.day()))
            self.add(Practice(title="Практика", date=self.day()))
            self.add(Incentive(person_id=self.chance.choice(people).id, kind="gratitude", date=self.day()))
            self.add(Agreement(partner=self.chance.choice(("Лицей", "лицей ", "Колледж")), date=self.day(), until=None))

    def replies(self, people: list[Person], mentors: list[Person]) -> None:
        asked = self.add(Questionnaire(code="sat", title="Удовлетворённость", kind="satisfaction", questions=QUESTIONS))
        criteria = self.add(Questionnaire(code="crit", title="Критерии", kind="curator_criteria", questions=CRITERIA))
        wave = self.add(SurveyWave(title="Волна", date=dt.date(2026, 12, 10)))
        for role, form in (("mentee", asked), ("mentor", asked), ("curator", criteria)):
            self.add(WaveForm(wave_id=wave.id, role=role, questionnaire_id=form.id))
        for one in people:
            if self.chance.random() < 0.6:
                answers: dict[str, Any] = {key: self.chance.randrange(1, 11) for key in ("a", "b")}
                answers["glad"] = self.chance.choice(("yes", "no"))
                told = {key: value for key, value in answers.items() if self.chance.random() < 0.8}
                role = "mentor" if one in mentors else "mentee"
                day = self.day(open_share=0.3)
                self.add(Reply(wave_id=wave.id, respondent_id=one.id, role=role, date=day, answers=told))
        if self.chance.random() < 0.7:
            told = {f"c{number}": self.chance.randrange(3) for number in range(1, 10)}
            self.add(Reply(wave_id=wave.id, respondent_id=people[0].id, role="curator", date=None, answers=told))
