"""Days of a calendar as an iCalendar file (RFC 5545), which every calendar program and telephone takes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

_LINE = 75
"""Octets of a line without its break (RFC 5545, 3.1)."""
_PRODUCT = "-//Curator//Mentoring//RU"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Whole days, both inclusive. ``uid`` is the same at every export, so that a second import changes the first.

    All are told as free time: a step of a month does not make anybody busy.
    """

    uid: str
    start: dt.date
    end: dt.date
    summary: str
    description: str = ""
    categories: tuple[str, ...] = ()
    cancelled: bool = False


def to_ics(events: Sequence[CalendarEvent], *, stamp: dt.datetime, name: str) -> bytes:
    """The bytes of the file; ``stamp`` is the local moment of writing, ``name`` the name of the calendar.

    An event that ends before it starts is written as its first day.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    written = f"{stamp.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    for event in events:
        after = max(event.start, event.end) + dt.timedelta(days=1)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{escaped(event.uid)}",
            f"DTSTAMP:{written}",
            f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}",
            f"DTEND;VALUE=DATE:{after:%Y%m%d}",
            f"SUMMARY:{escaped(event.summary)}",
        ]
        if event.description:
            lines.append(f"DESCRIPTION:{escaped(event.description)}")
        if event.categories:
            lines.append("CATEGORIES:" + ",".join(map(escaped, event.categories)))
        lines += [f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}", "TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def escaped(value: str) -> str:
    """TEXT of RFC 5545, 3.3.11: backslash, semicolon, comma and line breaks; other controls are left out."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = "".join(letter for letter in value if letter in "\n\t" or letter.isprintable() or letter == "\u00a0")
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """The line in UTF-8, parted so that no piece exceeds 75 octets and no letter is cut, each with CRLF."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        limit = _LINE if not pieces else _LINE - 1
        if len(piece) + len(octets) > limit:
            pieces.append(piece)
            piece = b""
        piece += octets
    pieces.append(piece)
    return b"\r\n ".join(pieces) + b"\r\n"
