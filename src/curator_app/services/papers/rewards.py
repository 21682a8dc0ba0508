"""What an order of rewards or of a final event leaves in the journals of results, and what its cancelling takes back.

The rows are written in the action that issues the order, so that neither is ever there without the other.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import OrderType
from curator_app.models import Action, Activity, Incentive
from curator_app.services import activities
from curator_app.services.papers.commands import OrderCommand


def record(session: Session, command: OrderCommand, order_id: int) -> None:
    """Rewards of the order go into the journal (S2-Н1); the event it is about points at it (S2-Н2). Raises NotFound."""
    if command.type == OrderType.INCENTIVE:
        assert command.date is not None
        session.add_all(
            Incentive(
                person_id=one.person,
                kind=one.kind,
                date=command.date,
                reason=one.reason,
                amount=one.amount,
                order_id=order_id,
            )
            for one in command.rewards
        )
    if command.type == OrderType.FINAL_EVENT and command.event is not None and command.event.activity is not None:
        activities.require(session, command.event.activity).order_id = order_id


def withdraw(session: Session, order_id: int) -> None:
    """A cancelled order rewards nobody and holds no event."""
    at = session.get_one(Action, session.info["action_id"]).at
    for one in session.scalars(select(Incentive).where(Incentive.order_id == order_id, Incentive.deleted_at.is_(None))):
        one.deleted_at = at
    for event in session.scalars(select(Activity).where(Activity.order_id == order_id)):
        event.order_id = None
