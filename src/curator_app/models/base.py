"""Base of the mapped classes: named constraints, ids that are never used twice, dates as ISO text."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, DateTime, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table has an integer ``id`` that SQLite never gives out twice, so that an undone insert can be
    redone under its old number."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 — SQLAlchemy reads this attribute as it is
        dt.date: Date,
        dt.datetime: DateTime,
        dict[str, Any]: JSON,
        dict[str, str]: JSON,
        list[str]: JSON,
        list[Any]: JSON,
    }

    id: Mapped[int] = mapped_column(primary_key=True)


class Deletable:
    """A record that goes to the recycle bin before it is really gone."""

    deleted_at: Mapped[dt.datetime | None] = mapped_column(default=None)


def one_of(column: str, codes: type[StrEnum], *, name: str | None = None) -> CheckConstraint:
    """A closed list kept by the database itself."""
    listed = ", ".join(f"'{code.value}'" for code in codes)
    return CheckConstraint(f"{column} IS NULL OR {column} IN ({listed})", name=name or f"{column}_known")


def not_blank(column: str) -> CheckConstraint:
    """A text that must say something."""
    return CheckConstraint(f"trim({column}) <> ''", name=f"{column}_not_blank")


AUTOINCREMENT = {"sqlite_autoincrement": True}
