"""Individual routes (ИОМ): stages, steps, the deficits they work on, and why they were changed."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from curator_app.domain.codes import (
    Responsible,
    RouteChangeKind,
    RouteStageCode,
    RouteStatus,
    StepLevel,
    StepStatus,
)
from curator_app.models.base import AUTOINCREMENT, Base, Deletable, not_blank, one_of


class RouteTemplate(Base):
    """A template of routes changed or made by the school; without a row it is the one shipped."""

    __tablename__ = "route_template"
    __table_args__ = (not_blank("code"), AUTOINCREMENT)

    code: Mapped[str] = mapped_column(unique=True)
    definition: Mapped[dict[str, Any]] = mapped_column(default=dict)
    hidden: Mapped[bool] = mapped_column(default=False)


class Route(Deletable, Base):
    """The route of one mentee, usually inside one pair (S2-П1, М1)."""

    __tablename__ = "route"
    __table_args__ = (
        not_blank("title"),
        one_of("status", RouteStatus),
        CheckConstraint("end_date >= start_date", name="dates_order"),
        AUTOINCREMENT,
    )

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"), index=True)
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("pair.id"), index=True)
    academic_year_id: Mapped[int | None] = mapped_column(ForeignKey("academic_year.id"))
    template_code: Mapped[str | None]
    title: Mapped[str]
    goal: Mapped[str | None]
    strengths: Mapped[str | None]
    mode: Mapped[str | None]
    start_date: Mapped[dt.date]
    end_date: Mapped[dt.date]
    status: Mapped[str] = mapped_column(default=RouteStatus.DRAFT.value)
    approved_on: Mapped[dt.date | None]
    acquainted_on: Mapped[dt.date | None]
    completed_on: Mapped[dt.date | None]
    result: Mapped[str | None]
    note: Mapped[str | None]

    stages: Mapped[list["RouteStage"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="RouteStage.start_date, RouteStage.id"
    )
    steps: Mapped[list["RouteStep"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="RouteStep.sort, RouteStep.id"
    )


class RouteStage(Base):
    """A stage of a route with its days."""

    __tablename__ = "route_stage"
    __table_args__ = (
        UniqueConstraint("route_id", "code"),
        one_of("code", RouteStageCode),
        CheckConstraint("end_date >= start_date", name="dates_order"),
        AUTOINCREMENT,
    )

    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"))
    code: Mapped[str]
    title: Mapped[str]
    start_date: Mapped[dt.date]
    end_date: Mapped[dt.date]


class RouteStep(Base):
    """A step of a route (columns of domain.md c). ``anchor`` and ``offset_days`` tell how its term was reckoned,
    until it is moved by hand. ``evidence_path`` is relative to the folder of data."""

    __tablename__ = "route_step"
    __table_args__ = (
        not_blank("content"),
        one_of("stage", RouteStageCode),
        one_of("status", StepStatus),
        one_of("responsible", Responsible),
        one_of("level", StepLevel),
        CheckConstraint("due_date IS NULL OR start_date IS NULL OR due_date >= start_date", name="dates_order"),
        AUTOINCREMENT,
    )

    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"), index=True)
    stage: Mapped[str]
    sort: Mapped[int] = mapped_column(default=0)
    content: Mapped[str]
    form: Mapped[str | None]
    level: Mapped[str | None]
    expected_result: Mapped[str | None]
    resources: Mapped[str | None]
    report_document: Mapped[str | None]
    responsible: Mapped[str | None]
    responsible_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    start_date: Mapped[dt.date | None]
    due_date: Mapped[dt.date | None]
    anchor: Mapped[str | None]
    offset_days: Mapped[int | None]
    status: Mapped[str] = mapped_column(default=StepStatus.PLANNED.value)
    done_on: Mapped[dt.date | None]
    result: Mapped[str | None]
    evidence: Mapped[str | None]
    evidence_path: Mapped[str | None]
    mentor_comment: Mapped[str | None]

    deficits: Mapped[list["RouteStepDeficit"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="RouteStepDeficit.id"
    )


class RouteStepDeficit(Base):
    """Which deficit a step works on."""

    __tablename__ = "route_step_deficit"
    __table_args__ = (UniqueConstraint("step_id", "deficit_id"), AUTOINCREMENT)

    step_id: Mapped[int] = mapped_column(ForeignKey("route_step.id", ondelete="CASCADE"))
    deficit_id: Mapped[int] = mapped_column(ForeignKey("deficit.id", ondelete="CASCADE"), index=True)


class RouteChange(Base):
    """An approval, correction, extension or completion of a route: when, why and what became different."""

    __tablename__ = "route_change"
    __table_args__ = (one_of("kind", RouteChangeKind), AUTOINCREMENT)

    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    date: Mapped[dt.date]
    reason: Mapped[str | None]
    what: Mapped[str | None]
