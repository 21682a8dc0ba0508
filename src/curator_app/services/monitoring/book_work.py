"""Sheets of the work: routes, satisfaction, trainings, events and what they brought, the roadmap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from curator_app.domain.codes import ActivityKind, ActivityStatus, PairStatus, StepStatus
from curator_app.domain.indicators.definitions import Value as Share
from curator_app.domain.indicators.facts import RouteFact
from curator_app.exchange.workbook.model import Cells, Chart, Column, Formula, Look, Sheet, Side, Value
from curator_app.services.activities import ActivityRow, ParticipantRow
from curator_app.services.monitoring.book_data import BookData, OutcomeRow
from curator_app.services.monitoring.book_specs import Spec, make_sheet
from curator_app.services.monitoring.satisfaction import WaveRow
from curator_app.services.monitoring.veil import Veil
from curator_app.services.roadmaps.rows import ItemRow
from curator_app.texts import labels
from curator_app.texts.monitoring_words import INCENTIVE, LEVEL, NO_VALUE, OUTCOME, ROLE
from curator_app.texts.roadmap_words import ACTIVITY_KIND, ACTIVITY_STATUS, ROADMAP_STATE
from curator_app.texts.route_words import ROUTE_STATUS, STEP_LEVEL


def percent_of(row: int, above: str, below: str, share: Share) -> Formula:
    """A live percent of two cells of one row: one decimal, half up; «—» when there is nothing to divide by."""
    cached = NO_VALUE if share.percent is None else float(share.percent)
    return Formula(f'IF(N({below}{row})=0,"{NO_VALUE}",ROUND({above}{row}*100/{below}{row},1))', cached)


def _with_formula(sheet: Sheet, title: str, above: str, below: str) -> Sheet:
    """Puts a live percent into the column ``title``, from the columns ``above`` and ``below``."""
    titles = [column.title for column in sheet.columns]
    place, top, bottom = titles.index(title), titles.index(above), titles.index(below)
    rows = []
    for number, row in enumerate(sheet.rows, start=2):
        numerator, denominator = row[top], row[bottom]
        assert isinstance(numerator, int)
        assert isinstance(denominator, int)
        formula = percent_of(number, letter(top + 1), letter(bottom + 1), Share(numerator, denominator))
        rows.append((*row[:place], formula, *row[place + 1 :]))
    return Sheet(sheet.name, sheet.columns, tuple(rows), sheet.sides, sheet.charts)


def letter(column: int) -> str:
    """The name of a column counted from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _later(_record: object) -> None:
    """A cell that gets its formula when the rows are known."""


@dataclass(frozen=True, slots=True)
class _RouteLine:
    route: RouteFact
    mentor: int | None
    steps: int
    planned: int
    in_time: int
    done: int


def routes_sheet(data: BookData, veil: Veil) -> Sheet:
    """«ИОМ»: one row a route of the school year; planned, done in time and done add up to the indicator K12."""
    result = data.result("K12")
    assert result.denominator is not None
    planned = Counter(item.about for item in result.denominator.items)
    in_time = Counter(item.about for item in result.numerator.items)
    done = Counter(item.about for item in result.parts[0].numerator.items)
    live = Counter(step.route for step in data.facts.steps if step.status != StepStatus.CANCELLED.value)
    mentors: dict[int, int] = {
        one.mentee: pair.mentor
        for pair in data.facts.pairs
        for one in pair.members
        if pair.status != PairStatus.DRAFT.value
    }
    lines = [
        _RouteLine(one, mentors.get(one.mentee), live[one.id], planned[one.id], in_time[one.id], done[one.id])
        for one in data.facts.routes
        if (one.end >= data.at.since and one.start <= data.at.on) or planned[one.id]
    ]
    specs: tuple[Spec[_RouteLine], ...] = (
        Spec("Чей ИОМ", lambda one: veil.name(one.route.mentee), 32),
        Spec("Ведёт", lambda one: veil.name(one.mentor), 32),
        Spec("Маршрут с", lambda one: one.route.start, 12, Look.DATE),
        Spec("Маршрут по", lambda one: one.route.end, 12, Look.DATE),
        Spec("Состояние ИОМ", lambda one: labels.code_label(one.route.status, ROUTE_STATUS), 14),
        Spec("Утверждён", lambda one: one.route.approved_on, 12, Look.DATE),
        Spec("Мероприятий всего", lambda one: one.steps, 13, Look.NUMBER),
        Spec("Запланировано на дату среза", lambda one: one.planned, 15, Look.NUMBER),
        Spec("Выполнено в срок", lambda one: one.in_time, 12, Look.NUMBER),
        Spec("Выполнено всего", lambda one: one.done, 12, Look.NUMBER),
        Spec("Выполнение в срок, %", _later, 14, Look.PERCENT),
    )
    sheet = make_sheet("ИОМ", specs, lines, veil)
    return _with_formula(sheet, "Выполнение в срок, %", "Выполнено в срок", "Запланировано на дату среза")


def satisfaction_sheet(data: BookData, veil: Veil) -> Sheet:
    """«Удовлетворённость»: one row a wave and role, with n; a chart of the mean indices."""
    specs: tuple[Spec[WaveRow], ...] = (
        Spec("Волна", lambda one: one.title, 34),
        Spec("Роль ответивших", lambda one: ROLE.get(one.role, one.role), 16),
        Spec("Дата", lambda one: one.date, 12, Look.DATE),
        Spec("Должны ответить", lambda one: one.asked, 12, Look.NUMBER),
        Spec("Ответили (n)", lambda one: one.answered, 12, Look.NUMBER),
        Spec("Средний индекс, %", _index, 14, Look.PERCENT),
        Spec("Уровень", lambda one: "" if one.level is None else LEVEL[one.level], 12),
        Spec("Удовлетворены", lambda one: one.satisfied, 14, Look.NUMBER),
        Spec("Удовлетворены, %", _later, 16, Look.PERCENT),
    )
    sheet = make_sheet("Удовлетворённость", specs, data.waves, veil)
    sheet = _with_formula(sheet, "Удовлетворены, %", "Удовлетворены", "Ответили (n)")
    if not sheet.rows:
        return sheet
    side = _by_role(sheet, data.waves)
    last = side.top + len(side.rows)
    chart = Chart(
        "Средний индекс удовлетворённости по волнам, %",
        Cells(side.left, side.top + 1, last),
        tuple(
            (column.title.removesuffix(", %"), Cells(side.left + number, side.top + 1, last))
            for number, column in enumerate(side.columns[1:], start=1)
        ),
        f"{letter(side.left)}{last + 2}",
        lying=True,
        height=5.0 + 1.2 * len(side.rows) * (len(side.columns) - 1),
    )
    return Sheet(sheet.name, sheet.columns, sheet.rows, (side,), (chart,))


def _by_role(sheet: Sheet, waves: Sequence[WaveRow]) -> Side:
    """A wave a row, roles side by side: the chart tells them apart by colour."""
    present = {one.role for one in waves}
    roles = [*(role for role in ROLE if role in present), *sorted(present - set(ROLE))]
    index = letter([column.title for column in sheet.columns].index("Средний индекс, %") + 1)
    found: dict[int, dict[str, Value]] = {}
    titles: dict[int, Value] = {}
    for number, (one, row) in enumerate(zip(waves, sheet.rows, strict=True), start=2):
        titles.setdefault(one.wave, row[1])
        mean = _index(one)
        if mean is not None:
            found.setdefault(one.wave, {})[one.role] = Formula(f"{index}{number}", mean)
    columns = (
        Column("По волнам", 34),
        *(Column(f"{ROLE.get(role, role).capitalize()}, %", 15, Look.PERCENT) for role in roles),
    )
    rows = tuple((title, *(found.get(wave, {}).get(role) for role in roles)) for wave, title in titles.items())
    return Side(1, len(sheet.columns) + 2, columns, rows)


def _index(one: WaveRow) -> float | None:
    return None if one.index is None else float(Share(one.index.numerator, one.index.denominator).percent or 0)


def trainings_sheet(data: BookData, veil: Veil) -> Sheet:
    """«Обучение наставников»: one row a mentor's part in a training that was held by the day."""
    records = [
        (one, part)
        for one in data.activities
        if one.kind == ActivityKind.TRAINING.value
        and one.status == ActivityStatus.HELD.value
        and (one.end_date or one.date) <= data.at.on
        for part in one.participants
        if part.is_mentor
    ]
    specs: tuple[Spec[tuple[ActivityRow, ParticipantRow]], ...] = (
        Spec("Кто обучен", lambda one: veil.name(one[1].person), 32),
        Spec("Должность", lambda one: one[1].position, 24),
        Spec("Программа обучения", lambda one: one[0].title, 40),
        Spec("Где обучен", lambda one: one[0].organisation, 28),
        Spec("Часов", lambda one: one[0].hours, 8, Look.NUMBER),
        Spec("Обучение с", lambda one: one[0].date, 12, Look.DATE),
        Spec("Обучение по", lambda one: one[0].end_date, 12, Look.DATE),
        Spec("Документ", lambda one: one[1].document, 24, private=True),
    )
    return make_sheet("Обучение наставников", specs, records, veil)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Done:
    kind: str
    title: str
    date: Value
    level: str = ""
    place: str = ""
    result: str = ""
    people: int | None = None
    link: str = ""


def events_sheet(data: BookData, veil: Veil) -> Sheet:
    """«Мероприятия и практики»: events, consultations, contests, publications, practices, thanks and agreements."""
    specs: tuple[Spec[_Done], ...] = (
        Spec("Вид записи", lambda one: one.kind, 16),
        Spec("Что", lambda one: one.title, 44, private=True),
        Spec("Дата", lambda one: one.date, 12, Look.DATE),
        Spec("Уровень", lambda one: one.level, 16),
        Spec("Место, издание, номер", lambda one: one.place, 26, private=True),
        Spec("Итог", lambda one: one.result, 32, private=True),
        Spec("Участников", lambda one: one.people, 11, Look.NUMBER),
        Spec("Ссылка", lambda one: one.link, 28, private=True),
    )
    held = [
        _Done(
            kind=labels.code_label(one.kind, ACTIVITY_KIND),
            title=one.title,
            date=one.date,
            place=one.place or "",
            result=one.result or labels.code_label(one.status, ACTIVITY_STATUS),
            people=one.number_of_people,
        )
        for one in data.activities
        if one.kind != ActivityKind.TRAINING.value and one.date <= data.at.on
    ]
    brought = [_outcome(one, veil) for one in data.outcomes]
    return make_sheet("Мероприятия и практики", specs, [*held, *brought], veil)


def _outcome(one: OutcomeRow, veil: Veil) -> _Done:
    who = veil.name(one.person)
    title = labels.code_label(one.title, INCENTIVE) if one.kind == "incentive" else one.title
    return _Done(
        kind=OUTCOME[one.kind],
        title=f"{title} — {who}" if who else title,
        date=one.date,
        level=labels.code_label(one.level, STEP_LEVEL),
        place=one.place or "",
        result=one.result or "",
        link=one.link or "",
    )


def roadmap_sheet(data: BookData, veil: Veil) -> Sheet:
    """«Дорожная карта»: the rows of the school year with their state."""
    specs: tuple[Spec[ItemRow], ...] = (
        Spec("Этап", lambda one: one.stage, 24),
        Spec("Содержание", lambda one: one.content, 48),
        Spec("Сроки", lambda one: one.term_text, 24),
        Spec("Срок до", lambda one: one.due_date, 12, Look.DATE),
        Spec("Ожидаемый результат", lambda one: one.expected_result, 32),
        Spec("Ресурсы", lambda one: one.resources, 24, private=True),
        Spec("Ответственный", lambda one: one.responsible, 22, private=True),
        Spec("Состояние", lambda one: ROADMAP_STATE[one.state], 14),
        Spec("Выполнено", lambda one: one.done_on, 12, Look.DATE),
        Spec("Отметка о выполнении", lambda one: one.evidence or one.result, 32, private=True),
    )
    items = () if data.roadmap is None else data.roadmap.items
    return make_sheet("Дорожная карта", specs, items, veil)
