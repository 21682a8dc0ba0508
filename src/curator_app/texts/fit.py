"""The reasons of a fit as words a curator reads."""

from __future__ import annotations

from collections.abc import Mapping

from curator_app.domain.matching.fit import Fit, Obstacle, Reason
from curator_app.texts.grammar import counted

_OBSTACLES = {
    Obstacle.SELF: "это один и тот же человек",
    Obstacle.PAIRED: "эта пара уже есть",
    Obstacle.BAN: "пара запрещена куратором",
    Obstacle.AVOID: "есть просьба не ставить вместе",
    Obstacle.REFUSED: "отказ или отзыв согласия",
    Obstacle.SUBJECT: "не ведёт обязательный предмет",
}


def fit_words(fit: Fit, areas: Mapping[str, str]) -> list[str]:
    """Short phrases, the most telling first: what forbids, deficits, wishes, subject, places."""
    words = [_OBSTACLES[obstacle] for obstacle in fit.obstacles]
    grouped: dict[Reason, list[str]] = {}
    for reason, detail in fit.reasons:
        grouped.setdefault(reason, []).append(detail)
    covered = [areas.get(area, area) for area in grouped.get(Reason.DEFICIT_COVERED, ())]
    missing = [areas.get(area, area) for area in grouped.get(Reason.DEFICIT_OPEN, ())]
    if covered:
        words.append(("закрывает дефицит: " if len(covered) == 1 else "закрывает дефициты: ") + ", ".join(covered))
    if missing:
        words.append("не закрывает: " + ", ".join(missing))
    if Reason.MUTUAL_WISH in grouped:
        words.append("взаимное пожелание")
    if Reason.MENTEE_WISH in grouped:
        words.append(f"пожелание наставляемого ({grouped[Reason.MENTEE_WISH][0]}-й выбор)")
    if Reason.MENTOR_WISH in grouped:
        words.append(f"пожелание наставника ({grouped[Reason.MENTOR_WISH][0]}-й выбор)")
    if Reason.SAME_SUBJECT in grouped:
        words.append("тот же предмет: " + ", ".join(grouped[Reason.SAME_SUBJECT]))
    if Reason.SAME_FORM in grouped:
        words.append("желаемая форма совпадает")
    if Reason.NO_PLACES in grouped:
        words.append(f"мест нет, уже ведёт {grouped[Reason.NO_PLACES][0]}")
    else:
        words.append("свободно " + counted(fit.free, "место", "места", "мест"))
    return words
