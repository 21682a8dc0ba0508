"""The folder: looked through before, made into one PDF after."""

from __future__ import annotations

from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.runtime.progress import Progress
from curator_app.services import pairs, people
from curator_app.services.inspection import gaps, of_pair, of_year
from curator_app.services.inspection.of_pair import Shelf, orders_of, people_of, read_shelf, title_of
from curator_app.services.inspection.rows import Folder, FolderPart, Gap, Scope
from curator_app.services.rows import PairRow
from curator_app.services.school import get_school
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.grammar import date_long


def look(workspace: Workspace, scope: Scope) -> Folder:
    """What the folder would hold and what is missing; nothing is made yet. Raises NotFound."""
    shelf = read_shelf(workspace)
    if scope.kind == "pair":
        return _of_pair(workspace, scope.id, shelf)
    if scope.kind == "person":
        return _of_person(workspace, scope.id, shelf)
    return _of_year(workspace, scope.year, shelf)


def folder_pdf(folder: Folder, progress: Progress | None = None) -> tuple[bytes, tuple[Gap, ...]]:
    """The PDF and the papers that could not be made, each with the reason. Raises Cancelled, KnownProblem (nothing to
    put in)."""
    from curator_app.documents.binding import Part, bind

    progress = progress or Progress()
    made: list[Part] = []
    failed: list[Gap] = []
    total = len(folder.parts) + 1
    for number, one in enumerate(folder.parts):
        progress.step(number, total, one.title)
        try:
            made.append(Part(one.section, one.title, one.make()))
        except KnownProblem as problem:
            failed.append(Gap(one.title, "документ не вошёл в папку", problem.message))
    if not made:
        raise KnownProblem("Складывать в папку нечего: по этой паре или человеку документов ещё нет.")
    progress.step(total - 1, total, "Сшиваются листы")
    pdf = bind(folder.title, folder.subtitle, made, lambda: progress.step(total - 1, total, "Сшиваются листы"))
    return pdf, tuple(failed)


def _subtitle(workspace: Workspace) -> str:
    name = get_school(workspace).short_name
    day = f"по состоянию на {date_long(workspace.clock.today())}"
    return f"{name}, {day}" if name else day


def _of_pair(workspace: Workspace, pair_id: int, shelf: Shelf) -> Folder:
    row = next((one for one in shelf.pairs if one.id == pair_id), None)
    if row is None:
        raise NotFound(f"Пары № {pair_id} в базе нет. Обновите список.")
    kind = "Наставническая группа" if row.is_group else "Наставническая пара"
    return Folder(
        f"{kind}: {title_of(row)}",
        _subtitle(workspace),
        tuple(of_pair.parts(workspace, row, shelf)),
        (*gaps.of_pair(workspace, row, shelf), *gaps.of_orders(orders_of(row, shelf), shelf)),
    )


def _of_person(workspace: Workspace, person_id: int, shelf: Shelf) -> Folder:
    person = people.get_person(workspace, person_id)
    own = [one for one in shelf.pairs if person_id in people_of(one)]
    parts: list[FolderPart] = []
    found: list[Gap] = []
    papers = [one for one in shelf.papers if one.person == person_id and one.pair is None]
    parts += of_pair.paper_parts(workspace, papers, shelf, "Личные документы")
    if not own:
        parts += of_pair.consent_parts(workspace, [person_id], shelf, "Согласия")
    parts += _free_routes(workspace, person_id, shelf)
    for row in own:
        parts += of_pair.parts(workspace, row, shelf, title_of(row) if len(own) > 1 else "")
        found += gaps.of_pair(workspace, row, shelf)
    orders = {one.id: one for row in own for one in orders_of(row, shelf)}
    found += gaps.of_orders(orders.values(), shelf)
    return Folder(f"Участник наставничества: {person.full_name}", _subtitle(workspace), _once(parts), tuple(found))


def _of_year(workspace: Workspace, year: str, shelf: Shelf) -> Folder:
    parts: list[FolderPart] = list(of_year.parts(workspace, year, shelf))
    found: list[Gap] = list(gaps.of_year(workspace, year, shelf))
    orders = [one for one in shelf.orders if one.school_year == year and one.status != "cancelled"]
    found += gaps.of_orders(orders, shelf)
    for row in _in_order(pairs.list_pairs(workspace, year=year)):
        parts += of_pair.papers_beside_orders(workspace, row, shelf, title_of(row))
        found += gaps.of_pair(workspace, row, shelf)
    return Folder(f"Наставничество в {year} учебном году", _subtitle(workspace), tuple(parts), tuple(found))


def _free_routes(workspace: Workspace, person_id: int, shelf: Shelf) -> list[FolderPart]:
    """Routes of somebody who has no pair yet."""
    return [
        part
        for route in shelf.routes
        if route.mentee == person_id and route.pair is None
        for part in of_pair.route_parts(workspace, route, shelf, "Маршрут (ИОМ)")
    ]


def _once(parts: list[FolderPart]) -> tuple[FolderPart, ...]:
    """A paper of several pairs of one person stands once in each section."""
    return tuple(dict.fromkeys(parts))


def _in_order(rows: list[PairRow]) -> list[PairRow]:
    return sorted(rows, key=lambda row: (collation_key(row.mentor_short), row.id))
