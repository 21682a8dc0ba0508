"""Figures out of answers, each against a count by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator_app.domain.surveys.questions import Answer, Question, QuestionKind
from curator_app.domain.surveys.scoring import (
    Level,
    Levels,
    Mean,
    Satisfaction,
    block_indices,
    change,
    deficits,
    distribution,
    divergence,
    index,
    mean,
    satisfied,
    total,
)

A = Question("a", "Комфорт", in_index=True)
B = Question("b", "Польза", in_index=True)
FIVE = Question("five", "По пятибалльной", lowest=1, highest=5, in_index=True)
ASIDE = Question("aside", "Важность")
GLAD = Question("glad", "Рады ли Вы?", QuestionKind.YES_NO)
OFTEN = Question("often", "Как часто?", QuestionKind.CHOICE, options=("часто", "редко", "никогда"))
FORM = (A, B, FIVE, ASIDE, GLAD, OFTEN)


def test_an_open_question_is_no_zero() -> None:
    assert index(FORM, {"a": 8, "aside": 1}) == Fraction(8, 10)
    assert index(FORM, {"a": 8, "five": 5}) == Fraction(9, 10)
    assert index(FORM, {"aside": 10, "glad": "yes"}) is None
    assert mean(A, [{"a": 4}, {}, {"a": 9}]) == Mean(13, 2)
    assert mean(A, [{}]).value is None


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (Fraction(0), Level.LOW),
        (Fraction(40, 100), Level.LOW),
        (Fraction(401, 1000), Level.MIDDLE),
        (Fraction(70, 100), Level.MIDDLE),
        (Fraction(701, 1000), Level.HIGH),
        (Fraction(1), Level.HIGH),
    ],
)
def test_no_gap_between_levels(value: Fraction, level: Level) -> None:
    assert Levels().of(value) is level


def test_limits_must_rise() -> None:
    with pytest.raises(ValueError, match="rise"):
        Levels(Fraction(7, 10), Fraction(4, 10))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"a": 7, "b": 7}, True),
        ({"a": 7, "b": 6}, False),
        ({"a": 7, "b": 6, "glad": "yes"}, True),
        ({"a": 5, "b": 5, "glad": "yes"}, True),
        ({"a": 5, "b": 4, "glad": "yes"}, False),
        ({"a": 6, "b": 6, "glad": "no"}, False),
        ({"glad": "yes"}, None),
    ],
)
def test_satisfied(answers: dict[str, Answer], said: bool | None) -> None:
    assert satisfied(FORM, answers, Satisfaction()) is said


def test_distribution_shows_what_nobody_said() -> None:
    replies: list[dict[str, Answer]] = [{"often": "редко"}, {"often": "редко"}, {"glad": "no"}]
    assert distribution(OFTEN, replies) == [("часто", 0), ("редко", 2), ("никогда", 0)]
    assert distribution(GLAD, replies) == [("yes", 0), ("no", 1)]
    assert distribution(FIVE, [{"five": 5}])[-1] == (5, 1)


def test_change_counts_only_those_with_both() -> None:
    pairs: list[tuple[dict[str, Answer], dict[str, Answer]]] = [
        ({"x": 4}, {"y": 7}),
        ({"x": 6}, {"y": 7}),
        ({"x": 1}, {}),
        ({}, {"y": 10}),
    ]
    found = change("x", "y", pairs)
    assert (found.before, found.after) == (Mean(10, 2), Mean(14, 2))
    assert found.difference == 2
    assert change("x", "y", []).difference is None


NEEDS = (
    Question("n1", "Предмет", lowest=0, highest=3, area="subject", block="Предмет"),
    Question("n2", "Задания", lowest=0, highest=3, area="subject", block="Предмет"),
    Question("n3", "Журнал", lowest=0, highest=3, area="documentation", block="Документы"),
)


def test_deficits_from_the_questionnaire_of_needs() -> None:
    answers = {"n1": 2, "n2": 3, "n3": 1}
    assert deficits(NEEDS, answers) == {"subject": 3}
    assert deficits(NEEDS, answers, from_severity=1) == {"subject": 3, "documentation": 1}
    assert block_indices(NEEDS, answers) == {"Предмет": Fraction(5, 6), "Документы": Fraction(1, 3)}
    assert block_indices(NEEDS, {"n1": 0}) == {"Предмет": Fraction(0)}


def test_divergence_and_total() -> None:
    assert divergence([Fraction(1), Fraction(1, 2), Fraction(3, 4)]) == Fraction(1, 2)
    assert divergence([Fraction(1)]) == 0
    assert total(NEEDS, {"n1": 2, "n3": 1}) == Mean(3, 2)


@given(st.lists(st.fixed_dictionaries({}, optional={"a": st.integers(1, 10), "b": st.integers(1, 10)})))
def test_means_lie_between_the_ends(replies: list[dict[str, Answer]]) -> None:
    for one in replies:
        reached = index(FORM, one)
        assert (reached is None) == (not one)
        assert reached is None or Fraction(1, 10) <= reached <= 1
    told = mean(A, replies)
    assert told.answered == sum("a" in one for one in replies)
    assert told.value is None or 1 <= told.value <= 10
