"""What one paper of the register is to another: changes, cancels, is an appendix of; seen from both ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import OrderEffect, PaperRelation, RegisteredKind
from curator_app.models import Order, PaperLink, RegisteredPaper
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services.workspace import Workspace

ObjectKind = Literal["order", "paper"]
Relation = Literal["changes", "cancels", "appendix"]
_WORDS: Final[dict[tuple[Relation, bool], str]] = {
    ("changes", True): "изменяет",
    ("changes", False): "изменён документом",
    ("cancels", True): "отменяет",
    ("cancels", False): "отменён документом",
    ("appendix", True): "приложение к",
    ("appendix", False): "имеет приложение",
}
RELATIONS: Final = tuple((relation.value, _WORDS[relation.value, True]) for relation in PaperRelation)


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkRow:
    """A link as one of its papers sees it. ``id`` is None for what an order tells by itself (it can't be removed)."""

    id: int | None
    words: str
    relation: Relation
    outgoing: bool
    other_kind: ObjectKind
    other_id: int
    other_title: str


def list_links(workspace: Workspace, kind: ObjectKind, object_id: int) -> list[LinkRow]:
    """Links of a paper in both directions: those of orders among themselves first."""
    with workspace.read() as session:
        return [*_of_orders(session, kind, object_id), *_kept(session, kind, object_id)]


def all_links(session: Session) -> set[tuple[str, int]]:
    """Papers that have links of their own making, as (kind, id)."""
    found = session.execute(select(PaperLink.from_kind, PaperLink.from_id, PaperLink.to_kind, PaperLink.to_id))
    return {end for one in found for end in ((one[0], one[1]), (one[2], one[3]))}


def link(
    workspace: Workspace,
    from_kind: ObjectKind,
    from_id: int,
    to_kind: ObjectKind,
    to_id: int,
    relation: Relation,
) -> int:
    """Says that the first paper changes, cancels or is an appendix of the second. Raises NotFound, KnownProblem."""
    if (from_kind, from_id) == (to_kind, to_id):
        raise KnownProblem("Документ не связывают с самим собой. Выберите другой документ.")
    with workspace.read() as session:
        first, second = _title(session, from_kind, from_id), _title(session, to_kind, to_id)
        same = select(PaperLink.id).where(
            PaperLink.from_kind == from_kind,
            PaperLink.from_id == from_id,
            PaperLink.to_kind == to_kind,
            PaperLink.to_id == to_id,
            PaperLink.relation == relation,
        )
        if session.scalar(same) is not None:
            raise KnownProblem("Такая связь уже есть. Выберите другую бумагу или другой вид связи.")
    with workspace.action(f"{first[:60]}: {_WORDS[relation, True]} — {second[:60]}") as session:
        row = PaperLink(from_kind=from_kind, from_id=from_id, to_kind=to_kind, to_id=to_id, relation=relation)
        session.add(row)
        session.flush()
        return row.id


def unlink(workspace: Workspace, link_id: int) -> None:
    """Removes a link. Raises NotFound."""
    with workspace.action("Убрана связь документов") as session:
        row = session.get(PaperLink, link_id)
        if row is None:
            raise NotFound("Этой связи уже нет. Обновите список.")
        session.delete(row)


def _of_orders(session: Session, kind: ObjectKind, object_id: int) -> list[LinkRow]:
    if kind != "order":
        return []
    order = session.get(Order, object_id)
    if order is None:
        raise NotFound("Этого приказа в реестре нет. Обновите список.")
    rows: list[LinkRow] = []
    if order.refers_to_id is not None:
        rows.append(_order_row(session.get_one(Order, order.refers_to_id), order.effect, outgoing=True))
    later = select(Order).where(Order.refers_to_id == object_id).order_by(Order.date, Order.id)
    rows += [_order_row(one, one.effect, outgoing=False) for one in session.scalars(later)]
    return rows


def _order_row(other: Order, effect: str | None, *, outgoing: bool) -> LinkRow:
    relation: Relation = "cancels" if effect == OrderEffect.CANCELS.value else "changes"
    return LinkRow(
        id=None,
        words=_WORDS[relation, outgoing],
        relation=relation,
        outgoing=outgoing,
        other_kind="order",
        other_id=other.id,
        other_title=order_title(other),
    )


def _kept(session: Session, kind: ObjectKind, object_id: int) -> list[LinkRow]:
    query = select(PaperLink).where(
        or_(
            (PaperLink.from_kind == kind) & (PaperLink.from_id == object_id),
            (PaperLink.to_kind == kind) & (PaperLink.to_id == object_id),
        )
    )
    rows: list[LinkRow] = []
    for one in session.scalars(query.order_by(PaperLink.id)):
        outgoing = (one.from_kind, one.from_id) == (kind, object_id)
        other: ObjectKind = one.to_kind if outgoing else one.from_kind  # type: ignore[assignment]  # a closed list
        other_id = one.to_id if outgoing else one.from_id
        relation: Relation = one.relation  # type: ignore[assignment]  # a closed list
        try:
            title = _title(session, other, other_id)
        except NotFound:
            continue
        rows.append(
            LinkRow(
                id=one.id,
                words=_WORDS[relation, outgoing],
                relation=relation,
                outgoing=outgoing,
                other_kind=other,
                other_id=other_id,
                other_title=title,
            )
        )
    return rows


def _title(session: Session, kind: ObjectKind, object_id: int) -> str:
    if kind == RegisteredKind.ORDER.value:
        order = session.get(Order, object_id)
        if order is not None:
            return order_title(order)
    else:
        paper = session.get(RegisteredPaper, object_id)
        if paper is not None and paper.deleted_at is None:
            number = f" № {paper.number}" if paper.number else ""
            date = f" от {paper.date:%d.%m.%Y}" if paper.date else ""
            return f"{paper.heading}{number}{date}"
    raise NotFound("Одного из документов в реестре уже нет. Обновите список.")


def order_title(order: Order) -> str:
    """«Приказ № 5-од от 05.10.2026 «О закреплении…»»."""
    return f"Приказ № {order.number} от {order.date:%d.%m.%Y} «{order.heading}»"
