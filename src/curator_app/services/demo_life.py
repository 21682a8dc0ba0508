"""The demonstration school's acquaintance round, and what happened to its pairs until October."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select

from curator_app.domain.codes import WishSide
from curator_app.models import Wish
from curator_app.services import pairs
from curator_app.services.pair_life import acts
from curator_app.services.pair_life.acts import RequestData
from curator_app.services.rounds import keying, planning, reading
from curator_app.services.rounds.keying import SlipData
from curator_app.services.rounds.planning import RoundData
from curator_app.services.workspace import Workspace

At = Callable[[Workspace, dt.datetime], Workspace]
_MORNING, _EVENING = dt.time(10, 0), dt.time(16, 45)
_CHOICES = 3


def hold_round(workspace: Workspace, told: Mapping[str, Any], ids: Mapping[str, int], at: At) -> None:
    """The round whose slips gave the wishes of the base; those ``absent`` have handed in none."""
    facts = dict(told["round"])
    absent = {ids[ref] for ref in facts.pop("absent")}
    planned, keyed_on = (dt.date.fromisoformat(facts.pop(name)) for name in ("planned", "keyed"))
    facts["date"] = dt.date.fromisoformat(facts["date"])
    with workspace.read() as session:
        wishes = [(one.side, one.mentor_id, one.mentee_id, one.rank) for one in session.scalars(select(Wish))]
    mentors = sorted({mentor for _side, mentor, _mentee, _rank in wishes})
    mentees = sorted({mentee for _side, _mentor, mentee, _rank in wishes})
    number = planning.plan_round(
        at(workspace, dt.datetime.combine(planned, _MORNING)), RoundData(**facts), mentors, mentees
    )
    numbers = {(one.side, one.person): one.number for one in reading.get_round(workspace, number).participants}
    keyed = at(workspace, dt.datetime.combine(keyed_on, _EVENING))
    for (side, person), slip in numbers.items():
        if person in absent:
            continue
        about = [
            (rank, numbers[WishSide.MENTEE, mentee] if side is WishSide.MENTOR else numbers[WishSide.MENTOR, mentor])
            for wished, mentor, mentee, rank in wishes
            if wished == side.value and person == (mentor if side is WishSide.MENTOR else mentee)
        ]
        ranked = sorted((rank, other) for rank, other in about if rank is not None)[:_CHOICES]
        avoided = tuple(other for rank, other in about if rank is None)
        slip_data = SlipData(number=slip, choices=tuple(other for _rank, other in ranked), avoid=avoided)
        keying.key_slip(keyed, number, slip_data)


def fill_life(workspace: Workspace, told: Mapping[str, Any], ids: Mapping[str, int], at: At) -> None:
    """A pause and a request that waits for its order."""
    by_mentor = {row.mentor: row.id for row in pairs.list_pairs(workspace)}
    for one in told["pauses"]:
        noted = dt.date.fromisoformat(one["noted"])
        acts.pause_pair(
            at(workspace, dt.datetime.combine(noted, dt.time(9, 15))),
            by_mentor[ids[one["mentor"]]],
            dt.date.fromisoformat(one["first"]),
            dt.date.fromisoformat(one["until"]),
            one["reason"],
            noted,
        )
    for one in told["requests"]:
        day = dt.date.fromisoformat(one["date"])
        acts.note_request(
            at(workspace, dt.datetime.combine(day, dt.time(11, 20))),
            by_mentor[ids[one["mentor"]]],
            RequestData(kind=one["kind"], date=day, reason=one["reason"]),
        )
