"""Going over to the next year: what is proposed, what is done, and that one undo takes it all back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.services.papers.school import School, assignment, fill

from curator_app.models import Mentor, Pair, PairEvent, Route, RouteChange, RouteStage, RouteStep
from curator_app.runtime.errors import Cancelled, KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services import pairs, people, transfer
from curator_app.services.demo import at
from curator_app.services.pairs import PairData
from curator_app.services.papers.issuing import issue_order
from curator_app.services.people import PersonData
from curator_app.services.roadmaps import items, making
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace
from curator_app.services.years import listing, planning, rollover
from curator_app.services.years.rollover import Rollover

YEAR, NEXT = "2026/2027", "2027/2028"


@pytest.fixture
def school(workspace: Workspace) -> School:
    return fill(workspace)


@pytest.fixture
def june(workspace: Workspace, school: School) -> Workspace:
    """15 June 2027: Петрова–Иванова has an order, both routes are unfinished, the roadmap is half done."""
    issue_order(workspace, assignment(school.pair))
    with workspace.action("Назначен") as session:
        session.get_one(Mentor, school.people["babenko"]).status = "appointed"
    now = at(workspace, dt.datetime(2027, 6, 15, 9))
    making.create_from_templates(now, YEAR, ["school"])
    roadmap = roadmap_of(now, YEAR)
    assert roadmap is not None
    items.set_status(now, [item.id for item in roadmap.items[:9]], "done")
    with now.action("Маршруты") as session:
        for mentee, pair in (("ivanova", school.pair), ("kim", school.other)):
            route = Route(mentee_id=school.people[mentee], pair_id=pair, title=f"ИОМ {mentee}", status="approved",
                          start_date=dt.date(2026, 9, 10), end_date=dt.date(2027, 5, 31))  # fmt: skip
            route.stages.append(
                RouteStage(code="evaluation", title="Итог", start_date=dt.date(2027, 5, 1), end_date=route.end_date)
            )
            session.add(route)
    return now


def pair(workspace: Workspace, pair_id: int) -> PairRow:
    return next(row for row in pairs.list_pairs(workspace) if row.id == pair_id)


def test_what_is_proposed(june: Workspace, school: School) -> None:
    graduate = people.add_person(june, PersonData(surname="Лось", first_name="Пётр", kind="pupil", class_name="11Б"))
    gone = people.add_person(
        june, PersonData(surname="Выбывшая", first_name="Анна", dismissal_date=dt.date(2027, 6, 1))
    )
    plan = planning.plan(june)
    assert (plan.year, plan.next, plan.roadmap, plan.has_next_roadmap) == (YEAR, NEXT, 20, False)
    assert {one.id: one.fate for one in plan.pairs} == dict.fromkeys((school.pair, school.other, school.pupil), "end")
    assert {one.until for one in plan.pairs} == {dt.date(2028, 5, 31)}
    assert (
        {one.id for one in plan.pairs if one.has_order}
        == {one.id for one in plan.pairs if one.ordered}
        == {school.pair}
    )
    assert [one.title for one in plan.pairs] == sorted(one.title for one in plan.pairs)
    assert [one.fate for one in plan.routes] == ["end", "end"]
    proposed = {one.name: planning.mentor_fate(one, plan, {}) for one in plan.mentors}
    assert proposed == {"Бабенко Илья Кузьмич": "reserve", "Петрова Анна Сергеевна": "keep"}
    assert {one.id: one.why for one in plan.people if one.leaves} == {
        graduate: "выпускник",
        gone: "уволен(а) 01.06.2027",
    }
    assert {one.name: one.next_class for one in plan.people if one.next_class} == {"Соколова Дарья Игоревна": "10А"}


def test_people_and_mentors_are_listed_as_in_the_alphabet(june: Workspace, school: School) -> None:
    for surname in ("Ёлкина", "Яшина", "Ежова"):
        people.add_person(june, PersonData(surname=surname, first_name="Анна"))
    names = [one.name for one in planning.plan(june).people if one.name.startswith(("Ё", "Я", "Е", "Б"))]
    assert names == ["Бабенко Илья Кузьмич", "Ежова Анна", "Ёлкина Анна", "Яшина Анна"]


def test_one_action_does_it_and_one_undo_takes_it_back(june: Workspace, school: School, tmp_path: Path) -> None:
    transfer.dump(june, tmp_path / "before.json")
    done = rollover.apply(
        june,
        Rollover(
            year=YEAR,
            pairs={school.other: "extend", school.pair: "end", school.pupil: "end"},
            until={school.other: dt.date(2027, 12, 31)},
            leavers=frozenset({school.people["ivanova"]}),
        ),
    )
    assert (done.year, done.extended, done.ended, done.continued) == (NEXT, 1, 2, 0)
    assert (done.archived, done.reserved, done.routes, done.roadmap, done.closed) == (1, 0, 1, 20, True)
    kept = pair(june, school.other)
    assert (kept.academic_year, kept.start_date, kept.end_date) == (YEAR, dt.date(2026, 9, 4), dt.date(2027, 12, 31))
    ended, planned = pair(june, school.pair), pair(june, school.pupil)
    assert (ended.end_date, ended.closing_reason) == (dt.date(2027, 5, 31), "plan_completed")
    assert (planned.status, planned.closing_reason) == ("terminated", "curator_initiative")  # it had no order yet
    assert people.get_person(june, school.people["ivanova"]).archived
    assert people.get_person(june, school.people["sokolova"]).class_name == "10А"
    copied = roadmap_of(june, NEXT)
    assert copied is not None
    assert copied.progress.done == 0
    assert listing.current_year(june) == NEXT
    assert [row.label for row in listing.list_years(june) if row.closed] == [YEAR]
    with june.read() as session:
        (event,) = session.scalars(select(PairEvent))
        assert (event.kind, event.until, event.pair_id) == ("extension", dt.date(2027, 12, 31), school.other)
        assert {one.kind for one in session.scalars(select(RouteChange))} == {"completion", "extension"}
        assert [one.end_date for one in session.scalars(select(RouteStage).order_by(RouteStage.id))] == [
            dt.date(2027, 5, 31),
            dt.date(2027, 12, 31),
        ]
        assert [one.status for one in session.scalars(select(Route).order_by(Route.id))] == ["completed", "approved"]
    assert june.undo().title == "Переход на 2027/2028 учебный год"
    transfer.dump(june, tmp_path / "after.json")
    assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()
    june.redo()
    assert listing.current_year(june) == NEXT
    assert june.check() == []


def test_an_extended_route_takes_its_last_steps_along(june: Workspace, school: School) -> None:
    with june.action("Шаг") as session:
        route = session.scalars(select(Route).where(Route.pair_id == school.other)).one()
        route.steps.append(
            RouteStep(stage="evaluation", content="Отчёт", start_date=route.end_date, due_date=route.end_date,
                      anchor="route_end", offset_days=0)
        )  # fmt: skip
    rollover.apply(june, Rollover(year=YEAR, pairs={school.other: "extend"}))
    assert pair(june, school.other).waits is None, "the term has been moved already, no order is waited for"
    with june.read() as session:
        step = session.scalars(select(RouteStep)).one()
        assert (step.start_date, step.due_date) == (dt.date(2028, 5, 31), dt.date(2028, 5, 31))
        change = session.scalars(select(RouteChange).where(RouteChange.kind == "extension")).one()
        assert change.what == "Окончание: 31.05.2027 → 31.05.2028"


def test_a_pair_that_runs_on_is_not_rewritten(june: Workspace, school: School) -> None:
    with june.action("Срок за пределами года") as session:
        found = session.get_one(Pair, school.other)
        found.end_date = dt.date(2027, 11, 30)
        found.members[0].end_date = dt.date(2027, 11, 30)
    before = pair(june, school.other)
    done = rollover.apply(june, Rollover(year=YEAR))
    assert (done.continued, done.ended) == (1, 2)
    assert pair(june, school.other) == before
    assert {one.id: one.fate for one in planning.plan(june).pairs} == {school.other: "end"}


def test_nothing_ends_on_a_day_still_to_come(june: Workspace, school: School) -> None:
    with june.action("Срок до конца года") as session:
        found = session.get_one(Pair, school.other)
        found.end_date = dt.date(2027, 8, 31)
        found.members[0].end_date = dt.date(2027, 8, 31)
    rollover.apply(june, Rollover(year=YEAR, pairs={one.id: "end" for one in planning.plan(june).pairs}))
    ended = pair(june, school.other)
    assert ended.end_date == june.clock.today()


def test_pairs_formed_for_the_new_year_keep_their_people(june: Workspace, school: School) -> None:
    babenko, kim = school.people["babenko"], school.people["kim"]
    pairs.form_pairs(
        june, [PairData(mentor=babenko, mentees=[kim], start_date=dt.date(2027, 9, 1), end_date=dt.date(2028, 5, 31))]
    )
    plan = planning.plan(june)
    assert [one.title for one in plan.ahead] == ["Бабенко И.К. — Ким Л.О."]
    (mentor,) = [one for one in plan.mentors if one.id == babenko]
    assert mentor.ahead == 1
    assert planning.mentor_fate(mentor, plan, {one.id: "end" for one in plan.pairs}) == "keep"
    with pytest.raises(KnownProblem, match="работает в 2027/2028 учебном году, а её участник уходит"):
        rollover.apply(june, Rollover(year=YEAR, leavers=frozenset({kim})))
    assert rollover.apply(june, Rollover(year=YEAR)).reserved == 0


@pytest.mark.parametrize(("day", "year"), [(dt.date(2027, 9, 3), YEAR), (dt.date(2028, 1, 15), NEXT)])
def test_in_september_the_year_that_is_over_is_left(june: Workspace, day: dt.date, year: str) -> None:
    late = at(june, dt.datetime.combine(day, dt.time(9)))
    assert planning.plan(late).year == year


def test_who_has_gone_over_in_june_is_not_asked_again_in_september(june: Workspace) -> None:
    rollover.apply(june, Rollover(year=YEAR, close=False))
    assert planning.plan(at(june, dt.datetime(2027, 9, 3, 9))).year == NEXT


def test_without_closing_the_year_stays_open(june: Workspace) -> None:
    rollover.apply(june, Rollover(year=YEAR, close=False, copy_roadmap=False, move_classes=False))
    assert [row.closed for row in listing.list_years(june)] == [False, False]
    assert listing.current_year(june) == NEXT
    assert roadmap_of(june, NEXT) is None


def test_what_is_given_up_at_the_last_moment_changes_nothing(june: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[str] = []
    monkeypatch.setattr(rollover, "close_in", lambda _session, year, _today: closed.append(year))
    before = june.next_undo()
    with pytest.raises(Cancelled):
        rollover.apply(june, Rollover(year=YEAR), Progress(cancelled=lambda: bool(closed)))
    assert closed == [YEAR]
    assert june.next_undo() == before
    assert planning.plan(june).year == YEAR


def test_what_cannot_be_is_refused_and_nothing_changes(june: Workspace, school: School) -> None:
    before = june.next_undo()
    with pytest.raises(KnownProblem, match="участник уходит в архив"):
        rollover.apply(
            june, Rollover(year=YEAR, pairs={school.other: "extend"}, leavers=frozenset({school.people["kim"]}))
        )
    with pytest.raises(KnownProblem, match="наставник отмечен как выбывший"):
        rollover.apply(
            june,
            Rollover(year=YEAR, pairs={school.other: "extend"}, mentors={school.people["babenko"]: "left"}),
        )
    with pytest.raises(KnownProblem, match="более позднюю дату"):
        rollover.apply(
            june, Rollover(year=YEAR, pairs={school.other: "extend"}, until={school.other: dt.date(2027, 8, 31)})
        )
    with pytest.raises(KnownProblem, match="утверждён приказом"):
        rollover.apply(june, Rollover(year=YEAR, pairs={school.pair: "extend"}))
    with pytest.raises(KnownProblem, match="без продления"):
        rollover.apply(june, Rollover(year=YEAR, pairs={school.pair: "continue"}))
    with pytest.raises(KnownProblem, match="не завершен"):
        rollover.apply(june, Rollover(year=YEAR, pairs={school.other: "continue"}))
    with pytest.raises(KnownProblem, match="не учебный год"):
        planning.plan(june, "2026")
    assert june.next_undo() == before
    assert listing.current_year(june) == YEAR


@pytest.mark.parametrize(
    ("name", "expected"),
    [("9А", ("10А", False)), ("11 «Б»", (None, True)), ("1", ("2", False)), ("подготовительная", (None, False)),
     ("12А", (None, False)), (None, (None, False))],
)  # fmt: skip
def test_the_next_class(name: str | None, expected: tuple[str | None, bool]) -> None:
    assert planning.next_class(name) == expected
