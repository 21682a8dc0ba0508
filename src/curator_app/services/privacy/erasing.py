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

from curator_app.domain.codes import ErasureKind
from curator_app.domain.names import PersonName
from curator_app.models import (
    Attachment,
    Change,
    Erasure,
    Person,
    School,
)
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.runtime.progress import Progress
from curator_app.services import attachments
from curator_app.services import bin as recycle_bin
from curator_app.services.privacy import holdings, wiping
from curator_app.services.privacy.mentions import Decisions, Mention, other_texts
from curator_app.services.privacy.nameless import designation, kept_papers, nameless_card
from curator_app.services.privacy.own_marks import marks_of_many
from curator_app.services.validation import LINE_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.storage import shelf, triggers
from curator_app.storage.journal import row_values

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
    mentions: tuple[Mention, ...]
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
    return preview_many(workspace, [person_id])[0]


def preview_many(
    workspace: Workspace, person_ids: Sequence[int], progress: Progress | None = None
) -> list[ErasurePreview]:
    """The same of several people who go together; the base is gone through once. Raises NotFound, Cancelled."""
    told = progress or Progress()
    backups = len(shelf.paths(workspace.folder))
    with workspace.read() as session:
        connection = session.connection()
        people = [_require(session, one) for one in person_ids]
        marks = marks_of_many(session, people)
        held = []
        for number, person in enumerate(people):
            told.step(number, len(people), "Собирается, что хранится о каждом…")
            held.append(holdings.gather(connection, person.id))
        mentions = other_texts(connection, list(zip(held, marks, strict=True)), told)
        papers = kept_papers(session, person_ids, marks)
        return [
            ErasurePreview(
                person=person.id,
                name=PersonName(person.surname, person.first_name, person.patronymic).full,
                designation=designation(person),
                obstacle=_obstacle(session, person),
                destroyable=_destroyable(connection, own, person.id),
                categories=holdings.counts(own),
                papers=tuple(kept),
                mentions=tuple(named),
                namesakes=1 if known.shared else 0,
                backups=backups,
            )
            for person, own, known, named, kept in zip(people, held, marks, mentions, papers, strict=True)
        ]


def erase(workspace: Workspace, command: ErasureCommand) -> int:
    """Destroys or depersonalises one person; returns the number in the register of erasures. See ``erase_many``."""
    return erase_many(workspace, [command])[0]


def erase_many(workspace: Workspace, commands: Sequence[ErasureCommand], progress: Progress | None = None) -> list[int]:
    """Several people, all or none, under one act; then the file is made anew so that no trace is left in it.

    Never undone. Raises InvalidInput, NotFound, KnownProblem: a running pair, the director or curator, a card that
    counts rest on (it can only be depersonalised); Cancelled; Unfinished when the data are gone, but a trace on the
    disk is left.
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
        people = [_require(session, command.person) for command in commands]
        for person in people:
            if obstacle := _obstacle(session, person):
                raise KnownProblem(f"Сейчас нельзя: {obstacle}.")
        asked = [replace(one, kind=kind) for one, kind in zip(commands, kinds, strict=True) if kind is not None]
        erased = _erase(session, people, asked, files, now.date(), progress or Progress())
        for command, reason, basis, (what, counts) in zip(asked, reasons, bases, erased, strict=True):
            assert reason is not None
            row = Erasure(
                at=now,
                kind=command.kind,
                person_id=command.person,
                act_number=act,
                # The register stays for good: «отзыв Ивановой» would be the name again.
                reason=what.everywhere(reason),
                basis=basis and what.everywhere(basis),
                categories=list(holdings.counts(what.held)),
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


def erase_again(session: Session, asked: Sequence[tuple[Person, str]], files: list[str], today: dt.date) -> None:
    """Inside the caller's action, whatever stands in the way: what can't be destroyed is depersonalised. ``asked``:
    people and codes of ErasureKind."""
    school = session.get_one(School, 1)
    connection = session.connection()
    commands = []
    for person, kind in asked:
        kept = person.id in {school.director_id, school.curator_id}
        if kept or not _destroyable(connection, holdings.gather(connection, person.id), person.id):
            kind = ErasureKind.DEPERSONALISED.value
        commands.append(ErasureCommand(person=person.id, kind=kind, reason=""))
    _erase(session, [person for person, _kind in asked], commands, files, today, Progress())


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


def name_of(workspace: Workspace, person_id: int) -> str:
    """Surname, first name, patronymic: for the deed, which is made when they are gone. Raises NotFound."""
    with workspace.read() as session:
        person = _require(session, person_id)
        return PersonName(person.surname, person.first_name, person.patronymic).full


def _erase(
    session: Session,
    people: Sequence[Person],
    commands: Sequence[ErasureCommand],
    files: list[str],
    today: dt.date,
    progress: Progress,
) -> list[tuple[wiping.Wipe, dict[str, int]]]:
    """What was done for every person, and how much of each kind went."""
    connection = session.connection()
    past, options = holdings.past_of(connection), wiping.options_of(connection)
    wipes: list[wiping.Wipe] = []
    for person, command, marks in zip(people, commands, marks_of_many(session, people), strict=True):
        destroy = command.kind == ErasureKind.DESTROYED.value
        held = holdings.gather(connection, person.id, past)
        if destroy and not _destroyable(connection, held, person.id):
            raise KnownProblem(
                "Уничтожить карточку целиком нельзя: на ней держатся пары, маршруты, встречи или ответы прошлых "
                "периодов. Обезличьте её: имя и сведения исчезнут, а числа в отчётах сохранятся."
            )
        files += _files_of(session, held)
        wipes.append(
            wiping.Wipe(
                person=person.id,
                destroy=destroy,
                card=nameless_card(session, person, today),
                name=_GONE if destroy else designation(person),
                marks=marks,
                held=held,
                decisions=Decisions.read(connection, marks, command.leave, command.take),
                options=options,
            )
        )
    session.expunge_all()
    with triggers.closed_years_opened(connection):
        for what in wipes:
            wiping.wipe_rows(connection, what)
        wiping.wipe_texts(connection, wipes, progress)
    emptied = wiping.wipe_journal(connection, wipes, progress)
    wiping.wipe_imports(connection, wipes)
    counts = [holdings.counts(what.held) for what in wipes]
    told = ({**one, "журнал изменений": number} for one, number in zip(counts, emptied, strict=True))
    return list(zip(wipes, told, strict=True))


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
