"""Issued orders: snapshots that the database refuses to change or delete (triggers)."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from curator_app.domain.codes import OrderEffect
from curator_app.models.base import AUTOINCREMENT, Base, not_blank, one_of


class Order(Base):
    """A legal paper: data, rendered blocks and their hash as they were on the day of issue.

    Whether it was changed or cancelled is told by later orders that refer to it, never by an edit.
    """

    __tablename__ = "order"
    __table_args__ = (
        UniqueConstraint("series", "year", "number"),
        not_blank("number"),
        one_of("effect", OrderEffect),
        CheckConstraint("(effect IS NULL) = (refers_to_id IS NULL)", name="effect_needs_order"),
        CheckConstraint("length(content_hash) = 64", name="hash_length"),
        AUTOINCREMENT,
    )

    type: Mapped[str]
    series: Mapped[str]
    number: Mapped[str]
    date: Mapped[dt.date]
    year: Mapped[int]
    heading: Mapped[str]
    effect: Mapped[str | None]
    refers_to_id: Mapped[int | None] = mapped_column(ForeignKey("order.id"))
    snapshot: Mapped[dict[str, Any]]
    content: Mapped[dict[str, Any]]
    content_hash: Mapped[str]
    issued_at: Mapped[dt.datetime]

    pairs: Mapped[list["OrderPair"]] = relationship(order_by="OrderPair.id")


class OrderPair(Base):
    """Which pairs an order is about."""

    __tablename__ = "order_pair"
    __table_args__ = (UniqueConstraint("order_id", "pair_id"), AUTOINCREMENT)

    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"))
    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id"), index=True)
