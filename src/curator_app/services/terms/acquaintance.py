"""«Ознакомить наставника и наставляемого» (S2-П6) is done when everybody of a pair has signed for its order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import RegisteredKind
from curator_app.models import Acknowledgement, OrderPair
from curator_app.services.terms.pair_subjects import Pairing
from curator_app.services.terms.subjects import Fact

RULE = "s2-p6"


def signed_orders(session: Session, pairs: Sequence[Pairing]) -> dict[int, Fact]:
    """{pair: the day on which the last of its people was acquainted with an order about it}."""
    query = (
        select(OrderPair.pair_id, OrderPair.order_id, Acknowledgement.person_id, Acknowledgement.acquainted_on)
        .join(Acknowledgement, Acknowledgement.object_id == OrderPair.order_id)
        .where(Acknowledgement.object_kind == RegisteredKind.ORDER.value, Acknowledgement.acquainted_on.is_not(None))
    )
    signed: dict[int, dict[int, dict[int, dt.date]]] = {}
    for pair_id, order_id, person, day in session.execute(query):
        assert day is not None
        signed.setdefault(pair_id, {}).setdefault(order_id, {})[person] = day
    found: dict[int, Fact] = {}
    for pair in pairs:
        wanted = {pair.mentor, *pair.mentees}
        for days in signed.get(pair.id, {}).values():
            if pair.mentees and wanted <= days.keys():
                found[pair.id] = Fact(max(days[one] for one in wanted), "Лист ознакомления")
    return found
