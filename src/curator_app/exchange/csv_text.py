"""The letters of a CSV file: its encoding by mark or by plausibility of the Russian text; mojibake is refused."""

from __future__ import annotations

import codecs
import re
from collections import Counter

_COMMON = frozenset("оеаинтсрвлкмдпуя")
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
_TYPOGRAPHY = frozenset("«»„“”‘’–—…№°§•€ \u00a0\u202f™©®±²³¼½¾×÷·¹")
_SINGLE_BYTE = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")
_TURNED_CASE = re.compile(r"[а-яё][А-ЯЁ]")
_UTF8_AS_1251 = re.compile("[РС][\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u2010-\u2044\u20ac\u2116\u2122]")
_UTF8_AS_LATIN = re.compile("[ÐÑ][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_SAMPLE = 200_000


def decode(data: bytes) -> str:
    """The text of a CSV file. Byte marks first, then UTF-16 by its zero bytes, then strict UTF-8, then the
    single-byte Russian encoding that gives the likeliest text."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if wide := _wide(data[:4000]):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    candidates = [(plausibility(data[:_SAMPLE].decode(name, errors="replace")), name) for name in _SINGLE_BYTE]
    best = max(candidates, key=lambda one: one[0])[1]
    return data.decode(best, errors="replace")


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of a Russian table is 0 (Latin, digits) or 4 (Cyrillic)."""
    if len(head) < 20:
        return None
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = head[start::2]
        if sum(1 for byte in high if byte in {0, 4, 0x20}) > 0.9 * len(high) and (0 in high or 4 in high):
            return encoding
    return None


def plausibility(text: str) -> float:
    """How Russian a text looks, from about −1 to 1: frequent letters for, strange letters and turned case against."""
    foreign = [letter for letter in text if ord(letter) > 127]
    if not foreign:
        return 0.0
    counts = Counter(foreign)
    common = sum(number for letter, number in counts.items() if letter in _COMMON)
    strange = sum(n for letter, n in counts.items() if letter not in _RUSSIAN and letter not in _TYPOGRAPHY)
    turned = len(_TURNED_CASE.findall(text))
    return (common - 2 * strange - 2 * turned) / len(foreign)


def is_mojibake(text: str) -> bool:
    """Whether the letters of the text have been spoiled by a wrong encoding, wholly or in many places."""
    sample = text[:_SAMPLE]
    letters = sum(1 for letter in sample if letter.isalpha())
    if letters == 0:
        return False
    spoiled = 2 * len(_UTF8_AS_1251.findall(sample)) + 2 * len(_UTF8_AS_LATIN.findall(sample))
    replaced = sample.count("\ufffd")
    if spoiled > max(8, letters * 0.02) or replaced > max(2, letters * 0.005):
        return True
    cyrillic = sum(1 for letter in sample if letter in _RUSSIAN)
    latin_extended = sum(1 for letter in sample if "\u00c0" <= letter <= "\u00ff")
    if latin_extended > max(10, letters * 0.3) and cyrillic < letters * 0.1:
        return True
    if sample.count("?") > max(20, letters) and cyrillic < 10:
        return True
    return cyrillic + latin_extended > 40 and plausibility(sample) < -0.2
