"""Waves as screens and papers show them: who must answer, who has; in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy import Row as SqlRow
from sqlalchemy.orm import Session, selectinload

from curator_app.domain.codes import RespondentRole, WaveStage
from curator_app.domain.names import PersonName
from curator_app.models import (
    AcademicYear,
    Pair,
    PairMentee,
    Person,
    Questionnaire,
    Reply,
    SurveyWave,
    WaveForm,
    WaveRespondent,
)
from curator_app.runtime.errors import NotFound
from curator_app.services.surveys import catalogue
from curator_app.services.surveys.rows import (
    QuestionnaireRow,
    RespondentRow,
    RespondentState,
    RoleCount,
    WaveFormRow,
    WaveRow,
    WaveView,
)
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key

Key = tuple[int, str, int]
"""(person, role, pair) of a respondent or a reply."""


class Told(NamedTuple):
    """A reply without its answers."""

    id: int
    wave: int
    person: int
    role: str
    about_pair: int
    date: dt.date | None
    way: str | None

    @property
    def key(self) -> Key:
        """Whose it is."""
        return self.person, self.role, self.about_pair


class Known(NamedTuple):
    """A person as far as a list of those who are asked tells of him."""

    id: int
    surname: str
    first_name: str
    patronymic: str | None
    class_name: str | None
    position: str | None
    workplace: str | None

    @property
    def name(self) -> PersonName:
        """The parts of the name."""
        return PersonName(self.surname, self.first_name, self.patronymic)


KNOWN: Final = (
    Person.id,
    Person.surname,
    Person.first_name,
    Person.patronymic,
    Person.class_name,
    Person.position,
    Person.workplace,
)
"""The columns of ``Known``, in its order."""


def list_waves(workspace: Workspace, *, year: str | None = None) -> list[WaveRow]:
    """All waves, the latest first; of a school year («2026/2027») if one is told, with those that are of no year."""
    with workspace.read() as session:
        return read_waves(session, workspace.clock.today(), year=year)


def get_wave(workspace: Workspace, wave_id: int) -> WaveView:
    """One wave with its questionnaires and everybody in it. Raises NotFound."""
    with workspace.read() as session:
        return read_wave(session, wave_id, workspace.clock.today())


def require(session: Session, wave_id: int) -> SurveyWave:
    """The mapped wave. Raises NotFound."""
    found = session.get(SurveyWave, wave_id)
    if found is None or found.deleted_at is not None:
        raise NotFound(f"Волны опроса № {wave_id} в базе нет. Обновите список.")
    return found


def read_waves(session: Session, today: dt.date, *, year: str | None = None) -> list[WaveRow]:
    """The same inside the caller's session."""
    years = dict(session.execute(select(AcademicYear.id, AcademicYear.label)).all())
    query = select(SurveyWave).where(SurveyWave.deleted_at.is_(None))
    if year is not None:
        of_year = [number for number, label in years.items() if label == year]
        query = query.where(SurveyWave.academic_year_id.is_(None) | SurveyWave.academic_year_id.in_(of_year))
    waves = session.scalars(query.options(selectinload(SurveyWave.forms))).all()
    counted = _count(session, [one.id for one in waves], today)
    rows = [_row(one, counted, years) for one in waves]
    return sorted(rows, key=lambda one: (one.date or dt.date.min, one.id), reverse=True)


def read_wave(session: Session, wave_id: int, today: dt.date) -> WaveView:
    """The same inside the caller's session. Raises NotFound."""
    wave = require(session, wave_id)
    replies = read_told(session, [wave_id])
    asked = select(WaveRespondent.__table__, _state(today).label("state")).join(SurveyWave)
    respondents = session.execute(asked.where(WaveRespondent.wave_id == wave_id)).all()
    years = dict(session.execute(select(AcademicYear.id, AcademicYear.label)).all())
    people = read_known(session, {one.person_id for one in respondents} | {one.person for one in replies})
    pairs = pair_titles(session, {one.about_pair for one in respondents} | {one.about_pair for one in replies})
    return WaveView(
        row=_row(wave, _count(session, [wave_id], today), years),
        forms=_forms(session, wave),
        respondents=tuple(_respondents(wave, respondents, replies, people, pairs)),
    )


def read_known(session: Session, ids: Iterable[int]) -> dict[int, Known]:
    """These people as far as a list of those who are asked tells of them."""
    query = select(*KNOWN).where(Person.id.in_(set(ids)))
    return {row[0]: Known(*row) for row in session.execute(query)}


def forms_of_all(session: Session) -> dict[int, dict[RespondentRole, QuestionnaireRow]]:
    """{wave: {role: its questionnaire}} of all waves, in one query; replies to them are not counted."""
    found: dict[int, dict[RespondentRole, QuestionnaireRow]] = defaultdict(dict)
    query = select(WaveForm.wave_id, WaveForm.role, Questionnaire).join(
        Questionnaire, Questionnaire.id == WaveForm.questionnaire_id
    )
    for wave_id, role, kept in session.execute(query):
        found[wave_id][RespondentRole(role)] = catalogue.row_of(kept, 0)
    return found


def read_told(session: Session, waves: Iterable[int]) -> list[Told]:
    """Replies to the waves, without their answers."""
    query = select(Reply.id, Reply.wave_id, Reply.respondent_id, Reply.role, Reply.about_pair, Reply.date, Reply.way)
    return [Told(*row) for row in session.execute(query.where(Reply.wave_id.in_(list(waves))).order_by(Reply.id))]


def pair_titles(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """{pair: «Иванова М.П. — Петров П.П., Котова А.А.»}."""
    wanted = {one for one in ids if one}
    if not wanted:
        return {}
    rows = session.execute(
        select(Pair.id, Pair.mentor_id, PairMentee.mentee_id)
        .join(PairMentee, PairMentee.pair_id == Pair.id)
        .where(Pair.id.in_(wanted))
        .order_by(PairMentee.id)
    ).all()
    names = short_names(session, {one for _pair, *both in rows for one in both})
    sides: dict[int, tuple[int, list[int]]] = {}
    for pair, mentor, mentee in rows:
        sides.setdefault(pair, (mentor, []))[1].append(mentee)
    return {
        pair: f"{names.get(mentor, '')} — {', '.join(names.get(one, '') for one in mentees)}"
        for pair, (mentor, mentees) in sides.items()
    }


def short_names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """{person: «Иванова М.П.»}."""
    query = select(Person.id, Person.surname, Person.first_name, Person.patronymic).where(Person.id.in_(set(ids)))
    return {
        number: PersonName(surname, first_name, patronymic).surname_initials
        for number, surname, first_name, patronymic in session.execute(query)
    }


def known_by(person: Person | Known) -> str:
    """«учитель физики», «9А класс»: by what somebody is told apart in a list."""
    if person.class_name:
        return f"{person.class_name} класс"
    return person.position or person.workplace or ""


def by_role_and_name(rows: Sequence[RespondentRow]) -> list[RespondentRow]:
    """Mentees, mentors, curator; each by name and then by pair."""
    order = {role: place for place, role in enumerate(RespondentRole)}
    return sorted(rows, key=lambda one: (order[one.role], collation_key(one.name), one.person, one.about_pair))


def _forms(session: Session, wave: SurveyWave) -> tuple[WaveFormRow, ...]:
    kept = {one.id: one for one in catalogue.kept(session, [form.questionnaire_id for form in wave.forms])}
    counts = catalogue.reply_counts(session)
    by_role: Mapping[str, WaveForm] = {form.role: form for form in wave.forms}
    return tuple(
        WaveFormRow(
            role=role,
            questionnaire=catalogue.row_of(
                kept[by_role[role.value].questionnaire_id], counts.get(by_role[role.value].questionnaire_id, 0)
            ),
        )
        for role in RespondentRole
        if role.value in by_role
    )


class _Counted(NamedTuple):
    """{(wave, role): {state: how many of those who are asked}}, {wave: replies to it}."""

    states: Mapping[tuple[int, str], Mapping[str, int]]
    replies: Mapping[int, int]


def _count(session: Session, waves: Sequence[int], today: dt.date) -> _Counted:
    state = _state(today)
    query = select(WaveRespondent.wave_id, WaveRespondent.role, state, func.count()).join(SurveyWave)
    states: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    grouped = query.where(WaveRespondent.wave_id.in_(waves)).group_by(
        WaveRespondent.wave_id, WaveRespondent.role, state
    )
    for wave, role, told, number in session.execute(grouped):
        states[wave, role][told] = number
    replies = select(Reply.wave_id, func.count()).where(Reply.wave_id.in_(waves)).group_by(Reply.wave_id)
    return _Counted(states, dict(session.execute(replies).all()))


def _row(wave: SurveyWave, counted: _Counted, years: Mapping[int, str]) -> WaveRow:
    counts = []
    for role in RespondentRole:
        states = counted.states.get((wave.id, role.value), {})
        if states or any(form.role == role.value for form in wave.forms):
            excused = states.get("excused", 0)
            counts.append(
                RoleCount(
                    role=role,
                    expected=sum(states.values()) - excused,
                    answered=states.get("answered", 0),
                    overdue=states.get("overdue", 0),
                    excused=excused,
                )
            )
    return WaveRow(
        id=wave.id,
        title=wave.title,
        stage=None if wave.stage is None else WaveStage(wave.stage),
        date=wave.date,
        due_date=wave.due_date,
        academic_year=years.get(wave.academic_year_id or 0),
        closed_on=wave.closed_on,
        note=wave.note,
        from_file=bool(wave.questions) and not wave.forms,
        roles=tuple(counts),
        replies=counted.replies.get(wave.id, 0),
    )


def _state(today: dt.date) -> ColumnElement[RespondentState]:
    """The state of a respondent, told by the base."""
    answered = exists().where(
        Reply.wave_id == WaveRespondent.wave_id,
        Reply.respondent_id == WaveRespondent.person_id,
        Reply.role == WaveRespondent.role,
        Reply.about_pair == WaveRespondent.about_pair,
    )
    late = func.coalesce(WaveRespondent.due_date, SurveyWave.due_date) < today
    return case(
        (answered, "answered"),
        (WaveRespondent.excused.is_not(None), "excused"),
        (and_(late, SurveyWave.closed_on.is_(None)), "overdue"),
        else_="waiting",
    )


def _respondents(
    wave: SurveyWave,
    respondents: Sequence[SqlRow[Any]],
    replies: Sequence[Told],
    people: Mapping[int, Known],
    pairs: Mapping[int, str],
) -> list[RespondentRow]:
    told = {one.key: one for one in replies}
    rows = []
    for one in respondents:
        reply = told.pop((one.person_id, one.role, one.about_pair), None)
        rows.append(
            _respondent(
                people[one.person_id],
                RespondentRole(one.role),
                one.about_pair,
                pairs,
                reply,
                number=one.id,
                due=one.due_date or wave.due_date,
                printed_on=one.printed_on,
                excused=one.excused,
                state=one.state,
            )
        )
    roles = {role.value for role in RespondentRole}
    rows += [
        _respondent(people[left.person], RespondentRole(left.role), left.about_pair, pairs, left, number=None)
        for left in told.values()
        if left.role in roles
    ]
    return by_role_and_name(rows)


def _respondent(
    person: Known,
    role: RespondentRole,
    about_pair: int,
    pairs: Mapping[int, str],
    reply: Told | None,
    *,
    number: int | None,
    due: dt.date | None = None,
    printed_on: dt.date | None = None,
    excused: str | None = None,
    state: RespondentState = "answered",
) -> RespondentRow:
    name = person.name
    return RespondentRow(
        id=number,
        person=person.id,
        name=name.full,
        short_name=name.surname_initials,
        what=known_by(person),
        role=role,
        about_pair=about_pair,
        about=pairs.get(about_pair, ""),
        due=due,
        printed_on=printed_on,
        excused=excused,
        reply=None if reply is None else reply.id,
        answered_on=None if reply is None else reply.date,
        way=None if reply is None else reply.way,
        state=state,
    )
