"""The proposal: who should be paired with whom, as frozen rows for screens and the command line.

Solving is quick; what explains the plan is reckoned when it is asked for (``explaining``, ``repairing``, ``asking``).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from curator_app.domain.matching.causes import troubles
from curator_app.domain.matching.facts import Obstacle
from curator_app.domain.matching.periods import Period
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.solver import outline, scored
from curator_app.domain.matching.weights import Tier
from curator_app.services.proposals.gathering import Gathered, gather, planned_period
from curator_app.services.proposals.seen import seen_plan
from curator_app.services.proposals.settings import MatchingSettings, read_settings
from curator_app.services.proposals.world import MenteeCard, MentorCard
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import Case, counted
from curator_app.texts.proposal import TROUBLES

_HEAT = {Tier.DEFICITS: 60, Tier.WISHES: 25, Tier.CONDITIONS: 15}


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalMentor:
    """A mentor who may be proposed. ``capacity_left`` is capacity minus running mentees; locked pairs take their
    places of it. ``missing``: kinds of consents an order still needs."""

    id: int
    full_name: str
    name: str
    kind: str
    position: str | None
    workplace: str | None
    subjects: tuple[str, ...]
    building: str | None
    shift: str | None
    mentoring_form: str | None
    capacity: int
    load: int
    capacity_left: int
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalRequest:
    """An open request, the unit of assignment; ``id`` is the request's, ``mentee`` the person's number. ``coverage``
    is what serving it counts in the first tier."""

    id: int
    mentee: int
    full_name: str
    name: str
    kind: str
    position: str | None
    group: str | None
    date: dt.date | None
    wording: str
    urgent: bool
    coverage: int
    subject: str | None
    subject_required: bool
    deficits: tuple[tuple[str, int], ...]
    building: str | None
    shift: str | None
    mentoring_form: str | None
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposedPair:
    """A pair of the proposal; ``parts`` are its points by tier, coverage left out."""

    request: int
    mentee: int
    mentor: int
    locked: bool
    score: int
    parts: Mapping[Tier, int]


Rows = tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The proposal. ``mentors`` and ``requests`` stand by name; ``scores``, ``heat`` are rows by mentor, cells by
    request. ``unmatched`` are numbers of requests. ``problems``: sentences about what cuts the whole plan short,
    ``notes``: what else the curator should know. ``bans``, ``locks``: {(mentor, mentee): the written reason}.
    ``proven``: no plan is better."""

    mentors: tuple[ProposalMentor, ...]
    requests: tuple[ProposalRequest, ...]
    tiers: tuple[Tier, ...]
    pairs: tuple[ProposedPair, ...]
    unmatched: tuple[int, ...]
    objective: tuple[int, ...]
    proven: bool
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    bans: Mapping[tuple[int, int], str]
    locks: Mapping[tuple[int, int], str]
    gathered: Gathered = field(repr=False, compare=False)
    plan: Plan = field(repr=False, compare=False)

    @property
    def planned(self) -> Period:
        """The period the pairs are planned for."""
        return self.gathered.planned

    @property
    def settings(self) -> MatchingSettings:
        """The tiers and weights it was reckoned with."""
        return self.gathered.settings

    @cached_property
    def mentor(self) -> Mapping[int, ProposalMentor]:
        """Mentors by number."""
        return {one.id: one for one in self.mentors}

    @cached_property
    def request(self) -> Mapping[int, ProposalRequest]:
        """Requests by number."""
        return {one.id: one for one in self.requests}

    @cached_property
    def mentor_of(self) -> Mapping[int, int]:
        """{request: mentor} of the pairs."""
        return self.plan.mentor_of

    @cached_property
    def requests_of(self) -> Mapping[int, tuple[ProposalRequest, ...]]:
        """{mentee: the mentee's requests}."""
        found: dict[int, list[ProposalRequest]] = {}
        for one in self.requests:
            found.setdefault(one.mentee, []).append(one)
        return {mentee: tuple(own) for mentee, own in found.items()}

    @cached_property
    def scores(self) -> Rows:
        """What the plan maximises once coverage is maximal; None where the pair must not be."""
        return self.plan.scores

    @cached_property
    def obstacles(self) -> Mapping[tuple[int, int], tuple[Obstacle, ...]]:
        """{(mentor, request): what forbids}; only cells that are forbidden."""
        model = self.plan.solution.model
        return {
            (model.mentors[index].id, request.id): barred
            for request, row in zip(model.requests, model.obstacles, strict=True)
            for index, barred in row.items()
        }

    @cached_property
    def heat(self) -> Rows:
        """How well a cell suits by itself, 0–100, for its colour only: deficits count most, then wishes, then
        conditions, each against the best of all cells. None where forbidden."""
        model = self.plan.solution.model
        most = {tier: max((points for row in model.points[tier] for points in row), default=0) or 1 for tier in _HEAT}
        row_of = {one.id: index for index, one in enumerate(model.mentors)}
        columns = {one.id: index for index, one in enumerate(model.requests)}
        share = {tier: percent / most[tier] for tier, percent in _HEAT.items()}
        rows = []
        for mentor in self.mentors:
            row = row_of[mentor.id]
            cells: list[int | None] = []
            for request in self.requests:
                column = columns[request.id]
                barred = row in model.obstacles[column]
                warmth = sum(model.points[tier][column][row] * part for tier, part in share.items())
                cells.append(None if barred else round(warmth))
            rows.append(tuple(cells))
        return tuple(rows)

    def named(self, person: int, case: Case) -> str:
        """«Петровой А.С.»: a mentor or mentee of the base in a case."""
        card = self._card(person)
        return "" if card is None else card.person.inflection.form(case).surname_initials

    def surname(self, person: int, case: Case) -> str:
        """«Петровой», with the initials where somebody else bears the name."""
        card = self._card(person)
        if card is None or self._surnames[card.person.name.surname] > 1:
            return self.named(person, case)
        return card.person.inflection.form(case).surname

    def _card(self, person: int) -> MentorCard | MenteeCard | None:
        world = self.gathered.world
        return world.mentors.get(person) or world.mentees.get(person)

    @cached_property
    def _surnames(self) -> Counter[str]:
        world = self.gathered.world
        mentors = {number: card.person.name.surname for number, card in world.mentors.items()}
        mentees = {number: card.person.name.surname for number, card in world.mentees.items()}
        return Counter((mentors | mentees).values())


def propose(
    workspace: Workspace,
    *,
    planned: Period | None = None,
    settings: MatchingSettings | None = None,
    draft: int | None = None,
    pulse: Callable[[], None] | None = None,
) -> Proposal:
    """The best proposal for all open requests.

    ``planned``: when the pairs are to run (default: from today on); ``settings``: tiers and weights
    to try instead of the saved ones; ``draft``: the draft it should differ from least (default: the one kept last).
    ``pulse`` is called now and then and may raise to stop.
    """
    today = workspace.clock.today()
    with workspace.read() as session:
        chosen = settings or read_settings(session)
        seen = seen_plan(session, draft)
        gathered = gather(session, today, planned or planned_period(today), chosen, seen)
    return proposal_of(gathered, best_plan(gathered, pulse))


def best_plan(gathered: Gathered, pulse: Callable[[], None] | None = None) -> Plan:
    """The best plan over every way in which requests may take the locks of their mentees."""
    outlines = [outline(replace(gathered.problem, locks=way), pulse=pulse) for way in gathered.ways]
    return scored(best_of(outlines), pulse=pulse)


def best_of(plans: Sequence[Plan]) -> Plan:
    """The plan that keeps most locks, of those the best."""
    return max(
        plans,
        key=lambda plan: (
            sum(plan.mentor_of.get(request) == mentor for mentor, request in plan.problem.locks),
            plan.objective,
        ),
    )


def proposal_of(gathered: Gathered, plan: Plan) -> Proposal:
    """The rows of a plan."""
    return Proposal(
        mentors=_mentors(gathered),
        requests=_requests(gathered),
        tiers=plan.problem.tiers,
        pairs=tuple(
            ProposedPair(
                request=one.request,
                mentee=one.mentee,
                mentor=one.mentor,
                locked=one.locked,
                score=one.score,
                parts=one.parts,
            )
            for one in plan.pairs
        ),
        unmatched=plan.unmatched,
        objective=plan.objective,
        proven=plan.proven and gathered.every_way,
        problems=tuple(TROUBLES[trouble] for trouble in troubles(plan)),
        notes=_notes(gathered),
        bans={pair: mark.reason or "" for pair, mark in gathered.world.bans.items()},
        locks={pair: mark.reason or "" for pair, mark in gathered.world.locks.items()},
        gathered=gathered,
        plan=plan,
    )


def _mentors(gathered: Gathered) -> tuple[ProposalMentor, ...]:
    return tuple(
        ProposalMentor(
            id=facts.id,
            full_name=card.person.name.full,
            name=card.person.name.surname_initials,
            kind=card.person.kind,
            position=card.person.position,
            workplace=card.person.workplace,
            subjects=card.person.subjects,
            building=card.person.building,
            shift=card.person.shift,
            mentoring_form=card.form,
            capacity=facts.capacity,
            load=facts.load,
            capacity_left=facts.free,
            missing=card.missing,
        )
        for card, facts in zip(gathered.mentors, gathered.problem.mentors, strict=True)
    )


def _requests(gathered: Gathered) -> tuple[ProposalRequest, ...]:
    rows = []
    for one, asked in zip(gathered.requests, gathered.problem.requests, strict=True):
        card = gathered.world.mentees[one.mentee]
        person = card.person
        rows.append(
            ProposalRequest(
                id=one.id,
                mentee=one.mentee,
                full_name=person.name.full,
                name=person.name.surname_initials,
                kind=person.kind,
                position=person.position,
                group=card.group,
                date=one.date,
                wording=one.wording,
                urgent=one.urgent,
                coverage=gathered.problem.coverage(asked),
                subject=one.subject,
                subject_required=one.subject_required,
                deficits=one.deficits,
                building=person.building,
                shift=person.shift,
                mentoring_form=card.form,
                missing=card.missing,
            )
        )
    return tuple(rows)


def _notes(gathered: Gathered) -> tuple[str, ...]:
    world = gathered.world
    notes = []
    for mentor, mentee in gathered.idle_locks:
        card = world.mentors.get(mentor)
        who = "наставник удалён" if card is None else f"{card.person.name.surname_initials} больше не наставник"
        whom = world.mentees[mentee].person.name.surname_initials
        notes.append(f"Закрепление не действует: {who}, подбор для «{whom}» идёт без него.")
    if gathered.without_request:
        people = counted(len(gathered.without_request), "наставляемого", "наставляемых", "наставляемых")
        one = len(gathered.without_request) == 1
        rest = "в подбор он не вошёл. Внесите ему запрос." if one else "в подбор они не вошли. Внесите им запросы."
        notes.append(f"У {people} нет ни запроса, ни пары: {rest}")
    return tuple(notes)
