"""What mentoring has brought: contests, publications, practices, thanks, agreements with partners (S2-Н1–Н4)."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from curator_app.domain.codes import IncentiveKind, StepLevel
from curator_app.models.base import AUTOINCREMENT, Base, Deletable, not_blank, one_of


class Contest(Deletable, Base):
    """A pair (or one of it) in a contest of professional skill (S2-Н4)."""

    __tablename__ = "contest"
    __table_args__ = (not_blank("title"), one_of("level", StepLevel), AUTOINCREMENT)

    title: Mapped[str]
    date: Mapped[dt.date]
    level: Mapped[str | None]
    result: Mapped[str | None]
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("pair.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    note: Mapped[str | None]


class Publication(Deletable, Base):
    """Something published about mentoring (S2-Н3)."""

    __tablename__ = "publication"
    __table_args__ = (not_blank("title"), AUTOINCREMENT)

    title: Mapped[str]
    kind: Mapped[str | None]
    place: Mapped[str | None]
    date: Mapped[dt.date]
    link: Mapped[str | None]
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("pair.id"))
    note: Mapped[str | None]


class Practice(Deletable, Base):
    """A practice worth telling others (S1 ДК-5, S0-9)."""

    __tablename__ = "practice"
    __table_args__ = (not_blank("title"), AUTOINCREMENT)

    title: Mapped[str]
    authors: Mapped[str | None]
    mentoring_form: Mapped[str | None]
    problem: Mapped[str | None]
    goal: Mapped[str | None]
    actions: Mapped[str | None]
    result: Mapped[str | None]
    conditions: Mapped[str | None]
    date: Mapped[dt.date]
    route_id: Mapped[int | None] = mapped_column(ForeignKey("route.id"))
    published_on: Mapped[dt.date | None]


class Incentive(Deletable, Base):
    """A thank or a reward, by which order, and when it was paid (S2-Н1)."""

    __tablename__ = "incentive"
    __table_args__ = (one_of("kind", IncentiveKind), AUTOINCREMENT)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    date: Mapped[dt.date]
    reason: Mapped[str | None]
    amount: Mapped[str | None]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("order.id"))
    paid_on: Mapped[dt.date | None]


class Agreement(Deletable, Base):
    """An agreement with a partner (S1 Пол-3.3-7, S4-1.7)."""

    __tablename__ = "agreement"
    __table_args__ = (not_blank("partner"), AUTOINCREMENT)

    partner: Mapped[str]
    number: Mapped[str | None]
    date: Mapped[dt.date]
    until: Mapped[dt.date | None]
    subject: Mapped[str | None]
    note: Mapped[str | None]
