"""Columns and chips of the list of pairs."""

from __future__ import annotations

from curator_app.runtime.clock import Clock
from curator_app.services.rows import PairRow
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.pairs import facts


def _state(row: PairRow) -> Badge:
    return Badge(*facts.state_words(row))


def _lacking(row: PairRow) -> Badge | None:
    wants = _wants(row)
    return Badge(wants, "warn") if wants else None


def _wants(row: PairRow) -> str:
    return ", ".join(one for one in (facts.waiting_words(row), *facts.lacking(row)) if one)


COLUMNS: tuple[Column[PairRow], ...] = (
    Column(
        "mentor_name",
        "Наставник",
        lambda row: row.mentor_name,
        lambda row: row.mentor_short,
        width=170,
        strong=True,
        short=True,
        tooltip=lambda row: row.mentor_name,
    ),
    Column(
        "mentees_name",
        "Наставляемые",
        lambda row: ", ".join(row.mentees_name),
        lambda row: ", ".join(row.mentees_short),
        width=185,
        short=True,
        icon=lambda row: "users" if row.is_group else "user",
        tooltip=lambda row: "\n".join(row.mentees_name),
    ),
    Column(
        "status",
        "Статус",
        lambda row: facts.state_words(row)[0],
        width=145,
        badge=_state,
    ),
    Column(
        "missing",
        "Чего не хватает",
        _wants,
        width=165,
        badge=_lacking,
        tooltip=facts.lacking_told,
    ),
    Column("order_date", "Приказ", lambda row: row.order_date, facts.order_words, kind="date", width=190),
    Column(
        "start_date",
        "Период",
        lambda row: row.start_date,
        lambda row: facts.period_words(row.start_date, row.end_date),
        kind="date",
        width=175,
    ),
    Column("end_date", "Окончание", lambda row: row.end_date, kind="date", width=120, visible=False),
    Column("mentoring_form", "Форма", lambda row: row.mentoring_form, width=150),
    Column("mentoring_kind", "Вид", lambda row: row.mentoring_kind, width=170, visible=False),
    Column("role_model", "Ролевая модель", lambda row: row.role_model, width=200, visible=False),
    Column("focus", "Направление", lambda row: row.focus, width=190, visible=False),
    Column("subject", "Предмет", lambda row: row.subject, width=120, visible=False),
    Column("academic_year", "Учебный год", lambda row: row.academic_year, width=110, visible=False),
    Column("note", "Примечание", lambda row: row.note, width=200, visible=False),
)


def chips(clock: Clock) -> tuple[Chip[PairRow], ...]:
    """The filters above the list; what ends soon is judged on the day of ``clock``."""
    return (
        Chip("ready", "Готовы к приказу", facts.is_ready, "state", "Согласия получены, срок и форма указаны"),
        Chip("without_order", "Без приказа", facts.without_order, "state"),
        Chip("consents", "Не хватает согласий", facts.lacks_consents, "consents"),
        Chip("assigned", "Закреплены", facts.is_assigned, "state", "Действуют по приказу"),
        Chip(
            "ends_soon",
            "Кончаются в 30 дней",
            lambda row: facts.ends_soon(row, clock.today()),
            "term",
            "Заканчиваются в ближайшие 30 дней: продлить или завершить",
        ),
        Chip("waits", "Ждут приказа", facts.waits_for_order, "waits", "Есть заявление, ходатайство или соглашение"),
        Chip("ended", "Завершены", facts.is_ended, "state", "Завершены или прекращены"),
    )
