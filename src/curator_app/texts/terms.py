"""Words about terms: a rule told in Russian, a moved date, states of a task, what a task is done with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from curator_app.domain.codes import CalendarDayKind, ConsentKind
from curator_app.domain.terms.calendar import OffReason
from curator_app.domain.terms.rules import Kind, Repeat, Rule, Trigger, Unit
from curator_app.domain.terms.states import TaskState
from curator_app.texts.grammar import Case, counted, month_name, plural

OTHER_WITHDRAWAL: Final = "Исполнить отзыв согласия"
WITHDRAWAL_TASKS: Final = {
    ConsentKind.PERSONAL_DATA.value: "Отозвано согласие: уничтожить или обезличить персональные данные",
    ConsentKind.PARENT.value: "Родитель отозвал согласие: уничтожить или обезличить персональные данные",
    ConsentKind.PUBLICATION.value: "Отозвано согласие на распространение: убрать сведения с сайта",
    ConsentKind.MENTORING.value: "Отозвано согласие наставника: освободить от обязанностей приказом",
    ConsentKind.MENTEE.value: "Отозвано согласие наставляемого: завершить работу пары",
}
"""The task that a withdrawal sets, by the kind of the consent."""
WEEKDAYS: Final = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")

TASK_STATE: Final = {
    TaskState.OVERDUE: "просрочено",
    TaskState.DUE: "срок сегодня",
    TaskState.OPEN: "предстоит",
    TaskState.DONE: "сделано",
    TaskState.DROPPED: "не применимо",
    TaskState.NO_TRIGGER: "нет даты-основания",
}
OFF_REASON: Final = {
    OffReason.WEEKEND: "выходной",
    OffReason.HOLIDAY: "праздничный день",
    OffReason.TRANSFERRED: "перенесённый выходной",
    OffReason.OWN: "нерабочий день школы",
}
OWN_DAY: Final = {
    CalendarDayKind.WORKING: "рабочий день",
    CalendarDayKind.HOLIDAY: "нерабочий день",
    CalendarDayKind.SHORT: "сокращённый день",
}
TRIGGER: Final = {
    Trigger.WORK_START: "выход на работу",
    Trigger.ORDER_DATE: "приказ о закреплении",
    Trigger.PROGRAM: "реализация программы",
    Trigger.PROGRAM_START: "начало программы",
    Trigger.PROGRAM_END: "окончание программы",
    Trigger.ROUTE_START: "начало ИОМ",
    Trigger.ROUTE_END: "окончание ИОМ",
    Trigger.ACADEMIC_YEAR: "учебный год",
    Trigger.FIXED: "число и месяц",
    Trigger.CALENDAR: "календарный период",
    Trigger.PREVIOUS_DONE: "прошлое выполнение",
    Trigger.EARLY_TERMINATION: "досрочное прекращение наставничества",
}
_TRIGGER_GENITIVE: Final = {
    Trigger.WORK_START: "выхода на работу",
    Trigger.ORDER_DATE: "приказа о закреплении",
    Trigger.PROGRAM_START: "начала программы",
    Trigger.PROGRAM_END: "окончания программы",
    Trigger.ROUTE_START: "начала ИОМ",
    Trigger.ROUTE_END: "окончания ИОМ",
    Trigger.PREVIOUS_DONE: "прошлого выполнения",
    Trigger.EARLY_TERMINATION: "досрочного прекращения наставничества",
}
KIND: Final = {
    Kind.NOT_LATER_THAN: "не позднее срока",
    Kind.AFTER_END_OF: "по окончании срока",
    Kind.DURING: "в течение всего времени",
    Kind.MONTH: "в определённом месяце",
    Kind.WINDOW: "в промежуток времени",
    Kind.QUARTERLY: "каждый квартал",
    Kind.YEARLY: "раз в год",
    Kind.LENGTH_BETWEEN: "длительность в пределах",
    Kind.NOTICE_BEFORE: "предупредить заранее",
}
UNIT: Final = {
    Unit.DAYS: "дни",
    Unit.CALENDAR_DAYS: "календарные дни",
    Unit.WORKING_DAYS: "рабочие дни",
    Unit.WEEKS: "недели",
    Unit.MONTHS: "месяцы",
    Unit.QUARTERS: "кварталы",
    Unit.YEARS: "годы",
}
REPEAT: Final = {
    Repeat.ONCE: "один раз",
    Repeat.ONCE_OR_YEARLY: "один раз или ежегодно",
    Repeat.YEARLY: "ежегодно",
    Repeat.QUARTERLY: "ежеквартально",
}
NEEDS: Final = {
    "route": "ИОМ",
    "survey": "анкета",
    "diagnosis": "диагностика",
    "assignment_order": "приказ о закреплении",
    "incentive_order": "приказ о поощрении",
    "final_event_order": "приказ об итоговом мероприятии",
    "curator_order": "приказ о назначении куратора",
    "implementation_order": "приказ о внедрении",
    "acknowledgement_sheet": "лист ознакомления",
    "program": "программа",
    "roadmap": "дорожная карта",
    "mentor_base": "база наставников",
    "mentee_base": "база наставляемых",
    "pairs": "пары",
    "meetings": "журнал встреч",
    "consultations": "план консультаций",
    "event": "мероприятие",
    "publication": "публикация",
    "practice": "кейс, практика",
    "targets": "целевые показатели",
    "analytic_report": "аналитическая справка",
    "workbook": "книга мониторинга",
    "notice": "уведомление",
}
"""What a task is done with: codes of ``Rule.needs``."""
RESPONSIBLE: Final = {
    "curator": "куратор",
    "director": "директор",
    "mentor": "наставник",
    "mentee": "наставляемый",
    "psychologist": "психолог",
    "admin": "администрация",
    "municipal": "муниципальный орган",
    "initiator": "кто прекращает",
    "system": "программа следит сама",
    "other": "другой",
}

_SOURCES: Final = (
    ("S2-П", "дорожная карта школы, подготовительный этап, строка"),
    ("S2-И", "дорожная карта школы, интегративный этап, строка"),
    ("S2-М", "дорожная карта школы, мониторинг, строка"),
    ("S2-Н", "дорожная карта школы, мотивация и поощрения, строка"),
    ("S1-О-", "приказ управления образования, п."),
    ("S1-Пол-", "Положение о наставничестве, п."),
    ("S1-ДК-", "дорожная карта района, п."),
    ("S4-", "план учреждения на учебный год, п."),
    ("S3-", "план территориального управления, п."),
    ("S0-", "дорожная карта муниципалитета, п."),
)

_GENITIVE: Final = {
    Unit.DAYS: ("дня", "дней"),
    Unit.CALENDAR_DAYS: ("календарного дня", "календарных дней"),
    Unit.WORKING_DAYS: ("рабочего дня", "рабочих дней"),
    Unit.WEEKS: ("недели", "недель"),
    Unit.MONTHS: ("месяца", "месяцев"),
    Unit.QUARTERS: ("квартала", "кварталов"),
    Unit.YEARS: ("года", "лет"),
}
_ACCUSATIVE: Final = {
    Unit.DAYS: ("день", "дня", "дней"),
    Unit.CALENDAR_DAYS: ("календарный день", "календарных дня", "календарных дней"),
    Unit.WORKING_DAYS: ("рабочий день", "рабочих дня", "рабочих дней"),
    Unit.WEEKS: ("неделю", "недели", "недель"),
    Unit.MONTHS: ("месяц", "месяца", "месяцев"),
    Unit.QUARTERS: ("квартал", "квартала", "кварталов"),
    Unit.YEARS: ("год", "года", "лет"),
}


def rule_words(rule: Rule) -> str:
    """«не позднее 3 календарных дней со дня выхода на работу», «в сентябре и апреле», «с 1 по 15 сентября»."""
    match rule.kind:
        case Kind.QUARTERLY:
            return "каждый квартал"
        case Kind.YEARLY:
            return "раз в год"
        case Kind.DURING:
            return "в течение учебного года" if rule.trigger is Trigger.ACADEMIC_YEAR else "в течение всей программы"
        case Kind.MONTH:
            return _months(rule.months)
        case Kind.WINDOW:
            return _window(*rule.days)
        case Kind.NOT_LATER_THAN if rule.trigger is Trigger.FIXED:
            return f"не позднее {_day(*rule.days[0])}"
    event = _TRIGGER_GENITIVE[rule.trigger]
    since = "после" if rule.trigger is Trigger.PREVIOUS_DONE else "со дня"
    assert rule.unit is not None
    if rule.kind is Kind.LENGTH_BETWEEN:
        assert rule.limits is not None
        least, most = rule.limits
        return f"от {least} до {_genitive(most, rule.unit)} {since} {event}"
    amount = rule.amount or 0
    if rule.kind is Kind.NOTICE_BEFORE:
        return f"не позднее чем за {counted(amount, *_ACCUSATIVE[rule.unit])} до {event}"
    if amount == 0:
        return f"в день {event}"
    lead = "по окончании" if rule.kind is Kind.AFTER_END_OF else "не позднее"
    return f"{lead} {_genitive(amount, rule.unit)} {since} {event}"


def day_words(day: dt.date, *, year: bool = False) -> str:
    """«сб 06.09», with ``year`` «сб 06.09.2025»."""
    told = f"{WEEKDAYS[day.weekday()]} {day.day:02d}.{day.month:02d}"
    return f"{told}.{day.year}" if year else told


def moved_words(raw: dt.date, due: dt.date) -> str:
    """«сб 06.09 → пн 08.09»; a date that was not moved stands alone; years are told where they differ."""
    if raw == due:
        return day_words(raw)
    years = raw.year != due.year
    return f"{day_words(raw, year=years)} → {day_words(due, year=years)}"


def reason_words(reasons: Sequence[OffReason]) -> str:
    """Why a term was moved: «выходной, праздничный день»."""
    return ", ".join(OFF_REASON[one] for one in reasons)


def responsible_words(codes: Sequence[str]) -> str:
    """«куратор, наставник»; a word that is no code stands as it is."""
    return ", ".join(RESPONSIBLE.get(one, one) for one in codes)


def source_words(source: str) -> str:
    """The item of a model document as a person names it: «S2-П1» → «дорожная карта школы, подготовительный этап,
    строка 1»; a law and the school's own words stand as they are."""
    for code, document in _SOURCES:
        if source.startswith(code):
            return f"{document} {source.removeprefix(code)}"
    return source


def _genitive(amount: int, unit: Unit) -> str:
    one, many = _GENITIVE[unit]
    return f"{amount} {plural(amount, one, many, many)}"


def _day(month: int, day: int) -> str:
    return f"{day} {month_name(month, Case.GENITIVE)}"


def _months(months: Sequence[int]) -> str:
    inside = [month_name(one, Case.PREPOSITIONAL) for one in sorted(months, key=lambda one: (one - 9) % 12)]
    told = inside[0] if len(inside) == 1 else f"{', '.join(inside[:-1])} и {inside[-1]}"
    return f"в {told}"


def _window(first: tuple[int, int], last: tuple[int, int]) -> str:
    preposition = "со" if first[1] == 2 else "с"
    if first[0] == last[0] and first[1] <= last[1]:
        return f"{preposition} {first[1]} по {_day(*last)}"
    return f"{preposition} {_day(*first)} по {_day(*last)}"
