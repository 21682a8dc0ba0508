"""A school that has not closed its last year."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.ui.pairs.invented import make_school

from curator_app.models import Mentor, Pair
from curator_app.services import pairs
from curator_app.services.meetings import keeping
from curator_app.services.roadmaps import making as roadmaps
from curator_app.services.routes import life, making

_START, _END = dt.date(2025, 9, 10), dt.date(2026, 5, 31)


def leave_last_year(folder: Path) -> None:
    """A pair at work, its route and the roadmap of 2025/2026 in ``folder``."""
    invented = make_school(folder, today=_START)
    workspace = invented.workspace
    (pair,) = pairs.form_pairs(
        workspace,
        [pairs.PairData(mentor=invented.petrova, mentees=[invented.ivanova], start_date=_START, end_date=_END)],
    )
    route = making.create_route(workspace, making.propose_route(workspace, invented.ivanova, pair=pair).data)
    life.approve_route(workspace, route, _START)
    keeping.add_meeting(workspace, keeping.MeetingData(pair=pair, kind="acquaintance", date=_START, topic="Знакомство"))
    roadmaps.create_from_templates(workspace, "2025/2026", ["school"])
    with workspace.action("Пара работает") as session:
        session.get_one(Pair, pair).status = "assigned"
        session.get_one(Mentor, invented.petrova).status = "appointed"
    workspace.close()
