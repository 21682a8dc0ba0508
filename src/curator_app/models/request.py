"""What a mentee asks for and where the deficits lie; wishes, locks and bans about who with whom."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from curator_app.domain.codes import RequestSource, RequestStatus, WishSide
from curator_app.models.base import AUTOINCREMENT, Base, Deletable, not_blank, one_of


class Request(Deletable, Base):
    """A request of a mentee (S2-П1, П2)."""

    __tablename__ = "request"
    __table_args__ = (one_of("source", RequestSource), one_of("status", RequestStatus), AUTOINCREMENT)

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id", ondelete="CASCADE"), index=True)
    date: Mapped[dt.date | None]
    source: Mapped[str | None]
    wording: Mapped[str] = mapped_column(default="")
    urgent: Mapped[bool] = mapped_column(default=False)
    subject: Mapped[str | None]
    subject_required: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(default=RequestStatus.NEW.value)
    raw: Mapped[dict[str, str]] = mapped_column(default=dict)

    deficits: Mapped[list["Deficit"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Deficit.id"
    )


class Deficit(Base):
    """A professional deficit inside a request: severity 0–3 before, and after when known."""

    __tablename__ = "deficit"
    __table_args__ = (
        CheckConstraint("severity BETWEEN 0 AND 3", name="severity_range"),
        CheckConstraint("severity_after IS NULL OR severity_after BETWEEN 0 AND 3", name="severity_after_range"),
        AUTOINCREMENT,
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id", ondelete="CASCADE"), index=True)
    area: Mapped[str]
    text: Mapped[str | None]
    severity: Mapped[int] = mapped_column(default=2)
    severity_after: Mapped[int | None]


class Wish(Base):
    """A wish of one side about the other: rank 1–3, or «не хотел(а) бы» (S4-4.4)."""

    __tablename__ = "wish"
    __table_args__ = (
        UniqueConstraint("side", "mentor_id", "mentee_id"),
        one_of("side", WishSide),
        CheckConstraint("(rank IS NULL) = avoid", name="rank_or_avoid"),
        CheckConstraint("rank IS NULL OR rank BETWEEN 1 AND 3", name="rank_range"),
        CheckConstraint("mentor_id <> mentee_id", name="not_oneself"),
        AUTOINCREMENT,
    )

    side: Mapped[str]
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id", ondelete="CASCADE"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id", ondelete="CASCADE"))
    rank: Mapped[int | None]
    avoid: Mapped[bool] = mapped_column(default=False)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("acquaintance_round.id", ondelete="SET NULL"))
    made_on: Mapped[dt.date | None]


class Lock(Base):
    """A pair that must be."""

    __tablename__ = "pair_lock"
    __table_args__ = (
        UniqueConstraint("mentor_id", "mentee_id"),
        CheckConstraint("mentor_id <> mentee_id", name="not_oneself"),
        AUTOINCREMENT,
    )

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id", ondelete="CASCADE"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id", ondelete="CASCADE"))
    reason: Mapped[str | None]


class Ban(Base):
    """A pair that must not be, with a written reason."""

    __tablename__ = "pair_ban"
    __table_args__ = (UniqueConstraint("mentor_id", "mentee_id"), not_blank("reason"), AUTOINCREMENT)

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id", ondelete="CASCADE"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id", ondelete="CASCADE"))
    reason: Mapped[str]
