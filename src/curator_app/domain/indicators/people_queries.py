"""Named queries about people: who mentors, who is mentored, young specialists, trained mentors, who stayed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from curator_app.domain.codes import PersonKind, RespondentRole
from curator_app.domain.indicators.facts import FactCode, Facts, Kind, PersonFact, ReplyFact
from curator_app.domain.indicators.found import Found, Item, Why, found
from curator_app.domain.indicators.standing import (
    Moment,
    active,
    age,
    is_present,
    is_teacher,
    is_young,
    members_on,
)
from curator_app.domain.school_year import moved

_CHILD = range(10, 20)
_OLDER = range(15, 20)


def _mentees(facts: Facts, on: dt.date) -> Iterator[Item]:
    for pair in active(facts.pairs, on):
        for one in members_on(pair, on):
            yield Item(one.mentee, Why.MENTEE_OF, pair.id, one.start or pair.start)


def _mentors(facts: Facts, on: dt.date) -> Iterator[Item]:
    for pair in active(facts.pairs, on):
        yield Item(pair.mentor, Why.MENTOR_OF, pair.id, pair.start)


def active_mentees(facts: Facts, at: Moment) -> Found:
    """Mentees of active pairs."""
    return found(Kind.PERSON, _mentees(facts, at.on))


def active_mentors(facts: Facts, at: Moment) -> Found:
    """Mentors of active pairs."""
    return found(Kind.PERSON, _mentors(facts, at.on))


def _pupils(facts: Facts, at: Moment, ages: range) -> dict[int, PersonFact]:
    return {
        one.id: one
        for one in facts.people.values()
        if one.kind == PersonKind.PUPIL.value and is_present(one, at.on) and age(one, at.on) in ages
    }


def pupil_mentees(facts: Facts, at: Moment) -> Found:
    """Pupils of 10–19 years who are mentees of active pairs."""
    pupils = _pupils(facts, at, _CHILD)
    return found(Kind.PERSON, (one for one in _mentees(facts, at.on) if one.id in pupils))


def pupil_mentors(facts: Facts, at: Moment) -> Found:
    """Pupils of 15–19 years who are mentors of active pairs."""
    pupils = _pupils(facts, at, _OLDER)
    return found(Kind.PERSON, (one for one in _mentors(facts, at.on) if one.id in pupils))


def told_number(facts: Facts, at: Moment, code: FactCode) -> Found | None:
    """The latest number of a code told by the school not later than the day; None when there is none."""
    known = [one for one in facts.numbers if one.code == code.value and one.date <= at.on]
    if not known:
        return None
    latest = max(known, key=lambda one: (one.date, one.id))
    return Found(Kind.SCHOOL_FACT, (Item(latest.id, Why.TOLD, None, latest.date, latest.value),))


def pupils_10_19(facts: Facts, at: Moment) -> Found:
    """All pupils of 10–19 years: the number told by the school, else those of the base."""
    told = told_number(facts, at, FactCode.PUPILS_10_19)
    return told or found(Kind.PERSON, (Item(one, Why.PUPIL) for one in _pupils(facts, at, _CHILD)))


def pupils_15_19(facts: Facts, at: Moment) -> Found:
    """All pupils of 15–19 years: the number told by the school, else those of the base."""
    told = told_number(facts, at, FactCode.PUPILS_15_19)
    return told or found(Kind.PERSON, (Item(one, Why.PUPIL) for one in _pupils(facts, at, _OLDER)))


def _young(facts: Facts, on: dt.date) -> Iterator[Item]:
    for one in facts.people.values():
        if is_teacher(one, on) and is_young(one, facts.young_rule, on):
            yield Item(one.id, Why.BY_EXPERIENCE if one.young is None else Why.BY_SCHOOL, None, one.work_start)


def young_specialists(facts: Facts, at: Moment) -> Found:
    """Young specialists of the staff."""
    return found(Kind.PERSON, _young(facts, at.on))


def young_mentees(facts: Facts, at: Moment) -> Found:
    """Young specialists who are mentees of active pairs."""
    young = young_specialists(facts, at).ids
    return found(Kind.PERSON, (one for one in _mentees(facts, at.on) if one.id in young))


def teachers(facts: Facts, at: Moment) -> Found:
    """All teachers: the number told by the school, else the staff of the base."""
    told = told_number(facts, at, FactCode.TEACHERS)
    return told or found(
        Kind.PERSON, (Item(one.id, Why.STAFF) for one in facts.people.values() if is_teacher(one, at.on))
    )


def involved_teachers(facts: Facts, at: Moment) -> Found:
    """Staff in an active pair in whatever role, each once."""
    everybody = (*_mentors(facts, at.on), *_mentees(facts, at.on))
    return found(
        Kind.PERSON, (one for one in everybody if one.id in facts.people and is_teacher(facts.people[one.id], at.on))
    )


def trained_mentors(facts: Facts, at: Moment) -> Found:
    """Mentors of active pairs who have been trained for it by the day; the latest training is told."""
    mentors = active_mentors(facts, at).ids
    parts = sorted(
        (one for one in facts.trainings if one.person in mentors and one.date <= at.on),
        key=lambda one: (one.date, one.activity),
        reverse=True,
    )
    return found(Kind.PERSON, (Item(one.person, Why.TRAINED, one.activity, one.date) for one in parts))


def _newly_young(facts: Facts, at: Moment) -> Iterator[tuple[PersonFact, dt.date]]:
    first, last = moved(at.on, -2), moved(at.on, -1)
    for one in facts.people.values():
        started = one.work_start
        if started is None or not first < started <= last or one.kind != PersonKind.STAFF.value:
            continue
        if is_young(one, facts.young_rule, started):
            yield one, started


def young_started(facts: Facts, at: Moment) -> Found:
    """Young specialists who began to work between two years and one year before the day."""
    return found(Kind.PERSON, (Item(one.id, Why.STARTED, None, day) for one, day in _newly_young(facts, at)))


def young_stayed(facts: Facts, at: Moment) -> Found:
    """Those of them who were still working one year after they had begun."""

    def stayed(one: PersonFact, started: dt.date) -> bool:
        gone = [day for day in (one.dismissed_on, one.archived_on) if day is not None]
        return not gone or min(gone) >= moved(started, 1)

    return found(
        Kind.PERSON,
        (Item(one.id, Why.STAYED, None, day) for one, day in _newly_young(facts, at) if stayed(one, day)),
    )


def _latest(facts: Facts, at: Moment, role: RespondentRole) -> list[ReplyFact]:
    """The last reply of the school year of each respondent in a role whose satisfaction can be told."""
    latest: dict[int, ReplyFact] = {}
    for one in sorted(facts.replies, key=lambda one: (one.date or dt.date.min, one.id)):
        if one.role == role.value and one.satisfied is not None and at.grown(one.date):
            latest[one.person] = one
    return list(latest.values())


def _answered(facts: Facts, at: Moment, role: RespondentRole) -> Found:
    told = (Item(one.person, Why.ANSWERED, one.id, one.date) for one in _latest(facts, at, role))
    return found(Kind.PERSON, told)


def _satisfied(facts: Facts, at: Moment, role: RespondentRole) -> Found:
    told = (Item(one.person, Why.SATISFIED, one.id, one.date) for one in _latest(facts, at, role) if one.satisfied)
    return found(Kind.PERSON, told)


def answered_mentees(facts: Facts, at: Moment) -> Found:
    """Mentees asked about their satisfaction who answered."""
    return _answered(facts, at, RespondentRole.MENTEE)


def satisfied_mentees(facts: Facts, at: Moment) -> Found:
    """Those of them who are satisfied."""
    return _satisfied(facts, at, RespondentRole.MENTEE)


def answered_mentors(facts: Facts, at: Moment) -> Found:
    """Mentors asked about their satisfaction who answered."""
    return _answered(facts, at, RespondentRole.MENTOR)


def satisfied_mentors(facts: Facts, at: Moment) -> Found:
    """Those of them who are satisfied."""
    return _satisfied(facts, at, RespondentRole.MENTOR)


def thanked_mentors(facts: Facts, at: Moment) -> Found:
    """Mentors thanked in the school year."""
    mentors = facts.mentors | {pair.mentor for pair in facts.pairs}
    return found(
        Kind.PERSON,
        (
            Item(one.person, Why.DATED, one.id, one.date)
            for one in facts.incentives
            if one.person in mentors and at.grown(one.date)
        ),
    )
