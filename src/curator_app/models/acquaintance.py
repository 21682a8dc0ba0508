"""The round of acquaintance: a group meeting after which both sides name whom they would like (S4-4.4)."""

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from curator_app.domain.codes import WishSide
from curator_app.models.base import AUTOINCREMENT, Base, not_blank, one_of


class AcquaintanceRound(Base):
    """A planned or held group meeting; the wishes themselves stand in ``wish``."""

    __tablename__ = "acquaintance_round"
    __table_args__ = (not_blank("title"), AUTOINCREMENT)

    title: Mapped[str]
    date: Mapped[dt.date | None]
    time: Mapped[str | None]
    place: Mapped[str | None]
    note: Mapped[str | None]
    closed_on: Mapped[dt.date | None]

    participants: Mapped[list["RoundParticipant"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="RoundParticipant.id"
    )


class RoundParticipant(Base):
    """Somebody invited, on one side; ``answered_on`` is the day the slip was keyed in, ``number`` the slip's."""

    __tablename__ = "round_participant"
    __table_args__ = (
        UniqueConstraint("round_id", "person_id", "side"),
        UniqueConstraint("round_id", "number"),
        one_of("side", WishSide),
        AUTOINCREMENT,
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("acquaintance_round.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    side: Mapped[str]
    number: Mapped[int]
    came: Mapped[bool | None]
    answered_on: Mapped[dt.date | None]
