"""From the base to the question put to the solver. Nothing in the plan may depend on numbers of records.

What is asked: every open request of an active mentee that no pair serves during the planned period. A pair made for
a request serves it; a pair without a request serves the mentee's earliest open one; a mentee who runs in the pair of
the own group is served with all requests.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, permutations, product
from math import prod

from sqlalchemy.orm import Session

from curator_app.domain.matching.facts import MenteeFacts, MentorFacts
from curator_app.domain.matching.periods import Period, peak_load
from curator_app.domain.matching.problem import Problem
from curator_app.domain.matching.problem import Request as Asked
from curator_app.services.proposals.settings import MatchingSettings
from curator_app.services.proposals.world import Link, MenteeCard, MentorCard, RequestCard, World, read_world
from curator_app.texts.collation import fold

_LATEST = "9999"
_FEW = 4  # so many requests of one mentee are tried in every order
_MOST_WAYS, _FEWEST_WAYS, _WORK = 24, 4, 1200  # ways to spread locks that are solved: fewer in a large school
Locks = frozenset[tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The question and what its numbers stand for. ``mentors`` and ``requests`` in the order of the problem, by name.
    ``ways``: the locks of the problem and the other ways in which requests may take the locks of their mentees;
    ``every_way``: none was left out, so the best of them is the best there is.
    ``idle_locks``: locks that cannot count, because the mentor has left; ``without_request``: active mentees who run
    in no pair and never had a request."""

    world: World
    planned: Period
    settings: MatchingSettings
    problem: Problem
    mentors: tuple[MentorCard, ...]
    requests: tuple[RequestCard, ...]
    ways: tuple[Locks, ...]
    every_way: bool
    idle_locks: tuple[tuple[int, int], ...]
    without_request: tuple[int, ...]


def planned_period(today: dt.date) -> Period:
    """What is planned by default: from today on, so that pairs already formed for later count too; in summer from the
    next school year on."""
    return Period(dt.date(today.year, 9, 1) if 6 <= today.month <= 8 else today, None)


def gather(
    session: Session,
    today: dt.date,
    planned: Period,
    settings: MatchingSettings,
    draft: Mapping[int, int] | None = None,
) -> Gathered:
    """The question for a planned period. ``draft`` is the plan seen last, {request: mentor}."""
    world = read_world(session, today)
    running = [link for link in world.links if link.period.overlaps(planned)]
    standing = standing_groups(world, running)
    served = _served(world, running, standing)
    mentors = sorted(
        (card for card in world.mentors.values() if not card.left), key=lambda card: (_mentor_key(card), card.person.id)
    )
    asked = [one for one in world.requests if one.mentee in world.mentees and one.id not in served]
    asked.sort(key=lambda one: (fold(world.mentees[one.mentee].person.name.full), _request_key(world, one), one.id))
    partners = partners_of(running)
    previous = partners_of(world.good)
    questions = tuple(
        Asked(
            id=one.id,
            mentee=mentee_facts(world.mentees[one.mentee], [one], partners, previous),
            key=_request_key(world, one),
            urgent=one.urgent,
            group=group_of(world.mentees[one.mentee]),
        )
        for one in asked
    )
    facts = tuple(mentor_facts(card, running, planned) for card in mentors)
    ways, every_way, idle = lock_ways(world.locks, facts, questions, partners)
    known = {one.id for one in facts}
    problem = Problem(
        mentors=facts,
        requests=questions,
        wishes=world.wishes,
        bans=frozenset(world.bans),
        locks=ways[0],
        draft={request: mentor for request, mentor in (draft or {}).items() if mentor in known},
        standing_groups=standing,
        group_limit=settings.group_limit,
        weights=settings.weights,
        tiers=settings.tiers,
    )
    return Gathered(
        world=world,
        planned=planned,
        settings=settings,
        problem=problem,
        mentors=tuple(mentors),
        requests=tuple(asked),
        ways=ways,
        every_way=every_way,
        idle_locks=idle,
        without_request=tuple(one for one in world.mentees if one not in world.asked and one not in partners),
    )


def facts_for(world: World, mentee: int, planned: Period) -> tuple[list[MentorFacts], MenteeFacts]:
    """All mentors by name, and a mentee with everything that is still asked for: for choosing a mentor by hand, where
    only somebody unwilling is barred (other consents are a matter of the order's gate)."""
    running = [link for link in world.links if link.period.overlaps(planned)]
    mentors = sorted((card for card in world.mentors.values() if not card.left), key=_mentor_key)
    own = sorted((one for one in world.requests if one.mentee == mentee), key=lambda one: _request_key(world, one))
    asked = mentee_facts(world.mentees[mentee], own, partners_of(running), partners_of(world.good))
    worst: dict[str, int] = {}
    for area, severity in asked.deficits:
        worst[area] = max(worst.get(area, 0), severity)
    facts = [replace(mentor_facts(card, running, planned), refused=card.unwilling) for card in mentors]
    return facts, replace(asked, deficits=tuple(worst.items()), refused=world.mentees[mentee].unwilling)


def mentor_facts(card: MentorCard, running: Iterable[Link], planned: Period) -> MentorFacts:
    """What the solver needs of a mentor; the load is that of the busiest day of the planned period."""
    person = card.person
    return MentorFacts(
        id=person.id,
        competences=card.competences,
        subjects=_folded(person.subjects),
        capacity=card.capacity,
        load=peak_load((link.period for link in running if link.mentor == person.id), planned),
        form=_fold(card.form),
        refused=card.refused,
        building=_fold(person.building),
        shift=_fold(person.shift),
        experience=person.experience,
        key=_mentor_key(card),
    )


def mentee_facts(
    card: MenteeCard,
    requests: Sequence[RequestCard],
    partners: Mapping[int, frozenset[int]],
    previous: Mapping[int, frozenset[int]],
) -> MenteeFacts:
    """What the solver needs of a mentee with these requests; of several, the first required subject counts."""
    person = card.person
    required = next((one.subject for one in requests if one.subject_required), None)
    return MenteeFacts(
        id=person.id,
        deficits=[deficit for one in requests for deficit in one.deficits],
        subjects=_folded([*person.subjects, *(one.subject for one in requests if one.subject)]),
        required_subject=_fold(required),
        form=_fold(card.form),
        refused=card.refused,
        mentors=partners.get(person.id, frozenset()),
        building=_fold(person.building),
        shift=_fold(person.shift),
        experience=person.experience,
        previous=previous.get(person.id, frozenset()),
    )


def group_of(card: MenteeCard) -> str | None:
    """The group a mentee belongs to, as it is compared."""
    return _fold(card.group)


def partners_of(links: Iterable[Link]) -> dict[int, frozenset[int]]:
    """{mentee: mentors of these pairs}."""
    found: dict[int, set[int]] = defaultdict(set)
    for link in links:
        found[link.mentee].add(link.mentor)
    return {mentee: frozenset(mentors) for mentee, mentors in found.items()}


def standing_groups(world: World, running: Iterable[Link]) -> dict[str, int]:
    """{group: the mentor it runs with}; when parts of it run with several, the mentor of the largest part."""
    members: dict[str, Counter[int]] = defaultdict(Counter)
    for link in running:
        card = world.mentees.get(link.mentee)
        group = None if card is None else group_of(card)
        if group is not None:
            members[group][link.mentor] += 1
    return {
        group: min(count, key=lambda mentor: (-count[mentor], _mentor_key(world.mentors[mentor])))
        for group, counted in members.items()
        if (count := {mentor: number for mentor, number in counted.items() if mentor in world.mentors})
    }


def _served(world: World, running: Sequence[Link], standing: Mapping[str, int]) -> set[int]:
    of_mentee: dict[int, list[RequestCard]] = defaultdict(list)
    for one in world.requests:
        if one.mentee in world.mentees:
            of_mentee[one.mentee].append(one)
    served: set[int] = set()
    unnamed: list[int] = []
    for link in running:
        own = of_mentee.get(link.mentee, [])
        group = group_of(world.mentees[link.mentee]) if own else None
        if group is not None and standing.get(group) == link.mentor:
            served.update(one.id for one in own)
        elif link.request is not None and any(one.id == link.request for one in own):
            served.add(link.request)
        else:
            unnamed.append(link.mentee)
    for mentee in unnamed:
        left = [one for one in of_mentee.get(mentee, []) if one.id not in served]
        if left:
            served.add(min(left, key=lambda one: (_request_key(world, one), one.id)).id)
    return served


def lock_ways(
    locks: Iterable[tuple[int, int]],
    mentors: Sequence[MentorFacts],
    questions: Sequence[Asked],
    partners: Mapping[int, frozenset[int]],
) -> tuple[tuple[Locks, ...], bool, tuple[tuple[int, int], ...]]:
    """Locks speak of people, the solver of requests: which of several requests of a mentee a lock takes is open, so
    the ways are given, the most promising first, and whether these are all there are. A lock that is a running pair
    already has been kept; one of a mentor who has left cannot be kept and is given apart."""
    facts = {one.id: one for one in mentors}
    asked: dict[int, list[Asked]] = defaultdict(list)
    for question in questions:
        asked[question.mentee.id].append(question)
    wanted: dict[int, list[MentorFacts]] = defaultdict(list)
    idle = []
    for mentor, mentee in locks:
        if mentee not in asked or mentor in partners.get(mentee, ()):
            continue
        if mentor in facts:
            wanted[mentee].append(facts[mentor])
        else:
            idle.append((mentor, mentee))
    ways = [_ways(sorted(people, key=lambda one: one.key), asked[mentee]) for mentee, people in wanted.items()]
    ways.sort(key=len)  # where there are too many ways, those of few are tried in full
    tried = min(_MOST_WAYS, max(_FEWEST_WAYS, _WORK // max(1, len(questions))))
    chosen = islice(product(*reversed(ways)), tried)
    one_of_many = any(len(asked[mentee]) > _FEW and asked[mentee][0].group is None for mentee in wanted)
    every_way = prod(len(way) for way in ways) <= tried and not one_of_many
    return tuple(frozenset().union(*way) for way in chosen), every_way, tuple(sorted(idle))


def _ways(mentors: Sequence[MentorFacts], questions: Sequence[Asked]) -> list[Locks]:
    own = sorted(questions, key=lambda one: one.key)
    if len(own) == 1 or own[0].group is not None or len(mentors) > len(own):
        return [frozenset((mentor.id, own[0].id) for mentor in mentors)]
    orders: Iterable[Sequence[Asked]] = permutations(own, len(mentors)) if len(own) <= _FEW else [own]
    best = sorted(orders, key=lambda order: -sum(_suits(*pair) for pair in zip(mentors, order, strict=False)))
    return [frozenset((mentor.id, one.id) for mentor, one in zip(mentors, order, strict=False)) for order in best]


def _suits(mentor: MentorFacts, question: Asked) -> int:
    mentee = question.mentee
    if mentee.required_subject is not None and mentee.required_subject not in mentor.subjects:
        return -1_000_000
    return sum(severity * mentor.competences.get(area, 0) for area, severity in mentee.deficits)


def _mentor_key(card: MentorCard) -> tuple[str, ...]:
    return fold(card.person.name.full), *card.person.telling


def _request_key(world: World, one: RequestCard) -> tuple[str, ...]:
    """Earlier requests are served first, then the alphabet decides, then what is asked for."""
    person = world.mentees[one.mentee].person
    return (
        _LATEST if one.date is None else one.date.isoformat(),
        fold(person.name.full),
        *person.telling,
        "",  # below everything that could tell the same person in more words
        fold(one.subject or ""),
        fold(one.wording),
        f"{one.urgent} {one.subject_required}",
        *(f"{area} {severity}" for area, severity in sorted(one.deficits)),
    )


def _fold(text: str | None) -> str | None:
    return fold(text) or None if text else None


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(folded for text in texts if (folded := fold(text)))
