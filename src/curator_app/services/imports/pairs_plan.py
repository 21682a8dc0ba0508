"""A register of pairs: rows as pairs and groups; a full name in the nominative makes the person (rule 5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from curator_app.domain.codes import MentorStatus, PairStatus, PersonKind
from curator_app.domain.letters import fold
from curator_app.domain.name_parsing import Mention, NameTrouble
from curator_app.services.imports import sentences
from curator_app.services.imports.facts import PersonFacts, RowFacts, RowProblem
from curator_app.services.imports.planning import Plan, RowResult, outsiders
from curator_app.services.imports.preview import Outcome
from curator_app.services.imports.row_reading import facts_beside_name
from curator_app.services.imports.world import PairEntry, PersonEntry, same

_TERMS = ("mentoring_form", "start_date", "end_date", "order_number", "order_date", "status")
_FIELDS = (
    "mentoring_form", "mentoring_kind", "role_model", "focus", "justification", "psychologist_opinion", "start_date",
    "end_date", "order_number", "order_date", "note",
)  # fmt: skip


def plan_pairs(plan: Plan, table: int, rows: Sequence[RowFacts]) -> None:
    """Plans all pairs and groups of one register."""
    strangers = outsiders(plan.world, [facts.person.values.get("workplace") for facts in rows])
    for bucket in _buckets(rows):
        _plan_bucket(plan, table, bucket, strangers)


def _buckets(rows: Sequence[RowFacts]) -> list[list[RowFacts]]:
    """Rows of one group whose terms do not contradict each other, together; every other row alone."""
    buckets: list[list[RowFacts]] = []
    last_of: dict[object, list[RowFacts]] = {}
    for facts in rows:
        bucket = last_of.get(facts.group) if facts.group is not None else None
        if bucket is not None and all(_agree(facts.profile, other.profile) for other in bucket):
            bucket.append(facts)
            continue
        bucket = [facts]
        buckets.append(bucket)
        if facts.group is not None:
            last_of[facts.group] = bucket
    return buckets


def _agree(one: dict[str, Any], other: dict[str, Any]) -> bool:
    for term in _TERMS:
        mine, theirs = one.get(term), other.get(term)
        if mine is not None and theirs is not None and mine != theirs:
            if isinstance(mine, str) and isinstance(theirs, str) and fold(mine) == fold(theirs):
                continue
            return False
    return True


def _plan_bucket(plan: Plan, table: int, bucket: list[RowFacts], strangers: set[str]) -> None:
    results = [plan.start(table, facts) for facts in bucket]
    mentor: PersonEntry | None = None
    members: list[tuple[RowResult, list[PersonEntry]]] = []
    for result in results:
        facts = result.facts
        mentor_here = _mentor(plan, table, result, strangers)
        if mentor_here is None:
            continue
        mentor = mentor or mentor_here
        found = _mentees(plan, table, result, mentor)
        if found:
            members.append((result, found))
            _requests(plan, facts, found, result)
    if mentor is None or not members:
        return
    mentees = list(dict.fromkeys(person.key for _, found in members for person in found))
    _put_pair(plan, members, mentor, mentees)


def _mentor(plan: Plan, table: int, result: RowResult, strangers: set[str]) -> PersonEntry | None:
    told = result.facts.person
    if not told.typed:
        result.reject(RowProblem(told.column, told.typed, sentences.no_name(told.mention)))
        return None
    if len(result.facts.named.people) > 1:
        _several_mentors(plan, table, result)
        return None
    person = _somebody(plan, table, result, told, told.mention)
    if isinstance(person, str):
        result.reject(RowProblem(told.column, told.typed, person))
        return None
    if person.is_new and "kind" not in person.values:
        outside = fold(str(told.values.get("workplace") or "")) in strangers
        person.values["kind"] = (PersonKind.EXTERNAL if outside else PersonKind.STAFF).value
        plan.mentor(person)
    _describe(plan, table, result, person, told)
    return person


def _several_mentors(plan: Plan, table: int, result: RowResult) -> None:
    """A cell with several mentors («Сведения о наставниках»): everybody is made or found, but nobody can tell who
    is with whom, so there is no pair."""
    made = 0
    for side, people in ((plan.mentor, result.facts.named), (plan.mentee, result.facts.partners)):
        for mention in people.people:
            person = _somebody(plan, table, result, PersonFacts(mention, mention.raw, people.column), mention)
            if isinstance(person, str):
                result.problems.append(RowProblem(people.column, mention.raw, person))
                continue
            made += 1
            role = (person.mentor, person.mentee)
            side(person)
            if person.is_new:
                person.values.setdefault("kind", PersonKind.STAFF.value)
            if role != (person.mentor, person.mentee):
                result.better(Outcome.CREATED)
    typed = result.facts.named.typed
    problem = RowProblem(result.facts.named.column, typed, sentences.several_mentors(typed))
    if made:
        result.problems.append(problem)
    else:
        result.reject(problem)


def _describe(plan: Plan, table: int, result: RowResult, person: PersonEntry, told: PersonFacts) -> None:
    """A register fills gaps of a card and never overwrites it."""
    values = {name: value for name, value in told.values.items() if name != "kind"}
    before = person.changed
    plan.fill(table, result, person, values, fill_only=not person.is_new)
    person.keep(told.raw)
    if person.changed != before:
        result.better(Outcome.UPDATED)


def _somebody(plan: Plan, table: int, result: RowResult, told: PersonFacts, mention: Mention) -> PersonEntry | str:
    """The person, found or made, or the sentence that says why there is none."""
    if mention.name is None:
        if mention.trouble in {NameTrouble.INITIALS, NameTrouble.OBLIQUE, NameTrouble.ONE_WORD}:
            person, sentence = plan.reference(table, result, mention, told.column)
            return person if person is not None else sentence or sentences.nobody_fits(mention.raw)
        return sentences.not_a_person(mention.raw or told.typed)
    values = dict(told.values)
    facts_beside_name(values, mention.rest)
    own = PersonFacts(mention, told.typed, told.column, values)
    identity = plan.identity(table, result, own)
    if identity.candidates:
        return sentences.several_fit(mention.raw, len(identity.candidates))
    if identity.person is not None:
        return identity.person
    relatives = plan.world.index.relatives(mention.name)
    if len(relatives) == 1 and mention.name.patronymic is None:
        return plan.world.people[relatives[0]]
    person = plan.make(own)
    result.made_somebody = True
    plan.fill(table, result, person, {name: value for name, value in values.items() if name != "kind"})
    return person


def _mentees(plan: Plan, table: int, result: RowResult, mentor: PersonEntry) -> list[PersonEntry]:
    facts = result.facts
    told = facts.partner_facts or PersonFacts(Mention(""))
    found: list[PersonEntry] = []
    if not facts.partners.people:
        typed = facts.partners.typed
        why = sentences.not_a_person(typed) if typed else "В строке не назван наставляемый. Строка не занесена."
        result.reject(RowProblem(facts.partners.column, typed, why))
        return []
    single = len(facts.partners.people) == 1
    failed: list[RowProblem] = []
    for mention in facts.partners.people:
        about = PersonFacts(mention, mention.raw, facts.partners.column, dict(told.values) if single else {})
        person = _somebody(plan, table, result, about, mention)
        typed = facts.partners.typed if single else mention.raw
        if isinstance(person, str):
            failed.append(RowProblem(facts.partners.column, typed, person))
        elif person.key == mentor.key:
            failed.append(RowProblem(facts.partners.column, typed, sentences.oneself()))
        else:
            if person.is_new:
                person.values.setdefault("kind", told.values.get("kind") or PersonKind.STAFF.value)
            if single:
                _describe(plan, table, result, person, told)
            found.append(person)
    if found:
        result.problems.extend(failed)
    else:
        for problem in failed:
            result.reject(problem)
    return found


def _requests(plan: Plan, facts: RowFacts, found: list[PersonEntry], result: RowResult) -> None:
    for person in found:
        plan.mentee(person)
        if facts.request and plan.request(person, facts.request):
            result.better(Outcome.UPDATED)


# ---------------------------------------------------------------------------------------------- the pair itself
def _put_pair(
    plan: Plan,
    members: list[tuple[RowResult, list[PersonEntry]]],
    mentor: PersonEntry,
    mentees: list[int],
) -> None:
    values: dict[str, Any] = {}
    raw: dict[str, str] = {}
    status: str | None = None
    for result, _ in members:
        for field in _FIELDS:
            if field in result.facts.profile:
                values.setdefault(field, result.facts.profile[field])
        raw.update({name: text for name, text in result.facts.profile_raw.items() if name not in raw})
        status = status or result.facts.profile.get("status")
    start, end = values.get("start_date"), values.get("end_date")
    pair = _matching(plan, mentor.key, mentees, start, end)
    is_new = pair is None
    first = members[0][0]
    if pair is not None:
        start, end = start or pair.values.get("start_date"), end or pair.values.get("end_date")
        if _meets_another(plan, pair, mentees, start, end):
            for result, _ in members:
                result.reject(RowProblem(None, None, sentences.overlaps()))
            return
    if _touches_closed_year(plan, pair, values, mentees):
        for result, _ in members:
            result.reject(RowProblem(None, None, sentences.closed_year()))
        return
    if start is not None and end is not None and end < start:
        first.problems.append(RowProblem(None, f"{end:%d.%m.%Y}", sentences.backwards(start, end)))
        raw["end_date"] = f"{end:%d.%m.%Y}"
        values.pop("end_date", None)
        if pair is not None and pair.values.get("end_date") == end:
            values.pop("start_date", None)
    role = plan.mentor(mentor)
    if role.is_new and values.get("order_number"):
        role.values["status"] = MentorStatus.APPOINTED.value
    if pair is None:
        pair = plan.world.add_pair(mentor.key)
    before = pair.changed
    pair.fill(values)
    pair.keep(raw)
    _status(pair, status, plan.today)
    added = [key for key in mentees if key not in pair.mentees]
    pair.mentees.extend(added)
    pair.new_members.extend(added)
    for result, _ in members:
        if is_new:
            result.better(Outcome.CREATED)
        elif pair.changed != before or added:
            result.better(Outcome.UPDATED)


def _matching(
    plan: Plan, mentor: int, mentees: list[int], start: dt.date | None, end: dt.date | None
) -> PairEntry | None:
    """The pair in the base this one is: the same mentor, a common mentee, a common day. Drafts that a base of
    mentors made for single members go into the group."""
    wanted = set(mentees)
    found = [
        one
        for one in plan.world.pairs_of[mentor]
        if not one.absorbed and wanted & set(one.mentees) and one.meets(start, end)
    ]
    if not found:
        return None
    found.sort(key=lambda one: (_is_plain_draft(one), one.is_new))
    primary = found[0]
    for other in found[1:]:
        if _is_plain_draft(other) and set(other.mentees) <= wanted:
            other.absorbed = True
    taken = {key for other in found[1:] if not other.absorbed for key in other.mentees}
    mentees[:] = [key for key in mentees if key in primary.mentees or key not in taken]
    return primary


def _meets_another(plan: Plan, pair: PairEntry, mentees: list[int], start: dt.date | None, end: dt.date | None) -> bool:
    """Whether the pair with this period would meet another pair of the same people: the base refuses that."""
    wanted = {*mentees, *pair.mentees}
    others = (one for one in plan.world.pairs_of[pair.mentor] if one is not pair and not one.absorbed)
    return any(wanted & set(one.mentees) and one.meets(start, end) for one in others)


def _touches_closed_year(plan: Plan, pair: PairEntry | None, values: dict[str, Any], mentees: list[int]) -> bool:
    """Whether the base would refuse the row because of a closed school year: see ``storage/closed_years.py``."""
    world = plan.world
    if pair is None:
        return world.is_closed(values.get("start_date")) or world.is_closed(values.get("end_date"))
    new = {field for field, value in values.items() if not same(pair.values.get(field), value)}
    days = [
        one for field in ("start_date", "end_date") if field in new for one in (pair.values.get(field), values[field])
    ]
    added = any(key not in pair.mentees for key in mentees)
    if added:
        days += [values.get(field) or pair.values.get(field) for field in ("start_date", "end_date")]
    ended = world.is_closed(pair.values.get("end_date"))
    return (ended and bool(new or added)) or any(world.is_closed(day) for day in days)


def _is_plain_draft(pair: PairEntry) -> bool:
    """A pair that a base spoke of: no order and no end yet."""
    told = pair.values
    return told.get("status") == PairStatus.DRAFT.value and not told.get("order_number") and not told.get("end_date")


def _status(pair: PairEntry, told: str | None, today: dt.date) -> None:
    current = pair.values.get("status")
    if current not in {None, PairStatus.DRAFT.value}:
        return
    status = told
    if status is None and (pair.values.get("order_number") or pair.values.get("order_date")):
        over = pair.values.get("end_date") is not None and pair.values["end_date"] < today
        status = (PairStatus.COMPLETED if over else PairStatus.ASSIGNED).value
    pair.put("status", status or PairStatus.DRAFT.value)
