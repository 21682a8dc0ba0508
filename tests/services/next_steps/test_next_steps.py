"""What each tab says to do next: on an empty base, on the way, and when all is done; three queries at most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import event

from curator_app.domain.codes import ConsentKind
from curator_app.models import Pair
from curator_app.services import consents, mentees, mentors, pairs
from curator_app.services.next_steps import PLACES, Door, NextStep, next_step
from curator_app.services.next_steps.papers import last_quarter
from curator_app.services.next_steps.today import of_today
from curator_app.services.people import PersonData
from curator_app.services.privacy import consent_register
from curator_app.services.roadmaps import items, making
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.routes import lacking
from curator_app.services.terms.tasks import list_tasks
from curator_app.services.workspace import Workspace
from curator_app.ui.today import grouping

_YEAR = "2026/2027"


@pytest.fixture
def asked(workspace: Workspace) -> Iterator[list[str]]:
    """Statements sent since the list was cleared, BEGIN left out."""
    told: list[str] = []

    def note(*args: object) -> None:
        if args[2] != "BEGIN":
            told.append(str(args[2]))

    event.listen(workspace.engine, "before_cursor_execute", note)
    yield told
    event.remove(workspace.engine, "before_cursor_execute", note)


def _step(workspace: Workspace, place: str) -> NextStep:
    return next_step(workspace, place, _YEAR)


def _mentor(workspace: Workspace, surname: str, *, skilled: bool = True) -> int:
    skills = [mentors.CompetenceData(area="methodical")] if skilled else []
    return mentors.save_mentor(
        workspace, PersonData(surname=surname, first_name="Анна"), mentors.MentorData(competence_areas=skills)
    )


def _mentee(workspace: Workspace, surname: str, *, asks: bool = True) -> int:
    request = mentees.RequestData(wording="Помочь с журналом") if asks else None
    return mentees.save_mentee(
        workspace, PersonData(surname=surname, first_name="Олег"), mentees.MenteeData(), request=request
    )


def _pair(workspace: Workspace, mentor: int, mentee: int) -> int:
    data = pairs.PairData(mentor=mentor, mentees=[mentee], start_date=dt.date(2026, 10, 5))
    (number,) = pairs.form_pairs(workspace, [data])
    return number


def _consent(workspace: Workspace, person: int, *kinds: ConsentKind, refused: bool = False) -> None:
    day = dt.date(2026, 9, 1)
    consents.add_consents(
        workspace, [consents.ConsentData(person=person, kind=kind.value, date=day, refused=refused) for kind in kinds]
    )


_OF_MENTOR = (ConsentKind.MENTORING, ConsentKind.PERSONAL_DATA)
_OF_MENTEE = (ConsentKind.MENTEE, ConsentKind.PERSONAL_DATA)


def test_an_empty_base_has_its_first_step_in_every_tab(workspace: Workspace) -> None:
    doors = {place: _step(workspace, place).door for place in PLACES}
    assert doors.pop("roadmap") is Door.NEW_ROADMAP  # needs no people
    assert doors.pop("papers.outcomes") is Door.PRACTICE
    assert set(doors.values()) == {Door.LOAD}
    assert of_today([], dt.date(2026, 10, 5)).door is Door.LOAD


def test_three_queries_are_enough(workspace: Workspace, asked: list[str]) -> None:
    for stage in range(3):
        for place in PLACES:
            asked.clear()
            _step(workspace, place)
            assert len(asked) <= 3, (stage, place, asked)
        for number in range(3):
            letter = "абв"[number]
            mentor, mentee = _mentor(workspace, f"Иванов{letter}"), _mentee(workspace, f"Ким{letter}")
            if stage:
                _pair(workspace, mentor, mentee)


def test_mentors_consents_come_before_competences(workspace: Workspace) -> None:
    first, second = _mentor(workspace, "Иванова"), _mentor(workspace, "Петрова", skilled=False)
    step = _step(workspace, "mentors")
    assert (step.key, step.ids, step.text) == (
        "mentors.consents",
        (first, second),
        "Согласий не хватает у 2 наставников",
    )
    _consent(workspace, first, *_OF_MENTOR)
    assert _step(workspace, "mentors").ids == (second,)
    _consent(workspace, second, *_OF_MENTOR)
    step = _step(workspace, "mentors")
    assert (step.door, step.ids) == (Door.MENTOR_CARD, (second,))


def test_somebody_who_refused_is_not_asked_for_ever(workspace: Workspace) -> None:
    number = _mentor(workspace, "Иванова")
    _consent(workspace, number, *_OF_MENTOR, refused=True)
    assert _step(workspace, "mentors").key == "mentors.done"
    assert _step(workspace, "mentors").door is None


def test_mentees_request_then_mentor_then_consents(workspace: Workspace) -> None:
    mentor = _mentor(workspace, "Иванова")
    assert _step(workspace, "requests").door is Door.STAFF_MENTEES
    number = _mentee(workspace, "Ким", asks=False)
    assert (_step(workspace, "requests").key, _step(workspace, "requests").ids) == ("requests.request", (number,))
    step = _step(workspace, "pairs")  # nothing to match yet: a button that leads to an empty map would be dead
    assert (step.key, step.door, step.ids) == ("pairs.request", Door.REQUEST, (number,))
    mentees.save_request(workspace, number, mentees.RequestData(wording="Классное руководство"))
    step = _step(workspace, "requests")
    assert (step.door, step.text) == (Door.FORM_PAIR, "1 человек ждёт наставника")
    other = _mentee(workspace, "Юрьев")
    step = _step(workspace, "requests")
    assert (step.door, step.text, step.ids) == (Door.MATCHING, "2 человека ждут наставника", (number, other))
    for one in (number, other):
        _pair(workspace, mentor, one)
    assert _step(workspace, "requests").key == "requests.consents"
    for one in (number, other):
        _consent(workspace, one, *_OF_MENTEE)
    assert _step(workspace, "requests").door is None


def test_pairs_consents_facts_order(workspace: Workspace) -> None:
    mentor, mentee = _mentor(workspace, "Иванова"), _mentee(workspace, "Ким")
    assert _step(workspace, "pairs").door is Door.FORM_PAIR
    pair = _pair(workspace, mentor, mentee)
    step = _step(workspace, "pairs")
    assert (step.key, step.text) == ("pairs.consents", "Согласий не хватает у 1 пары")
    _consent(workspace, mentor, *_OF_MENTOR)
    _consent(workspace, mentee, *_OF_MENTEE)
    assert (_step(workspace, "pairs").key, _step(workspace, "pairs").ids) == ("pairs.facts", (pair,))
    full = pairs.PairData(
        mentor=mentor, mentees=[mentee], start_date=dt.date(2026, 10, 5), end_date=dt.date(2027, 5, 31),
        mentoring_form="педагог – педагог",
    )  # fmt: skip
    pairs.update_pair(workspace, pair, full)
    step = _step(workspace, "pairs")
    assert (step.door, step.ids, step.text) == (Door.PAIR_ORDER, (pair,), "1 пара готова к приказу")
    assert _step(workspace, "routes").ids == (mentee,)


def test_a_route_is_for_those_with_a_mentor_or_an_open_request(workspace: Workspace) -> None:
    mentor, asking, paired = _mentor(workspace, "Иванова"), _mentee(workspace, "Ким"), _mentee(workspace, "Лось")
    _mentee(workspace, "Пак", asks=False)
    pair = _pair(workspace, mentor, paired)
    step = _step(workspace, "routes")
    assert (step.ids, step.text) == ((paired, asking), "Маршрута нет у 2 наставляемых")
    awaited = lacking.mentees_awaiting_route(workspace, _YEAR)
    assert {one for one, _ in awaited} == {asking, paired}
    (request,) = [one for one in mentees.list_requests(workspace) if one.mentee_name.startswith("Лось")]
    done = mentees.RequestData(wording=request.wording, status="closed")
    mentees.save_request(workspace, paired, done, request_id=request.id)
    assert _step(workspace, "routes").count == 2  # the pair is enough; it is of this year alone
    assert {one for one, _ in lacking.mentees_awaiting_route(workspace, "2020/2021")} == {asking}
    pairs.end_pair(workspace, pair, dt.date(2026, 10, 5), "plan_completed")
    assert _step(workspace, "routes").ids == (asking,)


def test_the_plan_is_made_then_late_rows_are_told(workspace: Workspace) -> None:
    assert _step(workspace, "roadmap").door is Door.NEW_ROADMAP
    number = making.create_empty(workspace, _YEAR)
    assert _step(workspace, "roadmap").door is None
    late = items.ItemData(content="Провести педсовет", due_date=dt.date(2026, 10, 1))
    near = items.ItemData(content="Собрать анкеты", due_date=dt.date(2026, 10, 12))
    first = items.add_item(workspace, number, late)
    second = items.add_item(workspace, number, near)
    step = _step(workspace, "roadmap")
    roadmap = roadmap_of(workspace, _YEAR)
    assert roadmap is not None
    assert (step.ids, step.count) == ((first,), roadmap.progress.overdue)
    assert step.text == "1 строка плана просрочена: отметьте сделанное"
    items.set_status(workspace, [first], "done")
    assert _step(workspace, "roadmap").door is Door.ROADMAP_APPROVAL
    with workspace.action("Утверждён") as session:
        from curator_app.models import Roadmap

        session.get_one(Roadmap, number).approved_on = dt.date(2026, 9, 1)
    step = _step(workspace, "roadmap")
    assert (step.text, step.ids) == ("До 12.10.2026: Собрать анкеты", (second,))


def test_today_begins_with_the_first_line_of_its_list(workspace: Workspace) -> None:
    mentees.save_mentee(
        workspace,
        PersonData(surname="Ким", first_name="Олег", work_start_date=dt.date(2026, 10, 1)),
        mentees.MenteeData(),
    )
    rows = list_tasks(workspace)
    step = of_today(rows, workspace.clock.today())
    assert step.door is Door.TASK
    groups = grouping.groups(rows, "terms", workspace.clock.today(), {})
    late = next(group for group in groups if group.lines)
    assert step.detail == late.lines[0].key


def test_a_consent_taken_back_while_the_pair_runs_comes_before_the_papers(workspace: Workspace) -> None:
    newcomer = PersonData(surname="Ким", first_name="Олег", work_start_date=dt.date(2026, 10, 1))
    mentor, mentee = _mentor(workspace, "Иванова"), mentees.save_mentee(workspace, newcomer, mentees.MenteeData())
    pair = _pair(workspace, mentor, mentee)
    with workspace.action("Приказ прежнего реестра") as session:
        session.get_one(Pair, pair).order_number = "12"
    _consent(workspace, mentor, *_OF_MENTOR)
    _consent(workspace, mentee, *_OF_MENTEE)
    today = workspace.clock.today()
    late = of_today(list_tasks(workspace), today)
    assert _step(workspace, "pairs").door is None
    assert late.door is Door.TASK
    held = next(one for one in consents.list_consents(workspace, mentor) if one.kind == ConsentKind.PERSONAL_DATA.value)
    consent_register.withdraw(workspace, held.id, today)
    step = _step(workspace, "pairs")
    assert (step.key, step.ids) == ("pairs.consents", (pair,))
    first = of_today(list_tasks(workspace), today)
    assert first.text == "Сначала: «Отозвано согласие: уничтожить или обезл…» — Иванова А., срок 04.11"
    workspace.undo()
    assert of_today(list_tasks(workspace), today) == late


def test_no_report_is_wanted_for_a_quarter_before_the_first_pair(workspace: Workspace) -> None:
    mentor, mentee = _mentor(workspace, "Иванова"), _mentee(workspace, "Ким")
    early = _step(workspace, "papers.monitoring")
    assert (early.key, early.door) == ("monitoring.early", None)
    data = pairs.PairData(mentor=mentor, mentees=[mentee], start_date=dt.date(2026, 9, 1))
    pairs.form_pairs(workspace, [data])
    step = _step(workspace, "papers.monitoring")
    assert (step.door, step.text) == (Door.LETTER, "За III квартал 2026 года отчёт в район ещё не собран")


@pytest.mark.parametrize(
    ("day", "code", "title"),
    [
        (dt.date(2026, 10, 5), "2026-Q3", "III квартал 2026 года"),
        (dt.date(2027, 1, 1), "2026-Q4", "IV квартал 2026 года"),
        (dt.date(2026, 6, 30), "2026-Q1", "I квартал 2026 года"),
    ],
)
def test_the_quarter_that_is_over(day: dt.date, code: str, title: str) -> None:
    assert last_quarter(day) == (code, title)
