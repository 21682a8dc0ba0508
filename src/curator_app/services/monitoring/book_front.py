"""The title sheet, the indicators with live percents, the counts for federal statistics."""

from __future__ import annotations

from collections import Counter

from curator_app.domain.codes import PersonKind
from curator_app.domain.indicators.definitions import Value as Share
from curator_app.domain.indicators.standing import active, is_young, members_on
from curator_app.exchange.workbook.model import Cells, Chart, Column, Formula, Look, Sheet, Side, Value
from curator_app.services.monitoring.book_data import BookData
from curator_app.services.monitoring.book_specs import Spec, make_sheet
from curator_app.services.monitoring.book_work import percent_of
from curator_app.services.monitoring.rows import IndicatorRow, PartRow
from curator_app.services.monitoring.veil import Veil
from curator_app.texts.grammar import date_short
from curator_app.texts.labels import GENDER
from curator_app.texts.monitoring_words import UNIT

_UNIT = {unit.value: words for unit, words in UNIT.items()}
_BY_FORM = "по форме: "
_INDICATORS = (
    Column("ID", 8),
    Column("Показатель", 52),
    Column("Числитель", 11, Look.NUMBER),
    Column("Знаменатель", 13, Look.NUMBER),
    Column("Значение, %", 12, Look.PERCENT),
    Column("Цель, не ниже", 10, Look.NUMBER),
    Column("Цель достигнута", 12),
    Column("Единица", 9),
    Column("Как считается", 60),
    Column("Откуда показатель", 24),
)


def title_sheet(data: BookData, veil: Veil) -> Sheet:
    """«Титул»: school, period, day of counting, curator; of a depersonalised workbook the only sheet with officials."""
    school, measured = data.school, data.measured

    def official(person: int | None) -> str:
        row = None if person is None else data.people.get(person)
        return "" if row is None else row.full_name

    def post(person: int | None) -> str:
        row = None if person is None else data.people.get(person)
        return "" if row is None else row.position or ""

    note = []
    if measured.ahead:
        note.append("дата среза ещё не наступила: показано то, что запланировано")
    if veil.hides:
        note.append("обезличенный вариант: вместо имён — коды, одинаковые во всех книгах школы")
    rows: tuple[tuple[Value, Value], ...] = (
        ("Мониторинг реализации целевой модели наставничества", None),
        ("Образовательная организация", school.full_name),
        ("Сокращённое наименование", school.short_name),
        ("Учредитель", school.founder),
        ("Адрес", school.address),
        ("Телефон", school.phone),
        ("Эл. почта", school.email),
        ("Период", measured.title),
        ("Дата среза", measured.on),
        ("Нарастающим итогом с", measured.since),
        ("Директор", official(school.director)),
        ("Куратор", official(school.curator)),
        ("Должность куратора", post(school.curator)),
        ("Приказ о назначении куратора", school.curator_order),
        ("Муниципальный орган", school.municipal_body),
        ("Примечание", "; ".join(note)),
    )
    kept = tuple((label, value or None) for label, value in rows)
    return Sheet("Титул", (Column("", 34), Column("", 80)), kept, titled=False)


def indicators_sheet(data: BookData, veil: Veil) -> Sheet:
    """«Показатели»: numerator and denominator as numbers, the percent and «цель достигнута» as live formulas."""
    rows: list[tuple[Value, ...]] = []
    for row in data.measured.rows:
        rows.append(_indicator(row, len(rows) + 2))
        for part in row.parts:
            rows.append(_part(part, len(rows) + 2, veil))
    return Sheet("Показатели", _INDICATORS, tuple(rows))


def _indicator(row: IndicatorRow, number: int) -> tuple[Value, ...]:
    counted = row.known or row.denominator is not None
    formula = " ".join(filter(None, (row.formula, f"[{row.basis}]" if row.basis else "")))
    return (
        row.code,
        row.title,
        row.numerator if counted else None,
        row.denominator,
        None if row.denominator is None else percent_of(number, "C", "D", Share(row.numerator, row.denominator)),
        None if row.target is None else _number(row.target),
        _reached(row, number),
        _UNIT[row.unit],
        formula,
        row.source,
    )


def _part(part: PartRow, number: int, veil: Veil) -> tuple[Value, ...]:
    return (
        part.code,
        veil.text(part.title),
        part.numerator,
        part.denominator,
        None if part.denominator is None else percent_of(number, "C", "D", Share(part.numerator, part.denominator)),
        None,
        None,
        _UNIT["count" if part.denominator is None else "percent"],
        None,
        None,
    )


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _reached(row: IndicatorRow, number: int) -> Value:
    if row.target is None or not (row.known or row.denominator is not None):
        return None
    cached = "" if row.met is None else "да" if row.met else "нет"
    if row.denominator is None:
        return Formula(f'IF(C{number}>=F{number},"да","нет")', cached)
    return Formula(f'IF(N(D{number})=0,"",IF(C{number}*100>=F{number}*D{number},"да","нет"))', cached)


def statistics_sheet(data: BookData, veil: Veil) -> Sheet:
    """«Статистика»: people of active pairs by role, category, form and gender; beside it pairs by form with a chart."""
    counts = _counts(data)
    specs: tuple[Spec[tuple[str, str, str, str, int]], ...] = (
        Spec("Роль", lambda one: one[0], 16),
        Spec("Категория", lambda one: one[1], 24),
        Spec("Форма наставничества", lambda one: one[2], 34),
        Spec("Пол", lambda one: one[3], 8),
        Spec("Человек", lambda one: one[4], 10, Look.NUMBER),
    )
    sheet = make_sheet("Статистика", specs, counts, veil)
    forms = [part for part in data.measured.row("K9").parts if part.key.startswith(_BY_FORM)]
    if not forms:
        return sheet
    side = Side(
        1,
        8,
        (Column("Форма", 40), Column("Пар и групп", 12, Look.NUMBER)),
        tuple((veil.text(part.title.removeprefix(_BY_FORM)), part.numerator) for part in forms),
    )
    last = len(forms) + 1
    chart = Chart(
        f"Действующие пары и группы по формам на {date_short(data.at.on)}",
        Cells(8, 2, last),
        (("Пар и групп", Cells(9, 2, last)),),
        f"H{last + 2}",
        lying=True,
    )
    return Sheet(sheet.name, sheet.columns, sheet.rows, (side,), (chart,))


def _counts(data: BookData) -> list[tuple[str, str, str, str, int]]:
    """(role, category, form, gender, people): a person counts once in each form of each role."""
    on = data.at.on
    seen: set[tuple[str, str, int]] = set()
    for pair in active(data.facts.pairs, on):
        form = pair.form or "не указана"
        seen.add(("наставники", form, pair.mentor))
        seen |= {("наставляемые", form, one.mentee) for one in members_on(pair, on)}
    found: Counter[tuple[str, str, str, str]] = Counter()
    for role, form, person in seen:
        row = data.people.get(person)
        gender = "" if row is None else GENDER.get(row.gender or "", "")
        found[role, category_of(data, person), form, gender or "не указан"] += 1
    return [(*key, number) for key, number in sorted(found.items())]


def category_of(data: BookData, person: int) -> str:
    """What a person of a pair counts as in the statistics: a pupil, a young specialist, a teacher, a guest."""
    fact = data.facts.people.get(person)
    if fact is None or fact.kind == PersonKind.EXTERNAL.value:
        return "из других организаций"
    if fact.kind == PersonKind.PUPIL.value:
        return "обучающиеся"
    return "молодые специалисты" if is_young(fact, data.facts.young_rule, data.at.on) else "педагоги"
