"""What the screen needs of a proposal, reckoned together in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from curator_app.runtime.errors import Cancelled
from curator_app.runtime.progress import Progress
from curator_app.services.proposals.explaining import (
    PairExplanation,
    SchoolGap,
    Unfulfilled,
    Unmatched,
    explain_pairs,
    explain_unmatched,
    school_gaps,
    unfulfilled,
)
from curator_app.services.proposals.proposing import Proposal, propose
from curator_app.services.proposals.settings import MatchingSettings
from curator_app.services.workspace import Workspace
from curator_app.ui.pairs.heat_map import HeatData
from curator_app.ui.pairs.proposal.heat_data import heat_data


@dataclass(frozen=True)
class Solved:
    """A proposal with its explanations and its picture."""

    proposal: Proposal
    explained: Mapping[int, PairExplanation]
    unmatched: Mapping[int, Unmatched]
    unfulfilled: tuple[Unfulfilled, ...]
    gaps: tuple[SchoolGap, ...]
    heat: HeatData


def pulse_of(progress: Progress) -> Callable[[], None]:
    """What the solver calls now and then: it stops when the job is not wanted any more."""

    def pulse() -> None:
        if progress.cancelled():
            raise Cancelled

    return pulse


def solve(workspace: Workspace, progress: Progress, settings: MatchingSettings | None = None) -> Solved:
    """Reads the base and reckons everything. Raises Cancelled."""
    pulse = pulse_of(progress)
    proposal = propose(workspace, settings=settings, pulse=pulse)
    pulse()
    explained = explain_pairs(proposal)
    pulse()
    unmatched = explain_unmatched(proposal)
    pulse()
    return Solved(
        proposal=proposal,
        explained=explained,
        unmatched=unmatched,
        unfulfilled=unfulfilled(proposal),
        gaps=school_gaps(proposal),
        heat=heat_data(proposal, explained, unmatched),
    )
