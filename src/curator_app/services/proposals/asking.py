"""«Почему не …» for any cell: what would be lost, tier by tier, and who would have to move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from curator_app.domain.matching.facts import Obstacle
from curator_app.domain.matching.weights import Tier
from curator_app.domain.matching.why_not import WhyNot, why_not
from curator_app.runtime.errors import NotFound
from curator_app.services.proposals.proposing import Proposal
from curator_app.texts.fit import OBSTACLES
from curator_app.texts.grammar import Case
from curator_app.texts.proposal import barrier_words, loss_words, move_words, obstacle_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Displaced:
    """A request that would move; None is «without a mentor»."""

    request: int
    mentee: int
    before: int | None
    after: int | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What making the pair would cost; ``request`` is the one of the mentee it would be made for (None when there is
    nothing to choose from). ``coverage``, ``score``, ``tiers`` are losses (negative: gains); ``score`` is told in the
    published scores. ``words``: the answer in short sentences. Not ``possible``: ``reason`` says why."""

    possible: bool
    mentor: int
    mentee: int
    request: int | None
    coverage: int = 0
    score: int = 0
    tiers: Mapping[Tier, int] = field(default_factory=dict)
    displaced: tuple[Displaced, ...] = ()
    reason: str = ""
    words: tuple[str, ...] = ()
    proven: bool = True


def ask_why_not(proposal: Proposal, mentor: int, mentee: int, request: int | None = None) -> Answer:
    """Why the two are not together, or that they are. Of several requests of the mentee the one is taken that costs
    least, unless ``request`` is given. Raises NotFound for somebody who is not in the base
    and a request that is not the mentee's."""
    world = proposal.gathered.world
    if mentor not in world.mentors:
        raise NotFound(f"Наставника № {mentor} в базе нет. Выберите его из списка на вкладке «Наставники».")
    own = proposal.requests_of.get(mentee, ())
    if request is not None:
        asked = [one.id for one in own]
        own = tuple(one for one in own if one.id == request)
        if asked and not own:
            raise NotFound(
                f"Запрос № {request} — не из открытых у этого наставляемого. Выберите: {', '.join(map(str, asked))}."
            )
    outside = _outside(proposal, mentor, mentee, bool(own))
    if outside:
        return Answer(possible=False, mentor=mentor, mentee=mentee, request=None, reason=outside, words=(outside,))
    found = [(one.id, why_not(proposal.plan, mentor, one.id)) for one in own]
    chosen, told = min(found, key=lambda one: _cost(proposal, one[1]))
    if not told.possible:
        return _impossible(proposal, mentor, mentee, chosen, told)
    displaced = tuple(
        Displaced(
            request=move.request,
            mentee=proposal.request[move.request].mentee,
            before=move.before,
            after=move.after,
            words=move_words(proposal.request[move.request].mentee, move.before, move.after, proposal.named),
        )
        for move in told.moves
    )
    without = sum(move.after is None for move in told.moves) - sum(move.before is None for move in told.moves)
    words = tuple(loss_words(told.tiers, without))
    if not displaced:
        words = ("Эта пара и так предложена.",)
    elif not words:
        words = ("Ничего не теряется: замена равноценна.",)
    return Answer(
        possible=True,
        mentor=mentor,
        mentee=mentee,
        request=chosen,
        coverage=told.coverage,
        score=_score(proposal, told),
        tiers=told.tiers,
        displaced=displaced,
        words=words,
        proven=told.proven,
    )


def _outside(proposal: Proposal, mentor: int, mentee: int, has_request: bool) -> str:
    """Why the question does not even arise."""
    world = proposal.gathered.world
    card = world.mentees.get(mentee)
    if card is None:
        raise NotFound(
            f"Наставляемого № {mentee} в базе нет или он в архиве. Выберите его из списка на вкладке «Наставляемые»."
        )
    if mentor == mentee:
        return OBSTACLES[Obstacle.SELF]
    if world.mentors[mentor].left:
        return f"{proposal.named(mentor, Case.NOMINATIVE)} больше не наставник (статус «выбыл» или архив)"
    if has_request:
        return ""
    if any(link.mentor == mentor and link.mentee == mentee for link in world.links):
        return OBSTACLES[Obstacle.PAIRED]
    served = any(one.mentee == mentee for one in world.requests)
    whom = proposal.named(mentee, Case.GENITIVE)
    if served:
        return f"все открытые запросы {whom} уже обслуживает другая пара"
    return f"у {whom} нет открытого запроса"


def _score(proposal: Proposal, told: WhyNot) -> int:
    """The loss in the scores anyone can check."""
    row = {one.id: index for index, one in enumerate(proposal.mentors)}
    column = {one.id: index for index, one in enumerate(proposal.requests)}

    def worth(mentor: int | None, request: int) -> int:
        return 0 if mentor is None else proposal.scores[row[mentor]][column[request]] or 0

    return sum(worth(move.before, move.request) - worth(move.after, move.request) for move in told.moves)


def _cost(proposal: Proposal, told: WhyNot) -> tuple[object, ...]:
    return not told.possible, tuple(told.tiers.get(tier, 0) for tier in proposal.tiers), len(told.moves)


def _impossible(proposal: Proposal, mentor: int, mentee: int, request: int, told: WhyNot) -> Answer:
    assert told.barrier is not None, "what is impossible has its barrier"
    reason = obstacle_words(told.obstacles, proposal.bans.get((mentor, mentee)))
    if told.barrier.value != "obstacle":
        asked = {one.id: one for one in proposal.plan.problem.requests}
        group = asked[request].group
        size = len({one.mentee.id for one in asked.values() if one.group == group}) if group else 1
        reason = barrier_words(told.barrier, told.obstacles, proposal.mentor[mentor].capacity_left, size)
    return Answer(possible=False, mentor=mentor, mentee=mentee, request=request, reason=reason, words=(reason,))
