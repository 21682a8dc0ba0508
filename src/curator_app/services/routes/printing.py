"""The wall and one route for paper, for a spreadsheet of all steps and for a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace

from curator_app.documents.timeline_data import (
    BarState,
    PrintedBand,
    PrintedBar,
    PrintedMark,
    PrintedRow,
    PrintedTimeline,
    Sheet,
)
from curator_app.domain.codes import StepStatus
from curator_app.domain.names import PersonName
from curator_app.exchange.ics import CalendarEvent, to_ics
from curator_app.exchange.sheet_writing import SheetColumn, Value, write_sheet
from curator_app.runtime.errors import NotFound
from curator_app.services import school
from curator_app.services.routes.reading import wall
from curator_app.services.routes.rows import StepRow, Wall, WallRoute
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short

_NBSP = "\u00a0"
_COLUMNS = (
    SheetColumn("Наставляемый", 30),
    SheetColumn("Наставник", 30),
    SheetColumn("№", 5),
    SheetColumn("Этап", 18),
    SheetColumn("Мероприятие", 50),
    SheetColumn("Дефициты", 26),
    SheetColumn("Ответственный", 20),
    SheetColumn("Начало", 12),
    SheetColumn("Срок", 12),
    SheetColumn("Состояние", 15),
    SheetColumn("Выполнено", 12),
    SheetColumn("Результат", 30),
)
_STATES: dict[BarState, str] = {
    "planned": "запланировано",
    "running": "выполняется",
    "done": "выполнено",
    "overdue": "просрочено",
    "cancelled": "отменено",
}


def step_state(step: StepRow, today: dt.date, *, over: bool) -> BarState:
    """How a step is drawn, on the screen and on paper: what began and is not marked runs, even if nobody said so."""
    if step.status == StepStatus.CANCELLED.value:
        return "cancelled"
    if step.done:
        return "done"
    if step.overdue:
        return "overdue"
    begun = step.start_date is not None and step.start_date <= today
    return "running" if not over and (begun or step.status == StepStatus.IN_PROGRESS.value) else "planned"


def wall_pdf(
    workspace: Workspace, sheet: Sheet, *, routes: Collection[int] | None = None, brief: bool = False
) -> bytes:
    """The wall (of these routes when told) on A4 or A3; ``brief``: steps are told by their numbers only."""
    from curator_app.documents.timeline_pdf import timeline_pdf

    told = wall(workspace, routes=routes)
    rows = tuple(_wall_row(one, told, brief=brief) for one in told.routes)
    remark = "Числа — номера мероприятий в маршруте" if brief else ""
    years = sorted({one.route.academic_year for one in told.routes if one.route.academic_year})
    title = "Маршруты наставляемых" + (f", {years[0]} учебный год" if len(years) == 1 else "")
    printed = _timeline(workspace, told, rows, title, remark, "Наставляемые", sheet)
    return timeline_pdf(replace(printed, brief=brief))


def route_pdf(workspace: Workspace, route_id: int, sheet: Sheet, *, by_stage: bool = False) -> bytes:
    """The timeline of one route on A4 or A3, by deficits or by stages. Raises NotFound."""
    from curator_app.documents.timeline_pdf import timeline_pdf

    told = wall(workspace, routes=[route_id])
    if not told.routes:
        raise NotFound(f"Маршрута № {route_id} в базе нет. Обновите список.")
    (one,) = told.routes
    route = one.route
    head = PrintedRow("Этапы и встречи", bands=_bands(one), marks=_marks(one, told))
    groups = _by_stage(one, told.today) if by_stage else _by_deficit(one, told.today)
    facts = [f"Наставник: {route.mentor_name}" if route.mentor_name else "Наставник не закреплён"]
    facts.append(f"{date_short(route.start_date)} — {date_short(route.end_date)}")
    facts.append(f"выполнено {route.progress.done} из {route.progress.total}")
    title = f"{route.title}: {route.mentee_name}"
    caption = "Этапы и мероприятия" if by_stage else "Дефициты и мероприятия"
    return timeline_pdf(_timeline(workspace, told, (head, *groups), title, " · ".join(facts), caption, sheet))


def steps_sheet(workspace: Workspace, *, routes: Collection[int] | None = None) -> bytes:
    """All steps of all routes (of these when told) as an .xlsx, one line a step."""
    told = wall(workspace, routes=routes)
    above = ["Мероприятия маршрутов (ИОМ)", f"на {date_short(told.today)}"]
    rows = (_line(one, step, told.today) for one in told.routes for step in one.steps)
    return write_sheet("Мероприятия ИОМ", _COLUMNS, rows, above=above)


def routes_ics(workspace: Workspace, *, routes: Collection[int] | None = None) -> bytes:
    """The steps still to be done, of all running routes (of these when told), as a calendar file."""
    told = wall(workspace, routes=routes)
    events = []
    for one in told.routes:
        if one.route.over and routes is None:
            continue
        events += [_event(one, step) for step in one.steps if step.live and not step.done and step.due_date is not None]
    return to_ics(events, stamp=workspace.clock.now(), name="Маршруты наставляемых")


def _event(one: WallRoute, step: StepRow) -> CalendarEvent:
    assert step.due_date is not None
    told = (
        f"Наставляемый: {one.route.mentee_name}",
        f"Наставник: {one.route.mentor_name}" if one.route.mentor_name else "",
        f"Ответственный: {step.responsible_name}" if step.responsible_name else "",
        f"Ожидаемый результат: {step.expected_result}" if step.expected_result else "",
        f"Отчётный документ: {step.report_document}" if step.report_document else "",
    )
    return CalendarEvent(
        f"route-step-{step.id}@curator-app.local",
        step.start_date or step.due_date,
        step.due_date,
        f"ИОМ: {' '.join(step.content.split())} — {_short(one.route.mentee_name)}",
        "\n".join(line for line in told if line),
        ("ИОМ",),
    )


def _timeline(
    workspace: Workspace,
    told: Wall,
    rows: tuple[PrintedRow, ...],
    title: str,
    subtitle: str,
    caption: str,
    sheet: Sheet,
) -> PrintedTimeline:
    days = [told.today] if not told.routes else []
    for one in told.routes:
        days += [one.route.start_date, one.route.end_date]
    for row in rows:
        days += [day for bar in row.bars for day in (bar.start, bar.due)] + [mark.day for mark in row.marks]
    name = school.get_school(workspace).short_name or ""
    return PrintedTimeline(title, rows, min(days), max(days), told.today, subtitle, name, caption, sheet)


def _wall_row(one: WallRoute, told: Wall, *, brief: bool) -> PrintedRow:
    route = one.route
    mentor = f"наставник {_short(route.mentor_name)}" if route.mentor_name else "без наставника"
    bars, marks = _bars(one, one.steps, told.today), _marks(one, told)
    if brief:
        numbers = (str(step.number) for step in one.steps if _dated(step))
        bars = tuple(replace(bar, label=number) for bar, number in zip(bars, numbers, strict=True))
        marks = tuple(replace(mark, label="") for mark in marks)
    return PrintedRow(route.mentee_name, mentor, _bands(one), bars, marks)


def _bands(one: WallRoute) -> tuple[PrintedBand, ...]:
    return tuple(PrintedBand(_capital(stage.title), stage.start_date, stage.end_date) for stage in one.stages)


def _bars(one: WallRoute, steps: Iterable[StepRow], today: dt.date) -> tuple[PrintedBar, ...]:
    return tuple(
        PrintedBar(
            f"{step.number}.{_NBSP}{' '.join(step.content.split())}, до{_NBSP}{step.due_date:%d.%m}",
            step.start_date,
            step.due_date,
            step_state(step, today, over=one.route.over),
        )
        for step in steps
        if step.start_date is not None and step.due_date is not None
    )


def _dated(step: StepRow) -> bool:
    return step.start_date is not None and step.due_date is not None


def _marks(one: WallRoute, told: Wall) -> tuple[PrintedMark, ...]:
    meetings = [
        PrintedMark(
            f"{_capital(meeting.kind_label)}, {meeting.date:%d.%m}", meeting.date, "meeting", meeting.date <= told.today
        )
        for meeting in one.meetings
    ]
    orders = [PrintedMark(f"Приказ № {order.number}", order.date, "order") for order in one.orders]
    waves = [
        PrintedMark(wave.title, wave.date, "survey", wave.date <= told.today)
        for wave in told.waves
        if one.route.start_date <= wave.date <= one.route.end_date
    ]
    return (*meetings, *orders, *waves)


def _by_stage(one: WallRoute, today: dt.date) -> tuple[PrintedRow, ...]:
    order = [stage.code for stage in one.stages]
    titles = {step.stage: step.stage_label for step in one.steps}
    return tuple(
        PrintedRow(f"{_capital(titles[code])} этап", bars=_bars(one, (s for s in one.steps if s.stage == code), today))
        for code in sorted(titles, key=lambda code: order.index(code) if code in order else len(order))
    )


def _by_deficit(one: WallRoute, today: dt.date) -> tuple[PrintedRow, ...]:
    rows = [
        PrintedRow(
            _capital(deficit.label),
            f"тяжесть {deficit.severity}",
            bars=_bars(one, (step for step in one.steps if deficit.id in step.deficits), today),
        )
        for deficit in one.deficits
    ]
    rest = [step for step in one.steps if not step.deficits]
    if rest:
        rows.append(PrintedRow("Общие мероприятия", bars=_bars(one, rest, today)))
    return tuple(rows)


def _line(one: WallRoute, step: StepRow, today: dt.date) -> list[Value]:
    return [
        one.route.mentee_name,
        one.route.mentor_name or None,
        step.number,
        step.stage_label,
        " ".join(step.content.split()),
        "; ".join(step.deficits_label),
        step.responsible_name,
        step.start_date,
        step.due_date,
        _STATES[step_state(step, today, over=one.route.over)],
        step.done_on,
        step.result,
    ]


def _short(full: str) -> str:
    surname, _, rest = full.partition(" ")
    first, _, patronymic = rest.partition(" ")
    return PersonName(surname, first, patronymic or None).surname_initials if first else full


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
