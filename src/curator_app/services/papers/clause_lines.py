"""Clauses of an order typed as lines: a line a clause, a line that begins with a dash a sub-clause of it."""

from __future__ import annotations

from collections.abc import Iterable

from curator_app.documents.paper_data import ExtraClause

_DASHES = "-–—•"


def clauses_of(text: str | None) -> tuple[ExtraClause, ...]:
    """Clauses as the order needs them; empty lines fall away."""
    made: list[ExtraClause] = []
    for line in (text or "").splitlines():
        words = line.strip()
        item = words.lstrip(_DASHES).strip()
        if not item:
            continue
        if made and words[0] in _DASHES:
            made[-1] = ExtraClause(made[-1].text, (*made[-1].items, item))
        else:
            made.append(ExtraClause(item))
    return tuple(made)


def clauses_text(clauses: Iterable[ExtraClause]) -> str:
    """Clauses as they are typed."""
    return "\n".join("\n".join([one.text, *(f"- {item}" for item in one.items)]) for one in clauses)
