"""What mentoring of the demonstration school has brought, its numbers and targets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from curator_app.services import outcome_rows, outcomes, pairs, practices
from curator_app.services.monitoring import targets
from curator_app.services.outcomes import AgreementData, ContestData, IncentiveData, PracticeData, PublicationData
from curator_app.services.papers.commands import OrderCommand, RewardChoice
from curator_app.services.papers.issuing import issue_order
from curator_app.services.routes import reading
from curator_app.services.workspace import Workspace

At = Callable[[Workspace, dt.datetime], Workspace]
_KINDS = {
    "contests": ContestData,
    "publications": PublicationData,
    "practices": PracticeData,
    "incentives": IncentiveData,
    "agreements": AgreementData,
}
_DAYS = frozenset({"date", "until", "published_on"})


def fill_outcomes(workspace: Workspace, told: Mapping[str, Any], ids: Mapping[str, int], at: At) -> None:
    """Contests, publications, practices (one told from a route), thanks with their order, agreements; numbers of pupils
    and the school's targets."""
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
            outcomes.save_outcome(at(workspace, _at_noon(entered.isoformat())), kind(**values))
    for one in told["cases"]:
        telling = at(workspace, _at_noon(one["entered"]))
        route = reading.routes_of_mentee(telling, ids[one["mentee"]])[0]
        outcomes.save_outcome(telling, practices.case_of_route(telling, route.id))
    _reward(workspace, told["reward_order"], ids, at)
    facts, wanted = told["facts"], told["targets"]
    settled = at(workspace, _at_noon(facts["date"]))
    targets.save_facts(settled, dt.date.fromisoformat(facts["date"]), facts["values"])
    targets.save_targets(settled, wanted["year"], wanted["values"])


def _reward(workspace: Workspace, told: Mapping[str, Any], ids: Mapping[str, int], at: At) -> None:
    """The order on rewards; the first of its payments has been made."""
    issuing = at(workspace, _at_noon(told["date"]))
    command = OrderCommand(
        type="incentive",
        number=told["number"],
        date=dt.date.fromisoformat(told["date"]),
        heading=told["heading"],
        rewards=tuple(RewardChoice(**{**one, "person": ids[one["person"]]}) for one in told["rewards"]),
    )
    issue_order(issuing, command)
    paid = [row.id for row in outcome_rows.list_outcome_rows(issuing, "incentive") if row.data.amount]
    outcomes.mark_paid(at(workspace, _at_noon(told["paid_on"])), paid[-1:], dt.date.fromisoformat(told["paid_on"]))


def _at_noon(day: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12, 0))
