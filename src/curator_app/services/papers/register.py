"""The register of issued orders: what was issued, what later orders did to it, the paper made again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents.blocks import Document
from curator_app.documents.catalogue import paper
from curator_app.documents.paper_data import OrderData
from curator_app.domain.codes import OrderEffect
from curator_app.domain.school_year import SchoolYear
from curator_app.models import Order, OrderPair
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services.papers.numbers import same_number
from curator_app.services.papers.seals import seal_of
from curator_app.services.workspace import Workspace

OrderStatus = Literal["issued", "changed", "cancelled"]
STATUS_LABELS: dict[OrderStatus, str] = {"issued": "действует", "changed": "изменён", "cancelled": "отменён"}


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderRow:
    """An issued order in the register; ``refers_to`` is the earlier order it changes or cancels."""

    id: int
    type: str
    type_label: str
    series: str
    number: str
    date: dt.date
    school_year: str
    heading: str
    status: OrderStatus
    status_label: str
    effect: str | None
    refers_to: int | None
    pairs: tuple[int, ...]
    issued_at: dt.datetime
    content_hash: str


def list_orders(workspace: Workspace, *, year: str | None = None) -> list[OrderRow]:
    """Issued orders (of one school year «2026/2027» when asked) by date, then in the order of issuing."""
    with workspace.read() as session:
        rows = _rows(session)
    return [row for row in rows if year is None or row.school_year == year]


def get_order(workspace: Workspace, order_id: int) -> OrderRow:
    """One order. Raises NotFound."""
    with workspace.read() as session:
        for row in _rows(session):
            if row.id == order_id:
                return row
    raise NotFound(f"Приказа с записью № {order_id} в реестре нет. Обновите список.")


def find_order(workspace: Workspace, number: str, date: dt.date) -> OrderRow:
    """An order by its number and date. Raises NotFound."""
    for row in list_orders(workspace):
        if row.date == date and same_number(row.number, number):
            return row
    raise NotFound(f"Приказа № {number} от {date:%d.%m.%Y} в реестре нет. Проверьте номер и дату.")


def order_document(workspace: Workspace, order_id: int) -> Document:
    """The issued paper from its snapshot, checked against its seal. Raises NotFound, KnownProblem."""
    with workspace.read() as session:
        order = _require(session, order_id)
        document, whole = Document.from_dict(order.content), seal_of(order.content) == order.content_hash
    if not whole:
        raise KnownProblem(
            f"Содержание приказа № {order.number} в базе не совпадает с его контрольной суммой. "
            "Восстановите базу из резервной копии."
        )
    return document


def order_data(workspace: Workspace, order_id: int) -> OrderData:
    """The data of the snapshot. Raises NotFound."""
    with workspace.read() as session:
        return OrderData.from_dict(_require(session, order_id).snapshot)


def reprint(workspace: Workspace, order_id: int) -> bytes:
    """The PDF of an issued order, the same bytes each time. Raises NotFound, KnownProblem."""
    from curator_app.documents.pdf import to_pdf

    return to_pdf(order_document(workspace, order_id))


def reprint_docx(workspace: Workspace, order_id: int) -> bytes:
    """The DOCX of an issued order. Raises NotFound, KnownProblem."""
    from curator_app.documents.docx import to_docx

    return to_docx(order_document(workspace, order_id))


def statuses(session: Session) -> dict[int, OrderStatus]:
    """What later orders did to each order; a cancelled order does nothing any more."""
    query = select(Order.id, Order.refers_to_id, Order.effect).order_by(Order.id.desc())
    result: dict[int, OrderStatus] = {}
    for order_id, refers_to, effect in session.execute(query):
        own = result.setdefault(order_id, "issued")
        if refers_to is None or own == "cancelled" or result.get(refers_to) == "cancelled":
            continue
        result[refers_to] = "cancelled" if effect == OrderEffect.CANCELS.value else "changed"
    return result


def _rows(session: Session) -> list[OrderRow]:
    pairs: dict[int, list[int]] = {}
    for order_id, pair_id in session.execute(select(OrderPair.order_id, OrderPair.pair_id).order_by(OrderPair.id)):
        pairs.setdefault(order_id, []).append(pair_id)
    states = statuses(session)
    columns = (
        *(Order.id, Order.type, Order.series, Order.number, Order.date, Order.heading),
        *(Order.effect, Order.refers_to_id, Order.issued_at, Order.content_hash),
    )
    return [
        OrderRow(
            id=row.id,
            type=row.type,
            type_label=paper(row.type).title,
            series=row.series,
            number=row.number,
            date=row.date,
            school_year=SchoolYear.of(row.date).label,
            heading=row.heading,
            status=states[row.id],
            status_label=STATUS_LABELS[states[row.id]],
            effect=row.effect,
            refers_to=row.refers_to_id,
            pairs=tuple(pairs.get(row.id, ())),
            issued_at=row.issued_at,
            content_hash=row.content_hash,
        )
        for row in session.execute(select(*columns).order_by(Order.date, Order.id))
    ]


def _require(session: Session, order_id: int) -> Order:
    order = session.get(Order, order_id)
    if order is None:
        raise NotFound(f"Приказа с записью № {order_id} в реестре нет. Обновите список.")
    return order
