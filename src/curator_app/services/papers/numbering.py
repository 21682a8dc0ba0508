"""Numbers of papers: series with the school's mask («{n}-ОД», «№ {n}/{yy}»), the next number, remarks on one."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents.catalogue import ORDER_TYPES, PAPERS
from curator_app.documents.plain import from_plain, to_plain
from curator_app.models import Order, OrderDraftRecord, RegisteredPaper, School, Setting
from curator_app.runtime.errors import FieldProblem, InvalidInput
from curator_app.services.papers.numbers import number_key, same_number
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted

_KEY = "numbering"
_MASK_LIMIT = 30
_FIELD = re.compile(r"\{(.*?)\}")
_MOST_GAPS = 50

SERIES: Final = {
    "main": "Приказы по основной деятельности",
    "staff": "Приказы по личному составу",
    "mentoring": "Приказы по наставничеству",
    "protocol": "Протоколы",
    "regulation": "Положения и планы",
    "agreement": "Соглашения",
    "letter": "Письма и уведомления",
    "other": "Прочие документы",
}
ORDER_SERIES: Final = ("main", "staff", "mentoring")
_OWN_BOOK: Final = {"mentoring", "protocol", "regulation", "agreement"}
"""Series that are usually kept in this program alone, so that a gap means something."""


@dataclass(frozen=True, slots=True)
class SeriesMask:
    """How numbers of a series are written; ``watched``: every paper of the series is kept here, gaps are told."""

    series: str
    mask: str
    watched: bool


@dataclass(frozen=True, slots=True)
class KindSeries:
    """A kind of order that the school numbers in another series than usual."""

    kind: str
    series: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """The school's choices; what is absent is as usual."""

    masks: tuple[SeriesMask, ...] = ()
    kinds: tuple[KindSeries, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesNotice:
    """What is wrong in a series of a year: numbers given twice, numbers that nobody has."""

    series: str
    year: int
    gaps: tuple[int, ...]
    duplicates: tuple[str, ...]

    @property
    def told(self) -> str:
        """A sentence for the register."""
        parts = []
        if self.duplicates:
            parts.append(f"повторяются номера {_listed(self.duplicates)}")
        if self.gaps:
            words = "пропущен номер" if len(self.gaps) == 1 else "пропущены номера"
            parts.append(f"{words} {_listed(map(str, self.gaps))}")
        return f"{SERIES.get(self.series, self.series)}, {self.year} год: {'; '.join(parts)}."


@dataclass(frozen=True, slots=True)
class _Used:
    number: str
    date: dt.date
    what: str
    draft: bool


def get_numbering(workspace: Workspace) -> Numbering:
    """Every series with its mask and every kind of order with its series, as they are now."""
    with workspace.read() as session:
        return _complete(session)


def save_numbering(workspace: Workspace, numbering: Numbering) -> None:
    """Keeps the masks. Raises InvalidInput naming the series of a mask that is none."""
    problems = [
        FieldProblem(one.series, sentence)
        for one in numbering.masks
        if (sentence := mask_problem(one.mask)) is not None
    ]
    if problems:
        raise InvalidInput(problems)
    value = to_plain(numbering)
    with workspace.action("Изменена нумерация документов") as session:
        row = session.scalar(select(Setting).where(Setting.key == _KEY))
        if row is None:
            session.add(Setting(key=_KEY, value=value))
        elif row.value != value:
            row.value = value


def mask_problem(mask: str) -> str | None:
    """What is wrong with a mask, None when nothing is."""
    fields = _FIELD.findall(mask)
    if fields.count("n") != 1:
        return "В записи номера должно один раз стоять {n} — там будет порядковый номер."
    if any(field not in {"n", "yy", "yyyy"} for field in fields) or _FIELD.sub("", mask).strip("{}") != _FIELD.sub(
        "", mask
    ):
        return "В фигурных скобках может стоять n (номер), yy или yyyy (год)."
    if len(mask) > _MASK_LIMIT or not mask.isprintable():
        return f"Запись номера — одна строка не длиннее {_MASK_LIMIT} знаков."
    return None


def written(mask: str, number: int, day: dt.date) -> str:
    """The number as the mask has it."""
    return mask.replace("{n}", str(number)).replace("{yyyy}", f"{day.year}").replace("{yy}", f"{day.year % 100:02d}")


def read_number(mask: str, number: str) -> int | None:
    """The ordinal of a number: by the mask, else the digits it begins with (numbers of former years)."""
    parts = [re.escape("".join(part.split())) for part in re.split(r"(\{\w+\})", mask)]
    digits = {re.escape("{n}"): r"(\d{1,9})", re.escape("{yy}"): r"\d{2}", re.escape("{yyyy}"): r"\d{4}"}
    pattern = "".join(digits.get(part, part) for part in parts)
    key = number_key(number)
    found = re.fullmatch(pattern.casefold().replace("–", "-").replace("—", "-"), key) or re.match(
        r"(?:№)?(\d{1,9})", key
    )
    return int(found[1]) if found is not None else None


def series_of(session: Session, kind: str) -> str:
    """The series in which the school numbers a kind of order; raises KeyError for a kind that is no order."""
    chosen = {one.kind: one.series for one in _stored(session).kinds}
    return chosen.get(kind) or _USUAL[kind]


def next_number(workspace: Workspace, series: str, day: dt.date) -> str:
    """The next number of the series in the calendar year of ``day``, drafts with a number counted."""
    with workspace.read() as session:
        mask = _mask(session, series).mask
        used = [read_number(mask, one.number) or 0 for one in _used(session, series, day.year)]
    return written(mask, max(used, default=0) + 1, day)


def next_order_number(workspace: Workspace, kind: str, day: dt.date) -> str:
    """The next number for an order of that kind."""
    with workspace.read() as session:
        series = series_of(session, kind)
    return next_number(workspace, series, day)


def remarks(
    workspace: Workspace, series: str, number: str, day: dt.date, *, draft: int | None = None, paper: int | None = None
) -> tuple[str, ...]:
    """What is to be looked at before a number is given: taken, skipping, out of the order of dates.

    ``draft``, ``paper``: the record that is being numbered itself.
    """
    with workspace.read() as session:
        mask = _mask(session, series)
        used = _used(session, series, day.year, without_draft=draft, without_paper=paper)
    told = [f"Номер {number} уже занят: {one.what}." for one in used if same_number(one.number, number)]
    ordinal = read_number(mask.mask, number)
    given = {value: one for one in used if (value := read_number(mask.mask, one.number)) is not None}
    if told or ordinal is None or not given:
        return tuple(told)
    missing = list(range(max(given) + 1, ordinal)) if ordinal > max(given) else []
    if mask.watched and missing:
        words = "Пропускается номер" if len(missing) == 1 else "Пропускаются номера"
        told.append(f"{words} {_listed(map(str, missing))}.")
    later = [one for value, one in given.items() if value < ordinal and one.date > day and not one.draft]
    earlier = [one for value, one in given.items() if value > ordinal and one.date < day and not one.draft]
    if later:
        told.append(f"Номер больше, а дата раньше, чем у документа: {later[-1].what}.")
    elif earlier:
        told.append(f"Номер меньше, а дата позже, чем у документа: {earlier[0].what}.")
    return tuple(told)


def order_remarks(
    workspace: Workspace, kind: str, number: str, day: dt.date, *, draft: int | None = None
) -> tuple[str, ...]:
    """``remarks`` on the number of an order of that kind."""
    with workspace.read() as session:
        series = series_of(session, kind)
    return remarks(workspace, series, number, day, draft=draft)


def notices(workspace: Workspace, years: Iterable[int]) -> tuple[SeriesNotice, ...]:
    """Numbers given twice and, in series kept here alone, numbers that nobody has."""
    found: list[SeriesNotice] = []
    with workspace.read() as session:
        masks = {one.series: one for one in _complete(session).masks}
        asked = sorted(set(years))
        given = _given(session, masks, asked)
    for year in asked:
        for series, mask in masks.items():
            used = [one for one in given.get((series, year), ()) if not one.draft]
            duplicates = _duplicates(used)
            gaps = _gaps(mask, used) if mask.watched else ()
            if gaps or duplicates:
                found.append(SeriesNotice(series, year, gaps, duplicates))
    return tuple(found)


def _duplicates(used: list[_Used]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    for one in used:
        seen[number_key(one.number)] = seen.get(number_key(one.number), 0) + 1
    told = {number_key(one.number): one.number for one in used}
    return tuple(told[key] for key, times in seen.items() if times > 1)


def _gaps(mask: SeriesMask, used: list[_Used]) -> tuple[int, ...]:
    given = {value for one in used if (value := read_number(mask.mask, one.number)) is not None}
    if not given or max(given) > 10_000:
        return ()
    return tuple(value for value in range(1, max(given)) if value not in given)[:_MOST_GAPS]


def _used(
    session: Session, series: str, year: int, *, without_draft: int | None = None, without_paper: int | None = None
) -> list[_Used]:
    found = _given(session, {series}, {year}, without_draft=without_draft, without_paper=without_paper)
    return found.get((series, year), [])


def _given(
    session: Session,
    series: Collection[str],
    years: Collection[int],
    *,
    without_draft: int | None = None,
    without_paper: int | None = None,
) -> dict[tuple[str, int], list[_Used]]:
    """Numbers given, by series and year. Plain columns: a paper is kept with all its blocks."""
    found: dict[tuple[str, int], list[_Used]] = defaultdict(list)
    orders = select(Order.series, Order.number, Order.date).where(Order.series.in_(series), Order.year.in_(years))
    for one, given, on in session.execute(orders):
        found[one, on.year].append(_Used(given, on, f"приказ № {given} от {on:%d.%m.%Y}", False))
    for record, without, draft in ((RegisteredPaper, without_paper, False), (OrderDraftRecord, without_draft, True)):
        query = select(record.series, record.number, record.date, record.heading).where(
            record.series.in_(series),
            record.deleted_at.is_(None),
            record.id != (without or 0),
        )
        for one, number, date, heading in session.execute(query):
            if number is not None and date is not None and date.year in years:
                what = f"проект «{heading[:80]}»" if draft else f"«{heading[:80]}» от {date:%d.%m.%Y}"
                found[one, date.year].append(_Used(number, date, what, draft))
    return found


def _stored(session: Session) -> Numbering:
    row = session.scalar(select(Setting).where(Setting.key == _KEY))
    return Numbering() if row is None else from_plain(Numbering, row.value)


def _complete(session: Session) -> Numbering:
    stored = _stored(session)
    masks = {one.series: one for one in stored.masks}
    kinds = {one.kind: one.series for one in stored.kinds}
    suffix = session.get_one(School, 1).order_number_suffix or ""
    usual = {series: SeriesMask(series, _usual_mask(series, suffix), series in _OWN_BOOK) for series in SERIES}
    return replace(
        stored,
        masks=tuple(masks.get(series, usual[series]) for series in SERIES),
        kinds=tuple(KindSeries(kind, kinds.get(kind) or _USUAL[kind]) for kind in ORDER_TYPES),
    )


def _mask(session: Session, series: str) -> SeriesMask:
    found = {one.series: one for one in _complete(session).masks}
    return found.get(series, SeriesMask(series, "{n}", False))


def _usual_mask(series: str, suffix: str) -> str:
    if series == "mentoring":
        return "{n}-н"
    return f"{{n}}{_FIELD.sub('', suffix)}" if series in ORDER_SERIES else "{n}"


def _listed(numbers: Iterable[str]) -> str:
    several = list(numbers)
    shown = ", ".join(several[:6])
    rest = len(several) - 6
    return f"{shown} и ещё {counted(rest, 'номер', 'номера', 'номеров')}" if rest > 0 else shown


_USUAL: Final = {one.code: one.series for one in PAPERS if one.group == "order"}
