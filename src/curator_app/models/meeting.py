"""The log of meetings of a pair, and lessons visited."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from curator_app.domain.codes import MeetingKind
from curator_app.models.base import AUTOINCREMENT, Base, Deletable, one_of


class Meeting(Deletable, Base):
    """One meeting of a pair or group (S4-4.5). ``absent`` are numbers of mentees of the group who did not come."""

    __tablename__ = "meeting"
    __table_args__ = (
        one_of("kind", MeetingKind),
        CheckConstraint("duration_minutes IS NULL OR duration_minutes BETWEEN 1 AND 1440", name="duration_range"),
        CheckConstraint("rating IS NULL OR rating BETWEEN 1 AND 10", name="rating_range"),
        AUTOINCREMENT,
    )

    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id"), index=True)
    step_id: Mapped[int | None] = mapped_column(ForeignKey("route_step.id", ondelete="SET NULL"))
    kind: Mapped[str]
    date: Mapped[dt.date]
    duration_minutes: Mapped[int | None]
    form: Mapped[str | None]
    topic: Mapped[str | None]
    done: Mapped[str | None]
    agreed: Mapped[str | None]
    next_date: Mapped[dt.date | None]
    rating: Mapped[int | None]
    absent: Mapped[list[Any]] = mapped_column(default=list)


class LessonVisit(Deletable, Base):
    """A visited lesson (лист посещения урока): who was at whose lesson, what was seen and advised."""

    __tablename__ = "lesson_visit"
    __table_args__ = (AUTOINCREMENT,)

    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id"), index=True)
    teacher_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    visitor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    date: Mapped[dt.date]
    class_name: Mapped[str | None]
    subject: Mapped[str | None]
    topic: Mapped[str | None]
    purpose: Mapped[str | None]
    observed: Mapped[str | None]
    advice: Mapped[str | None]
