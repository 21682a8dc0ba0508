"""What an issued order does to its pairs, and which pairs cannot take it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents.paper_data import OrderData
from curator_app.domain.codes import PAIR_ENDED, ClosingReason, OrderType, PairStatus
from curator_app.models import Action, Order, OrderPair, Pair, PairMentee
from curator_app.runtime.errors import KnownProblem
from curator_app.services import mentors, pair_facts, people
from curator_app.services.papers import events, register, rewards
from curator_app.services.papers.building import load_pairs
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.people import title_of
from curator_app.services.school import ensure_year

_ASSIGNING = {OrderType.ASSIGNMENT, OrderType.ASSIGNMENT_LIST}
_OF_A_PAIR = {OrderType.REPLACEMENT, OrderType.EXTENSION, OrderType.COMPLETION}


def with_reference(session: Session, command: OrderCommand) -> OrderCommand:
    """An order about pairs that already have one refers to it by itself."""
    if command.refers_to is not None or command.type not in _OF_A_PAIR:
        return command
    assigned = pair_facts.assigning_orders(session)
    found = {assigned[one].id for one in command.pairs if one in assigned}
    return replace(command, refers_to=found.pop()) if len(found) == 1 else command


def check(session: Session, command: OrderCommand) -> None:
    """Refuses an order that its pairs or the order it refers to cannot take. Raises KnownProblem, NotFound."""
    if command.refers_to is not None:
        if register.statuses(session).get(command.refers_to) == "cancelled":
            raise KnownProblem("Этот приказ уже отменён. Изменять и отменять можно только действующий приказ.")
        earlier = session.get(Order, command.refers_to)
        if earlier is not None and earlier.type == OrderType.CANCELLATION:
            raise KnownProblem("Приказ об отмене не изменяют и не отменяют. Издайте новый приказ о закреплении.")
        if earlier is not None and command.date is not None and command.date < earlier.date:
            raise KnownProblem("Дата нового приказа раньше даты приказа, который он изменяет. Исправьте дату.")
        if command.type == OrderType.CANCELLATION:
            _refuse_before_later(session, command.refers_to)
    assigned = pair_facts.assigning_orders(session)
    for pair in load_pairs(session, command.pairs):
        who = title_of(people.require(session, pair.mentor_id))
        if pair.status in PAIR_ENDED and command.type != OrderType.INCENTIVE:
            raise KnownProblem(
                f"Пара с наставником {who} уже завершена. Приказ о ней издать нельзя: уберите её из приказа."
            )
        if command.type in _ASSIGNING and pair.id in assigned:
            order = assigned[pair.id]
            raise KnownProblem(
                f"Пара с наставником {who} уже закреплена приказом № {order.number} от {order.date:%d.%m.%Y}. "
                "Измените его приказом о внесении изменений."
            )
        _check_dates(pair, command, who)
    if command.type == OrderType.REPLACEMENT and command.new_mentor is not None:
        _check_new_mentor(session, command)


def _refuse_before_later(session: Session, order_id: int) -> None:
    """An order is taken back only after the later ones that rest on it: else a pair that was completed or given to
    another mentor since would come back as it was long before."""
    about = select(OrderPair.pair_id).where(OrderPair.order_id == order_id)
    later = (
        select(Order)
        .join(OrderPair, OrderPair.order_id == Order.id)
        .where(OrderPair.pair_id.in_(about), Order.id > order_id, Order.type.in_(_OF_A_PAIR))
        .order_by(Order.id.desc())
    )
    states = register.statuses(session)
    for order in session.scalars(later):
        if states[order.id] != "cancelled":
            raise KnownProblem(
                f"После этого приказа о той же паре издан приказ № {order.number} от {order.date:%d.%m.%Y}. "
                "Сначала отмените его."
            )


def _check_dates(pair: Pair, command: OrderCommand, who: str) -> None:
    if command.type == OrderType.REPLACEMENT and command.from_date is not None:
        if pair.start_date is not None and command.from_date <= pair.start_date:
            raise KnownProblem(f"Новый наставник закрепляется позже начала пары с наставником {who}. Исправьте дату.")
        if pair.end_date is not None and command.from_date > pair.end_date:
            raise KnownProblem(f"К этой дате пара с наставником {who} уже закончится. Исправьте дату.")
    until, completed = command.end_date, command.effective_date
    if command.type == OrderType.EXTENSION and until and pair.end_date and until <= pair.end_date:
        raise KnownProblem(f"Пара с наставником {who} и так длится не меньше. Укажите более позднюю дату.")
    if command.type == OrderType.COMPLETION and completed and pair.start_date and completed < pair.start_date:
        raise KnownProblem(f"Дата завершения раньше начала пары с наставником {who}. Исправьте дату.")


def _check_new_mentor(session: Session, command: OrderCommand) -> None:
    assert command.new_mentor is not None
    mentors.require(session, command.new_mentor)
    people.require_active(session, command.new_mentor)
    (pair,) = load_pairs(session, command.pairs)
    if command.new_mentor == pair.mentor_id:
        raise KnownProblem("Новый наставник — тот же человек. Выберите другого наставника.")
    if command.new_mentor in {member.mentee_id for member in pair.members}:
        raise KnownProblem("Человек не может быть наставником самому себе. Выберите другого наставника.")


def apply(session: Session, command: OrderCommand) -> list[int]:
    """Does to the pairs what the order says; gives the numbers of the pairs the order is about."""
    pairs = load_pairs(session, command.pairs)
    ids = [pair.id for pair in pairs]
    match command.type:
        case OrderType.ASSIGNMENT | OrderType.ASSIGNMENT_LIST:
            for pair in pairs:
                pair.status = PairStatus.ASSIGNED.value
        case OrderType.REPLACEMENT:
            assert command.from_date is not None
            assert command.new_mentor is not None
            ids.append(
                _replace_mentor(session, pairs[0], command.new_mentor, command.from_date, command.closing_reason)
            )
        case OrderType.EXTENSION:
            assert command.end_date is not None
            for pair in pairs:
                _move_end(pair, command.end_date)
        case OrderType.COMPLETION:
            assert command.effective_date is not None
            for pair in pairs:
                _end(pair, last_day(pair, command.effective_date), command.closing_reason)
        case OrderType.CANCELLATION:
            ids = _cancel(session, command)
    return ids


def _replace_mentor(session: Session, pair: Pair, mentor_id: int, first_day: dt.date, reason: str | None) -> int:
    """Ends the old pair the day before and opens the new one (architecture: effective-dated periods)."""
    end = pair.end_date
    members = [member.mentee_id for member in pair.members if member.end_date is None or member.end_date >= first_day]
    _end(pair, first_day - dt.timedelta(days=1), reason or ClosingReason.PARTICIPANTS_INITIATIVE.value, done=False)
    session.flush()
    opened = Pair(
        mentor_id=mentor_id,
        replaces_id=pair.id,
        academic_year_id=ensure_year(session, first_day).id,
        request_id=pair.request_id,
        mentoring_form=pair.mentoring_form,
        mentoring_kind=pair.mentoring_kind,
        role_model=pair.role_model,
        focus=pair.focus,
        subject=pair.subject,
        start_date=first_day,
        end_date=end,
        status=PairStatus.ASSIGNED.value,
    )
    session.add(opened)
    session.flush()
    for mentee_id in members:
        opened.members.append(PairMentee(mentor_id=mentor_id, mentee_id=mentee_id, start_date=first_day, end_date=end))
        session.flush()
    return opened.id


def last_day(pair: Pair, completed: dt.date) -> dt.date:
    """When a pair ends that an order calls completed from a day on: not after its own term, which only an order on
    extension moves. The order keeps the day it names."""
    return completed if pair.end_date is None else min(pair.end_date, completed)


def _move_end(pair: Pair, end: dt.date) -> None:
    for member in pair.members:
        if member.end_date is None or member.end_date == pair.end_date:
            member.end_date = end
    pair.end_date = end


def _end(pair: Pair, on: dt.date, reason: str | None, *, done: bool = True) -> None:
    completed = done and reason == ClosingReason.PLAN_COMPLETED.value
    pair.status = (PairStatus.COMPLETED if completed else PairStatus.TERMINATED).value
    pair.closing_reason = reason
    pair.end_date = on
    for member in pair.members:
        if member.end_date is None or member.end_date > on:
            member.end_date = on


def _cancel(session: Session, command: OrderCommand) -> list[int]:
    """Takes back what the cancelled order did to its pairs: an assigned pair waits for an order again, a replaced
    mentor comes back, a moved or early end is as it was."""
    query = select(OrderPair.pair_id).where(OrderPair.order_id == command.refers_to).order_by(OrderPair.id)
    ids = list(session.scalars(query))
    events.reopen(session, order_id=command.refers_to)
    order = session.get_one(Order, command.refers_to)
    rewards.withdraw(session, order.id)
    pairs = [session.get_one(Pair, one) for one in ids]
    if order.type in _ASSIGNING:
        for pair in pairs:
            if pair.status == PairStatus.ASSIGNED.value:
                pair.status = PairStatus.READY.value
    elif order.type == OrderType.REPLACEMENT and len(pairs) == 2:
        old, new = pairs
        _reopen(old, new.end_date)
        new.deleted_at = session.get_one(Action, session.info["action_id"]).at
    elif order.type in {OrderType.EXTENSION, OrderType.COMPLETION}:
        for pair, told in zip(pairs, OrderData.from_dict(order.snapshot).pairs, strict=False):
            if order.type == OrderType.COMPLETION or pair.status not in PAIR_ENDED:
                _reopen(pair, told.previous_end)
    return ids


def _reopen(pair: Pair, end: dt.date | None) -> None:
    ended = pair.end_date
    pair.status = PairStatus.ASSIGNED.value
    pair.closing_reason = None
    pair.end_date = end
    for member in pair.members:
        if member.end_date == ended:
            member.end_date = end
