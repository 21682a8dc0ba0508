"""A proposal as the matrix of the heat map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from curator_app.services.proposals.explaining import PairExplanation, Unmatched, forbidden_words
from curator_app.services.proposals.proposing import Proposal, ProposalMentor, ProposalRequest
from curator_app.ui.pairs.heat_map import Cell, HeatColumn, HeatData, HeatRow, Mark, Wish


def heat_data(
    proposal: Proposal, explained: Mapping[int, PairExplanation], unmatched: Mapping[int, Unmatched]
) -> HeatData:
    """Rows are mentors, columns are requests, colours are the fit of a pair by itself."""
    people: dict[int, set[int]] = {}
    for pair in proposal.pairs:
        people.setdefault(pair.mentor, set()).add(pair.mentee)
    asked = Counter(one.mentee for one in proposal.requests)
    return HeatData(
        rows=tuple(_row(one, len(people.get(one.id, ()))) for one in proposal.mentors),
        columns=tuple(_column(one, unmatched.get(one.id), several=asked[one.mentee] > 1) for one in proposal.requests),
        cells=_cells(proposal, explained),
    )


def _row(mentor: ProposalMentor, proposed: int) -> HeatRow:
    told = [mentor.position, mentor.workplace, "согласия получены не все" if mentor.missing else None]
    return HeatRow(
        id=mentor.id,
        name=mentor.name,
        full_name=mentor.full_name,
        subject=", ".join(mentor.subjects),
        note="\n".join(one for one in told if one),
        load=mentor.load,
        proposed=proposed,
        places=mentor.capacity,
    )


def _column(request: ProposalRequest, left_out: Unmatched | None, *, several: bool) -> HeatColumn:
    told = [request.position, request.subject and f"предмет: {request.subject}", request.wording]
    return HeatColumn(
        id=request.id,
        name=f"{request.name} ({request.subject})" if several and request.subject else request.name,
        full_name=request.full_name,
        subject=request.subject or "",
        note="\n".join(one for one in told if one),
        urgent=request.urgent,
        group=request.group,
        unmatched=left_out.cause if left_out is not None else "",
    )


def _cells(proposal: Proposal, explained: Mapping[int, PairExplanation]) -> dict[tuple[int, int], Cell]:
    wishes = proposal.plan.problem.wishes
    cells: dict[tuple[int, int], Cell] = {}
    plain = {fit: Cell(fit) for fit in range(101)}
    locks = proposal.locks
    for mentor, row in zip(proposal.mentors, proposal.heat, strict=True):
        for request, fit in zip(proposal.requests, row, strict=True):
            key, pair = (mentor.id, request.id), (mentor.id, request.mentee)
            proposed = proposal.mentor_of.get(request.id) == mentor.id
            locked = pair in locks and (proposed or proposal.mentor_of.get(request.id) is None)
            wished = pair in wishes.of_mentees or pair in wishes.of_mentors
            if fit is not None and not (proposed or locked or wished):
                cells[key] = plain[fit]
                continue
            mark = Mark.LOCKED if locked else Mark.BANNED if pair in proposal.bans else Mark.FREE
            wish = Wish.MUTUAL if pair in wishes.mutual else Wish.ONE if wished else Wish.NONE
            cells[key] = Cell(
                fit=fit,
                mark=mark,
                proposed=proposed,
                interchangeable=proposed and explained[request.id].interchangeable,
                wish=wish,
                reason=forbidden_words(proposal, *key) if fit is None else locks.get(pair, "") if locked else "",
            )
    return cells
