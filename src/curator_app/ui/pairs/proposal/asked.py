"""What is reckoned about one cell when somebody stands on it."""

from __future__ import annotations

from dataclasses import dataclass

from curator_app.runtime.progress import Progress
from curator_app.services.proposals.asking import Answer, ask_why_not
from curator_app.services.proposals.repairing import RepairRow, repairs_of
from curator_app.ui.pairs.proposal.solved import Solved, pulse_of

Key = tuple[int, int]


@dataclass(frozen=True)
class Asked:
    """The answer about a cell: «почему не …» for a pair that is not proposed, repairs for a request left out."""

    key: Key
    answer: Answer | None = None
    repairs: tuple[RepairRow, ...] = ()


def ask(solved: Solved, key: Key, progress: Progress) -> Asked:
    """Reckons it. Raises Cancelled."""
    proposal = solved.proposal
    mentor, request = key
    pulse = pulse_of(progress)
    answer = None
    if proposal.mentor_of.get(request) != mentor:
        answer = ask_why_not(proposal, mentor, proposal.request[request].mentee, request)
    pulse()
    repairs = repairs_of(proposal, request) if request in solved.unmatched else ()
    return Asked(key, answer, repairs)
