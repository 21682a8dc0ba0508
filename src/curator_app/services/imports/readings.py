"""How every filled cell of a row was understood, in words, for the preview."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from curator_app.domain.name_parsing import Mention
from curator_app.exchange.grid import spelled
from curator_app.exchange.mapping import NAME_PARTS
from curator_app.exchange.tables import Table
from curator_app.services.imports.facts import Reading, RowFacts
from curator_app.texts import labels
from curator_app.texts.phone import phone_text

_CODED: dict[str, tuple[str, Mapping[Any, str]]] = {
    "mentor_status": ("status", labels.MENTOR_STATUS),
    "pair_status": ("status", labels.PAIR_STATUS),
    "mentee_category": ("category", labels.MENTEE_CATEGORY),
}


def value_words(name: str, value: Any) -> str:
    """A value of a mapped column as a person reads it."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if name == "qualification_category":
        return labels.code_label(value, labels.QUALIFICATION_CATEGORY)
    if name == "phone" and isinstance(value, str):
        return phone_text(value)
    return spelled(value) if isinstance(value, dt.date | int | float | str) else str(value)


def all_readings(table: Table, facts: RowFacts, known: Sequence[Reading], own_prefix: str) -> list[Reading]:
    """``known`` with the cells that name people, hold codes or feed no field, in the order of the columns.

    ``own_prefix``: what stands before the fields of the person the row is about («mentor_» in a register of pairs).
    """
    found = {reading.column for reading in known}
    result = list(known)
    for column in table.columns:
        if column.index in found:
            continue
        typed = spelled(table.cell(facts.row, column.index))
        if typed:
            field = table.mapped.get(column.index)
            result.append(Reading(column.index, field, typed, _understood(facts, field, own_prefix, typed)))
    return sorted(result, key=lambda reading: reading.column)


def _understood(facts: RowFacts, field: str | None, own_prefix: str, typed: str) -> str:
    if field is None:
        return ""
    if field in _CODED:
        name, words = _CODED[field]
        return labels.code_label(facts.profile.get(name), words)
    if any(field == own_prefix + part for part in NAME_PARTS):
        return _name(facts.person.mention) if field.endswith("full_name") else typed
    if field.endswith("full_name"):
        return "; ".join(filter(None, (_name(one) for one in facts.partners.people)))
    return typed if field.endswith(NAME_PARTS) else ""


def _name(mention: Mention) -> str:
    if mention.name is not None:
        return mention.name.full
    return f"{mention.surname} {''.join(f'{one}.' for one in mention.initials)}" if mention.surname else ""
