"""Who must read a paper, by when, and when it was read (S2-П6, П8: three working days after the order)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from curator_app.documents.blocks import Document
from curator_app.documents.paper_data import OrderData
from curator_app.models import Acknowledgement, Order, Pair, PairMentee, Person, RegisteredPaper
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import people as people_service
from curator_app.services.papers.blanks import acknowledgement_sheet
from curator_app.services.papers.deadlines import order_deadlines
from curator_app.services.papers.links import ObjectKind
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.grammar import counted


@dataclass(frozen=True, kw_only=True, slots=True)
class AcknowledgementRow:
    """One person of a paper: until when he is to read it and when he did."""

    id: int
    object_kind: ObjectKind
    object_id: int
    person: int
    person_name: str
    due: dt.date | None
    acquainted_on: dt.date | None
    overdue: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far the reading of a paper is."""

    done: int
    total: int
    overdue: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """Who is to read a paper by its own words, and by when; people already written down are left out."""

    people: tuple[tuple[int, str], ...]
    due: dt.date | None


def list_acknowledgements(
    workspace: Workspace, kind: ObjectKind | None = None, object_id: int | None = None
) -> list[AcknowledgementRow]:
    """People of a paper by name; without ``kind`` those of every paper."""
    today = workspace.clock.today()
    query = select(Acknowledgement, Person).join(Person, Person.id == Acknowledgement.person_id)
    if kind is not None:
        query = query.where(Acknowledgement.object_kind == kind, Acknowledgement.object_id == object_id)
    with workspace.read() as session:
        rows = [_row(one, people_service.title_of(person), today) for one, person in session.execute(query)]
    return sorted(rows, key=lambda row: collation_key(row.person_name))


def overdue(workspace: Workspace) -> list[AcknowledgementRow]:
    """Everybody who has not read a paper in force in time, the longest overdue first."""
    today = workspace.clock.today()
    with workspace.read() as session:
        query = (
            select(Acknowledgement, Person)
            .join(Person, Person.id == Acknowledgement.person_id)
            .where(Acknowledgement.acquainted_on.is_(None), Acknowledgement.due < today, Person.deleted_at.is_(None))
            .order_by(Acknowledgement.due, Acknowledgement.id)
        )
        return [_row(one, people_service.title_of(person), today) for one, person in session.execute(query)]


def progress(session: Session, today: dt.date) -> dict[tuple[str, int], Progress]:
    """How far the reading of every paper is, in one query."""
    late = func.sum((Acknowledgement.acquainted_on.is_(None)) & (Acknowledgement.due < today))
    query = select(
        Acknowledgement.object_kind,
        Acknowledgement.object_id,
        func.count(Acknowledgement.acquainted_on),
        func.count(),
        func.coalesce(late, 0),
    ).group_by(Acknowledgement.object_kind, Acknowledgement.object_id)
    return {
        (kind, number): Progress(done=done, total=total, overdue=int(late_ones))
        for kind, number, done, total, late_ones in session.execute(query)
    }


def proposal(workspace: Workspace, kind: ObjectKind, object_id: int) -> Proposal:
    """People whom the paper names and the day by the rules of terms. Raises NotFound."""
    with workspace.read() as session:
        ids, date = _named(session, kind, object_id)
        known = set(
            session.scalars(
                select(Acknowledgement.person_id).where(
                    Acknowledgement.object_kind == kind, Acknowledgement.object_id == object_id
                )
            )
        )
        wanted = [one for one in dict.fromkeys(ids) if one not in known]
        found = {one.id: one for one in session.scalars(select(Person).where(Person.id.in_(wanted)))}
        due = order_deadlines(session, date, (), ()).regulation
        named = tuple(
            (one, people_service.title_of(found[one]))
            for one in wanted
            if one in found and found[one].deleted_at is None
        )
    return Proposal(people=named, due=due)


def ask(workspace: Workspace, kind: ObjectKind, object_id: int, people: Collection[int], due: dt.date | None) -> None:
    """Writes down who is to read the paper and by when; for those written down already only the day changes.

    Raises InvalidInput, NotFound, KnownProblem when nobody is chosen.
    """
    checker = Checker()
    checker.date("date", due)
    checker.done()
    if not people:
        raise KnownProblem("Выберите, кого ознакомить с документом.")
    told = counted(len(set(people)), "человек", "человека", "человек")
    with workspace.action(f"Ознакомить с документом: {told}") as session:
        _named(session, kind, object_id)
        present = _present(session, kind, object_id)
        known = set(session.scalars(select(Person.id).where(Person.id.in_(list(people)))))
        if missing := set(people) - known:
            raise NotFound(f"В базе уже нет: {counted(len(missing), 'человека', 'человек', 'человек')}.")
        for person in dict.fromkeys(people):
            row = present.get(person)
            if row is None:
                session.add(Acknowledgement(object_kind=kind, object_id=object_id, person_id=person, due=due))
            elif row.due != due:
                row.due = due


def mark(workspace: Workspace, kind: ObjectKind, object_id: int, people: Collection[int], on: dt.date | None) -> None:
    """Marks people as acquainted ``on`` a day (None takes the mark away), all in one action.

    Raises KnownProblem for a day that has not come, or before the paper was dated.
    """
    if on is not None and on > workspace.clock.today():
        raise KnownProblem("Дата ознакомления ещё не наступила. Укажите сегодняшний или прошедший день.")
    told = counted(len(set(people)), "человек", "человека", "человек")
    title = f"Ознакомлены: {told}" if on is not None else f"Снята отметка об ознакомлении: {told}"
    with workspace.action(title) as session:
        _ids, date = _named(session, kind, object_id)
        if on is not None and date is not None and on < date:
            raise KnownProblem(f"Ознакомиться раньше даты документа ({date:%d.%m.%Y}) нельзя. Исправьте день.")
        present = _present(session, kind, object_id)
        for person in people:
            if (row := present.get(person)) is not None and row.acquainted_on != on:
                row.acquainted_on = on


def dismiss(workspace: Workspace, kind: ObjectKind, object_id: int, people: Collection[int]) -> None:
    """Takes people off the list of a paper."""
    told = counted(len(set(people)), "человек", "человека", "человек")
    with workspace.action(f"Убраны из ознакомления: {told}") as session:
        for person, row in _present(session, kind, object_id).items():
            if person in people:
                session.delete(row)


def sheet(workspace: Workspace, kind: ObjectKind, object_id: int, *, waiting: bool = False) -> Document:
    """The acknowledgement sheet of a paper with its people (``waiting``: only those who have not signed yet).

    Raises NotFound, KnownProblem when there is nobody.
    """
    rows = [
        one
        for one in list_acknowledgements(workspace, kind, object_id)
        if not (waiting and one.acquainted_on is not None)
    ]
    if not rows:
        raise KnownProblem("Печатать некого: сначала укажите, кого ознакомить с документом.")
    people = [row.person for row in rows]
    if kind == "order":
        with workspace.read() as session:
            heading = session.get_one(Order, object_id).heading
        return acknowledgement_sheet(workspace, (f"с приказом «{heading}»",), people, order_id=object_id).document
    with workspace.read() as session:
        paper = session.get(RegisteredPaper, object_id)
        if paper is None:
            raise NotFound("Этого документа в реестре уже нет. Обновите список.")
        number = f" № {paper.number}" if paper.number else ""
        date = f" от {paper.date:%d.%m.%Y}" if paper.date else ""
        words = f"с документом «{paper.heading}»{date}{number}"
    return acknowledgement_sheet(workspace, (words,), people).document


def _named(session: Session, kind: ObjectKind, object_id: int) -> tuple[Sequence[int], dt.date | None]:
    """People whom a paper concerns, and its date."""
    if kind == "order":
        order = session.get(Order, object_id)
        if order is None:
            raise NotFound("Этого приказа в реестре нет. Обновите список.")
        data = OrderData.from_dict(order.snapshot)
        return [one.id for one in data.acknowledgement if one.id is not None], order.date
    paper = session.get(RegisteredPaper, object_id)
    if paper is None or paper.deleted_at is not None:
        raise NotFound("Этого документа в реестре уже нет. Обновите список.")
    people = [] if paper.person_id is None else [paper.person_id]
    if paper.pair_id is not None:
        pair = session.get_one(Pair, paper.pair_id)
        mentees = session.scalars(select(PairMentee.mentee_id).where(PairMentee.pair_id == pair.id))
        people += [pair.mentor_id, *mentees]
    return people, paper.date


def _present(session: Session, kind: ObjectKind, object_id: int) -> dict[int, Acknowledgement]:
    query = select(Acknowledgement).where(Acknowledgement.object_kind == kind, Acknowledgement.object_id == object_id)
    return {one.person_id: one for one in session.scalars(query)}


def _row(one: Acknowledgement, name: str, today: dt.date) -> AcknowledgementRow:
    return AcknowledgementRow(
        id=one.id,
        object_kind=one.object_kind,  # type: ignore[arg-type]  # a closed list
        object_id=one.object_id,
        person=one.person_id,
        person_name=name,
        due=one.due,
        acquainted_on=one.acquainted_on,
        overdue=one.acquainted_on is None and one.due is not None and one.due < today,
    )
