"""Every paper in three cases: usual data, next to none, and too much of everything (long names, markup, many rows)."""

from __future__ import annotations

import datetime as dt
import types
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from tests.documents.paper_cases import CASES

from curator_app.documents.blocks import Document, PageSetup
from curator_app.documents.catalogue import PAPERS, sources
from curator_app.documents.fit import FORM_STEPS, fit_to_sheet
from curator_app.documents.paper_data import Layout, PaperPerson, SchoolData
from curator_app.documents.plan_data import LYING, UPRIGHT
from curator_app.documents.templates import Rendered, render

USUAL, MINIMAL, EXTREME = "usual", "minimal", "extreme"
KINDS: Final = (USUAL, MINIMAL, EXTREME)
PRINTED: Final = tuple(one for one in PAPERS if one.group != "part")
MARKUP: Final = "<b>&amp; {{ 7 * 7 }} [пункт] | ¶"
LONG: Final = "Преображенско-Константинопольская-Верхнеуспенская-Заозёрная"
PAIRS: Final = 60
_MANY: Final = 7
_CODES: Final = frozenset({"type", "columns", "id", "side", "role", "percent", "kind", "number", "time"})
_ONE_SHEET: Final = frozenset({"consent", "sheet", "form", "life", "addendum"})


def people(number: int) -> PaperPerson:
    """Somebody with the longest of names: every other one is a man, every third has no patronymic."""
    man = number % 2 == 1
    return PaperPerson(
        LONG if not man else LONG.replace("ая", "ий"),
        f"{'Анна-Мария-Каролина' if not man else 'Иоанн-Мария-Фридрих'} <b>{number}</b>",
        None if number % 3 == 0 else ("Вячеславовна-Мстиславовна" if not man else "Вячеславович-Мстиславович"),
        "m" if man else "f",
        "pupil" if number % 5 == 4 else "external" if number % 5 == 3 else "staff",
        position="заместитель директора по учебно-воспитательной и научно-методической работе <i>& др.</i>",
        category="highest",
        experience_years=number,
        class_name="10 «А» (социально-экономического профиля)",
        workplace="ГБПОУ «Многопрофильный профессионально-педагогический колледж имени А. С. Пушкина»",
        birth_date=dt.date(2011, 2, 28),
        phone="8 (000) 000-00-00",
        young_specialist=number % 2 == 0,
    )


def case(code: str, kind: str) -> Any:
    """The data of a paper in one of the three cases."""
    usual = next(data for name, data in CASES.values() if name == code)
    if kind == USUAL:
        return usual
    if kind == MINIMAL:
        return _least(type(usual), code)
    return _most(usual, [0])


def made(code: str, kind: str) -> Rendered:
    """The paper of a case, on the sheet and in the size the program prints it in."""
    group = next(one.group for one in PRINTED if one.code == code)
    page: PageSetup | None = None
    if group in {"plan", "list", "route", "register"} and code not in {"consultation_plan", "lesson_visit"}:
        page = LYING
    elif group in {"report", "summary", "programme", "list", "route"}:
        page = UPRIGHT
    rendered = render(code, case(code, kind), sources(), page=page)
    return replace(rendered, document=_fitted(rendered.document, group))


def _fitted(document: Document, group: str) -> Document:
    if group in {"order", "minutes"}:
        return fit_to_sheet(document)
    return fit_to_sheet(document, FORM_STEPS) if group in _ONE_SHEET else document


def _least(kind: type, code: str) -> Any:
    """Only what a paper cannot be without: the school's name, the kind, an empty person."""
    values: dict[str, Any] = {}
    hints = get_type_hints(kind)
    for one in fields(kind):
        if one.name == "school":
            values[one.name] = SchoolData(full_name="МБОУ «Школа № 1»")
        elif one.name == "type":
            values[one.name] = code
        elif _required(one):
            values[one.name] = _empty(hints[one.name])
    return kind(**values)


def _required(one: Any) -> bool:
    from dataclasses import MISSING

    return one.default is MISSING and one.default_factory is MISSING


def _empty(hint: Any) -> Any:
    origin = get_origin(hint)
    if origin is tuple:
        return ()
    if hint is dt.date:
        return dt.date(2026, 9, 1)
    if is_dataclass(hint) and isinstance(hint, type):
        return hint()
    return "2026/2027" if hint is str else None


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _most(value: Any, counter: list[int]) -> Any:
    """The same value with long names, markup in every word and lists of many."""
    if isinstance(value, PaperPerson):
        counter[0] += 1
        return people(counter[0])
    if isinstance(value, Layout):
        return value
    values: dict[str, Any] = {}
    for one in fields(value):
        told = getattr(value, one.name)
        hint = _hints(value.__class__)[one.name]
        if isinstance(told, str) and _free(hint) and one.name not in _CODES:
            values[one.name] = f"{told} {MARKUP}"
        elif isinstance(told, tuple) and told:
            many = PAIRS if one.name == "pairs" else _MANY
            values[one.name] = _repeated(told, many, counter, marked=one.name != "months")
        elif is_dataclass(told) and not isinstance(told, type):
            values[one.name] = _most(told, counter)
    return replace(value, **values)


def _repeated(told: tuple[Any, ...], many: int, counter: list[int], *, marked: bool) -> tuple[Any, ...]:
    if isinstance(told[0], bool) or not marked:
        return told
    whole = told * (many // len(told) + 1)
    if is_dataclass(told[0]):
        return tuple(_most(one, counter) for one in whole[: max(many, len(told))])
    return tuple(f"{one} {MARKUP}" if isinstance(one, str) else one for one in told)


def _free(hint: Any) -> bool:
    """Words of people, not one of a closed list of codes."""
    if get_origin(hint) in (Union, types.UnionType):
        return all(_free(one) for one in get_args(hint))
    return get_origin(hint) is not Literal
