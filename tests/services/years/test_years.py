"""The list of years, the current one, closing and opening again, comparison, leavers."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.services.papers.school import fill

from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import activities, pairs, people
from curator_app.services import bin as recycle_bin
from curator_app.services.activities import ActivityData
from curator_app.services.demo import at
from curator_app.services.roadmaps import making
from curator_app.services.workspace import Workspace
from curator_app.services.years import comparison, listing, retention

YEAR = "2026/2027"


def on(workspace: Workspace, year: int, month: int, day: int) -> Workspace:
    return at(workspace, dt.datetime(year, month, day, 9))


def end_all(workspace: Workspace, day: dt.date) -> None:
    for row in pairs.list_pairs(workspace):
        pairs.end_pair(workspace, row.id, day, "plan_completed")


def test_an_empty_base_works_in_the_year_of_today(workspace: Workspace) -> None:
    assert listing.current_year(workspace) == YEAR
    (row,) = listing.list_years(workspace)
    assert (row.label, row.current, row.closed, row.unfinished) == (YEAR, True, False, 0)
    assert listing.open_next(workspace) == "2027/2028"
    assert [one.label for one in listing.list_years(workspace)] == ["2027/2028", YEAR]
    assert listing.current_year(on(workspace, 2028, 10, 1)) == "2028/2029"


def test_a_year_with_unfinished_pairs_is_not_closed(workspace: Workspace) -> None:
    fill(workspace)
    now = on(workspace, 2027, 6, 15)
    with pytest.raises(KnownProblem, match="3 пары не завершены") as refusal:
        listing.close_year(now, YEAR)
    assert "«Переход на новый учебный год…»" in refusal.value.message
    assert [row.unfinished for row in listing.list_years(now)] == [3]
    end_all(now, dt.date(2027, 5, 31))
    listing.close_year(now, YEAR)
    assert listing.current_year(now) == "2027/2028"
    with pytest.raises(KnownProblem, match="уже закрыт"):
        listing.close_year(now, YEAR)
    with pytest.raises(KnownProblem, match="ещё не начался"):
        listing.close_year(now, "2028/2029")
    now.undo()
    assert listing.current_year(now) == YEAR


def test_only_the_last_closed_year_opens_again_and_with_a_reason(workspace: Workspace) -> None:
    making.create_empty(workspace, "2025/2026")
    making.create_empty(workspace, YEAR)
    now = on(workspace, 2027, 9, 10)
    listing.close_year(now, YEAR)
    assert [row.label for row in listing.list_years(now) if row.closed] == [YEAR, "2025/2026"]
    with pytest.raises(KnownProblem, match="только последний закрытый год — 2026/2027"):
        listing.reopen_year(now, "2025/2026", "ошибка в дате")
    with pytest.raises(InvalidInput):
        listing.reopen_year(now, YEAR, " ")
    listing.reopen_year(now, YEAR, "ошибка в дате приказа")
    entry = now.next_undo()
    assert entry is not None
    assert entry.title == "Снова открыт учебный год 2026/2027: ошибка в дате приказа"
    listing.reopen_year(now, "2025/2026", "и здесь")
    with pytest.raises(KnownProblem, match="и так открыт"):
        listing.reopen_year(now, "2025/2026", "ещё раз")


def test_years_side_by_side(workspace: Workspace) -> None:
    told = fill(workspace)
    now = on(workspace, 2027, 6, 15)
    pairs.end_pair(now, told.pair, dt.date(2027, 5, 31), "plan_completed")
    pairs.end_pair(now, told.pupil, dt.date(2027, 3, 1), "curator_initiative")
    pairs.update_pair(
        now, told.other, pairs.PairData(mentor=told.people["babenko"], mentees=[told.people["kim"]],
                                        start_date=dt.date(2026, 9, 4), end_date=dt.date(2027, 12, 1))
    )  # fmt: skip
    activities.add_activity(
        now,
        ActivityData(kind="training", title="Курсы", date=dt.date(2026, 10, 1), status="held",
                     participants=dict.fromkeys(told.people.values())),
    )  # fmt: skip
    making.create_from_templates(now, YEAR, ["school"])
    listing.open_next(now)
    later, earlier = comparison.compare_years(now)
    assert (earlier.label, earlier.mentors, earlier.mentees, earlier.pairs) == (YEAR, 2, 3, 3)
    assert (earlier.completed, earlier.terminated, earlier.trained) == (1, 1, 2)
    assert (earlier.roadmap_done, earlier.roadmap_total) == (0, 20)
    assert earlier.by_form == {"педагог – педагог": 2, comparison.NO_FORM: 1}
    assert (later.label, later.mentors, later.pairs, later.completed, later.orders) == ("2027/2028", 1, 1, 0, 0)


def test_leavers_are_kept_as_long_as_the_school_says(workspace: Workspace) -> None:
    told = fill(workspace)
    end_all(on(workspace, 2027, 6, 15), dt.date(2027, 5, 31))
    people.set_archived(
        on(workspace, 2027, 6, 20), [told.people[name] for name in ("kim", "sokolova", "ivanova")], archived=True
    )
    stranger = people.add_person(workspace, people.PersonData(surname="Лось", first_name="Пётр"))
    pupil = people.add_person(workspace, people.PersonData(surname="Гость", first_name="Анна"))
    people.set_archived(on(workspace, 2027, 6, 20), [stranger, pupil], archived=True)
    event = ActivityData(kind="event", title="Встреча", date=dt.date(2027, 5, 20), participants={pupil: None})
    activities.add_activity(workspace, event)
    assert retention.keep_years(workspace) == 5
    assert [row.due for row in retention.list_leavers(on(workspace, 2032, 6, 20))] == [False] * 5
    late = on(workspace, 2032, 6, 21)
    rows = {row.name: row for row in retention.list_leavers(late)}
    assert {name for name, row in rows.items() if row.erasable} == {"Лось Пётр"}
    assert all(row.due for row in rows.values())
    retention.set_keep_years(late, 10)
    assert not any(row.due for row in retention.list_leavers(late))
    with pytest.raises(InvalidInput):
        retention.set_keep_years(late, 0)
    retention.put_into_bin(late, [stranger])
    retention.put_into_bin(late, [pupil])
    assert len(retention.list_leavers(late)) == 3
    recycle_bin.erase(late, "person", stranger)
    with pytest.raises(KnownProblem, match="стереть нельзя"):
        recycle_bin.erase(late, "person", pupil)
