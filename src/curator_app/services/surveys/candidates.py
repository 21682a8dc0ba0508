"""Who may be asked in a wave, computed from the running pairs, and who must."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import PairStatus, QuestionnaireKind, RespondentRole, WaveStage
from curator_app.domain.letters import fold
from curator_app.models import Mentee, Pair, PairMentee, Person, School
from curator_app.services.surveys import catalogue
from curator_app.services.surveys.rows import Asked, Candidate, QuestionnaireRow
from curator_app.services.surveys.waves import KNOWN, Known, known_by
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key

_RUNNING: Final = (PairStatus.READY.value, PairStatus.ASSIGNED.value, PairStatus.PAUSED.value)
_FIRST_DAYS: Final = (QuestionnaireKind.NEEDS, QuestionnaireKind.DIAGNOSIS)
_LATELY: Final = dt.timedelta(days=60)


@dataclass(slots=True)
class Running:
    """A pair as far as asking goes. ``just_ended``: completed lately, so that its end can still be asked about."""

    id: int
    mentor: int
    form: str | None
    just_ended: bool
    mentees: list[int] = field(default_factory=list)


def candidates(
    workspace: Workspace,
    forms: Mapping[RespondentRole, str],
    *,
    stage: WaveStage | None = None,
    mentoring_form: str | None = None,
) -> list[Candidate]:
    """Everybody who may be asked these questionnaires ({role: code}); those who must by the rules are preselected:
    people of running pairs (at the end of the route also of pairs completed in the last 60 days), of this form of
    mentoring if one is named; needs and diagnosis are asked of every mentee. Raises NotFound."""
    with workspace.read() as session:
        wanted = {role: catalogue.require(session, code) for role, code in forms.items()}
        return Askable(session, workspace.clock.today()).candidates(wanted, stage=stage, mentoring_form=mentoring_form)


class Askable:
    """The people and pairs of the base as far as asking goes, read once for any number of waves."""

    def __init__(self, session: Session, today: dt.date) -> None:
        self._people = _people(session, today)
        self._names: dict[int, tuple[object, str]] = {}
        self._pairs = _pairs(session, today)
        self._mentees = session.scalars(select(Mentee.id).where(Mentee.deleted_at.is_(None)).order_by(Mentee.id)).all()
        self._curator = session.scalar(select(School.curator_id))

    def candidates(
        self,
        forms: Mapping[RespondentRole, QuestionnaireRow],
        *,
        stage: WaveStage | None = None,
        mentoring_form: str | None = None,
        wanted: Callable[[Asked, bool], bool] = lambda _asked, _must: True,
    ) -> list[Candidate]:
        """As ``candidates``; ``wanted``: only those for whom it is true (who, about whom; whether by the rules)."""
        people = self._people
        return [
            _candidate(people[asked.person], asked, reason, must, people)
            for asked, reason, must in self._told(forms, stage, mentoring_form, wanted)
        ]

    def asked(
        self,
        forms: Mapping[RespondentRole, QuestionnaireRow],
        *,
        stage: WaveStage | None = None,
        wanted: Callable[[Asked, bool], bool],
    ) -> list[tuple[Asked, str]]:
        """The same people, each with surname and initials only."""
        return [(asked, self._name(asked.person)[1]) for asked, _, _ in self._told(forms, stage, None, wanted)]

    def _told(
        self,
        forms: Mapping[RespondentRole, QuestionnaireRow],
        stage: WaveStage | None,
        mentoring_form: str | None,
        wanted: Callable[[Asked, bool], bool],
    ) -> list[tuple[Asked, str, bool]]:
        pairs = [
            one
            for one in self._pairs
            if (stage is WaveStage.FINAL or not one.just_ended)
            and (mentoring_form is None or one.form is None or fold(one.form) == fold(mentoring_form))
        ]
        found: list[tuple[Asked, str, bool]] = []
        for role in RespondentRole:
            form = forms.get(role)
            if form is None:
                continue
            told = self._about_pairs(role, pairs) if form.per_pair else self._once(role, form, pairs)
            rows = [one for one in told if one[0].person in self._people and wanted(one[0], one[2])]
            found += sorted(rows, key=lambda one: (self._name(one[0].person)[0], one[0].person, one[0].about_pair))
        return found

    def _name(self, person: int) -> tuple[object, str]:
        """(its place in the alphabet, surname and initials), made once for all waves."""
        if person not in self._names:
            name = self._people[person].name
            self._names[person] = collation_key(name.full), name.surname_initials
        return self._names[person]

    def _about_pairs(self, role: RespondentRole, pairs: list[Running]) -> Iterator[tuple[Asked, str, bool]]:
        for pair in pairs:
            if role is RespondentRole.MENTEE:
                for one in pair.mentees:
                    yield Asked(person=one, role=role, about_pair=pair.id), f"mentor:{pair.mentor}", True
            else:
                judge = pair.mentor if role is RespondentRole.MENTOR else self._curator
                if judge is not None:
                    about = ",".join(str(one) for one in pair.mentees)
                    yield Asked(person=judge, role=role, about_pair=pair.id), f"mentees:{about}", True

    def _once(
        self, role: RespondentRole, form: QuestionnaireRow, pairs: list[Running]
    ) -> Iterator[tuple[Asked, str, bool]]:
        if role is RespondentRole.CURATOR:
            if self._curator is not None:
                yield Asked(person=self._curator, role=role), "curator:", True
            return
        partners: dict[int, list[int]] = defaultdict(list)
        for pair in pairs:
            for one in pair.mentees:
                me, other = (pair.mentor, one) if role is RespondentRole.MENTOR else (one, pair.mentor)
                partners[me].append(other)
        side = "mentees" if role is RespondentRole.MENTOR else "mentor"
        if role is RespondentRole.MENTEE:
            for one in self._mentees:
                if one not in partners:
                    yield Asked(person=one, role=role), "", form.kind in _FIRST_DAYS
        for me, others in partners.items():
            yield Asked(person=me, role=role), f"{side}:{','.join(str(one) for one in others)}", True


def _people(session: Session, today: dt.date) -> dict[int, Known]:
    query = select(*KNOWN).where(
        Person.deleted_at.is_(None),
        Person.archived_on.is_(None),
        Person.dismissal_date.is_(None) | (Person.dismissal_date >= today),
    )
    return {row[0]: Known(*row) for row in session.execute(query.order_by(Person.id))}


def _pairs(session: Session, today: dt.date) -> list[Running]:
    """Those that run, and those completed lately."""
    lately = and_(Pair.status == PairStatus.COMPLETED.value, Pair.end_date.between(today - _LATELY, today))
    query = (
        select(
            Pair.id,
            Pair.mentor_id,
            Pair.mentoring_form,
            Pair.status,
            Pair.end_date,
            PairMentee.mentee_id,
            PairMentee.end_date,
        )
        .join(PairMentee, PairMentee.pair_id == Pair.id)
        .where(Pair.deleted_at.is_(None), or_(Pair.status.in_(_RUNNING), lately))
        .order_by(Pair.id, PairMentee.id)
    )
    found: dict[int, Running] = {}
    for number, mentor, form, status, end, mentee, last in session.execute(query):
        pair = found.setdefault(number, Running(number, mentor, form, status not in _RUNNING))
        if last is None or last >= today or last == end:
            pair.mentees.append(mentee)
    return [one for one in found.values() if one.mentees]


def _candidate(person: Known, asked: Asked, reason: str, must: bool, people: Mapping[int, Known]) -> Candidate:
    name = person.name
    return Candidate(
        asked=asked,
        name=name.full,
        short_name=name.surname_initials,
        what=known_by(person),
        reason=_reason(reason, people),
        preselected=must,
    )


def _reason(told: str, people: Mapping[int, Known]) -> str:
    """«наставник Иванова М.П.», «наставляемые: …», «куратор школы», «пары нет»."""
    kind, _, ids = told.partition(":")
    if kind == "curator":
        return "куратор школы"
    names = [
        one.name.surname_initials
        for number in ids.split(",")
        if number and (one := people.get(int(number))) is not None
    ]
    if not names:
        return "пары нет"
    if kind == "mentor":
        return f"{'наставник' if len(names) == 1 else 'наставники'}: {', '.join(names)}"
    return f"{'наставляемый' if len(names) == 1 else 'наставляемые'}: {', '.join(names)}"
