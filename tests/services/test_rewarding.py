"""Whom to thank, the order on it, and what the order leaves behind."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from sqlalchemy import event
from tests.services.monitoring.random_school import add_people
from tests.services.monitoring.random_school import fill as fill_school
from tests.services.papers.school import School, assignment, fill

from curator_app.documents.preview import page_text
from curator_app.models import Deficit
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import activities, outcomes, records, rewarding
from curator_app.services.activities import ActivityData
from curator_app.services.meetings import keeping
from curator_app.services.outcome_rows import KINDS, list_outcome_rows
from curator_app.services.outcomes import ContestData, IncentiveData
from curator_app.services.papers import register
from curator_app.services.papers.commands import OrderCommand, RewardChoice
from curator_app.services.papers.issuing import issue_order
from curator_app.services.papers.outcome_papers import final_event_order
from curator_app.services.workspace import Workspace

YEAR = "2026/2027"
DAY = dt.date(2026, 10, 2)


@pytest.fixture
def school(workspace: Workspace) -> School:
    made = fill(workspace)
    issue_order(workspace, assignment(made.pair))
    return made


def _meet(workspace: Workspace, pair: int, day: dt.date, minutes: int) -> None:
    keeping.add_meeting(
        workspace, keeping.MeetingData(pair=pair, kind="joint_work", date=day, duration_minutes=minutes)
    )


def test_mentors_are_ranked_by_what_their_year_brought(school: School, workspace: Workspace) -> None:
    _meet(workspace, school.pair, dt.date(2026, 9, 10), 60)
    _meet(workspace, school.pair, dt.date(2026, 9, 17), 30)
    _meet(workspace, school.other, dt.date(2026, 9, 17), 45)
    outcomes.save_outcome(workspace, ContestData(title="Дебют", date=DAY, result="призёр", pair=school.pair))
    outcomes.save_outcome(workspace, ContestData(title="Давно", date=dt.date(2025, 10, 2), pair=school.other))
    records.add_records(
        workspace,
        "request",
        [
            {
                "mentee": school.people["ivanova"],
                "date": "2026-09-02",
                "source": "diagnosis",
                "wording": "Дисциплина",
                "deficits": [{"area": "methodical", "text": "дисциплина", "severity": 3}],
            }
        ],
    )
    first, second = rewarding.list_candidates(workspace, YEAR)
    assert (first.person, second.person) == (school.people["petrova"], school.people["babenko"])
    assert (first.merits.minutes, second.merits.minutes) == (90, 45)
    assert (first.mentees, first.merits.contests, first.merits.contest_results) == (2, 1, 1)
    assert second.merits.contests == 0
    assert first.contest_titles == ("Дебют — призёр",)
    assert (first.merits.deficits_found, first.merits.deficits_gone) == (1, 0)
    assert first.points > second.points
    assert first.reason == "результативное наставничество и подготовку к конкурсам профессионального мастерства"
    with workspace.action("Повторная диагностика") as session:
        session.query(Deficit).one().severity_after = 1
    (first, _second) = rewarding.list_candidates(workspace, YEAR)
    assert first.merits.deficits_gone == 1
    assert first.reason.startswith("результативное наставничество, преодоление профессиональных затруднений")
    assert rewarding.hours_words(first.merits.minutes) == "1,5 ч"


def test_another_year_has_nobody_and_a_wrong_one_is_refused(school: School, workspace: Workspace) -> None:
    del school
    assert rewarding.list_candidates(workspace, "2024/2025") == []
    with pytest.raises(KnownProblem, match="не учебный год"):
        rewarding.list_candidates(workspace, "прошлый")


def test_the_order_writes_the_journal_and_its_cancelling_takes_it_back(school: School, workspace: Workspace) -> None:
    petrova, babenko = school.people["petrova"], school.people["babenko"]
    rewards = (
        RewardChoice(person=petrova, reason="За результативное наставничество."),
        RewardChoice(person=babenko, kind="payment", reason="участие в конкурсе", amount="5000 рублей"),
    )
    command = OrderCommand(type="incentive", number="31-К", date=DAY, rewards=rewards)
    issued = issue_order(workspace, command)
    text = page_text(register.reprint(workspace, issued.id), 0).replace("\u00a0", " ")
    assert "За результативное наставничество объявить благодарность Петровой Анне Сергеевне" in " ".join(text.split())
    rows = {row.data.person: row for row in list_outcome_rows(workspace, "incentive", YEAR)}
    assert {row.order_words for row in rows.values()} == {"№ 31-К от 02.10.2026"}
    assert (rows[babenko].data.kind, rows[babenko].data.amount) == ("payment", "5000 рублей")
    assert next(row for row in rewarding.list_candidates(workspace, YEAR) if row.person == petrova).rewarded == (
        "gratitude",
    )
    outcomes.mark_paid(workspace, [rows[babenko].id], dt.date(2026, 10, 5))
    (paid,) = [row for row in list_outcome_rows(workspace, "incentive") if row.data.paid_on]
    assert paid.data.person == babenko
    issue_order(
        workspace, OrderCommand(type="cancellation", number="60-ОД", date=dt.date(2026, 10, 5), refers_to=issued.id)
    )
    assert list_outcome_rows(workspace, "incentive") == []


def test_an_order_of_rewards_names_somebody(school: School, workspace: Workspace) -> None:
    del school
    with pytest.raises(InvalidInput) as refused:
        issue_order(workspace, OrderCommand(type="incentive", number="31-К", date=DAY))
    assert [one.field for one in refused.value.problems] == ["rewards"]
    assert list_outcome_rows(workspace, "incentive") == []


def test_a_reward_by_hand_needs_no_order(school: School, workspace: Workspace) -> None:
    data = IncentiveData(person=school.people["petrova"], kind="honour_board", date=DAY)
    outcomes.save_outcome(workspace, data)
    (row,) = list_outcome_rows(workspace, "incentive", YEAR)
    assert (row.title, row.order_words) == ("Петрова Анна Сергеевна", "")


def test_the_order_of_an_event_is_filled_in_from_it_and_linked(school: School, workspace: Workspace) -> None:
    petrova, curator = school.people["petrova"], school.people["curator"]
    number = activities.add_activity(
        workspace,
        ActivityData(
            kind="event",
            title="Итоговая встреча пар",
            date=dt.date(2027, 5, 20),
            place="актовый зал",
            programme="Представление опыта\n\nНаграждение",
            responsible_person=curator,
            participants={petrova: None, school.people["ivanova"]: None},
        ),
    )
    (row,) = activities.list_activities(workspace)
    wish = final_event_order(row)
    assert wish.event is not None
    assert wish.event.report_due == dt.date(2027, 5, 27)
    issued = issue_order(
        workspace,
        OrderCommand(type="final_event", number="70-ОД", date=dt.date(2026, 10, 5), event=wish.event),
    )
    (row,) = activities.list_activities(workspace)
    assert (row.id, row.order_id) == (number, issued.id)
    assert issued.draft.lacking == ()
    text = " ".join(page_text(register.reprint(workspace, issued.id), 1).split())
    assert "1. Представление опыта 2. Награждение" in text
    issue_order(
        workspace, OrderCommand(type="cancellation", number="71-ОД", date=dt.date(2026, 10, 5), refers_to=issued.id)
    )
    assert activities.list_activities(workspace)[0].order_id is None


def test_another_event_of_the_year_is_not_called_the_final_one(school: School, workspace: Workspace) -> None:
    del school
    activities.add_activity(
        workspace, ActivityData(kind="event", title="День наставника", date=dt.date(2027, 3, 2), form="конференция")
    )
    (row,) = activities.list_activities(workspace)
    command = replace(final_event_order(row), number="70-ОД", date=dt.date(2026, 10, 5))
    issued = issue_order(workspace, command)
    text = " ".join(page_text(register.reprint(workspace, issued.id), 0).split())
    assert "О проведении мероприятия «День наставника»" in text
    assert "итогов" not in text


def test_the_number_of_queries_does_not_grow(workspace: Workspace) -> None:
    counts = []
    for size in (6, 40):
        (fill_school if size == 6 else add_people)(workspace, random.Random(size), size=size)
        seen: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_rest: object, kept: list[str] = seen) -> None:
            kept.append(statement)

        event.listen(workspace._engine, "before_cursor_execute", note)
        rewarding.list_candidates(workspace, YEAR)
        for kind in KINDS:
            list_outcome_rows(workspace, kind, YEAR)
        event.remove(workspace._engine, "before_cursor_execute", note)
        counts.append(len(seen))
    assert counts[0] == counts[1]
