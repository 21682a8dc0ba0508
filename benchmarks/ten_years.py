"""Ten school years, 2,000 people, 20,000 rows of the log and the plans: how long every list takes, and a going over.

    python -m benchmarks.ten_years

The bar: any list under a second; nothing writes into a closed year.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import insert

from curator_app.domain.school_year import SchoolYear
from curator_app.models import (
    AcademicYear,
    Activity,
    ActivityParticipant,
    Meeting,
    Mentee,
    Mentor,
    Pair,
    PairMentee,
    Person,
    Roadmap,
    RoadmapItem,
    Route,
    RouteStep,
)
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import Conflict
from curator_app.runtime.paths import data_folder
from curator_app.services import activities, mentees, mentors, pairs, people
from curator_app.services.papers import register
from curator_app.services.roadmaps import items, reading
from curator_app.services.routes import reading as routes
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.services.years import comparison, listing, planning, retention, rollover

_PEOPLE, _YEARS, _MENTORS = 2000, 10, 300
_PAIRS, _MEETINGS, _STEPS, _ITEMS, _ACTIVITIES = 120, 1000, 800, 60, 40  # a year
_FIRST = 2017
_BAR = 1.0


def fill(workspace: Workspace) -> None:
    """The base, in one action; every year but the last is closed."""
    years = [SchoolYear(_FIRST + n) for n in range(_YEARS)]
    with workspace.action("Школа за десять лет", undoable=False) as session:
        session.execute(
            insert(AcademicYear),
            [{"id": n, "label": y.label, "start_date": y.start, "end_date": y.end} for n, y in enumerate(years, 1)],
        )
        session.execute(
            insert(Person),
            [
                {"id": n, "surname": f"Фамилия{n:04}", "first_name": "Имя", "patronymic": "Отчество", "kind": "staff",
                 "archived_on": dt.date(2020, 6, 1) if n % 4 == 0 else None}
                for n in range(1, _PEOPLE + 1)
            ],
        )  # fmt: skip
        session.execute(insert(Mentor), [{"id": n, "status": "appointed"} for n in range(1, _MENTORS + 1)])
        session.execute(insert(Mentee), [{"id": n} for n in range(_MENTORS + 1, _PEOPLE + 1)])
        for number, year in enumerate(years, 1):
            _year(session, number, year, last=number == _YEARS)
    for year in years[:-1]:
        listing.close_year(workspace, year.label)


def _year(session: object, number: int, year: SchoolYear, *, last: bool) -> None:
    execute = session.execute  # type: ignore[attr-defined]  # a Session
    first = (number - 1) * _PAIRS
    ids = range(first + 1, first + _PAIRS + 1)
    start, end = year.day(9, 10), year.day(5, 31)
    days = [start + dt.timedelta(days=n % 240) for n in range(_MEETINGS)]
    status = "assigned" if last else "completed"
    mentor = {one: one % _MENTORS + 1 for one in ids}
    execute(
        insert(Pair),
        [
            {"id": one, "mentor_id": mentor[one], "academic_year_id": number, "start_date": start, "end_date": end,
             "status": status, "mentoring_form": "педагог – педагог"}
            for one in ids
        ],
    )  # fmt: skip
    mentees = {one: _MENTORS + 1 + (one * 7) % (_PEOPLE - _MENTORS) for one in ids}
    execute(
        insert(PairMentee),
        [
            {"pair_id": one, "mentor_id": mentor[one], "mentee_id": mentees[one], "start_date": start, "end_date": end}
            for one in ids
        ],
    )
    execute(
        insert(Meeting),
        [
            {"pair_id": ids[n % _PAIRS], "kind": "joint_work", "date": day, "duration_minutes": 40, "topic": "Урок"}
            for n, day in enumerate(days)
        ],
    )
    execute(
        insert(Route),
        [
            {"id": one, "mentee_id": mentees[one], "pair_id": one, "academic_year_id": number, "title": f"ИОМ {one}",
             "start_date": start, "end_date": end, "status": "approved" if last else "completed"}
            for one in ids
        ],
    )  # fmt: skip
    execute(
        insert(RouteStep),
        [
            {"route_id": ids[n % _PAIRS], "stage": "main", "sort": n, "content": f"Шаг {n}", "due_date": days[n]}
            for n in range(_STEPS)
        ],
    )
    execute(insert(Roadmap), [{"id": number, "title": "Дорожная карта", "academic_year_id": number}])
    execute(
        insert(RoadmapItem),
        [
            {"roadmap_id": number, "sort": n, "stage": f"Этап {n // 10}", "content": f"Мероприятие {n}",
             "due_date": days[n * 4]}
            for n in range(_ITEMS)
        ],
    )  # fmt: skip
    first_activity = (number - 1) * _ACTIVITIES
    kinds = ("consultation", "training", "event")
    execute(
        insert(Activity),
        [
            {"id": first_activity + n + 1, "kind": kinds[n % 3], "title": f"Тема {n}", "date": days[n * 5],
             "status": "held", "hours": 2}
            for n in range(_ACTIVITIES)
        ],
    )  # fmt: skip
    execute(
        insert(ActivityParticipant),
        [{"activity_id": first_activity + n + 1, "person_id": one} for n in range(_ACTIVITIES) for one in range(1, 11)],
    )


def _time(what: str, act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    seconds = time.perf_counter() - started
    print(f"{what:<44}{seconds * 1000:>9.0f} ms{'' if seconds < _BAR or what.startswith('(') else '  OVER THE BAR'}")
    return seconds


def main() -> None:
    """Makes the base, measures, and says whether a closed year is still whole."""
    now = dt.datetime(_FIRST + _YEARS, 6, 15, 9, 0)
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(data_folder(Path(folder)), fixed(now))
        _time("(making the base)", lambda: fill(workspace))
        current, old = listing.current_year(workspace), SchoolYear(_FIRST).label
        lists: dict[str, Callable[[], object]] = {
            "people": lambda: people.list_people(workspace),
            "mentors": lambda: mentors.list_mentors(workspace),
            "mentees": lambda: mentees.list_mentees(workspace),
            "pairs, all years": lambda: pairs.list_pairs(workspace),
            "pairs, one year": lambda: pairs.list_pairs(workspace, year=current),
            "orders": lambda: register.list_orders(workspace, year=current),
            "roadmap of a year": lambda: reading.roadmap_of(workspace, current),
            "activities of a year": lambda: activities.list_activities(workspace, year=current),
            "activities, all years": lambda: activities.list_activities(workspace),
            "trained mentors, all years": lambda: activities.trained_mentors(workspace),
            "routes of a year": lambda: routes.wall(workspace, year=current),
            "years": lambda: listing.list_years(workspace),
            "years side by side": lambda: comparison.compare_years(workspace),
            "leavers": lambda: retention.list_leavers(workspace),
            "plan of going over": lambda: planning.plan(workspace),
        }
        slow = [what for what, act in lists.items() if _time(what, act) > _BAR]
        roadmap = reading.roadmap_of(workspace, old)
        assert roadmap is not None
        try:
            items.set_status(workspace, [roadmap.items[0].id], "done")
        except Conflict:
            print("a closed year refuses")
        else:
            raise SystemExit("a closed year was changed")
        _time("(going over, closing)", lambda: rollover.apply(workspace, rollover.Rollover(year=current)))
        _time("(undo of it)", workspace.undo)
        workspace.close()
    raise SystemExit(f"over the bar: {', '.join(slow)}" if slow else 0)


if __name__ == "__main__":
    main()
