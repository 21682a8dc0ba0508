"""Rows of staff, mentors and mentees: the person, the role, the request; then who is whose mentor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from curator_app.domain.codes import PairStatus, PersonKind
from curator_app.domain.letters import fold
from curator_app.domain.name_parsing import NameTrouble
from curator_app.exchange.sheet_kind import SheetKind
from curator_app.services.imports import sentences
from curator_app.services.imports.facts import RowFacts, RowProblem
from curator_app.services.imports.planning import Plan, RowResult, outsiders
from curator_app.services.imports.preview import Outcome
from curator_app.services.imports.world import Entry, PairEntry, PersonEntry

# Facts of a base about the pairing, not about the role
_OF_PAIR = ("order_number", "order_date", "end_date")


def plan_people(plan: Plan, table: int, kind: SheetKind, rows: Sequence[RowFacts]) -> dict[int, PersonEntry]:
    """Plans the people and roles of one table; returns the person of every row that has one."""
    strangers = outsiders(plan.world, [facts.person.values.get("workplace") for facts in rows])
    found: dict[int, PersonEntry] = {}
    for facts in rows:
        result = plan.start(table, facts)
        person = _person(plan, table, result, strangers)
        if person is not None:
            found[facts.row] = person
            _role(plan, table, kind, result, person)
    return found


def _person(plan: Plan, table: int, result: RowResult, strangers: set[str]) -> PersonEntry | None:
    told = result.facts.person
    if told.mention.rest == "several" and told.mention.trouble is NameTrouble.NOT_A_NAME:
        result.reject(RowProblem(told.column, told.typed, sentences.several_people(told.typed)))
        return None
    if told.mention.name is None:
        result.reject(RowProblem(told.column, told.typed, sentences.no_name(told.mention)))
        return None
    identity = plan.identity(table, result, told)
    if identity.candidates:
        result.reject(RowProblem(told.column, told.typed, sentences.namesakes(told.typed)))
        return None
    person = identity.person
    if person is None:
        person = plan.make(told)
        result.better(Outcome.CREATED)
    describe(plan, table, result, person, strangers)
    return person


def describe(plan: Plan, table: int, result: RowResult, person: PersonEntry, strangers: set[str]) -> None:
    """Puts the row's facts about the person into the card."""
    facts = result.facts.person
    values = facts.values
    kind = values.get("kind")
    if kind is not None:
        values = {name: value for name, value in values.items() if name != "kind"}
    elif strangers and fold(str(values.get("workplace") or "")) in strangers:
        kind = PersonKind.EXTERNAL.value
    if person.is_new and "kind" not in person.values:
        person.values["kind"] = kind or PersonKind.STAFF.value
    before = person.changed
    plan.fill(table, result, person, values)
    person.keep(facts.raw)
    if person.changed != before:
        result.better(Outcome.UPDATED)


def _role(plan: Plan, table: int, kind: SheetKind, result: RowResult, person: PersonEntry) -> None:
    facts = result.facts
    if kind is SheetKind.STAFF and not facts.partners.typed:
        _own_texts(plan, table, result, person)
        return
    profile = {name: value for name, value in facts.profile.items() if name not in _OF_PAIR}
    if kind is SheetKind.MENTORS:
        role = plan.mentor(person)
    else:
        role = plan.mentee(person)
        if facts.request and plan.request(person, facts.request):
            result.better(Outcome.UPDATED)
    _put_role(plan, table, result, role, profile)


def _put_role(plan: Plan, table: int, result: RowResult, role: Entry, profile: dict[str, Any]) -> None:
    seen = role.seen
    before = role.changed
    plan.fill(table, result, role, profile)
    role.keep(result.facts.profile_raw)
    role.seen = True
    if role.is_new and not seen:
        result.better(Outcome.CREATED)
    elif role.changed != before:
        result.better(Outcome.UPDATED)


def _own_texts(plan: Plan, table: int, result: RowResult, person: PersonEntry) -> None:
    """A staff list has no role: its notes and unknown columns stay with the person."""
    before = person.changed
    if "note" in result.facts.profile:
        plan.fill(table, result, person, {"note": result.facts.profile["note"]})
    person.keep(result.facts.profile_raw)
    if person.changed != before:
        result.better(Outcome.UPDATED)


# ---------------------------------------------------------------------------------------------- who with whom
def link_rows(
    plan: Plan, table: int, kind: SheetKind, rows: Sequence[RowFacts], people: dict[int, PersonEntry]
) -> None:
    """Partners named in a base: linked by a draft pair when they are known, kept as text when not."""
    for facts in rows:
        person = people.get(facts.row)
        if person is None or not facts.partners.typed:
            continue
        result = plan.results[table, facts.row]
        if kind is SheetKind.MENTORS:
            _link_mentor(plan, table, result, person)
        else:
            _link_mentee(plan, table, result, person)


def _link_mentor(plan: Plan, table: int, result: RowResult, mentor: PersonEntry) -> None:
    facts, role = result.facts, plan.mentor(mentor)
    left: list[str] = []
    for mention in facts.partners.people:
        mentee, sentence = plan.reference(table, result, mention, facts.partners.column, {mentor.key})
        if mentee is None:
            left.append(mention.raw)
            _remark(result, mention.raw, sentence)
        else:
            _connect(plan, result, mentor, mentee)
    if not facts.partners.people:
        left.append(facts.partners.typed)
    _keep_names(result, role, left)


def _keep_names(result: RowResult, role: Entry, left: list[str]) -> None:
    """Names that are not linked yet stand in the mentor's raw texts, a line each; a missing row never deletes."""
    lines = role.raw.get("mentees", "").split("\n") if role.raw.get("mentees") else []
    fresh = [text for text in left if text not in lines]
    if fresh:
        role.raw["mentees"] = "\n".join([*lines, *fresh])
        role.mark("raw")
        result.better(Outcome.UPDATED)


def _link_mentee(plan: Plan, table: int, result: RowResult, mentee: PersonEntry) -> None:
    facts, role = result.facts, plan.mentee(mentee)
    before = role.changed
    linked = 0
    for mention in facts.partners.people:
        mentor, sentence = plan.reference(table, result, mention, facts.partners.column, {mentee.key})
        if mentor is None:
            _remark(result, facts.partners.typed if len(facts.partners.people) == 1 else mention.raw, sentence)
        else:
            linked += 1
            _connect(plan, result, mentor, mentee)
    if linked == len(facts.partners.people) and linked:
        if role.values.get("mentor_name_raw"):
            role.put("mentor_name_raw", None)
    else:
        role.put("mentor_name_raw", facts.partners.typed)
    if role.changed != before:
        result.better(Outcome.UPDATED)


def _remark(result: RowResult, text: str, sentence: str | None) -> None:
    if sentence is not None:
        result.problems.append(RowProblem(result.facts.partners.column, text, sentence))


def _connect(plan: Plan, result: RowResult, mentor: PersonEntry, mentee: PersonEntry) -> None:
    plan.mentor(mentor)
    plan.mentee(mentee)
    facts = result.facts
    start, end = facts.profile.get("program_entry_date"), facts.profile.get("end_date")
    if plan.world.pair_of(mentor.key, mentee.key) is not None or _was_paired(plan, mentor, mentee, start, end):
        return
    draft_pair(plan, mentor, mentee, facts.profile)
    result.better(Outcome.UPDATED)


def _was_paired(
    plan: Plan, mentor: PersonEntry, mentee: PersonEntry, start: dt.date | None, end: dt.date | None
) -> bool:
    """A pair of the two, over or not, on one of these days."""
    pairs = (one for one in plan.world.pairs_of[mentor.key] if mentee.key in one.mentees and not one.absorbed)
    return any(one.meets(start, end) for one in pairs)


def draft_pair(plan: Plan, mentor: PersonEntry, mentee: PersonEntry, told: dict[str, Any]) -> PairEntry:
    """A pair that a base speaks of: a draft until there is an order."""
    pair = plan.world.add_pair(mentor.key)
    pair.mentees.append(mentee.key)
    pair.new_members.append(mentee.key)
    start, end = told.get("program_entry_date"), told.get("end_date")
    if start is not None and end is not None and end < start:
        end = None
    pair.values.update(
        {
            "mentoring_form": told.get("mentoring_form"),
            "start_date": start,
            "end_date": end,
            "order_number": told.get("order_number"),
            "order_date": told.get("order_date"),
            "status": PairStatus.DRAFT.value,
        }
    )
    if end is not None and end < plan.today:
        pair.values["status"] = PairStatus.COMPLETED.value
    elif told.get("order_number") is not None:
        pair.values["status"] = PairStatus.ASSIGNED.value
    return pair


def link_waiting(plan: Plan) -> None:
    """Partners that earlier imports could only keep as text, now that more people are known. A mentee who has a
    mentor already is left alone."""
    from curator_app.domain.name_parsing import people_in
    from curator_app.exchange.catalogues import first_names

    busy = {mentee for pair in plan.world.pairs if not pair.absorbed and not pair.ended for mentee in pair.mentees}
    for mentor in list(plan.world.people.values()):
        waiting = mentor.mentor.raw.get("mentees") if mentor.mentor is not None else None
        if not waiting or mentor.mentor is None:
            continue
        left: list[str] = []
        for line in waiting.split("\n"):
            mentions = people_in(line, first_names())
            keys = plan.world.index.find(mentions[0]) if len(mentions) == 1 else []
            mentee = plan.world.people[keys[0]] if len(keys) == 1 and keys[0] != mentor.key else None
            linked = mentee is not None and plan.world.pair_of(mentor.key, mentee.key) is not None
            if mentee is None or mentee.mentee is None or (not linked and mentee.key in busy):
                left.append(line)
            elif not linked and not _was_paired(
                plan, mentor, mentee, mentee.mentee.values.get("program_entry_date"), None
            ):
                draft_pair(plan, mentor, mentee, mentee.mentee.values)
                busy.add(mentee.key)
        if len(left) != len(waiting.split("\n")):
            mentor.mentor.mark("raw")
            if left:
                mentor.mentor.raw["mentees"] = "\n".join(left)
            else:
                del mentor.mentor.raw["mentees"]
