"""«Что делать дальше»: the single most useful act of a tab, told from the base as it is. Reads only.

At most three queries a tab, however large the school. The numbers are those the tab itself shows on its chips and
cards; terms are told by «Сегодня» alone, from its own rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from curator_app.services.next_steps.pairing import of_pairs, of_routes
from curator_app.services.next_steps.papers import of_monitoring, of_outcomes, of_papers
from curator_app.services.next_steps.people import of_mentors, of_requests
from curator_app.services.next_steps.rows import Asking, Door, NextStep
from curator_app.services.next_steps.work import of_roadmap, of_surveys
from curator_app.services.workspace import Workspace

__all__ = ["PLACES", "Door", "NextStep", "next_step"]

_OF: Final[Mapping[str, Callable[[Asking], NextStep]]] = {
    "mentors": of_mentors,
    "requests": of_requests,
    "pairs": of_pairs,
    "routes": of_routes,
    "surveys": of_surveys,
    "roadmap": of_roadmap,
    "papers": of_papers,
    "papers.monitoring": of_monitoring,
    "papers.outcomes": of_outcomes,
}
PLACES: Final = tuple(_OF)
"""Keys of the tabs (and of their parts) that ``next_step`` knows; «Сегодня» is told by ``today.of_today``."""


def next_step(workspace: Workspace, place: str, year: str) -> NextStep:
    """The next act in the tab ``place`` in the school year ``year``; a step without a button: all is done there."""
    with workspace.read() as session:
        return _OF[place](Asking(session, workspace.clock.today(), year))
