"""What the school says about terms: its own rules and days, and what was done with a task."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from curator_app.domain.codes import CalendarDayKind, TaskMarkState, TaskObject
from curator_app.models.base import AUTOINCREMENT, Base, Deletable, not_blank, one_of


class DeadlineRule(Base):
    """A rule changed, switched off or added by the school; without a row the rule is the one shipped."""

    __tablename__ = "deadline_rule"
    __table_args__ = (not_blank("code"), AUTOINCREMENT)

    code: Mapped[str] = mapped_column(unique=True)
    definition: Mapped[dict[str, Any]] = mapped_column(default=dict)
    enabled: Mapped[bool] = mapped_column(default=True)


class CalendarDay(Base):
    """A day of the calendar that the school itself has settled."""

    __tablename__ = "calendar_day"
    __table_args__ = (one_of("kind", CalendarDayKind), AUTOINCREMENT)

    date: Mapped[dt.date] = mapped_column(unique=True)
    kind: Mapped[str]
    note: Mapped[str | None]


class TaskMark(Base):
    """What was done with one occurrence of a rule for one object (``object_id`` is 0 for the school).

    ``trigger_date`` is the date from which the term was reckoned when the mark was made.
    """

    __tablename__ = "task_mark"
    __table_args__ = (
        UniqueConstraint("rule_code", "object_kind", "object_id", "occurrence"),
        one_of("object_kind", TaskObject),
        one_of("state", TaskMarkState),
        CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name="done_has_day"),
        CheckConstraint("(state = 'postponed') = (postponed_to IS NOT NULL)", name="postponed_has_day"),
        AUTOINCREMENT,
    )

    rule_code: Mapped[str]
    object_kind: Mapped[str]
    object_id: Mapped[int] = mapped_column(default=0)
    occurrence: Mapped[str] = mapped_column(default="")
    state: Mapped[str]
    trigger_date: Mapped[dt.date | None]
    due: Mapped[dt.date | None]
    done_on: Mapped[dt.date | None]
    postponed_to: Mapped[dt.date | None]
    evidence: Mapped[str | None]
    note: Mapped[str | None]


class OwnTask(Deletable, Base):
    """A task the curator has set herself."""

    __tablename__ = "own_task"
    __table_args__ = (
        not_blank("title"),
        one_of("object_kind", TaskObject),
        CheckConstraint("(object_kind IS NULL) = (object_id IS NULL)", name="object_whole"),
        AUTOINCREMENT,
    )

    title: Mapped[str]
    due: Mapped[dt.date]
    object_kind: Mapped[str | None]
    object_id: Mapped[int | None]
    done_on: Mapped[dt.date | None]
    evidence: Mapped[str | None]
    note: Mapped[str | None]
