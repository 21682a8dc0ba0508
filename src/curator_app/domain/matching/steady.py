"""Whether a plan stays as it is when a unit left out takes new places that are added for it and nobody else."""

from __future__ import annotations

from curator_app.domain.matching.fair import fair_row
from curator_app.domain.matching.solution import Solution


def stays_best(solution: Solution, lot: int, mentor: int) -> bool:
    """Whether the plan and the unit locked into places added with the mentor are the best plan together.

    For the others nothing changes but the load their places bring that mentor to: a plan that gives the mentor fewer
    of them may gain by it. The parts of the search where the plan was not found are bounded by the best rival less
    the most that could be gained, its own part is searched again. False where that does not tell.
    """
    board, found = solution.fair, solution.found
    if found is None or found.best is None or found.rival is None or not found.proven:
        return False
    if fair_row(solution.model, lot)[mentor] is None or _meets_own(solution, lot, mentor):
        return False
    placing, pieces = found.best, board.pieces[lot]
    before, size, taken = placing.value, len(pieces), len(placing.held[mentor])
    if found.rival - before < placing.step[mentor] * size * taken:
        return False
    more = placing.first[mentor] * size + placing.step[mentor] * sum(range(taken, taken + size))
    trial = placing.clone()
    row = [placing.wall] * len(placing.room)
    row[mentor] = 0
    for piece in pieces:
        trial.add_place(mentor)
        trial.reprice(piece, row)
    return trial.value >= before + more


def _meets_own(solution: Solution, lot: int, mentor: int) -> bool:
    """Whether the mentor has another request of a mentee of the unit already."""
    return any(
        solution.columns[other] == mentor
        for pair in solution.model.apart()
        if lot in pair
        for other in pair
        if other != lot
    )
