"""Papers of one pair or group, in the order an inspector asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sqlalchemy import select

from curator_app.documents.blocks import Document
from curator_app.domain.codes import PAIR_ENDED, RouteStatus
from curator_app.models import RouteStep
from curator_app.runtime.errors import KnownProblem
from curator_app.services import attachments, consents, pairs
from curator_app.services.attachments import AttachmentRow, OwnerKind
from curator_app.services.inspection import sheets
from curator_app.services.inspection.rows import FolderPart
from curator_app.services.meetings.reading import list_meetings, list_visits
from curator_app.services.meetings.rows import MeetingRow, VisitRow
from curator_app.services.pairs import MissingConsent
from curator_app.services.papers import mentor_reports, programmes, register, registered
from curator_app.services.papers.acknowledgements import AcknowledgementRow, list_acknowledgements
from curator_app.services.papers.links import ObjectKind
from curator_app.services.papers.registered import PaperRow
from curator_app.services.papers.route_papers import journal_paper, route_paper, visit_paper
from curator_app.services.routes.reading import get_route, list_routes
from curator_app.services.routes.rows import RouteRow
from curator_app.services.rows import ConsentRow, PairRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short
from curator_app.texts.route_words import RouteCode

Row = TypeVar("Row")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is read once for any number of pairs."""

    orders: tuple[register.OrderRow, ...]
    papers: tuple[PaperRow, ...]
    consents: tuple[ConsentRow, ...]
    routes: tuple[RouteRow, ...]
    scans: dict[tuple[OwnerKind, int], tuple[AttachmentRow, ...]]
    pairs: tuple[PairRow, ...]
    lacking: dict[int, list[MissingConsent]]
    """Consents that a pair lacks."""
    readings: dict[tuple[ObjectKind, int], list[AcknowledgementRow]]
    meetings: dict[int, list[MeetingRow]]
    visits: dict[int, list[VisitRow]]
    answers: tuple[sheets.Answered, ...]
    routes_with_scans: frozenset[int]


def read_shelf(workspace: Workspace) -> Shelf:
    """Reads it; a fixed number of queries."""
    scans: dict[tuple[OwnerKind, int], tuple[AttachmentRow, ...]] = {}
    kinds: tuple[OwnerKind, ...] = ("order", "paper", "person", "pair", "meeting", "route_step", "consent")
    for kind in kinds:
        for row in attachments.list_attachments(workspace, kind):
            scans[kind, row.owner_id] = (*scans.get((kind, row.owner_id), ()), row)
    found = tuple(pairs.list_pairs(workspace))
    return Shelf(
        tuple(register.list_orders(workspace)),
        tuple(registered.list_papers(workspace)),
        tuple(consents.list_consents(workspace)),
        tuple(list_routes(workspace)),
        scans,
        found,
        pairs.missing_by_pair(workspace, found),
        _grouped(list_acknowledgements(workspace), lambda row: (row.object_kind, row.object_id)),
        _grouped(list_meetings(workspace), lambda row: row.pair),
        _grouped(list_visits(workspace), lambda row: row.pair),
        sheets.answered(workspace),
        _routes_of(workspace, [owner for kind, owner in scans if kind == "route_step"]),
    )


def _routes_of(workspace: Workspace, steps: list[int]) -> frozenset[int]:
    with workspace.read() as session:
        return frozenset(session.scalars(select(RouteStep.route_id).where(RouteStep.id.in_(steps))))


def _grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def title_of(row: PairRow) -> str:
    """«Петрова А.С. — Иванова М.П.»."""
    return f"{row.mentor_short} — {', '.join(row.mentees_short)}"


def people_of(row: PairRow) -> tuple[int, ...]:
    """Everybody of the pair, those who left the group too."""
    return (row.mentor, *row.mentees, *row.left_mentees)


def parts(workspace: Workspace, row: PairRow, shelf: Shelf, only: str = "") -> Iterator[FolderPart]:
    """Papers of the pair by sections; ``only``: one section of this name (in a folder of several pairs)."""
    yield from order_parts(workspace, orders_of(row, shelf), shelf, only or "Приказы")
    yield from papers_beside_orders(workspace, row, shelf, only)


def papers_beside_orders(workspace: Workspace, row: PairRow, shelf: Shelf, only: str = "") -> Iterator[FolderPart]:
    """The same without the orders, which stand elsewhere in the folder of a year."""
    yield from consent_parts(workspace, people_of(row), shelf, only or "Согласия")
    yield from _programme(workspace, row, shelf, only or "Программа наставничества")
    yield from _routes(workspace, row, shelf, only or "Маршрут (ИОМ)")
    yield from _meetings(workspace, row, shelf, only or "Встречи и посещения уроков")
    yield from _answers(workspace, row, shelf, only or "Анкеты")
    yield from _report(workspace, row, shelf, only or "Отчёт наставника")
    yield from scan_parts(workspace, shelf, "pair", row.id, only or "Прочие документы")


def orders_of(row: PairRow, shelf: Shelf) -> list[register.OrderRow]:
    """Orders that name the pair, and those about no pair in particular that changed or cancelled them, by date; what
    became of another pair of the same list stays out."""
    own = {one.id for one in shelf.orders if row.id in one.pairs}
    return [one for one in shelf.orders if one.id in own or (one.refers_to in own and not one.pairs)]


def order_parts(
    workspace: Workspace, orders: Sequence[register.OrderRow], shelf: Shelf, section: str
) -> Iterator[FolderPart]:
    """Each order, who has read it, its scans."""
    for one in orders:
        name = f"Приказ от {date_short(one.date)} № {one.number} «{one.heading}»"
        yield FolderPart(section, name, partial(register.reprint, workspace, one.id))
        yield from _reading(workspace, shelf, "order", one.id, f"Ознакомление с приказом № {one.number}", section)
        yield from scan_parts(workspace, shelf, "order", one.id, section)


def paper_parts(workspace: Workspace, papers: Sequence[PaperRow], shelf: Shelf, section: str) -> Iterator[FolderPart]:
    """Registered papers that are no orders: what the program printed, and their scans."""
    for one in papers:
        if one.status == "cancelled":
            continue
        day = f"от {date_short(one.date)}" if one.date else None
        number = f"№ {one.number}" if one.number else None
        name = " ".join(filter(None, (one.heading, day, number)))
        if one.printable:
            yield FolderPart(section, name, partial(_registered, workspace, one.id))
        yield from _reading(workspace, shelf, "paper", one.id, f"Ознакомление: {name}", section)
        yield from scan_parts(workspace, shelf, "paper", one.id, section)


def consent_parts(workspace: Workspace, people: Sequence[int], shelf: Shelf, section: str) -> Iterator[FolderPart]:
    """The list of consents on file and the scans of the signed ones."""
    own = [one for one in shelf.consents if one.person in people]
    if own:
        yield FolderPart(section, "Перечень согласий", lambda: made(sheets.consents_sheet(workspace, own)))
    for one in own:
        yield from scan_parts(workspace, shelf, "consent", one.id, section)
    for person in dict.fromkeys(people):
        yield from scan_parts(workspace, shelf, "person", person, section)


def scan_parts(workspace: Workspace, shelf: Shelf, kind: OwnerKind, owner: int, section: str) -> Iterator[FolderPart]:
    """The kept files of a record."""
    for one in shelf.scans.get((kind, owner), ()):
        yield FolderPart(section, f"{one.title} (скан)", partial(sheets.scan_pdf, workspace, one))


def made(document: Document) -> bytes:
    """The PDF of a paper."""
    from curator_app.documents.pdf import to_pdf

    return to_pdf(document)


def _programme(workspace: Workspace, row: PairRow, shelf: Shelf, section: str) -> Iterator[FolderPart]:
    own = [one for one in shelf.papers if one.pair == row.id]
    if not any(one.kind == "programme" and one.status != "cancelled" for one in own):
        wish = programmes.ProgrammeWish(pair=row.id)
        yield FolderPart(
            section,
            "Персонализированная программа наставничества",
            lambda: made(programmes.programme_paper(workspace, wish).document),
        )
    yield from paper_parts(workspace, own, shelf, section)


def _routes(workspace: Workspace, row: PairRow, shelf: Shelf, section: str) -> Iterator[FolderPart]:
    for route in shelf.routes:
        if route.pair == row.id:
            yield from route_parts(workspace, route, shelf, section)


def route_parts(workspace: Workspace, route: RouteRow, shelf: Shelf, section: str) -> Iterator[FolderPart]:
    """A route, its schedule, when it is over the sheet of completion, scans of evidence."""
    whose = route.mentee_name
    yield FolderPart(section, f"ИОМ: {whose}", partial(_route, workspace, route.id, "route"))
    yield FolderPart(section, f"План-график ИОМ: {whose}", partial(_route, workspace, route.id, "route_schedule"))
    if route.status == RouteStatus.COMPLETED.value:
        yield FolderPart(
            section, f"Лист выполнения ИОМ: {whose}", partial(_route, workspace, route.id, "route_completion")
        )
    if route.id in shelf.routes_with_scans:
        for step in get_route(workspace, route.id).steps:
            yield from scan_parts(workspace, shelf, "route_step", step.id, section)


def _route(workspace: Workspace, number: int, code: RouteCode) -> bytes:
    return made(route_paper(workspace, number, code).document)


def _meetings(workspace: Workspace, row: PairRow, shelf: Shelf, section: str) -> Iterator[FolderPart]:
    held = shelf.meetings.get(row.id, [])
    if held:
        yield FolderPart(section, "Журнал встреч", lambda: made(journal_paper(workspace, row.id).document))
    for meeting in reversed(held):
        yield from scan_parts(workspace, shelf, "meeting", meeting.id, section)
    for visit in reversed(shelf.visits.get(row.id, [])):
        name = f"Лист посещения урока {date_short(visit.date)}"
        yield FolderPart(section, name, partial(_visit, workspace, row.id, visit.id))


def _answers(workspace: Workspace, row: PairRow, shelf: Shelf, section: str) -> Iterator[FolderPart]:
    if any(one.concerns(row) for one in shelf.answers):
        yield FolderPart(section, "Ответы на анкеты", lambda: made(sheets.answers_sheet(workspace, row)))


def _report(workspace: Workspace, row: PairRow, shelf: Shelf, section: str) -> Iterator[FolderPart]:
    if row.status in PAIR_ENDED or row.id in shelf.meetings:
        yield FolderPart(
            section, "Отчёт наставника", lambda: made(mentor_reports.mentor_report(workspace, row.id).document)
        )


def _reading(
    workspace: Workspace, shelf: Shelf, kind: ObjectKind, number: int, title: str, section: str
) -> Iterator[FolderPart]:
    rows = shelf.readings.get((kind, number))
    if rows:
        yield FolderPart(section, title, lambda: made(sheets.reading_sheet(workspace, title, rows)))


def _visit(workspace: Workspace, pair: int, number: int) -> bytes:
    return made(visit_paper(workspace, pair, number).document)


def _registered(workspace: Workspace, number: int) -> bytes:
    document = registered.paper_document(workspace, number)
    if document is None:
        raise KnownProblem("Этого документа в программе нет: он внесён в реестр без текста. Вложите бумажный.")
    return made(document)
