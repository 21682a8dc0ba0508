"""The school's roadmap (дорожная карта) and what the school does with many people at once."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from curator_app.domain.codes import ActivityKind, ActivityStatus, Responsible, RoadmapItemStatus
from curator_app.models.base import AUTOINCREMENT, Base, Deletable, not_blank, one_of


class Roadmap(Deletable, Base):
    """The plan of one school year (S2, S1 Пол-3.4-4). ``columns`` names the set of columns it is printed with."""

    __tablename__ = "roadmap"
    __table_args__ = (not_blank("title"), AUTOINCREMENT)

    title: Mapped[str]
    academic_year_id: Mapped[int] = mapped_column(ForeignKey("academic_year.id"))
    template_code: Mapped[str | None]
    columns: Mapped[str | None]
    approved_on: Mapped[dt.date | None]
    note: Mapped[str | None]

    items: Mapped[list["RoadmapItem"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="RoadmapItem.sort, RoadmapItem.id"
    )


class RoadmapItem(Base):
    """A line of the roadmap: its term as text and, when it has one, as a rule or as days."""

    __tablename__ = "roadmap_item"
    __table_args__ = (
        not_blank("content"),
        one_of("status", RoadmapItemStatus),
        CheckConstraint("due_date IS NULL OR start_date IS NULL OR due_date >= start_date", name="dates_order"),
        AUTOINCREMENT,
    )

    roadmap_id: Mapped[int] = mapped_column(ForeignKey("roadmap.id", ondelete="CASCADE"), index=True)
    sort: Mapped[int] = mapped_column(default=0)
    stage: Mapped[str | None]
    content: Mapped[str]
    term_text: Mapped[str | None]
    rule_code: Mapped[str | None]
    start_date: Mapped[dt.date | None]
    due_date: Mapped[dt.date | None]
    expected_result: Mapped[str | None]
    resources: Mapped[str | None]
    responsible: Mapped[str | None]
    basis: Mapped[str | None]
    source: Mapped[str | None]
    status: Mapped[str] = mapped_column(default=RoadmapItemStatus.PLANNED.value)
    done_on: Mapped[dt.date | None]
    result: Mapped[str | None]
    evidence: Mapped[str | None]
    note: Mapped[str | None]


class Activity(Deletable, Base):
    """A consultation of mentors, a training or an event (S2-П5, Н2; S1 Пол-3.4-8)."""

    __tablename__ = "activity"
    __table_args__ = (
        not_blank("title"),
        one_of("kind", ActivityKind),
        one_of("status", ActivityStatus),
        one_of("responsible", Responsible),
        CheckConstraint("end_date IS NULL OR end_date >= date", name="dates_order"),
        CheckConstraint("hours IS NULL OR hours > 0", name="hours_positive"),
        AUTOINCREMENT,
    )

    kind: Mapped[str]
    title: Mapped[str]
    date: Mapped[dt.date]
    end_date: Mapped[dt.date | None]
    form: Mapped[str | None]
    place: Mapped[str | None]
    organisation: Mapped[str | None]
    hours: Mapped[int | None]
    programme: Mapped[str | None]
    responsible: Mapped[str | None]
    responsible_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    status: Mapped[str] = mapped_column(default=ActivityStatus.PLANNED.value)
    result: Mapped[str | None]
    attended: Mapped[int | None]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("order.id"))
    note: Mapped[str | None]

    participants: Mapped[list["ActivityParticipant"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ActivityParticipant.id"
    )


class ActivityParticipant(Base):
    """Who takes part, and the document about it (удостоверение, сертификат)."""

    __tablename__ = "activity_participant"
    __table_args__ = (UniqueConstraint("activity_id", "person_id"), AUTOINCREMENT)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    document: Mapped[str | None]
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)
