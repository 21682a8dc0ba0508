"""What is written beside the actions: what left the program, what was erased, text not yet saved."""

import datetime as dt
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from curator_app.domain.codes import ErasureKind
from curator_app.models.base import AUTOINCREMENT, Base, not_blank, one_of


class ExportRecord(Base):
    """A file with data that left the program: what, of how many people, whether protected (152-ФЗ, ст. 19)."""

    __tablename__ = "export_record"
    __table_args__ = (not_blank("kind"), AUTOINCREMENT)

    at: Mapped[dt.datetime]
    kind: Mapped[str]
    title: Mapped[str]
    file_name: Mapped[str]
    people: Mapped[int] = mapped_column(default=0)
    personal: Mapped[bool] = mapped_column(default=True)
    protected: Mapped[bool] = mapped_column(default=False)
    recipient: Mapped[str | None]
    note: Mapped[str | None]


class Erasure(Base):
    """That somebody's data was destroyed or depersonalised; never holds a name. ``person_id`` is the number the
    person had, so that a restored copy can be cleaned again."""

    __tablename__ = "erasure"
    __table_args__ = (one_of("kind", ErasureKind), AUTOINCREMENT)

    at: Mapped[dt.datetime]
    kind: Mapped[str]
    person_id: Mapped[int]
    act_number: Mapped[str | None]
    reason: Mapped[str]
    basis: Mapped[str | None]
    categories: Mapped[list[str]] = mapped_column(default=list)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)


class DialogDraft(Base):
    """What stood in an open dialog, offered back after a crash."""

    __tablename__ = "dialog_draft"
    __table_args__ = (not_blank("key"), AUTOINCREMENT)

    key: Mapped[str] = mapped_column(unique=True)
    saved_at: Mapped[dt.datetime]
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
