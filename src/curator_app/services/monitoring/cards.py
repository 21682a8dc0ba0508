"""Which card shows a record of a list behind a number."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select

from curator_app.domain.indicators.facts import Kind
from curator_app.models import Deficit, Mentee, Mentor, Reply, Request
from curator_app.services.monitoring.rows import ListedRow
from curator_app.services.workspace import Workspace

Card = tuple[str, int]
"""Kind of the card and number of its record."""
_OWN = {
    Kind.PAIR.value: "pair",
    Kind.ROUTE.value: "route",
    Kind.STEP.value: "route_step",
    Kind.ACTIVITY.value: "activity",
    Kind.CONTEST.value: "contest",
    Kind.PUBLICATION.value: "publication",
    Kind.PRACTICE.value: "practice",
    Kind.AGREEMENT.value: "agreement",
}
_OF_SOMEBODY = {
    Kind.DEFICIT.value: select(Deficit.id, Request.mentee_id).join(Request, Request.id == Deficit.request_id),
    Kind.REPLY.value: select(Reply.id, Reply.respondent_id),
}


def cards_of(workspace: Workspace, rows: Iterable[ListedRow], *, prefer: str = "mentee") -> dict[Card, Card]:
    """{(kind, number) of a row: its card}. A deficit and a reply lead to their person; somebody who is mentor and
    mentee gets ``prefer``; what has no card is left out. A constant number of queries."""
    numbers: dict[str, set[int]] = {}
    for row in rows:
        numbers.setdefault(row.kind, set()).add(row.id)
    found: dict[Card, Card] = {(kind, one): (_OWN[kind], one) for kind in _OWN for one in numbers.get(kind, ())}
    owners: dict[Card, int] = {(Kind.PERSON.value, one): one for one in numbers.get(Kind.PERSON.value, ())}
    with workspace.read() as session:
        for kind, query in _OF_SOMEBODY.items():
            if kind in numbers:
                chosen = query.where(query.selected_columns[0].in_(numbers[kind]))
                owners |= {(kind, number): person for number, person in session.execute(chosen)}
        people: Collection[int] = set(owners.values())
        roles = {
            "mentor": set(session.scalars(select(Mentor.id).where(Mentor.id.in_(people)))),
            "mentee": set(session.scalars(select(Mentee.id).where(Mentee.id.in_(people)))),
        }
    other = "mentor" if prefer == "mentee" else "mentee"
    for listed, person in owners.items():
        role = next((one for one in (prefer, other) if person in roles[one]), None)
        if role is not None:
            found[listed] = (role, person)
    return found
