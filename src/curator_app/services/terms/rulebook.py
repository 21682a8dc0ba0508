"""The rules in force: those shipped, changed, switched off or added by the school."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.terms.rules import Rule, RuleFault, parse_rule
from curator_app.models import DeadlineRule
from curator_app.services.terms.shipped import shipped_rules


def read_rules(session: Session) -> list[Rule]:
    """The rules that are switched on, in the order of the documents, the school's own last."""
    return [rule for rule, enabled in read_rulebook(session) if enabled]


def read_rulebook(session: Session) -> list[tuple[Rule, bool]]:
    """Every rule with whether it is switched on."""
    rules = dict(shipped_rules())
    off = set()
    query = select(DeadlineRule.code, DeadlineRule.definition, DeadlineRule.enabled).order_by(DeadlineRule.id)
    for code, definition, enabled in session.execute(query):
        if not enabled:
            off.add(code)
        rule = _own(code, definition)
        if rule is not None:
            rules[code] = rule
    return [(rule, code not in off) for code, rule in rules.items()]


def _own(code: str, definition: dict[str, Any]) -> Rule | None:
    """The school's wording; one that a newer program no longer reads gives way to the rule shipped."""
    if not definition:
        return None
    try:
        return parse_rule({**definition, "id": code})
    except RuleFault:
        return None
