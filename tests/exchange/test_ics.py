"""iCalendar: escaping, folding by octets, whole days with an exclusive end."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from curator_app.exchange.ics import CalendarEvent, escaped, folded, to_ics

STAMP = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


def event(**more: object) -> CalendarEvent:
    told: dict[str, object] = {
        "uid": "route-step-7@curator",
        "start": dt.date(2026, 11, 30),
        "end": dt.date(2026, 12, 31),
        "summary": "Открытый урок",
    }
    return CalendarEvent(**{**told, **more})  # type: ignore[arg-type]  # told by name


def unfolded(data: bytes) -> list[str]:
    """The lines as a reader sees them (RFC 5545, 3.1)."""
    return data.decode("utf-8").replace("\r\n ", "").split("\r\n")


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_whole_days_end_on_the_day_after() -> None:
    lines = unfolded(to_ics([event()], stamp=STAMP, name="ИОМ"))
    assert "DTSTART;VALUE=DATE:20261130" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "DTSTAMP:20261122T093000Z" in lines
    assert "UID:route-step-7@curator" in lines


def test_the_frame_of_the_file() -> None:
    data = to_ics([event(), event(uid="b", cancelled=True)], stamp=STAMP, name="Маршруты, 2026")
    lines = unfolded(data)
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Curator//Mentoring//RU"]
    assert "X-WR-CALNAME:Маршруты\\, 2026" in lines
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert [line for line in lines if line.startswith("STATUS:")] == ["STATUS:CONFIRMED", "STATUS:CANCELLED"]
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_an_end_before_the_start_is_one_day() -> None:
    lines = unfolded(to_ics([event(end=dt.date(2026, 1, 1))], stamp=STAMP, name="x"))
    assert "DTEND;VALUE=DATE:20261201" in lines


def test_special_letters_are_escaped() -> None:
    assert escaped("а; б, в\\г\r\nд") == "а\\; б\\, в\\\\г\\nд"
    lines = unfolded(to_ics([event(categories=("урок, открытый", "школа"))], stamp=STAMP, name="x"))
    assert "CATEGORIES:урок\\, открытый,школа" in lines


def test_equal_input_gives_equal_bytes() -> None:
    assert to_ics([event()], stamp=STAMP, name="x") == to_ics([event()], stamp=STAMP, name="x")


@given(st.text(max_size=400))
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(text: str) -> None:
    data = folded("SUMMARY:" + escaped(text))
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data[:-2].split(b"\r\n"))
    for line in data[:-2].split(b"\r\n"):
        line.decode("utf-8")
    read = unescaped(data.decode("utf-8").replace("\r\n ", "")[:-2].removeprefix("SUMMARY:"))
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    assert read == "".join(one for one in kept if one in "\n\t" or one.isprintable() or one == "\u00a0")
