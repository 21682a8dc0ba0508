"""Which field every column feeds, for a kind of table.

A field of the person the table is about stands as it is («position»); a field of the other side carries the side
before it («mentor_full_name» in a base of mentees). In a register of pairs every personal field carries a side.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from curator_app.exchange.header_search import NAME_FIELDS, Column, Header
from curator_app.exchange.headings import words
from curator_app.exchange.sheet_kind import SheetKind, question_columns

NAME_PARTS = ("full_name", "surname", "first_name", "patronymic", "given_names")
PERSON_FACTS = (
    "birth", "gender", "position", "subjects", "qualification_category", "category_experience", "experience_years",
    "contacts", "phone", "email", "workplace", "work_start_date", "class_name", "education",
    "building", "shift",
)  # fmt: skip
PERSON_FIELDS = (*NAME_PARTS, *PERSON_FACTS)
_PROGRAM = (
    "program_entry_date", "program_end_date", "program_results", "case_link", "completion_mark", "mentoring_form",
    "period", "order", "order_number", "order_date", "note",
)  # fmt: skip
_MENTOR = (
    "competencies", "achievements", "interests", "desired_mentee_age", "time_resource", "capacity", "mentor_status",
)  # fmt: skip
_MENTEE = ("request", "mentee_category")
_REQUEST = (
    "request_date", "request_source", "request_status", "request_urgent", "request_subject", "request_subject_required",
    "deficit_area", "deficit_text", "severity", "severity_after",
)  # fmt: skip
_PAIR = (
    "mentoring_form", "mentoring_kind", "role_model", "focus", "period", "start_date", "end_date", "order",
    "order_number", "order_date", "pair_status", "justification", "psychologist_opinion", "request", "note",
    "program_results",
)  # fmt: skip
_SIDED_MENTOR = tuple(f"mentor_{name}" for name in PERSON_FIELDS)
_SIDED_MENTEE = tuple(f"mentee_{name}" for name in PERSON_FIELDS)
IGNORED = ("number", "timestamp")
QUESTION = "question"

FIELDS: dict[SheetKind, tuple[str, ...]] = {
    SheetKind.STAFF: (*PERSON_FIELDS, "note", "mentor_full_name", "number"),
    SheetKind.MENTORS: (*PERSON_FIELDS, *_MENTOR, *_PROGRAM, *_SIDED_MENTEE, "number", "timestamp"),
    SheetKind.MENTEES: (*PERSON_FIELDS, *_MENTEE, *_REQUEST, *_PROGRAM, *_SIDED_MENTOR, "number", "timestamp"),
    SheetKind.PAIRS: (*_SIDED_MENTOR, *_SIDED_MENTEE, *_PAIR, "number", "timestamp"),
    SheetKind.REPLIES: (*NAME_PARTS, "email", "timestamp", "consent", "score", "number", QUESTION),
}
_OWN_SIDE = {SheetKind.MENTORS: "mentor", SheetKind.MENTEES: "mentee"}


def assign_fields(header: Header, kind: SheetKind) -> dict[int, str]:
    """Column → field for the columns that are understood; the rest is not in the answer."""
    if kind is SheetKind.REPLIES:
        return _of_replies(header)
    mapped: dict[int, str] = {}
    near: str | None = None
    for column in header.columns:
        field = "full_name" if column.field == "person_block" else column.field
        if column.field in NAME_FIELDS and column.side != "other":
            near = column.side
        elif column.field in NAME_FIELDS:
            near = "other"
        if field is None or (field in PERSON_FIELDS and column.side == "other"):
            continue
        told = _field(header, column, field, kind, near, mapped)
        if told in FIELDS[kind]:
            mapped[column.index] = told
    return mapped


def _field(
    header: Header, column: Column, field: str, kind: SheetKind, near: str | None, mapped: Mapping[int, str]
) -> str:
    if field not in PERSON_FIELDS:
        return _renamed(field, kind, header)
    own = _OWN_SIDE.get(kind)
    if kind is SheetKind.PAIRS:
        side = column.side or near or _first_side(header)
        return f"{side}_{field}"
    if column.side is not None:
        return field if column.side == own else f"{column.side}_{field}"
    beside_partner = near is not None and near not in {own, "other"} and kind in _OWN_SIDE
    if beside_partner and field in mapped.values():
        return f"{near}_{field}"  # the second «Должность» after the partner's name is the partner's
    return field


def _first_side(header: Header) -> str:
    return next((c.side for c in header.columns if c.field in NAME_FIELDS and c.side in {"mentor", "mentee"}), "mentor")


def _renamed(field: str, kind: SheetKind, header: Header) -> str:
    present = {column.field for column in header.columns}
    if kind is SheetKind.PAIRS:
        renamed = {"program_entry_date": "start_date", "program_end_date": "end_date"}.get(field, field)
    else:
        renamed = {"start_date": "program_entry_date", "end_date": "program_end_date"}.get(field, field)
    return field if renamed != field and renamed in present else renamed


def _of_replies(header: Header) -> dict[int, str]:
    asked = {column.index for column in question_columns(header)}
    mapped: dict[int, str] = {}
    for column in header.columns:
        field = "full_name" if column.field == "person_block" else column.field
        if not column.heading.strip():
            continue
        free = column.index not in asked
        named = free and field in NAME_PARTS and column.side != "other"
        plain = free and field in {"timestamp", "email", "consent", "score", "number"}
        if field is not None and (plain or (named and field not in mapped.values())):
            mapped[column.index] = field
        else:
            mapped[column.index] = QUESTION
    return mapped


def signature(columns: Sequence[Column]) -> str:
    """The shape of a table: its headings in their order, however they are spelled in detail."""
    told = "|".join(f"{' '.join(words(column.group))}/{' '.join(words(column.heading))}" for column in columns)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()
