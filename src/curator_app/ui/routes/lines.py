"""A step with its route as one line of the list, and the chips that filter both the list and the timeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from curator_app.domain.codes import Responsible
from curator_app.services.routes.rows import RouteRow, StepRow, Wall
from curator_app.texts.route_words import RESPONSIBLE
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.routes.drawn import state_of
from curator_app.ui.routes.timeline import State
from curator_app.ui.routes.timeline.words import STATES, TONES


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the list."""

    step: StepRow
    route: RouteRow
    state: State

    @property
    def text(self) -> str:
        """All words of it, for the search."""
        step = self.step
        parts = (self.route.mentee_name, self.route.mentor_name, step.content, *step.deficits_label)
        return " ".join((*parts, step.responsible_name, step.responsible_label, step.form or ""))


def lines(wall: Wall) -> list[StepLine]:
    """All steps of all routes, route by route."""
    return [
        StepLine(step, one.route, state_of(step, wall.today, over=one.route.over))
        for one in wall.routes
        for step in one.steps
    ]


def state_badge(line: StepLine) -> Badge:
    """The state in words on its colour."""
    return Badge(STATES[line.state], TONES[line.state])


def _state_chip(state: State, words: str) -> Chip[StepLine]:
    return Chip(state.value, words, lambda line: line.state is state, "state")


def _who_chip(who: Responsible) -> Chip[StepLine]:
    words = f"{RESPONSIBLE[who][:1].upper()}{RESPONSIBLE[who][1:]}"
    return Chip(f"who-{who.value}", words, lambda line: line.step.responsible == who.value, "who", "Ответственный")


def chips() -> list[Chip[StepLine]]:
    """States, people, steps without a term."""
    return [
        _state_chip(State.OVERDUE, "Просрочено"),
        _state_chip(State.RUNNING, "Выполняется"),
        _state_chip(State.PLANNED, "Запланировано"),
        _state_chip(State.DONE, "Выполнено"),
        _state_chip(State.CANCELLED, "Отменено"),
        *(_who_chip(who) for who in Responsible),
        Chip("no-term", "Без срока", lambda line: line.step.due_date is None, "term", "Шагов без срока нет на шкале"),
        Chip("over", "Завершённые маршруты", lambda line: line.route.over, "over", hides=True),
    ]


def _tone(line: StepLine) -> Tone:
    return "danger" if line.state is State.OVERDUE else "neutral"


def _due(line: StepLine) -> Badge | None:
    due = line.step.due_date
    return Badge(f"{due:%d.%m.%Y}", _tone(line)) if due is not None and line.state is State.OVERDUE else None


def _date(day: dt.date | None) -> str:
    return f"{day:%d.%m.%Y}" if day is not None else ""


COLUMNS: tuple[Column[StepLine], ...] = (
    Column("mentee", "Наставляемый", lambda line: line.route.mentee_name, width=190, strong=True),
    Column("content", "Мероприятие", lambda line: " ".join(line.step.content.split()), width=290),
    Column("state", "Состояние", lambda line: STATES[line.state], width=150, badge=state_badge),
    Column("due", "Срок", lambda line: line.step.due_date, kind="date", width=120, badge=_due),
    Column("responsible", "Ответственный", lambda line: line.step.responsible_name, width=150),
    Column("start", "Начало", lambda line: line.step.start_date, kind="date", width=100),
    Column("done_on", "Выполнено", lambda line: line.step.done_on, kind="date", width=100),
    Column("stage", "Этап", lambda line: line.step.stage_label, width=150),
    Column("deficits", "Дефициты", lambda line: "; ".join(line.step.deficits_label), width=190),
    Column("form", "Форма", lambda line: line.step.form, width=140, visible=False),
    Column("level", "Уровень", lambda line: line.step.level_label, width=110, visible=False),
    Column("expected", "Ожидаемый результат", lambda line: line.step.expected_result, width=200, visible=False),
    Column("report", "Отчётный документ", lambda line: line.step.report_document, width=160, visible=False),
    Column("result", "Результат", lambda line: line.step.result, width=160, visible=False),
    Column("mentor", "Наставник", lambda line: line.route.mentor_name, width=190, visible=False),
)


def of_route(rows: Iterable[StepLine], route_id: int) -> list[StepLine]:
    """The steps of one route."""
    return [line for line in rows if line.route.id == route_id]
