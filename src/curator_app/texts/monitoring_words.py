"""Russian words of monitoring: periods, reasons why a record counts, values, parts of indicators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from curator_app.domain.codes import IncentiveKind, RespondentRole
from curator_app.domain.indicators.definitions import Unit, Value
from curator_app.domain.indicators.facts import FactCode
from curator_app.domain.indicators.found import Why
from curator_app.domain.indicators.periods import Period, PeriodKind
from curator_app.domain.surveys.scoring import Level
from curator_app.texts.grammar import date_short, month_name
from curator_app.texts.labels import CLOSING_REASON, code_label
from curator_app.texts.route_words import STEP_LEVEL

NO_VALUE = "—"
UNIT = {Unit.PERCENT: "%", Unit.COUNT: "ед.", Unit.POINTS: "баллы"}
LEVEL = {Level.LOW: "низкий", Level.MIDDLE: "средний", Level.HIGH: "высокий"}
FACT = {
    FactCode.PUPILS_10_19: "Обучающихся 10–19 лет",
    FactCode.PUPILS_15_19: "Обучающихся 15–19 лет",
    FactCode.TEACHERS: "Педагогических работников",
    FactCode.PARTNERS: "Партнёров, участвующих в наставничестве",
}
WHY = {
    Why.MENTEE_OF: "наставляемый действующей пары",
    Why.MENTOR_OF: "наставник действующей пары",
    Why.BY_SCHOOL: "молодой специалист по отметке в карточке, вышел на работу",
    Why.BY_EXPERIENCE: "молодой специалист по стажу и возрасту, вышел на работу",
    Why.STAFF: "сотрудник школы",
    Why.PUPIL: "обучающийся этого возраста",
    Why.TRAINED: "прошёл обучение",
    Why.ACTIVE: "действует на дату среза, начало",
    Why.ENDED: "окончена",
    Why.APPROVED: "ИОМ утверждён",
    Why.DUE: "срок",
    Why.DONE: "выполнено",
    Why.NEW_PAIR: "наставляемый вышел на работу",
    Why.IN_TIME: "приказ от",
    Why.FOUND: "выявлен",
    Why.GONE: "снят; выявлен",
    Why.STARTED: "вышел на работу",
    Why.STAYED: "работает год и дольше; вышел",
    Why.ANSWERED: "ответил",
    Why.SATISFIED: "удовлетворён; ответил",
    Why.DATED: "дата",
    Why.TOLD: "число школы на",
}
_SINCE = frozenset({Why.MENTEE_OF, Why.MENTOR_OF})
OUTCOME = {
    "contest": "конкурс",
    "publication": "публикация",
    "practice": "практика",
    "incentive": "поощрение",
    "agreement": "соглашение",
}
INCENTIVE = {
    IncentiveKind.GRATITUDE: "благодарность",
    IncentiveKind.DIPLOMA: "грамота",
    IncentiveKind.PAYMENT: "выплата",
    IncentiveKind.HONOUR_BOARD: "доска почёта",
    IncentiveKind.NOMINATION: "ходатайство о награде",
}
ROLE = {
    RespondentRole.MENTEE.value: "наставляемые",
    RespondentRole.MENTOR.value: "наставники",
    RespondentRole.CURATOR.value: "куратор",
}
_QUARTERS = ("I", "II", "III", "IV")
_NOT_TOLD = {
    "pairs_by_form": "форма не указана",
    "pairs_by_kind": "вид не указан",
    "terminated_by_reason": "причина не указана",
    "contests_by_level": "уровень не указан",
    "contests_by_result": "результат не указан",
}
_KEY_WORDS: Mapping[str, Mapping[str, str]] = {
    "terminated_by_reason": {code.value: word for code, word in CLOSING_REASON.items()},
    "contests_by_level": {code.value: word for code, word in STEP_LEVEL.items()},
}


def period_title(period: Period) -> str:
    """«сентябрь 2026 года», «III квартал 2026 года», «2026/2027 учебный год», «на 31.12.2026»."""
    if period.kind is PeriodKind.MONTH:
        return f"{month_name(period.first.month)} {period.first.year} года"
    if period.kind is PeriodKind.QUARTER:
        return f"{_QUARTERS[period.first.month // 3]} квартал {period.first.year} года"
    if period.kind is PeriodKind.SCHOOL_YEAR:
        return f"{period.code} учебный год"
    return f"на {date_short(period.last)}"


def why_words(why: Why, day: dt.date | None) -> str:
    """The reason with its day: «ИОМ утверждён 05.09.2026»."""
    words = WHY[why]
    if day is None:
        return words.partition(",")[0]
    return f"{words} с {date_short(day)}" if why in _SINCE else f"{words} {date_short(day)}"


def percent_words(percent: Decimal | None) -> str:
    """«75,0 %»; «—» for None."""
    return NO_VALUE if percent is None else f"{percent:.1f} %".replace(".", ",")


def value_words(unit: Unit, value: Value, *, known: bool) -> str:
    """The value as it is printed. ``known``: there is something to count (points without a reply are «—»)."""
    if unit is Unit.PERCENT:
        return percent_words(value.percent)
    return str(value.numerator) if known or unit is Unit.COUNT else NO_VALUE


def fraction_words(value: Value) -> str:
    """«3 из 4»; the number alone when it is no share."""
    return str(value.numerator) if value.denominator is None else f"{value.numerator} из {value.denominator}"


def part_words(title: str, breakdown: str | None, key: str | None) -> str:
    """«по форме: педагог – педагог»."""
    if breakdown is None or key is None:
        return title
    words = code_label(key, _KEY_WORDS.get(breakdown, {})) or _NOT_TOLD[breakdown]
    return f"{title}: {words}"


def target_words(unit: Unit, target: float | None) -> str:
    """«не ниже 70 %», «не ниже 15»; «» without a target."""
    if target is None:
        return ""
    told = f"{target:g}".replace(".", ",")
    return f"не ниже {told} %" if unit is Unit.PERCENT else f"не ниже {told}"


def change_words(unit: Unit, difference: Decimal) -> str:
    """«+5,0 п. п.», «−2», «без изменений»."""
    if not difference:
        return "без изменений"
    sign = "+" if difference > 0 else "−"
    told = f"{abs(difference):.1f}" if unit is Unit.PERCENT else f"{abs(difference):f}"
    return f"{sign}{told.replace('.', ',')}" + (" п. п." if unit is Unit.PERCENT else "")
