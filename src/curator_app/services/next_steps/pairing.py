"""«Пары», «ИОМ»: orders, consents, terms of pairs; a route for every mentee and its steps."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from curator_app.domain.codes import PAIR_ENDED, OrderEffect, PairEventKind, RouteStatus, StepStatus
from curator_app.domain.school_year import SchoolYear
from curator_app.models import (
    AcademicYear,
    Order,
    OrderPair,
    Pair,
    PairEvent,
    PairMentee,
    Route,
    RouteStep,
)
from curator_app.services import consents, pair_facts
from curator_app.services.next_steps.facts import needed, read_people
from curator_app.services.next_steps.people import empty_base, no_mentor
from curator_app.services.next_steps.rows import Asking, Door, NextStep
from curator_app.services.pair_life.facts import WAITING
from curator_app.texts.grammar import counted, plural

_SOON = dt.timedelta(days=30)


class _Pair(NamedTuple):
    """A pair that is not over, as its order sees it."""

    id: int
    mentor: int
    start: dt.date | None
    end: dt.date | None
    form: str | None
    ordered: bool
    waits: bool
    mentees: tuple[int, ...]


def of_pairs(asking: Asking) -> NextStep:
    """The first act with pairs and groups; three queries."""
    people = read_people(asking)
    if not people:
        return empty_base("pairs")
    pairs = _read_pairs(asking)
    waiting = [one for one in people if one.waits]
    if not pairs and not waiting:
        return NextStep("pairs.none", "Сначала отметьте, кому нужен наставник", "Выбрать…", Door.STAFF_MENTEES)
    if found := tuple(one.id for one in pairs if one.waits):
        return NextStep(
            "pairs.waits",
            f"По заявлению или соглашению {_verb(len(found), 'ждёт', 'ждут')} приказа {_pairs(len(found))}",
            "Показать",
            Door.PAIRS_SHOWN,
            found,
        )
    kinds = {one.id: one.kind for one in people}
    states = consents.standings(asking.session, asking.today)
    lacking = {
        pair.id
        for pair in pairs
        for one in (pair.mentor, *pair.mentees)
        for kind in needed(mentor=one == pair.mentor, kind=kinds.get(one, ""))
        if states.get(one, {}).get(kind) != "given"
    }
    bare = [one for one in pairs if not one.ordered]
    if found := tuple(one.id for one in bare if one.id not in lacking and one.start and one.end and one.form):
        words = counted(len(found), "пара готова", "пары готовы", "пар готовы")
        return NextStep("pairs.order", f"{words} к приказу", "Приказ…", Door.PAIR_ORDER, found)
    # as the chip of the list: an order issued before does not replace a consent that was withdrawn or has ended
    if found := tuple(one.id for one in pairs if one.id in lacking):
        words = counted(len(found), "пары", "пар", "пар")
        return NextStep("pairs.consents", f"Согласий не хватает у {words}", "Согласия…", Door.PAIR_CONSENTS, found)
    if found := tuple(one.id for one in bare):
        words = counted(len(found), "пары", "пар", "пар")
        return NextStep("pairs.facts", f"Срок или форма не указаны у {words}", "Указать…", Door.PAIR_CARD, found)
    if waiting:
        return no_mentor("pairs", waiting)
    if found := tuple(one.id for one in pairs if one.end is not None and one.end <= asking.today + _SOON):
        words = counted(len(found), "пары", "пар", "пар")
        return NextStep(
            "pairs.ending", f"Срок {words} кончается: продлите или завершите", "Показать", Door.PAIRS_SHOWN, found
        )
    return NextStep("pairs.done", "Все пары закреплены приказом")


def of_routes(asking: Asking) -> NextStep:
    """The first act with routes; three queries."""
    people = read_people(asking)
    if not people:
        return empty_base("routes")
    mentees = [one for one in people if one.is_mentee]
    if not mentees:
        return NextStep(
            "routes.none", "Маршрут составляют наставляемому. Отметьте, кто это", "Выбрать…", Door.STAFF_MENTEES
        )
    without = [one for one in mentees if one.lacks_route]
    # somebody who has a mentor already comes first; the number is that of the whole list, as the card tells it
    without.sort(key=lambda one: not one.paired)
    lacking = NextStep(
        "routes.without",
        f"Маршрута нет у {counted(len(without), 'наставляемого', 'наставляемых', 'наставляемых')}",
        "Создать…",
        Door.NEW_ROUTE,
        tuple(one.id for one in without),
    )
    if without and without[0].paired:
        return lacking
    if late := _late_steps(asking):
        words = counted(len(late), "просроченный шаг", "просроченных шага", "просроченных шагов")
        return NextStep("routes.late", f"В маршрутах {words}: отметьте сделанное", "Показать", Door.STEPS_SHOWN, late)
    if drafts := _drafts(asking):
        words = counted(len(drafts), "маршрут", "маршрута", "маршрутов")
        return NextStep("routes.approval", f"Не утверждено: {words}", "Утвердить…", Door.ROUTE_APPROVAL, drafts)
    return lacking if without else NextStep("routes.done", "Маршруты составлены, просроченных шагов нет")


def _read_pairs(asking: Asking) -> list[_Pair]:
    """Pairs of the year that are not over, in the order of entry; one query."""
    cancelled = select(Order.refers_to_id).where(Order.effect == OrderEffect.CANCELS.value)
    ordered = or_(
        Pair.order_number.is_not(None),
        exists().where(
            OrderPair.pair_id == Pair.id,
            Order.id == OrderPair.order_id,
            Order.type.in_(pair_facts.ASSIGNING),
            Order.id.not_in(cancelled),
        ),
    )
    waits = exists().where(
        PairEvent.pair_id == Pair.id,
        PairEvent.kind.in_(WAITING),
        PairEvent.order_id.is_(None),
        or_(
            PairEvent.kind != PairEventKind.EXTENSION.value,
            PairEvent.until.is_(None),
            Pair.end_date.is_(None),
            Pair.end_date < PairEvent.until,
        ),
    )
    left = and_(PairMentee.end_date.is_not(None), or_(Pair.end_date.is_(None), PairMentee.end_date < Pair.end_date))
    query = (
        select(
            Pair.id, Pair.mentor_id, Pair.start_date, Pair.end_date, Pair.mentoring_form, ordered, waits,
            AcademicYear.label, PairMentee.mentee_id,
        )
        .outerjoin(AcademicYear, AcademicYear.id == Pair.academic_year_id)
        .outerjoin(PairMentee, and_(PairMentee.pair_id == Pair.id, ~left))
        .where(Pair.deleted_at.is_(None), Pair.status.not_in(PAIR_ENDED))
        .order_by(Pair.id, PairMentee.id)
    )  # fmt: skip
    members: dict[int, list[int]] = defaultdict(list)
    found: dict[int, _Pair] = {}
    for number, mentor, start, end, form, has_order, waiting, label, mentee in asking.session.execute(query):
        if mentee is not None:
            members[number].append(mentee)
        if _in_year(asking, start, end, label):
            found[number] = _Pair(number, mentor, start, end, form, has_order, waiting, ())
    return [pair._replace(mentees=tuple(members[pair.id])) for pair in found.values()]


def _in_year(asking: Asking, start: dt.date | None, end: dt.date | None, label: str | None) -> bool:
    """As the list of pairs: one that is not over is also looked at after its last day, until somebody settles it."""
    year = SchoolYear.parse(asking.year)
    if year is None or (start is None and label is None):
        return True
    if start is None:
        return label == asking.year
    return year.concerns(start, end if asking.today > year.end else None, asking.today)


def _late_steps(asking: Asking) -> tuple[int, ...]:
    """Open steps behind their term in routes of the year that are not over; one query."""
    over = (RouteStatus.COMPLETED.value, RouteStatus.TERMINATED.value)
    return tuple(
        asking.session.scalars(
            select(RouteStep.id)
            .join(Route, Route.id == RouteStep.route_id)
            .where(
                Route.deleted_at.is_(None),
                Route.status.not_in(over),
                _of_year(asking.year),
                RouteStep.status.not_in((StepStatus.DONE.value, StepStatus.CANCELLED.value)),
                RouteStep.due_date < asking.today,
            )
            .order_by(RouteStep.due_date, RouteStep.id)
        )
    )


def _drafts(asking: Asking) -> tuple[int, ...]:
    """Routes of the year that nobody has approved; one query."""
    return tuple(
        asking.session.scalars(
            select(Route.id)
            .where(Route.deleted_at.is_(None), Route.status == RouteStatus.DRAFT.value, _of_year(asking.year))
            .order_by(Route.start_date, Route.id)
        )
    )


def _of_year(label: str) -> ColumnElement[bool]:
    year = SchoolYear.parse(label)
    return true() if year is None else and_(Route.start_date <= year.end, Route.end_date >= year.start)


def _verb(number: int, one: str, many: str) -> str:
    return plural(number, one, many, many)


def _pairs(number: int) -> str:
    return counted(number, "пара", "пары", "пар")
