"""A step or mark in words: for the hover card, for screen readers, for the bubble of a drag."""

from __future__ import annotations

from datetime import date

from curator_app.texts.grammar import counted, date_short
from curator_app.texts.terms import day_words
from curator_app.ui.common.palette import Tone
from curator_app.ui.routes.timeline.data import Item, Mark, MarkKind, Row, State
from curator_app.ui.routes.timeline.scale import day_short

STATES: dict[State, str] = {
    State.PLANNED: "запланировано",
    State.RUNNING: "выполняется",
    State.DONE: "выполнено",
    State.OVERDUE: "просрочено",
    State.CANCELLED: "отменено",
}
TONES: dict[State, Tone] = {
    State.PLANNED: "neutral",
    State.RUNNING: "accent",
    State.DONE: "ok",
    State.OVERDUE: "danger",
    State.CANCELLED: "neutral",
}
KINDS: dict[MarkKind, str] = {MarkKind.MEETING: "встреча", MarkKind.ORDER: "приказ", MarkKind.SURVEY: "анкета"}
_HELD: dict[MarkKind, dict[State, str]] = {
    MarkKind.MEETING: {State.DONE: "проведена", State.OVERDUE: "не отмечена", State.CANCELLED: "отменена"},
    MarkKind.ORDER: {State.DONE: "издан", State.OVERDUE: "не издан", State.CANCELLED: "отменён"},
    MarkKind.SURVEY: {State.DONE: "проведена", State.OVERDUE: "не проведена", State.CANCELLED: "отменена"},
}
_AHEAD: dict[MarkKind, str] = {
    MarkKind.MEETING: "назначена",
    MarkKind.ORDER: "предстоит",
    MarkKind.SURVEY: "предстоит",
}


def days(number: int) -> str:
    """«14 дней»."""
    return counted(number, "день", "дня", "дней")


def state_words(item: Item, today: date) -> str:
    """«просрочено на 5 дней», «встреча проведена»."""
    if isinstance(item, Mark):
        return f"{KINDS[item.kind]} {_HELD[item.kind].get(item.state, _AHEAD[item.kind])}"
    if item.state is State.OVERDUE and today > item.due:
        return f"просрочено на {days((today - item.due).days)}"
    if item.state is State.DONE and item.done_on is not None and item.done_on > item.due:
        return f"выполнено {date_short(item.done_on)}, на {days((item.done_on - item.due).days)} позже срока"
    if item.state is State.DONE and item.done_on is not None:
        return f"выполнено {date_short(item.done_on)}"
    return STATES[item.state]


def when(item: Item) -> str:
    """«15.09.2026 — 30.09.2026»."""
    if isinstance(item, Mark) or item.start == item.last:
        return date_short(item.first)
    return f"{date_short(item.start)} — {date_short(item.due)}"


def facts(item: Item) -> list[tuple[str, str]]:
    """Labelled lines of the hover card; only what is known."""
    if isinstance(item, Mark):
        lines = [("Дата", when(item)), ("Маршрут", item.whose), ("Подробнее", item.note)]
        return [(label, text) for label, text in lines if text]
    length = (item.last - item.start).days + 1
    lines = [
        ("Срок", when(item) if length == 1 else f"{when(item)}, {days(length)}"),
        ("Последний день", f"{day_words(item.due)} — нерабочий" if item.day_off else ""),
        ("Маршрут", item.whose),
        ("Этап", item.stage),
        ("Ответственный", item.responsible_name),
        ("Дефицит", "; ".join(item.deficits)),
        ("Результат", item.result),
        ("Подтверждение", item.evidence),
    ]
    return [(label, text) for label, text in lines if text]


def spoken(item: Item | None, row: Row | None, today: date) -> str:
    """The chosen thing as one sentence for a screen reader."""
    if item is not None:
        parts = [item.title, state_words(item, today), *(f"{label.lower()}: {text}" for label, text in facts(item))]
        if row is not None:
            parts.append(row.title)
        return ". ".join(parts)
    if row is None:
        return ""
    done = sum(bar.state is State.DONE for bar in row.bars)
    late = sum(bar.state is State.OVERDUE for bar in row.bars)
    parts = [row.title, row.subtitle, f"выполнено {done} из {len(row.bars)}" if row.bars else "шагов нет"]
    if late:
        parts.append(f"просрочено: {late}")
    return ". ".join(part for part in parts if part)


def shift(before: tuple[date, date], after: tuple[date, date]) -> tuple[str, str]:
    """The bubble of a drag: where the step would go, and by how much."""
    start, due = after
    place = day_short(due) if start == due else f"{day_short(start)} — {day_short(due)}"
    length = days((due - start).days + 1)
    moved = (start - before[0]).days if start != before[0] else (due - before[1]).days
    if start != before[0] and due != before[1]:
        how = f"на {days(abs(moved))} {'позже' if moved > 0 else 'раньше'}"
    elif after == before:
        how = "без изменений"
    else:
        what = "начало" if start != before[0] else "срок"
        how = f"{what} на {days(abs(moved))} {'позже' if moved > 0 else 'раньше'}"
    return place, f"{length} · {how}"
