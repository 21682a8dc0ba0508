"""Pairs and groups by hand: forming, changing, ending, the gate of consents (S2-П4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from curator_app.domain.codes import PAIR_ENDED, ClosingReason, PairStatus, PersonKind
from curator_app.domain.consents import needed_of_mentee, needed_of_mentor
from curator_app.domain.names import PersonName
from curator_app.models import AcademicYear, Mentee, Mentor, Order, Pair, PairMentee, Person
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import consents, mentees, mentors, pair_facts, people
from curator_app.services.pair_life import facts as pair_life
from curator_app.services.people import assign
from curator_app.services.rows import PairRow
from curator_app.services.school import ensure_year
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import CONSENT_KIND, code_label

_WORKING = (PairStatus.READY.value, PairStatus.ASSIGNED.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class PairData:
    """A pair (one mentee) or a group (several) to be formed or changed."""

    mentor: int
    mentees: Sequence[int]
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    mentoring_form: str | None = None
    mentoring_kind: str | None = None
    role_model: str | None = None
    focus: str | None = None
    subject: str | None = None
    justification: str | None = None
    psychologist_opinion: str | None = None
    mutual_choice: bool | None = None
    addendum_number: str | None = None
    addendum_date: dt.date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingConsent:
    """Whose consent an order still lacks, and what is on file instead (None, withdrawn, expired, refused)."""

    person: int
    person_name: str
    kind: str
    kind_label: str
    state: str | None


def missing_consents(workspace: Workspace, mentor: int, mentee_ids: Sequence[int]) -> list[MissingConsent]:
    """The gate as it stands today: consents without which no order goes out (for a pupil the parent's too).

    The gate of an order looks at the order's own date (``services.papers.drafting``).
    """
    with workspace.read() as session:
        return missing_of(session, mentor, mentee_ids, consents.standings(session, workspace.clock.today()))


def missing_by_pair(workspace: Workspace, rows: Iterable[PairRow]) -> dict[int, list[MissingConsent]]:
    """The same for many pairs at once."""
    with workspace.read() as session:
        states = consents.standings(session, workspace.clock.today())
        known = session.scalars(select(Person)).all()  # held, so that nobody is asked for one by one
        found = {row.id: missing_of(session, row.mentor, row.mentees, states) for row in rows}
        del known
    return found


def _needed(is_mentor: bool, person_kind: str) -> tuple[str, ...]:
    return needed_of_mentor() if is_mentor else needed_of_mentee(pupil=person_kind == PersonKind.PUPIL.value)


def missing_of(
    session: Session, mentor: int, mentee_ids: Sequence[int], states: dict[int, dict[str, str]]
) -> list[MissingConsent]:
    """The gate inside the caller's session, with the ``standings`` read once for many pairs. Raises NotFound."""
    result: list[MissingConsent] = []
    for person_id in (mentor, *mentee_ids):
        person = people.require(session, person_id)
        for kind in _needed(person_id == mentor, person.kind):
            state = states.get(person_id, {}).get(kind)
            if state != "given":
                result.append(
                    MissingConsent(
                        person=person_id,
                        person_name=person.name.full,
                        kind=kind,
                        kind_label=code_label(kind, CONSENT_KIND),
                        state=state,
                    )
                )
    return result


def checked(data: PairData, checker: Checker) -> dict[str, Any]:
    """Cleaned values of the mapped columns (without who is in the pair)."""
    start, end = checker.date("start_date", data.start_date), checker.date("end_date", data.end_date)
    checker.order("end_date", start, end)
    if not data.mentees:
        checker.fail("mentees", "Выберите хотя бы одного наставляемого.")
    if len(set(data.mentees)) != len(data.mentees):
        checker.fail("mentees", "Один и тот же наставляемый указан дважды.")
    if data.mentor in data.mentees:
        checker.fail("mentees", "Человек не может быть наставником самому себе. Выберите другого наставника.")
    return {
        "start_date": start,
        "end_date": end,
        "addendum_number": checker.text("addendum_number", data.addendum_number, limit=50),
        "addendum_date": checker.date("addendum_date", data.addendum_date),
        "mutual_choice": data.mutual_choice,
        **{
            field: checker.text(field, getattr(data, field), limit=TEXT_LIMIT, lines=True)
            for field in (
                "mentoring_form",
                "mentoring_kind",
                "role_model",
                "focus",
                "subject",
                "justification",
                "psychologist_opinion",
                "note",
            )
        },
    }


def pair_title(session: Session, mentor_id: int, mentee_ids: Sequence[int]) -> str:
    """«Петрова А.С. — Иванова М.П.», «Петрова А.С. — группа, 3 чел.»."""
    mentor = people.title_of(people.require(session, mentor_id))
    if len(mentee_ids) == 1:
        return f"{mentor} — {people.title_of(people.require(session, mentee_ids[0]))}"
    return f"{mentor} — группа, {len(mentee_ids)} чел."


def insert(session: Session, data: PairData, values: dict[str, Any], status: str) -> Pair:
    """A new pair or group inside the caller's action."""
    mentors.require(session, data.mentor)
    for mentee_id in data.mentees:
        mentees.require(session, mentee_id)
    for person_id in (data.mentor, *data.mentees):
        people.require_active(session, person_id)
    year = None if values["start_date"] is None else ensure_year(session, values["start_date"])
    pair = Pair(mentor_id=data.mentor, academic_year_id=None if year is None else year.id, status=status, **values)
    session.add(pair)
    session.flush()
    for mentee_id in data.mentees:
        pair.members.append(
            PairMentee(
                mentor_id=data.mentor,
                mentee_id=mentee_id,
                start_date=values["start_date"],
                end_date=values["end_date"],
            )
        )
        session.flush()
    return pair


def form_pairs(workspace: Workspace, pairs: Sequence[PairData]) -> list[int]:
    """Forms several pairs or groups in one action, ready for the order. Raises InvalidInput, NotFound, Conflict.

    A mentor over capacity is a warning of the screen, not a refusal (domain.md c).
    """
    checked_values = []
    for index, data in enumerate(pairs):
        checker = Checker()
        checked_values.append(checked(data, checker))
        checker.done(index=index if len(pairs) > 1 else None)
    with workspace.read() as session:
        title = (
            pair_title(session, pairs[0].mentor, pairs[0].mentees)
            if len(pairs) == 1
            else counted(len(pairs), "пара", "пары", "пар")
        )
    with workspace.action(f"Сформировано: {title}") as session:
        return [
            insert(session, data, values, PairStatus.READY.value).id
            for data, values in zip(pairs, checked_values, strict=True)
        ]


def update_pair(workspace: Workspace, pair_id: int, data: PairData) -> None:
    """Changes a pair. Who is in it and its dates can change only before the order. Raises KnownProblem."""
    checker = Checker()
    values = checked(data, checker)
    checker.done()
    with workspace.read() as session:
        title = pair_title(session, data.mentor, data.mentees)
    with workspace.action(f"Изменена пара: {title}") as session:
        pair = require(session, pair_id)
        present = {member.mentee_id: member for member in pair_life.present(pair)}
        same = (
            pair.mentor_id == data.mentor
            and set(present) == set(data.mentees)
            and (pair.start_date, pair.end_date) == (values["start_date"], values["end_date"])
        )
        if not same and pair_id in pair_facts.assigning_orders(session):
            raise KnownProblem(
                "Участники и сроки этой пары уже утверждены приказом. Измените их приказом о внесении изменений "
                "или о замене наставника."
            )
        if not same:
            mentors.require(session, data.mentor)
            if pair.mentor_id != data.mentor:
                pair.members.clear()
                session.flush()
                assign(pair, {"mentor_id": data.mentor})
                session.flush()
            _settle_members(session, pair, present, data)
        assign(pair, values)
        pair.academic_year_id = None if values["start_date"] is None else ensure_year(session, values["start_date"]).id


def _settle_members(session: Session, pair: Pair, present: dict[int, PairMentee], data: PairData) -> None:
    """The mentees of a pair become these. Whoever joined later keeps that day, whoever left earlier stays told."""
    known = {one.mentee_id: one for one in pair.members}
    for mentee_id in data.mentees:
        mentees.require(session, mentee_id)
        member = known.get(mentee_id)
        if member is None:
            member = PairMentee(mentor_id=data.mentor, mentee_id=mentee_id, start_date=data.start_date)
            pair.members.append(member)
        elif mentee_id not in present or member.start_date == pair.start_date or not _inside(data, member.start_date):
            member.start_date = data.start_date
        member.end_date = data.end_date
    for mentee_id in set(known) & set(present) - set(data.mentees):
        pair.members.remove(known[mentee_id])
    session.flush()


def _inside(data: PairData, day: dt.date | None) -> bool:
    return day is not None and (data.start_date or day) <= day <= (data.end_date or day)


def end_pair(workspace: Workspace, pair_id: int, on: dt.date, reason: str) -> None:
    """Ends a pair on a day (its last day, not after its term: only an order on extension moves that) for one of the
    three reasons of S1 7.1. Raises InvalidInput, NotFound."""
    checker = Checker()
    checker.date("end_date", on)
    code = checker.code("closing_reason", reason, ClosingReason, required=True)
    with workspace.read() as session:
        pair = require(session, pair_id)
        checker.order("end_date", pair.start_date, on)
        if pair.end_date is not None and on > pair.end_date:
            checker.fail(
                "end_date",
                f"Срок пары кончается {pair.end_date:%d.%m.%Y}. Завершите её не позже или сначала продлите приказом.",
            )
    checker.done()
    done = code == ClosingReason.PLAN_COMPLETED.value
    with workspace.action("Завершена пара" if done else "Прекращена пара") as session:
        pair = require(session, pair_id)
        pair.status = (PairStatus.COMPLETED if done else PairStatus.TERMINATED).value
        pair.closing_reason = code
        pair.end_date = on
        for member in pair.members:
            if member.end_date is None or member.end_date > on:
                member.end_date = on


def list_pairs(workspace: Workspace, *, year: str | None = None) -> list[PairRow]:
    """All pairs and groups (of one school year when asked) in the order of entry; a constant number of queries."""
    today = workspace.clock.today()
    with workspace.read() as session:
        query = (
            select(Pair, AcademicYear.label)
            .outerjoin(AcademicYear, AcademicYear.id == Pair.academic_year_id)
            .where(Pair.deleted_at.is_(None))
            .options(selectinload(Pair.members))
            .order_by(Pair.id)
        )
        if year is not None:
            query = query.where(AcademicYear.label == year)
        found = list(session.execute(query))
        names = {
            person.id: person.name
            for person in session.scalars(
                select(Person).where(Person.id.in_(select(Mentor.id).union(select(Mentee.id))))
            )
        }
        states = consents.standings(session, today)
        kinds = dict(session.execute(select(Person.id, Person.kind)).all())
        orders = pair_facts.assigning_orders(session)
        paused, waiting = pair_life.paused_and_waiting(session, today)
        rows = [_pair_row(pair, label, names, states, kinds, orders.get(pair.id)) for pair, label in found]
        return [
            replace(
                row,
                status=PairStatus.PAUSED.value if row.id in paused and row.status in _WORKING else row.status,
                waits=waiting.get(row.id) if row.status not in PAIR_ENDED else None,
            )
            for row in rows
        ]


def _pair_row(
    pair: Pair,
    label: str | None,
    names: dict[int, PersonName],
    states: dict[int, dict[str, str]],
    kinds: dict[int, str],
    order: Order | None,
) -> PairRow:
    ids = tuple(member.mentee_id for member in pair_life.present(pair))
    left = tuple(member.mentee_id for member in pair.members if pair_life.has_left(pair, member))
    lacking = [
        names[one].full
        for one in (pair.mentor_id, *ids)
        if any(
            states.get(one, {}).get(kind) != "given"
            for kind in _needed(one == pair.mentor_id, kinds.get(one, PersonKind.STAFF.value))
        )
    ]
    return PairRow(
        id=pair.id,
        mentor=pair.mentor_id,
        mentor_name=names[pair.mentor_id].full,
        mentor_short=names[pair.mentor_id].surname_initials,
        mentees=ids,
        mentees_name=tuple(names[one].full for one in ids),
        mentees_short=tuple(names[one].surname_initials for one in ids),
        academic_year=label,
        mentoring_form=pair.mentoring_form,
        mentoring_kind=pair.mentoring_kind,
        role_model=pair.role_model,
        focus=pair.focus,
        subject=pair.subject,
        justification=pair.justification,
        psychologist_opinion=pair.psychologist_opinion,
        mutual_choice=pair.mutual_choice,
        start_date=pair.start_date,
        end_date=pair.end_date,
        status=pair.status,
        closing_reason=pair.closing_reason,
        addendum_number=pair.addendum_number,
        addendum_date=pair.addendum_date,
        order_id=None if order is None else order.id,
        order_number=pair.order_number if order is None else order.number,
        order_date=pair.order_date if order is None else order.date,
        missing=tuple(lacking),
        left_mentees=left,
        left_mentees_name=tuple(names[one].full for one in left),
        replaces=pair.replaces_id,
        note=pair.note,
        raw=dict(pair.raw or {}),
    )


def data_of(row: PairRow) -> PairData:
    """The editable part of a row."""
    return PairData(**{name: getattr(row, name) for name in PairData.__dataclass_fields__})


def require(session: Session, pair_id: int) -> Pair:
    """The mapped pair. Raises NotFound."""
    pair = session.get(Pair, pair_id)
    if pair is None or pair.deleted_at is not None:
        raise NotFound(f"Пары № {pair_id} в базе нет. Обновите список.")
    return pair
