"""Cells of one row as values: every field with its reader, troubles and raw texts collected on the way."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from curator_app.domain.letters import fold, one_line, tidy
from curator_app.domain.parsing import Parsed, Trouble
from curator_app.domain.parsing.birth import Birth, parse_birth
from curator_app.domain.parsing.blanks import is_blank, says_nothing
from curator_app.domain.parsing.contacts import Contacts, parse_contacts, parse_email, parse_phone
from curator_app.domain.parsing.dates import Cell, parse_date
from curator_app.domain.parsing.order_refs import OrderRef, parse_order_number, parse_order_ref
from curator_app.domain.parsing.periods import Period, parse_period
from curator_app.domain.parsing.qualification import (
    CategoryAndYears,
    parse_category,
    parse_category_and_years,
    parse_experience,
)
from curator_app.exchange.grid import CellError, Value, spelled
from curator_app.exchange.tables import Fed, Table
from curator_app.services.imports import sentences
from curator_app.services.imports.facts import Reading, RowProblem
from curator_app.services.imports.readings import value_words
from curator_app.services.people import EARLIEST_BIRTH
from curator_app.services.validation import EARLIEST, LINE_LIMIT, NAME_LIMIT, TEXT_LIMIT
from curator_app.texts.labels import field_label

_GENDERS = {"м": "m", "муж": "m", "мужской": "m", "ж": "f", "жен": "f", "женский": "f"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_SUBJECTS = re.compile(r"[;,\n](?![^(]*\))")
_LINES = frozenset(
    {"position", "workplace", "mentoring_form", "mentoring_kind", "role_model", "class_name", "building", "shift"}
)
_SHORT = {"class_name": 20, "building": NAME_LIMIT, "shift": NAME_LIMIT}
_DATES = frozenset(
    {
        "work_start_date",
        "program_entry_date",
        "program_end_date",
        "start_date",
        "end_date",
        "order_date",
        "request_date",
    }
)
# No date, telephone or number is longer; their readers would ponder over the 32,767 letters of a cell for seconds.
_LONGEST = 2_000


@dataclass(slots=True)
class Taken:
    """What a field gave: values by the name of the mapped column, a raw text that was not understood."""

    values: dict[str, Any]
    raw: str | None = None


# What cells gave that were read without a remark: by their text, or by type and value (1 is not «да»).
Read = dict[str | tuple[type, Value], Taken]
Known = defaultdict[str, Read]
_KNOWN_AT_MOST = 4_096  # of one field


class RowCells:
    """One row of a table, field by field. Problems gather in ``problems``, how cells were understood in
    ``readings``. With ``known`` a cell that was read in another row is not read again, and no readings are told."""

    def __init__(self, table: Table, row: int, today: dt.date, known: Known | None = None) -> None:
        self.table = table
        self.row = row
        self.today = today
        self.known = known
        self.filled = table.filled(row)
        self.date_1904 = table.grid.date_1904
        self.problems: list[RowProblem] = []
        self.readings: list[Reading] = []
        self.left: dict[str, str] = {}
        self.remarks = 0

    # ------------------------------------------------------------------ cells
    def value(self, column: int) -> Value | None:
        """The cell, with what continues it below."""
        return self.filled.get(column)

    def heading(self, column: int) -> str:
        """The heading in one line; of a column without one its number."""
        return self.table.heading(column)

    def first(self, field: str, empty: Callable[[str], bool] = says_nothing) -> tuple[int, Value] | None:
        """The first cell of the field that says something; others that say something else are kept as raw."""
        chosen: tuple[int, Value] | None = None
        for column in self.table.feeding(field):
            value = self.filled.get(column)
            if value is None:
                continue
            if isinstance(value, str) and not isinstance(value, CellError) and empty(value):
                self._read(column, field, value, "")
            elif chosen is None:
                chosen = (column, value)
            elif fold(spelled(value)) != fold(spelled(chosen[1])):
                self._leave(column, value)
                self._read(column, field, value, "")
            else:
                self._read(column, field, value, spelled(value))
        return chosen

    def _read(self, column: int, field: str | None, value: Value, understood: str, trouble: str | None = None) -> None:
        if self.known is None:
            self.readings.append(Reading(column, field, spelled(value), understood, trouble))

    def problem(self, column: int | None, value: str | None, message: str) -> None:
        """Tells something about the row."""
        self.remarks += 1
        self.problems.append(RowProblem(None if column is None else self.heading(column), value, message))

    def _leave(self, column: int, value: Value) -> None:
        """Keeps a cell, or what is beside its value, as text."""
        self.remarks += 1
        self.left[self.heading(column)] = spelled(value)

    # ------------------------------------------------------------------ fields
    def take_all(self, fields: Iterable[Fed], values: dict[str, Any], raw: dict[str, str]) -> None:
        """Reads fields; of two that tell one value the first counts."""
        for field, source, column in fields:
            if column is None or self.known is None:
                taken = self.take(field, source)
            elif (value := self.filled.get(column)) is None:
                continue
            else:
                known = self.known[source]
                key = value if type(value) is str else (type(value), value)
                taken = known.get(key) or self._remembered(known, key, field, source)
            for name, told in taken.values.items():
                values.setdefault(name, told)
            if taken.raw is not None:
                raw[_RAW_FIELD.get(field, field)] = taken.raw

    def _remembered(self, known: Read, key: str | tuple[type, Value], field: str, source: str) -> Taken:
        remarks = self.remarks
        taken = self.take(field, source)
        if self.remarks == remarks and len(known) < _KNOWN_AT_MOST:
            known[key] = taken
        return taken

    def take(self, field: str, told_as: str | None = None) -> Taken:
        """Reads one field (``told_as``: the field of the column when it has a side before it)."""
        source = told_as or field
        empty: Callable[[str], bool] = is_blank if field in _FREE else says_nothing
        if field == "qualification_category":
            empty = _only_dashes
        found = self.first(source, empty)
        if found is None:
            return Taken({})
        column, value = found
        if isinstance(value, CellError):
            self._tell(column, source, value, Trouble.CELL_ERROR)
            return Taken({}, str(value))
        if isinstance(value, str) and len(value) > _LONGEST and field in _PARSED:
            message = sentences.too_long(self.heading(column), _LONGEST)
            self.problem(column, value, message)
            self._read(column, source, value, "", message)
            return Taken({}, value)
        parsed, values = self._parsed(field, value)
        self._tell(column, source, value, parsed.trouble, values, parsed.raw)
        too_long = self._too_long(column, values)
        for name in too_long:
            del values[name]
        if parsed.trouble is not None or too_long:
            return Taken(values, parsed.raw or spelled(value))
        if parsed.rest and field not in _REST_IS_NOISE:
            self._leave(column, value)
        return Taken(values)

    def _tell(
        self,
        column: int,
        field: str,
        value: Value,
        trouble: Trouble | None,
        values: dict[str, Any] | None = None,
        raw: str = "",
    ) -> None:
        if trouble is None and self.known is not None:
            return
        message = None if trouble is None else sentences.trouble(trouble, raw or spelled(value))
        if message is not None:
            self.problem(column, raw or spelled(value), message)
        if self.known is not None:
            return
        told = {name: one for name, one in (values or {}).items() if one is not None}
        if "birth_date" in told:
            told.pop("birth_year", None)
        understood = "; ".join(value_words(name, one) for name, one in told.items())
        self._read(column, field, value, understood, message)

    def _too_long(self, column: int, values: dict[str, Any]) -> list[str]:
        too_long: list[str] = []
        for name, value in values.items():
            if not isinstance(value, str):
                continue
            limit = _SHORT.get(name, LINE_LIMIT if name in _LINES else TEXT_LIMIT)
            if len(value) > limit:
                self.problem(column, value, sentences.too_long(field_label(name), limit))
                too_long.append(name)
        return too_long

    def _parsed(self, field: str, value: Value) -> tuple[Parsed[Any], dict[str, Any]]:
        cell: Cell = value
        if field in _DATES:
            return self._date(field, cell)
        if field == "birth":
            return self._birth(cell)
        if field == "order_number" and self.table.own and isinstance(cell, str):
            return Parsed(spelled(cell), cell), {field: spelled(cell)}
        if field in _FACTS:
            parsed, values = _FACTS[field](cell)
            return parsed, dict(values)
        if field == "order":
            order = parse_order_ref(cell, self.today, date_1904=self.date_1904)
            told: OrderRef = order.value or OrderRef()
            return order, _told({"order_number": told.number, "order_date": told.date})
        if field == "period":
            period = parse_period(cell, self.today, date_1904=self.date_1904)
            span: Period = period.value or Period()
            return period, _told({"start_date": span.start, "end_date": span.end})
        text = spelled(value)
        return Parsed(text, text), {field: _one_line_of(field, text)}

    def _date(self, field: str, cell: Cell) -> tuple[Parsed[Any], dict[str, Any]]:
        parsed = parse_date(cell, self.today, date_1904=self.date_1904)
        if parsed.value is not None and parsed.value < EARLIEST:
            parsed = Parsed(None, parsed.raw, Trouble.DATE_OUT_OF_RANGE)
        return parsed, _told({field: parsed.value})

    def _birth(self, cell: Cell) -> tuple[Parsed[Any], dict[str, Any]]:
        parsed = parse_birth(cell, self.today, date_1904=self.date_1904)
        birth: Birth | None = parsed.value
        if birth is None:
            return parsed, {}
        if birth.year < EARLIEST_BIRTH.year:
            return Parsed(None, parsed.raw, Trouble.DATE_OUT_OF_RANGE), {}
        return parsed, _told({"birth_date": birth.day, "birth_year": birth.year})


def _only_dashes(text: str) -> bool:
    return re.fullmatch(r"[-_.\s]*", fold(text)) is not None


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _one_line_of(field: str, text: str) -> str:
    return tidy(text) if field in _LINES else text


def _contacts(cell: Cell) -> tuple[Parsed[Any], dict[str, Any]]:
    parsed = parse_contacts(cell)
    told: Contacts = parsed.value or Contacts()
    return parsed, _told({"phone": told.phone, "email": told.email})


def _phone(cell: Cell) -> tuple[Parsed[Any], dict[str, Any]]:
    """A telephone column; an address that strayed into it is taken as an address."""
    if isinstance(cell, str) and "@" in cell:
        return _contacts(cell)
    parsed = parse_phone(cell)
    return parsed, _told({"phone": parsed.value})


def _email(cell: Cell) -> tuple[Parsed[Any], dict[str, Any]]:
    if not isinstance(cell, str) or ("@" not in cell and parse_phone(cell).value is not None):
        return _contacts(cell)
    if " " in cell.strip() and sum(letter.isdigit() for letter in cell.split("@")[0]) >= 10:
        return _contacts(cell)
    parsed = parse_email(cell)
    return parsed, _told({"email": parsed.value})


def _subjects(cell: Cell) -> tuple[Parsed[Any], dict[str, Any]]:
    text = spelled(cell) if cell is not None and not isinstance(cell, dt.timedelta) else ""
    subjects = [one_line(part) for part in _SUBJECTS.split(text)]
    subjects = [subject[:NAME_LIMIT] for subject in subjects if subject]
    return Parsed(subjects, text), {"subjects": subjects}


@lru_cache(maxsize=4096, typed=True)
def _category(cell: Cell) -> tuple[Parsed[Any], dict[str, Any]]:
    parsed = parse_category(cell)
    if parsed.trouble is not None and isinstance(cell, str):
        both = parse_category_and_years(cell)
        if both.value is not None:
            return _both(both)
    elif isinstance(cell, str) and re.search(r"\d\s*(?:лет|год|г\.|л\.)", cell):
        both = parse_category_and_years(cell)
        if both.value is not None and both.value.category is not None and "20" not in cell:
            return _both(both)
    if parsed.value is not None and isinstance(cell, str) and _YEAR.search(cell):
        parsed = replace(parsed, rest=cell)  # when it was given or until when it holds: no field of ours
    return parsed, _told({"qualification_category": parsed.value.value if parsed.value else None})


def _both(parsed: Parsed[CategoryAndYears]) -> tuple[Parsed[Any], dict[str, Any]]:
    both = parsed.value or CategoryAndYears()
    category = both.category.value if both.category else None
    return parsed, _told({"qualification_category": category, "experience_years": both.years})


@lru_cache(maxsize=4096, typed=True)
def _experience(cell: Cell) -> tuple[Parsed[Any], dict[str, Any]]:
    parsed = parse_experience(cell)
    if parsed.trouble is not None and isinstance(cell, str):
        both = parse_category_and_years(cell)
        if both.value is not None and both.value.category is not None:
            return _both(both)
    return parsed, _told({"experience_years": parsed.value})


def _gender(cell: Cell) -> tuple[Parsed[Any], dict[str, Any]]:
    raw = str(cell)
    gender = _GENDERS.get(fold(raw))
    return Parsed(gender, raw, None if gender else Trouble.GENDER_UNKNOWN), _told({"gender": gender})


def _capacity(cell: Cell) -> tuple[Parsed[Any], dict[str, Any]]:
    raw = spelled(cell) if cell is not None and not isinstance(cell, dt.timedelta) else ""
    found = re.search(r"\d{1,3}", raw)
    number = int(found.group()) if found else None
    good = number is not None and number <= 100
    return Parsed(number, raw, None if good else Trouble.NUMBER_UNREADABLE), {"capacity": number} if good else {}


def _order_number(cell: Cell) -> tuple[Parsed[Any], dict[str, Any]]:
    parsed = parse_order_number(cell)
    return parsed, _told({"order_number": parsed.value})


_FACTS: dict[str, Callable[[Cell], tuple[Parsed[Any], dict[str, Any]]]] = {
    "contacts": _contacts,
    "phone": _phone,
    "email": _email,
    "subjects": _subjects,
    "qualification_category": _category,
    "category_experience": lambda cell: _both(parse_category_and_years(cell)),
    "experience_years": _experience,
    "gender": _gender,
    "capacity": _capacity,
    "order_number": _order_number,
}
_RAW_FIELD = {"birth": "birth_date", "contacts": "phone", "category_experience": "qualification_category"}
_PARSED = _DATES | _FACTS.keys() | {"birth", "order", "period"}
_FREE = frozenset(
    {
        "competencies", "achievements", "interests", "desired_mentee_age", "time_resource", "request", "note",
        "education", "program_results", "case_link", "justification", "psychologist_opinion", "focus", "position",
        "workplace", "mentoring_form", "mentoring_kind", "role_model", "mentee_category", "class_name", "subjects",
        "completion_mark", "building", "shift", "request_subject", "deficit_area", "deficit_text", "severity",
        "severity_after",
    }
)  # fmt: skip
# Words beside a date («вторник», «с») or a year say nothing that must be kept.
_REST_IS_NOISE = frozenset({*_DATES, "birth", "order", "period"})
