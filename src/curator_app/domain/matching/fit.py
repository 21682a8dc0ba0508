"""How well one mentor fits one mentee, with the reasons as codes (S2-П4, S1 п. 6.1).

The order of importance: what forbids, a free place, deficits closed (severity × level), wishes (a mutual one is
worth far more than a one-sided one), the same subject and form, an even load. The points are those of ``ratings``,
which the solver of the whole school uses too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from curator_app.domain.matching.facts import MenteeFacts, MentorFacts, Obstacle, Wishes
from curator_app.domain.matching.ratings import Ratings, Row, wanted_subjects
from curator_app.domain.matching.weights import Weights

__all__ = ["Fit", "MenteeFacts", "MentorFacts", "Obstacle", "Reason", "Wishes", "judge", "rank"]


class Reason(StrEnum):
    """Why a pair is good (or less so)."""

    DEFICIT_COVERED = "deficit_covered"
    DEFICIT_OPEN = "deficit_open"
    SAME_SUBJECT = "same_subject"
    MUTUAL_WISH = "mutual_wish"
    MENTEE_WISH = "mentee_wish"
    MENTOR_WISH = "mentor_wish"
    SAME_FORM = "same_form"
    SAME_BUILDING = "same_building"
    SAME_SHIFT = "same_shift"
    EXPERIENCED = "experienced"
    GOOD_PAIR_BEFORE = "good_pair_before"
    FREE_PLACES = "free_places"
    NO_PLACES = "no_places"


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


def judge(
    mentor: MentorFacts,
    mentee: MenteeFacts,
    wishes: Wishes,
    bans: frozenset[tuple[int, int]] = frozenset(),
    weights: Weights | None = None,
) -> Fit:
    """The judgement of one possible pair."""
    return rank([mentor], mentee, wishes, bans, weights)[0]


def rank(
    mentors: Sequence[MentorFacts],
    mentee: MenteeFacts,
    wishes: Wishes,
    bans: frozenset[tuple[int, int]] = frozenset(),
    weights: Weights | None = None,
) -> list[Fit]:
    """All mentors for one mentee, best first; equals keep the order they came in (the caller sorts by name)."""
    weights = weights or Weights()
    row = Ratings(mentors, wishes, bans, weights).row(mentee)
    fits = [_fit(mentor, mentee, row, index, wishes, weights) for index, mentor in enumerate(mentors)]
    return sorted(fits, key=lambda fit: fit.key, reverse=True)


def _fit(mentor: MentorFacts, mentee: MenteeFacts, row: Row, index: int, wishes: Wishes, weights: Weights) -> Fit:
    return Fit(
        mentor=mentor.id,
        mentee=mentee.id,
        obstacles=row.obstacles.get(index, ()),
        deficit_points=row.deficits[index],
        wish_points=row.wishes[index],
        condition_points=row.conditions[index],
        free=mentor.capacity - mentor.load,
        reasons=tuple(
            dict.fromkeys(
                [
                    *_deficit_reasons(mentor, mentee),
                    *_wish_reasons(mentor.id, mentee.id, wishes),
                    *_condition_reasons(mentor, mentee, weights),
                    _place_reason(mentor),
                ]
            )
        ),
    )


def _deficit_reasons(mentor: MentorFacts, mentee: MenteeFacts) -> list[tuple[Reason, str]]:
    return [
        (Reason.DEFICIT_COVERED if mentor.competences.get(area, 0) else Reason.DEFICIT_OPEN, area)
        for area, severity in sorted(mentee.deficits, key=lambda one: -one[1])
        if severity
    ]


def _wish_reasons(mentor: int, mentee: int, wishes: Wishes) -> list[tuple[Reason, str]]:
    by_mentee = wishes.of_mentees.get((mentor, mentee))
    by_mentor = wishes.of_mentors.get((mentor, mentee))
    if by_mentee is not None and by_mentor is not None:
        return [(Reason.MUTUAL_WISH, "")]
    if by_mentee is not None:
        return [(Reason.MENTEE_WISH, str(by_mentee))]
    if by_mentor is not None:
        return [(Reason.MENTOR_WISH, str(by_mentor))]
    return []


def _condition_reasons(mentor: MentorFacts, mentee: MenteeFacts, weights: Weights) -> list[tuple[Reason, str]]:
    reasons = [(Reason.SAME_SUBJECT, subject) for subject in sorted(wanted_subjects(mentee) & mentor.subjects)]
    same = (
        (Reason.SAME_FORM, mentor.form, mentee.form),
        (Reason.SAME_BUILDING, mentor.building, mentee.building),
        (Reason.SAME_SHIFT, mentor.shift, mentee.shift),
    )
    reasons += [(reason, one) for reason, one, other in same if one is not None and one == other]
    if (
        mentor.experience is not None
        and mentee.experience is not None
        and mentor.experience >= mentee.experience + weights.experience_gap
    ):
        reasons.append((Reason.EXPERIENCED, str(mentor.experience)))
    if mentor.id in mentee.previous:
        reasons.append((Reason.GOOD_PAIR_BEFORE, ""))
    return reasons


def _place_reason(mentor: MentorFacts) -> tuple[Reason, str]:
    free = mentor.capacity - mentor.load
    return (Reason.FREE_PLACES, str(free)) if free > 0 else (Reason.NO_PLACES, str(mentor.load))
