"""Which requests, notices and agreements of pairs an order answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import OrderType, PairEventKind
from curator_app.models import PairEvent

_LEAVING: Final = (
    PairEventKind.RESIGNATION_REQUEST.value,
    PairEventKind.REPLACEMENT_REQUEST.value,
    PairEventKind.EARLY_NOTICE.value,
)
_ANSWERED: Final[dict[OrderType, tuple[str, ...]]] = {
    OrderType.REPLACEMENT: _LEAVING,
    OrderType.COMPLETION: _LEAVING,
    OrderType.EXTENSION: (PairEventKind.EXTENSION.value,),
    OrderType.CHANGE: (PairEventKind.CORRECTION.value,),
}


def answer(session: Session, kind: OrderType, order_id: int, pair_ids: Sequence[int]) -> None:
    """Links what waited in these pairs for an order of this kind to the order just issued."""
    if kind not in _ANSWERED:
        return
    query = select(PairEvent).where(
        PairEvent.pair_id.in_(pair_ids), PairEvent.kind.in_(_ANSWERED[kind]), PairEvent.order_id.is_(None)
    )
    for event in session.scalars(query):
        event.order_id = order_id


def reopen(session: Session, order_id: int | None) -> None:
    """A cancelled order answers nothing: its requests wait again."""
    for event in session.scalars(select(PairEvent).where(PairEvent.order_id == order_id)):
        event.order_id = None
