"""The journal: every user action and, written by triggers, every row it changed."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from curator_app.models.base import AUTOINCREMENT, Base


class Action(Base):
    """One user action = one transaction. ``key`` is unique, so a retry after an I/O error never duplicates.

    ``is_open`` is true only inside the transaction that writes it: the triggers write changes to the open
    action and refuse a change outside of any. ``who`` is the account of the computer that did it.
    """

    __tablename__ = "action"
    __table_args__ = (
        CheckConstraint("kind IN ('do', 'undo', 'redo')", name="kind_known"),
        AUTOINCREMENT,
    )

    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default="do")
    title: Mapped[str]
    at: Mapped[dt.datetime]
    is_open: Mapped[bool] = mapped_column(default=True)
    undoable: Mapped[bool] = mapped_column(default=True)
    undone: Mapped[bool] = mapped_column(default=False)
    abandoned: Mapped[bool] = mapped_column(default=False)
    of_action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"))
    who: Mapped[str | None]


class Change(Base):
    """A row before and after, as JSON text; None before = inserted, None after = deleted."""

    __tablename__ = "change"
    __table_args__ = (AUTOINCREMENT,)

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)


class ImportBatch(Base):
    """One import: the file, the outcome and every problem with its raw text. Undone with its action."""

    __tablename__ = "import_batch"
    __table_args__ = (AUTOINCREMENT,)

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    file_name: Mapped[str]
    at: Mapped[dt.datetime]
    report: Mapped[dict[str, Any]]


class ColumnMapping(Base):
    """How columns of a file of this shape were mapped by hand."""

    __tablename__ = "column_mapping"
    __table_args__ = (AUTOINCREMENT,)

    signature: Mapped[str] = mapped_column(unique=True)
    mapping: Mapped[dict[str, Any]]
