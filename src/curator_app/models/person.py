"""One person, whatever the roles; the roles stand beside it under the same number."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from curator_app.domain.codes import (
    ConsentKind,
    MenteeCategory,
    MentorStatus,
    PersonKind,
    QualificationCategory,
)
from curator_app.domain.names import PersonName
from curator_app.models.base import AUTOINCREMENT, Base, Deletable, not_blank, one_of


class Person(Deletable, Base):
    """A participant (domain.md c). ``raw`` keeps what an import could not understand, by field."""

    __tablename__ = "person"
    __table_args__ = (
        not_blank("surname"),
        not_blank("first_name"),
        CheckConstraint("gender IS NULL OR gender IN ('m', 'f')", name="gender_known"),
        CheckConstraint("experience_years IS NULL OR experience_years BETWEEN 0 AND 80", name="experience_range"),
        CheckConstraint("birth_year IS NULL OR birth_year BETWEEN 1900 AND 2100", name="birth_year_range"),
        one_of("kind", PersonKind),
        one_of("qualification_category", QualificationCategory),
        AUTOINCREMENT,
    )

    surname: Mapped[str] = mapped_column(index=True)
    first_name: Mapped[str]
    patronymic: Mapped[str | None]
    gender: Mapped[str | None]
    indeclinable: Mapped[bool] = mapped_column(default=False)
    birth_date: Mapped[dt.date | None]
    birth_year: Mapped[int | None]
    kind: Mapped[str] = mapped_column(default=PersonKind.STAFF.value)
    position: Mapped[str | None]
    subjects: Mapped[list[str]] = mapped_column(default=list)
    qualification_category: Mapped[str | None]
    experience_years: Mapped[int | None]
    young_specialist: Mapped[bool | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    workplace: Mapped[str | None]
    work_start_date: Mapped[dt.date | None]
    dismissal_date: Mapped[dt.date | None]
    class_name: Mapped[str | None]
    building: Mapped[str | None]
    shift: Mapped[str | None]
    education: Mapped[str | None]
    note: Mapped[str | None]
    archived_on: Mapped[dt.date | None]
    depersonalised_on: Mapped[dt.date | None]
    raw: Mapped[dict[str, str]] = mapped_column(default=dict)

    name_forms: Mapped[list["NameForm"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @property
    def name(self) -> PersonName:
        """The name as a value, in the nominative."""
        return PersonName(self.surname, self.first_name, self.patronymic)


class NameForm(Base):
    """A case of somebody's name put right by hand; it wins over the grammar."""

    __tablename__ = "name_form"
    __table_args__ = (
        UniqueConstraint("person_id", "grammatical_case"),
        CheckConstraint(
            "grammatical_case IN ('genitive', 'dative', 'accusative', 'instrumental', 'prepositional')",
            name="case_known",
        ),
        AUTOINCREMENT,
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    grammatical_case: Mapped[str]
    surname: Mapped[str]
    first_name: Mapped[str]
    patronymic: Mapped[str | None]

    @property
    def name(self) -> PersonName:
        """The name in this case."""
        return PersonName(self.surname, self.first_name, self.patronymic)


class Mentor(Deletable, Base):
    """Mentor profile; its id is the person's (official base columns, domain.md c)."""

    __tablename__ = "mentor"
    __table_args__ = (
        CheckConstraint("capacity BETWEEN 0 AND 100", name="capacity_range"),
        one_of("status", MentorStatus),
    )

    id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    capacity: Mapped[int] = mapped_column(default=2)
    competencies: Mapped[str | None]
    achievements: Mapped[str | None]
    interests: Mapped[str | None]
    desired_mentee_age: Mapped[str | None]
    time_resource: Mapped[str | None]
    program_entry_date: Mapped[dt.date | None]
    mentoring_form: Mapped[str | None]
    status: Mapped[str] = mapped_column(default=MentorStatus.POTENTIAL.value)
    note: Mapped[str | None]
    raw: Mapped[dict[str, str]] = mapped_column(default=dict)

    person: Mapped["Person"] = relationship()
    competences: Mapped[list["Competence"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Competence.id"
    )


class Competence(Base):
    """An area in which a mentor can help, with a level 1–3."""

    __tablename__ = "competence"
    __table_args__ = (
        UniqueConstraint("mentor_id", "area"),
        CheckConstraint("level BETWEEN 1 AND 3", name="level_range"),
        AUTOINCREMENT,
    )

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id", ondelete="CASCADE"))
    area: Mapped[str]
    level: Mapped[int] = mapped_column(default=2)


class Mentee(Deletable, Base):
    """Mentee profile; its id is the person's."""

    __tablename__ = "mentee"
    __table_args__ = (one_of("category", MenteeCategory),)

    id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    category: Mapped[str | None]
    program_entry_date: Mapped[dt.date | None]
    mentoring_form: Mapped[str | None]
    group_label: Mapped[str | None]
    mentor_name_raw: Mapped[str | None]
    actualized_on: Mapped[dt.date | None]
    note: Mapped[str | None]
    raw: Mapped[dict[str, str]] = mapped_column(default=dict)

    person: Mapped["Person"] = relationship()


class Consent(Base):
    """A written consent, its withdrawal, or a refusal; ``signed_by`` when a parent or representative signed."""

    __tablename__ = "consent"
    __table_args__ = (
        one_of("kind", ConsentKind),
        CheckConstraint("until IS NULL OR date IS NULL OR until >= date", name="until_after_date"),
        CheckConstraint("withdrawn_on IS NULL OR date IS NULL OR withdrawn_on >= date", name="withdrawn_after_date"),
        AUTOINCREMENT,
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    date: Mapped[dt.date | None]
    until: Mapped[dt.date | None]
    withdrawn_on: Mapped[dt.date | None]
    refused: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]
    signed_by: Mapped[str | None]
