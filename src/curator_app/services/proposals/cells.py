"""Three states of a cell: locked, banned, free. One click is one action."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.models import Ban, Lock, Person
from curator_app.runtime.errors import KnownProblem
from curator_app.services import mentees, mentors, people
from curator_app.services.proposals.places import no_place
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace

DEFAULT_BAN_REASON = "решение куратора"


def lock(workspace: Workspace, mentor_id: int, mentee_id: int, reason: str | None = None) -> None:
    """The pair must be; a ban of the two is lifted by the same action. Raises KnownProblem: oneself, no place."""
    cleaned = _reason(reason)
    title = _title(workspace, mentor_id, mentee_id)
    with workspace.action(f"Закреплена пара: {title}") as session:
        _clear(session, Ban, mentor_id, mentee_id)
        problem = no_place(session, mentor_id, mentee_id, workspace.clock.today())
        if problem is not None:
            raise KnownProblem(problem.replace(f"наставника № {mentor_id}", f"наставника {_short(session, mentor_id)}"))
        row = session.scalar(select(Lock).where(Lock.mentor_id == mentor_id, Lock.mentee_id == mentee_id))
        if row is None:
            session.add(Lock(mentor_id=mentor_id, mentee_id=mentee_id, reason=cleaned))
        elif cleaned is not None and row.reason != cleaned:
            row.reason = cleaned


def ban(workspace: Workspace, mentor_id: int, mentee_id: int, reason: str | None = None) -> None:
    """The pair must not be; a lock of the two is taken off by the same action. A ban has a written reason."""
    cleaned = _reason(reason) or DEFAULT_BAN_REASON
    title = _title(workspace, mentor_id, mentee_id)
    with workspace.action(f"Запрещена пара: {title}") as session:
        _clear(session, Lock, mentor_id, mentee_id)
        row = session.scalar(select(Ban).where(Ban.mentor_id == mentor_id, Ban.mentee_id == mentee_id))
        if row is None:
            session.add(Ban(mentor_id=mentor_id, mentee_id=mentee_id, reason=cleaned))
        elif reason is not None and row.reason != cleaned:
            row.reason = cleaned


def free(workspace: Workspace, mentor_id: int, mentee_id: int) -> None:
    """Neither locked nor banned."""
    with workspace.action(f"Пара свободна: {_title(workspace, mentor_id, mentee_id)}") as session:
        _clear(session, Lock, mentor_id, mentee_id)
        _clear(session, Ban, mentor_id, mentee_id)


def _reason(reason: str | None) -> str | None:
    checker = Checker()
    cleaned = checker.text("reason", reason, limit=TEXT_LIMIT, lines=True)
    checker.done()
    return cleaned


def _title(workspace: Workspace, mentor_id: int, mentee_id: int) -> str:
    """«Петрова А.С. — Иванова М.П.». Raises NotFound, KnownProblem for one and the same person."""
    if mentor_id == mentee_id:
        raise KnownProblem("Наставник и наставляемый — один и тот же человек. Выберите двух разных.")
    with workspace.read() as session:
        mentors.require(session, mentor_id)
        mentees.require(session, mentee_id)
        return f"{_short(session, mentor_id)} — {_short(session, mentee_id)}"


def _short(session: Session, person_id: int) -> str:
    return people.title_of(session.get_one(Person, person_id))


def _clear(session: Session, marks: type[Lock] | type[Ban], mentor_id: int, mentee_id: int) -> None:
    row = session.scalar(select(marks).where(marks.mentor_id == mentor_id, marks.mentee_id == mentee_id))
    if row is not None:
        session.delete(row)
        session.flush()
