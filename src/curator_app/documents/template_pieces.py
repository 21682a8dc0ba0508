"""A template taken apart for the editor: plain words between fields, conditions and tags, each with Russian words.

Putting the pieces together again gives the same text, letter by letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from curator_app.documents.template_words import field_words, rule_words

PieceKind = Literal["text", "field", "rule", "remark", "tag"]
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENING = re.compile(r"\{[{%#]")
_TAG = re.compile(r"^([ \t]*)(\[[^\[\]\n]*\])", re.MULTILINE)
_TAG_WORDS = {
    "угол": "в правом углу",
    "линия": "линия для записи",
    "шапка": "шапка таблицы",
    "строка": "строка таблицы",
    "ознакомление": "ознакомлен(а)",
}
_LONGEST = 70


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a template: ``raw`` as it is written, ``words`` as the chip tells it (of a text, the text)."""

    kind: PieceKind
    raw: str
    words: str


def pieces(source: str) -> list[Piece]:
    """The parts of a template from its beginning to its end."""
    result: list[Piece] = []
    at_start = True
    for part, marked in _parted(source):
        if marked:
            result.append(_marked(part))
            at_start = at_start and part.startswith("{%")
        else:
            result.extend(_texts(part, at_start=at_start))
            at_start = part.endswith("\n")
    return result


def _parted(source: str) -> list[tuple[str, bool]]:
    """Texts and marks in turn; an opening brace that nothing closes is text. Takes time in proportion to the text."""
    parts: list[tuple[str, bool]] = []
    unclosed: set[str] = set()
    start = place = 0
    while (opening := _OPENING.search(source, place)) is not None:
        closing = _CLOSING[opening[0]]
        end = -1 if closing in unclosed else source.find(closing, opening.end())
        if end < 0:
            unclosed.add(closing)
            place = opening.end()
            continue
        if opening.start() > start:
            parts.append((source[start : opening.start()], False))
        start = place = end + 2
        parts.append((source[opening.start() : start], True))
    if start < len(source):
        parts.append((source[start:], False))
    return parts


def _marked(raw: str) -> Piece:
    inside = raw[2:-2].strip()
    if raw.startswith("{{"):
        return Piece("field", raw, _cut(field_words(inside)))
    if raw.startswith("{%"):
        return Piece("rule", raw, _cut(rule_words(inside)))
    return Piece("remark", raw, _cut(" ".join(inside.split()), 200))


def _texts(part: str, *, at_start: bool) -> list[Piece]:
    found: list[Piece] = []
    place = 0
    for match in _TAG.finditer(part):
        if match.start() == 0 and not at_start:
            continue
        if text := part[place : match.start(2)]:
            found.append(Piece("text", text, text))
        words = match[2][1:-1].strip()
        found.append(Piece("tag", match[2], _TAG_WORDS.get(words, words)))
        place = match.end()
    if rest := part[place:]:
        found.append(Piece("text", rest, rest))
    return found


def _cut(words: str, limit: int = _LONGEST) -> str:
    return words if len(words) <= limit else f"{words[: limit - 1].rstrip()}…"
