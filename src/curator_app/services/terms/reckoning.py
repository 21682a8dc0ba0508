"""Every task of the base on a day: rules × what they are about, with the marks that were made."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import TaskMarkState, TaskObject
from curator_app.domain.terms.calendar import OffReason, WorkCalendar
from curator_app.domain.terms.occurrences import Occurrence, Span, due
from curator_app.domain.terms.rules import Rule, Trigger
from curator_app.domain.terms.settings import CountingSettings
from curator_app.domain.terms.states import TaskState, ladder_step, state_on
from curator_app.models import TaskMark
from curator_app.services.terms.rows import TaskRow
from curator_app.services.terms.subjects import Fact, Subject
from curator_app.texts.terms import moved_words, reason_words, rule_words

MarkKey = tuple[str, str, int, str]
_DONE: Final = TaskMarkState.DONE.value
_DROPPED: Final = TaskMarkState.DROPPED.value
_OVER: Final = (TaskState.DONE, TaskState.DROPPED, TaskState.NO_TRIGGER)
_ALWAYS_TOLD: Final = (TaskState.OVERDUE, TaskState.DUE, TaskState.NO_TRIGGER)
_MENTEE_BASE: Final = "mentee_base"
_NO_OCCURRENCE: Final = Occurrence("", None, dt.date.min, dt.date.min, None, None, (), True)


class Mark(NamedTuple):
    """A mark as the base keeps it."""

    state: str
    trigger_date: dt.date | None
    done_on: dt.date | None
    postponed_to: dt.date | None
    evidence: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All that terms are reckoned with. ``begun``: the day the base was made; ``missed``: also the last period of a
    calendar rule that nobody kept."""

    on: dt.date
    calendar: WorkCalendar
    settings: CountingSettings
    marks: Mapping[MarkKey, Mark]
    begun: dt.date = dt.date.min
    missed: bool = True

    def tasks(
        self, rules: Iterable[Rule], subjects: Sequence[Subject], horizon: int | None = None
    ) -> Iterator[TaskRow]:
        """The tasks of the rules, unsorted. ``horizon``: only those that are late, due within so many days, done and
        due within so many days before or after, or without the date that starts the clock; nothing of pairs that
        have ended."""
        done = {(kind, number) for (_rule, kind, number, _key), mark in self.marks.items() if mark.state == _DONE}
        of_trigger: dict[Trigger, list[Subject]] = defaultdict(list)
        for subject in subjects:
            if subject.ended and (horizon is not None or (subject.kind, subject.id) not in done):
                continue
            for trigger in subject.spans:
                of_trigger[trigger].append(subject)
        done_before = _last_done(self.marks)
        for rule in rules:
            words = rule_words(rule)
            reckoned: dict[Span, tuple[Occurrence, ...]] = {}
            for subject in of_trigger[rule.trigger]:
                span = subject.spans[rule.trigger]
                if rule.trigger is Trigger.PREVIOUS_DONE:
                    span = _since_last(rule, span, done_before)
                if span not in reckoned:
                    reckoned[span] = due(rule, span, self.on, self.calendar, self.settings, missed=self.missed)
                for occurrence in reckoned[span] or (None,):
                    row = self._row(rule, words, subject, occurrence, horizon)
                    if row is not None:
                        yield row

    def _row(
        self, rule: Rule, words: str, subject: Subject, found: Occurrence | None, horizon: int | None
    ) -> TaskRow | None:
        occurrence = found or _NO_OCCURRENCE
        mark = self.marks.get((rule.id, subject.kind, subject.id, occurrence.key))
        if subject.ended and (mark is None or mark.state != _DONE):
            return None
        acts_on = _acts_on(found, mark)
        state, fact = self._state(rule, subject, occurrence.key, acts_on, mark)
        if horizon is not None and not self._wanted(state, acts_on, horizon):
            return None
        running = acts_on is not None and state not in _OVER
        return TaskRow(
            id=task_id(rule.id, subject.kind, subject.id, occurrence.key),
            rule_id=rule.id,
            occurrence=occurrence.key,
            title=rule.task,
            rule=words,
            source=rule.source,
            object_kind=subject.kind.value,
            object_id=subject.id,
            object_title=subject.title,
            persons=subject.persons,
            trigger=rule.trigger.value,
            trigger_date=occurrence.trigger_date,
            raw_due=None if found is None else found.raw_due,
            due=None if found is None else found.due,
            window_start=occurrence.window_start,
            window_end=occurrence.window_end,
            moved=_moved(found),
            acts_on=acts_on,
            state=state.value,
            days_left=None if acts_on is None else (acts_on - self.on).days,
            ladder=ladder_step(acts_on, self.on) if running and acts_on is not None else None,
            needs=rule.needs,
            responsible=rule.responsible,
            result=rule.result,
            done_on=fact.done_on if fact else (mark.done_on if mark else None),
            evidence=fact.evidence if fact else (mark.evidence if mark else None),
            note=mark.note if mark else None,
            postponed_to=mark.postponed_to if mark else None,
            trigger_changed=fact is None and _changed(mark, occurrence),
            derived=fact is not None,
            calendar_known=occurrence.calendar_known,
            inherited=found is not None and found.due < self.begun,
        )

    def _state(
        self, rule: Rule, subject: Subject, key: str, acts_on: dt.date | None, mark: Mark | None
    ) -> tuple[TaskState, Fact | None]:
        if mark is not None and mark.state == _DONE:
            return TaskState.DONE, None
        fact = None
        if subject.facts and acts_on is not None:
            fact = next(
                (told for one in (f"{rule.id}:{key}", rule.id, rule.needs) if (told := subject.facts.get(one or ""))),
                None,
            )
        if fact is not None:
            return TaskState.DONE, fact
        if mark is not None and mark.state == _DROPPED:
            return TaskState.DROPPED, None
        return (TaskState.NO_TRIGGER if acts_on is None else state_on(acts_on, self.on)), None

    def _wanted(self, state: TaskState, acts_on: dt.date | None, horizon: int) -> bool:
        if state in _ALWAYS_TOLD:
            return True
        if state is TaskState.DROPPED or acts_on is None:
            return False
        left = (acts_on - self.on).days
        return left <= horizon and (state is TaskState.OPEN or left >= -horizon)


def task_id(rule_id: str, kind: TaskObject, object_id: int, occurrence: str) -> str:
    """«s2-p1:mentee:7», «s0-8:school:0:2026-09»."""
    told = f"{rule_id}:{kind.value}:{object_id}"
    return f"{told}:{occurrence}" if occurrence else told


def read_marks(session: Session) -> dict[MarkKey, Mark]:
    """All marks by what they are about."""
    table = TaskMark.__table__.c
    query = select(
        table.rule_code,
        table.object_kind,
        table.object_id,
        table.occurrence,
        table.state,
        table.trigger_date,
        table.done_on,
        table.postponed_to,
        table.evidence,
        table.note,
    )
    # Rows of the bare table: a base of ten years has tens of thousands of marks.
    return {
        (rule, kind, number, key): Mark(*rest) for rule, kind, number, key, *rest in session.connection().execute(query)
    }


def _last_done(marks: Mapping[MarkKey, Mark]) -> dict[str, dt.date]:
    """{rule: the day it was last done}."""
    last: dict[str, dt.date] = {}
    for (rule, *_rest), mark in marks.items():
        if mark.done_on is not None and mark.done_on > last.get(rule, dt.date.min):
            last[rule] = mark.done_on
    return last


def _since_last(rule: Rule, looked: Span, done_before: Mapping[str, dt.date]) -> Span:
    """The later of the last mark and, for the list of mentees, its last «актуализировано» (S1 Пол-3.4-2)."""
    days = (done_before.get(rule.id), looked.start if rule.needs == _MENTEE_BASE else None)
    return Span(max((day for day in days if day is not None), default=None))


def _acts_on(found: Occurrence | None, mark: Mark | None) -> dt.date | None:
    if mark is not None and mark.postponed_to is not None:
        return mark.postponed_to
    return None if found is None else found.due


def _changed(mark: Mark | None, occurrence: Occurrence) -> bool:
    """A mark was made for a date that is no longer the one in the base; «не применимо» speaks of no date."""
    if mark is None or mark.state == _DROPPED:
        return False
    return mark.trigger_date != occurrence.trigger_date


def _moved(found: Occurrence | None) -> str:
    return "" if found is None or found.raw_due == found.due else _move_words(found.raw_due, found.due, found.moved)


@lru_cache(maxsize=1024)
def _move_words(raw: dt.date, due: dt.date, reasons: tuple[OffReason, ...]) -> str:
    return f"{moved_words(raw, due)} ({reason_words(reasons)})"
