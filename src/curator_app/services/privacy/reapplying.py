"""A restored copy brings back people whose data have been destroyed since it was made: they go out again at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from curator_app.models import Action, Change, Erasure, Person
from curator_app.services.privacy import erasing
from curator_app.services.privacy.erasing import ErasureRow
from curator_app.services.workspace import Workspace


def reapply_erasures(workspace: Workspace, erasures: Sequence[ErasureRow]) -> int:
    """Does again, in a base just restored, the ``erasures`` of the base it replaced (``erasing.list_erasures`` read
    before). Their lines come into its register; numbers of erased people are never given to others.

    Returns how many people were taken out again. A person of a running pair is depersonalised, whatever was done then.
    """
    known = {(one.person, one.at, one.kind) for one in erasing.list_erasures(workspace)}
    missing = [one for one in sorted(erasures, key=lambda one: one.id) if (one.person, one.at, one.kind) not in known]
    if not missing:
        return 0
    files: list[str] = []
    with workspace.action("Повторно удалены персональные данные после восстановления копии", undoable=False) as session:
        asked: dict[int, tuple[Person, str]] = {}
        for one in missing:
            person = session.get(Person, one.person)
            if person is not None and person.depersonalised_on is None and not _newcomer(session, one):
                asked[person.id] = (person, one.kind)
        erasing.erase_again(session, list(asked.values()), files, workspace.clock.today())
        for one in missing:
            session.add(
                Erasure(
                    at=one.at,
                    kind=one.kind,
                    person_id=one.person,
                    act_number=one.act_number,
                    reason=one.reason,
                    basis=one.basis,
                    categories=list(one.categories),
                    counts=dict(one.counts),
                )
            )
            session.flush()
        _never_again(session.connection(), max(one.person for one in missing))
    erasing.finish(workspace, files)
    return len(asked)


def _newcomer(session: Session, one: ErasureRow) -> bool:
    """Whether the number was given to somebody else after the erasure (a base that went on from an old copy)."""
    query = (
        select(Action.at)
        .join(Change, Change.action_id == Action.id)
        .where(Change.table_name == "person", Change.row_id == one.person, Change.before.is_(None))
        .order_by(Change.id.desc())
        .limit(1)
    )
    entered: dt.datetime | None = session.scalar(query)
    return entered is not None and entered > one.at


def _never_again(connection: Connection, number: int) -> None:
    connection.exec_driver_sql("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'person'", (number,))
