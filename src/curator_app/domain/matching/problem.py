"""What is asked of the solver: mentors, open requests, and what the curator has settled already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from curator_app.domain.matching.facts import MenteeFacts, MentorFacts, Wishes
from curator_app.domain.matching.weights import DEFAULT_ORDER, Tier, Weights, checked_order

NO_WISHES = Wishes({}, {})


@dataclass(frozen=True, slots=True)
class Request:
    """An open request of a mentee, the unit of assignment; ``id`` is the request's, ``mentee.id`` the person's.

    Requests with an equal ``group`` go to one mentor, whole group or nobody, and take a place for each mentee in it;
    two requests of one mentee outside a group go to different mentors. ``key`` (names, dates) breaks ties: the
    smaller key is served first.
    """

    id: int
    mentee: MenteeFacts
    key: tuple[str, ...] = ()
    urgent: bool = False
    group: str | None = None


@dataclass(frozen=True)
class Problem:
    """Everything the plan depends on.

    ``bans`` are (mentor, mentee), ``locks`` are (mentor, request): pairs that must not and must be. ``draft`` is the
    plan the curator saw last, {request: mentor}. ``standing_groups`` is {group label: mentor} of groups that run
    already, ``group_limit`` the most mentees a group may have. Raises ValueError for ids used twice, locks or drafts
    of unknown requests and for an order of tiers that does not begin with coverage.
    """

    mentors: tuple[MentorFacts, ...]
    requests: tuple[Request, ...]
    wishes: Wishes = NO_WISHES
    bans: frozenset[tuple[int, int]] = frozenset()
    locks: frozenset[tuple[int, int]] = frozenset()
    draft: Mapping[int, int] = field(default_factory=dict)
    standing_groups: Mapping[str, int] = field(default_factory=dict)
    group_limit: int | None = None
    weights: Weights = field(default_factory=Weights)
    tiers: tuple[Tier, ...] = DEFAULT_ORDER

    def __post_init__(self) -> None:
        checked_order(self.tiers)
        mentors = {mentor.id for mentor in self.mentors}
        requests = {request.id for request in self.requests}
        if len(mentors) < len(self.mentors) or len(requests) < len(self.requests):
            raise ValueError("an id stands twice")
        if not all(mentor in mentors and request in requests for mentor, request in self.locks):
            raise ValueError("a lock of somebody unknown")

    def coverage(self, request: Request) -> int:
        """What serving the request counts in the first tier."""
        return self.weights.urgent if request.urgent else 1
