"""Pairs and groups with effective-dated membership, and what happens in their life."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from curator_app.domain.codes import ClosingReason, PairEventKind, PairEventSide, PairStatus
from curator_app.models.base import AUTOINCREMENT, Base, Deletable, one_of


class Pair(Deletable, Base):
    """One mentor with one mentee (a pair) or several (a group).

    ``order_number``/``order_date`` are the requisites of an order made outside the program (from a register);
    orders issued here are linked through ``order_pair``.
    """

    __tablename__ = "pair"
    __table_args__ = (
        UniqueConstraint("id", "mentor_id"),
        CheckConstraint("end_date IS NULL OR start_date IS NULL OR end_date >= start_date", name="dates_order"),
        one_of("status", PairStatus),
        one_of("closing_reason", ClosingReason),
        AUTOINCREMENT,
    )

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"), index=True)
    academic_year_id: Mapped[int | None] = mapped_column(ForeignKey("academic_year.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("pair.id"))
    mentoring_form: Mapped[str | None]
    mentoring_kind: Mapped[str | None]
    role_model: Mapped[str | None]
    focus: Mapped[str | None]
    subject: Mapped[str | None]
    justification: Mapped[str | None]
    psychologist_opinion: Mapped[str | None]
    mutual_choice: Mapped[bool | None]
    start_date: Mapped[dt.date | None]
    end_date: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(default=PairStatus.DRAFT.value)
    closing_reason: Mapped[str | None]
    addendum_number: Mapped[str | None]
    addendum_date: Mapped[dt.date | None]
    order_number: Mapped[str | None]
    order_date: Mapped[dt.date | None]
    note: Mapped[str | None]
    raw: Mapped[dict[str, str]] = mapped_column(default=dict)

    members: Mapped[list["PairMentee"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="PairMentee.id"
    )


class PairMentee(Base):
    """A mentee of a pair or group and from when to when. ``mentor_id`` repeats the pair's, so that the
    database itself forbids self-mentoring and overlapping periods of one pairing (a trigger)."""

    __tablename__ = "pair_mentee"
    __table_args__ = (
        ForeignKeyConstraint(
            ["pair_id", "mentor_id"], ["pair.id", "pair.mentor_id"], ondelete="CASCADE", onupdate="CASCADE"
        ),
        CheckConstraint("mentor_id <> mentee_id", name="not_oneself"),
        CheckConstraint("end_date IS NULL OR start_date IS NULL OR end_date >= start_date", name="dates_order"),
        UniqueConstraint("pair_id", "mentee_id"),
        Index("ix_pair_mentee_pairing", "mentee_id", "mentor_id"),
        AUTOINCREMENT,
    )

    pair_id: Mapped[int]
    mentor_id: Mapped[int]
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    start_date: Mapped[dt.date | None]
    end_date: Mapped[dt.date | None]


class PairEvent(Base):
    """A request, notice, agreement or pause in the life of a pair; ``date`` is the paper's, ``effective_on`` the day
    from which it counts, ``until`` the last day of a pause or the new end of an extension."""

    __tablename__ = "pair_event"
    __table_args__ = (
        one_of("kind", PairEventKind),
        one_of("side", PairEventSide),
        CheckConstraint("until IS NULL OR effective_on IS NULL OR until >= effective_on", name="dates_order"),
        AUTOINCREMENT,
    )

    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    side: Mapped[str | None]
    date: Mapped[dt.date]
    effective_on: Mapped[dt.date | None]
    until: Mapped[dt.date | None]
    reason: Mapped[str | None]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("order.id"))
