"""Ten school years: 2,000 people, 20,000 rows of the log, the plans and the tasks, 30,000 replies to questionnaires.

The start beside a demo school, every tab, every list, a going over; a closed year stays closed.
"""

from __future__ import annotations

import datetime as dt
import gc
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from benchmarks.areas import start
from benchmarks.measuring import Figure, by_turns, children, once
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
    Questionnaire,
    Reply,
    Roadmap,
    RoadmapItem,
    Route,
    RouteStep,
    School,
    SurveyWave,
    WaveForm,
)
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import Conflict
from curator_app.runtime.paths import data_folder
from curator_app.services import activities, mentees, mentors, pairs, people
from curator_app.services.papers import register
from curator_app.services.roadmaps import items, reading
from curator_app.services.routes import reading as routes
from curator_app.services.terms.tasks import list_tasks
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.services.years import comparison, listing, planning, retention, rollover
from curator_app.ui.app import make_window
from curator_app.ui.common import theme
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.turns import at_rest
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.main_window import MainWindow
from curator_app.ui.tabs import TABS

_PEOPLE, _YEARS, _MENTORS = 2000, 10, 300
_PAIRS, _MEETINGS, _STEPS, _ITEMS, _ACTIVITIES = 120, 1000, 800, 60, 40  # a year
_WAVES, _REPLIES = 2, 1500  # waves a year, replies a wave
_FIRST = 2017
NOW = dt.datetime(_FIRST + _YEARS, 6, 15, 9, 0)
_QUESTIONS = [{"key": "a", "text": "Полезно?", "kind": "scale", "lowest": 1, "highest": 10, "in_index": True}]


def fill(workspace: Workspace) -> None:
    """The base, in one action; every year but the last is closed."""
    years = [SchoolYear(_FIRST + n) for n in range(_YEARS)]
    with workspace.action("Школа за десять лет", undoable=False) as session:
        session.get_one(School, 1).full_name = "МБОУ СОШ № 1"
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
        session.execute(
            insert(Questionnaire),
            [{"id": 1, "code": "sat", "title": "Удовлетворённость", "kind": "satisfaction", "questions": _QUESTIONS}],
        )
        for number, year in enumerate(years, 1):
            _replies(session, number, year)
            _year(session, number, year, last=number == _YEARS)
    for year in years[:-1]:
        listing.close_year(workspace, year.label)


def _replies(session: Session, number: int, year: SchoolYear) -> None:
    for part in range(_WAVES):
        wave = number * _WAVES + part
        day = year.day(10 + part, 10)
        session.execute(
            insert(SurveyWave), [{"id": wave, "title": f"Волна {wave}", "date": day, "academic_year_id": number}]
        )
        session.execute(insert(WaveForm), [{"wave_id": wave, "role": "mentee", "questionnaire_id": 1}])
        session.execute(
            insert(Reply),
            [
                {
                    "wave_id": wave,
                    "respondent_id": _MENTORS + 1 + n,
                    "role": "mentee",
                    "date": day,
                    "answers": {"a": n % 10 + 1},
                }
                for n in range(_REPLIES)
            ],
        )


def _year(session: Session, number: int, year: SchoolYear, *, last: bool) -> None:
    execute = session.execute
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
            {
                "route_id": ids[n % _PAIRS],
                "stage": "main",
                "sort": n,
                "content": f"Шаг {n}",
                "due_date": days[n % _MEETINGS],
            }
            for n in range(_STEPS)
        ],
    )
    execute(insert(Roadmap), [{"id": number, "title": "Дорожная карта", "academic_year_id": number}])
    execute(
        insert(RoadmapItem),
        [
            {"roadmap_id": number, "sort": n, "stage": f"Этап {n // 10}", "content": f"Мероприятие {n}",
             "due_date": days[n * 4 % _MEETINGS]}
            for n in range(_ITEMS)
        ],
    )  # fmt: skip
    first_activity = (number - 1) * _ACTIVITIES
    kinds = ("consultation", "training", "event")
    execute(
        insert(Activity),
        [
            {"id": first_activity + n + 1, "kind": kinds[n % 3], "title": f"Тема {n}", "date": days[n * 5 % _MEETINGS],
             "status": "held", "hours": 2}
            for n in range(_ACTIVITIES)
        ],
    )  # fmt: skip
    execute(
        insert(ActivityParticipant),
        [{"activity_id": first_activity + n + 1, "person_id": one} for n in range(_ACTIVITIES) for one in range(1, 11)],
    )


def large_base(folder: Path) -> None:
    """Such a base in a folder."""
    workspace = open_workspace(data_folder(folder), fixed(NOW))
    fill(workspace)
    workspace.close()


def measure() -> Iterator[Figure]:
    """The start, the tabs, the lists, the going over."""
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch) / "ten"
        large_base(base)
        small = start.demo_base(Path(scratch) / "demo")
        acts = {"ours": partial(start.whole, base), "demo": partial(start.whole, small)}
        best = by_turns(3, clock=children, **acts)
        yield Figure("start, first list", best["ours"], "ms", best["demo"], "the demo school", 1.2)
        (base / "curator.lock").unlink(missing_ok=True)
        workspace = open_workspace(data_folder(base), fixed(NOW))
        yield from _tabs(workspace, base)
        yield from _lists(workspace)
        yield from _going_over(workspace)
        workspace.close()


def _tabs(workspace: Workspace, folder: Path) -> Iterator[Figure]:
    """Turning to a tab for the first time, until nothing of it waits for a turn any more; modules are read before."""
    gc.set_threshold(20_000, 20, 20)  # as the program does
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    asked: list[str] = []
    event.listen(workspace.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    def window() -> MainWindow:
        data = data_folder(folder)
        made = make_window(workspace, WindowState(data.window_state), ErrorBoundary(data, workspace.clock))
        made.resize(1366, 728)
        made.show()
        app.processEvents()
        return made

    def turn(shown: MainWindow, key: str) -> None:
        shown.turn_to(key)
        app.processEvents()
        shown.grab()
        while not at_rest():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(shown: MainWindow) -> None:
        """What a worker or a clock still brings belongs to no other tab."""
        QTest.qWait(100)
        while not at_rest() or any(one.isRunning() for one in shown.findChildren(QThread)):
            QTest.qWait(20)

    shown = window()
    for tab in TABS:
        turn(shown, tab.key)  # everything is imported
        rest(shown)
    shown.close()
    shown = window()
    for tab in (*TABS[1:], TABS[0]):
        rest(shown)
        asked.clear()
        taken = once(partial(turn, shown, tab.key))
        yield Figure(f"tab «{tab.title}», opened ({len(asked)} queries)", taken, "ms", bar=150)
    shown.close()
    for one in QApplication.topLevelWidgets():
        one.deleteLater()  # else their clocks ask a base that is closed when the next area runs
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _lists(workspace: Workspace) -> Iterator[Figure]:
    current = listing.current_year(workspace)
    lists: dict[str, Callable[[], object]] = {
        "people": lambda: people.list_people(workspace),
        "mentors": lambda: mentors.list_mentors(workspace),
        "mentees": lambda: mentees.list_mentees(workspace),
        "pairs, all years": lambda: pairs.list_pairs(workspace),
        "pairs, one year": lambda: pairs.list_pairs(workspace, year=current),
        "tasks of a week": lambda: list_tasks(workspace, horizon=7),
        "all tasks": lambda: list_tasks(workspace),
        "orders": lambda: register.list_orders(workspace, year=current),
        "roadmap of a year": lambda: reading.roadmap_of(workspace, current),
        "activities, all years": lambda: activities.list_activities(workspace),
        "trained mentors, all years": lambda: activities.trained_mentors(workspace),
        "routes of a year": lambda: routes.wall(workspace, year=current),
        "years": lambda: listing.list_years(workspace),
        "years side by side": lambda: comparison.compare_years(workspace),
        "leavers": lambda: retention.list_leavers(workspace),
        "plan of going over": lambda: planning.plan(workspace),
    }
    for name, act in lists.items():
        yield Figure(f"list: {name}", by_turns(2, act=act)["act"], "ms", bar=1000)


def _going_over(workspace: Workspace) -> Iterator[Figure]:
    current, old = listing.current_year(workspace), SchoolYear(_FIRST).label
    roadmap = reading.roadmap_of(workspace, old)
    assert roadmap is not None
    try:
        items.set_status(workspace, [roadmap.items[0].id], "done")
    except Conflict:
        pass
    else:
        raise SystemExit("a closed year was changed")
    yield Figure(
        "going over to the next year", once(lambda: rollover.apply(workspace, rollover.Rollover(year=current)))
    )
    yield Figure("undo of it", once(workspace.undo))
