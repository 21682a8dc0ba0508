"""Plain data of questionnaires on paper: a blank of one respondent, the summary of a wave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from curator_app.documents.paper_data import Layout, PaperPerson, SchoolData
from curator_app.domain.surveys.questions import Question, QuestionKind

PartKind = Literal["points", "written", "yes_no", "choice", "open"]


@dataclass(frozen=True, slots=True)
class BlankRow:
    """A question with its number; ``block``: the heading that begins here; ``options`` of a choice."""

    number: int
    text: str
    block: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlankPart:
    """Questions of one kind that follow each other. ``points``: the digits to ring; ``written``: a scale too long or
    unusual for a row of digits, with a box to write in; ``lines`` to write each open answer on."""

    kind: PartKind
    lowest: int
    highest: int
    points: tuple[int, ...]
    rows: tuple[BlankRow, ...]
    lines: int = 1


@dataclass(frozen=True, slots=True)
class QuestionnairePaper:
    """A blank with the header of its respondent (nobody: lines to write the name on). ``mark``: «примерная форма»."""

    school: SchoolData
    title: str = ""
    mark: str | None = None
    preamble: str | None = None
    person: PaperPerson | None = None
    what: str | None = None
    role: str | None = None
    about: str | None = None
    wave: str | None = None
    due: dt.date | None = None
    parts: tuple[BlankPart, ...] = ()
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class SummaryQuestion:
    """A line of the table of answers: mean, how many answered, who answered what in words."""

    number: int
    text: str
    mean: str
    answered: int
    spread: str


@dataclass(frozen=True, slots=True)
class SummaryPerson:
    """A line of the table of respondents."""

    name: str
    about: str
    result: str
    level: str


@dataclass(frozen=True, slots=True)
class SummaryRole:
    """What one role answered. ``lines``: sentences before the tables."""

    title: str
    questionnaire: str
    lines: tuple[str, ...]
    questions: tuple[SummaryQuestion, ...]
    people: tuple[SummaryPerson, ...]
    about_pairs: bool = False


@dataclass(frozen=True, slots=True)
class SummarySide:
    """The same question answered by both sides, or before and after."""

    text: str
    first: str
    second: str
    difference: str


@dataclass(frozen=True, slots=True)
class SummaryAnswers:
    """Open answers to one question."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveySummaryPaper:
    """The results of a wave."""

    school: SchoolData
    title: str = ""
    date: dt.date | None = None
    stage: str | None = None
    answered: str = ""
    roles: tuple[SummaryRole, ...] = ()
    sides: tuple[SummarySide, ...] = ()
    changes: tuple[SummarySide, ...] = ()
    pairs: tuple[SummarySide, ...] = ()
    opens: tuple[SummaryAnswers, ...] = ()
    rules: tuple[str, ...] = ()
    layout: Layout = field(default_factory=Layout)


def parts_of(questions: Sequence[Question]) -> tuple[BlankPart, ...]:
    """The questions in their order, neighbours of one kind together."""
    found: list[tuple[tuple[PartKind, int, int], list[BlankRow]]] = []
    for (kind, lowest, highest), row in _rows(questions):
        if not found or found[-1][0] != (kind, lowest, highest):
            found.append(((kind, lowest, highest), []))
        found[-1][1].append(row)
    lines = _lines(questions)
    return tuple(
        BlankPart(
            kind, lowest, highest, tuple(range(lowest, highest + 1)) if kind == "points" else (), tuple(rows), lines
        )
        for (kind, lowest, highest), rows in found
    )


_DIGITS = 11
_SLIP = 12
_SHEET_OF_WORDS = 6


def _lines(questions: Sequence[Question]) -> int:
    """A slip has one line for an open answer, a long questionnaire two, a sheet of open answers alone six."""
    if all(one.kind is QuestionKind.OPEN for one in questions):
        return _SHEET_OF_WORDS
    return 1 if len(questions) <= _SLIP else 2


def _rows(questions: Sequence[Question]) -> Iterator[tuple[tuple[PartKind, int, int], BlankRow]]:
    block: str | None = None
    for number, one in enumerate(questions, start=1):
        heading = one.block if one.block != block else None
        block = one.block
        row = BlankRow(number, one.text, heading, one.options)
        if one.kind is QuestionKind.SCALE:
            few = one.highest - one.lowest < _DIGITS
            yield ("points" if few else "written", one.lowest, one.highest), row
        elif one.kind is QuestionKind.YES_NO:
            yield ("yes_no", 0, 0), row
        elif one.kind is QuestionKind.CHOICE:
            yield ("choice", 0, 0), row
        else:
            yield ("open", 0, 0), row
