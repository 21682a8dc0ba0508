"""Several changes of records of different kinds as one action: what a repair of a proposal consists of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from curator_app.services.records.adding import delete, merged, put_all
from curator_app.services.workspace import Workspace

Step = tuple[Literal["add", "set", "remove"], str, Mapping[str, Any]]
"""One call of ``add``, ``set`` or ``remove``: what, of which kind, with which record; ``remove`` needs its ``id`` only
and is for consents, wishes, locks and bans."""


def apply_steps(workspace: Workspace, title: str, steps: Sequence[Step]) -> None:
    """Makes the changes in one action named ``title``; all or nothing. Raises KnownProblem."""
    whole = [merged(workspace, kind, [record]) if do == "set" else [dict(record)] for do, kind, record in steps]
    with workspace.action(title) as session:
        for (do, kind, record), records in zip(steps, whole, strict=True):
            if do == "remove":
                delete(session, kind, int(record["id"]))
            else:
                own = [one["id"] if do == "set" else None for one in records]
                put_all(workspace, session, kind, records, {}, own)
