"""Which cell formats of a workbook show dates, and its shared strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from curator_app.exchange.xlsx_plain import without_plain_strings
from curator_app.exchange.xlsx_xml import attribute, parse
from curator_app.runtime.errors import KnownProblem

_BUILT_IN_DATES = frozenset({*range(14, 18), 22, *range(27, 32), 34, 35, 36, *range(50, 59)})
_BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 32, 33, 45, 46, 47})
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+|ч+|м+|с+)\]", re.IGNORECASE)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")

DATE, TIME = "date", "time"


def format_kind(code: str) -> str | None:
    """«date», «time» or None for a number format code (English or Russian letters)."""
    if _ELAPSED.search(code):
        return TIME
    letters = _QUOTED.sub("", code.split(";")[0]).lower()
    if "general" in letters or "основной" in letters:
        return None
    if re.search(r"[ydгд]", letters) or ("m" in letters and not re.search(r"[hs]", letters)):
        return DATE
    return TIME if re.search(r"[hsч]", letters) else None


def date_styles(chunks: Iterable[bytes], name: str) -> list[str | None]:
    """For every cell style (attribute ``s``) what its number format shows."""
    custom: dict[int, str] = {}
    kinds: list[str | None] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            number = attribute(attributes, "numFmtId")
            if number is not None and number.isdigit():
                custom[int(number)] = attribute(attributes, "formatCode") or ""
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            number = attribute(attributes, "numFmtId") or "0"
            kinds.append(_kind(int(number) if number.isdigit() else 0, custom))

    def end(tag: str) -> None:
        nonlocal inside
        if tag == "cellXfs":
            inside = False

    parse(chunks, name, start, end)
    return kinds


def _kind(number: int, custom: dict[int, str]) -> str | None:
    if number in custom:
        return format_kind(custom[number])
    if number in _BUILT_IN_DATES:
        return DATE
    return TIME if number in _BUILT_IN_TIMES else None


def unescape(text: str) -> str:
    """«_x000D_» and the like as the characters they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)


def shared_strings(chunks: Iterable[bytes], name: str, limit: int) -> list[str]:
    """All shared strings; formatted runs joined, phonetic hints left out. ``limit``: letters in all.

    Strings in the plain form are withheld from the parser (xlsx_plain.py). Raises KnownProblem; expat's error or
    ValueError when the part is damaged.
    """
    found: list[str] = []
    parts: list[str] = []
    total = 0
    depth_phonetic = 0
    in_text = False

    def keep(texts: Sequence[str]) -> None:
        nonlocal total
        texts = [unescape(text) if "_x" in text else text for text in texts]
        total += sum(map(len, texts))
        if total > limit:
            raise KnownProblem(
                f"В файле «{name}» непомерно много текста. Скопируйте нужную таблицу в новую книгу и сохраните."
            )
        found.extend(texts)

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal in_text, depth_phonetic
        if tag == "t":
            in_text = not depth_phonetic
        elif tag == "si":
            parts.clear()
        elif tag == "rPh":
            depth_phonetic += 1

    def end(tag: str) -> None:
        nonlocal in_text, depth_phonetic
        if tag == "t":
            in_text = False
        elif tag == "si":
            keep(("".join(parts),))
        elif tag == "rPh":
            depth_phonetic -= 1

    def text(data: str) -> None:
        if in_text:
            parts.append(data)

    parse(without_plain_strings(chunks, keep), name, start, end, text)
    return found
