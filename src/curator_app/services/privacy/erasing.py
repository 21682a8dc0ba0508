"""Destroying or depersonalising what the base knows of somebody (152-ФЗ ст. 21): seen first, done once, for good.

Orders, signed papers and snapshots of monitoring stay: they are papers of the school (125-ФЗ). Counts of closed periods
stay: whoever they rest on is kept nameless.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import ErasureKind, PersonKind
from curator_app.domain.names import PersonName
from curator_app.models import (
    Attachment,
    Change,
    Erasure,
    Order,
    OrderPair,
    PairMentee,
    Person,
    RegisteredPaper,
    School,
)
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import attachments
from curator_app.services import bin as recycle_bin
from curator_app.services.privacy import holdings, wiping
from curator_app.services.privacy.marks import Marks
from curator_app.services.privacy.own_marks import marks_of
from curator_app.services.validation import LINE_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.storage import shelf, triggers
from curator_app.storage.journal import row_values
from curator_app.storage.plain_rows import Row

DESIGNATION = {
    PersonKind.STAFF.value: "Сотрудник",
    PersonKind.PUPIL.value: "Обучающийся",
    PersonKind.EXTERNAL.value: "Участник",
}
_GONE = "[имя удалено]"


class Unfinished(KnownProblem):
    """The data are out of the base; what a person has to do yet is said. ``made``: numbers in the register."""

    made: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ErasurePreview:
    """What an erasure would do. ``obstacle``: why not now («» when it may); ``destroyable``: nothing that is counted
    rests on the card, so that it may go whole; ``papers``: orders and signed papers that stay with the name."""

    person: int
    name: str
    designation: str
    obstacle: str
    destroyable: bool
    categories: dict[str, int]
    papers: tuple[str, ...]
    mentions: tuple[wiping.Mention, ...]
    namesakes: int
    backups: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ErasureCommand:
    """``kind``: code of ErasureKind; ``reason``: why («отзыв согласия от 01.10.2026»); ``basis``: the norm;
    ``leave``: keys of mentions that speak of somebody else; ``take``: of doubtful ones that speak of this person."""

    person: int
    kind: str
    reason: str
    basis: str | None = None
    act_number: str | None = None
    leave: frozenset[str] = frozenset()
    take: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class ErasureRow:
    """A line of the register of erasures: numbers only, never a name."""

    id: int
    at: dt.datetime
    kind: str
    person: int
    act_number: str | None
    reason: str
    basis: str | None
    categories: tuple[str, ...]
    counts: dict[str, int]


def preview_erasure(workspace: Workspace, person_id: int) -> ErasurePreview:
    """What is held of the person and what would become of it. Raises NotFound."""
    with workspace.read() as session:
        person = _require(session, person_id)
        connection = session.connection()
        held = holdings.gather(connection, person_id)
        marks = marks_of(session, person)
        return ErasurePreview(
            person=person_id,
            name=PersonName(person.surname, person.first_name, person.patronymic).full,
            designation=designation(person),
            obstacle=_obstacle(session, person),
            destroyable=_destroyable(connection, held, person_id),
            categories=holdings.counts(held),
            papers=tuple(_papers(session, person_id, marks)),
            mentions=tuple(wiping.other_texts(connection, held, marks)),
            namesakes=1 if marks.shared else 0,
            backups=len(shelf.paths(workspace.folder)),
        )


def erase(workspace: Workspace, command: ErasureCommand) -> int:
    """Destroys or depersonalises one person; returns the number in the register of erasures. See ``erase_many``."""
    return erase_many(workspace, [command])[0]


def erase_many(workspace: Workspace, commands: Sequence[ErasureCommand]) -> list[int]:
    """Several people, all or none, under one act; then the file is made anew so that no trace is left in it.

    Never undone. Raises InvalidInput, NotFound, KnownProblem: a running pair, the director or curator, a card that
    counts rest on (it can only be depersonalised); Unfinished when the data are gone, but a trace on the disk is left.
    """
    if not commands:
        raise KnownProblem("Никто не выбран. Отметьте хотя бы одного человека.")
    checker = Checker()
    reasons = [checker.text("reason", one.reason, limit=LINE_LIMIT, required=True) for one in commands]
    bases = [checker.text("basis", one.basis, limit=LINE_LIMIT) for one in commands]
    number = checker.text("number", commands[0].act_number, limit=40)
    kinds = [checker.code("kind", one.kind, ErasureKind, required=True) for one in commands]
    checker.done()
    now = workspace.clock.now()
    made: list[int] = []
    title = (
        "Уничтожены персональные данные"
        if kinds[0] == ErasureKind.DESTROYED.value
        else "Обезличены персональные данные"
    )
    numbers = ", ".join(str(one.person) for one in commands[:5]) + (" и др." if len(commands) > 5 else "")
    files: list[str] = []
    with workspace.action(f"{title}: запись № {numbers}", undoable=False) as session:
        act = number or _next_act(session, now)
        for command, kind, reason, basis in zip(commands, kinds, reasons, bases, strict=True):
            person = _require(session, command.person)
            assert kind is not None
            assert reason is not None
            if obstacle := _obstacle(session, person):
                raise KnownProblem(f"Сейчас нельзя: {obstacle}.")
            categories, counts = _erase(session, person, replace(command, kind=kind), files, now.date())
            row = Erasure(
                at=now,
                kind=kind,
                person_id=command.person,
                act_number=act,
                reason=reason,
                basis=basis,
                categories=categories,
                counts=counts,
            )
            session.add(row)
            session.flush()
            made.append(row.id)
    try:
        finish(workspace, files)
    except Unfinished as problem:
        problem.made = tuple(made)
        raise
    return made


def erase_again(session: Session, person: Person, kind: str, files: list[str], today: dt.date) -> None:
    """Inside the caller's action, whatever stands in the way: what can't be destroyed is depersonalised."""
    held = holdings.gather(session.connection(), person.id)
    if not _destroyable(session.connection(), held, person.id):
        kind = ErasureKind.DEPERSONALISED.value
    school = session.get_one(School, 1)
    if person.id in {school.director_id, school.curator_id}:
        kind = ErasureKind.DEPERSONALISED.value
    _erase(session, person, ErasureCommand(person=person.id, kind=kind, reason=""), files, today)


def finish(workspace: Workspace, files: Sequence[str]) -> None:
    """After the commit: attached files go, the file of the base is made anew. Raises Unfinished."""
    left = attachments.remove_unused(workspace, files)
    try:
        workspace.compact()
    except KnownProblem as problem:
        raise Unfinished(
            "Данные из базы удалены, но файл базы не удалось переписать начисто (возможно, мало места на диске). "
            "Освободите место и выполните проверку базы."
        ) from problem
    if left:
        raise Unfinished(
            f"Данные из базы удалены, но файл «{left[0]}» занят другой программой. Закройте её и удалите файл из папки "
            f"«{workspace.folder.root}» сами."
        )


def list_erasures(workspace: Workspace) -> list[ErasureRow]:
    """The register of erasures, the latest first."""
    with workspace.read() as session:
        query = select(Erasure).order_by(Erasure.at.desc(), Erasure.id.desc())
        return [row_of(one) for one in session.scalars(query)]


def row_of(one: Erasure) -> ErasureRow:
    """A line of the register."""
    return ErasureRow(
        id=one.id,
        at=one.at,
        kind=one.kind,
        person=one.person_id,
        act_number=one.act_number,
        reason=one.reason,
        basis=one.basis,
        categories=tuple(one.categories),
        counts={key: int(value) for key, value in one.counts.items()},
    )


def designation(person: Person) -> str:
    """«Сотрудник № 17»: what stands for the name afterwards."""
    return f"{DESIGNATION.get(person.kind, 'Участник')} № {person.id}"


def _erase(
    session: Session, person: Person, command: ErasureCommand, files: list[str], today: dt.date
) -> tuple[list[str], dict[str, int]]:
    connection = session.connection()
    destroy = command.kind == ErasureKind.DESTROYED.value
    held = holdings.gather(connection, person.id, past=True)
    if destroy and not _destroyable(connection, held, person.id):
        raise KnownProblem(
            "Уничтожить карточку целиком нельзя: на ней держатся пары, маршруты, встречи или ответы прошлых периодов. "
            "Обезличьте её: имя и сведения исчезнут, а числа в отчётах сохранятся."
        )
    marks = marks_of(session, person)
    counts = holdings.counts(held)
    files += _files_of(session, held)
    what = wiping.Wipe(
        person=person.id,
        destroy=destroy,
        card=_nameless(session, person, today),
        name=_GONE if destroy else designation(person),
        marks=marks,
        left=command.leave,
        taken=command.take,
    )
    session.expunge_all()
    with triggers.closed_years_opened(connection):
        wiping.wipe_rows(connection, held, what)
        wiping.wipe_texts(connection, what)
    emptied = wiping.wipe_journal(connection, held, what)
    wiping.wipe_imports(connection, what)
    return list(counts), {**counts, "журнал изменений": emptied}


def _nameless(session: Session, person: Person, today: dt.date) -> Row:
    """The card of which only what is counted is left. Whether somebody is a young specialist is told by the birth date,
    so it is written down before the date goes."""
    school = session.get_one(School, 1)
    on = person.archived_on or today
    young = person.young_specialist
    if young is None and person.birth_date is not None:
        born = person.birth_date
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        young = False if age > school.young_max_age else None
    return {
        **dict.fromkeys(
            (
                *("patronymic", "birth_date", "position", "phone", "email", "workplace", "class_name", "building"),
                *("shift", "education", "note"),
            )
        ),
        "surname": DESIGNATION.get(person.kind, "Участник"),
        "first_name": f"№ {person.id}",
        "indeclinable": 1,
        "subjects": "[]",
        "raw": "{}",
        "young_specialist": None if young is None else int(young),
        "depersonalised_on": today.isoformat(),
        "archived_on": (person.archived_on or today).isoformat(),
    }


def _destroyable(connection: Connection, held: Sequence[holdings.Held], person_id: int) -> bool:
    visited = connection.exec_driver_sql("SELECT 1 FROM lesson_visit WHERE visitor_id = ? LIMIT 1", (person_id,))
    return visited.first() is None and not any(one.ids for one in held if one.holding.counted)


def _obstacle(session: Session, person: Person) -> str:
    if person.depersonalised_on is not None:
        return "данные этой карточки уже обезличены"
    return recycle_bin.obstacle(session, "person", person) or ""


def _require(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound(f"Человека № {person_id} в базе нет: возможно, его данные уже уничтожены. Обновите список.")
    return person


def _papers(session: Session, person_id: int, marks: Marks) -> list[str]:
    """Orders about the person's pairs or with the name in them, and signed papers."""
    own = select(OrderPair.order_id).join(PairMentee, PairMentee.pair_id == OrderPair.pair_id)
    own = own.where((PairMentee.mentor_id == person_id) | (PairMentee.mentee_id == person_id))
    linked = set(session.scalars(own))
    found = []
    for order_id, number, date, content in session.execute(
        select(Order.id, Order.number, Order.date, Order.snapshot).order_by(Order.date, Order.id)
    ):
        if order_id in linked or marks.touches(" ".join(wiping.strings(content))):
            found.append(f"приказ № {number} от {date:%d.%m.%Y}")
    query = select(RegisteredPaper.heading).where(
        RegisteredPaper.person_id == person_id, RegisteredPaper.status != "draft"
    )
    return [*found, *session.scalars(query)]


def _files_of(session: Session, held: Sequence[holdings.Held]) -> list[str]:
    """Files of the person's records, of those too that were erased from the bin and only the journal still names."""
    ids = {row_id for one in held if one.holding.table == "attachment" for row_id in one.ids | one.past}
    if not ids:
        return []
    found = set(session.scalars(select(Attachment.file_name).where(Attachment.id.in_(ids))))
    query = select(Change.before, Change.after).where(Change.table_name == "attachment", Change.row_id.in_(ids))
    found |= {str(row["file_name"]) for sides in session.execute(query) for side in sides if (row := row_values(side))}
    return sorted(found)


def _next_act(session: Session, now: dt.datetime) -> str:
    year = session.scalar(
        select(func.count(func.distinct(Erasure.act_number))).where(Erasure.at >= dt.datetime(now.year, 1, 1))
    )
    return f"{(year or 0) + 1}/{now.year}"
