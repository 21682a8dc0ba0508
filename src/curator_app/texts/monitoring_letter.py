"""Words of the letter that goes with a report."""

from __future__ import annotations

from collections.abc import Sequence


def letter_subject(school: str | None, about: str | None) -> str:
    """«Мониторинг наставничества за III квартал 2026 года — МБОУ СОШ № 1»."""
    words = "Мониторинг наставничества" + _about(about)
    return f"{words} — {school}" if school else words


def letter_text(about: str | None, signed: Sequence[str]) -> str:
    """The polite letter itself; ``signed``: lines under «С уважением»."""
    lines = [
        "Здравствуйте!",
        "",
        f"Направляем данные мониторинга целевой модели наставничества{_about(about)}. Файлы — во вложении.",
        "",
        "Просим подтвердить получение ответным письмом.",
        "",
        "С уважением,",
        *signed,
    ]
    return "\n".join(lines)


def _about(about: str | None) -> str:
    """«за III квартал 2026 года», but «на 31.12.2026» as it is."""
    if not about:
        return ""
    return f" {about}" if about.startswith("на ") else f" за {about}"
