"""Telephones, mail, category, experience, requisites of orders (samples rules 6, 8; domain.md h.2)."""

from __future__ import annotations

import datetime as dt

import pytest

from curator_app.domain.codes import QualificationCategory as Q
from curator_app.domain.parsing import Trouble
from curator_app.domain.parsing.contacts import Contacts, parse_contacts, parse_email, parse_phone
from curator_app.domain.parsing.dates import Cell
from curator_app.domain.parsing.order_refs import OrderRef, parse_order_number, parse_order_ref
from curator_app.domain.parsing.qualification import (
    CategoryAndYears,
    parse_category,
    parse_category_and_years,
    parse_experience,
)

TODAY = dt.date(2026, 10, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "8 904 555-01-23", "+7 (904) 555-01-23", "89045550123", "79045550123", "9045550123", 79045550123.0, 89045550123,
        "8.904.555.01.23", "тел. 8(904)5550123", "89045550123.0", "7.9045550123E+10", "8 904 555 01 23 (моб.)",
        "8 904 555-01-23 доб. 12",
    ],
)  # fmt: skip
def test_telephones(typed: Cell) -> None:
    parsed = parse_phone(typed)
    assert (parsed.value, parsed.trouble) == ("79045550123", None)


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("7,92256E+10", Trouble.PHONE_LOST_DIGITS),
        ("7,9E+10", Trouble.PHONE_LOST_DIGITS),
        ("7,9Е+10", Trouble.PHONE_LOST_DIGITS),  # Cyrillic Е
        ("555-12-90", Trouble.PHONE_INCOMPLETE),
        ("8 904 555 01 2", Trouble.PHONE_INCOMPLETE),
        ("спросить у секретаря", Trouble.PHONE_UNREADABLE),
        (1.5, Trouble.PHONE_UNREADABLE),
        ("+375 29 123-45-67", Trouble.PHONE_UNREADABLE),
    ],
)
def test_what_is_not_a_telephone(typed: Cell, trouble: Trouble) -> None:
    parsed = parse_phone(typed)
    assert (parsed.value, parsed.trouble) == (None, trouble)


@pytest.mark.parametrize(
    ("typed", "phone", "mail"),
    [
        ("8 904 555-01-23, a.b@school.example", "79045550123", "a.b@school.example"),
        ("a.b@school.example 89045550123", "79045550123", "a.b@school.example"),
        ("тел.: 8(904)5550123\nе-mail: a@school.example", "79045550123", "a@school.example"),
        ("a@school.example", None, "a@school.example"),
        ("сот. 8(904)5550123, раб. 8 (343) 555-11-00", "79045550123", None),
        ("8 (343) 555-12-90", "73435551290", None),
    ],
)
def test_contacts_are_parted(typed: str, phone: str | None, mail: str | None) -> None:
    parsed = parse_contacts(typed)
    assert parsed.trouble is None
    assert parsed.value == Contacts(phone, mail)


def test_a_second_telephone_is_not_lost() -> None:
    assert parse_contacts("8 904 555-01-23, 8 912 555-40-02").rest == "79125554002"
    assert "22-33-44" in parse_contacts("8-904-555-01-23 (моб.), 22-33-44 (дом.)").rest


def test_mail() -> None:
    assert parse_email(" ivanova @mail.example ").value == "ivanova@mail.example"
    assert parse_email("ivаnova@mail.example").value == "ivanova@mail.example"  # Cyrillic а
    assert parse_email("ivanova@school5.edu.example").value == "ivanova@school5.edu.example"
    assert parse_email("ivanova@edu.mail.example. petrova@mail.example.").rest == "petrova@mail.example"
    assert parse_email("ivanova@edu.mail.ru.Тел. 8 912 000-00-00").value == "ivanova@edu.mail.ru"
    assert parse_email("нет").trouble is None
    assert parse_email("ivanova.mail.example").trouble is Trouble.EMAIL_UNREADABLE


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        ("высшая", Q.HIGHEST), ("Высшая кв.категория", Q.HIGHEST), ("ВКК", Q.HIGHEST), ("высшая, 2023 г.", Q.HIGHEST),
        ("Первая кв. категория", Q.FIRST), ("1 категория", Q.FIRST), ("1 кв. категория", Q.FIRST), ("I", Q.FIRST),
        ("I кв.кат.", Q.FIRST), ("1КК", Q.FIRST), ("первой категории", Q.FIRST), ("1-я", Q.FIRST),
        ("СЗД", Q.CONFORMITY), ("соответствие занимаемой должности", Q.CONFORMITY), ("соотв.зан.долж.", Q.CONFORMITY),
        ("без категории", Q.NONE), ("б/к", Q.NONE), ("Б/К", Q.NONE), ("без кв. кат.", Q.NONE), ("не имеет", Q.NONE),
        ("педагог-методист", Q.METHODIST), ("Педагог - наставник", Q.MENTOR), ("—", None), ("", None),
    ],
)  # fmt: skip
def test_categories(typed: str, category: Q | None) -> None:
    parsed = parse_category(typed)
    assert (parsed.value, parsed.trouble) == (category, None)


def test_unknown_category_keeps_its_text() -> None:
    parsed = parse_category("вторая")
    assert (parsed.value, parsed.trouble, parsed.raw) == (None, Trouble.CATEGORY_UNKNOWN, "вторая")


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("32", 32),
        ("21,5", 21), ("0,5", 0), (24.0, 24), (3.9, 3), ("12 лет 3 мес.", 12), ("8 мес.", 0), ("1 г. 2 м.", 1),
        ("менее года", 0), ("более 20 лет", 20), ("общий 15, пед. 10", 10), ("25/20", 20), ("25 л.", 25), ("0", 0),
    ],
)  # fmt: skip
def test_experience(typed: Cell, years: int) -> None:
    parsed = parse_experience(typed)
    assert (parsed.value, parsed.trouble) == (years, None)


@pytest.mark.parametrize("typed", ["150", "с 1998 г.", "много"])
def test_experience_that_is_none(typed: str) -> None:
    parsed = parse_experience(typed)
    assert (parsed.value, parsed.trouble) == (None, Trouble.EXPERIENCE_UNREADABLE)


@pytest.mark.parametrize(
    ("typed", "category", "years"),
    [
        ("высшая, 24 года", Q.HIGHEST, 24),
        ("24 года, высшая", Q.HIGHEST, 24),
        ("1 кв. категория, 12 лет", Q.FIRST, 12),
        ("1 категория, стаж 12 лет", Q.FIRST, 12),
        ("б/к, 1 год", Q.NONE, 1),
        ("СЗД / 5", Q.CONFORMITY, 5),
        ("первая, 15", Q.FIRST, 15),
        ("высшая (24)", Q.HIGHEST, 24),
        ("высшая кв. кат.\n30 лет", Q.HIGHEST, 30),
        ("без категории, 0,5 года", Q.NONE, 0),
        ("высшая", Q.HIGHEST, None),
        ("24", None, 24),
        (24.0, None, 24),
    ],
)
def test_category_and_experience_in_one_cell(typed: Cell, category: Q | None, years: int | None) -> None:
    parsed = parse_category_and_years(typed)
    assert parsed.trouble is None
    assert parsed.value == CategoryAndYears(category, years)


@pytest.mark.parametrize(
    ("typed", "number", "date"),
    [
        ("№ 112-о от 01.09.2026", "112-о", "2026-09-01"),
        ("Приказ от «02» сентября 2026 г. № 115", "115", "2026-09-02"),
        ("112-о", "112-о", None),
        ("01.09.2026 № 112-о", "112-о", "2026-09-01"),
        ("приказ №131-09 29.12.2022", "131-09", "2022-12-29"),
        ("Пр. № 45/1-од от 1.09.26", "45/1-од", "2026-09-01"),
        ("N 45 от 01.09.2026", "45", "2026-09-01"),
        ("в„– 12 от 01.09.2026", "12", "2026-09-01"),
        ("ЛЪ 45 от 5 мая 2026 г.", "45", "2026-05-05"),
        ("от 01.09.2026 № 112 - о", "112-о", "2026-09-01"),
        ("№ 01-05/112 от 01.09.2026 г.", "01-05/112", "2026-09-01"),
        ("приказ № 87-осн. от 3 октября 2026 года", "87-осн", "2026-10-03"),
        ("Приказ № 112-О\nот 01.09.2026", "112-О", "2026-09-01"),
        ("№ К-15 от 01.09.2026", "К-15", "2026-09-01"),
        ("112 от 01.09.2026", "112", "2026-09-01"),
        (112.0, "112", None),
        (dt.datetime(2026, 9, 1), None, "2026-09-01"),
    ],
)
def test_orders(typed: Cell, number: str | None, date: str | None) -> None:
    parsed = parse_order_ref(typed, TODAY)
    assert parsed.trouble is None
    assert parsed.value == OrderRef(number, dt.date.fromisoformat(date) if date else None)


def test_orders_without_a_number() -> None:
    assert parse_order_ref("б/н", TODAY).value is None
    assert parse_order_ref("31.09.2026 № 5", TODAY).trouble is Trouble.NO_SUCH_DAY
    assert parse_order_ref("готовится", TODAY).trouble is Trouble.ORDER_UNREADABLE
    assert parse_order_number("№ 01-05/112").value == "01-05/112"
    assert parse_order_number(112.0).value == "112"
