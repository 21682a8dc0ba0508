"""The recycle bin: deleting puts aside, restoring brings back, emptying takes the rows out of their tables.

The journal keeps what they said, so that an emptying can be undone as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, cast

from sqlalchemy import CompoundSelect, exists, literal, select, union_all
from sqlalchemy.orm import Session, selectinload

from curator_app.models import (
    AcademicYear,
    Activity,
    ActivityParticipant,
    Agreement,
    Attachment,
    Contest,
    Incentive,
    LessonVisit,
    Meeting,
    Mentee,
    Mentor,
    OrderDraftRecord,
    OrderPair,
    Pair,
    PairMentee,
    Person,
    Practice,
    Publication,
    RegisteredPaper,
    Reply,
    Request,
    Roadmap,
    Route,
    School,
)
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import pair_facts, people
from curator_app.services.backups import making
from curator_app.services.rows import BinRow
from curator_app.services.terms import marks
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import code_label
from curator_app.texts.monitoring_words import INCENTIVE

Kind = Literal[
    "person",
    "mentor",
    "mentee",
    "request",
    "pair",
    "roadmap",
    "activity",
    "route",
    "meeting",
    "lesson_visit",
    "contest",
    "publication",
    "practice",
    "incentive",
    "agreement",
    "order_draft",
    "paper",
    "attachment",
]

_Outcome = Contest | Publication | Practice | Incentive | Agreement
_Register = OrderDraftRecord | RegisteredPaper | Attachment
_Alone = Roadmap | Activity | Route | Meeting | LessonVisit | _Outcome | _Register
"""Records that may be put aside whenever one wishes."""
_Record = Person | Mentor | Mentee | Request | Pair | _Alone
_CLASSES: dict[Kind, type[_Record]] = {
    "person": Person,
    "mentor": Mentor,
    "mentee": Mentee,
    "request": Request,
    "pair": Pair,
    "roadmap": Roadmap,
    "activity": Activity,
    "route": Route,
    "meeting": Meeting,
    "lesson_visit": LessonVisit,
    "contest": Contest,
    "publication": Publication,
    "practice": Practice,
    "incentive": Incentive,
    "agreement": Agreement,
    "order_draft": OrderDraftRecord,
    "paper": RegisteredPaper,
    "attachment": Attachment,
}
KIND_LABELS: dict[Kind, str] = {
    "person": "человек",
    "mentor": "наставник",
    "mentee": "наставляемый",
    "request": "запрос",
    "pair": "пара или группа",
    "roadmap": "дорожная карта",
    "activity": "мероприятие",
    "route": "маршрут (ИОМ)",
    "meeting": "встреча",
    "lesson_visit": "посещение урока",
    "contest": "конкурс",
    "publication": "публикация",
    "practice": "практика",
    "incentive": "поощрение",
    "agreement": "соглашение",
    "order_draft": "проект приказа",
    "paper": "документ реестра",
    "attachment": "скан или файл",
}


def _get(session: Session, kind: Kind, record_id: int) -> _Record:
    record = cast("_Record | None", session.get(_CLASSES[kind], record_id))
    if record is None:
        raise NotFound("Этой записи уже нет. Обновите список.")
    return record


def _title(session: Session, kind: Kind, record: _Record) -> str:
    if isinstance(record, Pair):
        mentor = session.get_one(Person, record.mentor_id)
        names = [people.title_of(session.get_one(Person, one.mentee_id)) for one in record.members]
        return f"{people.title_of(mentor)} — {', '.join(names)}"
    if isinstance(record, Request):
        return f"{people.title_of(session.get_one(Person, record.mentee_id))}: {record.wording[:60]}"
    if isinstance(record, Roadmap):
        return f"Дорожная карта на {session.get_one(AcademicYear, record.academic_year_id).label}"
    if isinstance(record, Activity | Contest | Publication | Practice):
        return f"{record.title} ({record.date:%d.%m.%Y})"
    if isinstance(record, OrderDraftRecord | RegisteredPaper):
        return record.heading if record.number is None else f"{record.heading} (№ {record.number})"
    if isinstance(record, Attachment):
        return record.title
    if isinstance(record, Agreement):
        return f"{record.partner} ({record.date:%d.%m.%Y})"
    if isinstance(record, Incentive):
        whose = people.title_of(session.get_one(Person, record.person_id))
        return f"{whose}: {code_label(record.kind, INCENTIVE)} {record.date:%d.%m.%Y}"
    if isinstance(record, Route):
        whose = people.title_of(session.get_one(Person, record.mentee_id))
        return f"{whose}: маршрут с {record.start_date:%d.%m.%Y}"
    if isinstance(record, Meeting | LessonVisit):
        what = "встреча" if isinstance(record, Meeting) else "посещение урока"
        return f"{_title(session, 'pair', session.get_one(Pair, record.pair_id))}: {what} {record.date:%d.%m.%Y}"
    del kind
    return people.title_of(record if isinstance(record, Person) else session.get_one(Person, record.id))


def obstacle(session: Session, kind: Kind, record: _Record) -> str | None:
    """Why the record can't go to the bin now."""
    if isinstance(record, Pair):
        ordered = session.scalar(select(OrderPair.id).where(OrderPair.pair_id == record.id))
        if ordered is not None:
            return "по ней издан приказ; завершите её или отмените приказ другим приказом"
        return None
    if isinstance(record, Request | _Alone):
        return None
    busy = select(Pair.id).join(PairMentee, PairMentee.pair_id == Pair.id)
    as_mentor, as_mentee = Pair.mentor_id == record.id, PairMentee.mentee_id == record.id
    role = {"mentor": as_mentor, "mentee": as_mentee}.get(kind, as_mentor | as_mentee)
    if session.scalar(busy.where(Pair.deleted_at.is_(None), pair_facts.not_ended(), role)) is not None:
        return "есть действующая пара; сначала завершите или удалите её"
    if kind == "person":
        school = session.get_one(School, 1)
        if record.id in {school.director_id, school.curator_id}:
            return "это директор или куратор школы; сначала укажите другого в настройках"
    return None


def delete(workspace: Workspace, kind: Kind, record_ids: Sequence[int]) -> None:
    """Puts records into the recycle bin. Raises KnownProblem naming the first that can't go."""
    with workspace.read() as session:
        titles = []
        for record_id in record_ids:
            record = _get(session, kind, record_id)
            title = _title(session, kind, record)
            if (reason := obstacle(session, kind, record)) is not None:
                raise KnownProblem(f"«{title}» удалить нельзя: {reason}.")
            titles.append(title)
    what = titles[0] if len(titles) == 1 else counted(len(titles), "запись", "записи", "записей")
    making.before_deletion(workspace, len(record_ids))
    with workspace.action(f"Удалено: {what}") as session:
        for record_id in record_ids:
            _get(session, kind, record_id).deleted_at = workspace.clock.now()


def restore(workspace: Workspace, kind: Kind, record_id: int) -> None:
    """Brings a record back; a role brings its person along."""
    restore_many(workspace, [(kind, record_id)])


def restore_many(workspace: Workspace, records: Sequence[tuple[Kind, int]]) -> None:
    """Brings records back in one action. Raises NotFound."""
    with workspace.action(f"Возвращено из корзины{_how_many(records)}") as session:
        for kind, record_id in records:
            _restore(session, _get(session, kind, record_id))


def _how_many(records: Sequence[object]) -> str:
    return "" if len(records) == 1 else f": {counted(len(records), 'запись', 'записи', 'записей')}"


def _restore(session: Session, record: _Record) -> None:
    if isinstance(record, Roadmap):
        same = select(Roadmap.id).where(
            Roadmap.academic_year_id == record.academic_year_id, Roadmap.deleted_at.is_(None)
        )
        if session.scalar(same) is not None:
            raise KnownProblem("На этот учебный год дорожная карта уже есть. Сначала удалите её в корзину.")
    record.deleted_at = None
    owner = record.id if isinstance(record, Mentor | Mentee) else None
    owner = record.mentee_id if isinstance(record, Request | Route) else owner
    if owner is not None:
        session.get_one(Person, owner).deleted_at = None
    if isinstance(record, Request | Route):
        session.get_one(Mentee, record.mentee_id).deleted_at = None
    if isinstance(record, Incentive):
        session.get_one(Person, record.person_id).deleted_at = None
    if isinstance(record, Meeting | LessonVisit):
        _restore(session, session.get_one(Pair, record.pair_id))
    if isinstance(record, Pair):
        session.get_one(Mentor, record.mentor_id).deleted_at = None
        for member in record.members:
            session.get_one(Mentee, member.mentee_id).deleted_at = None
        for person_id in (record.mentor_id, *(one.mentee_id for one in record.members)):
            session.get_one(Person, person_id).deleted_at = None


def list_bin(workspace: Workspace) -> list[BinRow]:
    """What lies in the bin, the latest first. A query for every kind that is there, not for every record."""
    with workspace.read() as session:
        found: list[tuple[Kind, _Record]] = []
        for kind in _kinds_there(session):
            mapped = _CLASSES[kind]
            lying: Iterable[_Record] = session.scalars(select(mapped).where(mapped.deleted_at.is_not(None)))
            for record in lying:
                found.append((kind, record))  # noqa: PERF401 — mypy forgets the type of records in an expression
        named = _named(session, [record for _kind, record in found])
        rows = [
            BinRow(kind=kind, id=record.id, title=_title(session, kind, record), deleted_at=record.deleted_at)
            for kind, record in found
            if record.deleted_at is not None
        ]
        del named
    return sorted(rows, key=lambda row: row.deleted_at, reverse=True)


@cache
def _query_of_kinds() -> CompoundSelect[str]:
    """Made once: putting eighteen small queries together takes longer than asking them."""
    return union_all(
        *(
            select(literal(kind)).where(exists().where(mapped.deleted_at.is_not(None)))
            for kind, mapped in _CLASSES.items()
        )
    )


def _kinds_there(session: Session) -> list[Kind]:
    """The kinds that have something in the bin, in their order; one query."""
    found = set(session.scalars(_query_of_kinds()))
    return [kind for kind in _CLASSES if kind in found]


def _named(session: Session, records: Sequence[_Record]) -> list[object]:
    """Everything titles of the records are made of; the session has it as long as the list is held."""
    ids = {record.pair_id for record in records if isinstance(record, Meeting | LessonVisit)}
    ids |= {record.id for record in records if isinstance(record, Pair)}
    pairs = session.scalars(select(Pair).where(Pair.id.in_(ids)).options(selectinload(Pair.members))).all()
    people_ids = {pair.mentor_id for pair in pairs} | {member.mentee_id for pair in pairs for member in pair.members}
    for record in records:
        match record:
            case Mentor() | Mentee():
                people_ids.add(record.id)
            case Request() | Route():
                people_ids.add(record.mentee_id)
            case Incentive():
                people_ids.add(record.person_id)
    named: list[object] = [*pairs, *session.scalars(select(AcademicYear))]
    return [*named, *session.scalars(select(Person).where(Person.id.in_(people_ids)))]


def erase(workspace: Workspace, kind: Kind, record_id: int) -> None:
    """Erases a record in the bin for good (still undoable from the journal). Raises KnownProblem when orders or
    replies of closed periods rest on it."""
    erase_many(workspace, [(kind, record_id)])


def erase_many(workspace: Workspace, records: Sequence[tuple[Kind, int]]) -> None:
    """Erases records in one action, all or none; what leans on another record goes first. Raises KnownProblem."""
    leaning_first = sorted(records, key=lambda one: list(_CLASSES).index(one[0]), reverse=True)
    making.before_deletion(workspace, len(records))
    with workspace.action(f"Стёрто из корзины{_how_many(records)}") as session:
        for kind, record_id in leaning_first:
            if (record := session.get(_CLASSES[kind], record_id)) is not None:
                _erase(session, kind, cast("_Record", record))
                session.flush()
            elif len(records) == 1:
                _get(session, kind, record_id)


def _erase(session: Session, kind: Kind, record: _Record) -> None:
    if record.deleted_at is None:
        raise KnownProblem("Сначала удалите запись в корзину.")
    if _rests_on(session, kind, record):
        raise KnownProblem(
            f"«{_title(session, kind, record)}» стереть нельзя: на записи держатся пары, приказы, маршруты, встречи, "
            "ответы или практики. Она останется в корзине и нигде не видна."
        )
    marks.forget(session, kind, record.id)
    session.delete(record)


def _rests_on(session: Session, kind: Kind, record: _Record) -> bool:
    if isinstance(record, Route):
        return session.scalar(select(Practice.id).where(Practice.route_id == record.id)) is not None
    if isinstance(record, _Alone):
        return False
    if isinstance(record, Request):
        return session.scalar(select(Pair.id).where(Pair.request_id == record.id)) is not None
    if isinstance(record, Pair):
        leaning = (
            select(OrderPair.id).where(OrderPair.pair_id == record.id),
            select(Route.id).where(Route.pair_id == record.id),
            select(Meeting.id).where(Meeting.pair_id == record.id),
            select(LessonVisit.id).where(LessonVisit.pair_id == record.id),
            select(Contest.id).where(Contest.pair_id == record.id),
            select(Publication.id).where(Publication.pair_id == record.id),
        )
        return any(session.scalar(one) is not None for one in leaning)
    in_routes = select(Route.id).where(Route.mentee_id == record.id)
    if kind in ("person", "mentee") and session.scalar(in_routes) is not None:
        return True
    in_pairs = session.scalar(
        select(PairMentee.id).where((PairMentee.mentor_id == record.id) | (PairMentee.mentee_id == record.id))
    )
    of_a_person = (
        select(Reply.id).where(Reply.respondent_id == record.id),
        select(ActivityParticipant.id).where(ActivityParticipant.person_id == record.id),
    )
    told_of = kind == "person" and any(session.scalar(one) is not None for one in of_a_person)
    return in_pairs is not None or told_of
