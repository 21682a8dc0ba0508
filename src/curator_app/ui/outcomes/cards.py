"""The card of a record of «Итоги»."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from curator_app.services.outcome_rows import OutcomeRow
from curator_app.texts.grammar import date_short
from curator_app.texts.labels import code_label
from curator_app.texts.monitoring_words import INCENTIVE
from curator_app.texts.route_words import STEP_LEVEL
from curator_app.ui.common.card_content import Act, CardContent, Line, Prose, Section
from curator_app.ui.common.table_model import Badge
from curator_app.ui.outcomes.words import paid_badge

Opener = Callable[[str, int], object]


def card(row: OutcomeRow, acts: Sequence[Act], opener: Opener) -> CardContent:
    """Everything known of a record."""
    subtitle, badges, sections = _PARTS[row.kind](row, opener)
    return CardContent(
        row.title,
        subtitle=subtitle,
        badges=tuple(badges),
        sections=tuple(sections),
        actions=tuple(acts),
        key=(row.kind, row.id),
    )


_Told = tuple[str, list[Badge], list[Section]]


def _incentive(row: OutcomeRow, opener: Opener) -> _Told:
    data = row.data
    badges = [Badge(code_label(data.kind, INCENTIVE), "accent")]
    if (paid := paid_badge(row)) is not None:
        badges.append(paid)
    order = (lambda: opener("order", data.order)) if data.order is not None else None
    facts = (
        Line("Дата", date_short(row.date)),
        Line("Приказ", row.order_words, order),
        Line("Размер", data.amount or ""),
    )
    return row.position or "", badges, [Section("Поощрение", facts), Section("За что", (Prose(data.reason or ""),))]


def _contest(row: OutcomeRow, opener: Opener) -> _Told:
    data = row.data
    about = (lambda: opener("pair", data.pair)) if data.pair is not None else None
    facts = (
        Line("Дата", date_short(row.date)),
        Line("Уровень", code_label(data.level, STEP_LEVEL)),
        Line("Кто", row.who, about),
    )
    badges = [Badge(data.result, "ok")] if data.result else []
    return "", badges, [Section("Конкурс", facts), Section("Примечание", (Prose(data.note or ""),))]


def _publication(row: OutcomeRow, opener: Opener) -> _Told:
    data = row.data
    about = (lambda: opener("pair", data.pair)) if data.pair is not None else None
    facts = (
        Line("Дата", date_short(row.date)),
        Line("Вид", data.kind or ""),
        Line("Где", data.place or ""),
        Line("Ссылка", data.link or ""),
        Line("О паре", row.who, about),
    )
    return "", [], [Section("Публикация", facts), Section("Примечание", (Prose(data.note or ""),))]


def _practice(row: OutcomeRow, opener: Opener) -> _Told:
    data = row.data
    source = (lambda: opener("route", data.route)) if data.route is not None else None
    sections = [
        Section(heading, (Prose(words),))
        for heading, words in (
            ("Проблема", data.problem),
            ("Цель", data.goal),
            ("Что сделано", data.actions),
            ("Результат", data.result),
            ("Условия", data.conditions),
        )
        if words
    ]
    facts = (
        Line("Форма", data.mentoring_form or ""),
        Line("Авторы", data.authors or ""),
        Line("Описана", date_short(row.date)),
        Line("По маршруту", row.from_route, source, hint="В самом кейсе имён нет"),
    )
    published = data.published_on
    badge = Badge("не опубликована") if published is None else Badge(f"опубликована {date_short(published)}", "ok")
    return "", [badge], [*sections, Section("Сведения", facts)]


def _agreement(row: OutcomeRow, _opener: Opener) -> _Told:
    data = row.data
    facts = (
        Line("Номер", data.number or ""),
        Line("Дата", date_short(row.date)),
        Line("Действует до", "" if data.until is None else date_short(data.until)),
    )
    return (
        "",
        [],
        [
            Section("Соглашение", facts),
            Section("Предмет", (Prose(data.subject or ""),)),
            Section("Примечание", (Prose(data.note or ""),)),
        ],
    )


_PARTS: dict[str, Callable[[OutcomeRow, Opener], _Told]] = {
    "incentive": _incentive,
    "contest": _contest,
    "publication": _publication,
    "practice": _practice,
    "agreement": _agreement,
}
