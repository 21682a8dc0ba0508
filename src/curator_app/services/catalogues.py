"""Lists the school may edit: areas, forms, kinds, role models, directions, posts, subjects."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import Catalogue
from curator_app.models import CatalogueEntry
from curator_app.runtime.errors import NotFound
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class CatalogueRow:
    """One line of a list. ``code`` is set where the program itself relies on it."""

    id: int
    catalogue: str
    code: str | None
    title: str
    hidden: bool


def list_catalogue(workspace: Workspace, catalogue: Catalogue, *, hidden: bool = False) -> list[CatalogueRow]:
    """Lines of one list in the school's order; hidden ones only when asked."""
    with workspace.read() as session:
        query = (
            select(CatalogueEntry)
            .where(CatalogueEntry.catalogue == catalogue.value)
            .order_by(CatalogueEntry.sort, CatalogueEntry.id)
        )
        if not hidden:
            query = query.where(CatalogueEntry.hidden.is_(False))
        return [
            CatalogueRow(id=one.id, catalogue=one.catalogue, code=one.code, title=one.title, hidden=one.hidden)
            for one in session.scalars(query)
        ]


def add_entry(workspace: Workspace, catalogue: Catalogue, title: str) -> int:
    """Adds a line. Raises InvalidInput for an empty or repeated one."""
    checker = Checker()
    cleaned = checker.text("title", title, required=True)
    if cleaned is not None:
        with workspace.read() as session:
            if _find(session, catalogue, cleaned) is not None:
                checker.fail("title", f"«{cleaned}» уже есть в списке.")
    checker.done()
    assert cleaned is not None
    with workspace.action(f"В список добавлено: «{cleaned}»") as session:
        return _append(session, catalogue, cleaned).id


def rename_entry(workspace: Workspace, entry_id: int, title: str) -> None:
    """Renames a line; what was already written in cards stays as written. Raises InvalidInput, NotFound."""
    checker = Checker()
    cleaned = checker.text("title", title, required=True)
    if cleaned is not None:
        with workspace.read() as session:
            entry = _require(session, entry_id)
            other = _find(session, Catalogue(entry.catalogue), cleaned)
            if other is not None and other.id != entry_id:
                checker.fail("title", f"«{cleaned}» уже есть в списке.")
    checker.done()
    with workspace.action(f"В списке изменено: «{cleaned}»") as session:
        _require(session, entry_id).title = cleaned or ""


def set_hidden(workspace: Workspace, entry_id: int, *, hidden: bool) -> None:
    """Hides a line from choice or shows it again."""
    with workspace.action("Список: строка скрыта" if hidden else "Список: строка возвращена") as session:
        _require(session, entry_id).hidden = hidden


def move_entry(workspace: Workspace, entry_id: int, step: int) -> None:
    """Moves a line up (-1) or down (+1) in its list."""
    with workspace.action("Изменён порядок списка") as session:
        entry = _require(session, entry_id)
        entries = list(
            session.scalars(
                select(CatalogueEntry)
                .where(CatalogueEntry.catalogue == entry.catalogue)
                .order_by(CatalogueEntry.sort, CatalogueEntry.id)
            )
        )
        place = entries.index(entry)
        entries.insert(max(0, place + step), entries.pop(place))
        for sort, one in enumerate(entries):
            if one.sort != sort:
                one.sort = sort


def area_titles(session: Session) -> dict[str, str]:
    """{code or title: title} of all areas."""
    query = select(CatalogueEntry).where(CatalogueEntry.catalogue == Catalogue.AREA.value)
    return {one.code or one.title: one.title for one in session.scalars(query)}


def area_code(session: Session, area: str) -> str:
    """The stable code of an area told by code or title; an unknown one becomes the school's own area."""
    area = area.strip()
    query = select(CatalogueEntry).where(CatalogueEntry.catalogue == Catalogue.AREA.value)
    for one in session.scalars(query):
        if area == one.code or area.casefold() == one.title.casefold():
            return one.code or one.title
    return _append(session, Catalogue.AREA, area).title


def _append(session: Session, catalogue: Catalogue, title: str) -> CatalogueEntry:
    last = session.scalar(select(func.max(CatalogueEntry.sort)).where(CatalogueEntry.catalogue == catalogue.value))
    entry = CatalogueEntry(catalogue=catalogue.value, title=title, sort=0 if last is None else last + 1)
    session.add(entry)
    session.flush()
    return entry


def _find(session: Session, catalogue: Catalogue, title: str) -> CatalogueEntry | None:
    query = select(CatalogueEntry).where(CatalogueEntry.catalogue == catalogue.value)
    return next((one for one in session.scalars(query) if one.title.casefold() == title.casefold()), None)


def _require(session: Session, entry_id: int) -> CatalogueEntry:
    entry = session.get(CatalogueEntry, entry_id)
    if entry is None:
        raise NotFound("Этой строки списка уже нет. Обновите список.")
    return entry
