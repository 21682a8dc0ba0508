"""Indicators as lines of a list and as a card: what the number is, against what, who stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from curator_app.domain.indicators.definitions import Unit
from curator_app.domain.indicators.facts import Kind
from curator_app.services.monitoring.rows import Behind, IndicatorRow, ListedRow, Measured, PartRow
from curator_app.texts.collation import collation_key
from curator_app.texts.grammar import counted, date_short
from curator_app.texts.monitoring_words import NO_VALUE, target_words
from curator_app.ui.common.card_content import Act, Bullet, Bullets, CardContent, Line, Prose, Section
from curator_app.ui.common.rich_list import RichItem, RichLine
from curator_app.ui.common.table_model import Badge

SHOWN = 40
"""So many people stand in the card; the rest in a list of their own."""
ABOUT_MENTORS = frozenset({"K2", "K6", "K8", "K20"})
BY_NUMBER = frozenset({"K1", "K2", "K4", "K7"})
"""Indicators that the school's own numbers may change."""

Opener = Callable[[ListedRow], Callable[[], object] | None]


def number(row: IndicatorRow | PartRow) -> str:
    """«3 из 4 (75,0 %)», «12», «—»."""
    if row.percent is not None:
        return f"{row.fraction} ({row.value})"
    if isinstance(row, IndicatorRow) and row.unit == Unit.PERCENT.value and row.denominator is not None:
        return f"{NO_VALUE} (считать не из чего)"
    return row.value


def target(row: IndicatorRow) -> str:
    """«цель не ниже 70 % — достигнута»; «» without a target."""
    if row.target is None:
        return ""
    words = f"цель {target_words(Unit(row.unit), row.target)}"
    return words if row.met is None else f"{words} — {'достигнута' if row.met else 'не достигнута'}"


def item(place: int, row: IndicatorRow) -> RichItem:
    """A line of the list."""
    lines = [RichLine(row.title)]
    if told := target(row):
        icon, tone = ("check", "ok") if row.met else ("warning", "warn")
        lines.append(RichLine(told) if row.met is None else RichLine(told, icon, "ok" if tone == "ok" else "warn"))
    return RichItem(place, f"{row.code} · {number(row)}", tuple(lines))


def heading(measured: Measured, taken: str) -> str:
    """«На 30.09.2026 · целей достигнуто 3 из 8»."""
    judged = [row for row in measured.rows if row.met is not None]
    reached = sum(1 for row in judged if row.met)
    told = [f"По состоянию на {date_short(measured.on)}"]
    if judged:
        told.append(f"целей достигнуто {reached} из {len(judged)}")
    if measured.ahead:
        told.append("этот день ещё не наступил")
    if taken:
        told.append(taken)
    return " · ".join(told)


def card(
    measured: Measured,
    row: IndicatorRow,
    behind: Behind,
    opener: Opener,
    acts: Sequence[Act],
    show_all: Callable[[str, Sequence[ListedRow]], object],
    show_part: Callable[[PartRow], object],
) -> CardContent:
    """The card of an indicator."""
    sections: list[Section] = []
    if row.parts:
        sections.append(Section("Подробнее", tuple(_part(part, show_part) for part in row.parts)))
    told = " ".join(filter(None, (row.formula, f"({row.basis})" if row.basis else "")))
    sections.append(Section("Как считается", (Prose(told), Prose(f"Источник: {row.source}" if row.source else ""))))
    sections += people(behind, opener, show_all)
    return CardContent(
        row.title,
        subtitle=f"{row.code} · {measured.title}, на {date_short(measured.on)}",
        badges=_badges(row),
        actions=tuple(acts),
        sections=tuple(sections),
        key=("indicator", row.code, measured.period, measured.on),
    )


def people(behind: Behind, opener: Opener, show_all: Callable[[str, Sequence[ListedRow]], object]) -> list[Section]:
    """Who is counted and whom the number lacks."""
    found = []
    same = bool(behind.rest) or not behind.denominator
    groups = [("Не вошли", behind.rest), ("Вошли" if behind.rest else "Кто за числом", behind.numerator)]
    if not same and behind.denominator and len(behind.denominator) != len(behind.numerator):
        groups.append(("Из кого считаем", behind.denominator))
    for title, rows in groups:
        told = (one for one in rows if one.kind != Kind.SCHOOL_FACT.value)
        listed = sorted(told, key=lambda one: collation_key(one.title))
        if not listed:
            continue
        more = None
        if len(listed) > SHOWN:
            words = f"{title}: {counted(len(listed), 'запись', 'записи', 'записей')}"
            more = Act("Показать всех", partial(show_all, words, listed), "users", "quiet")
        parts = tuple(_bullet(one, opener) for one in listed[:SHOWN])
        section = Section(f"{title} ({len(listed)})", (Bullets(parts),), more)
        found.append(section)
    return found


def kind_words() -> Mapping[str, str]:
    """Words of the kinds of records in a list."""
    return {
        Kind.PERSON.value: "человек",
        Kind.PAIR.value: "пара",
        Kind.ROUTE.value: "ИОМ",
        Kind.STEP.value: "шаг ИОМ",
        Kind.DEFICIT.value: "дефицит",
        Kind.REPLY.value: "ответ",
        Kind.ACTIVITY.value: "мероприятие",
        Kind.CONTEST.value: "конкурс",
        Kind.PUBLICATION.value: "публикация",
        Kind.PRACTICE.value: "практика",
        Kind.INCENTIVE.value: "поощрение",
        Kind.AGREEMENT.value: "соглашение",
        Kind.SCHOOL_FACT.value: "число школы",
    }


def _badges(row: IndicatorRow) -> tuple[Badge, ...]:
    badges = [Badge(number(row), "info" if row.known else "neutral")]
    if told := target(row):
        tone = "neutral" if row.met is None else "ok" if row.met else "warn"
        badges.append(Badge(told, "ok" if tone == "ok" else "warn" if tone == "warn" else "neutral"))
    return tuple(badges)


def _part(part: PartRow, show_part: Callable[[PartRow], object]) -> Line:
    return Line(part.title, number(part), (lambda: show_part(part)) if part.numerator else None, hint="Показать список")


def _bullet(row: ListedRow, opener: Opener) -> Bullet:
    title = row.title or kind_words()[row.kind]
    return Bullet(title, row.why, do=opener(row))
