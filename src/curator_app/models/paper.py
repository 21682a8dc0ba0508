"""Papers that are not issued orders: drafts of orders, registered papers, links, acquaintance, kept files."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from curator_app.domain.codes import AttachmentOwner, PaperRelation, PaperStatus, RegisteredKind
from curator_app.models.base import AUTOINCREMENT, Base, Deletable, not_blank, one_of


class OrderDraftRecord(Deletable, Base):
    """An order not yet issued («проект»): ``command`` is what the order dialog would issue."""

    __tablename__ = "order_draft"
    __table_args__ = (not_blank("type"), AUTOINCREMENT)

    type: Mapped[str]
    series: Mapped[str]
    number: Mapped[str | None]
    date: Mapped[dt.date | None]
    heading: Mapped[str]
    command: Mapped[dict[str, Any]] = mapped_column(default=dict)
    made_at: Mapped[dt.datetime]
    note: Mapped[str | None]


class RegisteredPaper(Deletable, Base):
    """A paper in the register that is no order: a protocol, a regulation, an agreement, a letter.

    ``content`` are its blocks when the program printed it, None for a paper made elsewhere.
    """

    __tablename__ = "paper"
    __table_args__ = (
        not_blank("kind"),
        not_blank("heading"),
        one_of("status", PaperStatus),
        CheckConstraint("content_hash IS NULL OR length(content_hash) = 64", name="hash_length"),
        AUTOINCREMENT,
    )

    kind: Mapped[str]
    series: Mapped[str]
    number: Mapped[str | None]
    date: Mapped[dt.date | None]
    year: Mapped[int | None]
    heading: Mapped[str]
    status: Mapped[str] = mapped_column(default=PaperStatus.DRAFT.value)
    signed_on: Mapped[dt.date | None]
    cancelled_on: Mapped[dt.date | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("pair.id", ondelete="SET NULL"), index=True)
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    content_hash: Mapped[str | None]
    note: Mapped[str | None]


class PaperLink(Base):
    """What one paper is to another; orders tell by themselves what they change or cancel among orders."""

    __tablename__ = "paper_link"
    __table_args__ = (
        UniqueConstraint("from_kind", "from_id", "to_kind", "to_id", "relation"),
        one_of("from_kind", RegisteredKind),
        one_of("to_kind", RegisteredKind),
        one_of("relation", PaperRelation),
        CheckConstraint("from_kind <> to_kind OR from_id <> to_id", name="not_itself"),
        AUTOINCREMENT,
    )

    from_kind: Mapped[str]
    from_id: Mapped[int]
    to_kind: Mapped[str]
    to_id: Mapped[int]
    relation: Mapped[str]


class Acknowledgement(Base):
    """Who must read a paper, by when, and when it was read (S2-П6, П8)."""

    __tablename__ = "acknowledgement"
    __table_args__ = (
        UniqueConstraint("object_kind", "object_id", "person_id"),
        one_of("object_kind", RegisteredKind),
        AUTOINCREMENT,
    )

    object_kind: Mapped[str]
    object_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    due: Mapped[dt.date | None]
    acquainted_on: Mapped[dt.date | None]


class Attachment(Deletable, Base):
    """A kept file: ``file_name`` is relative to the folder of data, ``sha256`` tells whether it is still the same."""

    __tablename__ = "attachment"
    __table_args__ = (
        one_of("owner_kind", AttachmentOwner),
        not_blank("title"),
        not_blank("file_name"),
        CheckConstraint("length(sha256) = 64", name="hash_length"),
        Index(None, "owner_kind", "owner_id"),
        AUTOINCREMENT,
    )

    owner_kind: Mapped[str]
    owner_id: Mapped[int]
    title: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    added_on: Mapped[dt.date]
