"""Taking more mutual wishes for less fit: the wishes that come true are locked, the rest is solved anew around them."""

from __future__ import annotations

from curator_app.runtime.errors import KnownProblem
from curator_app.services.proposals.explaining import Exchange
from curator_app.services.proposals.proposing import Proposal
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted

LOCK_REASON = "взаимное пожелание"


def new_wishes(proposal: Proposal, exchange: Exchange) -> tuple[tuple[int, int], ...]:
    """(mentor, mentee) of the mutual wishes that come true with the exchange and not without it."""
    mutual = proposal.plan.problem.wishes.mutual
    together = {(one.mentor, one.mentee) for one in proposal.pairs}
    found = {
        (mentor, proposal.request[request].mentee): None
        for request, mentor in exchange.mentor_of.items()
        if (mentor, proposal.request[request].mentee) in mutual
    }
    return tuple(pair for pair in found if pair not in together)


def take_exchange(workspace: Workspace, proposal: Proposal, exchange: Exchange) -> int:
    """Locks the wishes that come true, in one action; gives how many. Raises KnownProblem when there is none, or the
    base has moved on."""
    from curator_app.services.records.applying import apply_steps

    wishes = new_wishes(proposal, exchange)
    if not wishes:
        raise KnownProblem("Этот вариант не исполняет новых взаимных пожеланий. Выберите другой.")
    title = f"Учтены взаимные пожелания: {counted(len(wishes), 'пара', 'пары', 'пар')}"
    locks = [{"mentor": mentor, "mentee": mentee, "reason": LOCK_REASON} for mentor, mentee in wishes]
    apply_steps(workspace, title, [("add", "lock", lock) for lock in locks])
    return len(wishes)
