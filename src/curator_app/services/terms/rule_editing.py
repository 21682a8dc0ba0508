"""Rules in the hands of the school: change, switch off, add, return to the default, and what a change would move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.terms.calendar import WorkCalendar
from curator_app.domain.terms.rules import Rule, RuleFault, parse_rule, rule_record
from curator_app.domain.terms.settings import CountingSettings
from curator_app.models import DeadlineRule, TaskMark
from curator_app.runtime.errors import FieldProblem, InvalidInput, NotFound
from curator_app.services.terms.facts import subjects
from curator_app.services.terms.rows import TaskRow
from curator_app.services.terms.rulebook import read_rulebook, read_rules
from curator_app.services.terms.shipped import shipped_rules
from curator_app.services.terms.tasks import read_reckoning
from curator_app.services.validation import LINE_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.terms import rule_words

_OWN = "own-"
_FAULTS = {
    "missing": "Заполните поле.",
    "unknown": "Такого значения здесь быть не может. Выберите из списка.",
    "not_a_number": "Нужно целое число.",
    "not_a_date": "Нужны число и месяц, которые бывают.",
    "range": "Число слишком велико или отрицательно: допустимо от 0 до 1000.",
    "order": "Наименьшее больше наибольшего. Поменяйте числа местами.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleRow:
    """A rule as the settings show it. ``origin``: shipped, changed (the school's wording) or own; ``words``: the term
    in words; ``default``: the rule shipped, where the school has changed it."""

    id: str
    rule: Rule
    words: str
    enabled: bool
    origin: str
    default: Rule | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleChange:
    """What a change of rules or of counting does to one task: ``old_due`` is None for a new task, ``new_due`` for one
    that goes away (or loses its date)."""

    task: str
    title: str
    object_title: str
    source: str
    old_due: dt.date | None
    new_due: dt.date | None
    done: bool


def list_rules(workspace: Workspace) -> list[RuleRow]:
    """All rules, switched off ones too, in the order of the documents, own ones last."""
    with workspace.read() as session:
        return [_row(rule, enabled) for rule, enabled in read_rulebook(session)]


def save_rule(workspace: Workspace, rule: Rule) -> str:
    """Keeps a changed rule, or a new one when ``rule.id`` is empty; gives its code. A rule changed back to the one
    shipped is shipped again. Raises InvalidInput."""
    with workspace.action(f"Правило срока: «{rule.task.strip()[:60]}»") as session:
        checked = _checked(rule if rule.id else replace(rule, id=_free_code(session)))
        row = _stored(session, checked.id)
        definition = {} if checked == shipped_rules().get(checked.id) else _definition(checked)
        if row is None:
            if definition:
                session.add(DeadlineRule(code=checked.id, definition=definition))
        elif not definition and row.enabled:
            session.delete(row)
        elif row.definition != definition:
            row.definition = definition
        return checked.id


def set_rule_enabled(workspace: Workspace, code: str, *, enabled: bool) -> None:
    """Switches a rule on or off; a rule that is off sets no tasks. Raises NotFound."""
    with workspace.action("Правило срока включено" if enabled else "Правило срока выключено") as session:
        row = _stored(session, code)
        if row is None:
            if code not in shipped_rules():
                raise NotFound("Этого правила уже нет. Обновите список.")
            if not enabled:
                session.add(DeadlineRule(code=code, definition={}, enabled=False))
        elif enabled and not row.definition:
            session.delete(row)
        elif row.enabled != enabled:
            row.enabled = enabled


def reset_rule(workspace: Workspace, code: str) -> None:
    """Returns a shipped rule to its default; an own rule is removed. Raises NotFound."""
    with workspace.action(
        "Правило срока возвращено" if code in shipped_rules() else "Правило срока удалено"
    ) as session:
        row = _stored(session, code)
        if row is None:
            raise NotFound("Правило и так такое, каким пришло с программой.")
        session.delete(row)


def preview_rule(workspace: Workspace, rule: Rule, *, enabled: bool = True) -> list[RuleChange]:
    """What keeping the rule (or switching it off) would change in the tasks of today. Raises InvalidInput."""
    changed = _checked(rule if rule.id else replace(rule, id=f"{_OWN}0"))
    with workspace.read() as session:
        before = read_rules(session)
        after = [one for one in before if one.id != changed.id] + ([changed] if enabled else [])
        return _differences(session, workspace.clock.today(), before, after)


def preview_counting(
    workspace: Workspace, settings: CountingSettings, *, calendar: WorkCalendar | None = None
) -> list[RuleChange]:
    """What other settings of counting (or another calendar) would change in the tasks of today."""
    with workspace.read() as session:
        rules = read_rules(session)
        return _differences(session, workspace.clock.today(), rules, rules, settings=settings, calendar=calendar)


def _differences(
    session: Session,
    on: dt.date,
    before: Sequence[Rule],
    after: Sequence[Rule],
    *,
    settings: CountingSettings | None = None,
    calendar: WorkCalendar | None = None,
) -> list[RuleChange]:
    now = read_reckoning(session, on)
    found = subjects(session, on, now.calendar)
    then = replace(now, settings=settings or now.settings, calendar=calendar or now.calendar)
    old = {row.id: row for row in now.tasks(before, found)}
    new = {row.id: row for row in then.tasks(after, found)}
    changes = []
    for task in {**old, **new}:
        was, becomes = old.get(task), new.get(task)
        if was is None or becomes is None or was.due != becomes.due:
            shown = becomes or was
            assert shown is not None
            changes.append(_change(task, shown, was, becomes))
    return sorted(changes, key=lambda one: (one.new_due or one.old_due or dt.date.max, one.task))


def _change(task: str, shown: TaskRow, was: TaskRow | None, becomes: TaskRow | None) -> RuleChange:
    return RuleChange(
        task=task,
        title=shown.title,
        object_title=shown.object_title,
        source=shown.source,
        old_due=None if was is None else was.due,
        new_due=None if becomes is None else becomes.due,
        done=shown.done_on is not None,
    )


def _row(rule: Rule, enabled: bool) -> RuleRow:
    shipped = shipped_rules().get(rule.id)
    changed = shipped is not None and shipped != rule
    return RuleRow(
        id=rule.id,
        rule=rule,
        words=rule_words(rule),
        enabled=enabled,
        origin="own" if shipped is None else ("changed" if changed else "shipped"),
        default=shipped if changed else None,
    )


def _checked(rule: Rule) -> Rule:
    """The rule as it is read back from its record. Raises InvalidInput."""
    checker = Checker()
    for field, value in (("task", rule.task), ("result", rule.result), ("evidence", rule.evidence)):
        checker.text(field, value, limit=LINE_LIMIT, required=field == "task")
    checker.done()
    try:
        return parse_rule(rule_record(rule))
    except RuleFault as fault:
        raise InvalidInput([FieldProblem(fault.field, _FAULTS[fault.code])]) from fault


def _definition(rule: Rule) -> dict[str, Any]:
    return {name: value for name, value in rule_record(rule).items() if name != "id"}


def _stored(session: Session, code: str) -> DeadlineRule | None:
    return session.scalar(select(DeadlineRule).where(DeadlineRule.code == code))


def _free_code(session: Session) -> str:
    """«own-1», «own-2»… A code that marks still speak of is not given to another rule."""
    codes = [
        *session.scalars(select(DeadlineRule.code).where(DeadlineRule.code.startswith(_OWN))),
        *session.scalars(select(TaskMark.rule_code).where(TaskMark.rule_code.startswith(_OWN)).distinct()),
    ]
    taken = [int(number) for code in codes if (number := code.removeprefix(_OWN)).isdecimal()]
    return f"{_OWN}{max(taken, default=0) + 1}"
