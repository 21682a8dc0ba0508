"""What answers say: an index, a level, whether somebody is satisfied, means with n, changes (domain.md d.7).

A question left open is no zero: it is out of every mean, and the number of answers is told beside each figure.
All fractions are exact; rounding is for the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from curator_app.domain.surveys.questions import Answer, Question, QuestionKind

Answers = Mapping[str, Answer]


class Level(StrEnum):
    """How high an index stands."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Levels:
    """Limits of the levels: up to and including ``low`` is low, up to and including ``middle`` is middle."""

    low: Fraction = Fraction(40, 100)
    middle: Fraction = Fraction(70, 100)

    def __post_init__(self) -> None:
        if not 0 <= self.low < self.middle < 1:
            raise ValueError("limits of levels rise from 0 to 1")

    def of(self, index: Fraction) -> Level:
        """The level of an index from 0 to 1."""
        return Level.LOW if index <= self.low else Level.MIDDLE if index <= self.middle else Level.HIGH


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """When a respondent counts as satisfied: an index of at least ``enough``; or «glad to have taken part» (the
    question ``glad``) and an index of at least ``enough_if_glad``."""

    enough: Fraction = Fraction(7, 10)
    glad: str = "glad"
    enough_if_glad: Fraction = Fraction(5, 10)


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with the number of answers behind it; ``value`` is None when there are none."""

    total: int
    answered: int

    @property
    def value(self) -> Fraction | None:
        """The mean."""
        return Fraction(self.total, self.answered) if self.answered else None


def index(questions: Sequence[Question], answers: Answers) -> Fraction | None:
    """The respondent's index: mean of answer ÷ highest point over the answered questions that count into it.

    None when none of them is answered.
    """
    parts = [
        Fraction(point, question.highest)
        for question in questions
        if question.in_index and isinstance(point := answers.get(question.key), int)
    ]
    return sum(parts, Fraction()) / len(parts) if parts else None


def satisfied(questions: Sequence[Question], answers: Answers, rule: Satisfaction) -> bool | None:
    """Whether the respondent is satisfied; None when the index cannot be told."""
    reached = index(questions, answers)
    if reached is None:
        return None
    return reached >= rule.enough or (answers.get(rule.glad) == "yes" and reached >= rule.enough_if_glad)


def mean(question: Question, replies: Iterable[Answers]) -> Mean:
    """Mean of a scale over those who answered it."""
    points = [point for one in replies if isinstance(point := one.get(question.key), int)]
    return Mean(sum(points), len(points))


def distribution(question: Question, replies: Iterable[Answers]) -> list[tuple[Answer, int]]:
    """How many gave each possible answer, in the order of the scale or of the options; those never given too."""
    counts = Counter(one[question.key] for one in replies if question.key in one)
    possible: Sequence[Answer]
    if question.kind is QuestionKind.SCALE:
        possible = list(question.points)
    elif question.kind is QuestionKind.YES_NO:
        possible = ["yes", "no"]
    else:
        possible = question.options
    return [(one, counts[one]) for one in possible]


@dataclass(frozen=True, slots=True)
class Change:
    """The same people before and after: means over those who answered both times."""

    before: Mean
    after: Mean

    @property
    def difference(self) -> Fraction | None:
        """After minus before; None when nobody answered both."""
        before, after = self.before.value, self.after.value
        return None if before is None or after is None else after - before


def change(key_before: str, key_after: str, pairs: Iterable[tuple[Answers, Answers]]) -> Change:
    """Before and after over the people who answered both questions."""
    both = [
        (first, second)
        for before, after in pairs
        if isinstance(first := before.get(key_before), int) and isinstance(second := after.get(key_after), int)
    ]
    return Change(
        Mean(sum(first for first, _ in both), len(both)),
        Mean(sum(second for _, second in both), len(both)),
    )


def deficits(questions: Sequence[Question], answers: Answers, *, from_severity: int = 2) -> dict[str, int]:
    """{area: severity} of the areas in which a question about deficits was answered with at least ``from_severity``.

    The severity of an area is its highest answer (domain.md d.6: a deficit from 2 on, scale 0–3).
    """
    found: dict[str, int] = {}
    for question in questions:
        point = answers.get(question.key)
        if question.area is not None and isinstance(point, int) and point >= from_severity:
            found[question.area] = max(found.get(question.area, 0), point)
    return found


def block_indices(questions: Sequence[Question], answers: Answers) -> dict[str, Fraction]:
    """{block: sum of answers ÷ highest possible sum} over the answered scales of each block, in the order of blocks."""
    sums: dict[str, tuple[int, int]] = {}
    for question in questions:
        point = answers.get(question.key)
        if question.block is not None and question.kind is QuestionKind.SCALE and isinstance(point, int):
            total, most = sums.get(question.block, (0, 0))
            sums[question.block] = (total + point, most + question.highest)
    return {block: Fraction(total, most) for block, (total, most) in sums.items() if most}


def divergence(totals: Sequence[Fraction]) -> Fraction:
    """How far several judgements of one pair (each from 0 to 1) lie apart; 0 for fewer than two."""
    return max(totals) - min(totals) if len(totals) > 1 else Fraction()


def total(questions: Sequence[Question], answers: Answers) -> Mean:
    """Sum of the answered scales, with how many of them were answered (criteria of the curator, sheet of a pair)."""
    points = [
        point
        for question in questions
        if question.kind is QuestionKind.SCALE and isinstance(point := answers.get(question.key), int)
    ]
    return Mean(sum(points), len(points))
