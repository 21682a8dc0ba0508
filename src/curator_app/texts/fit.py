"""The reasons of a fit as words a curator reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curator_app.domain.matching.fit import Fit, Obstacle, Reason
from curator_app.domain.matching.weights import Tier
from curator_app.texts.collation import fold
from curator_app.texts.grammar import counted

OBSTACLES = {
    Obstacle.SELF: "это один и тот же человек",
    Obstacle.PAIRED: "эта пара уже есть",
    Obstacle.BAN: "пара запрещена куратором",
    Obstacle.AVOID: "есть просьба не ставить вместе",
    Obstacle.REFUSED: "отказ или отзыв согласия",
    Obstacle.SUBJECT: "не ведёт обязательный предмет",
    Obstacle.GROUP: "группа уже работает с другим наставником",
}


def fit_words(fit: Fit, areas: Mapping[str, str], subjects: Sequence[str] = ()) -> list[str]:
    """Short phrases, the most telling first: what forbids, deficits, wishes, subject and the like, places.
    ``subjects``: the mentor's, as typed."""
    told = tier_words(fit, areas, subjects)
    words = [OBSTACLES[obstacle] for obstacle in fit.obstacles]
    return words + [one for tier in (Tier.DEFICITS, Tier.WISHES, Tier.CONDITIONS, Tier.LOAD) for one in told[tier]]


def tier_words(fit: Fit, areas: Mapping[str, str], subjects: Sequence[str] = ()) -> dict[Tier, list[str]]:
    """The same phrases by the tier they count in (what forbids left out)."""
    grouped: dict[Reason, list[str]] = {}
    for reason, detail in fit.reasons:
        grouped.setdefault(reason, []).append(detail)
    return {
        Tier.DEFICITS: _deficits(grouped, areas),
        Tier.WISHES: _wishes(grouped),
        Tier.CONDITIONS: _conditions(grouped, {fold(one): one for one in subjects}),
        Tier.LOAD: [_places(fit, grouped)],
    }


def _deficits(grouped: Mapping[Reason, list[str]], areas: Mapping[str, str]) -> list[str]:
    words = []
    covered = [areas.get(area, area) for area in grouped.get(Reason.DEFICIT_COVERED, ())]
    missing = [areas.get(area, area) for area in grouped.get(Reason.DEFICIT_OPEN, ())]
    if covered:
        words.append(("закрывает дефицит: " if len(covered) == 1 else "закрывает дефициты: ") + ", ".join(covered))
    if missing:
        words.append("не закрывает: " + ", ".join(missing))
    return words


def _wishes(grouped: Mapping[Reason, list[str]]) -> list[str]:
    words = []
    if Reason.MUTUAL_WISH in grouped:
        words.append("взаимное пожелание")
    if Reason.MENTEE_WISH in grouped:
        words.append(f"пожелание наставляемого ({grouped[Reason.MENTEE_WISH][0]}-й выбор)")
    if Reason.MENTOR_WISH in grouped:
        words.append(f"пожелание наставника ({grouped[Reason.MENTOR_WISH][0]}-й выбор)")
    return words


def _conditions(grouped: Mapping[Reason, list[str]], typed: Mapping[str, str]) -> list[str]:
    words = []
    if Reason.SAME_SUBJECT in grouped:
        words.append("тот же предмет: " + ", ".join(typed.get(one, one) for one in grouped[Reason.SAME_SUBJECT]))
    if Reason.GOOD_PAIR_BEFORE in grouped:
        words.append("уже работали вместе, план выполнили")
    if Reason.SAME_FORM in grouped:
        words.append("желаемая форма совпадает")
    if Reason.SAME_BUILDING in grouped:
        words.append("то же здание")
    if Reason.SAME_SHIFT in grouped:
        words.append("та же смена")
    if Reason.EXPERIENCED in grouped:
        years = int(grouped[Reason.EXPERIENCED][0])
        words.append("опытнее: стаж " + counted(years, "год", "года", "лет"))
    return words


def _places(fit: Fit, grouped: Mapping[Reason, list[str]]) -> str:
    if Reason.NO_PLACES in grouped:
        return f"мест нет, уже ведёт {grouped[Reason.NO_PLACES][0]}"
    return "свободно " + counted(fit.free, "место", "места", "мест")
