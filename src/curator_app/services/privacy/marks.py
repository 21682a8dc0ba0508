"""What names one person in texts: the name in every case, with initials, alone; telephones, addresses, own words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from curator_app.domain.names import Gender, PersonName

_SHORTEST_VALUE = 5
_SHORTEST_PHONE = 6
_BEFORE, _AFTER = 24, 40
_LIKE_A_NAME = re.compile(r".*(?:[оеё]в|[иы]н|ский|цкий)(?:а|ая)?|.*(?:енко|швили|дзе|янц?)", re.IGNORECASE)
# A word with a capital letter beside a name: the surname, unless a sentence begins with it.
_NAME_BEFORE = re.compile(r"[^\s.!?…]\s+[А-ЯЁ][\w-]+\s+$")
_NAME_AFTER = re.compile(r"\s+[А-ЯЁ][\w-]+")
_NO_INITIAL_BEFORE = r"(?<!(?-i:[А-ЯЁ])\.)(?<!(?-i:[А-ЯЁ])\.\s)"
_NO_INITIAL_AFTER = r"(?!\w)(?!,?\s*(?-i:[А-ЯЁ])\.)"
_DIGITS = re.compile(r"\d(?:[\s()\-–—]*\d){5}")
_ESCAPED = re.compile(r"\\+u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Found:
    """A place of a text that names the person. ``words``: what stands there, written one way; ``excerpt``: in
    brackets, with what stands around it; ``sure``: beyond doubt."""

    words: str
    excerpt: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text as letters, in small letters with е for ё, and its digits when they may be a telephone."""

    plain: str
    folded: str
    digits: str


@dataclass(frozen=True, slots=True)
class Known:
    """A name the person has or had. ``forms``: cases of it, those put right by hand among them."""

    name: PersonName
    gender: Gender | None = None
    forms: tuple[PersonName, ...] = ()


def _either(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; е and ё are one letter, blanks may be several."""
    told = sorted({word for word in words if word}, key=len, reverse=True)
    patterns = [re.escape(word).replace(r"\ ", r"\s+") for word in told]
    return "(?:" + "|".join(re.sub("[её]", "[её]", pattern, flags=re.IGNORECASE) for pattern in patterns) + ")"


def _all_forms(known: Known) -> list[PersonName]:
    from curator_app.texts.grammar.names import name_forms

    genders: tuple[Gender, ...] = (known.gender,) if known.gender is not None else ("m", "f")
    told = [form for gender in genders for form in name_forms(known.name, gender).values()]
    return [known.name, *told, *known.forms]


def surname_forms(known: Known) -> frozenset[str]:
    """The surname in all cases, small letters."""
    return frozenset(form.surname.casefold().replace("ё", "е") for form in _all_forms(known))


class Marks:
    """``shared``: somebody else has this surname (or it is an ordinary word), so that it alone is a doubtful mark;
    ``twin``: with the same initials as well; ``near``: with the same first initial, so that only both initials tell
    them apart. ``phones`` as digits; ``values``: what else stood in the card, word for
    word."""

    def __init__(
        self,
        names: Sequence[Known],
        *,
        phones: Iterable[str] = (),
        emails: Iterable[str] = (),
        values: Iterable[str] = (),
        shared: bool = False,
        twin: bool = False,
        near: bool = False,
    ) -> None:
        # «Жук» and «Белый» are words as well: such a surname alone proves nothing.
        shared = shared or not all(
            _LIKE_A_NAME.fullmatch(part) for one in names for part in one.name.surname.split("-")
        )
        self.shared = shared
        patterns_full, patterns_initials, patterns_bare, patterns_given = [], [], [], []
        patterns_exact: list[str] = []
        for known in names:
            forms = _all_forms(known)
            surname = _either(form.surname for form in forms)
            first = _either(form.first_name for form in forms)
            patronymics = {form.patronymic for form in forms if form.patronymic}
            given = rf"{first}(?:\s+{_either(patronymics)})?" if patronymics else first
            initial = "[её]" if known.name.first_name[:1] in "ЕЁеё" else re.escape(known.name.first_name[:1])
            second = rf"(?:\s?-?\w\.)?(?:\s?{re.escape(known.name.patronymic[:1])}\.)?" if known.name.patronymic else ""
            initials = rf"{initial}\.{second}"
            patterns_full += [rf"{surname}\s*,?\s+{given}", rf"{given}\s+{surname}"]
            patterns_initials += [rf"{surname}\s*,?\s*{initials}", rf"{initials}\s*{surname}"]
            if known.name.patronymic:
                both = rf"{initial}\.\s?{re.escape(known.name.patronymic[:1])}\."
                patterns_exact += [rf"{surname}\s*,?\s*{both}", rf"{both}\s*{surname}"]
            patterns_bare.append(rf"(?=(?-i:[A-ZА-ЯЁ])){surname}")
            if patronymics:
                patterns_given.append(rf"(?=(?-i:[A-ZА-ЯЁ])){first}\s+{_either(patronymics)}")
        contacts = [re.escape(one) for one in emails if one]
        numbers = {"".join(filter(str.isdigit, phone))[-10:] for phone in phones}
        contacts += [_phone(digits) for digits in numbers if len(digits) >= _SHORTEST_PHONE]
        # «По совместительству» may stand in many cards: own words are looked for only where texts of a file were kept.
        self._values = frozenset(one.strip() for one in values if len(one.strip()) >= _SHORTEST_VALUE)
        sure = patterns_full + contacts
        doubtful = patterns_initials if twin or near else []
        sure += [] if twin else patterns_exact if near else patterns_initials
        doubtful += [*patterns_bare, *patterns_given]
        # A surname with initials of somebody else is somebody else's, perhaps.
        alone = [rf"{_NO_INITIAL_BEFORE}{bare}{_NO_INITIAL_AFTER}" for bare in patterns_bare]
        self._sure = _words(sure if self.shared else [*sure, *alone])
        self._doubtful = _words([*sure, *doubtful])
        self._given = _words(patterns_given)
        self._numbers = frozenset(digits for digits in numbers if len(digits) >= _SHORTEST_PHONE)
        self._needles = frozenset(_folded(one) for one in emails if one).union(*map(_needles, names))

    def mentions(self, text: str) -> list[Found]:
        """Every place of the text that names the person, in order; texts inside JSON one after another."""
        told: list[Found] = []

        def look(one: str) -> str:
            for start, end, sure in self._spans(one):
                told.append(Found(_folded(" ".join(one[start:end].split())), _around(one, start, end), sure))
            return one

        _each(text, look)
        return told

    def replaced(self, text: str, instead: str, chosen: Callable[[int, Found], bool] | None = None) -> str:
        """The text with those places replaced that are ``chosen`` (number among ``mentions``, from 0, and place);
        without a choice, the sure ones. Texts inside JSON as well."""
        number = 0

        def put(one: str) -> str:
            nonlocal number
            pieces, at = [], 0
            for start, end, sure in self._spans(one):
                found = Found(_folded(" ".join(one[start:end].split())), "", sure)
                if sure if chosen is None else chosen(number, found):
                    pieces += [one[at:start], instead]
                    at = end
                number += 1
            return "".join([*pieces, one[at:]])

        return _each(text, put)

    def _spans(self, text: str) -> list[tuple[int, int, bool]]:
        """Places that name the person, in order, and whether beyond doubt. Where a text speaks of the person for sure,
        «Лукерья Никандровна» further on is the person as well, unless a surname of somebody else stands beside it."""
        sure = [found.span() for found in self._sure.finditer(text)]
        spans = [(start, end, True) for start, end in sure]
        at = 0
        for start, end in [*sure, (len(text), len(text))]:
            for found in self._doubtful.finditer(text, at, start):
                given = bool(sure) and self._given.fullmatch(text, *found.span()) is not None
                spans.append((*found.span(), given and not _beside_a_surname(text, *found.span())))
            at = end
        return sorted(spans)

    def own_words(self, text: str) -> bool:
        """Whether the text is one that stood in the person's card."""
        return text.strip() in self._values

    def touches(self, text: str) -> bool:
        """A quick look whether there is any mark in a text or in a JSON text."""
        return self.touches_prepared(prepared(text))

    def touches_prepared(self, text: Prepared) -> bool:
        """The same of a text that many are looked for in."""
        if not any(needle in text.folded for needle in self._needles) and not (
            text.digits and any(number in text.digits for number in self._numbers)
        ):
            return False
        return self._doubtful.search(text.plain) is not None


def prepared(text: str) -> Prepared:
    """A text made ready to be looked through for many people."""
    plain = unescaped(text) if "\\u" in text else text
    digits = "".join(filter(str.isdigit, plain)) if _DIGITS.search(plain) else ""
    return Prepared(plain, _folded(plain), digits)


def _needles(known: Known) -> set[str]:
    """What is in every text that names the person so: the beginning all cases share."""
    forms = _all_forms(known)
    starts = {_common([form.surname for form in forms])}
    if known.name.patronymic:
        starts.add(_common([form.first_name for form in forms]))
    return starts


def _common(words: Iterable[str]) -> str:
    told = [_folded(word) for word in words]
    low, high = min(told), max(told)
    length = next((at for at, letter in enumerate(low) if letter != high[at : at + 1]), len(low))
    # A name of two words may be written with two blanks.
    return low[:length].partition(" ")[0]


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _beside_a_surname(text: str, start: int, end: int) -> bool:
    return _NAME_BEFORE.search(text[:start]) is not None or _NAME_AFTER.match(text[end:]) is not None


def _each(text: str, change: Callable[[str], str]) -> str:
    """The text changed; of a JSON text every text in it."""
    if text[:1] not in {"{", "["}:
        return change(text)
    try:
        told = json.loads(text, strict=False)
    except ValueError:
        return change(text)
    changed = _walked(told, change)
    return text if changed == told else json.dumps(changed)


def unescaped(text: str) -> str:
    """A JSON text with its escaped letters as letters, for looking only."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


def _phone(digits: str) -> str:
    """Ten digits however they are parted, with the country or without."""
    return r"(?:\+?[78][\s()\-–—]*)?" + r"[\s()\-–—]*".join(digits)


def _words(patterns: Sequence[str]) -> re.Pattern[str]:
    # No pattern at all must match nothing.
    joined = "|".join(patterns) or r"(?!)"
    return re.compile(rf"(?<![\w])(?:{joined})(?![\w])", re.IGNORECASE)


def _around(text: str, start: int, end: int) -> str:
    """The place in brackets, so that one of several is known from the others."""
    left, right = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    told = " ".join(f"{text[left:start]}[{text[start:end]}]{text[end:right]}".split())
    return ("…" if left else "") + told + ("…" if right < len(text) else "")


def _walked(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_walked(one, change) for one in value]
    if isinstance(value, dict):
        return {change(key): _walked(one, change) for key, one in value.items()}
    return value
