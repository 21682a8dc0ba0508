"""Questions of a questionnaire and what counts as an answer to them (domain.md d)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Answer = int | str


class QuestionKind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    YES_NO = "yes_no"
    CHOICE = "choice"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``key`` names its answer and never changes between versions of the same question.

    A scale runs from ``lowest`` to ``highest`` (both whole); ``in_index`` counts it into the respondent's index.
    ``options`` are the words of a choice, in their order. ``area`` is the area of deficits it asks about, ``block`` the
    heading it stands under. ``required`` questions are missed when left open.
    """

    key: str
    text: str
    kind: QuestionKind = QuestionKind.SCALE
    lowest: int = 1
    highest: int = 10
    in_index: bool = False
    options: tuple[str, ...] = ()
    area: str | None = None
    block: str | None = None
    required: bool = False

    @property
    def points(self) -> range:
        """The points of a scale, ascending."""
        return range(self.lowest, self.highest + 1)


class BadQuestion(ValueError):
    """A question that cannot be asked: ``place`` is its number from 1, ``fault`` a code of what is wrong."""

    def __init__(self, place: int, fault: str) -> None:
        super().__init__(f"question {place}: {fault}")
        self.place = place
        self.fault = fault


_MOST_POINTS = 101
_FIELDS = frozenset(Question.__dataclass_fields__)


def read_questions(told: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    """Questions from plain data. Raises BadQuestion: no_text, no_key, twice, kind, scale, options, unknown."""
    found: list[Question] = []
    for place, one in enumerate(told, start=1):
        if unknown := set(one) - _FIELDS:
            raise BadQuestion(place, f"unknown {sorted(unknown)[0]}")
        key, text = str(one.get("key") or "").strip(), str(one.get("text") or "").strip()
        if not text:
            raise BadQuestion(place, "no_text")
        if not key:
            raise BadQuestion(place, "no_key")
        if key in {question.key for question in found}:
            raise BadQuestion(place, "twice")
        try:
            kind = QuestionKind(one.get("kind", QuestionKind.SCALE))
        except ValueError:
            raise BadQuestion(place, "kind") from None
        options = tuple(str(option).strip() for option in one.get("options", ()))
        if kind is QuestionKind.CHOICE and (len(options) < 2 or len(set(options)) < len(options) or not all(options)):
            raise BadQuestion(place, "options")
        lowest, highest = one.get("lowest", 1), one.get("highest", 10)
        whole = all(isinstance(number, int) and not isinstance(number, bool) for number in (lowest, highest))
        if not whole or lowest < 0 or not 1 <= highest - lowest < _MOST_POINTS:
            raise BadQuestion(place, "scale")
        found.append(
            Question(
                key,
                text,
                kind,
                lowest,
                highest,
                kind is QuestionKind.SCALE and bool(one.get("in_index", False)),
                options,
                one.get("area"),
                one.get("block"),
                bool(one.get("required", False)),
            )
        )
    return tuple(found)


def tell_questions(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """The plain data of questions: what is as usual is left out, so ``read_questions`` gives them back."""
    told: list[dict[str, Any]] = []
    for question in questions:
        one: dict[str, Any] = {"key": question.key, "text": question.text, "kind": question.kind.value}
        if question.kind is QuestionKind.SCALE:
            one |= {"lowest": question.lowest, "highest": question.highest}
        if question.options:
            one["options"] = list(question.options)
        one |= {name: getattr(question, name) for name in ("in_index", "area", "block", "required")}
        told.append({name: value for name, value in one.items() if value is not None and value is not False})
    return told


def accept(question: Question, given: object) -> Answer | None:
    """The answer as it is kept: points of a scale, «yes»/«no», an option, a text; None for no answer.

    Raises ValueError for what is no answer to this question: a point out of the scale, an unknown option.
    """
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    if question.kind is QuestionKind.OPEN:
        return str(given).strip()
    if question.kind is QuestionKind.SCALE:
        point = _whole(given)
        if point is None or point not in question.points:
            raise ValueError(str(given))
        return point
    if question.kind is QuestionKind.YES_NO:
        if given in ("yes", "no"):
            return str(given)
        raise ValueError(str(given))
    if given in question.options:
        return str(given)
    raise ValueError(str(given))


def _whole(given: object) -> int | None:
    if isinstance(given, bool):
        return None
    if isinstance(given, int):
        return given
    if isinstance(given, float):
        return int(given) if given.is_integer() else None
    text = str(given).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
