"""Questionnaires, their waves, who is asked, and the replies."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from curator_app.domain.codes import QuestionnaireKind, ReplyWay, RespondentRole, WaveStage
from curator_app.models.base import AUTOINCREMENT, Base, Deletable, not_blank, one_of


class Questionnaire(Base):
    """One version of a questionnaire that the school has used or changed; without rows the shipped one counts.

    ``questions`` is a list of plain questions in the form of resources/catalogues/questionnaires.json. A version with
    replies is never changed: the next one is made instead.
    """

    __tablename__ = "questionnaire"
    __table_args__ = (
        UniqueConstraint("code", "version"),
        not_blank("code"),
        not_blank("title"),
        one_of("kind", QuestionnaireKind),
        one_of("role", RespondentRole),
        AUTOINCREMENT,
    )

    code: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str]
    kind: Mapped[str]
    role: Mapped[str | None]
    mentoring_form: Mapped[str | None]
    preamble: Mapped[str | None]
    questions: Mapped[list[Any]] = mapped_column(default=list)
    hidden: Mapped[bool] = mapped_column(default=False)


class SurveyWave(Deletable, Base):
    """One asking. Its questionnaires stand in ``forms`` by role; ``questions`` are those of a wave that came with a
    file: ``[{"text", "kind"}]``."""

    __tablename__ = "survey_wave"
    __table_args__ = (not_blank("title"), one_of("stage", WaveStage), AUTOINCREMENT)

    title: Mapped[str] = mapped_column(unique=True)
    date: Mapped[dt.date | None]
    questions: Mapped[list[Any]] = mapped_column(default=list)
    stage: Mapped[str | None]
    due_date: Mapped[dt.date | None]
    academic_year_id: Mapped[int | None] = mapped_column(ForeignKey("academic_year.id"))
    closed_on: Mapped[dt.date | None]
    note: Mapped[str | None]

    forms: Mapped[list["WaveForm"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="WaveForm.id"
    )


class WaveForm(Base):
    """Which questionnaire people of one role answer in a wave."""

    __tablename__ = "wave_form"
    __table_args__ = (UniqueConstraint("wave_id", "role"), one_of("role", RespondentRole), AUTOINCREMENT)

    wave_id: Mapped[int] = mapped_column(ForeignKey("survey_wave.id", ondelete="CASCADE"))
    role: Mapped[str]
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))


class WaveRespondent(Base):
    """Who must answer in a wave, in which role and about which pair (0: about no particular one)."""

    __tablename__ = "wave_respondent"
    __table_args__ = (
        UniqueConstraint("wave_id", "person_id", "role", "about_pair"),
        one_of("role", RespondentRole),
        AUTOINCREMENT,
    )

    wave_id: Mapped[int] = mapped_column(ForeignKey("survey_wave.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    about_pair: Mapped[int] = mapped_column(default=0)
    due_date: Mapped[dt.date | None]
    printed_on: Mapped[dt.date | None]
    excused: Mapped[str | None]


class Reply(Base):
    """What one person answered in one wave: ``answers`` is {question: number or text}. ``about_pair`` is the pair it
    is about, 0 when about none in particular."""

    __tablename__ = "reply"
    __table_args__ = (
        UniqueConstraint("wave_id", "respondent_id", "role", "about_pair"),
        one_of("way", ReplyWay),
        AUTOINCREMENT,
    )

    wave_id: Mapped[int] = mapped_column(ForeignKey("survey_wave.id", ondelete="CASCADE"))
    respondent_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(default="")
    about_pair: Mapped[int] = mapped_column(default=0, server_default="0")
    date: Mapped[dt.date | None]
    way: Mapped[str | None]
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    raw: Mapped[dict[str, str]] = mapped_column(default=dict)
