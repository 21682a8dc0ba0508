"""Tables a form or a register may take: the workbook's own sheets, and rows of one person each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from curator_app.domain.indicators.standing import active, is_young, members_on
from curator_app.exchange.form_filling.values import FormValue
from curator_app.exchange.workbook.model import Formula, Look, Sheet
from curator_app.services.monitoring.book import assemble
from curator_app.services.monitoring.book_data import BookData
from curator_app.services.monitoring.book_people import pairs_sheet
from curator_app.services.monitoring.book_specs import Spec, make_sheet, yes_no
from curator_app.services.monitoring.veil import Veil
from curator_app.services.rows import MenteeRow, MentorRow, PairRow, PersonRow
from curator_app.texts import form_words as words
from curator_app.texts import labels

NUMBER = "№"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class SourceTable:
    """Rows of a table of the school; ``columns`` are the headings that a mark names."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[FormValue, ...], ...]

    def column(self, heading: str) -> int | None:
        """Its place, or None."""
        return self.columns.index(heading) if heading in self.columns else None


def source_tables(data: BookData, areas: dict[str, str]) -> dict[str, SourceTable]:
    """All tables by their titles. Sheets of the workbook come from the functions that write it."""
    veil = Veil(data.people.values(), hides=False)
    sheets = [one for one in assemble(data, areas, depersonalised=False).sheets if one.titled]
    running = {one.id for one in active(data.facts.pairs, data.at.on)}
    now = replace(data, pairs=tuple(one for one in data.pairs if one.id in running))
    found = [
        _participants(data, veil),
        _members(data, veil),
        replace(pairs_sheet(now, veil), name=words.ACTIVE_PAIRS),
        *sheets,
        _everybody(data, veil),
    ]
    return {sheet.name: _table(sheet) for sheet in found}


def tables_of_people(data: BookData, without: frozenset[int]) -> dict[str, SourceTable]:
    """The tables of one person a row, some people left out."""
    veil = Veil(data.people.values(), hides=False)
    people = {number: row for number, row in data.people.items() if number not in without}
    left = replace(
        data,
        people=people,
        mentors=tuple(one for one in data.mentors if one.id in people),
        mentees=tuple(one for one in data.mentees if one.id in people),
    )
    return {
        sheet.name: _table(sheet) for sheet in (_participants(left, veil), _members(left, veil), _everybody(left, veil))
    }


def _table(sheet: Sheet) -> SourceTable:
    rows = tuple(
        tuple(value.cached if isinstance(value, Formula) else value for value in record) for record in sheet.rows
    )
    return SourceTable(sheet.name, tuple(column.title for column in sheet.columns), rows)


def _person_specs(of: str = "") -> tuple[Spec[PersonRow], ...]:
    """What a register asks of one person; ``of``: « наставника»."""
    return (
        Spec(f"Фамилия{of}", lambda one: one.surname),
        Spec(f"Имя{of}", lambda one: one.first_name),
        Spec(f"Отчество{of}", lambda one: one.patronymic),
        Spec(f"ФИО{of}", lambda one: one.full_name),
        Spec(f"Фамилия и инициалы{of}", lambda one: one.name.surname_initials),
        Spec(f"Пол{of}", lambda one: labels.GENDER.get(one.gender or "", "")),
        Spec(f"Дата рождения{of}", lambda one: one.birth_date or str(one.birth_year or ""), look=Look.DATE),
        Spec(f"Должность{of}", lambda one: one.position),
        Spec(f"Предметы{of}", lambda one: ", ".join(one.subjects)),
        Spec(
            f"Квалификационная категория{of}",
            lambda one: labels.code_label(one.qualification_category, labels.QUALIFICATION_CATEGORY),
        ),
        Spec(f"Педагогический стаж, лет{of}", lambda one: one.experience_years, look=Look.NUMBER),
        Spec(f"Образование{of}", lambda one: one.education),
        Spec(f"Класс{of}", lambda one: one.class_name),
        Spec(f"Место работы{of}", lambda one: one.workplace),
        Spec(f"Дата выхода на работу{of}", lambda one: one.work_start_date, look=Look.DATE),
        Spec(f"Телефон{of}", lambda one: one.phone),
        Spec(f"Эл. почта{of}", lambda one: one.email),
    )


def _of(spec: Spec[PersonRow], person: Callable[[_T], PersonRow]) -> Spec[_T]:
    """The same column of a record that holds the person."""
    return Spec(spec.title, lambda record: spec.value(person(record)), spec.width, spec.look, spec.private)


def _young(data: BookData, person: int) -> str:
    fact = data.facts.people.get(person)
    return yes_no(fact is not None and is_young(fact, data.facts.young_rule, data.at.on))


def _participants(data: BookData, veil: Veil) -> Sheet:
    records: list[tuple[str, MentorRow | MenteeRow]] = [("наставник", one) for one in data.mentors]
    records += [("наставляемый", one) for one in data.mentees]

    def person(one: tuple[str, MentorRow | MenteeRow]) -> PersonRow:
        return one[1]

    specs: tuple[Spec[tuple[str, MentorRow | MenteeRow]], ...] = (
        Spec("Роль", lambda one: one[0]),
        *(_of(spec, person) for spec in _person_specs()),
        Spec("Молодой специалист", lambda one: _young(data, one[1].id)),
        Spec("Дата вхождения в программу", lambda one: one[1].program_entry_date, look=Look.DATE),
        Spec("Форма наставничества", lambda one: one[1].mentoring_form),
    )
    return make_sheet(words.PARTICIPANTS, specs, records, veil)


def _everybody(data: BookData, veil: Veil) -> Sheet:
    mentors, mentees = ({one.id for one in rows} for rows in (data.mentors, data.mentees))

    def role(one: PersonRow) -> str:
        told = [word for word, ids in (("наставник", mentors), ("наставляемый", mentees)) if one.id in ids]
        return ", ".join(told)

    specs: tuple[Spec[PersonRow], ...] = (
        *_person_specs(),
        Spec("Молодой специалист", lambda one: _young(data, one.id)),
        Spec("Роль в наставничестве", role),
    )
    records = [one for one in data.people.values() if not one.archived]
    return make_sheet(words.EVERYBODY, specs, records, veil)


@dataclass(frozen=True, slots=True)
class _Member:
    pair: PairRow
    mentor: PersonRow
    mentee: PersonRow


def _members(data: BookData, veil: Veil) -> Sheet:
    """Everybody who has a mentor on the day, one row a mentee of a pair."""
    rows = {one.id: one for one in data.pairs}
    records = [
        _Member(rows[pair.id], data.people[pair.mentor], data.people[one.mentee])
        for pair in active(data.facts.pairs, data.at.on)
        if pair.id in rows and pair.mentor in data.people
        for one in members_on(pair, data.at.on)
        if one.mentee in data.people
    ]

    def mentor(one: _Member) -> PersonRow:
        return one.mentor

    def mentee(one: _Member) -> PersonRow:
        return one.mentee

    specs: tuple[Spec[_Member], ...] = (
        *(_of(spec, mentor) for spec in _person_specs(" наставника")),
        *(_of(spec, mentee) for spec in _person_specs(" наставляемого")),
        Spec("Наставляемый — молодой специалист", lambda one: _young(data, one.mentee.id)),
        Spec("Форма наставничества", lambda one: one.pair.mentoring_form),
        Spec("Вид наставничества", lambda one: one.pair.mentoring_kind),
        Spec("Ролевая модель", lambda one: one.pair.role_model),
        Spec("Направление наставничества", lambda one: one.pair.focus),
        Spec("Предмет работы пары", lambda one: one.pair.subject),
        Spec("№ приказа", lambda one: one.pair.order_number),
        Spec("Дата приказа", lambda one: one.pair.order_date, look=Look.DATE),
        Spec("Дата начала", lambda one: one.pair.start_date, look=Look.DATE),
        Spec("Дата окончания", lambda one: one.pair.end_date, look=Look.DATE),
        Spec("Статус пары", lambda one: labels.code_label(one.pair.status, labels.PAIR_STATUS)),
    )
    return make_sheet(words.MEMBERS, specs, records, veil)
