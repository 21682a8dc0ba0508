"""How well one mentor fits one mentee, with the reasons as codes (S2-П4, S1 п. 6.1).

The order of importance: what forbids, a free place, deficits closed (severity × level), wishes (a mutual one is
worth far more than a one-sided one), the same subject and form, an even load.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Obstacle(StrEnum):
    """Why a pair must not be."""

    SELF = "self"
    BAN = "ban"
    AVOID = "avoid"
    REFUSED = "refused"
    SUBJECT = "subject"
    PAIRED = "paired"


class Reason(StrEnum):
    """Why a pair is good (or less so)."""

    DEFICIT_COVERED = "deficit_covered"
    DEFICIT_OPEN = "deficit_open"
    SAME_SUBJECT = "same_subject"
    MUTUAL_WISH = "mutual_wish"
    MENTEE_WISH = "mentee_wish"
    MENTOR_WISH = "mentor_wish"
    SAME_FORM = "same_form"
    FREE_PLACES = "free_places"
    NO_PLACES = "no_places"


@dataclass(frozen=True, slots=True)
class MentorFacts:
    """What the judgement needs of a mentor. ``subjects`` are folded; ``refused`` = consent refused or withdrawn."""

    id: int
    competences: Mapping[str, int]
    subjects: frozenset[str]
    capacity: int
    load: int
    form: str | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class MenteeFacts:
    """What the judgement needs of a mentee: ``deficits`` is [(area, severity 0–3)] of the open requests."""

    id: int
    deficits: Sequence[tuple[str, int]]
    subjects: frozenset[str]
    required_subject: str | None = None
    form: str | None = None
    refused: bool = False
    mentors: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wishes:
    """Ranks (1 best … 3) and refusals by (mentor, mentee)."""

    of_mentees: Mapping[tuple[int, int], int]
    of_mentors: Mapping[tuple[int, int], int]
    avoided: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Fit:
    """The judgement of one possible pair. ``reasons`` carry an area or subject, or a number, as their detail."""

    mentor: int
    mentee: int
    obstacles: tuple[Obstacle, ...]
    deficit_points: int
    wish_points: int
    condition_points: int
    free: int
    reasons: tuple[tuple[Reason, str], ...]

    @property
    def possible(self) -> bool:
        """Nothing forbids the pair (a full mentor is only warned of)."""
        return not self.obstacles

    @property
    def key(self) -> tuple[bool, bool, int, int, int, int]:
        """Larger is better."""
        return (
            self.possible,
            self.free > 0,
            self.deficit_points,
            self.wish_points,
            self.condition_points,
            self.free,
        )


def _wish(mentor: int, mentee: int, wishes: Wishes) -> tuple[int, list[tuple[Reason, str]]]:
    by_mentee = wishes.of_mentees.get((mentor, mentee))
    by_mentor = wishes.of_mentors.get((mentor, mentee))
    if by_mentee is not None and by_mentor is not None:
        return 100 - 5 * (by_mentee + by_mentor), [(Reason.MUTUAL_WISH, "")]
    if by_mentee is not None:
        return 20 - 5 * by_mentee, [(Reason.MENTEE_WISH, str(by_mentee))]
    if by_mentor is not None:
        return 20 - 5 * by_mentor, [(Reason.MENTOR_WISH, str(by_mentor))]
    return 0, []


def _obstacles(
    mentor: MentorFacts, mentee: MenteeFacts, wishes: Wishes, bans: frozenset[tuple[int, int]]
) -> tuple[Obstacle, ...]:
    pair = (mentor.id, mentee.id)
    subject = mentee.required_subject
    checks = (
        (Obstacle.SELF, mentor.id == mentee.id),
        (Obstacle.PAIRED, mentor.id in mentee.mentors),
        (Obstacle.BAN, pair in bans),
        (Obstacle.AVOID, pair in wishes.avoided),
        (Obstacle.REFUSED, mentor.refused or mentee.refused),
        (Obstacle.SUBJECT, subject is not None and subject not in mentor.subjects),
    )
    return tuple(obstacle for obstacle, found in checks if found)


def judge(
    mentor: MentorFacts, mentee: MenteeFacts, wishes: Wishes, bans: frozenset[tuple[int, int]] = frozenset()
) -> Fit:
    """The judgement of one possible pair."""
    reasons: list[tuple[Reason, str]] = []
    deficit_points = 0
    for area, severity in sorted(mentee.deficits, key=lambda one: -one[1]):
        level = mentor.competences.get(area, 0)
        deficit_points += severity * level
        if severity:
            reasons.append((Reason.DEFICIT_COVERED if level else Reason.DEFICIT_OPEN, area))
    wish_points, wish_reasons = _wish(mentor.id, mentee.id, wishes)
    reasons += wish_reasons
    wanted = mentee.subjects | ({mentee.required_subject} if mentee.required_subject else set())
    common = sorted(wanted & mentor.subjects)
    reasons += [(Reason.SAME_SUBJECT, subject) for subject in common]
    same_form = mentor.form is not None and mentor.form == mentee.form
    if same_form:
        reasons.append((Reason.SAME_FORM, mentor.form or ""))
    free = mentor.capacity - mentor.load
    reasons.append((Reason.FREE_PLACES, str(free)) if free > 0 else (Reason.NO_PLACES, str(mentor.load)))
    return Fit(
        mentor=mentor.id,
        mentee=mentee.id,
        obstacles=_obstacles(mentor, mentee, wishes, bans),
        deficit_points=deficit_points,
        wish_points=wish_points,
        condition_points=3 * bool(common) + same_form,
        free=free,
        reasons=tuple(dict.fromkeys(reasons)),
    )


def rank(
    mentors: Sequence[MentorFacts],
    mentee: MenteeFacts,
    wishes: Wishes,
    bans: frozenset[tuple[int, int]] = frozenset(),
) -> list[Fit]:
    """All mentors for one mentee, best first; equals keep the order they came in (the caller sorts by name)."""
    return sorted((judge(mentor, mentee, wishes, bans) for mentor in mentors), key=lambda fit: fit.key, reverse=True)
