"""Facts of people that several tabs are told from; one query each."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import exists, select

from curator_app.domain.codes import MentorStatus, PersonKind
from curator_app.domain.consents import needed_of_mentee, needed_of_mentor
from curator_app.models import Competence, Mentee, Mentor, Pair, PairMentee, Person, Request
from curator_app.services import consents, pair_facts
from curator_app.services.next_steps.rows import Asking
from curator_app.services.routes import lacking

_OPEN_REQUEST = ("new", "in_work")
_NOT_ASKED = {None, "expired"}


class PersonFact(NamedTuple):
    """Somebody of the base who is not in the archive."""

    id: int
    kind: str
    mentor_status: str | None
    is_mentee: bool
    skilled: bool
    asks: bool
    paired: bool
    lacks_route: bool

    @property
    def mentors(self) -> bool:
        """Stands in the mentor base and has not left it."""
        return self.mentor_status is not None and self.mentor_status != MentorStatus.LEFT.value

    @property
    def waits(self) -> bool:
        """A mentee without a mentor («Без наставника»)."""
        return self.is_mentee and not self.paired


def read_people(asking: Asking) -> list[PersonFact]:
    """Everybody who is not in the archive, by name; one query."""
    query = (
        select(
            Person.id,
            Person.kind,
            Mentor.status,
            Mentee.id.is_not(None),
            exists().where(Competence.mentor_id == Mentor.id),
            exists().where(
                Request.mentee_id == Mentee.id, Request.deleted_at.is_(None), Request.status.in_(_OPEN_REQUEST)
            ),
            exists().where(
                PairMentee.mentee_id == Mentee.id,
                Pair.id == PairMentee.pair_id,
                Pair.deleted_at.is_(None),
                pair_facts.not_ended(),
            ),
            ~lacking.has_route() & lacking.needs_route(asking.year, asking.today),
        )
        .outerjoin(Mentor, (Mentor.id == Person.id) & Mentor.deleted_at.is_(None))
        .outerjoin(Mentee, (Mentee.id == Person.id) & Mentee.deleted_at.is_(None))
        .where(Person.deleted_at.is_(None), Person.archived_on.is_(None))
        .order_by(Person.surname, Person.first_name, Person.id)
    )
    return [PersonFact(*row) for row in asking.session.execute(query)]


def needed(*, mentor: bool, kind: str) -> tuple[str, ...]:
    """Kinds of consents that an order needs of this person."""
    return needed_of_mentor() if mentor else needed_of_mentee(pupil=kind == PersonKind.PUPIL.value)


def lacking_consents(asking: Asking, people: list[PersonFact], *, mentor: bool) -> tuple[int, ...]:
    """Those of ``people`` who have not given a needed consent («Без согласия»); nobody when each of them was asked and
    said no: then there is nothing to mark. One query."""
    states = consents.standings(asking.session, asking.today)
    missing = {
        one.id: {
            state
            for kind in needed(mentor=mentor, kind=one.kind)
            if (state := states.get(one.id, {}).get(kind)) != "given"
        }
        for one in people
    }
    found = tuple(number for number, lacking in missing.items() if lacking)
    return found if any(missing[number] & _NOT_ASKED for number in found) else ()
