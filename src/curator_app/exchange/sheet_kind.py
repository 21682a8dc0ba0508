"""What a table is about: staff, mentors, mentees, pairs, replies of a survey — by its headings and titles."""

from __future__ import annotations

import re
from enum import StrEnum

from curator_app.exchange.catalogues import synonyms
from curator_app.exchange.header_search import NAME_FIELDS, Column, Header
from curator_app.exchange.headings import fits


class SheetKind(StrEnum):
    """Kinds of tables the program reads, in the order of reading: people before what refers to them."""

    STAFF = "staff"
    MENTORS = "mentors"
    MENTEES = "mentees"
    PAIRS = "pairs"
    REPLIES = "replies"


MENTOR_PROFILE = frozenset(
    {"competencies", "achievements", "interests", "desired_mentee_age", "time_resource", "capacity", "mentor_status"}
)
MENTEE_PROFILE = frozenset({"request", "mentee_category"})
PAIR_FACTS = frozenset(
    {
        "period", "start_date", "end_date", "order", "order_number", "order_date", "role_model", "pair_status",
        "justification", "psychologist_opinion", "mentoring_kind", "focus",
    }
)  # fmt: skip
_PERSONAL = frozenset({"birth", "phone", "email", "contacts", "work_start_date", "experience_years", "class_name"})
_QUESTION = re.compile(
    r"\?|\[[^\]]+\]|\b(?:оцените|насколько|укажите|отметьте|какие|какой|почему|хотели бы)\b", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\[[^\]]+\]\s*$")
_IDENTITY = frozenset({"timestamp", "email", "consent", "score", "number", "phone", "contacts"})


def name_sides(header: Header) -> list[str | None]:
    """About whom the name columns speak, from left to right; several columns of one name count once."""
    return [column.side for column in header.columns if column.field in NAME_FIELDS and column.side != "other"]


def question_columns(header: Header) -> list[Column]:
    """Columns that ask something rather than name a fact about a person."""
    found = []
    for column in header.columns:
        if _IN_BRACKETS.search(column.heading):
            found.append(column)
            continue
        if not column.heading.strip() or column.field in _IDENTITY:
            continue
        asks = _QUESTION.search(column.heading) is not None
        if column.field in NAME_FIELDS and (column.confidence > 0.7 or not asks):
            continue
        if asks or column.field is None:
            found.append(column)
    return found


def detect_kind(header: Header, titles: list[str]) -> tuple[SheetKind | None, float]:
    """The likeliest kind with a confidence from 0 to 1; None when the table is none of ours.

    ``titles``: the texts above the headings and the name of the sheet.
    """
    sides = name_sides(header)
    fields = [(column.field, column.side) for column in header.columns if column.field]
    mentor_profile = len({field for field, _ in fields if field in MENTOR_PROFILE})
    mentee_profile = len({field for field, _ in fields if field in MENTEE_PROFILE})
    pair_facts = len({field for field, _ in fields if field in PAIR_FACTS})
    personal = len({field for field, side in fields if field in _PERSONAL and side is None})
    has_mentor, has_mentee, has_plain = "mentor" in sides, "mentee" in sides, None in sides
    first = sides[0] if sides else None
    said = {kind: sum(1 for title in titles if fits(synonyms().kinds[kind.value], title)) for kind in SheetKind}
    weight = {kind: min(2, said[kind]) * 2.0 for kind in SheetKind}
    score = {
        SheetKind.STAFF: 3.0 * has_plain + 0.4 * personal - 1.5 * (mentor_profile + mentee_profile)
        - 2.0 * (has_mentor or has_mentee),
        SheetKind.MENTORS: 3.0 * has_mentor + 1.5 * mentor_profile,
        SheetKind.MENTEES: 3.0 * has_mentee + 2.0 * mentee_profile,
        SheetKind.PAIRS: 4.5 * (has_mentor and has_mentee) + 1.0 * min(4, pair_facts) - mentor_profile
        - 1.5 * mentee_profile - 0.4 * personal - 6.0 * (not (has_mentor and has_mentee)),
        SheetKind.REPLIES: _replies_score(header),
    }  # fmt: skip
    if has_plain and first is None:
        if mentor_profile:
            score[SheetKind.MENTORS] += 2.0
        if mentee_profile:
            score[SheetKind.MENTEES] += 2.0
        # the people of the first column, and beside them the other side
        if has_mentor and not has_mentee:
            score[SheetKind.MENTEES] += 4.0
            score[SheetKind.MENTORS] -= 3.0
        if has_mentee and not has_mentor:
            score[SheetKind.MENTORS] += 4.0
            score[SheetKind.MENTEES] -= 3.0
    if first == "mentor" and has_mentee:
        score[SheetKind.MENTORS] += 1.0
    if first == "mentee" and has_mentor:
        score[SheetKind.MENTEES] += 1.0 + 0.4 * personal
    if has_plain and not (mentor_profile or mentee_profile or has_mentor or has_mentee) and not said[SheetKind.STAFF]:
        for kind in _TITLED:
            weight[kind] *= 2.0
    total = {kind: score[kind] + (weight[kind] if score[kind] > 0 or kind in _TITLED else 0.0) for kind in SheetKind}
    ranked = sorted(total.items(), key=lambda one: -one[1])
    (best, top), (_, second) = ranked[0], ranked[1]
    if top < 2.5 or (not sides and best is not SheetKind.REPLIES):
        return None, 0.0
    return best, round(min(1.0, 0.5 + (top - max(0.0, second)) / 8), 2)


# A plain list of names becomes mentors or mentees by its title alone.
_TITLED = frozenset({SheetKind.MENTORS, SheetKind.MENTEES})


def _replies_score(header: Header) -> float:
    asked = question_columns(header)
    told = [column for column in header.columns if column.heading.strip()]
    asking = [column for column in asked if _QUESTION.search(column.heading)]
    if len(asked) < 3 or len(asked) < 0.5 * len(told):
        return 0.0
    stamped = any(column.field == "timestamp" for column in header.columns)
    return 2.0 + 2.0 * stamped + min(6.0, 1.0 * len(asking))
