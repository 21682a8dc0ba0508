"""Where a line must not end."""

from __future__ import annotations

import pytest

from curator_app.documents.bindings import bound
from curator_app.documents.letters import NBSP


@pytest.mark.parametrize(
    "told",
    [
        "№~5", "№~А-1", "3~дня", "за 3~рабочих дня", "12~часов", "1~сентября~2026~г.", "31~мая 2027~года", "24~года",
        "ст.~351.8", "п.~3.4", "статьёй~351.8", "Статья~9", "пункт~1", "приложение~№~2", "г.~Энск", "ул.~Школьная",
        "И.~О.~Фамилия", "И.О.~Фамилия", "Фамилия~И.О.", "Фамилия~И.~О.", "слово~– слово", "5~процентов",
        "5~000~рублей", "1~250~000~рублей",
    ],
)  # fmt: skip
def test_bound(told: str) -> None:
    expected = told.replace("~", NBSP).replace(f"мая {2027}", f"мая{NBSP}2027")
    assert bound(told.replace("~", " ")) == expected


@pytest.mark.parametrize(
    "told", ["с 01.09.2026 по 31.05.2027", "2026 123", "от 5 до 6", "слово слово", "А. Петров и", "пара 1 и 2"]
)
def test_not_bound_without_need(told: str) -> None:
    assert bound(told).replace(NBSP, " ") == told
    assert bound(told).count(NBSP) == (1 if "Петров" in told else 0)
