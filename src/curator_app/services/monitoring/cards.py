"""Which card shows a person of a list: that of the mentee or that of the mentor."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from curator_app.models import Mentee, Mentor
from curator_app.services.workspace import Workspace


def cards_of(workspace: Workspace, people: Collection[int], *, prefer: str = "mentee") -> dict[int, str]:
    """{person: «mentor» or «mentee»}; somebody who is both gets ``prefer``, who is neither is left out."""
    with workspace.read() as session:
        found = {
            "mentor": set(session.scalars(select(Mentor.id).where(Mentor.id.in_(people)))),
            "mentee": set(session.scalars(select(Mentee.id).where(Mentee.id.in_(people)))),
        }
    other = "mentor" if prefer == "mentee" else "mentee"
    return {one: prefer if one in found[prefer] else other for one in people if one in found[prefer] | found[other]}
