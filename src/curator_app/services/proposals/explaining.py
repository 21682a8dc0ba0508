"""Why a proposal is as it is, in words: pairs, requests left out, mutual wishes unfulfilled, deficits nobody closes.

Every function is reckoned when it is asked for and takes the proposal alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from curator_app.domain.matching import blocking, causes, explain, fit, gaps
from curator_app.domain.matching.weights import Tier
from curator_app.services.proposals.proposing import Proposal, ProposedPair
from curator_app.texts.collation import fold
from curator_app.texts.fit import tier_words
from curator_app.texts.grammar import Case, counted
from curator_app.texts.labels import CONSENT_KIND, code_label
from curator_app.texts.proposal import cause_words, gap_words, load_words, obstacle_words


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalConsent:
    """A consent an order will need and that is not on file."""

    person: int
    name: str
    kind: str
    kind_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PairExplanation:
    """Why a pair is proposed. ``words`` for every tier; ``rank_of_mentor`` is the place of the mentor among those
    possible for the request, ``rank_of_mentee`` the place of the request for the mentor. ``interchangeable``: there
    is a plan just as good without this pair; ``substitute`` then names the mentor who would take it over (None:
    another request would be served), ``substitute_words`` says it."""

    request: int
    mentee: int
    mentor: int
    words: Mapping[Tier, str]
    rank_of_mentor: int
    rank_of_mentee: int
    interchangeable: bool
    substitute: int | None
    substitute_words: str
    missing: tuple[ProposalConsent, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unmatched:
    """A request left without a mentor. ``requests`` and ``mentors`` are the overloaded set where there is one."""

    request: int
    mentee: int
    kind: str
    cause: str
    requests: tuple[int, ...]
    mentors: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unfulfilled:
    """A mutual wish that did not come true; ``reason`` when something forbids it."""

    mentor: int
    mentee: int
    mentor_name: str
    mentee_name: str
    possible: bool
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """A plan with more mutual wishes for less fit: ``given_up`` is the share of the best fit it costs, in percent,
    ``mutual`` the wishes fulfilled, ``mentor_of`` {request: mentor}, ``moved`` requests with another mentor."""

    given_up: int
    mutual: int
    mentor_of: Mapping[int, int]
    moved: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SchoolGap:
    """Deficits of an area that nobody can close: a matter for ЦНППМ or a partner."""

    area: str
    area_label: str
    kind: str
    requests: tuple[int, ...]
    mentees: tuple[str, ...]
    words: str


def explain_pairs(proposal: Proposal) -> dict[int, PairExplanation]:
    """Every pair of the proposal, by request."""
    pairs = {pair.request: pair for pair in proposal.pairs}
    return {one.request: _explained(proposal, pairs[one.request], one) for one in explain.explain(proposal.plan)}


def _explained(proposal: Proposal, pair: ProposedPair, told: explain.Explanation) -> PairExplanation:
    return PairExplanation(
        request=pair.request,
        mentee=pair.mentee,
        mentor=pair.mentor,
        words=pair_words(proposal, pair),
        rank_of_mentor=told.rank_of_mentor,
        rank_of_mentee=told.rank_of_mentee,
        interchangeable=told.interchangeable,
        substitute=told.substitute,
        substitute_words=_substitute(proposal, told),
        missing=missing_consents(proposal, pair.mentor, pair.mentee),
    )


def _substitute(proposal: Proposal, told: explain.Explanation) -> str:
    if not told.interchangeable:
        return ""
    if told.substitute is None:
        return "равноценная замена: место можно отдать другому запросу"
    return f"равноценная замена: {proposal.named(told.substitute, Case.NOMINATIVE)}"


def pair_words(proposal: Proposal, pair: ProposedPair) -> dict[Tier, str]:
    """What a pair brings in every tier, in the order of the tiers."""
    problem = proposal.plan.problem
    request, mentor = proposal.request[pair.request], proposal.mentor[pair.mentor]
    asked = next(one for one in problem.requests if one.id == pair.request)
    facts = next(one for one in problem.mentors if one.id == pair.mentor)
    judged = fit.judge(facts, asked.mentee, problem.wishes, weights=problem.weights)
    told = {
        tier: "; ".join(words)
        for tier, words in tier_words(judged, proposal.gathered.world.areas, mentor.subjects).items()
    }
    told[Tier.COVERAGE] = "срочный запрос получает наставника" if request.urgent else "запрос получает наставника"
    told[Tier.DEFICITS] = told[Tier.DEFICITS] or "дефициты в запросе не указаны"
    told[Tier.WISHES] = told[Tier.WISHES] or "пожеланий друг о друге нет"
    told[Tier.CONDITIONS] = told[Tier.CONDITIONS] or "общих условий нет"
    number = -pair.parts[Tier.LOAD]
    told[Tier.LOAD] = load_words(number, mentor.capacity) if number else "место уже занято этой же группой"
    told[Tier.STABILITY] = _stability(proposal, pair)
    return {tier: told[tier] for tier in proposal.tiers}


def _stability(proposal: Proposal, pair: ProposedPair) -> str:
    draft = proposal.plan.problem.draft
    before = draft.get(pair.request)
    if before == pair.mentor:
        return "как в прежнем варианте"
    if before is not None:
        return f"в прежнем варианте — {proposal.named(before, Case.NOMINATIVE)}"
    return "в прежнем варианте без наставника" if draft else "прежнего варианта нет"


def missing_consents(proposal: Proposal, mentor: int, mentee: int) -> tuple[ProposalConsent, ...]:
    """Whose consents an order about the pair will still need."""
    world = proposal.gathered.world
    found = [(mentor, world.mentors[mentor].missing), (mentee, world.mentees[mentee].missing)]
    return tuple(
        ProposalConsent(
            person=person,
            name=proposal.named(person, Case.NOMINATIVE),
            kind=kind,
            kind_label=code_label(kind, CONSENT_KIND),
        )
        for person, kinds in found
        for kind in kinds
    )


def explain_unmatched(proposal: Proposal) -> dict[int, Unmatched]:
    """Every request left out, by request."""
    found = {}
    for cause in causes.causes(proposal.plan):
        request = proposal.request[cause.request]
        label = proposal.gathered.world.mentees[request.mentee].group
        found[cause.request] = Unmatched(
            request=cause.request,
            mentee=request.mentee,
            kind=cause.kind.value,
            cause=cause_words(
                cause,
                proposal.surname,
                request.mentee,
                subject=_subject(proposal, cause.requests),
                group=label,
                locked=_homes(proposal, cause),
                barred=_against_locks(proposal, cause),
                refused=any(one.mentee.refused for one in proposal.plan.problem.requests if one.id in cause.requests),
            ),
            requests=cause.requests,
            mentors=cause.mentors,
        )
    return found


def _homes(proposal: Proposal, cause: causes.Cause) -> tuple[int, ...]:
    members = set(cause.requests) or {cause.request}
    order = {one.id: index for index, one in enumerate(proposal.mentors)}
    return tuple(
        sorted({mentor for mentor, request in proposal.plan.problem.locks if request in members}, key=order.__getitem__)
    )


def _against_locks(proposal: Proposal, cause: causes.Cause) -> str:
    """What forbids the pairs that the locks of an unmatched request demand."""
    cells = (proposal.obstacles.get((home, one), ()) for home in _homes(proposal, cause) for one in cause.requests)
    return obstacle_words(list(dict.fromkeys(obstacle for cell in cells for obstacle in cell)))


def _subject(proposal: Proposal, requests: tuple[int, ...]) -> str | None:
    if not requests:
        return None
    told = {fold(proposal.request[one].subject or "") for one in requests}
    return proposal.request[requests[0]].subject if len(told) == 1 and "" not in told else None


def forbidden_words(proposal: Proposal, mentor: int, request: int) -> str:
    """Why a cell is forbidden; «» for one that is not."""
    barred = proposal.obstacles.get((mentor, request), ())
    return obstacle_words(barred, proposal.bans.get((mentor, proposal.request[request].mentee)))


def unfulfilled(proposal: Proposal) -> tuple[Unfulfilled, ...]:
    """«Несбывшиеся взаимные пожелания»: both wished for each other and are not together."""
    return tuple(
        Unfulfilled(
            mentor=one.mentor,
            mentee=one.mentee,
            mentor_name=proposal.named(one.mentor, Case.NOMINATIVE),
            mentee_name=proposal.named(one.mentee, Case.NOMINATIVE),
            possible=one.possible,
            reason=""
            if one.possible
            else forbidden_words(proposal, one.mentor, proposal.requests_of[one.mentee][0].id),
        )
        for one in blocking.blocking_pairs(proposal.plan)
    )


def exchanges(proposal: Proposal) -> tuple[Exchange, ...]:
    """What the slider chooses from: the best fit first, the most mutual wishes last."""
    choice = blocking.offers(proposal.plan)
    best = max((one.fit for one in choice), default=0)
    return tuple(
        Exchange(
            given_up=-(-(best - one.fit) * 100 // best) if best else 0,
            mutual=one.mutual,
            mentor_of=one.mentor_of,
            moved=tuple(
                request.id
                for request in proposal.requests
                if one.mentor_of.get(request.id) != proposal.mentor_of.get(request.id)
            ),
        )
        for one in choice
    )


def school_gaps(proposal: Proposal) -> tuple[SchoolGap, ...]:
    """Deficits nobody in the school can close, those nobody knows first."""
    areas = proposal.gathered.world.areas
    return tuple(
        SchoolGap(
            area=one.area,
            area_label=areas.get(one.area, one.area),
            kind=one.kind.value,
            requests=one.requests,
            mentees=tuple(dict.fromkeys(proposal.request[request].name for request in one.requests)),
            words=gap_words(one, areas.get(one.area, one.area)),
        )
        for one in gaps.gaps(proposal.plan)
    )


def consents_missing(proposal: Proposal) -> str:
    """How many pairs still lack a consent, as a sentence; «» when none does."""
    lacking = sum(bool(missing_consents(proposal, one.mentor, one.mentee)) for one in proposal.pairs)
    if not lacking:
        return ""
    return f"Не все согласия получены: {counted(lacking, 'пара', 'пары', 'пар')}. До приказа их нужно собрать."
