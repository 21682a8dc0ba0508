"""What may be done with the people chosen in a table: archive and back, delete to the bin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from curator_app.services import bin as recycle_bin
from curator_app.services import people
from curator_app.services.rows import PersonRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.page import PageHost

_BASES: dict[str, str] = {"mentor": "из базы наставников", "mentee": "из базы наставляемых"}


def named(rows: Sequence[PersonRow]) -> str:
    """«Иванова М.П.» or «3 человека»."""
    if len(rows) == 1:
        return rows[0].name.surname_initials
    return counted(len(rows), "человек", "человека", "человек")


def all_archived(rows: Sequence[PersonRow]) -> bool:
    """Whether «из архива» is meant."""
    return bool(rows) and all(row.archived for row in rows)


def archive(host: PageHost, workspace: Workspace, rows: Sequence[PersonRow]) -> None:
    """Moves the people to the archive, or back when all of them are there; the toast undoes. Raises NotFound."""
    back = all_archived(rows)
    moved = [row for row in rows if row.archived == back]
    if moved:
        people.set_archived(workspace, [row.id for row in moved], archived=not back)
        host.changed(None, f"{'Возвращено из архива' if back else 'Убрано в архив'}: {named(moved)}")


def delete(host: PageHost, workspace: Workspace, role: Literal["mentor", "mentee"], rows: Sequence[PersonRow]) -> None:
    """Puts the role of the people into the bin (they stay in the base of people); the toast undoes.

    Raises KnownProblem naming the first who has a running pair.
    """
    if rows:
        recycle_bin.delete(workspace, role, [row.id for row in rows])
        host.changed(None, f"Удалено {_BASES[role]}: {named(rows)}")
