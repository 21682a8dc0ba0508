"""Invented people for tests of tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from curator_app.ui.common.table_model import Badge, Column, Meter


@dataclass(frozen=True)
class Someone:
    number: int
    name: str
    post: str | None = None
    load: int | None = None
    since: dt.date | None = None
    reserve: bool = False


def columns() -> list[Column[Someone]]:
    return [
        Column("name", "ФИО", lambda one: one.name, width=220, strong=True),
        Column("post", "Должность", lambda one: one.post, width=160),
        Column("load", "Нагрузка", lambda one: one.load, kind="number", width=110,
               meter=lambda one: None if one.load is None else Meter(one.load, 3)),
        Column("since", "В программе с", lambda one: one.since, kind="date", width=130),
        Column("reserve", "Статус", lambda one: "в резерве" if one.reserve else "назначен", width=120,
               badge=lambda one: Badge("в резерве" if one.reserve else "назначен", "warn" if one.reserve else "ok")),
        Column("secret", "Код", lambda one: f"код{one.number}", visible=False, searchable=False),
    ]  # fmt: skip


PEOPLE = [
    Someone(1, "Жукова Анна Сергеевна", "учитель химии", 2, dt.date(2026, 9, 1)),
    Someone(2, "Ёлкина Мария Петровна", "педагог-психолог", 0, dt.date(2025, 12, 31), reserve=True),
    Someone(3, "Егоров Пётр Ильич", None, None, None),
    Someone(4, "Ежова Ольга Ивановна", "учитель физики", 10, dt.date(2026, 2, 3)),
    Someone(5, "Иванов Семён Петрович", "учитель химии", 3, None, reserve=True),
]
