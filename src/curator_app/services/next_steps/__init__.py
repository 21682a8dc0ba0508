"""«Что делать дальше»: the single most useful act of a tab, told from the base as it is. Reads only.

At most three queries a tab, however large the school. The numbers are those the tab itself shows on its chips and
cards; terms are told by «Сегодня» alone, from its own rows.
"""

from __future__ import annotations

from typing import Final

from curator_app.services.next_steps.rows import Asking, Door, NextStep
from curator_app.services.workspace import Workspace

__all__ = ["PLACES", "Door", "NextStep", "next_step"]

PLACES: Final = (
    "mentors",
    "requests",
    "pairs",
    "routes",
    "surveys",
    "roadmap",
    "papers",
    "papers.monitoring",
    "papers.outcomes",
)
"""Keys of the tabs (and of their parts) that ``next_step`` knows; «Сегодня» is told by ``today.of_today``."""


def next_step(workspace: Workspace, place: str, year: str) -> NextStep:
    """The next act in the tab ``place`` in the school year ``year``; a step without a button: all is done there."""
    # The window opens with «Сегодня» and does not wait for these.
    from curator_app.services.next_steps import pairing, papers, people, work

    tellers = (
        people.of_mentors,
        people.of_requests,
        pairing.of_pairs,
        pairing.of_routes,
        work.of_surveys,
        work.of_roadmap,
        papers.of_papers,
        papers.of_monitoring,
        papers.of_outcomes,
    )
    tell = dict(zip(PLACES, tellers, strict=True))[place]
    with workspace.read() as session:
        return tell(Asking(session, workspace.clock.today(), year))
