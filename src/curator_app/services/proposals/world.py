"""What the base knows of everybody who may be matched, read once in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.acquaintance import counts_on
from curator_app.domain.codes import (
    PAIR_ENDED,
    ClosingReason,
    ConsentKind,
    MentorStatus,
    PersonKind,
    RequestStatus,
    WishSide,
)
from curator_app.domain.consents import needed_of_mentee, needed_of_mentor
from curator_app.domain.matching.facts import Wishes
from curator_app.domain.matching.periods import Period
from curator_app.domain.names import Gender, PersonName
from curator_app.models import (
    Ban,
    Competence,
    Deficit,
    Lock,
    Mentee,
    Mentor,
    NameForm,
    Pair,
    PairMentee,
    Person,
    Request,
    Wish,
)
from curator_app.services import catalogues, consents
from curator_app.texts.collation import fold
from curator_app.texts.grammar import Case
from curator_app.texts.grammar.names import NameInflection

_OPEN = (RequestStatus.NEW.value, RequestStatus.IN_WORK.value)
_BARRING = {"refused", "withdrawn"}


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonCard:
    """Who somebody is, for the solver and for sentences. ``states``: consents on file by kind, of today; ``telling``:
    what tells people of one name apart, other than numbers of records."""

    id: int
    name: PersonName
    inflection: NameInflection
    kind: str
    position: str | None
    workplace: str | None
    subjects: tuple[str, ...]
    building: str | None
    shift: str | None
    experience: int | None
    telling: tuple[str, ...]
    archived: bool
    states: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class MentorCard:
    """A mentor's profile; ``competences`` {area: level}. ``left``: out of the mentor base or in the archive."""

    person: PersonCard
    capacity: int
    form: str | None
    competences: Mapping[str, int]
    left: bool

    @property
    def refused(self) -> bool:
        """A consent an order needs was refused or withdrawn."""
        return any(self.person.states.get(kind) in _BARRING for kind in needed_of_mentor())

    @property
    def unwilling(self) -> bool:
        """The consent to be a mentor was refused or withdrawn."""
        return self.person.states.get(ConsentKind.MENTORING.value) in _BARRING

    @property
    def missing(self) -> tuple[str, ...]:
        """Kinds of consents an order still needs."""
        return tuple(kind for kind in needed_of_mentor() if self.person.states.get(kind) != "given")


@dataclass(frozen=True, kw_only=True, slots=True)
class MenteeCard:
    """A mentee's profile; ``group`` is the label as typed."""

    person: PersonCard
    form: str | None
    group: str | None

    @property
    def _needed(self) -> tuple[str, ...]:
        return needed_of_mentee(pupil=self.person.kind == PersonKind.PUPIL.value)

    @property
    def refused(self) -> bool:
        """A consent an order needs was refused or withdrawn (for a pupil the parent's too)."""
        return any(self.person.states.get(kind) in _BARRING for kind in self._needed)

    @property
    def unwilling(self) -> bool:
        """The consent to take part was refused or withdrawn."""
        return self.person.states.get(ConsentKind.MENTEE.value) in _BARRING

    @property
    def missing(self) -> tuple[str, ...]:
        """Kinds of consents an order still needs."""
        return tuple(kind for kind in self._needed if self.person.states.get(kind) != "given")


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestCard:
    """An open request."""

    id: int
    mentee: int
    date: dt.date | None
    wording: str
    urgent: bool
    subject: str | None
    subject_required: bool
    deficits: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A mentee of a pair; ``request`` is the one the pair was made for, where that is known."""

    pair: int
    mentor: int
    mentee: int
    request: int | None
    period: Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A lock or a ban of the curator."""

    id: int
    reason: str | None


Marks = Mapping[tuple[int, int], Mark]


@dataclass(frozen=True, kw_only=True)
class World:
    """Everything above; ``mentees`` are the active ones, ``asked`` those who ever had a request, ``links`` stand for
    pairs that are planned or running, ``good`` for those that ended with their plan completed."""

    mentors: Mapping[int, MentorCard]
    mentees: Mapping[int, MenteeCard]
    requests: Sequence[RequestCard]
    asked: frozenset[int]
    links: Sequence[Link]
    good: Sequence[Link]
    wishes: Wishes
    bans: Marks
    locks: Marks
    areas: Mapping[str, str]


def read_world(session: Session, today: dt.date) -> World:
    """The world as the base tells it on a day; consents are judged on that day."""
    people = _people(session, today)
    running, good = _links(session)
    return World(
        mentors=_mentors(session, people),
        mentees=_mentees(session, people),
        requests=_requests(session),
        asked=frozenset(session.scalars(select(Request.mentee_id).where(Request.deleted_at.is_(None)).distinct())),
        links=running,
        good=good,
        wishes=_wishes(session, today),
        bans={(one.mentor_id, one.mentee_id): Mark(id=one.id, reason=one.reason) for one in session.scalars(_BANS)},
        locks={(one.mentor_id, one.mentee_id): Mark(id=one.id, reason=one.reason) for one in session.scalars(_LOCKS)},
        areas=catalogues.area_titles(session),
    )


_BANS = select(Ban).order_by(Ban.id)
_LOCKS = select(Lock).order_by(Lock.id)


def _people(session: Session, today: dt.date) -> dict[int, PersonCard]:
    by_hand: dict[int, dict[Case, PersonName]] = defaultdict(dict)
    for form in session.scalars(select(NameForm)):
        name = form.name
        by_hand[form.person_id][Case(form.grammatical_case)] = name
    states = consents.standings(session, today)
    query = select(Person).where(Person.deleted_at.is_(None), Person.id.in_(select(Mentor.id).union(select(Mentee.id))))
    return {one.id: _person(one, by_hand.get(one.id, {}), states.get(one.id, {})) for one in session.scalars(query)}


def _person(person: Person, by_hand: Mapping[Case, PersonName], states: Mapping[str, str]) -> PersonCard:
    name = person.name
    gender: Gender | None = "m" if person.gender == "m" else "f" if person.gender == "f" else None
    return PersonCard(
        id=person.id,
        name=name,
        inflection=NameInflection(name, gender, by_hand, person.indeclinable),
        kind=person.kind,
        position=person.position,
        workplace=person.workplace,
        subjects=tuple(person.subjects or ()),
        building=person.building,
        shift=person.shift,
        experience=person.experience_years,
        telling=_telling(person),
        archived=person.archived_on is not None,
        states=states,
    )


def _telling(person: Person) -> tuple[str, ...]:
    texts = (person.position, person.workplace, person.class_name, person.phone, person.email, person.kind)
    born = str(person.birth_date or person.birth_year or "")
    return born, *(fold(text or "") for text in texts), *sorted(map(fold, person.subjects or ()))


def _mentors(session: Session, people: Mapping[int, PersonCard]) -> dict[int, MentorCard]:
    levels: dict[int, dict[str, int]] = defaultdict(dict)
    for mentor_id, area, level in session.execute(
        select(Competence.mentor_id, Competence.area, Competence.level).order_by(Competence.id)
    ):
        levels[mentor_id][area] = level
    return {
        one.id: MentorCard(
            person=people[one.id],
            capacity=one.capacity,
            form=one.mentoring_form,
            competences=levels.get(one.id, {}),
            left=one.status == MentorStatus.LEFT.value or people[one.id].archived,
        )
        for one in session.scalars(select(Mentor).where(Mentor.deleted_at.is_(None)))
        if one.id in people
    }


def _mentees(session: Session, people: Mapping[int, PersonCard]) -> dict[int, MenteeCard]:
    return {
        one.id: MenteeCard(person=people[one.id], form=one.mentoring_form, group=one.group_label)
        for one in session.scalars(select(Mentee).where(Mentee.deleted_at.is_(None)))
        if one.id in people and not people[one.id].archived
    }


def _requests(session: Session) -> list[RequestCard]:
    deficits: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for request, area, severity in session.execute(
        select(Deficit.request_id, Deficit.area, Deficit.severity).order_by(Deficit.id)
    ):
        deficits[request].append((area, severity))
    query = select(Request).where(Request.deleted_at.is_(None), Request.status.in_(_OPEN)).order_by(Request.id)
    return [
        RequestCard(
            id=one.id,
            mentee=one.mentee_id,
            date=one.date,
            wording=one.wording,
            urgent=one.urgent,
            subject=one.subject,
            subject_required=one.subject_required and one.subject is not None,
            deficits=tuple(deficits.get(one.id, ())),
        )
        for one in session.scalars(query)
    ]


def _links(session: Session) -> tuple[list[Link], list[Link]]:
    query = (
        select(Pair, PairMentee.mentee_id, PairMentee.start_date, PairMentee.end_date)
        .join(PairMentee, PairMentee.pair_id == Pair.id)
        .where(Pair.deleted_at.is_(None))
        .order_by(PairMentee.id)
    )
    running: list[Link] = []
    good: list[Link] = []
    for pair, mentee, start, end in session.execute(query):
        link = Link(
            pair=pair.id,
            mentor=pair.mentor_id,
            mentee=mentee,
            request=pair.request_id,
            period=Period(start, end),
        )
        if pair.status not in PAIR_ENDED:
            running.append(link)
        elif pair.closing_reason == ClosingReason.PLAN_COMPLETED.value:
            good.append(link)
    return running, good


def _wishes(session: Session, today: dt.date) -> Wishes:
    of_mentees: dict[tuple[int, int], int] = {}
    of_mentors: dict[tuple[int, int], int] = {}
    avoided: set[tuple[int, int]] = set()
    for wish in session.scalars(select(Wish)):
        if not counts_on(wish.made_on, today):
            continue
        pair = (wish.mentor_id, wish.mentee_id)
        if wish.rank is None:
            avoided.add(pair)
        elif wish.side == WishSide.MENTEE.value:
            of_mentees[pair] = wish.rank
        else:
            of_mentors[pair] = wish.rank
    return Wishes(of_mentees, of_mentors, frozenset(avoided))
