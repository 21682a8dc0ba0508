"""The school, its years, its editable lists and settings."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from curator_app.domain.codes import Catalogue
from curator_app.models.base import AUTOINCREMENT, Base, not_blank, one_of


class School(Base):
    """The one school of this base: requisites of the order header (S1, domain.md c). Its id is always 1."""

    __tablename__ = "school"
    __table_args__ = (CheckConstraint("id = 1", name="single"), AUTOINCREMENT)

    full_name: Mapped[str] = mapped_column(default="")
    short_name: Mapped[str] = mapped_column(default="")
    founder: Mapped[str | None]
    place: Mapped[str | None]
    address: Mapped[str | None]
    inn: Mapped[str | None]
    kpp: Mapped[str | None]
    ogrn: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    director_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    director_post: Mapped[str] = mapped_column(default="директор")
    curator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    curator_order: Mapped[str | None]
    order_number_suffix: Mapped[str | None]
    municipal_body: Mapped[str | None]
    municipal_email: Mapped[str | None]
    working_week: Mapped[int] = mapped_column(default=5)
    young_max_years: Mapped[int] = mapped_column(default=3)
    young_max_age: Mapped[int] = mapped_column(default=35)
    default_capacity: Mapped[int] = mapped_column(default=2)


class AcademicYear(Base):
    """One school year, 1 September to 31 August; a closed one is read-only."""

    __tablename__ = "academic_year"
    __table_args__ = (CheckConstraint("start_date < end_date", name="order"), AUTOINCREMENT)

    label: Mapped[str] = mapped_column(unique=True)
    start_date: Mapped[dt.date]
    end_date: Mapped[dt.date]
    closed_on: Mapped[dt.date | None]


class CatalogueEntry(Base):
    """One line of a list the school may edit; ``code`` is stable where programs need it."""

    __tablename__ = "catalogue_entry"
    __table_args__ = (
        UniqueConstraint("catalogue", "title"),
        UniqueConstraint("catalogue", "code"),
        one_of("catalogue", Catalogue),
        not_blank("title"),
        AUTOINCREMENT,
    )

    catalogue: Mapped[str]
    code: Mapped[str | None]
    title: Mapped[str]
    sort: Mapped[int] = mapped_column(default=0)
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)
    hidden: Mapped[bool] = mapped_column(default=False)


class Setting(Base):
    """A choice of the school that is no fact about anybody (layout of orders and the like)."""

    __tablename__ = "setting"
    __table_args__ = (AUTOINCREMENT,)

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[dict[str, Any]] = mapped_column(default=dict)


class PaperTemplate(Base):
    """The school's own wording of a paper; without a row the wording is the one shipped."""

    __tablename__ = "paper_template"
    __table_args__ = (AUTOINCREMENT,)

    code: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    updated_at: Mapped[dt.datetime]


class TemplateVersion(Base):
    """An earlier wording of a paper, kept at each saving."""

    __tablename__ = "template_version"
    __table_args__ = (not_blank("code"), AUTOINCREMENT)

    code: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    saved_at: Mapped[dt.datetime]
    note: Mapped[str | None]


class NormRecord(Base):
    """A norm changed, hidden or added by the school; without a row the norm is the one shipped."""

    __tablename__ = "norm"
    __table_args__ = (not_blank("code"), AUTOINCREMENT)

    code: Mapped[str] = mapped_column(unique=True)
    definition: Mapped[dict[str, Any]] = mapped_column(default=dict)
    hidden: Mapped[bool] = mapped_column(default=False)
