"""What the demonstration school has done between October and the day of the visitor: answers, steps, meetings, ended
pairs, tasks, the roadmap, counts of periods. A little is always left undone and a little late, as at every school."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from curator_app.domain.codes import ClosingReason, MeetingKind, RouteStatus
from curator_app.domain.school_year import SchoolYear
from curator_app.services import pairs
from curator_app.services.demo_story import TOLD, Story
from curator_app.services.meetings import keeping
from curator_app.services.monitoring import snapshots
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.roadmaps import items
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.routes import life, reading, steps
from curator_app.services.rows import PairRow
from curator_app.services.surveys import replies, waves
from curator_app.services.surveys.rows import ReplyData
from curator_app.services.terms.marks import mark_done
from curator_app.services.terms.rows import TaskRow
from curator_app.services.terms.tasks import list_tasks
from curator_app.services.workspace import Workspace

At = Callable[[Workspace, dt.datetime], Workspace]
_MORNING, _NOON = dt.time(8, 0), dt.time(12, 0)
_DAY = dt.timedelta(days=1)
_LATELY = dt.timedelta(days=8)
_EVERY = dt.timedelta(days=28)
_LEFT: Final = 3
_OF_NEWCOMERS: Final = {"s2-m1", "s2-p1", "s2-p2", "s2-p3", "s2-p4"}
_RUNNING = {"assigned", "in_progress", "paused"}
# What is talked about, in turn.
_TOPICS: Final = (
    (
        "Разбор посещённого урока",
        "Разобран урок по трём вопросам, выбран один приём",
        "Опробовать приём на двух уроках",
    ),
    ("Трудные ученики и дисциплина", "Обсуждены два случая, намечены спокойные правила", "Записать, что помогло"),
    ("Проверка работ и критерии", "Вместе проверены четыре работы", "Составить памятку с критериями"),
    ("Подготовка открытого урока", "Составлен план, распределено время", "Провести урок в параллельном классе"),
    ("Журнал и документы", "Проверены записи, исправлены две ошибки", "Вести самостоятельно, вопросы собрать"),
)


def catch_up(workspace: Workspace, story: Story, at: At) -> None:
    """Brings a school that was told as of October to the day of the visitor. ``at``: the same base with a clock at
    a moment. Raises KnownProblem."""
    if story.as_told:
        return
    told, today = story.day(TOLD), story.today
    now = at(workspace, dt.datetime.combine(today, _MORNING))
    if today - told >= _LATELY:
        _answer(now)
        _meet(workspace, told, today, at)
        _mark_steps(now, today)
        _end(workspace, today, at)
        _count_periods(workspace, told, today, at)
        _mark_roadmap(now, today)
    _mark_tasks(now, today)


def _answer(now: Workspace) -> None:
    """Who was late with a questionnaire has answered as somebody else of the same role did."""
    for wave in waves.list_waves(now):
        view = waves.get_wave(now, wave.id)
        known: dict[object, list[int]] = defaultdict(list)
        for one in view.respondents:
            if one.reply is not None:
                known[one.role].append(one.reply)
        for number, one in enumerate(view.respondents):
            if one.reply is None and one.excused is None and (found := known.get(one.role)):
                answers = replies.get_reply(now, found[number % len(found)]).answers
                data = ReplyData(
                    wave=wave.id, person=one.person, role=one.role, about_pair=one.about_pair, answers=answers
                )
                replies.save_reply(now, data)


def _meet(workspace: Workspace, since: dt.date, today: dt.date, at: At) -> None:
    """Every running pair goes on meeting about once a month; the last meeting was not long ago."""
    for number, row in enumerate(_running(workspace)):
        first = since + dt.timedelta(days=9 + number % 5)
        last = min(today - dt.timedelta(days=2 + number % 9), (row.end_date or today) - _DAY)
        days = _workdays(first, last, _EVERY)
        for turn, day in enumerate(days):
            topic, done, agreed = _TOPICS[(turn + number) % len(_TOPICS)]
            data = keeping.MeetingData(
                pair=row.id,
                kind=MeetingKind.JOINT_WORK.value,
                date=day,
                topic=topic,
                done=done,
                agreed=agreed,
                next_date=_workday(day + _EVERY)
                if day == days[-1] and row.end_date and day + _EVERY < row.end_date
                else None,
            )
            keeping.add_meeting(at(workspace, dt.datetime.combine(day, _NOON)), data)


def _mark_steps(now: Workspace, today: dt.date) -> None:
    """Steps whose term is over are done; in every fourth route the last one of these days still is not."""
    by_mark: dict[tuple[dt.date, str], list[int]] = defaultdict(list)
    for number, route in enumerate(reading.list_routes(now)):
        if route.status != RouteStatus.APPROVED.value:
            continue
        due = [
            one
            for one in reading.get_route(now, route.id).steps
            if not one.done and one.due_date is not None and one.due_date < today
        ]
        for step in due:
            assert step.due_date is not None
            late = number % 4 == 0 and step is due[-1] and today - step.due_date < _LATELY * 2
            if not late:
                by_mark[step.due_date, step.form or ""].append(step.id)
    for (day, form), chosen in sorted(by_mark.items()):
        evidence = "Анкета" if form == "анкетирование" else "Материалы в папке наставляемого"
        steps.mark_many_done(now, chosen, steps.Completion(done_on=day, evidence=evidence))


def _end(workspace: Workspace, today: dt.date, at: At) -> None:
    """Pairs whose term is over have their order and their routes an outcome."""
    over: dict[dt.date, list[PairRow]] = defaultdict(list)
    for row in _running(workspace):
        if row.end_date is not None and row.end_date < today - _LATELY:
            over[row.end_date].append(row)
    for number, (end, rows) in enumerate(sorted(over.items())):
        now = at(workspace, dt.datetime.combine(end, _NOON))
        for row in rows:
            for mentee in row.mentees:
                for route in reading.routes_of_mentee(now, mentee):
                    if not route.over:
                        life.complete_route(
                            now,
                            route.id,
                            min(end, route.end_date),
                            "Главные запросы закрыты, наставляемый работает самостоятельно",
                        )
        issue_order(
            now,
            OrderCommand(
                type="completion",
                pairs=tuple(row.id for row in rows),
                number=f"{96 + number}-ОД",
                date=end,
                effective_date=end,
                closing_reason=ClosingReason.PLAN_COMPLETED.value,
            ),
        )


def _count_periods(workspace: Workspace, since: dt.date, today: dt.date, at: At) -> None:
    """A snapshot for the report of each calendar quarter that has ended."""
    year, quarter = since.year, (since.month + 2) // 3
    while True:
        end = dt.date(year + quarter // 4, quarter % 4 * 3 + 1, 1)  # the day after the quarter
        if end + _LATELY > today:
            return
        on = _workday(end + dt.timedelta(days=4))
        snapshots.take_snapshot(at(workspace, dt.datetime.combine(on, _NOON)), f"{year}-Q{quarter}", end - _DAY)
        year, quarter = (year + 1, 1) if quarter == 4 else (year, quarter + 1)


def _mark_roadmap(now: Workspace, today: dt.date) -> None:
    roadmap = roadmap_of(now, SchoolYear.of(today).label)
    assert roadmap is not None
    late = sorted(
        (one for one in roadmap.items if one.state == "overdue" and one.due_date is not None),
        key=lambda one: one.due_date or today,
    )
    left = [one for one in late if one.due_date is not None and today - one.due_date < _LATELY * 3][-2:]
    by_day: dict[dt.date, list[int]] = defaultdict(list)
    for one in late:
        if one not in left and one.due_date is not None:
            by_day[one.due_date].append(one.id)
    for day, chosen in by_day.items():
        items.set_status(now, chosen, "done", on=day)


def _mark_tasks(now: Workspace, today: dt.date) -> None:
    """Late tasks were done on their day, but those of newcomers and the last three of these days."""
    found = [row for row in list_tasks(now, on=today) if row.state == "overdue" and row.due is not None]
    late = sorted(found, key=lambda row: row.due or today)
    fresh = [row for row in late if row.due is not None and today - row.due < _LATELY]
    arrived = {row.id for row in fresh if row.rule_id in _OF_NEWCOMERS}
    left = arrived | {row.id for row in [one for one in fresh if one.id not in arrived][-_LEFT:]}
    by_day: dict[dt.date, list[TaskRow]] = defaultdict(list)
    for row in late:
        if row.due is not None and row.id not in left:
            by_day[row.due].append(row)
    for day, chosen in by_day.items():
        mark_done(now, chosen, on=day, evidence="Журнал куратора")


def _running(workspace: Workspace) -> Sequence[PairRow]:
    return [row for row in pairs.list_pairs(workspace) if row.order_id is not None and row.status in _RUNNING]


def _workdays(first: dt.date, last: dt.date, every: dt.timedelta) -> list[dt.date]:
    """Counted back from ``last``, so that something has happened lately."""
    found: list[dt.date] = []
    day = last
    while day >= first:
        found.append(_workday(day, -1))
        day -= every
    return found[::-1]


def _workday(day: dt.date, step: int = 1) -> dt.date:
    while day.weekday() > 4:
        day += _DAY * step
    return day
