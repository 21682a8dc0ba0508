"""The log of meetings: what is proposed, totals, order of kinds, lessons visited; undo."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.services.papers.school import School, fill

from curator_app.runtime.errors import InvalidInput, NotFound
from curator_app.services import pairs
from curator_app.services.meetings import keeping, reading
from curator_app.services.meetings.keeping import MeetingData, VisitData
from curator_app.services.routes import making
from curator_app.services.routes.reading import get_route
from curator_app.services.workspace import Workspace

D = dt.date


@pytest.fixture
def school(workspace: Workspace) -> School:
    return fill(workspace)


def meet(workspace: Workspace, pair: int, kind: str, day: dt.date, **facts: object) -> int:
    return keeping.add_meeting(workspace, MeetingData(pair=pair, kind=kind, date=day, **facts))  # type: ignore[arg-type]  # told by name


def test_the_next_entry_is_filled_in(workspace: Workspace, school: School) -> None:
    first = keeping.propose_meeting(workspace, school.pair)
    assert (first.data.kind, first.data.date, first.data.duration_minutes) == ("acquaintance", D(2026, 10, 5), 45)
    assert (first.pair_title, first.topics, first.mentees) == ("Петрова А.С. — Иванова М.П.", (), ())
    meet(workspace, school.pair, "acquaintance", D(2026, 9, 8), form="беседа", agreed="По вторникам")
    second = keeping.propose_meeting(workspace, school.pair)
    assert (second.data.kind, second.data.form, second.agreed_before) == ("trial", "беседа", "По вторникам")


def test_topics_come_from_the_route_those_begun_first(workspace: Workspace, school: School) -> None:
    route = making.create_route(workspace, making.propose_route(workspace, school.people["ivanova"]).data)
    topics = keeping.propose_meeting(workspace, school.pair).topics
    steps = {one.id: one for one in get_route(workspace, route).steps}
    assert 0 < len(topics) <= 8
    begun = [(steps[one.step].start_date or D.max) <= D(2026, 10, 5) for one in topics]
    assert begun == sorted(begun, reverse=True)
    assert begun[0]
    assert not any(steps[one.step].form == "встреча-знакомство" for one in topics)
    meeting = meet(workspace, school.pair, "joint_work", D(2026, 10, 1), topic=topics[0].topic, step=topics[0].step)
    assert next(one for one in reading.list_meetings(workspace) if one.id == meeting).step == topics[0].step


def test_totals_and_days_without_a_meeting(workspace: Workspace, school: School) -> None:
    meet(workspace, school.pair, "acquaintance", D(2026, 9, 8), duration_minutes=40)
    meet(workspace, school.pair, "trial", D(2026, 9, 20), duration_minutes=None, next_date=D(2026, 10, 6))
    first, second, _ = reading.pair_totals(workspace)
    assert (first.meetings, first.minutes, first.last, first.days_since) == (2, 40, D(2026, 9, 20), 15)
    assert (first.next_date, first.kinds) == (D(2026, 10, 6), ("acquaintance", "trial"))
    assert (second.meetings, second.last, second.days_since) == (0, None, 31), "counted from the start of the pair"
    pairs.end_pair(workspace, school.other, D(2026, 10, 1), "plan_completed")
    assert reading.pair_totals(workspace)[1].days_since is None


def test_order_of_kinds_is_warned_about(workspace: Workspace, school: School) -> None:
    third = meet(workspace, school.pair, "planning", D(2026, 9, 20))
    said = keeping.order_warning(workspace, school.pair, "trial", D(2026, 9, 25))
    assert said is not None
    assert "«встреча-планирование»" in said
    assert keeping.order_warning(workspace, school.pair, "trial", D(2026, 9, 15)) is None
    assert keeping.order_warning(workspace, school.pair, "joint_work", D(2026, 9, 25)) is None
    assert keeping.order_warning(workspace, school.pair, "trial", D(2026, 9, 25), but=third) is None


@pytest.mark.parametrize(
    ("date", "words"), [(D(2025, 9, 25), "с 04.09.2026"), (D(2027, 6, 1), "закончился 31.05.2027")]
)
def test_a_meeting_outside_of_the_pairs_days_is_warned_about(
    workspace: Workspace, school: School, date: dt.date, words: str
) -> None:
    assert words in (keeping.order_warning(workspace, school.pair, "joint_work", date) or "")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"date": D(2026, 10, 6)}, "состоявшиеся"),
        ({"next_date": D(2026, 9, 8)}, "позже этой"),
        ({"kind": "party"}, "party"),
        ({"duration_minutes": 0}, "от 1 до 1440"),
        ({"rating": 11}, "от 1 до 10"),
    ],
)
def test_refusals(workspace: Workspace, school: School, change: dict[str, object], words: str) -> None:
    data = MeetingData(pair=school.pair, kind="trial", date=D(2026, 9, 8))
    with pytest.raises(InvalidInput, match=words):
        keeping.add_meeting(workspace, replace(data, **change))  # type: ignore[arg-type]  # told by name
    with pytest.raises(NotFound):
        keeping.add_meeting(workspace, replace(data, pair=99))
    assert reading.list_meetings(workspace) == []


def test_change_remove_and_undo(workspace: Workspace, school: School) -> None:
    number = meet(workspace, school.pair, "trial", D(2026, 9, 8), topic="Урок")
    [row] = reading.list_meetings(workspace, pair=school.pair)
    keeping.update_meeting(
        workspace, number, MeetingData(pair=school.pair, kind="planning", date=D(2026, 9, 9), done="План", absent=(5,))
    )
    [changed] = reading.list_meetings(workspace)
    assert (changed.kind_label, changed.date, changed.topic, changed.done) == (
        "встреча-планирование",
        D(2026, 9, 9),
        None,
        "План",
    )
    assert changed.absent == (5,)
    workspace.undo()
    assert reading.list_meetings(workspace) == [row]
    keeping.remove_meeting(workspace, number)
    assert reading.list_meetings(workspace) == []
    with pytest.raises(NotFound):
        keeping.remove_meeting(workspace, number)
    workspace.undo()
    assert reading.list_meetings(workspace) == [row]


def test_lessons_visited(workspace: Workspace, school: School) -> None:
    data = VisitData(
        pair=school.pair,
        teacher=school.people["ivanova"],
        visitor=school.people["petrova"],
        date=D(2026, 9, 24),
        class_name="6Б",
        advice="Короче",
    )
    number = keeping.add_visit(workspace, data)
    [row] = reading.list_visits(workspace, pair=school.pair)
    assert (row.teacher_name, row.visitor_name) == ("Иванова Мария Петровна", "Петрова Анна Сергеевна")
    assert reading.pair_totals(workspace)[0].visits == 1
    keeping.update_visit(workspace, number, replace(data, observed="Хорошо"))
    assert reading.list_visits(workspace)[0].observed == "Хорошо"
    workspace.undo()
    assert reading.list_visits(workspace) == [row]
    with pytest.raises(InvalidInput, match="собственный урок"):
        keeping.add_visit(workspace, replace(data, visitor=data.teacher))
    with pytest.raises(InvalidInput, match="в будущем"):
        keeping.add_visit(workspace, replace(data, date=D(2026, 10, 6)))
    keeping.remove_visit(workspace, number)
    assert reading.list_visits(workspace) == []
