"""Requests, notices, agreements, pauses: one action each. The order that follows is issued by ``services.papers``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from curator_app.domain.codes import PairEventKind, PairEventSide, PairStatus, PersonKind
from curator_app.domain.pair_life import earliest_release, paused_on
from curator_app.models import Pair, PairEvent, Person
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import pair_facts, pairs, people
from curator_app.services.pair_life.checks import running, within
from curator_app.services.pair_life.facts import pauses_of
from curator_app.services.pairs import PairData
from curator_app.services.terms.counting import read_calendar
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import field_label

_ASKED = {
    PairEventKind.RESIGNATION_REQUEST: ("Заявление о сложении обязанностей", PairEventSide.MENTOR),
    PairEventKind.REPLACEMENT_REQUEST: ("Ходатайство о замене наставника", PairEventSide.MENTEE),
    PairEventKind.EARLY_NOTICE: ("Уведомление о досрочном прекращении", PairEventSide.CURATOR),
}
CONTENT = (
    "mentoring_form",
    "mentoring_kind",
    "role_model",
    "focus",
    "subject",
    "justification",
)
"""What a correction by mutual agreement may change (S1 Пол-7.2)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestData:
    """A request or notice received: ``kind`` is one of the three of ``PairEventKind``; ``date`` the day it was handed
    over; ``effective_on`` the first day without the mentor, None = as early as the law allows."""

    kind: str
    date: dt.date
    effective_on: dt.date | None = None
    reason: str | None = None


def earliest_release_day(workspace: Workspace, pair_id: int, received: dt.date) -> dt.date:
    """The first day on which the mentor may be without duties: three working days after the warning for workers of the
    school (ТК РФ ст. 351.8), the next day for others. Raises NotFound."""
    with workspace.read() as session:
        return _earliest(session, pairs.require(session, pair_id), received)


def note_request(workspace: Workspace, pair_id: int, data: RequestData) -> int:
    """Puts a request or notice on file (S1 Пол-4.1, 5.1; ТК РФ ст. 351.8); the order is issued apart. Gives the number
    of the event. Raises InvalidInput, NotFound, KnownProblem (the pair is over)."""
    checker = Checker()
    checker.code("kind", data.kind, PairEventKind, required=True)
    reason = checker.text("reason", data.reason, limit=TEXT_LIMIT, lines=True)
    _not_ahead(checker, "date", data.date, workspace.clock.today())
    checker.done()
    kind = PairEventKind(data.kind)
    title, side = _ASKED[kind]
    with workspace.action(f"Принято: {title.lower()}") as session:
        pair = running(session, pair_id)
        earliest = _earliest(session, pair, data.date)
        day = data.effective_on or earliest
        if day < earliest:
            checker.fail(
                "effective_on",
                f"Раньше {earliest:%d.%m.%Y} нельзя: предупреждают не менее чем за три рабочих дня (ст. 351.8 ТК РФ).",
            )
        within(checker, "effective_on", pair, day)
        checker.done()
        event = PairEvent(
            pair_id=pair_id, kind=kind.value, side=side.value, date=data.date, effective_on=day, reason=reason
        )
        session.add(event)
        session.flush()
        return event.id


def agree_extension(workspace: Workspace, pair_id: int, until: dt.date, date: dt.date, reason: str | None) -> int:
    """Both sides agreed to go on until a later day (S1 Пол-7.2); the term itself is moved by the order. Raises
    InvalidInput, NotFound, KnownProblem (no order yet, the pair is over)."""
    checker = Checker()
    told = checker.text("reason", reason, limit=TEXT_LIMIT, lines=True)
    checker.date("until", until)
    _not_ahead(checker, "date", date, workspace.clock.today())
    with workspace.action(f"Согласовано продление до {until:%d.%m.%Y}") as session:
        pair = running(session, pair_id)
        if not _ordered(session, pair):
            raise KnownProblem("Приказа по этой паре ещё нет. Измените срок прямо в её карточке, кнопкой «Изменить…».")
        if pair.end_date is not None and until <= pair.end_date:
            checker.fail("until", f"Пара и так длится до {pair.end_date:%d.%m.%Y}. Укажите более позднюю дату.")
        checker.done()
        return _add(
            session,
            PairEvent(
                pair_id=pair_id,
                kind=PairEventKind.EXTENSION.value,
                side=PairEventSide.BOTH.value,
                date=date,
                effective_on=None if pair.end_date is None else pair.end_date + dt.timedelta(days=1),
                until=until,
                reason=told,
            ),
        )


def pause_pair(
    workspace: Workspace, pair_id: int, first: dt.date, until: dt.date | None, reason: str | None, date: dt.date
) -> int:
    """The pair does not work from ``first`` (to ``until`` when that is known): an illness, a long journey. The mentor's
    place stays taken. Raises InvalidInput, NotFound, KnownProblem (over, paused already)."""
    checker = Checker()
    told = checker.text("reason", reason, limit=TEXT_LIMIT, required=True, lines=True)
    checker.date("until", until)
    checker.order("until", first, until)
    with workspace.action(f"Приостановлена пара с {first:%d.%m.%Y}") as session:
        pair = running(session, pair_id)
        within(checker, "effective_on", pair, first)
        if until is not None:
            within(checker, "until", pair, until)
        checker.done()
        for one in pauses_of(session, [pair_id]).get(pair_id, ()):
            if one.meets(first, until):
                words = f" по {one.last:%d.%m.%Y}" if one.last else ""
                raise KnownProblem(f"Пара уже приостановлена с {one.first:%d.%m.%Y}{words}. Сначала возобновите её.")
        return _add(
            session,
            PairEvent(
                pair_id=pair_id,
                kind=PairEventKind.PAUSE.value,
                date=date,
                effective_on=first,
                until=until,
                reason=told,
            ),
        )


def resume_pair(workspace: Workspace, pair_id: int, on: dt.date, reason: str | None = None) -> int:
    """The first day of work after a pause. Raises InvalidInput, NotFound, KnownProblem (not paused then)."""
    checker = Checker()
    told = checker.text("reason", reason, limit=TEXT_LIMIT, lines=True)
    with workspace.action(f"Возобновлена пара с {on:%d.%m.%Y}") as session:
        pair = running(session, pair_id)
        within(checker, "effective_on", pair, on)
        checker.done()
        found = pauses_of(session, [pair_id]).get(pair_id, ())
        if paused_on(found, on) is None and pair.status != PairStatus.PAUSED.value:
            raise KnownProblem(f"На {on:%d.%m.%Y} пара не приостановлена. Проверьте дату возобновления.")
        if pair.status == PairStatus.PAUSED.value:
            pair.status = PairStatus.ASSIGNED.value
        return _add(
            session,
            PairEvent(
                pair_id=pair_id,
                kind=PairEventKind.RESUMPTION.value,
                date=workspace.clock.today(),
                effective_on=on,
                reason=told,
            ),
        )


def correct_pair(
    workspace: Workspace, pair_id: int, content: PairData, *, date: dt.date, effective_on: dt.date, reason: str | None
) -> tuple[str, ...]:
    """Changes the content of a pair by mutual agreement (S1 Пол-7.2): only the fields of ``CONTENT`` are taken. Gives
    what was changed, a line each, for the paper. Raises InvalidInput, NotFound, KnownProblem (nothing changed)."""
    checker = Checker()
    told = checker.text("reason", reason, limit=TEXT_LIMIT, required=True, lines=True)
    values = {field: checker.text(field, getattr(content, field), limit=TEXT_LIMIT, lines=True) for field in CONTENT}
    _not_ahead(checker, "date", date, workspace.clock.today())
    with workspace.action("Скорректировано содержание работы пары") as session:
        pair = running(session, pair_id)
        within(checker, "effective_on", pair, effective_on)
        checker.done()
        changes = tuple(
            f"{field_label(field)}: «{value or '—'}» вместо «{before}»."
            if before
            else f"{field_label(field)}: «{value}»."
            for field, value in values.items()
            if (before := getattr(pair, field)) != value
        )
        if not changes:
            raise KnownProblem("Ничего не изменено. Измените форму, направление или другие условия работы пары.")
        people.assign(pair, values)
        _add(
            session,
            PairEvent(
                pair_id=pair_id,
                kind=PairEventKind.CORRECTION.value,
                side=PairEventSide.BOTH.value,
                date=date,
                effective_on=effective_on,
                reason="\n".join((told or "", *changes)),
            ),
        )
        return changes


def remove_event(workspace: Workspace, event_id: int) -> None:
    """Takes back what was written down by mistake. Raises NotFound, KnownProblem (an order rests on it)."""
    with workspace.action("Удалена запись из жизни пары") as session:
        event = session.get(PairEvent, event_id)
        if event is None:
            raise NotFound("Этой записи в базе нет. Обновите карточку.")
        if event.order_id is not None:
            raise KnownProblem("По этой записи уже издан приказ. Отмените его другим приказом.")
        session.delete(event)


def _add(session: Session, event: PairEvent) -> int:
    session.add(event)
    session.flush()
    return event.id


def _ordered(session: Session, pair: Pair) -> bool:
    return pair.order_number is not None or pair.id in pair_facts.assignment_requisites(session)


def _earliest(session: Session, pair: Pair, received: dt.date) -> dt.date:
    mentor = session.get_one(Person, pair.mentor_id)
    if mentor.kind != PersonKind.STAFF.value:
        return received + dt.timedelta(days=1)
    return earliest_release(received, read_calendar(session))


def _not_ahead(checker: Checker, field: str, day: dt.date, today: dt.date) -> None:
    checker.date(field, day)
    if day > today:
        checker.fail(field, f"{day:%d.%m.%Y} ещё не наступило. Укажите, какого числа документ получен или подписан.")
