"""Routes of the services as rows of a timeline: the wall of all mentees, one route by deficits or by stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from curator_app.domain.names import PersonName
from curator_app.services.routes.printing import step_state
from curator_app.services.routes.rows import StepRow, Wall, WallRoute, WaveMark
from curator_app.ui.routes.timeline import Band, Bar, ItemKey, Mark, MarkKind, Row, State, Timeline

Working = Callable[[dt.date], bool]
STEP, MEETING, NEXT_MEETING, ORDER, WAVE, ROUTE = (
    "route_step",
    "meeting",
    "next_meeting",
    "order",
    "survey_wave",
    "route",
)


def record_of(key: ItemKey) -> ItemKey:
    """The record behind an item: one meeting may stand in the rows of all mentees of a group."""
    return key[0].partition("@")[0], key[1]


def step_key(step_id: int) -> ItemKey:
    """The item of a step."""
    return STEP, step_id


def row_key(route_id: int) -> str:
    """The row of a route on the wall."""
    return f"route-{route_id}"


def state_of(step: StepRow, today: dt.date, *, over: bool) -> State:
    """How a step is painted."""
    return State(step_state(step, today, over=over))


def short_name(full: str) -> str:
    """«Громова Т.И.» of «Громова Тамара Ивановна»."""
    surname, _, rest = full.partition(" ")
    first, _, patronymic = rest.partition(" ")
    return PersonName(surname, first, patronymic or None).surname_initials if first else full


def wall_timeline(wall: Wall, working: Working, *, read_only: bool = False) -> Timeline:
    """A row for every route."""
    rows = tuple(_wall_row(one, wall, working) for one in wall.routes)
    start, end = Timeline.span(rows, wall.today)
    return Timeline(rows, start, end, wall.today, working, read_only, "Наставляемые")


def route_timeline(
    one: WallRoute, wall: Wall, working: Working, *, by_stage: bool, read_only: bool = False
) -> Timeline:
    """One route: a row of stages and meetings, then a row for every deficit (or stage) with a line for every step."""
    head = Row("head", "Этапы и встречи", bands=_bands(one), marks=_marks(one, wall.waves, wall.today), listed=True)
    groups = _by_stage(one, wall.today, working) if by_stage else _by_deficit(one, wall.today, working)
    rows = (head, *groups)
    start, end = Timeline.span(rows, wall.today)
    return Timeline(rows, start, end, wall.today, working, read_only, "Этапы и шаги" if by_stage else "Дефициты и шаги")


def _wall_row(one: WallRoute, wall: Wall, working: Working) -> Row:
    route = one.route
    mentor = f"наставник {short_name(route.mentor_name)}" if route.mentor_name else "без наставника"
    return Row(
        row_key(route.id),
        route.mentee_name,
        mentor,
        _bands(one),
        _bars(one, one.steps, wall.today, working),
        _marks(one, wall.waves, wall.today),
        record=(ROUTE, route.id),
    )


def _bands(one: WallRoute) -> tuple[Band, ...]:
    return tuple(
        Band(f"{_capital(stage.title)} этап", stage.start_date, stage.end_date, order)
        for order, stage in enumerate(one.stages)
    )


def _bars(one: WallRoute, steps: Iterable[StepRow], today: dt.date, working: Working) -> tuple[Bar, ...]:
    over = one.route.over
    return tuple(
        Bar(
            step_key(step.id),
            " ".join(step.content.split()),
            step.start_date,
            step.due_date,
            state_of(step, today, over=over),
            step.responsible or "",
            step.responsible_name,
            step.deficits_label,
            step.stage_label,
            one.route.mentee_name,
            done_on=step.done_on,
            result=step.result or step.expected_result or "",
            evidence=step.evidence or step.evidence_path or "",
            fixed=over or step.done,
            day_off=step.live and not (over or step.done or working(step.due_date)),
        )
        for step in steps
        if step.start_date is not None and step.due_date is not None
    )


def _marks(one: WallRoute, waves: Sequence[WaveMark], today: dt.date) -> tuple[Mark, ...]:
    route = one.route
    whose, number = route.mentee_name, f"@{route.id}"

    def state(day: dt.date) -> State:
        return State.DONE if day <= today else State.PLANNED

    marks = [
        Mark(
            (MEETING + number, meeting.id),
            _capital(meeting.kind_label),
            meeting.date,
            MarkKind.MEETING,
            state(meeting.date),
            whose,
            meeting.topic or "",
        )
        for meeting in one.meetings
    ]
    ahead = max(one.meetings, key=lambda meeting: meeting.date, default=None)
    if ahead is not None and ahead.next_date is not None and ahead.next_date > ahead.date and not route.over:
        missed = ahead.next_date < today
        marks.append(
            Mark(
                (NEXT_MEETING + number, ahead.id),
                "Следующая встреча",
                ahead.next_date,
                MarkKind.MEETING,
                State.OVERDUE if missed else State.PLANNED,
                whose,
                "Назначена на прошлой встрече" + (", отметки о ней нет" if missed else ""),
            )
        )
    marks += [
        Mark(
            (ORDER + number, order.id),
            f"Приказ № {order.number}",
            order.date,
            MarkKind.ORDER,
            whose=whose,
            note=order.heading,
        )
        for order in one.orders
    ]
    marks += [
        Mark((WAVE + number, wave.id), wave.title, wave.date, MarkKind.SURVEY, state(wave.date), whose)
        for wave in waves
        if route.start_date <= wave.date <= route.end_date
    ]
    return tuple(marks)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _by_stage(one: WallRoute, today: dt.date, working: Working) -> tuple[Row, ...]:
    titles = {step.stage: step.stage_label for step in one.steps}
    order = [stage.code for stage in one.stages]
    codes = sorted(titles, key=lambda code: order.index(code) if code in order else len(order))
    return tuple(
        Row(
            f"stage-{code}",
            f"{_capital(titles[code])} этап",
            bars=_bars(one, (step for step in one.steps if step.stage == code), today, working),
            listed=True,
        )
        for code in codes
    )


def _by_deficit(one: WallRoute, today: dt.date, working: Working) -> tuple[Row, ...]:
    """A step of several deficits stands with the first of them, lines lead to it from the others."""
    rows = []
    for deficit in one.deficits:
        own = [step for step in one.steps if step.deficits[:1] == (deficit.id,)]
        links = tuple(step_key(step.id) for step in one.steps if deficit.id in step.deficits[1:])
        words = f"{deficit.area_label}, тяжесть {deficit.severity}" if deficit.text else f"тяжесть {deficit.severity}"
        rows.append(
            Row(
                f"deficit-{deficit.id}",
                _capital(deficit.label),
                words,
                bars=_bars(one, own, today, working),
                listed=True,
                links=links,
            )
        )
    rest = [step for step in one.steps if not step.deficits]
    if rest:
        rows.append(Row("deficit-none", "Общие мероприятия", bars=_bars(one, rest, today, working), listed=True))
    return tuple(rows)
