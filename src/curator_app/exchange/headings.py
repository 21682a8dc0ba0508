"""What a heading of a column means: a field, about whom, and how sure that is (domain.md h.1, h.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from curator_app.domain.letters import clean, cyrillic_text
from curator_app.exchange.catalogues import Pattern, synonyms

_ABBREVIATION = re.compile(r"\bф\W{0,3}и\W{0,3}о\b")
_MAIL = re.compile(r"\be\W{0,2}mail\b|\bе\W{0,2}mail\b|\bе\W{0,2}маил\b")
_NUMBER_SIGN = re.compile(r"№|\bno\b\.?|в„–")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """``field`` and ``side`` of a heading (either may be unknown) and the confidence from 0 to 1."""

    field: str | None
    side: str | None
    confidence: float


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a heading: small letters, ё as е, look-alikes folded, «Ф.И.О.» as one word."""
    text = cyrillic_text(clean(text)).lower().replace("ё", "е").replace("#", ".")
    text = _NUMBER_SIGN.sub(" n ", text)
    text = _MAIL.sub(" email ", _ABBREVIATION.sub(" фио ", text))
    return tuple(_WORD.findall(text))


def _outer(text: str) -> str:
    """The heading without what stands in brackets (a bracket may be cut off at the end)."""
    return re.sub(r"[(\[].*?(?:[)\]]|$)", " ", text, flags=re.DOTALL)


def match(pattern: Pattern, told: tuple[str, ...]) -> int:
    """How many words of the heading the pattern covers; 0 = it does not fit."""
    if pattern.whole:
        return len(told) if told == pattern.stems else 0
    at = 0
    for stem in pattern.stems:
        while at < len(told) and not told[at].startswith(stem):
            at += 1
        if at == len(told):
            return 0
        at += 1
    return len(pattern.stems)


def fits(patterns: tuple[Pattern, ...], text: str) -> bool:
    """Whether any of the patterns stands in the text."""
    told = words(text)
    return any(match(pattern, told) for pattern in patterns)


def side_of(told: tuple[str, ...]) -> tuple[str | None, frozenset[str]]:
    """About whom the words speak (the earliest mention), and the words that say so."""
    best: tuple[int, int, str, frozenset[str]] | None = None
    for side, patterns in synonyms().sides.items():
        for pattern in patterns:
            place = _place(pattern, told)
            if place is not None:
                said = frozenset(told[place : place + len(pattern.stems)])
                key = (place, -len(pattern.stems), side, said)
                if best is None or key[:2] < best[:2]:
                    best = key
    return (best[2], best[3]) if best else (None, frozenset())


def _place(pattern: Pattern, told: tuple[str, ...]) -> int | None:
    size = len(pattern.stems)
    if pattern.whole and told != pattern.stems:
        return None
    for start in range(len(told) - size + 1):
        if all(word.startswith(stem) for word, stem in zip(told[start : start + size], pattern.stems, strict=True)):
            return start
    return None


@lru_cache(maxsize=8192)
def understand(text: str) -> Heading:
    """The likeliest meaning of one heading. An unknown heading has no field and confidence 0."""
    outer, whole = words(_outer(text)), words(text)
    if not whole:
        return Heading(None, None, 0.0)
    side, said = side_of(outer)
    if side is None:
        side, _ = side_of(whole)
    field, confidence = _field(outer, said)
    if field is None or confidence < 0.6:
        inner_field, inner_confidence = _field(whole, said)
        if inner_field is not None and inner_confidence * 0.8 > confidence:
            field, confidence = inner_field, inner_confidence * 0.8
    if field is None and side is not None and _only_person(outer, said):
        return Heading("full_name", side, 0.9)
    return Heading(field, side, round(confidence, 3))


def _only_person(told: tuple[str, ...], said: frozenset[str]) -> bool:
    noise = synonyms().person_words
    rest = [word for word in told if word not in said and word not in noise]
    sides = synonyms().sides
    return bool(said) and all(any(_place(p, (word,)) == 0 for ps in sides.values() for p in ps) for word in rest)


def _field(told: tuple[str, ...], said: frozenset[str]) -> tuple[str | None, float]:
    """The field whose pattern covers most of the words; words about the side and filler do not count against."""
    noise = synonyms().person_words | said | {"в", "на", "и", "по", "о", "об", "с", "при"}
    best: tuple[float, int, str] | None = None
    for field, patterns in synonyms().fields.items():
        forbidden = synonyms().never.get(field, ())
        if any(word.startswith(stem) for word in told for stem in forbidden):
            continue
        for pattern in patterns:
            covered = match(pattern, told)
            if not covered:
                continue
            if pattern.whole:
                score = (1.0, len(pattern.stems), field)
            else:
                hit = [word for word in told if any(word.startswith(stem) for stem in pattern.stems)]
                weight = sum(1 for word in told if word not in noise or word in hit)
                coverage = min(1.0, covered / max(1, weight))
                score = (0.5 + 0.47 * coverage, len(pattern.stems), field)
            if best is None or score[:2] > best[:2]:
                best = score
    return (best[2], best[0]) if best else (None, 0.0)
