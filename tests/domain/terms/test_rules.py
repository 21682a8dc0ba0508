"""Rules as data: the 49 shipped ones, reading, refusing, writing back."""

from __future__ import annotations

from typing import Any

import pytest

from curator_app.domain.codes import TaskObject
from curator_app.domain.terms.rules import Kind, Repeat, Rule, RuleFault, Trigger, parse_rule, rule_record
from curator_app.services.terms.shipped import shipped_rules
from curator_app.texts.terms import NEEDS, RESPONSIBLE

GOOD: dict[str, Any] = {
    "id": "t-1",
    "kind": "not_later_than",
    "trigger": "pair.order_date",
    "offset": 3,
    "unit": "calendar_days",
    "task_ru": "Задача",
}


def test_all_rules_of_the_seeds_are_there() -> None:
    rules = shipped_rules()
    assert len(rules) == 49
    seeds = [rule.source.split("-")[0] for rule in rules.values()]
    assert {seed: seeds.count(seed) for seed in ("S0", "S1", "S2", "S3", "S4")} == {
        "S0": 4, "S1": 11, "S2": 20, "S3": 5, "S4": 8,
    }  # fmt: skip
    assert rules["tk-351.8"].kind is Kind.NOTICE_BEFORE
    assert set(Kind) == {rule.kind for rule in rules.values()}


@pytest.mark.parametrize("rule", shipped_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_is_read_back_from_its_record(rule: Rule) -> None:
    assert parse_rule(rule_record(rule)) == rule
    assert rule.needs in NEEDS
    assert all(one in RESPONSIBLE for one in rule.responsible)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("s2-p1", TaskObject.MENTEE),
        ("s2-p6", TaskObject.PAIR),
        ("s2-m3", TaskObject.ROUTE),
        ("s0-8", TaskObject.SCHOOL),
        ("tk-351.8", TaskObject.PAIR),
    ],
)
def test_what_a_task_is_about(code: str, kind: TaskObject) -> None:
    assert shipped_rules()[code].object_kind is kind


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"id": ""}, "id", "missing"),
        ({"id": "Б 1"}, "id", "unknown"),
        ({"kind": None}, "kind", "missing"),
        ({"kind": "sometimes"}, "kind", "unknown"),
        ({"trigger": "moon"}, "trigger", "unknown"),
        ({"trigger": "calendar"}, "trigger", "unknown"),
        ({"task_ru": "  "}, "task_ru", "missing"),
        ({"task_ru": 5}, "task_ru", "unknown"),
        ({"unit": None}, "unit", "missing"),
        ({"unit": "moons"}, "unit", "unknown"),
        ({"offset": None}, "offset", "missing"),
        ({"offset": "3"}, "offset", "not_a_number"),
        ({"offset": True}, "offset", "not_a_number"),
        ({"offset": -1}, "offset", "range"),
        ({"offset": 1001}, "offset", "range"),
        ({"window_days": -1}, "window_days", "range"),
        ({"repeat": "often"}, "repeat", "unknown"),
        ({"kind": "notice_before", "offset": 0}, "offset", "range"),
        ({"trigger": "fixed", "offset": "02-30"}, "offset", "not_a_date"),
        ({"trigger": "fixed", "offset": "13-01"}, "offset", "not_a_date"),
        ({"trigger": "fixed", "offset": 5}, "offset", "not_a_date"),
        ({"trigger": "fixed", "kind": "month", "offset": "13"}, "offset", "not_a_date"),
        ({"trigger": "fixed", "kind": "month", "offset": []}, "offset", "not_a_date"),
        ({"trigger": "fixed", "kind": "month", "offset": [9]}, "offset", "not_a_date"),
        ({"trigger": "fixed", "kind": "window", "offset": "09-01"}, "offset", "missing"),
        ({"trigger": "fixed", "kind": "window", "offset": ["09-01", "09-31"]}, "offset", "not_a_date"),
        ({"trigger": "program.start", "kind": "length_between", "offset": [12, 3], "unit": "months"}, "offset",
         "order"),
        ({"trigger": "program.start", "kind": "length_between", "offset": 3, "unit": "months"}, "offset", "missing"),
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused(changes: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(RuleFault) as fault:
        parse_rule({**GOOD, **changes})
    assert (fault.value.field, fault.value.code) == (field, code)


def test_parts_of_a_rule() -> None:
    rule = parse_rule({**GOOD, "responsible": "curator, mentor", "repeat": "yearly", "evidence_ru": " Лист "})
    assert (rule.responsible, rule.repeat, rule.evidence) == (("curator", "mentor"), Repeat.YEARLY, "Лист")
    assert rule.repeats
    assert (rule.trigger, rule.amount, rule.scope) == (Trigger.ORDER_DATE, 3, "M")
