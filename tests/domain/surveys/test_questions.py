"""Questions as data, and what counts as an answer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator_app.domain.surveys.questions import (
    BadQuestion,
    Question,
    QuestionKind,
    accept,
    read_questions,
    tell_questions,
)

GOOD: dict[str, Any] = {"key": "comfort", "text": "Насколько комфортно?"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"text": " "}, "no_text"),
        ({"key": ""}, "no_key"),
        ({"kind": "stars"}, "kind"),
        ({"kind": "choice", "options": ["да"]}, "options"),
        ({"kind": "choice", "options": ["да", "да"]}, "options"),
        ({"lowest": 5, "highest": 5}, "scale"),
        ({"lowest": "1"}, "scale"),
        ({"lowest": True, "highest": 3}, "scale"),
        ({"lowest": 0, "highest": 101}, "scale"),
        ({"colour": "red"}, "unknown colour"),
    ],
)
def test_a_question_that_cannot_be_asked_is_named(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        read_questions([GOOD, {**GOOD, "key": "other", **change}])
    assert (refused.value.place, refused.value.fault) == (2, fault)


def test_the_same_key_twice() -> None:
    with pytest.raises(BadQuestion, match="twice"):
        read_questions([GOOD, GOOD])


TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=20)
QUESTIONS = st.builds(
    Question,
    key=TEXTS,
    text=TEXTS,
    kind=st.sampled_from([QuestionKind.SCALE]),
    lowest=st.integers(0, 3),
    highest=st.integers(4, 100),
    in_index=st.booleans(),
    area=st.none() | TEXTS,
    block=st.none() | TEXTS,
    required=st.booleans(),
) | st.builds(
    Question,
    key=TEXTS,
    text=TEXTS,
    kind=st.just(QuestionKind.CHOICE),
    options=st.lists(TEXTS, min_size=2, max_size=5, unique=True).map(tuple),
)


@given(st.lists(QUESTIONS, unique_by=lambda one: one.key, max_size=6))
def test_told_questions_are_read_back(questions: list[Question]) -> None:
    assert read_questions(tell_questions(questions)) == tuple(questions)


SCALE = Question("a", "?", lowest=1, highest=10)


@pytest.mark.parametrize(
    ("given", "kept"), [(1, 1), (10, 10), ("7", 7), (7.0, 7), ("", None), (None, None), (" ", None)]
)
def test_a_point_of_the_scale(given: object, kept: int | None) -> None:
    assert accept(SCALE, given) == kept


@pytest.mark.parametrize("given", [0, 11, "11", 7.5, "семь", True, "٧", "-1", "1" * 400])
def test_no_point_of_the_scale(given: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        accept(SCALE, given)


def test_yes_no_and_options() -> None:
    asked = Question("a", "?", QuestionKind.YES_NO)
    assert accept(asked, "yes") == "yes"
    with pytest.raises(ValueError, match="да"):
        accept(asked, "да")
    often = Question("a", "?", QuestionKind.CHOICE, options=("часто", "редко"))
    assert accept(often, "редко") == "редко"
    with pytest.raises(ValueError, match="иногда"):
        accept(often, "иногда")
    assert accept(Question("a", "?", QuestionKind.OPEN), "  =Своё ") == "=Своё"
