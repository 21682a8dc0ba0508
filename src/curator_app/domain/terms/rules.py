"""A deadline rule: a record of data read into a checked value (domain.md b)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

from curator_app.domain.codes import TaskObject

_CODE: Final = re.compile(r"[a-z0-9][a-z0-9.\-]{0,39}")
_MONTH_DAY: Final = re.compile(r"(\d{2})-(\d{2})")
_MONTH_LENGTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MOST: Final = 1000
"""The largest number of days, months or years in a rule."""


class Trigger(StrEnum):
    """What starts the clock."""

    WORK_START = "mentee.work_start"
    ORDER_DATE = "pair.order_date"
    PROGRAM = "program"
    PROGRAM_START = "program.start"
    PROGRAM_END = "program.end"
    ROUTE_START = "route.start"
    ROUTE_END = "route.end"
    ACADEMIC_YEAR = "academic_year"
    FIXED = "fixed"
    CALENDAR = "calendar"
    PREVIOUS_DONE = "previous_done"
    EARLY_TERMINATION = "mentor.early_termination"


class Kind(StrEnum):
    """How the term is told."""

    NOT_LATER_THAN = "not_later_than"
    AFTER_END_OF = "after_end_of"
    DURING = "during"
    MONTH = "month"
    WINDOW = "window"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    LENGTH_BETWEEN = "length_between"
    NOTICE_BEFORE = "notice_before"


class Unit(StrEnum):
    """What is counted."""

    DAYS = "days"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    QUARTERS = "quarters"
    YEARS = "years"


class Repeat(StrEnum):
    """Whether a rule of the calendar comes back after it was done."""

    ONCE = "once"
    ONCE_OR_YEARLY = "once_or_yearly"
    YEARLY = "yearly"
    QUARTERLY = "quarterly"


OBJECTS: Final[Mapping[Trigger, TaskObject]] = {
    Trigger.WORK_START: TaskObject.MENTEE,
    Trigger.ORDER_DATE: TaskObject.PAIR,
    Trigger.PROGRAM: TaskObject.PAIR,
    Trigger.PROGRAM_START: TaskObject.PAIR,
    Trigger.PROGRAM_END: TaskObject.PAIR,
    Trigger.ROUTE_START: TaskObject.ROUTE,
    Trigger.ROUTE_END: TaskObject.ROUTE,
    Trigger.EARLY_TERMINATION: TaskObject.PAIR,
    Trigger.ACADEMIC_YEAR: TaskObject.SCHOOL,
    Trigger.FIXED: TaskObject.SCHOOL,
    Trigger.CALENDAR: TaskObject.SCHOOL,
    Trigger.PREVIOUS_DONE: TaskObject.SCHOOL,
}
"""What a task of each trigger is about."""

_EVENTS: Final = (
    Trigger.WORK_START,
    Trigger.ORDER_DATE,
    Trigger.PROGRAM_START,
    Trigger.PROGRAM_END,
    Trigger.ROUTE_START,
    Trigger.ROUTE_END,
    Trigger.EARLY_TERMINATION,
    Trigger.PREVIOUS_DONE,
)
TRIGGERS: Final[Mapping[Kind, tuple[Trigger, ...]]] = {
    Kind.NOT_LATER_THAN: (*_EVENTS, Trigger.FIXED),
    Kind.AFTER_END_OF: _EVENTS,
    Kind.DURING: (Trigger.ACADEMIC_YEAR, Trigger.PROGRAM),
    Kind.MONTH: (Trigger.FIXED,),
    Kind.WINDOW: (Trigger.FIXED,),
    Kind.QUARTERLY: (Trigger.CALENDAR,),
    Kind.YEARLY: (Trigger.CALENDAR,),
    Kind.LENGTH_BETWEEN: (Trigger.PROGRAM_START, Trigger.ROUTE_START),
    Kind.NOTICE_BEFORE: _EVENTS,
}
"""Which triggers a kind of rule can have."""


class RuleFault(ValueError):
    """A record that is no rule: ``field`` and a ``code`` (missing, unknown, not_a_number, not_a_date, range, order)."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One rule.

    ``amount`` of ``unit`` for a term reckoned from an event; ``limits`` (least, most) of a length; ``days`` as (month,
    day): the fixed day, or both ends of a window; ``months``: the months of the year. ``window_days``: how long the
    thing may be done after the term (a proposal of the program, shown apart). ``needs``: what the task is done with
    (a code of a paper or of an action); ``source``: the item of the model document.
    """

    id: str
    trigger: Trigger
    kind: Kind
    task: str
    source: str = ""
    amount: int | None = None
    unit: Unit | None = None
    limits: tuple[int, int] | None = None
    days: tuple[tuple[int, int], ...] = ()
    months: tuple[int, ...] = ()
    window_days: int | None = None
    responsible: tuple[str, ...] = ()
    result: str | None = None
    evidence: str | None = None
    needs: str | None = None
    note: str | None = None
    repeat: Repeat = Repeat.ONCE
    scope: str = "M"

    @property
    def object_kind(self) -> TaskObject:
        """What a task of this rule is about."""
        return OBJECTS[self.trigger]

    @property
    def repeats(self) -> bool:
        """Comes back in the next year or quarter after it was done."""
        return self.repeat is not Repeat.ONCE


_Choice = TypeVar("_Choice", bound=StrEnum)


def _choice(raw: Mapping[str, Any], field: str, codes: type[_Choice]) -> _Choice:
    value = raw.get(field)
    if value is None:
        raise RuleFault(field, "missing")
    try:
        return codes(value)
    except ValueError:
        raise RuleFault(field, "unknown") from None


def _text(raw: Mapping[str, Any], field: str) -> str | None:
    value = raw.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise RuleFault(field, "unknown")
    return value.strip() or None


def _number(field: str, value: Any, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise RuleFault(field, "not_a_number")
    if not least <= value <= MOST:
        raise RuleFault(field, "range")
    return value


def _month_day(value: Any) -> tuple[int, int]:
    found = _MONTH_DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise RuleFault("offset", "not_a_date")
    month, day = int(found[1]), int(found[2])
    if not 1 <= month <= 12 or not 1 <= day <= _MONTH_LENGTHS[month - 1]:
        raise RuleFault("offset", "not_a_date")
    return month, day


def _months(value: Any) -> tuple[int, ...]:
    listed = value if isinstance(value, list | tuple) else [value]
    if not listed or not all(isinstance(one, str) and one.isdecimal() and 1 <= int(one) <= 12 for one in listed):
        raise RuleFault("offset", "not_a_date")
    return tuple(sorted({int(one) for one in listed}))


def _both(value: Any) -> tuple[Any, Any]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise RuleFault("offset", "missing")
    return value[0], value[1]


def _term(raw: Mapping[str, Any], kind: Kind, trigger: Trigger) -> dict[str, Any]:
    """The fields that hold the term of a kind."""
    offset = raw.get("offset")
    match kind:
        case Kind.DURING | Kind.QUARTERLY | Kind.YEARLY:
            return {}
        case Kind.MONTH:
            return {"months": _months(offset)}
        case Kind.WINDOW:
            first, last = _both(offset)
            return {"days": (_month_day(first), _month_day(last))}
        case Kind.NOT_LATER_THAN if trigger is Trigger.FIXED:
            return {"days": (_month_day(offset),)}
    unit = _choice(raw, "unit", Unit)
    if kind is Kind.LENGTH_BETWEEN:
        least, most = (_number("offset", one, 0) for one in _both(offset))
        if least > most:
            raise RuleFault("offset", "order")
        return {"limits": (least, most), "unit": unit}
    if offset is None:
        raise RuleFault("offset", "missing")
    return {"amount": _number("offset", offset, 1 if kind is Kind.NOTICE_BEFORE else 0), "unit": unit}


def parse_rule(raw: Mapping[str, Any]) -> Rule:
    """Reads a record (``id, seed, trigger, kind, offset, unit, task_ru, …``). Raises RuleFault."""
    code = _text(raw, "id") or ""
    if not _CODE.fullmatch(code):
        raise RuleFault("id", "unknown" if code else "missing")
    kind, trigger = _choice(raw, "kind", Kind), _choice(raw, "trigger", Trigger)
    if trigger not in TRIGGERS[kind]:
        raise RuleFault("trigger", "unknown")
    task = _text(raw, "task_ru")
    if task is None:
        raise RuleFault("task_ru", "missing")
    term = _term(raw, kind, trigger)
    window = raw.get("window_days")
    return Rule(
        id=code,
        trigger=trigger,
        kind=kind,
        task=task,
        source=_text(raw, "seed") or "",
        window_days=None if window is None else _number("window_days", window, 0),
        responsible=tuple(one.strip() for one in (_text(raw, "responsible") or "").split(",") if one.strip()),
        result=_text(raw, "result_ru"),
        evidence=_text(raw, "evidence_ru"),
        needs=_text(raw, "needs"),
        note=_text(raw, "note"),
        repeat=Repeat.ONCE if raw.get("repeat") is None else _choice(raw, "repeat", Repeat),
        scope=_text(raw, "scope") or "M",
        **term,
    )


def rule_record(rule: Rule) -> dict[str, Any]:
    """The record that ``parse_rule`` reads back into the same rule."""
    offset: Any = rule.amount
    if rule.limits is not None:
        offset = list(rule.limits)
    elif rule.months:
        offset = [f"{month:02d}" for month in rule.months]
    elif rule.days:
        told = [f"{month:02d}-{day:02d}" for month, day in rule.days]
        offset = told if rule.kind is Kind.WINDOW else told[0]
    record: dict[str, Any] = {
        "id": rule.id,
        "seed": rule.source,
        "trigger": rule.trigger.value,
        "kind": rule.kind.value,
        "offset": offset,
        "unit": None if rule.unit is None else rule.unit.value,
        "task_ru": rule.task,
        "responsible": ",".join(rule.responsible),
        "result_ru": rule.result,
        "evidence_ru": rule.evidence,
        "repeat": None if rule.repeat is Repeat.ONCE else rule.repeat.value,
        "scope": rule.scope,
        "needs": rule.needs,
        "window_days": rule.window_days,
        "note": rule.note,
    }
    return {name: value for name, value in record.items() if value not in (None, "")}
