"""The demonstration school's round and what happened to its pairs."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from curator_app.models import Wish
from curator_app.services import demo, pairs
from curator_app.services.rounds import reading
from curator_app.services.workspace import Workspace


def _wishes(workspace: Workspace) -> set[tuple[str, int, int, int | None]]:
    with workspace.read() as session:
        return {(one.side, one.mentor_id, one.mentee_id, one.rank) for one in session.scalars(select(Wish))}


def test_the_round_holds_the_wishes_of_the_base_and_a_pair_waits_for_the_visitor(
    workspace: Workspace, tmp_path: Path
) -> None:
    demo.fill(workspace)
    before = _wishes(workspace)
    demo.make_papers(workspace, tmp_path)
    assert _wishes(workspace) == before
    (row,) = reading.list_rounds(workspace)
    assert 0 < row.answered < row.invited
    found = reading.get_round(workspace, row.id).analysis()
    assert len(found.mutual) >= 5
    assert found.unwished
    rows = pairs.list_pairs(workspace)
    assert [one.status for one in rows].count("paused") == 1
    assert [one.waits for one in rows if one.waits] == ["replacement_request"]
