"""What names one person in texts: the name in every case, with initials, alone; telephones, addresses, own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from curator_app.domain.names import Gender, PersonName

_SHORTEST_VALUE = 5
_SHORTEST_PHONE = 6
_LIKE_A_NAME = re.compile(r".*(?:[оеё]в|[иы]н|ский|цкий)(?:а|ая)?|.*(?:енко|швили|дзе|янц?)", re.IGNORECASE)
# A word with a capital letter beside a name: the surname, unless a sentence begins with it.
_NAME_BEFORE = re.compile(r"[^\s.!?…]\s+[А-ЯЁ][\w-]+\s+$")
_NAME_AFTER = re.compile(r"\s+[А-ЯЁ][\w-]+")
_ESCAPED = re.compile(r"\\+u([0-9a-fA-F]{4})")


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
    from curator_app.texts.grammar import name_forms

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
        self._sure = _words(sure if self.shared else [*sure, *patterns_bare])
        self._doubtful = _words([*sure, *doubtful])
        self._given = _words(patterns_given)

    def find(self, text: str) -> tuple[str, bool] | None:
        """What in the text names the person, with its surroundings, and whether that is beyond doubt."""
        found = self._sure.search(text)
        if found is None:
            found, sure = self._doubtful.search(text), False
        else:
            sure = True
        if found is None:
            return None
        return _around(text, found.start(), found.end()), sure

    def replaced(self, text: str, instead: str, *, doubtful: bool = False) -> str:
        """The text with every sure mark (with ``doubtful``, every mark) replaced; texts inside JSON as well."""

        def put(one: str) -> str:
            return self._doubtful.sub(instead, one) if doubtful else self._without_sure(one, instead)

        if text[:1] in {"{", "["}:
            try:
                told = json.loads(text, strict=False)
            except ValueError:
                return put(text)
            changed = _walked(told, put)
            return text if changed == told else json.dumps(changed)
        return put(text)

    def _without_sure(self, text: str, instead: str) -> str:
        """Where a text speaks of the person for sure, «Лукерья Никандровна» further on is the person as well, unless a
        surname of somebody else stands beside it."""
        told, found = self._sure.subn(instead, text)
        if not found:
            return text

        def given(match: re.Match[str]) -> str:
            before, after = told[: match.start()], told[match.end() :]
            other = _NAME_BEFORE.search(before) or _NAME_AFTER.match(after)
            return match.group() if other else instead

        return self._given.sub(given, told)

    def own_words(self, text: str) -> bool:
        """Whether the text is one that stood in the person's card."""
        return text.strip() in self._values

    def touches(self, text: str) -> bool:
        """A quick look whether there is any mark in a text or in a JSON text."""
        if self._doubtful.search(text) is not None:
            return True
        return "\\u" in text and self._doubtful.search(unescaped(text)) is not None


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


def _around(text: str, start: int, end: int, width: int = 40) -> str:
    left, right = max(0, start - width), min(len(text), end + width)
    told = " ".join(text[left:right].split())
    return ("…" if left else "") + told + ("…" if right < len(text) else "")


def _walked(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_walked(one, change) for one in value]
    if isinstance(value, dict):
        return {change(key): _walked(one, change) for key, one in value.items()}
    return value
