"""Orders as the register shows them: about whom, and what later orders did to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from curator_app.domain.school_year import SchoolYear
from curator_app.services import pairs
from curator_app.services.papers import register
from curator_app.services.papers.register import OrderRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge, Column

_NAMED = 2
_TONES: dict[str, Tone] = {"issued": "ok", "changed": "warn", "cancelled": "neutral"}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register. ``state`` names the order that changed or cancelled this one."""

    order: OrderRow
    about: str
    state: str

    @property
    def id(self) -> int:
        """Number of the record."""
        return self.order.id


def _prepared(day: dt.date) -> dt.date:
    """The first day of the year that an order of the summer prepares; of another order its own day."""
    return dt.date(day.year, 9, 1) if 6 <= day.month <= 8 else day


def read_rows(workspace: Workspace, label: str | None = None) -> list[RegisterRow]:
    """The register, the latest first; of a school year when asked, with orders of the summer that prepares it."""
    year = SchoolYear.parse(label) if label is not None else None
    today = workspace.clock.today()
    orders = [
        order
        for order in register.list_orders(workspace)
        if year is None or year.concerns(order.date, max(order.date, _prepared(order.date)), today)
    ]
    people = {
        row.id: f"{_short(row.mentor_name)} — {', '.join(map(_short, row.mentees_name))}"
        for row in pairs.list_pairs(workspace)
    }
    later: dict[int, list[OrderRow]] = {}
    for order in orders:
        if order.refers_to is not None and order.status != "cancelled":
            later.setdefault(order.refers_to, []).append(order)
    rows = [RegisterRow(order, _about(order, people), _state(order, later.get(order.id, []))) for order in orders]
    return rows[::-1]


def _short(full_name: str) -> str:
    """«Иванова М. П.» of a full name, for lists only; papers decline names by the grammar."""
    surname, *others = full_name.split()
    return " ".join([surname, "".join(f"{one[0]}." for one in others if one[0].isupper())]).strip()


def _about(order: OrderRow, people: dict[int, str]) -> str:
    named = [people[one] for one in order.pairs if one in people]
    if not named:
        return order.heading
    rest = len(named) - _NAMED
    more = f" и ещё {counted(rest, 'пара', 'пары', 'пар')}" if rest > 0 else ""
    return "; ".join(named[:_NAMED]) + more


def _state(order: OrderRow, later: list[OrderRow]) -> str:
    if not later or order.status == "issued":
        return order.status_label
    by = [one for one in later if one.effect == "cancels"] or later
    numbers = ", ".join(f"№ {one.number} от {one.date:%d.%m.%Y}" for one in by)
    return f"{order.status_label} приказом {numbers}" if len(by) == 1 else f"{order.status_label} приказами {numbers}"


COLUMNS: tuple[Column[RegisterRow], ...] = (
    Column("number", "№", lambda row: row.order.number, width=80, strong=True),
    Column("date", "Дата", lambda row: row.order.date, kind="date", width=100),
    Column("type", "Вид", lambda row: row.order.type_label, width=165, tooltip=lambda row: row.order.heading),
    Column("about", "О ком", lambda row: row.about, width=195),
    Column(
        "status",
        "Статус",
        lambda row: row.state,
        width=195,
        badge=lambda row: Badge(row.state, _TONES[row.order.status]),
        tooltip=lambda row: row.state,
    ),
    Column("school_year", "Учебный год", lambda row: row.order.school_year, width=110, visible=False),
    Column("heading", "Заголовок", lambda row: row.order.heading, width=260, visible=False),
)

CHIPS: tuple[Chip[RegisterRow], ...] = (
    Chip("issued", "Действуют", lambda row: row.order.status == "issued", "status"),
    Chip("changed", "Изменены", lambda row: row.order.status == "changed", "status"),
    Chip("cancelled", "Отменены", lambda row: row.order.status == "cancelled", "status"),
)
