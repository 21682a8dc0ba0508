"""Whom to thank: the mentors of a school year with what their year brought, best first (S2-Н1).

Everything is counted from the facts that the indicators are counted from, and from the log of meetings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import PairStatus, RespondentRole, StepStatus
from curator_app.domain.indicators.facts import Facts, PairFact
from curator_app.domain.indicators.standing import Moment
from curator_app.domain.rewards import Criterion, Merits, most_of, points, total
from curator_app.domain.school_year import SchoolYear
from curator_app.models import Contest, Incentive, Meeting, Person
from curator_app.runtime.errors import KnownProblem
from curator_app.services.monitoring.gathering import gather
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key

_SEVERE, _GONE = 2, 1
_DONE, _CANCELLED = StepStatus.DONE.value, StepStatus.CANCELLED.value


@dataclass(frozen=True, kw_only=True, slots=True)
class CandidateRow:
    """A mentor of the year. ``points``: out of 100; ``parts``: of each criterion, None without anything to judge by;
    ``contest_titles``: contests with their results; ``rewarded``: kinds of rewards of this year already given."""

    person: int
    name: str
    position: str | None
    mentees: int
    merits: Merits
    parts: Mapping[Criterion, Fraction | None]
    points: int
    contest_titles: tuple[str, ...]
    rewarded: tuple[str, ...]

    @property
    def reason(self) -> str:
        """What to thank for, in the accusative after «за»."""
        told = ["результативное наставничество"]
        if self.merits.deficits_gone:
            told.append("преодоление профессиональных затруднений наставляемых")
        if self.merits.contests:
            told.append("подготовку к конкурсам профессионального мастерства")
        return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} и {told[-1]}"


def list_candidates(workspace: Workspace, year: str) -> list[CandidateRow]:
    """Mentors whose pairs ran in a school year, the best first. A constant number of queries.

    Raises KnownProblem for what is no school year.
    """
    asked = SchoolYear.parse(year)
    if asked is None:
        raise KnownProblem(f"«{year}» — не учебный год. Укажите его в виде 2026/2027.")
    at = Moment(min(max(workspace.clock.today(), asked.start), asked.end))
    with workspace.read() as session:
        facts = gather(session)
        of_mentor = _pairs_of_mentors(facts, at)
        contests = _contests(session, of_mentor, at)
        minutes = _minutes(session, at)
        rewarded = _rewarded(session, asked)
        people = {one.id: one for one in session.scalars(select(Person).where(Person.id.in_(of_mentor)))}
    merits = {
        mentor: _merits(facts, at, mentor, pairs, minutes, contests[mentor]) for mentor, pairs in of_mentor.items()
    }
    most = most_of(list(merits.values()))
    rows = []
    for mentor, person in people.items():
        parts = points(merits[mentor], most)
        rows.append(
            CandidateRow(
                person=mentor,
                name=person.name.full,
                position=person.position,
                mentees=len({one.mentee for pair in of_mentor[mentor] for one in pair.members}),
                merits=merits[mentor],
                parts=parts,
                points=total(parts),
                contest_titles=tuple(_contest_words(one) for one in contests[mentor]),
                rewarded=tuple(rewarded.get(mentor, ())),
            )
        )
    return sorted(rows, key=lambda row: (-row.points, collation_key(row.name), row.person))


def _pairs_of_mentors(facts: Facts, at: Moment) -> dict[int, list[PairFact]]:
    """Pairs that ran on a day of the school year up to the day of counting."""
    found: dict[int, list[PairFact]] = {}
    for pair in facts.pairs:
        start = pair.start or pair.assigned_on
        begun = start is not None and start <= at.on and pair.status != PairStatus.DRAFT.value
        if begun and (pair.end is None or pair.end >= at.since) and pair.mentor in facts.people:
            found.setdefault(pair.mentor, []).append(pair)
    return found


def _merits(
    facts: Facts,
    at: Moment,
    mentor: int,
    pairs: Sequence[PairFact],
    minutes: Mapping[int, int],
    contests: Sequence[Contest],
) -> Merits:
    mentees = {one.mentee for pair in pairs for one in pair.members}
    routes = {one.id for one in facts.routes if one.mentee in mentees and one.start <= at.on and one.end >= at.since}
    due = [
        one
        for one in facts.steps
        if one.route in routes and one.status != _CANCELLED and one.due is not None and at.grown(one.due)
    ]
    severe = [
        one for one in facts.deficits if one.mentee in mentees and one.before >= _SEVERE and at.prepared(one.found_on)
    ]
    said = [
        one.satisfied
        for one in facts.replies
        if one.person in mentees
        and one.role == RespondentRole.MENTEE.value
        and one.satisfied is not None
        and at.grown(one.date)
    ]
    return Merits(
        minutes=sum(minutes.get(pair.id, 0) for pair in pairs),
        steps_due=len(due),
        steps_done=sum(one.status == _DONE for one in due),
        deficits_found=len(severe),
        deficits_gone=sum(one.after is not None and one.after <= _GONE for one in severe),
        answered=len(said),
        satisfied=sum(said),
        contests=len(contests),
        contest_results=sum(bool(one.result) for one in contests),
        trainings=sum(one.person == mentor and at.grown(one.date) for one in facts.trainings),
    )


def _minutes(session: Session, at: Moment) -> dict[int, int]:
    """{pair: minutes of its meetings in the school year}."""
    query = select(Meeting.pair_id, Meeting.duration_minutes).where(
        Meeting.deleted_at.is_(None), Meeting.date.between(at.since, at.on)
    )
    found: Counter[int] = Counter()
    for pair, told in session.execute(query):
        found[pair] += told or 0
    return found


def _contests(session: Session, of_mentor: Mapping[int, Iterable[PairFact]], at: Moment) -> dict[int, list[Contest]]:
    """{mentor: contests of his pairs, of his own and of his mentees}."""
    query = select(Contest).where(Contest.deleted_at.is_(None), Contest.date.between(at.since, at.on))
    found: dict[int, list[Contest]] = {mentor: [] for mentor in of_mentor}
    for one in session.scalars(query.order_by(Contest.date, Contest.id)):
        for mentor, pairs in of_mentor.items():
            own = {mentor, *(member.mentee for pair in pairs for member in pair.members)}
            if one.person_id in own or one.pair_id in {pair.id for pair in pairs}:
                found[mentor].append(one)
    return found


def _rewarded(session: Session, year: SchoolYear) -> dict[int, list[str]]:
    query = select(Incentive.person_id, Incentive.kind).where(
        Incentive.deleted_at.is_(None), Incentive.date.between(year.start, year.end)
    )
    found: dict[int, list[str]] = {}
    for person, kind in session.execute(query.order_by(Incentive.date, Incentive.id)):
        if kind not in found.setdefault(person, []):
            found[person].append(kind)
    return found


def _contest_words(one: Contest) -> str:
    return f"{one.title} — {one.result}" if one.result else one.title


def hours_words(minutes: int) -> str:
    """«14,5 ч», «0 ч»: hours of meetings, to the half hour."""
    halves = (minutes + 15) // 30
    return f"{halves // 2}{',5' if halves % 2 else ''} ч"
