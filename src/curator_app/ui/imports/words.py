"""What the steps of an import say: confidence, outcomes, counts."""

from __future__ import annotations

from collections.abc import Sequence

from curator_app.services.imports import ImportPreview, Outcome, TablePreview
from curator_app.texts.grammar import counted
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge
from curator_app.ui.imports.session import SURE

LIKELY = 0.6
OUTCOME_BADGES: dict[Outcome, Badge] = {
    Outcome.CREATED: Badge("новая", "ok"),
    Outcome.UPDATED: Badge("изменится", "info"),
    Outcome.UNCHANGED: Badge("без изменений", "neutral"),
    Outcome.REJECTED: Badge("не войдёт", "danger"),
}
OUTCOME_CHIPS: dict[Outcome, str] = {
    Outcome.CREATED: "Новые",
    Outcome.UPDATED: "Изменятся",
    Outcome.UNCHANGED: "Прежние",
    Outcome.REJECTED: "Не войдут",
}


def confidence_words(field: str | None, confidence: float, *, by_hand: bool, remembered: bool) -> tuple[str, str, Tone]:
    """How sure the meaning of a column is: (word, icon, tone)."""
    if by_hand:
        return "выбрано вами", "user", "accent"
    if field is None:
        return "не загружается", "minus", "neutral"
    if field == "question":
        return "вопрос", "note", "neutral"
    if remembered:
        return "как в прошлый раз", "history", "ok"
    if confidence >= SURE:
        return "уверенно", "check-circle", "ok"
    return ("похоже", "help", "info") if confidence >= LIKELY else ("проверьте", "warning", "warn")


def rows_word(number: int) -> str:
    """«12 строк»."""
    return counted(number, "строка", "строки", "строк")


def table_title(table: TablePreview) -> str:
    """The sheet as the file names it."""
    return table.name.strip() or "Лист"


def outcome_sentence(counts: dict[Outcome, int]) -> str:
    """«Новых — 12, изменится — 3, без изменений — 1, не войдёт — 2»; what is nought is not told."""
    words = {
        Outcome.CREATED: "новых",
        Outcome.UPDATED: "изменится",
        Outcome.UNCHANGED: "без изменений",
        Outcome.REJECTED: "не войдёт",
    }
    told = [f"{words[outcome]} — {number}" for outcome, number in counts.items() if number]
    text = ", ".join(told)
    return text[:1].upper() + text[1:]


def counts_of(preview: ImportPreview) -> dict[Outcome, int]:
    """Rows of the whole file by outcome."""
    return {outcome: preview.count(outcome) for outcome in Outcome}


def samples_line(samples: Sequence[str]) -> str:
    """The first few values of a column in one line."""
    return "  ·  ".join(" ".join(one.split()) for one in samples if one.strip())
