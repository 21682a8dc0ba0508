"""Papers in the register that are no orders: a protocol, a regulation, an agreement, a letter, anything signed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents.blocks import Document
from curator_app.documents.catalogue import PAPERS
from curator_app.domain.codes import PaperStatus
from curator_app.models import Pair, Person, RegisteredPaper
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services.papers.numbering import SERIES
from curator_app.services.papers.numbers import same_number
from curator_app.services.papers.seals import seal_of
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace

Status = Literal["draft", "signed", "cancelled"]
STATUSES: Final[tuple[tuple[Status, str], ...]] = (
    ("draft", "проект"),
    ("signed", "подписан"),
    ("cancelled", "отменён"),
)
STATUS_LABELS: Final[dict[str, str]] = dict(STATUSES)

KINDS: Final = {
    "minutes": "Протокол",
    "local_act": "Положение или другой локальный акт",
    "plan": "План, дорожная карта",
    "agreement": "Соглашение",
    "letter": "Письмо",
    "notice": "Уведомление, заявление",
    "consents": "Согласия",
    "sheet": "Лист ознакомления",
    "report": "Отчёт, справка",
    "other": "Другой документ",
}
"""Kinds for papers entered by hand; one registered from a printed blank keeps the code of its template."""
_SERIES: Final = {
    "minutes": "protocol",
    "council_minutes": "protocol",
    "local_act": "regulation",
    "plan": "regulation",
    "agreement": "agreement",
    "contract_addendum": "agreement",
    "extension_agreement": "agreement",
    "correction_agreement": "agreement",
    "letter": "letter",
    "notice": "letter",
    "early_notice": "letter",
}
_TITLES: Final = {one.code: one.title for one in PAPERS}
_NUMBER_LIMIT = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperEntry:
    """A paper as it is entered. ``document``: its blocks when the program printed it; ``series``: None = as usual for
    the kind."""

    kind: str
    heading: str
    number: str | None = None
    date: dt.date | None = None
    status: Status = "signed"
    series: str | None = None
    person: int | None = None
    pair: int | None = None
    note: str | None = None
    document: Document | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperRow:
    """A paper of the register."""

    id: int
    kind: str
    kind_label: str
    series: str
    number: str | None
    date: dt.date | None
    heading: str
    status: Status
    signed_on: dt.date | None
    cancelled_on: dt.date | None
    person: int | None
    pair: int | None
    note: str | None
    printable: bool


def kind_label(kind: str) -> str:
    """The Russian name of a kind of paper."""
    return KINDS.get(kind) or _TITLES.get(kind) or KINDS["other"]


def usual_series(kind: str) -> str:
    """The series in which papers of that kind are numbered."""
    return _SERIES.get(kind, "other")


def list_papers(workspace: Workspace) -> list[PaperRow]:
    """Papers that are no orders, in the order of entering."""
    with workspace.read() as session:
        query = select(RegisteredPaper).where(RegisteredPaper.deleted_at.is_(None)).order_by(RegisteredPaper.id)
        return [row_of(one) for one in session.scalars(query)]


def get_paper(workspace: Workspace, paper_id: int) -> PaperRow:
    """One paper. Raises NotFound."""
    with workspace.read() as session:
        return row_of(_require(session, paper_id))


def register_paper(workspace: Workspace, entry: PaperEntry) -> int:
    """Enters a paper and gives its number in the base. Raises InvalidInput, KnownProblem (a number taken)."""
    with workspace.read() as session:
        values = _checked(session, entry)
    heading = str(values["heading"])
    with workspace.action(f"В реестр записан документ: {heading[:120]}") as session:
        _refuse_repeated(session, values, None)
        row = RegisteredPaper(**values)
        if entry.document is not None:
            row.content = entry.document.to_dict()
            row.content_hash = entry.document.digest()
        session.add(row)
        session.flush()
        return row.id


def update_paper(workspace: Workspace, paper_id: int, entry: PaperEntry) -> None:
    """Puts the entry right; what the program printed stays as it is. Raises InvalidInput, NotFound, KnownProblem."""
    with workspace.read() as session:
        _require(session, paper_id)
        values = _checked(session, entry)
    with workspace.action(f"Изменена запись реестра: {str(values['heading'])[:120]}") as session:
        row = _require(session, paper_id)
        _refuse_repeated(session, values, paper_id)
        for name, value in values.items():
            if name not in ("signed_on", "cancelled_on") and getattr(row, name) != value:
                setattr(row, name, value)
        _date_status(row, workspace.clock.today())


def set_status(workspace: Workspace, paper_id: int, status: Status, *, on: dt.date | None = None) -> None:
    """Проект → подписан → отменён; ``on``: the day, today when it is not told. Raises NotFound, InvalidInput."""
    checker = Checker()
    checker.code("status", status, PaperStatus, required=True)
    checker.date("date", on)
    checker.done()
    with workspace.action(f"Документ {STATUS_LABELS[status]}") as session:
        row = _require(session, paper_id)
        row.status = status
        day = on or workspace.clock.today()
        if status == "signed":
            row.signed_on, row.cancelled_on = day, None
        elif status == "cancelled":
            row.cancelled_on = day
        else:
            row.signed_on = row.cancelled_on = None


def paper_document(workspace: Workspace, paper_id: int) -> Document | None:
    """What the program printed, None for a paper made elsewhere. Raises NotFound, KnownProblem (content changed)."""
    with workspace.read() as session:
        row = _require(session, paper_id)
        if row.content is None:
            return None
        document, whole = Document.from_dict(row.content), seal_of(row.content) == row.content_hash
        heading = row.heading
    if not whole:
        raise KnownProblem(
            f"Содержание документа «{heading[:80]}» в базе не совпадает с его контрольной суммой. "
            "Восстановите базу из резервной копии."
        )
    return document


def row_of(one: RegisteredPaper) -> PaperRow:
    """A row as screens get it."""
    return PaperRow(
        id=one.id,
        kind=one.kind,
        kind_label=kind_label(one.kind),
        series=one.series,
        number=one.number,
        date=one.date,
        heading=one.heading,
        status=one.status,  # type: ignore[arg-type]  # the column holds one of the closed list
        signed_on=one.signed_on,
        cancelled_on=one.cancelled_on,
        person=one.person_id,
        pair=one.pair_id,
        note=one.note,
        printable=one.content is not None,
    )


def _checked(session: Session, entry: PaperEntry) -> dict[str, object]:
    checker = Checker()
    heading = checker.text("heading", entry.heading, required=True)
    number = checker.text("order_number", entry.number, limit=_NUMBER_LIMIT)
    checker.date("order_date", entry.date)
    note = checker.text("note", entry.note, limit=TEXT_LIMIT, lines=True)
    status = checker.code("status", entry.status, PaperStatus, required=True)
    if entry.kind not in KINDS and entry.kind not in _TITLES:
        checker.fail("type", "Выберите вид документа из списка.")
    if entry.series is not None and entry.series not in SERIES:
        checker.fail("type", "Такой серии номеров нет. Выберите вид документа из списка.")
    if number is not None and entry.date is None:
        checker.fail("order_date", "У документа с номером должна быть дата: номера идут по годам.")
    if entry.person is not None and session.get(Person, entry.person) is None:
        checker.fail("person", "Этого человека уже нет в базе.")
    if entry.pair is not None and session.get(Pair, entry.pair) is None:
        checker.fail("pair", "Этой пары уже нет в базе.")
    checker.done()
    return {
        "kind": entry.kind,
        "series": entry.series or usual_series(entry.kind),
        "number": None if number is None else " ".join(number.split()),
        "date": entry.date,
        "year": None if entry.date is None else entry.date.year,
        "heading": heading,
        "status": status,
        "signed_on": entry.date if status == "signed" else None,
        "cancelled_on": None,
        "person_id": entry.person,
        "pair_id": entry.pair,
        "note": note,
    }


def _refuse_repeated(session: Session, values: dict[str, object], paper_id: int | None) -> None:
    number = values["number"]
    if number is None:
        return
    query = select(RegisteredPaper).where(
        RegisteredPaper.series == values["series"],
        RegisteredPaper.year == values["year"],
        RegisteredPaper.deleted_at.is_(None),
    )
    for other in session.scalars(query):
        if other.id != paper_id and other.number is not None and same_number(other.number, str(number)):
            raise KnownProblem(
                f"Номер {number} в {values['year']} году уже занят: «{other.heading[:100]}». Укажите другой номер."
            )


def _date_status(row: RegisteredPaper, today: dt.date) -> None:
    if row.status == "signed" and row.signed_on is None:
        row.signed_on = row.date or today
    if row.status == "cancelled" and row.cancelled_on is None:
        row.cancelled_on = today
    if row.status != "cancelled":
        row.cancelled_on = None
    if row.status == "draft":
        row.signed_on = None


def _require(session: Session, paper_id: int) -> RegisteredPaper:
    row = session.get(RegisteredPaper, paper_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("Этого документа в реестре уже нет. Обновите список.")
    return row
