"""Rules and dates in Russian words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from curator_app.domain.terms.calendar import OffReason
from curator_app.domain.terms.rules import parse_rule
from curator_app.services.terms.shipped import shipped_rules
from curator_app.texts.terms import (
    day_words,
    moved_words,
    reason_words,
    responsible_words,
    rule_words,
    source_words,
)

D = dt.date


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("s2-p1", "не позднее 3 календарных дней со дня выхода на работу"),
        ("s2-p6", "не позднее 3 календарных дней со дня приказа о закреплении"),
        ("s2-p3", "в течение учебного года"),
        ("s2-i1", "в течение всей программы"),
        ("s2-m2a", "по окончании 3 месяцев со дня выхода на работу"),
        ("s2-m2b", "в день окончания ИОМ"),
        ("s2-m3", "по окончании 1 года со дня начала ИОМ"),
        ("s1-o8.1", "не позднее 20 января"),
        ("s1-3.4-2", "не позднее 1 года после прошлого выполнения"),
        ("s1-1.2", "от 3 до 12 месяцев со дня начала программы"),
        ("s1-dk4.1", "каждый квартал"),
        ("s1-dk5", "в июне"),
        ("s4-2", "с 1 по 15 сентября"),
        ("s4-6.1.1", "с 1 сентября по 31 мая"),
        ("s3-20", "с 1 декабря по 31 января"),
        ("s4-5.2", "в декабре и мае"),
        ("s0-8", "в сентябре и апреле"),
        ("s0-9", "раз в год"),
        ("tk-351.8", "не позднее чем за 3 рабочих дня до досрочного прекращения наставничества"),
    ],
)
def test_shipped_rules_in_words(rule: str, words: str) -> None:
    assert rule_words(shipped_rules()[rule]) == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"offset": 1, "unit": "working_days"}, "не позднее 1 рабочего дня со дня приказа о закреплении"),
        ({"offset": 21, "unit": "days"}, "не позднее 21 дня со дня приказа о закреплении"),
        ({"offset": 2, "unit": "years"}, "не позднее 2 лет со дня приказа о закреплении"),
        ({"offset": 0, "unit": "days"}, "в день приказа о закреплении"),
        (
            {"kind": "notice_before", "offset": 1, "unit": "weeks"},
            "не позднее чем за 1 неделю до приказа о закреплении",
        ),
        ({"kind": "window", "trigger": "fixed", "offset": ["09-02", "09-05"]}, "со 2 по 5 сентября"),
        ({"kind": "month", "trigger": "fixed", "offset": ["04", "09", "12"]}, "в сентябре, декабре и апреле"),
    ],
)
def test_own_rules_in_words(changes: dict[str, Any], words: str) -> None:
    raw = {"id": "t", "kind": "not_later_than", "trigger": "pair.order_date", "task_ru": "Задача"}
    assert rule_words(parse_rule({**raw, **changes})) == words


def test_every_rule_has_words_without_english() -> None:
    for rule in shipped_rules().values():
        assert not any("a" <= letter <= "z" for letter in rule_words(rule).lower())


def test_a_moved_date() -> None:
    assert moved_words(D(2025, 9, 6), D(2025, 9, 8)) == "сб 06.09 → пн 08.09"
    assert moved_words(D(2025, 12, 31), D(2026, 1, 12)) == "ср 31.12.2025 → пн 12.01.2026"
    assert moved_words(D(2026, 9, 4), D(2026, 9, 4)) == "пт 04.09" == day_words(D(2026, 9, 4))
    assert reason_words((OffReason.WEEKEND, OffReason.HOLIDAY)) == "выходной, праздничный день"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("S2-П1", "дорожная карта школы, подготовительный этап, строка 1"),
        ("S1-Пол-3.4-2", "Положение о наставничестве, п. 3.4-2"),
        ("S4-1.1–1.6", "план учреждения на учебный год, п. 1.1–1.6"),
        ("ТК РФ ст. 351.8", "ТК РФ ст. 351.8"),
        ("", ""),
    ],
)
def test_where_a_rule_comes_from(source: str, words: str) -> None:
    assert source_words(source) == words


def test_no_code_of_a_document_is_left_without_words() -> None:
    told = [source_words(rule.source) for rule in shipped_rules().values()]
    assert not [one for one in told if one.startswith("S")]


def test_who_answers() -> None:
    assert responsible_words(("curator", "mentor")) == "куратор, наставник"
    assert responsible_words(("завхоз",)) == "завхоз"
