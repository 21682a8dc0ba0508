"""Several changes of records of different kinds as one action: what a repair of a proposal consists of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from curator_app.services.records.adding import delete, merged, put_all
from curator_app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Step:
    """One call of ``add``, ``set`` or ``remove`` with one record; ``remove`` needs its ``id`` only and is for
    consents, wishes, locks and bans."""

    do: Literal["add", "set", "remove"]
    kind: str
    record: Mapping[str, Any]


def apply_steps(workspace: Workspace, title: str, steps: Sequence[Step]) -> None:
    """Makes the changes in one action named ``title``; all or nothing. Raises KnownProblem."""
    whole = [merged(workspace, one.kind, [one.record]) if one.do == "set" else [dict(one.record)] for one in steps]
    with workspace.action(title) as session:
        for step, records in zip(steps, whole, strict=True):
            if step.do == "remove":
                delete(session, step.kind, int(step.record["id"]))
            else:
                own = [record["id"] if step.do == "set" else None for record in records]
                put_all(workspace, session, step.kind, records, {}, own)
