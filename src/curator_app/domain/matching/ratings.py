"""Points and obstacles of one mentee with every mentor, tier by tier: the one place where they are counted."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from operator import add

from curator_app.domain.matching.facts import MenteeFacts, MentorFacts, Obstacle, Wishes
from curator_app.domain.matching.weights import Weights


@dataclass(frozen=True, slots=True)
class Row:
    """One mentee against all mentors, in their order. ``obstacles`` names only the mentors that are barred."""

    deficits: list[int]
    wishes: list[int]
    conditions: list[int]
    obstacles: dict[int, tuple[Obstacle, ...]]


class Ratings:
    """Counts rows for the mentors given; parts that many mentees have in common are counted once."""

    def __init__(
        self,
        mentors: Sequence[MentorFacts],
        wishes: Wishes,
        bans: Iterable[tuple[int, int]] = (),
        weights: Weights | None = None,
    ) -> None:
        self._mentors = mentors
        self._weights = weights or Weights()
        self._index = {mentor.id: index for index, mentor in enumerate(mentors)}
        self._refused = [index for index, mentor in enumerate(mentors) if mentor.refused]
        self._bans = self._by_mentee(bans)
        self._avoided = self._by_mentee(wishes.avoided)
        self._wishes: dict[int, dict[int, int]] = {}
        self._count_wishes(wishes)
        self._known: dict[Hashable, list[int]] = {}

    def row(self, mentee: MenteeFacts) -> Row:
        """Points of every mentor for the mentee."""
        wishes = [0] * len(self._mentors)
        for index, points in self._wishes.get(mentee.id, {}).items():
            wishes[index] = points
        return Row(self._deficits(mentee), wishes, self._conditions(mentee), self._obstacles(mentee))

    def _by_mentee(self, pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for mentor, mentee in pairs:
            if mentor in self._index:
                found.setdefault(mentee, []).append(self._index[mentor])
        return found

    def _count_wishes(self, wishes: Wishes) -> None:
        weights = self._weights
        sides = ((wishes.mentees_choices, weights.mentee_wish), (wishes.mentors_choices, weights.mentor_wish))
        for choices, weight in sides:
            for (mentor, mentee), choice in choices.items():
                if mentor in self._index:
                    points = self._wishes.setdefault(mentee, {})
                    index = self._index[mentor]
                    points[index] = points.get(index, 0) + weight * choice
        for mentor, mentee in wishes.mutual:
            if mentor in self._index:
                self._wishes[mentee][self._index[mentor]] += weights.mutual

    def _column(self, key: Hashable, points: Callable[[MentorFacts], int]) -> list[int]:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = [points(mentor) for mentor in self._mentors]
        return known

    def _levels(self, area: str, factor: int) -> list[int]:
        return self._column(("level", area, factor), lambda mentor: factor * mentor.competences.get(area, 0))

    def _alike(self, name: str, value: str | None, points: int) -> list[int] | None:
        if value is None or not points:
            return None
        return self._column((name, value), lambda mentor: points * (getattr(mentor, name) == value))

    def _experienced(self, years: int | None) -> list[int] | None:
        if years is None:
            return None
        points, enough = self._weights.experience, years + self._weights.experience_gap
        return self._column(
            ("experience", enough),
            lambda mentor: points * (mentor.experience is not None and mentor.experience >= enough),
        )

    def _deficits(self, mentee: MenteeFacts) -> list[int]:
        row = [0] * len(self._mentors)
        for area, severity in mentee.deficits:
            factor = severity * self._weights.areas.get(area, 1)
            if factor:
                row = list(map(add, row, self._levels(area, factor)))
        return row

    def _conditions(self, mentee: MenteeFacts) -> list[int]:
        weights = self._weights
        wanted = wanted_subjects(mentee)
        row = self._column(("subject", wanted), lambda mentor: weights.same_subject * bool(wanted & mentor.subjects))[:]
        columns = (
            self._alike("form", mentee.form, weights.same_form),
            self._alike("building", mentee.building, weights.same_building),
            self._alike("shift", mentee.shift, weights.same_shift),
            self._experienced(mentee.experience),
        )
        for column in columns:
            if column is not None:
                row = list(map(add, row, column))
        for mentor in mentee.previous:
            if mentor in self._index:
                row[self._index[mentor]] += weights.previous_pair
        return row

    def _obstacles(self, mentee: MenteeFacts) -> dict[int, tuple[Obstacle, ...]]:
        found: dict[int, tuple[Obstacle, ...]] = {}

        def bar(obstacle: Obstacle, indices: Iterable[int]) -> None:
            for index in indices:
                found[index] = (*found.get(index, ()), obstacle)

        bar(Obstacle.SELF, [self._index[mentee.id]] if mentee.id in self._index else [])
        bar(Obstacle.PAIRED, sorted(self._index[mentor] for mentor in mentee.mentors if mentor in self._index))
        bar(Obstacle.BAN, self._bans.get(mentee.id, ()))
        bar(Obstacle.AVOID, self._avoided.get(mentee.id, ()))
        bar(Obstacle.REFUSED, range(len(self._mentors)) if mentee.refused else self._refused)
        subject = mentee.required_subject
        if subject is not None:
            teaches = self._column(("teaches", subject), lambda mentor: subject in mentor.subjects)
            bar(Obstacle.SUBJECT, (index for index, does in enumerate(teaches) if not does))
        return found


def wanted_subjects(mentee: MenteeFacts) -> frozenset[str]:
    """Subjects that count as «the same»: the mentee's own and the required one."""
    return mentee.subjects | ({mentee.required_subject} if mentee.required_subject else frozenset())
