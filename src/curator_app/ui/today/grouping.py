"""Tasks as lines under headings: by term, by person, by kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from curator_app.domain.codes import TaskObject
from curator_app.domain.terms.states import TaskState
from curator_app.services.terms.rows import OWN_RULE, TaskRow
from curator_app.texts.collation import collation_key, fold, words
from curator_app.texts.grammar import counted
from curator_app.texts.terms import NEEDS, day_words
from curator_app.ui.common.palette import Tone
from curator_app.ui.today.list_model import Group, Line
from curator_app.ui.today.needs import need_words

By = Literal["terms", "people", "kinds"]
BY: Final[dict[By, str]] = {"terms": "По срокам", "people": "По людям", "kinds": "По видам"}

LATE, TODAY, WEEK, LATER = "late", "today", "week", "later"
EARLIER, NO_DATE, DONE = "earlier", "no_date", "done"
_BUCKETS: Final[dict[str, tuple[str, Tone]]] = {
    LATE: ("Просрочено", "danger"),
    TODAY: ("Сегодня", "accent"),
    WEEK: ("На этой неделе", "info"),
    LATER: ("Позже", "neutral"),
    EARLIER: ("До начала работы в программе", "neutral"),
    NO_DATE: ("Нет даты-основания", "neutral"),
    DONE: ("Сделано", "neutral"),
}
_PLACES: Final = {key: place for place, key in enumerate(_BUCKETS)}
# Thousands of tasks are asked at a time: a name is read faster than the value of a member.
_DONE: Final = TaskState.DONE.value
_DROPPED: Final = TaskState.DROPPED.value
_OVER: Final = frozenset({_DONE, _DROPPED})
_OF_SCHOOL: Final = TaskObject.SCHOOL.value
_FEW: Final = 12
_OTHER: Final = "other"
_SCHOOL: Final = "Школа"
_PERSON: Final = "person:"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tasks are late, due today and due until the end of the week."""

    late: int
    today: int
    week: int


def bucket(row: TaskRow, today: dt.date) -> str:
    """Which part of the day's list a task belongs to. A week ends on Sunday. What fell due before the school began to
    work here may have been done on paper: it is not called late."""
    if row.trigger_changed:
        return TODAY
    if row.state in _OVER:
        return DONE
    if row.acts_on is None:
        return NO_DATE
    if row.acts_on < today:
        return EARLIER if row.inherited and row.postponed_to is None else LATE
    if row.acts_on == today:
        return TODAY
    sunday = today + dt.timedelta(days=7 - today.isoweekday())
    return WEEK if row.acts_on <= sunday else LATER


def count(rows: Iterable[TaskRow], today: dt.date) -> Counts:
    """The counters of the tab."""
    found = [bucket(row, today) for row in rows]
    return Counts(found.count(LATE), found.count(TODAY), found.count(WEEK))


def found(rows: Iterable[TaskRow], query: str) -> list[TaskRow]:
    """Rows in which every word of the query occurs somewhere."""
    wanted = words(query)
    return [row for row in rows if not wanted or all(word in fold(_told(row)) for word in wanted)]


def groups(rows: Sequence[TaskRow], by: By, today: dt.date, names: Mapping[int, str]) -> list[Group]:
    """The list. ``names``: {person: full name}; a task about a pair stands under its mentees when grouped by people."""
    places = {title: collation_key(title) for title in {row.object_title for row in rows}}
    ordered = sorted(rows, key=lambda row: _order(row, today, places))
    if by == "terms":
        return _by_terms(ordered, today)
    live = [row for row in ordered if bucket(row, today) != DONE]
    done = [row for row in ordered if bucket(row, today) == DONE]
    key = _of_people(names) if by == "people" else _kind
    made = _gathered(live, key, today)
    return [*made, *_by_terms(done, today)]


def unfolded(group: Group) -> Group:
    """The same group, open from the first (a search looks everywhere)."""
    return replace(group, key=f"{group.key}:found", folds_first=False)


def line(row: TaskRow, today: dt.date, *, told_above: bool = False) -> Line:
    """One task as it is painted. ``told_above``: the heading names the person already."""
    where = bucket(row, today)
    named = told_above and len(row.persons) < 2
    about = "" if named or row.object_kind == _OF_SCHOOL else row.object_title
    told = [about or row.rule]
    if row.postponed_to is not None and where != DONE:
        told.append(f"отложено до {day_words(row.postponed_to)}")
    return Line(
        key=row.id,
        title=row.title,
        below="  ·  ".join(one for one in told if one),
        badge=badge_words(row, today),
        tone=_tone(row, where),
        moved=row.moved,
        need=need_words(row) if where != DONE else "",
        done=where == DONE,
        faint=where in {EARLIER, NO_DATE},
        question=row.trigger_changed,
    )


def badge_words(row: TaskRow, today: dt.date) -> str:
    """«сегодня», «3 дня назад», «чт 08.10», «сделано 05.10», «нет даты»."""
    if row.trigger_changed:
        return "основание изменилось"
    if row.state == _DROPPED:
        return "не требуется"
    if row.state == _DONE:
        return f"сделано {row.done_on:%d.%m}" if row.done_on else "сделано"
    day = row.acts_on
    if day is None:
        return "нет даты"
    if day < today:
        return f"{counted((today - day).days, 'день', 'дня', 'дней')} назад"
    if day == today:
        return "сегодня"
    if (day - today).days == 1:
        return "завтра"
    return day_words(day, year=day.year != today.year)


# --- inside


def _by_terms(rows: Sequence[TaskRow], today: dt.date) -> list[Group]:
    parts: dict[str, list[Line]] = {key: [] for key in _BUCKETS}
    for row in rows:
        parts[bucket(row, today)].append(line(row, today))
    urgent = any(parts[key] for key in (LATE, TODAY, WEEK))
    result = []
    for key, lines in parts.items():
        if lines:
            title, tone = _BUCKETS[key]
            later = key == LATER and urgent and len(lines) > _FEW
            result.append(Group(key, title, tuple(lines), tone, folds_first=later or key in {EARLIER, NO_DATE, DONE}))
    return result


def _gathered(rows: Sequence[TaskRow], key: Callable[[TaskRow], tuple[str, str]], today: dt.date) -> list[Group]:
    """Groups in the order of their most urgent task (the rows come in that order)."""
    titles: dict[str, str] = {}
    lines: dict[str, list[Line]] = {}
    worst: dict[str, Tone] = {}
    for row in rows:
        name, title = key(row)
        titles[name] = title
        lines.setdefault(name, []).append(line(row, today, told_above=name.startswith(_PERSON)))
        tone = _BUCKETS[bucket(row, today)][1]
        worst.setdefault(name, tone if tone in {"danger", "accent"} else "neutral")
    return [Group(name, titles[name], tuple(lines[name]), worst[name]) for name in lines]


def _of_people(names: Mapping[int, str]) -> Callable[[TaskRow], tuple[str, str]]:
    def key(row: TaskRow) -> tuple[str, str]:
        # The mentor stands first among the persons of a pair; the task is about the mentee.
        whom = row.persons[-1] if row.persons else None
        if whom is None:
            return f"{_PERSON}0", _SCHOOL
        return f"{_PERSON}{whom}", names.get(whom, row.object_title)

    return key


def _kind(row: TaskRow) -> tuple[str, str]:
    if row.rule_id == OWN_RULE:
        return "kind:own", "Свои задачи"
    if row.needs in NEEDS:
        return f"kind:{row.needs}", NEEDS[row.needs][:1].upper() + NEEDS[row.needs][1:]
    return f"kind:{_OTHER}", "Остальное"


def _order(row: TaskRow, today: dt.date, places: Mapping[str, str]) -> tuple[int, int, int, str, str]:
    where = bucket(row, today)
    if where == DONE:
        day = -(row.done_on.toordinal() if row.done_on else 0)
    else:
        day = row.acts_on.toordinal() if row.acts_on else 0
    return _PLACES[where], 0 if row.trigger_changed else 1, day, places[row.object_title], row.rule_id


def _tone(row: TaskRow, where: str) -> Tone:
    if row.trigger_changed:
        return "warn"
    if where == LATE:
        return "danger"
    if where == TODAY:
        return "accent"
    if where == DONE:
        return "ok" if row.state == TaskState.DONE.value else "neutral"
    return "info" if where == WEEK else "neutral"


def _told(row: TaskRow) -> str:
    told = (
        row.title,
        row.object_title,
        row.rule,
        row.source,
        row.result or "",
        row.evidence or "",
        row.note or "",
        NEEDS.get(row.needs or "", ""),
        "" if row.acts_on is None else f"{row.acts_on:%d.%m.%Y}",
    )
    return " ".join(told)
