"""Ways to spoil a file that knows what it is made of: bytes, archives, XML, tables of text, JSON."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from typing import Any

Spoiler = Callable[[bytes, random.Random], bytes]

_TOKENS = (
    ' r="ZZZZ99999999"',
    ' r="A0"',
    ' t="s"><v>999999</v',
    ' t="d"><v>не дата</v',
    ' t="b"><v>7</v',
    ' t="e"><v>#REF!</v',
    ' s="9999"',
    "><v>1e400</v",
    "><v>-1</v",
    "><v>99999999999</v",
    "><v>NaN</v",
    "><f>1+1</f",
    "><is><t>&#0;</t></is",
    "><is><t>&нет;</t></is",
    "><!--",
    "><![CDATA[",
)
_ODD: tuple[Any, ...] = (
    None, True, "", [], {}, [[]], -1, 0, 2**31, 2**63, 2**70, 10**400, 1.5, float("nan"), float("inf"), "я" * 30_000,
    "\x00", "\ud800", "2026-02-30", "9999-99-99", "0001-01-01", "=1+1", "<b>", "'; DROP TABLE person; --",
    {"a": {"b": []}},
)  # fmt: skip
_ENCODINGS = ("cp1251", "cp866", "koi8-r", "utf-16", "utf-16-le", "utf-8-sig", "utf-32")


def bytes_changed(body: bytes, chance: random.Random) -> bytes:
    """A few bytes become others."""
    spoilt = bytearray(body)
    for _ in range(chance.randint(1, 20)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def cut(body: bytes, chance: random.Random) -> bytes:
    """The end is missing."""
    return body[: chance.randrange(len(body))]


def hole(body: bytes, chance: random.Random) -> bytes:
    """A piece in the middle is missing."""
    at = chance.randrange(len(body))
    return body[:at] + body[at + chance.randint(1, 200) :]


def doubled(body: bytes, chance: random.Random) -> bytes:
    """A piece comes twice."""
    first, last = sorted((chance.randrange(len(body)), chance.randrange(len(body))))
    return body[:last] + body[first:last] + body[last:]


# ---------------------------------------------------------------------------------------------- archives and XML
def _parts(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def _in_a_part(spoil: Spoiler) -> Spoiler:
    def spoil_part(body: bytes, chance: random.Random) -> bytes:
        parts = _parts(body)
        name = chance.choice(sorted(one for one, content in parts.items() if content))
        parts[name] = spoil(parts[name], chance)
        return _packed(parts, chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))

    return spoil_part


def _part_missing(body: bytes, chance: random.Random) -> bytes:
    parts = _parts(body)
    parts.pop(chance.choice(sorted(parts)))
    return _packed(parts)


def _part_swapped(body: bytes, chance: random.Random) -> bytes:
    parts = _parts(body)
    one, other = chance.sample(sorted(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]
    return _packed(parts)


def _directory(body: bytes, chance: random.Random) -> bytes:
    spoilt, at = bytearray(body), body.rfind(b"PK\x01\x02")
    for _ in range(chance.randint(1, 4)):
        spoilt[chance.randrange(at, len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _cell(body: bytes, chance: random.Random) -> bytes:
    places = [at for at in range(len(body)) if body.startswith((b"<c ", b"<row ", b"<mergeCell ", b"<dimension "), at)]
    if not places:
        return hole(body, chance)
    at = body.find(b" ", chance.choice(places))
    return body[:at] + chance.choice(_TOKENS).encode() + body[at:]


def _doctype(body: bytes, chance: random.Random) -> bytes:
    told = chance.choice(('<!DOCTYPE a [<!ENTITY b "в">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">', "<?xml ?>"))
    at = body.find(b"?>") + 2
    return body[:at] + told.encode() + body[at:]


def _encoding_lies(body: bytes, chance: random.Random) -> bytes:
    return body.replace(b"UTF-8", chance.choice((b"UTF-16", b"cp1251", b"utf-7", b"nonsense")), 1)


def _deep(body: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((50, 5_000))
    at = chance.randrange(len(body))
    at = body.find(b"<", at) if body.find(b"<", at) > 0 else len(body)
    return body[:at] + b"<a>" * depth + b"</a>" * depth + body[at:]


# ---------------------------------------------------------------------------------------------- tables of text
def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1251", errors="replace")


def _recoded(body: bytes, chance: random.Random) -> bytes:
    return _text(body).encode(chance.choice(_ENCODINGS), errors="replace")


def _half_recoded(body: bytes, chance: random.Random) -> bytes:
    text = _text(body)
    at = chance.randrange(len(text))
    return text[:at].encode() + text[at:].encode("cp1251", errors="replace")


def _characters(body: bytes, chance: random.Random) -> bytes:
    text = list(_text(body))
    for _ in range(chance.randint(1, 10)):
        odd = (
            '"',
            "'",
            ";",
            ",",
            "\t",
            "\n",
            "\r",
            "\x00",
            "\x1b",
            "\u202e",
            "\ufeff",
            "|",
            "=",
            "A" * 40_000,
            ";" * 300,
        )
        text.insert(chance.randrange(len(text)), chance.choice(odd))
    return "".join(text).encode("utf-8")


def _lines_shuffled(body: bytes, chance: random.Random) -> bytes:
    lines = _text(body).splitlines()
    chance.shuffle(lines)
    return chance.choice(("\n", "\r", "\r\n")).join(lines).encode("utf-8")


# ---------------------------------------------------------------------------------------------- JSON
def _places(told: Any, above: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    entries = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, value in list(entries)[:400]:
        above.append((told, key))
        _places(value, above)
    return above


def _value(body: bytes, chance: random.Random) -> bytes:
    told = json.loads(body)
    places = _places(told, [])
    for _ in range(chance.randint(1, 3)):
        owner, key = chance.choice(places)
        owner[key] = chance.choice(_ODD)
    return json.dumps(told).encode()


def _key(body: bytes, chance: random.Random) -> bytes:
    told = json.loads(body)
    owners = [(owner, key) for owner, key in _places(told, []) if isinstance(owner, dict)]
    owner, key = chance.choice(owners)
    value = owner.pop(key)
    if chance.random() < 0.5:
        owner[chance.choice(("нет такого", "", "id", "__class__", "x" * 5_000))] = value
    return json.dumps(told).encode()


def _nested(body: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((100, 200_000))
    opening, closing = chance.choice(((b"[", b"]"), (b'{"a":', b"}")))
    at = body.find(b":", chance.randrange(len(body))) + 1
    return body[:at] + opening * depth + b"0" + closing * depth + body[at:]


def _not_an_object(_body: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"[]", b"null", b"1", b'"a"', b"{}", b"NaN", b"", b"\xef\xbb\xbf", b"{" * 100_000))


COMMON: tuple[Spoiler, ...] = (bytes_changed, cut, hole, doubled)
WORKBOOK: tuple[Spoiler, ...] = (
    *COMMON,
    *(
        _in_a_part(one)
        for one in (bytes_changed, cut, hole, doubled, _cell, _cell, _cell, _doctype, _encoding_lies, _deep)
    ),
    _part_missing,
    _part_swapped,
    _directory,
)
TABLE: tuple[Spoiler, ...] = (*COMMON, _recoded, _half_recoded, _characters, _characters, _lines_shuffled)
JSON: tuple[Spoiler, ...] = (*COMMON, _value, _value, _value, _key, _key, _nested, _not_an_object)
TEXT: tuple[Spoiler, ...] = (*COMMON, _characters)
