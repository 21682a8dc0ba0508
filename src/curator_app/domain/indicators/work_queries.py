"""Named queries about the work: pairs, programmes, routes, steps, deficits, what mentoring has brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from curator_app.domain.codes import ClosingReason, PairStatus, RouteStatus, StepStatus
from curator_app.domain.indicators.facts import FactCode, Facts, Kind, PairFact, RouteFact, StepFact
from curator_app.domain.indicators.found import Found, Item, Why, found
from curator_app.domain.indicators.people_queries import active_mentees, told_number
from curator_app.domain.indicators.standing import Moment, active, is_approved

TIMELY_DAYS = 3
"""Calendar days from the first day of work to the order (S2-П4)."""
FROM_SEVERITY = 2
"""A deficit from this severity on; gone at the one below (domain.md d.6)."""


def active_pairs(facts: Facts, at: Moment) -> Found:
    """Pairs and groups that work on the day."""
    return found(Kind.PAIR, (Item(pair.id, Why.ACTIVE, None, pair.start) for pair in active(facts.pairs, at.on)))


def _ended(facts: Facts, at: Moment, status: PairStatus) -> Iterator[PairFact]:
    for pair in facts.pairs:
        if pair.status == status.value and pair.end is not None and at.since <= pair.end <= at.on:
            yield pair


def completed_programmes(facts: Facts, at: Moment) -> Found:
    """Programmes completed in the school year."""
    ended = _ended(facts, at, PairStatus.COMPLETED)
    return found(Kind.PAIR, (Item(pair.id, Why.ENDED, None, pair.end) for pair in ended))


def terminated_programmes(facts: Facts, at: Moment) -> Found:
    """Programmes ended early in the school year."""
    ended = _ended(facts, at, PairStatus.TERMINATED)
    return found(Kind.PAIR, (Item(pair.id, Why.ENDED, None, pair.end) for pair in ended))


def routed_mentees(facts: Facts, at: Moment) -> Found:
    """Mentees of active pairs with an approved route in force."""
    mentees = active_mentees(facts, at).ids
    return found(
        Kind.PERSON,
        (
            Item(one.mentee, Why.APPROVED, one.id, one.approved_on)
            for one in facts.routes
            if one.mentee in mentees and is_approved(one, at.on)
        ),
    )


def _planned(facts: Facts, at: Moment) -> Iterator[tuple[StepFact, dt.date]]:
    """Live steps of approved routes whose term lies in the school year up to the day; of a route that began later,
    only what is due since its beginning."""
    kept = {RouteStatus.APPROVED.value, RouteStatus.COMPLETED.value, RouteStatus.TERMINATED.value}
    routes: dict[int, RouteFact] = {
        one.id: one
        for one in facts.routes
        if one.status in kept and (one.approved_on is None or one.approved_on <= at.on)
    }
    for step in facts.steps:
        route = routes.get(step.route)
        if route is None or step.due is None or step.status == StepStatus.CANCELLED.value:
            continue
        if max(at.since, route.start) <= step.due <= at.on:
            yield step, step.due


def planned_steps(facts: Facts, at: Moment) -> Found:
    """Steps of routes that should be done by the day."""
    return found(Kind.STEP, (Item(step.id, Why.DUE, step.route, due) for step, due in _planned(facts, at)))


def _is_done(step: StepFact, by: dt.date) -> bool:
    return step.status == StepStatus.DONE.value and (step.done_on is None or step.done_on <= by)


def steps_in_time(facts: Facts, at: Moment) -> Found:
    """Those of them done not later than their term; without a day of doing, a step is not in time."""
    return found(
        Kind.STEP,
        (
            Item(step.id, Why.DONE, step.route, step.done_on)
            for step, due in _planned(facts, at)
            if _is_done(step, at.on) and step.done_on is not None and step.done_on <= due
        ),
    )


def steps_done(facts: Facts, at: Moment) -> Found:
    """Those of them done by the day, late or not."""
    return found(
        Kind.STEP,
        (
            Item(step.id, Why.DONE, step.route, step.done_on)
            for step, _due in _planned(facts, at)
            if _is_done(step, at.on)
        ),
    )


def _newcomers(facts: Facts, at: Moment) -> Iterator[tuple[PairFact, tuple[dt.date, ...]]]:
    """Pairs begun in the school year (with its summer) whose mentees came to work then; their first days."""
    for pair in facts.pairs:
        began = pair.start or pair.assigned_on
        if pair.status == PairStatus.DRAFT.value or began is None or not at.prepared(began):
            continue
        days = tuple(
            one.work_start
            for member in pair.members
            if (one := facts.people.get(member.mentee)) is not None
            and one.work_start is not None
            and at.prepared(one.work_start)
        )
        if days:
            yield pair, days


def new_pairs(facts: Facts, at: Moment) -> Found:
    """New pairs of people who came to work in the school year."""
    return found(Kind.PAIR, (Item(pair.id, Why.NEW_PAIR, None, min(days)) for pair, days in _newcomers(facts, at)))


def pairs_in_time(facts: Facts, at: Moment) -> Found:
    """Those of them with an order within three calendar days of the first day of work (S2-П4)."""
    return found(
        Kind.PAIR,
        (
            Item(pair.id, Why.IN_TIME, None, pair.assigned_on)
            for pair, days in _newcomers(facts, at)
            if pair.assigned_on is not None
            and pair.assigned_on <= at.on
            and all((pair.assigned_on - day).days <= TIMELY_DAYS for day in days)
        ),
    )


def deficits_found(facts: Facts, at: Moment) -> Found:
    """Deficits of severity 2 and more found in the school year (with its summer)."""
    return found(
        Kind.DEFICIT,
        (
            Item(one.id, Why.FOUND, one.mentee, one.found_on)
            for one in facts.deficits
            if one.before >= FROM_SEVERITY and at.prepared(one.found_on)
        ),
    )


def deficits_gone(facts: Facts, at: Moment) -> Found:
    """Those of them whose severity after is 0 or 1."""
    return found(
        Kind.DEFICIT,
        (
            Item(one.id, Why.GONE, one.mentee, one.found_on)
            for one in facts.deficits
            if one.before >= FROM_SEVERITY
            and at.prepared(one.found_on)
            and one.after is not None
            and one.after < FROM_SEVERITY
        ),
    )


def partners(facts: Facts, at: Moment) -> Found:
    """Partners: the number told by the school, else those with an agreement in force, each once."""
    told = told_number(facts, at, FactCode.PARTNERS)
    if told is not None:
        return told
    once: dict[str, Item] = {}
    for one in facts.agreements:
        if one.date <= at.on and (one.until is None or at.on <= one.until):
            once.setdefault(" ".join(one.partner.casefold().split()), Item(one.id, Why.DATED, None, one.date))
    return found(Kind.AGREEMENT, once.values())


def contests(facts: Facts, at: Moment) -> Found:
    """Parts in contests in the school year."""
    return found(
        Kind.CONTEST, (Item(one.id, Why.DATED, None, one.date) for one in facts.contests if at.grown(one.date))
    )


def contests_with_result(facts: Facts, at: Moment) -> Found:
    """Those of them with a result written down."""
    return found(
        Kind.CONTEST,
        (
            Item(one.id, Why.DATED, None, one.date)
            for one in facts.contests
            if at.grown(one.date) and (one.result or "").strip()
        ),
    )


def events(facts: Facts, at: Moment) -> Found:
    """Events held in the school year."""
    return found(Kind.ACTIVITY, (Item(one.id, Why.DATED, None, one.date) for one in facts.events if at.grown(one.date)))


def event_colleagues(facts: Facts, at: Moment) -> Found:
    """Colleagues who took part in them, added up."""
    return found(
        Kind.ACTIVITY,
        (Item(one.id, Why.DATED, None, one.date, one.attended) for one in facts.events if at.grown(one.date)),
    )


def publications(facts: Facts, at: Moment) -> Found:
    """Publications of the school year."""
    told = (Item(one.id, Why.DATED, None, one.date) for one in facts.publications if at.grown(one.date))
    return found(Kind.PUBLICATION, told)


def practices(facts: Facts, at: Moment) -> Found:
    """Practices in the bank by the day."""
    told = (Item(one.id, Why.DATED, None, one.date) for one in facts.practices if one.date <= at.on)
    return found(Kind.PRACTICE, told)


def curator_points(facts: Facts, at: Moment) -> Found:
    """The curator's latest assessment of the programme in the school year: its points."""
    told = [one for one in facts.criteria if at.grown(one.date)]
    if not told:
        return Found(Kind.REPLY, ())
    latest = max(told, key=lambda one: (one.date or dt.date.min, one.id))
    return Found(Kind.REPLY, (Item(latest.id, Why.DATED, None, latest.date, latest.total),))


def pairs_by_form(facts: Facts, at: Moment) -> dict[str, Found]:
    """Active pairs by form of mentoring; «» when it is not told."""
    return _by(active(facts.pairs, at.on), "form")


def pairs_by_kind(facts: Facts, at: Moment) -> dict[str, Found]:
    """Active pairs by kind of mentoring; «» when it is not told."""
    return _by(active(facts.pairs, at.on), "kind")


def _by(pairs: tuple[PairFact, ...], name: str) -> dict[str, Found]:
    groups: dict[str, list[Item]] = {}
    for pair in pairs:
        groups.setdefault(getattr(pair, name) or "", []).append(Item(pair.id, Why.ACTIVE, None, pair.start))
    return {key: found(Kind.PAIR, groups[key]) for key in sorted(groups, key=lambda key: (not key, key))}


def terminated_by_reason(facts: Facts, at: Moment) -> dict[str, Found]:
    """Programmes ended early by reason (S1 Пол-7.1); «» when it is not told."""
    groups: dict[str, list[Item]] = {reason.value: [] for reason in ClosingReason}
    for pair in _ended(facts, at, PairStatus.TERMINATED):
        groups.setdefault(pair.closing_reason or "", []).append(Item(pair.id, Why.ENDED, None, pair.end))
    return {
        key: found(Kind.PAIR, items)
        for key, items in groups.items()
        if items or key != ClosingReason.PLAN_COMPLETED.value
    }


def contests_by_level(facts: Facts, at: Moment) -> dict[str, Found]:
    """Contests by level; «» when it is not told."""
    groups: dict[str, list[Item]] = {}
    for one in facts.contests:
        if at.grown(one.date):
            groups.setdefault(one.level or "", []).append(Item(one.id, Why.DATED, None, one.date))
    return {key: found(Kind.CONTEST, groups[key]) for key in sorted(groups, key=lambda key: (not key, key))}


def contests_by_result(facts: Facts, at: Moment) -> dict[str, Found]:
    """Contests by their result as it is written; «» when none is."""
    groups: dict[str, list[Item]] = {}
    for one in facts.contests:
        if at.grown(one.date):
            key = " ".join((one.result or "").split())
            groups.setdefault(key, []).append(Item(one.id, Why.DATED, None, one.date))
    return {key: found(Kind.CONTEST, groups[key]) for key in sorted(groups, key=lambda key: (not key, key))}
