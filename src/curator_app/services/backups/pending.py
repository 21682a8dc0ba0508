"""What has to be done again in a base that came back from a copy."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from curator_app.services.workspace import Workspace
from curator_app.storage import shelf


def apply_pending(workspace: Workspace) -> int:
    """Destroys again what had been destroyed in the base that was replaced by a copy; gives the number of people.

    To be called after every opening: a computer that died after a restore is caught up with.
    """
    told = shelf.remembered(workspace.folder).erasures
    if not told or workspace.read_only:
        return 0
    from curator_app.services.privacy.erasing import ErasureRow
    from curator_app.services.privacy.reapplying import reapply_erasures

    def row(one: dict[str, Any]) -> ErasureRow:
        return ErasureRow(
            id=int(one["id"]),
            at=dt.datetime.fromisoformat(str(one["at"])),
            kind=str(one["kind"]),
            person=int(one["person_id"]),
            act_number=one["act_number"],
            reason=str(one["reason"]),
            basis=one["basis"],
            categories=tuple(json.loads(one["categories"])),
            counts=json.loads(one["counts"]),
        )

    done = reapply_erasures(workspace, [row(one) for one in told])
    shelf.remember(workspace.folder, erasures=None)
    return done
