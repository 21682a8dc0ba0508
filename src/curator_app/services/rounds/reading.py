"""Rounds as screens show them, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from curator_app.domain.codes import WishSide
from curator_app.models import AcquaintanceRound, Person, RoundParticipant, Wish
from curator_app.runtime.errors import NotFound
from curator_app.services.rounds.rows import ParticipantRow, RoundRow, RoundView
from curator_app.services.workspace import Workspace


def list_rounds(workspace: Workspace) -> list[RoundRow]:
    """All rounds, the latest first."""
    with workspace.read() as session:
        query = select(AcquaintanceRound).options(selectinload(AcquaintanceRound.participants))
        return [_row(one) for one in session.scalars(query.order_by(AcquaintanceRound.id.desc()))]


def get_round(workspace: Workspace, round_id: int) -> RoundView:
    """One round with its slips. Raises NotFound."""
    with workspace.read() as session:
        return read_round(session, round_id)


def require(session: Session, round_id: int) -> AcquaintanceRound:
    """The mapped round. Raises NotFound."""
    found = session.get(AcquaintanceRound, round_id)
    if found is None:
        raise NotFound(f"Встречи-знакомства № {round_id} в базе нет. Обновите список.")
    return found


def read_round(session: Session, round_id: int) -> RoundView:
    """The same inside the caller's session. Raises NotFound."""
    found = require(session, round_id)
    people = {
        one.id: one
        for one in session.scalars(select(Person).where(Person.id.in_([p.person_id for p in found.participants])))
    }
    choices, avoided = _wishes(session, found.participants)
    rows = [
        _participant(one, people[one.person_id], choices.get(one.id, ()), avoided.get(one.id, ()))
        for one in sorted(found.participants, key=lambda one: one.number)
    ]
    return RoundView(row=_row(found), participants=tuple(rows))


def _row(found: AcquaintanceRound) -> RoundRow:
    mentors = sum(one.side == WishSide.MENTOR.value for one in found.participants)
    return RoundRow(
        id=found.id,
        title=found.title,
        date=found.date,
        time=found.time,
        place=found.place,
        note=found.note,
        closed_on=found.closed_on,
        mentors=mentors,
        mentees=len(found.participants) - mentors,
        came=sum(one.came is True for one in found.participants),
        answered=sum(one.answered_on is not None for one in found.participants),
    )


def _wishes(
    session: Session, participants: list[RoundParticipant]
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """{participant: slip numbers wished, best first}, {participant: slip numbers not wished}; of those who answered."""
    numbers = {(WishSide(one.side), one.person_id): one.number for one in participants}
    own = {(WishSide(one.side), one.person_id): one.id for one in participants if one.answered_on is not None}
    ranked: dict[int, list[tuple[int, int]]] = defaultdict(list)
    avoided: dict[int, list[int]] = defaultdict(list)
    for wish in session.scalars(select(Wish).order_by(Wish.id)) if own else ():
        side = WishSide(wish.side)
        me, them = (wish.mentor_id, wish.mentee_id) if side is WishSide.MENTOR else (wish.mentee_id, wish.mentor_id)
        about = WishSide.MENTEE if side is WishSide.MENTOR else WishSide.MENTOR
        whose, number = own.get((side, me)), numbers.get((about, them))
        if whose is None or number is None:
            continue
        if wish.rank is None:
            avoided[whose].append(number)
        else:
            ranked[whose].append((wish.rank, number))
    return (
        {one: tuple(number for _rank, number in sorted(found)) for one, found in ranked.items()},
        {one: tuple(sorted(found)) for one, found in avoided.items()},
    )


def _participant(
    one: RoundParticipant, person: Person, choices: tuple[int, ...], avoid: tuple[int, ...]
) -> ParticipantRow:
    name = person.name
    return ParticipantRow(
        id=one.id,
        number=one.number,
        person=one.person_id,
        side=WishSide(one.side),
        name=name.full,
        short_name=name.surname_initials,
        what=_what(person),
        came=one.came,
        answered_on=one.answered_on,
        choices=choices,
        avoid=avoid,
    )


def _what(person: Person) -> str:
    """«учитель физики», «9А класс», «математика»: by what a person is known at the meeting."""
    subjects = ", ".join(person.subjects or ())
    if person.class_name:
        return f"{person.class_name} класс"
    post = person.position or ""
    if subjects and not any(subject.casefold()[:4] in post.casefold() for subject in person.subjects or ()):
        return f"{post}, {subjects}" if post else subjects
    return post or person.workplace or ""
