"""Waves of a survey and the replies."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from curator_app.models.base import AUTOINCREMENT, Base, not_blank


class SurveyWave(Base):
    """One asking of one questionnaire: its questions in their order, ``[{"text", "kind"}]``."""

    __tablename__ = "survey_wave"
    __table_args__ = (not_blank("title"), AUTOINCREMENT)

    title: Mapped[str] = mapped_column(unique=True)
    date: Mapped[dt.date | None]
    questions: Mapped[list[Any]] = mapped_column(default=list)


class Reply(Base):
    """What one person answered in one wave: ``answers`` is {question: number or text}."""

    __tablename__ = "reply"
    __table_args__ = (UniqueConstraint("wave_id", "respondent_id", "role"), AUTOINCREMENT)

    wave_id: Mapped[int] = mapped_column(ForeignKey("survey_wave.id", ondelete="CASCADE"))
    respondent_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(default="")
    date: Mapped[dt.date | None]
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    raw: Mapped[dict[str, str]] = mapped_column(default=dict)
