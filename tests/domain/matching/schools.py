"""Invented schools, small and contrary: refusals, bans, wishes, locks, groups, people with several requests."""

from __future__ import annotations

import random
from dataclasses import dataclass

from curator_app.domain.matching.facts import MenteeFacts, MentorFacts, Wishes
from curator_app.domain.matching.problem import Problem, Request
from curator_app.domain.matching.weights import DEFAULT_ORDER, Tier

AREAS = ("subject", "methodical", "digital", "documentation")
SUBJECTS = ("алгебра", "русский язык", "физика")


@dataclass(frozen=True)
class Shape:
    """How large a school is and how often each complication occurs in it."""

    mentors: int = 5
    requests: int = 6
    groups: float = 0.0
    repeated: float = 0.0
    locks: float = 0.0
    draft: float = 0.3
    ties: bool = False
    reorder: float = 0.3


PLAIN = Shape()
LOCKED = Shape(locks=0.15)
GROUPED = Shape(groups=0.4, locks=0.1)
EVERYTHING = Shape(groups=0.3, repeated=0.2, locks=0.15)
TIED = Shape(ties=True, draft=0.0)


def mentor(number: int, capacity: int = 1, load: int = 0, **facts: object) -> MentorFacts:
    """A mentor of whom nothing else is known."""
    known: dict[str, object] = {"competences": {}, "subjects": frozenset(), "key": (f"Наставник {number:03}",)}
    return MentorFacts(id=number, capacity=capacity, load=load, **(known | facts))  # type: ignore[arg-type]


def request(number: int, *, urgent: bool = False, group: str | None = None, **facts: object) -> Request:
    """A request of the mentee 1000 + number, of whom nothing else is known."""
    known: dict[str, object] = {"id": 1000 + number, "deficits": [], "subjects": frozenset()}
    mentee = MenteeFacts(**(known | facts))  # type: ignore[arg-type]
    return Request(id=number, mentee=mentee, key=(f"Запрос {number:03}",), urgent=urgent, group=group)


def school(dice: random.Random, shape: Shape) -> Problem:
    """A school at random."""
    count = 0 if dice.random() < 0.02 else dice.randint(1, shape.mentors)
    mentors = tuple(_mentor(dice, number, shape) for number in range(1, count + 1))
    requests = tuple(_requests(dice, count, shape))
    people = sorted({one.mentee.id for one in requests})
    pairs = [(one.id, person) for one in mentors for person in people]
    order = list(DEFAULT_ORDER)
    if dice.random() < shape.reorder:
        order[1:] = dice.sample(order[1:], len(order) - 1)
    return Problem(
        mentors=mentors,
        requests=requests,
        wishes=Wishes(
            {pair: dice.randint(1, 3) for pair in pairs if dice.random() < 0.2},
            {pair: dice.randint(1, 3) for pair in pairs if dice.random() < 0.2},
            frozenset(pair for pair in pairs if dice.random() < 0.06),
        ),
        bans=frozenset(pair for pair in pairs if dice.random() < 0.08),
        locks=frozenset(
            (one.id, other.id) for one in mentors for other in requests if dice.random() < shape.locks / count
        ),
        draft={one.id: dice.choice(mentors).id for one in requests if mentors and dice.random() < shape.draft},
        standing_groups={"x": dice.choice(mentors).id} if mentors and dice.random() < shape.groups / 4 else {},
        group_limit=dice.choice([None, None, None, 3]),
        tiers=tuple(Tier(tier) for tier in order),
    )


def _mentor(dice: random.Random, number: int, shape: Shape) -> MentorFacts:
    if shape.ties:
        return mentor(number, dice.choice([1, 1, 2]), competences={"subject": dice.choice([1, 2])})
    return mentor(
        number,
        capacity=dice.choice([0, 1, 1, 2, 2, 3, 4]),
        load=dice.choice([0, 0, 0, 1, 2]),
        competences={area: dice.randint(1, 3) for area in AREAS if dice.random() < 0.5},
        subjects=frozenset(subject for subject in SUBJECTS if dice.random() < 0.4),
        form=dice.choice([None, "педагог – педагог"]),
        building=dice.choice([None, "А", "Б"]),
        shift=dice.choice([None, "1", "2"]),
        experience=dice.choice([None, 3, 20]),
        refused=dice.random() < 0.05,
    )


def _requests(dice: random.Random, mentors: int, shape: Shape) -> list[Request]:
    found: list[Request] = []
    for number in range(1, (0 if dice.random() < 0.02 else dice.randint(1, shape.requests)) + 1):
        if shape.ties:
            found.append(request(number, deficits=[("subject", dice.choice([1, 2]))]))
            continue
        if found and dice.random() < shape.repeated:
            person = dice.choice(found).mentee.id
        else:
            person = dice.randint(1, mentors) if mentors and dice.random() < 0.05 else 1000 + number
        some_mentor = dice.randint(1, mentors) if mentors else 0
        found.append(
            request(
                number,
                id=person,
                deficits=[(area, dice.randint(0, 3)) for area in AREAS if dice.random() < 0.4],
                subjects=frozenset(subject for subject in SUBJECTS if dice.random() < 0.3),
                required_subject=dice.choice(SUBJECTS) if dice.random() < 0.15 else None,
                form=dice.choice([None, "педагог – педагог"]),
                building=dice.choice([None, "А"]),
                shift=dice.choice([None, "1"]),
                experience=dice.choice([None, 0]),
                refused=dice.random() < 0.04,
                mentors=frozenset([some_mentor] if dice.random() < 0.08 else []),
                previous=frozenset([some_mentor] if dice.random() < 0.1 else []),
                urgent=dice.random() < 0.2,
                group=dice.choice("xy") if dice.random() < shape.groups else None,
            )
        )
    return found
