"""Keying in a slip: first to third choice and «не хотел(а) бы», by slip numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.acquaintance import CHOICES
from curator_app.domain.codes import WishSide
from curator_app.models import AcquaintanceRound, RoundParticipant, Wish
from curator_app.runtime.errors import KnownProblem
from curator_app.services import people
from curator_app.services.rounds.planning import require_open
from curator_app.services.rounds.reading import get_round
from curator_app.services.rounds.rows import ParticipantRow, RoundView, number_span, other_side
from curator_app.services.workspace import Workspace

_SIDE = {WishSide.MENTOR: "наставник", WishSide.MENTEE: "наставляемый"}
_FROM = {WishSide.MENTOR: "наставников", WishSide.MENTEE: "наставляемых"}


@dataclass(frozen=True, kw_only=True, slots=True)
class SlipData:
    """A slip as it was handed in: its number, the numbers chosen (best first), those not wished."""

    number: int
    choices: tuple[int, ...] = ()
    avoid: tuple[int, ...] = ()


def find_problem(view: RoundView, slip: SlipData) -> str:
    """What is wrong with a slip, in a sentence; «» when it can be kept. For the screen while it is typed."""
    whose = view.by_number(slip.number)
    if whose is None:
        return f"Анкеты № {slip.number} в этой встрече нет: номера {number_span(view.participants)}."
    if len(slip.choices) > CHOICES:
        return "Выбрать можно не больше трёх: первый, второй и третий выбор."
    named = (*slip.choices, *slip.avoid)
    for number in named:
        if problem := _wrong_choice(view, whose, number):
            return problem
    twice = next((number for number in named if named.count(number) > 1), None)
    if twice is None:
        return ""
    found = view.by_number(twice)
    who = f"№ {twice}" + ("" if found is None else f", {found.short_name},")
    if twice in slip.choices and twice in slip.avoid:
        return f"{who} и выбран(а), и отмечен(а) «не хотел(а) бы». Оставьте что-то одно."
    return f"{who} указан(а) дважды. Каждого можно назвать один раз."


def _wrong_choice(view: RoundView, whose: ParticipantRow, number: int) -> str:
    found = view.by_number(number)
    wanted = other_side(whose.side)
    span = number_span(view.of_side(wanted))
    if found is None:
        return f"№ {number} в этой встрече нет. {whose.short_name} выбирает из {_FROM[wanted]}: № {span}."
    if found.person == whose.person:
        return f"№ {number} — это сам(а) {whose.short_name}. Себя выбрать нельзя."
    if found.side is whose.side:
        return (
            f"№ {number}, {found.short_name}, — тоже {_SIDE[found.side]}. "
            f"{whose.short_name} выбирает из {_FROM[wanted]}: № {span}."
        )
    return ""


def key_slip(workspace: Workspace, round_id: int, slip: SlipData) -> None:
    """Keeps one slip as wishes of its owner; what the same person wished of this round before is replaced (the journal
    remembers it). Whoever handed in a slip has come. Raises NotFound, KnownProblem."""
    view = get_round(workspace, round_id)
    if problem := find_problem(view, slip):
        raise KnownProblem(problem)
    whose = view.by_number(slip.number)
    assert whose is not None
    again = "Исправлена" if whose.answered else "Введена"
    with workspace.action(f"{again} анкета № {slip.number}: {whose.short_name}") as session:
        found = require_open(session, round_id)
        owner = _owner(found, slip.number)
        people.require_active(session, owner.person_id)
        by_number = {one.number: one.person_id for one in found.participants}
        wanted: dict[int, int | None] = dict.fromkeys(by_number[number] for number in slip.avoid)
        wanted |= {by_number[number]: place for place, number in enumerate(slip.choices, start=1)}
        _replace(session, found, owner, wanted, workspace.clock.today())
        owner.answered_on = owner.answered_on or workspace.clock.today()
        owner.came = True


def clear_slip(workspace: Workspace, round_id: int, number: int) -> None:
    """Takes a slip back as if it had never been handed in. Raises NotFound, KnownProblem."""
    with workspace.action(f"Очищена анкета № {number}") as session:
        found = require_open(session, round_id)
        owner = _owner(found, number)
        _replace(session, found, owner, {}, workspace.clock.today())
        owner.answered_on = None


def _owner(found: AcquaintanceRound, number: int) -> RoundParticipant:
    owner = next((one for one in found.participants if one.number == number), None)
    if owner is None:
        raise KnownProblem(f"Анкеты № {number} в этой встрече нет. Проверьте номер на листе.")
    return owner


def _replace(
    session: Session,
    found: AcquaintanceRound,
    owner: RoundParticipant,
    wanted: dict[int, int | None],
    today: dt.date,
) -> None:
    """Makes the owner's wishes about the other side of the round these ({person: place, None = not wished})."""
    side = WishSide(owner.side)
    about = other_side(side)
    them = [one.person_id for one in found.participants if one.side == about.value]
    mine = Wish.mentor_id if side is WishSide.MENTOR else Wish.mentee_id
    theirs = Wish.mentee_id if side is WishSide.MENTOR else Wish.mentor_id
    kept = session.scalars(
        select(Wish).where(Wish.side == side.value, mine == owner.person_id, theirs.in_(them)).order_by(Wish.id)
    ).all()
    for wish in kept:
        other = wish.mentee_id if side is WishSide.MENTOR else wish.mentor_id
        if other not in wanted:
            session.delete(wish)
            continue
        place = wanted.pop(other)
        if (wish.rank, wish.avoid) != (place, place is None):
            wish.rank, wish.avoid = place, place is None
        wish.round_id, wish.made_on = found.id, found.date or today
    session.flush()
    for other, place in wanted.items():
        wish = _wish(side, owner.person_id, other, place)
        wish.round_id, wish.made_on = found.id, found.date or today
        session.add(wish)
    session.flush()


def _wish(side: WishSide, me: int, other: int, place: int | None) -> Wish:
    mentor, mentee = (me, other) if side is WishSide.MENTOR else (other, me)
    return Wish(side=side.value, mentor_id=mentor, mentee_id=mentee, rank=place, avoid=place is None)


def answered_words(rows: Sequence[ParticipantRow]) -> str:
    """«ответили 9 из 12»."""
    return f"ответили {sum(one.answered for one in rows)} из {len(rows)}"
