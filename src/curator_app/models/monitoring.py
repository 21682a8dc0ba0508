"""Monitoring: targets, facts about the school, snapshots that never change, forms of the district, what was sent."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from curator_app.domain.codes import FormKind
from curator_app.models.base import AUTOINCREMENT, Base, Deletable, not_blank, one_of


class IndicatorTarget(Base):
    """What the school (or the district) wants of an indicator in a calendar year."""

    __tablename__ = "indicator_target"
    __table_args__ = (UniqueConstraint("code", "year"), AUTOINCREMENT)

    code: Mapped[str]
    year: Mapped[int]
    value: Mapped[float]


class SchoolFact(Base):
    """A number that people of the base do not tell, on a day: pupils of an age, all teachers, partners."""

    __tablename__ = "school_fact"
    __table_args__ = (
        UniqueConstraint("code", "date"),
        CheckConstraint("value >= 0", name="value_range"),
        AUTOINCREMENT,
    )

    code: Mapped[str]
    date: Mapped[dt.date]
    value: Mapped[int]


class MonitoringSnapshot(Base):
    """What was counted for a period, as it was then; the database refuses to change it (a trigger)."""

    __tablename__ = "monitoring_snapshot"
    __table_args__ = (
        not_blank("period"),
        CheckConstraint("length(content_hash) = 64", name="hash_length"),
        AUTOINCREMENT,
    )

    period: Mapped[str]
    title: Mapped[str]
    date: Mapped[dt.date]
    made_at: Mapped[dt.datetime]
    content: Mapped[dict[str, Any]]
    content_hash: Mapped[str]


class ReportForm(Deletable, Base):
    """A form of the district: ``file_name`` in the folder of forms, its SHA-256, and what goes into which cells;
    or a register with columns of the school's choice (then there is no file)."""

    __tablename__ = "report_form"
    __table_args__ = (not_blank("title"), one_of("kind", FormKind), AUTOINCREMENT)

    kind: Mapped[str] = mapped_column(default=FormKind.FORM.value, server_default=FormKind.FORM.value)
    title: Mapped[str]
    file_name: Mapped[str]
    file_hash: Mapped[str]
    mapping: Mapped[list[Any]] = mapped_column(default=list)
    note: Mapped[str | None]


class SentReport(Base):
    """What was sent to whom: ``files`` is ``[{"name", "sha256"}]``."""

    __tablename__ = "sent_report"
    __table_args__ = (AUTOINCREMENT,)

    date: Mapped[dt.date]
    recipient: Mapped[str]
    subject: Mapped[str]
    files: Mapped[list[Any]] = mapped_column(default=list)
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("monitoring_snapshot.id"))
    note: Mapped[str | None]
