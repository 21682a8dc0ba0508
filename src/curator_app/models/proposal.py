"""Proposals of pairs kept to be compared."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from curator_app.models.base import AUTOINCREMENT, Base, not_blank


class ProposalDraft(Base):
    """A named variant of who is paired with whom; ``settings`` are the tiers and weights it was reckoned with."""

    __tablename__ = "proposal_draft"
    __table_args__ = (not_blank("title"), AUTOINCREMENT)

    title: Mapped[str]
    made_at: Mapped[dt.datetime]
    academic_year_id: Mapped[int | None] = mapped_column(ForeignKey("academic_year.id"))
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    note: Mapped[str | None]

    pairs: Mapped[list["ProposalDraftPair"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ProposalDraftPair.id"
    )


class ProposalDraftPair(Base):
    """One request of a draft; without a mentor it is left unserved."""

    __tablename__ = "proposal_draft_pair"
    __table_args__ = (UniqueConstraint("draft_id", "request_id"), AUTOINCREMENT)

    draft_id: Mapped[int] = mapped_column(ForeignKey("proposal_draft.id", ondelete="CASCADE"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id", ondelete="CASCADE"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id", ondelete="CASCADE"))
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id", ondelete="CASCADE"))
    locked: Mapped[bool] = mapped_column(default=False)
    score: Mapped[int | None]
