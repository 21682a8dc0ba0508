"""Sheets of people, pairs and requests: headings that the program's own import reads back."""

from __future__ import annotations

from collections import Counter

from curator_app.domain.indicators.standing import active, is_young, members_on
from curator_app.exchange.workbook.model import Cells, Chart, Column, Formula, Look, Sheet, Side, Value
from curator_app.services.monitoring.book_data import BookData, DeficitLine
from curator_app.services.monitoring.book_specs import Spec, make_sheet, yes_no
from curator_app.services.monitoring.book_work import letter
from curator_app.services.monitoring.veil import Veil
from curator_app.services.rows import MenteeRow, MentorRow, PairRow, PersonRow, RequestRow
from curator_app.texts import labels

_TEXT = 30.0


def _common(veil: Veil, side: str) -> tuple[Spec[PersonRow], ...]:
    """The columns both bases share; ``side`` in the genitive: «наставника»."""
    return (
        Spec(f"ФИО {side}", lambda one: veil.own_name(one.id), 32),
        Spec("Дата рождения", lambda one: one.birth_date or str(one.birth_year or ""), 13, Look.DATE, True),
        Spec("Пол", lambda one: labels.GENDER.get(one.gender or "", ""), 6),
        Spec("Должность", lambda one: one.position, 24),
        Spec("Предметы", lambda one: ", ".join(one.subjects), 20),
        Spec("Квалификационная категория", lambda one: _category(one), 18),
        Spec("Педагогический стаж, лет", lambda one: one.experience_years, 12, Look.NUMBER),
        Spec("Место работы", lambda one: one.workplace, 24, private=True),
        Spec("Дата выхода на работу", lambda one: one.work_start_date, 13, Look.DATE),
        Spec("Класс", lambda one: one.class_name, 8),
        Spec("Телефон", lambda one: one.phone, 16, private=True),
        Spec("Эл. почта", lambda one: one.email, 24, private=True),
    )


def _category(one: PersonRow) -> str:
    return labels.code_label(one.qualification_category, labels.QUALIFICATION_CATEGORY)


def mentors_sheet(data: BookData, veil: Veil) -> Sheet:
    """«Наставники»: the base of mentors with the official columns and how many young specialists each one has."""
    young = _young_of(data)
    specs: tuple[Spec[MentorRow], ...] = (
        *_common(veil, "наставника"),
        Spec("Основные компетенции", lambda one: one.competencies, _TEXT, private=True),
        Spec("Важные для программы достижения", lambda one: one.achievements, _TEXT, private=True),
        Spec("Интересы", lambda one: one.interests, 24, private=True),
        Spec("Желаемый возраст наставляемых", lambda one: one.desired_mentee_age, 16, private=True),
        Spec("Ресурс времени", lambda one: one.time_resource, 16, private=True),
        Spec("Может вести, человек", lambda one: one.capacity, 10, Look.NUMBER),
        Spec("Дата вхождения в программу", lambda one: one.program_entry_date, 13, Look.DATE),
        Spec("Форма наставничества", lambda one: one.mentoring_form, 20),
        Spec("Статус в базе", lambda one: labels.code_label(one.status, labels.MENTOR_STATUS), 14),
        Spec("Закреплено молодых специалистов", lambda one: young[one.id], 14, Look.NUMBER),
    )
    return make_sheet("Наставники", specs, data.mentors, veil)


def _young_of(data: BookData) -> Counter[int]:
    """How many young specialists each mentor has on the day."""
    young, on = data.result("K3").numerator.ids, data.at.on
    together = {
        (pair.mentor, one.mentee)
        for pair in active(data.facts.pairs, on)
        for one in members_on(pair, on)
        if one.mentee in young
    }
    return Counter(mentor for mentor, _mentee in together)


def mentees_sheet(data: BookData, veil: Veil) -> Sheet:
    """«Наставляемые»: the base of mentees with the official columns."""
    facts = data.facts

    def request(one: MenteeRow) -> str:
        told = one.open_requests or one.requests
        return told[0].wording if told else ""

    specs: tuple[Spec[MenteeRow], ...] = (
        *_common(veil, "наставляемого"),
        Spec("Категория наставляемого", lambda one: labels.code_label(one.category, labels.MENTEE_CATEGORY), 18),
        Spec(
            "Относится к молодым специалистам",
            lambda one: yes_no(one.id in facts.people and is_young(facts.people[one.id], facts.young_rule, data.at.on)),
            14,
        ),
        Spec("Основной запрос", request, _TEXT, private=True),
        Spec("Дата вхождения в программу", lambda one: one.program_entry_date, 13, Look.DATE),
        Spec("Форма наставничества", lambda one: one.mentoring_form, 20),
    )
    return make_sheet("Наставляемые", specs, data.mentees, veil)


def pairs_sheet(data: BookData, veil: Veil) -> Sheet:
    """«Пары и группы»: one row a pair; the mentees of a group stand in one cell, each on a line of its own."""

    def mentees(one: PairRow) -> tuple[int, ...]:
        return one.mentees or one.left_mentees

    def post(person: int) -> str:
        row = data.people.get(person)
        return "" if row is None else row.position or row.class_name or ""

    def years(one: PairRow) -> Value:
        told = [data.people[person].experience_years for person in mentees(one) if person in data.people]
        if len(told) == 1:
            return told[0]
        return "\n".join("—" if year is None else str(year) for year in told)

    def category(one: PairRow) -> str:
        row = data.people.get(one.mentor)
        return "" if row is None else _category(row)

    specs: tuple[Spec[PairRow], ...] = (
        Spec("ФИО наставника", lambda one: veil.own_name(one.mentor), 30),
        Spec("Должность наставника", lambda one: post(one.mentor), 22),
        Spec("Категория наставника", category, 14),
        Spec("ФИО наставляемого", lambda one: "\n".join(veil.own_name(person) for person in mentees(one)), 30),
        Spec("Должность наставляемого", lambda one: "\n".join(post(person) for person in mentees(one)), 22),
        Spec("Стаж наставляемого", years, 12, Look.NUMBER),
        Spec("Форма наставничества", lambda one: one.mentoring_form, 20),
        Spec("Вид наставничества", lambda one: one.mentoring_kind, 18),
        Spec("Ролевая модель", lambda one: one.role_model, 22),
        Spec("Направление наставничества", lambda one: one.focus, 20),
        Spec("Предмет работы пары", lambda one: one.subject, 16),
        Spec("№ приказа", lambda one: one.order_number, 11),
        Spec("Дата приказа", lambda one: one.order_date, 12, Look.DATE),
        Spec("Дата начала", lambda one: one.start_date, 12, Look.DATE),
        Spec("Дата окончания", lambda one: one.end_date, 12, Look.DATE),
        Spec("Статус пары", lambda one: labels.code_label(one.status, labels.PAIR_STATUS), 14),
        Spec("Причина завершения", lambda one: labels.code_label(one.closing_reason, labels.CLOSING_REASON), 20),
    )
    return make_sheet("Пары и группы", specs, data.pairs, veil)


def deficits_sheet(data: BookData, veil: Veil, areas: dict[str, str]) -> Sheet:
    """«Запросы и дефициты»: one row a deficit (a request without deficits has a row too); beside it the map — area by
    severity — counted from the rows by live formulas."""
    of_request: dict[int, list[DeficitLine | None]] = {}
    for line in data.deficits:
        of_request.setdefault(line.request, []).append(line)
    nothing: list[DeficitLine | None] = [None]
    records = [(request, line) for request in data.requests for line in (of_request.get(request.id) or nothing)]

    def word(line: DeficitLine | None) -> str:
        return "" if line is None else areas.get(line.area, line.area)

    specs: tuple[Spec[tuple[RequestRow, DeficitLine | None]], ...] = (
        Spec("ФИО наставляемого", lambda one: veil.own_name(one[0].mentee), 30),
        Spec("Основной запрос", lambda one: one[0].wording, 36, private=True),
        Spec("Дата запроса", lambda one: one[0].date, 12, Look.DATE),
        Spec("Источник запроса", lambda one: labels.code_label(one[0].source, labels.REQUEST_SOURCE), 14),
        Spec("Состояние запроса", lambda one: labels.code_label(one[0].status, labels.REQUEST_STATUS), 14),
        Spec("Срочный запрос", lambda one: yes_no(one[0].urgent), 10),
        Spec("Предмет запроса", lambda one: one[0].subject, 16),
        Spec("Предмет обязателен", lambda one: yes_no(one[0].subject_required), 13),
        Spec("Область дефицита", lambda one: word(one[1]), 22),
        Spec("Формулировка дефицита", lambda one: None if one[1] is None else one[1].text, 30, private=True),
        Spec("Выраженность до", lambda one: None if one[1] is None else one[1].before, 12, Look.NUMBER),
        Spec("Выраженность после", lambda one: None if one[1] is None else one[1].after, 12, Look.NUMBER),
    )
    sheet = make_sheet("Запросы и дефициты", specs, records, veil)
    lines = [line for _request, line in records if line is not None]
    side = _map(sheet, lines, areas, veil)
    if side is None:
        return sheet
    last = side.top + len(side.rows)
    chart = Chart(
        "Дефициты по областям: выявлено (2–3) и снято",
        Cells(side.left, side.top + 1, last),
        (
            ("Выявлено (2–3)", Cells(side.left + 5, side.top + 1, last)),
            ("Снято", Cells(side.left + 6, side.top + 1, last)),
        ),
        f"{letter(side.left)}{last + 2}",
        lying=True,
        height=11,
    )
    return Sheet(sheet.name, sheet.columns, sheet.rows, (side,), (chart,))


def _map(sheet: Sheet, lines: list[DeficitLine], areas: dict[str, str], veil: Veil) -> Side | None:
    titles = [column.title for column in sheet.columns]
    if not lines:
        return None
    last = len(sheet.rows) + 1

    def stretch(title: str) -> str:
        column = letter(titles.index(title) + 1)
        return f"${column}$2:${column}${last}"

    area, before, after = (stretch(one) for one in ("Область дефицита", "Выраженность до", "Выраженность после"))
    left = len(titles) + 2
    own = letter(left)
    rows: list[tuple[Value, ...]] = []
    for number, code in enumerate(sorted({line.area for line in lines}, key=lambda one: areas.get(one, one)), start=4):
        of_area = [line for line in lines if line.area == code]
        found = [line for line in of_area if line.before >= 2]
        gone = [line for line in found if line.after is not None and line.after <= 1]
        same = f"{area},{own}{number}"
        rows.append(
            (
                veil.text(areas.get(code, code)),
                Formula(f"COUNTIFS({same})", len(of_area)),
                *(
                    Formula(f"COUNTIFS({same},{before},{severity})", sum(line.before == severity for line in of_area))
                    for severity in (1, 2, 3)
                ),
                Formula(f'COUNTIFS({same},{before},">=2")', len(found)),
                Formula(f'COUNTIFS({same},{before},">=2",{after},"<=1")', len(gone)),
            )
        )
    columns = (
        Column("Карта: область", 26),
        Column("Всего", 9, Look.NUMBER),
        Column("Слабо (1)", 9, Look.NUMBER),
        Column("Существенно (2)", 13, Look.NUMBER),
        Column("Сильно (3)", 10, Look.NUMBER),
        Column("Выявлено (2–3)", 11, Look.NUMBER),
        Column("Снято", 9, Look.NUMBER),
    )
    return Side(3, left, columns, tuple(rows))
