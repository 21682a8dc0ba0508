"""Requests, pauses, agreements, groups that change, and the orders that follow from them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select
from tests.services.papers.school import END, School, assignment, consent, fill

from curator_app.models import Pair, PairEvent, PairMentee
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import mentors, pairs, people, records
from curator_app.services.demo import at
from curator_app.services.pair_life import acts, facts, membership, orders, reading
from curator_app.services.pair_life.acts import RequestData
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace

TODAY = dt.date(2026, 10, 5)


@pytest.fixture
def school(workspace: Workspace) -> School:
    told = fill(workspace)
    issue_order(workspace, assignment(told.pair))
    return told


def _row(workspace: Workspace, pair_id: int) -> PairRow:
    return next(row for row in pairs.list_pairs(workspace) if row.id == pair_id)


def _on(workspace: Workspace, day: dt.date) -> Workspace:
    return at(workspace, dt.datetime.combine(day, dt.time(9)))


# --- requests and the replacement of the mentor


def test_a_resignation_waits_for_its_order_and_keeps_three_working_days(workspace: Workspace, school: School) -> None:
    assert acts.earliest_release_day(workspace, school.pair, TODAY) == dt.date(2026, 10, 9)
    with pytest.raises(InvalidInput, match="три рабочих дня"):
        acts.note_request(
            workspace,
            school.pair,
            RequestData(kind="resignation_request", date=TODAY, effective_on=dt.date(2026, 10, 8)),
        )
    acts.note_request(workspace, school.pair, RequestData(kind="resignation_request", date=TODAY, reason="нагрузка"))
    assert _row(workspace, school.pair).waits == "resignation_request"
    told = orders.replacement(workspace, school.pair, school.people["babenko"])
    assert (told.from_date, told.ground) == (dt.date(2026, 10, 9), "заявления Петровой А.С. от 05.10.2026")
    assert told.closing_reason == "participants_initiative"
    workspace.undo()
    assert _row(workspace, school.pair).waits is None


def test_the_replacement_closes_the_old_period_the_day_before_and_links_everything(
    workspace: Workspace, school: School
) -> None:
    acts.note_request(workspace, school.pair, RequestData(kind="replacement_request", date=TODAY, reason="расписание"))
    wish = orders.replacement(workspace, school.pair, school.people["babenko"])
    assert wish.ground == "ходатайства Ивановой М.П. от 05.10.2026"
    issued = issue_order(workspace, replace(wish, number="70-ОД", date=TODAY))
    with workspace.read() as session:
        old = session.get_one(Pair, school.pair)
        new = session.scalars(select(Pair).where(Pair.replaces_id == school.pair)).one()
        assert (old.end_date, new.start_date) == (dt.date(2026, 10, 8), dt.date(2026, 10, 9))
        assert (old.status, new.status, new.end_date) == ("terminated", "assigned", END)
        event = session.scalars(select(PairEvent)).one()
        assert event.order_id == issued.id
        new_id = new.id
    assert _row(workspace, school.pair).waits is None
    assert _row(workspace, new_id).replaces == school.pair
    told = [(one.kind, one.text) for one in reading.timeline(workspace, new_id).entries]
    assert ("mentor", "Работа принята от прежнего наставника: Петрова А.С.") in told
    old_told = reading.timeline(workspace, school.pair).entries
    assert [one.kind for one in old_told][-2:] == ["end", "mentor"]
    assert old_told[-1].pair == new_id
    issue_order(
        workspace, OrderCommand(type="cancellation", number="71-ОД", date=TODAY, refers_to=issued.id, reason="ошибкой")
    )
    assert _row(workspace, school.pair).waits == "replacement_request"


def test_papers_received_tomorrow_and_ended_pairs_are_refused(workspace: Workspace, school: School) -> None:
    with pytest.raises(InvalidInput, match="ещё не наступило"):
        acts.note_request(workspace, school.pair, RequestData(kind="early_notice", date=TODAY + dt.timedelta(days=1)))
    pairs.end_pair(workspace, school.pair, TODAY, "curator_initiative")
    with pytest.raises(KnownProblem, match="уже завершена"):
        acts.note_request(workspace, school.pair, RequestData(kind="early_notice", date=TODAY))


def test_a_mentor_from_outside_needs_no_notice_of_the_labour_code(workspace: Workspace, school: School) -> None:
    row = people.get_person(workspace, school.people["petrova"])
    records.set_records(workspace, "person", [{"id": row.id, "kind": "external"}])
    assert acts.earliest_release_day(workspace, school.pair, TODAY) == TODAY + dt.timedelta(days=1)


# --- extension, correction


def test_an_extension_is_agreed_ordered_and_linked(workspace: Workspace, school: School) -> None:
    until = dt.date(2027, 8, 31)
    with pytest.raises(InvalidInput, match="и так длится"):
        acts.agree_extension(workspace, school.pair, END, TODAY, None)
    with pytest.raises(KnownProblem, match="Приказа по этой паре ещё нет"):
        acts.agree_extension(workspace, school.other, until, TODAY, None)
    acts.agree_extension(workspace, school.pair, until, TODAY, "длительная болезнь")
    wish = orders.extension(workspace, school.pair)
    assert wish.end_date == until
    issue_order(workspace, replace(wish, number="72-ОД", date=TODAY))
    assert (_row(workspace, school.pair).end_date, _row(workspace, school.pair).waits) == (until, None)


def test_a_correction_keeps_the_reason_and_what_was_changed(workspace: Workspace, school: School) -> None:
    data = pairs.data_of(_row(workspace, school.pair))
    with pytest.raises(KnownProblem, match="Ничего не изменено"):
        acts.correct_pair(workspace, school.pair, data, date=TODAY, effective_on=TODAY, reason="опрос")
    changes = acts.correct_pair(
        workspace,
        school.pair,
        replace(data, focus="методика", end_date=None),
        date=TODAY,
        effective_on=TODAY,
        reason="итоги опроса",
    )
    assert changes == ("Направление наставничества: «методика».",)
    row = _row(workspace, school.pair)
    assert (row.focus, row.end_date) == ("методика", END)
    last = reading.timeline(workspace, school.pair).entries[-1]
    assert last.note == "итоги опроса\nНаправление наставничества: «методика»."
    workspace.undo()
    assert _row(workspace, school.pair).focus is None


# --- pauses


def test_a_pause_begins_and_ends_by_itself_and_keeps_the_place(workspace: Workspace, school: School) -> None:
    load = {row.id: row.load for row in mentors.list_mentors(workspace)}
    acts.pause_pair(workspace, school.pair, dt.date(2026, 10, 12), dt.date(2026, 10, 25), "больничный", TODAY)
    assert _row(workspace, school.pair).status == "assigned"
    during = _on(workspace, dt.date(2026, 10, 12))
    assert _row(during, school.pair).status == "paused"
    assert {row.id: row.load for row in mentors.list_mentors(during)} == load
    assert _row(_on(workspace, dt.date(2026, 10, 26)), school.pair).status == "assigned"
    with workspace.read() as session:
        assert facts.paused_pairs(session, dt.date(2026, 10, 20)) == {school.pair}
    assert reading.timeline(_on(workspace, dt.date(2026, 11, 1)), school.pair).paused_days == 14


def test_a_pause_is_resumed_earlier_and_not_twice(workspace: Workspace, school: School) -> None:
    acts.pause_pair(workspace, school.pair, dt.date(2026, 10, 1), None, "командировка", TODAY)
    assert _row(workspace, school.pair).status == "paused"
    with pytest.raises(KnownProblem, match="уже приостановлена"):
        acts.pause_pair(workspace, school.pair, dt.date(2026, 11, 1), None, "ещё раз", TODAY)
    acts.resume_pair(workspace, school.pair, TODAY)
    assert _row(workspace, school.pair).status == "assigned"
    with pytest.raises(KnownProblem, match="не приостановлена"):
        acts.resume_pair(workspace, school.pair, TODAY)
    workspace.undo()
    assert _row(workspace, school.pair).status == "paused"


# --- groups


def test_a_member_leaves_a_group_and_the_place_is_free(workspace: Workspace, school: School) -> None:
    consent(workspace, school.people["sokolova"], "parent")
    group = pairs.form_pairs(
        workspace,
        [
            pairs.PairData(
                mentor=school.people["babenko"],
                mentees=[school.people["ivanova"], school.people["sokolova"]],
                start_date=dt.date(2026, 9, 7),
                end_date=END,
            )
        ],
    )[0]
    issue_order(workspace, assignment(group, "57-ОД", dt.date(2026, 9, 7)))
    sentence = membership.leave_group(workspace, group, school.people["ivanova"], dt.date(2026, 10, 11), "переезд")
    assert sentence == "Из состава группы с 12.10.2026 выбывает Иванова Мария Петровна."
    row = _row(workspace, group)
    assert (row.mentees, row.left_mentees) == ((school.people["sokolova"],), (school.people["ivanova"],))
    with pytest.raises(KnownProblem, match="единственный"):
        membership.leave_group(workspace, group, school.people["sokolova"], dt.date(2026, 10, 11), None)
    later = _on(workspace, dt.date(2026, 10, 12))
    assert {one.id: one.load for one in mentors.list_mentors(later)}[school.people["babenko"]] == 2
    wish = orders.change(workspace, group, sentence)
    issued = issue_order(workspace, replace(wish, number="73-ОД", date=TODAY))
    entries = reading.timeline(workspace, group).entries
    assert [one.order for one in entries if one.event] == [issued.id]


def test_joining_needs_consents_and_happens_once(workspace: Workspace, school: School) -> None:
    with pytest.raises(KnownProblem, match="Нет согласий"):
        membership.join_group(workspace, school.other, school.people["sokolova"], TODAY, None)
    consent(workspace, school.people["sokolova"], "parent")
    told = membership.join_group(workspace, school.other, school.people["sokolova"], TODAY, None)
    assert told == "В состав группы с 05.10.2026 по 31.05.2027 входит Соколова Дарья Игоревна."
    with pytest.raises(KnownProblem, match="уже был"):
        membership.join_group(workspace, school.other, school.people["sokolova"], TODAY, None)
    with workspace.read() as session:
        member = session.scalars(select(PairMentee).where(PairMentee.pair_id == school.other)).all()[-1]
        assert (member.start_date, member.end_date) == (TODAY, END)


def test_another_term_of_a_group_leaves_who_joined_and_who_left_alone(workspace: Workspace, school: School) -> None:
    consent(workspace, school.people["sokolova"], "parent")
    membership.join_group(workspace, school.other, school.people["ivanova"], TODAY, None)
    membership.join_group(workspace, school.other, school.people["sokolova"], TODAY, None)
    membership.leave_group(workspace, school.other, school.people["sokolova"], dt.date(2026, 10, 11), "переезд")
    row, first, last = _row(workspace, school.other), dt.date(2026, 9, 7), dt.date(2027, 6, 30)
    pairs.update_pair(workspace, row.id, replace(pairs.data_of(row), start_date=first, end_date=last))
    with workspace.read() as session:
        of_group = select(PairMentee).where(PairMentee.pair_id == school.other)
        told = {one.mentee_id: (one.start_date, one.end_date) for one in session.scalars(of_group)}
    assert told == {
        school.people["kim"]: (first, last),
        school.people["ivanova"]: (TODAY, last),
        school.people["sokolova"]: (TODAY, dt.date(2026, 10, 11)),
    }
    pairs.update_pair(workspace, row.id, replace(pairs.data_of(row), start_date=dt.date(2026, 10, 8)))
    with workspace.read() as session:
        (joined,) = session.scalars(of_group.where(PairMentee.mentee_id == school.people["ivanova"]))
    assert joined.start_date == dt.date(2026, 10, 8)


# --- consents and the archive


def test_the_gate_looks_at_the_date_of_the_order(workspace: Workspace) -> None:
    told = fill(workspace, consents=False)
    records.add_records(
        workspace,
        "consent",
        [
            {"person": told.people[name], "kind": kind, "date": "2026-09-05"}
            for name, kind in (
                ("petrova", "mentoring"),
                ("petrova", "personal_data"),
                ("ivanova", "mentee"),
                ("ivanova", "personal_data"),
            )
        ],
        {},
    )
    with pytest.raises(KnownProblem, match="дано позже даты приказа"):
        issue_order(workspace, assignment(told.pair, date=dt.date(2026, 9, 4)))
    records.set_records(
        workspace,
        "consent",
        [{"id": 1, "withdrawn_on": "2026-10-01"}],
    )
    with pytest.raises(KnownProblem, match="Петрова"):
        issue_order(workspace, assignment(told.pair, date=dt.date(2026, 9, 7)))
    workspace.undo()
    issue_order(workspace, assignment(told.pair, date=dt.date(2026, 9, 7)))


def test_nothing_new_is_accepted_of_people_in_the_archive(workspace: Workspace, school: School) -> None:
    people.set_archived(workspace, [school.people["kim"]], archived=True)
    kim, petrova = school.people["kim"], school.people["petrova"]
    for kind, record in (
        ("request", {"mentee": kim, "wording": "методика"}),
        ("wish", {"side": "mentor", "mentor": petrova, "mentee": kim, "rank": 1}),
        ("consent", {"person": kim, "kind": "mentee", "date": "2026-10-06"}),
    ):
        with pytest.raises(InvalidInput, match="в архиве"):
            records.add_records(workspace, kind, [record], {})
