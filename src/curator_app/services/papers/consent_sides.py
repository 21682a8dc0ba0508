"""Whose consent it is: the side of the pair it speaks of, and what to say when the person is not on that side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from curator_app.documents.paper_data import PayClause
from curator_app.domain.codes import ConsentKind, PersonKind
from curator_app.models import Mentee, Mentor, Pair, PairMentee, Person
from curator_app.services import pair_facts
from curator_app.services.papers.building import load_pairs
from curator_app.services.workspace import Workspace

_MENTEE_SIDE = frozenset({ConsentKind.MENTEE.value, ConsentKind.PARENT.value})
_OF_AGE = 18


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentBlank:
    """A blank wanted: whose, which consent, for which pair (None: the person's running or planned one)."""

    person: int
    kind: str
    pair: int | None = None
    pay_clause: PayClause = "none"


def pair_of(session: Session, blank: ConsentBlank) -> Pair | None:
    """The pair a consent speaks of: the one told, else the latest planned or running one in which the person stands
    on the side of the consent; None when there is none, the partners are then written in by hand. Raises NotFound."""
    if blank.pair is None:
        return _running_pair(session, blank)
    pair = load_pairs(session, [blank.pair])[0]
    mentees = {member.mentee_id for member in pair.members}
    wrong = mentees if blank.kind == ConsentKind.MENTORING else {pair.mentor_id} if blank.kind in _MENTEE_SIDE else ()
    return None if blank.person in wrong else pair


def as_mentor(blank: ConsentBlank, pair: Pair) -> bool:
    """Whether the person consents as the mentor of the pair; one who is to replace its mentor does as well."""
    return blank.kind == ConsentKind.MENTORING or (blank.kind not in _MENTEE_SIDE and pair.mentor_id == blank.person)


def consent_remarks(workspace: Workspace, blanks: Sequence[ConsentBlank]) -> tuple[str, ...]:
    """Sentences on consents that look like a mistake: of somebody who is not on that side, a parent's for an adult.
    Three queries for any number of blanks."""
    if not blanks:
        return ()
    ids = {blank.person for blank in blanks}
    with workspace.read() as session:
        found = {one.id: one for one in session.scalars(select(Person).where(Person.id.in_(ids)))}
        mentors = set(session.scalars(select(Mentor.id).where(Mentor.id.in_(ids))))
        mentees = set(session.scalars(select(Mentee.id).where(Mentee.id.in_(ids))))
        today = workspace.clock.today()
        told = (_remark(found[one.person], one, mentors, mentees, today) for one in blanks if one.person in found)
        return tuple(dict.fromkeys(one for one in told if one))


def _remark(person: Person, blank: ConsentBlank, mentors: set[int], mentees: set[int], today: dt.date) -> str | None:
    name = person.name.surname_initials
    if blank.kind == ConsentKind.PARENT:
        if person.kind != PersonKind.PUPIL.value:
            return f"{name} — не обучающийся: согласие родителя (законного представителя) не нужно."
        if _of_age(person, today):
            return f"{name}: уже есть 18 лет, вместо согласия родителя нужно собственное согласие."
    if blank.kind == ConsentKind.MENTORING and blank.pair is None and person.id not in mentors:
        return f"{name} не числится наставником. Проверьте, тот ли бланк и тот ли человек."
    if blank.kind in _MENTEE_SIDE and person.id not in mentees:
        return f"{name} не числится наставляемым. Проверьте, тот ли бланк и тот ли человек."
    return None


def _of_age(person: Person, today: dt.date) -> bool:
    """18 full years for certain; with the year of birth alone, when the birthday makes no difference."""
    born = person.birth_date
    if born is not None:
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= _OF_AGE
    return person.birth_year is not None and today.year - person.birth_year > _OF_AGE


def _running_pair(session: Session, blank: ConsentBlank) -> Pair | None:
    """The latest planned or running pair of a person, on the side of the consent, on either side of other consents."""
    leads, learns = Pair.mentor_id == blank.person, PairMentee.mentee_id == blank.person
    side = leads if blank.kind == ConsentKind.MENTORING else learns if blank.kind in _MENTEE_SIDE else leads | learns
    query = (
        select(Pair)
        .outerjoin(PairMentee, PairMentee.pair_id == Pair.id)
        .where(Pair.deleted_at.is_(None), pair_facts.not_ended())
        .where(side)
        .options(selectinload(Pair.members))
        .order_by(Pair.id.desc())
        .limit(1)
    )
    return session.scalars(query).first()
