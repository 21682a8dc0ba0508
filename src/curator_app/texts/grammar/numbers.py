"""Words that agree with a number or with a gender."""

from __future__ import annotations

from curator_app.domain.names import Gender

NBSP = "\N{NO-BREAK SPACE}"


def plural(n: int, one: str, few: str, many: str) -> str:
    """The form that stands after the whole number ``n``: «1 пара», «2 пары», «5 пар», «11 пар»; the sign is ignored."""
    tens, units = abs(n) % 100, abs(n) % 10
    if 11 <= tens <= 14:
        return many
    if units == 1:
        return one
    return few if 2 <= units <= 4 else many


def counted(n: int, one: str, few: str, many: str) -> str:
    """The number with its word, «5 пар»; five and more figures are grouped by no-break spaces («12 500 пар»)."""
    figures = str(n) if abs(n) < 10_000 else f"{n:,}".replace(",", NBSP)
    return f"{figures} {plural(n, one, few, many)}"


def agree(gender: Gender, masculine: str, feminine: str) -> str:
    """The word in the gender of the person: ``agree(g, "ознакомлен", "ознакомлена")``."""
    return masculine if gender == "m" else feminine
