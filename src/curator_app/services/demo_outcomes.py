"""What mentoring of the demonstration school has brought, its numbers and targets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from curator_app.services import outcomes, pairs
from curator_app.services.monitoring import targets
from curator_app.services.outcomes import AgreementData, ContestData, IncentiveData, PracticeData, PublicationData
from curator_app.services.workspace import Workspace

At = Callable[[Workspace, dt.datetime], Workspace]
_TOLD = dt.datetime(2026, 9, 1, 12, 0)
_KINDS = {
    "contests": ContestData,
    "publications": PublicationData,
    "practices": PracticeData,
    "incentives": IncentiveData,
    "agreements": AgreementData,
}
_DAYS = frozenset({"date", "until"})


def fill_outcomes(workspace: Workspace, told: Mapping[str, Any], ids: Mapping[str, int], at: At) -> None:
    """Contests, publications, practices, thanks, an agreement; numbers of pupils and the school's targets."""
    by_mentor = {row.mentor: row.id for row in reversed(pairs.list_pairs(workspace))}
    for name, kind in _KINDS.items():
        for one in told[name]:
            values: dict[str, Any] = {
                key: dt.date.fromisoformat(value) if key in _DAYS else value for key, value in one.items()
            }
            entered = dt.date.fromisoformat(values.pop("entered"))
            if "mentor" in values:
                values["pair"] = by_mentor[ids[values.pop("mentor")]]
            if "person" in values:
                values["person"] = ids[values["person"]]
            outcomes.save_outcome(at(workspace, dt.datetime.combine(entered, dt.time(10, 30))), kind(**values))
    facts, wanted = told["facts"], told["targets"]
    settled = at(workspace, _TOLD)
    targets.save_facts(settled, dt.date.fromisoformat(facts["date"]), facts["values"])
    targets.save_targets(settled, wanted["year"], wanted["values"])
