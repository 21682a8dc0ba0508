"""Words, columns and filters of the lists of «Итоги»."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from curator_app.domain.codes import IncentiveKind
from curator_app.services.outcome_rows import OutcomeKind, OutcomeRow
from curator_app.services.outcome_sheets import TITLES
from curator_app.texts.grammar import date_short
from curator_app.texts.labels import code_label
from curator_app.texts.monitoring_words import INCENTIVE
from curator_app.texts.route_words import STEP_LEVEL
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.table_model import Badge, Column

ORDER: Final[tuple[OutcomeKind, ...]] = ("incentive", "contest", "practice", "publication", "agreement")
"""The lists from left to right: what is wanted most comes first."""
PAYMENT: Final = IncentiveKind.PAYMENT.value


@dataclass(frozen=True, slots=True)
class Words:
    """How a list speaks. ``tab``: its name above; ``whom``: «добавить …»; ``empty`` and ``advice``: without rows."""

    tab: str
    whom: str
    added: str
    empty: str
    advice: str
    icon: str


WORDS: Final[dict[OutcomeKind, Words]] = {
    "incentive": Words(
        "Поощрения",
        "поощрение",
        "Поощрение записано",
        "Поощрений в этом году нет",
        "Программа посчитает часы, маршруты, конкурсы наставников и предложит, кого поощрить приказом.",
        "star",
    ),
    "contest": Words(
        "Конкурсы",
        "участие в конкурсе",
        "Конкурс записан",
        "Конкурсов в этом году нет",
        "Запишите участие пар в конкурсах профессионального мастерства: название, уровень, результат.",
        "target",
    ),
    "practice": Words(
        TITLES["practice"],
        "практику",
        "Практика записана",
        "В банке практик пока пусто",
        "Выберите маршрут — программа опишет его как кейс без имён; останется прочитать и поправить.",
        "archive",
    ),
    "publication": Words(
        "Публикации",
        "публикацию",
        "Публикация записана",
        "Публикаций в этом году нет",
        "Записывайте статьи, заметки и видео о наставничестве: где и когда вышли, ссылка.",
        "link",
    ),
    "agreement": Words(
        "Соглашения",
        "соглашение с партнёром",
        "Соглашение записано",
        "Соглашений с партнёрами нет",
        "Запишите договоры с вузами, колледжами, предприятиями, другими школами и сроки их действия.",
        "pair",
    ),
}


def columns(kind: OutcomeKind) -> list[Column[OutcomeRow]]:
    """The columns of a list."""
    day: Column[OutcomeRow] = Column("date", "Дата", lambda row: row.date, kind="date", width=96)
    return {"incentive": _incentive, "contest": _contest, "practice": _practice, "publication": _publication,
            "agreement": _agreement}[kind](day)  # fmt: skip


def chips(kind: OutcomeKind) -> list[Chip[OutcomeRow]]:
    """Filters of a list."""
    if kind == "incentive":
        return [
            Chip("unpaid", "Не начислено", unpaid, "paid", "Выплата назначена, отметки о начислении нет"),
            Chip("gratitude", "Благодарности", lambda row: row.data.kind == "gratitude", "kind"),
            Chip("diploma", "Грамоты", lambda row: row.data.kind == "diploma", "kind"),
            Chip("payment", "Выплаты", lambda row: row.data.kind == PAYMENT, "kind"),
        ]
    if kind == "contest":
        return [Chip("won", "С результатом", lambda row: bool(row.data.result), "result")]
    if kind == "practice":
        return [
            Chip("open", "Не опубликованы", lambda row: row.data.published_on is None, "published"),
            Chip("told", "Опубликованы", lambda row: row.data.published_on is not None, "published"),
        ]
    return []


def unpaid(row: OutcomeRow) -> bool:
    """A payment that nobody has marked as made."""
    return row.data.kind == PAYMENT and row.data.paid_on is None


def paid_badge(row: OutcomeRow) -> Badge | None:
    """«начислено 05.10.2026» or «не начислено»; nothing for a reward without money."""
    if row.data.paid_on is not None:
        return Badge(f"начислено {date_short(row.data.paid_on)}", "ok")
    return Badge("не начислено", "warn") if row.data.kind == PAYMENT else None


def _incentive(day: Column[OutcomeRow]) -> list[Column[OutcomeRow]]:
    return [
        day,
        _who("Кто", 170, strong=True),
        Column("kind", "Вид", lambda row: code_label(row.data.kind, INCENTIVE), width=126),
        Column("reason", "За что", lambda row: row.data.reason, width=225),
        Column("order", "Приказ", lambda row: row.order_words, width=180),
        Column("paid", "Начислено", lambda row: row.data.paid_on, badge=_paid_cell, kind="date", width=128),
        Column("position", "Должность", lambda row: row.position, width=160, visible=False),
        Column("amount", "Размер", lambda row: row.data.amount, width=110, visible=False),
    ]


def _who(title: str, width: int, *, strong: bool = False) -> Column[OutcomeRow]:
    return Column("who", title, lambda row: row.who, lambda row: row.who_short, width=width, strong=strong, short=True)


def _paid_cell(row: OutcomeRow) -> Badge | None:
    if row.data.paid_on is not None:
        return Badge(date_short(row.data.paid_on), "ok")
    return paid_badge(row)


def _contest(day: Column[OutcomeRow]) -> list[Column[OutcomeRow]]:
    return [
        day,
        Column("title", "Конкурс", lambda row: row.title, width=330, strong=True),
        Column("level", "Уровень", lambda row: code_label(row.data.level, STEP_LEVEL), width=120),
        _who("Кто участвовал", 230),
        Column("result", "Результат", lambda row: row.data.result, width=130),
    ]


def _practice(day: Column[OutcomeRow]) -> list[Column[OutcomeRow]]:
    return [
        Column("title", "Практика", lambda row: row.title, width=380, strong=True),
        Column("form", "Форма", lambda row: row.data.mentoring_form, width=160),
        day,
        Column("published", "Опубликована", lambda row: row.data.published_on, kind="date", width=120),
        Column("route", "По маршруту", lambda row: row.from_route, width=140, visible=False),
        Column("authors", "Авторы", lambda row: row.data.authors, width=160, visible=False),
    ]


def _publication(day: Column[OutcomeRow]) -> list[Column[OutcomeRow]]:
    return [
        day,
        Column("title", "Название", lambda row: row.title, width=340, strong=True),
        Column("kind", "Вид", lambda row: row.data.kind, width=100),
        Column("place", "Где", lambda row: row.data.place, width=190),
        _who("О какой паре", 190),
        Column("link", "Ссылка", lambda row: row.data.link, width=180, visible=False),
    ]


def _agreement(day: Column[OutcomeRow]) -> list[Column[OutcomeRow]]:
    return [
        Column("title", "Партнёр", lambda row: row.title, width=300, strong=True),
        Column("number", "Номер", lambda row: row.data.number, width=80),
        day,
        Column("until", "Действует до", lambda row: row.data.until, kind="date", width=120),
        Column("subject", "Предмет", lambda row: row.data.subject, width=300),
    ]
