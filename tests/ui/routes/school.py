"""Invented timelines for tests."""

from __future__ import annotations

import datetime as dt

from curator_app.ui.routes.timeline import Band, Bar, Mark, MarkKind, Row, State, Timeline

TODAY = dt.date(2026, 11, 22)


def day(month: int, number: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


def bar(number: int, start: dt.date, due: dt.date, state: State = State.PLANNED, **more: object) -> Bar:
    return Bar(("route_step", number), f"Шаг {number}", start, due, state, **more)  # type: ignore[arg-type]  # as told


def two_rows(*, listed: bool = False, read_only: bool = False) -> Timeline:
    """Anna with three steps and a meeting, Boris with one; a row without steps."""
    anna = Row(
        "anna",
        "Анна Ким",
        "наставник Громова Т.\u00a0А.",
        (Band("Адаптационный", day(9, 1), day(11, 30)), Band("Основной", day(12, 1), day(5, 31, 2027), 1)),
        (
            bar(1, day(9, 10), day(9, 30), State.DONE, responsible="mentor", responsible_name="наставник"),
            bar(2, day(11, 16), day(12, 4), State.RUNNING, responsible="mentee", responsible_name="наставляемый"),
            bar(3, day(11, 2), day(11, 13), State.OVERDUE, responsible="mentor", responsible_name="наставник"),
        ),
        (Mark(("meeting", 7), "Знакомство", day(9, 7), MarkKind.MEETING),),
        listed=listed,
        record=("route", 1),
    )
    boris = Row("boris", "Борис Лем", bars=(bar(4, day(1, 11, 2027), day(1, 29, 2027)),), listed=listed)
    empty = Row("empty", "Вера Ан")
    rows = (anna, boris, empty)
    start, end = Timeline.span(rows, TODAY)
    return Timeline(rows, start, end, TODAY, lambda one: one.weekday() < 5, read_only, "Наставляемые")
