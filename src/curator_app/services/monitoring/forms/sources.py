"""What may go into a cell of a form, with its value for a period: what the screen and the workbook tell too."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from curator_app.domain.indicators.definitions import QUERIES
from curator_app.domain.indicators.standing import active, members_on
from curator_app.domain.school_year import SchoolYear
from curator_app.exchange.form_filling.values import FormValue, Percent
from curator_app.services.catalogues import area_titles
from curator_app.services.monitoring.book_data import BookData, read_book
from curator_app.services.monitoring.book_front import category_of
from curator_app.services.monitoring.forms.tables import SourceTable, source_tables, tables_of_people
from curator_app.services.monitoring.rows import IndicatorRow, PartRow
from curator_app.services.monitoring.shipped import definitions
from curator_app.services.privacy.consent_register import participants_without
from curator_app.services.workspace import Workspace
from curator_app.texts import form_words as words
from curator_app.texts.grammar import date_short
from curator_app.texts.labels import GENDER
from curator_app.texts.phone import phone_text

_PART = re.compile(r"(indicator/K[0-9]+)/part/([^/]+: .+)")
TARGET = "/target"
"""A target stands under the words of its indicator, so it is meant only where a form asks for a target."""
OWN_TEXT = "text/"
"""A source that is a text of the school itself follows this."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Something to put into a cell. ``value`` None: nothing to tell for this period, ``shown`` is «—» then."""

    key: str
    title: str
    group: str
    value: FormValue
    shown: str
    hints: str = ""
    """More words it is known by, for finding it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """Everything for one period. ``consented``: tables of people without those who have no consent to the processing
    of their data; empty when everybody has one."""

    period: str
    title: str
    on: dt.date
    items: dict[str, Source]
    tables: dict[str, SourceTable]
    consented: dict[str, SourceTable]

    def find(self, key: str) -> Source | None:
        """The source of a key; a text of one's own is made on the spot."""
        if key.startswith(OWN_TEXT):
            return own_text(key.removeprefix(OWN_TEXT))
        found = self.items.get(key)
        if found is None and (told := _PART.fullmatch(key)) and (whole := self.items.get(told.group(1) + "/value")):
            # Nothing of this kind in this period: the breakdown has no such part.
            return _made(key, f"{whole.title}: {told.group(2)}", whole.group, 0)
        return found


def own_text(text: str) -> Source:
    """A text that is the same in every period."""
    return Source(key=f"{OWN_TEXT}{text}", title=f"Текст: {text}", group=words.OWN, value=text, shown=text)


def read_sources(workspace: Workspace, period: str, on: dt.date | None = None) -> Sources:
    """All sources of a period, in a constant number of queries. Raises KnownProblem for an impossible period."""
    data = read_book(workspace, period, on)
    with workspace.read() as session:
        areas = area_titles(session)
    today = workspace.clock.today()
    without = participants_without(workspace)
    found = (*_counts(data), *_indicators(data), *_people(data), *_period(data, today), *_school(data))
    return Sources(
        period=data.measured.period,
        title=data.measured.title,
        on=data.measured.on,
        items={one.key: one for one in found},
        tables=source_tables(data, areas),
        consented=tables_of_people(data, without) if without else {},
    )


def shown(value: FormValue) -> str:
    """A value as it is told on the screen."""
    if value is None or value == "":
        return "—"
    if isinstance(value, Percent):
        return f"{value.value} %".replace(".", ",")
    if isinstance(value, dt.date):
        return date_short(value)
    return str(value).replace(".", ",") if isinstance(value, float | Decimal) else str(value)


def _made(key: str, title: str, group: str, value: FormValue, hints: str = "") -> Source:
    also = hints or words.ALSO.get(key, "")
    return Source(key=key, title=title, group=group, value=value, shown=shown(value), hints=also)


def _counts(data: BookData) -> Iterator[Source]:
    yield from (
        _made(f"count/{name}", title, words.COUNTS, QUERIES[name](data.facts, data.at).total, words.ALSO.get(name, ""))
        for name, title in words.COUNT.items()
        if name != "curator_points"
    )
    running = active(data.facts.pairs, data.at.on)
    groups = sum(1 for one in running if len(members_on(one, data.at.on)) > 1)
    yield _made("count/groups", "Число наставнических групп", words.COUNTS, groups)
    yield _made("count/only_pairs", "Число наставнических пар без групп", words.COUNTS, len(running) - groups)
    base = (("mentors", "Наставников в базе", data.mentors), ("mentees", "Наставляемых в базе", data.mentees))
    for name, title, rows in base:
        yield _made(f"count/base_{name}", title, words.COUNTS, sum(1 for one in rows if not one.archived))


def _indicators(data: BookData) -> Iterator[Source]:
    below = {one.code: (one.numerator, one.denominator) for one in definitions()}
    for row in data.measured.rows:
        numerator, denominator = below[row.code]
        yield from _indicator(row, words.COUNT[numerator], words.COUNT.get(denominator or "", ""))


def _indicator(row: IndicatorRow, above: str, below: str) -> Iterator[Source]:
    name, place = f"{row.code}. {row.title}", f"indicator/{row.code}"
    known = row.known or row.denominator is not None
    if row.denominator is None:
        also = words.ALSO.get(row.code, "")
        yield _made(f"{place}/value", name, words.INDICATORS, row.numerator if known else None, also)
    else:
        share = None if row.percent is None else Percent(row.percent)
        yield _made(f"{place}/value", f"{name}, %", words.INDICATORS, share, words.ALSO.get(row.code, ""))
        yield _made(f"{place}/numerator", f"{row.code}, числитель: {_small(above)}", words.INDICATORS, row.numerator)
        told = f"{row.code}, знаменатель: {_small(below)}"
        yield _made(f"{place}/denominator", told, words.INDICATORS, row.denominator)
    target = None if row.target is None else int(row.target) if row.target.is_integer() else row.target
    yield _made(f"{place}{TARGET}", f"{row.code}, цель", words.INDICATORS, target, row.title)
    for part in row.parts:
        yield from _part(row, part)


def _part(row: IndicatorRow, part: PartRow) -> Iterator[Source]:
    title = f"{row.code}. {row.title}: {part.title}"
    place = f"indicator/{row.code}/part/{part.key}"
    if part.denominator is None:
        hints = f"Число пар {part.title}" if row.code == "K9" else ""
        yield _made(place, title, words.INDICATORS, part.numerator, hints)
        return
    share = None if part.percent is None else Percent(part.percent)
    yield _made(place, f"{title}, %", words.INDICATORS, share)
    yield _made(f"{place}/numerator", title, words.INDICATORS, part.numerator)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _people(data: BookData) -> Iterator[Source]:
    """People of active pairs by role and category, by role and gender; everybody once in a role."""
    on = data.at.on
    running = active(data.facts.pairs, on)
    roles = {
        "Наставники": {one.mentor for one in running},
        "Наставляемые": {member.mentee for one in running for member in members_on(one, on)},
    }
    categories = ("молодые специалисты", "педагоги", "обучающиеся", "из других организаций")
    for role, ids in roles.items():
        for category in categories:
            number = sum(1 for one in ids if category_of(data, one) == category)
            yield _made(f"people/{role}/{category}", f"{role}: {category}", words.PEOPLE, number)
        for code, title in (("f", "женщины"), ("m", "мужчины")):
            number = sum(1 for one in ids if one in data.people and data.people[one].gender == code)
            yield _made(f"people/{role}/{title}", f"{role}: {title}", words.PEOPLE, number, GENDER.get(code, ""))


def _period(data: BookData, today: dt.date) -> Iterator[Source]:
    measured = data.measured
    group = words.PERIOD
    yield _made("period/title", "Отчётный период", group, measured.title)
    yield _made("period/on", "Дата среза, по состоянию на", group, measured.on)
    yield _made("period/since", "Нарастающим итогом с", group, measured.since)
    yield _made("period/school_year", "Учебный год", group, SchoolYear.of(measured.on).label)
    yield _made("period/year", "Календарный год", group, measured.on.year)
    yield _made("period/today", "Дата заполнения, сегодня", group, today)


def _school(data: BookData) -> Iterator[Source]:
    school, group = data.school, words.SCHOOLS
    for field, title in words.SCHOOL.items():
        value = getattr(school, field) or None
        yield _made(f"school/{field}", title, group, phone_text(value) if field == "phone" else value)
    for field, title in words.OFFICIAL.items():
        number = getattr(school, field)
        person = None if number is None else data.people.get(number)
        yield _made(f"school/{field}", f"{title}: ФИО", group, None if person is None else person.full_name)
        short = None if person is None else person.name.surname_initials
        yield _made(f"school/{field}/short", f"{title}: фамилия и инициалы", group, short)
        if field == "curator":
            post = None if person is None else person.position
            yield _made("school/curator/post", "Должность куратора", group, post)
            yield _made(
                "school/curator/phone", "Телефон куратора", group, None if person is None else phone_text(person.phone)
            )
            yield _made("school/curator/email", "Эл. почта куратора", group, None if person is None else person.email)
