"""Checks every command goes through before it touches the base. Sentences name the field and the way out."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum

from curator_app.runtime.errors import FieldProblem, InvalidInput
from curator_app.texts.labels import field_label

NAME_LIMIT = 100
LINE_LIMIT = 300
TEXT_LIMIT = 10_000
EARLIEST = dt.date(1940, 1, 1)
LATEST = dt.date(2100, 12, 31)

_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they turn the order of letters
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")


class Checker:
    """Collects problems of one command; ``done`` raises them all at once."""

    def __init__(self) -> None:
        self.problems: list[FieldProblem] = []

    def fail(self, field: str, sentence: str) -> None:
        """Notes a problem of ``field``."""
        self.problems.append(FieldProblem(field, sentence))

    def done(self, *, index: int | None = None) -> None:
        """Raises InvalidInput when anything was wrong."""
        if self.problems:
            raise InvalidInput(self.problems, index=index)

    def text(
        self, field: str, value: str | None, *, limit: int = LINE_LIMIT, required: bool = False, lines: bool = False
    ) -> str | None:
        """A cleaned text (NFC, outer blanks off), None for an empty one. ``lines`` allows line breaks."""
        label = field_label(field)
        cleaned = unicodedata.normalize("NFC", value).strip() if value else ""
        if not cleaned:
            if required and not any(problem.field == field for problem in self.problems):
                self.fail(field, f"Заполните поле «{label}».")
            return None
        allowed = "\n\t" if lines else ""
        if any(
            (unicodedata.category(letter) in _CONTROL or letter in _TURNING) and letter not in allowed
            for letter in cleaned
        ):
            self.fail(field, f"В поле «{label}» есть недопустимые знаки (перевод строки или управляющие). Удалите их.")
            return None
        if len(cleaned) > limit:
            self.fail(field, f"Поле «{label}» слишком длинное: {len(cleaned)} знаков, можно не более {limit}.")
            return None
        return cleaned

    def date(
        self, field: str, value: dt.date | None, *, earliest: dt.date = EARLIEST, latest: dt.date = LATEST
    ) -> dt.date | None:
        """A date between ``earliest`` and ``latest``."""
        if value is not None and not earliest <= value <= latest:
            self.fail(
                field,
                f"«{field_label(field)}»: {value:%d.%m.%Y} вне разумных пределов "
                f"({earliest:%d.%m.%Y} – {latest:%d.%m.%Y}). Проверьте год.",
            )
            return None
        return value

    def number(self, field: str, value: int | None, lowest: int, highest: int) -> int | None:
        """A whole number between two limits."""
        if value is not None and not lowest <= value <= highest:
            self.fail(field, f"«{field_label(field)}»: допустимо от {lowest} до {highest}, указано {value}.")
            return None
        return value

    def code(self, field: str, value: str | None, codes: type[StrEnum], *, required: bool = False) -> str | None:
        """A code of a closed list."""
        if not value:
            if required:
                self.fail(field, f"Выберите «{field_label(field)}».")
            return None
        if value not in {code.value for code in codes}:
            self.fail(field, f"«{field_label(field)}»: неизвестное значение «{value}». Выберите из списка.")
            return None
        return value

    def email(self, field: str, value: str | None) -> str | None:
        """An e-mail address."""
        cleaned = self.text(field, value)
        if cleaned is not None and _EMAIL.fullmatch(cleaned) is None:
            self.fail(field, f"«{cleaned[:60]}» не похоже на адрес электронной почты. Пример: ivanova@school.ru.")
            return None
        return cleaned

    def phone(self, field: str, value: str | None) -> str | None:
        """A telephone as it is kept: «7» and ten digits; a short local number as typed digits."""
        cleaned = self.text(field, value)
        if cleaned is None:
            return None
        digits = re.sub(r"\D", "", cleaned)
        if re.search(r"[^\d\s()+\-–—.]", cleaned) or not 5 <= len(digits) <= 11 or 6 < len(digits) < 10:
            self.fail(field, f"«{cleaned[:40]}» не похоже на телефон. Нужно 10 цифр с кодом: 8 900 123-45-67.")
            return None
        if len(digits) == 11 and digits[0] in "78":
            return "7" + digits[1:]
        return "7" + digits if len(digits) == 10 else digits

    def order(self, field: str, start: dt.date | None, end: dt.date | None) -> None:
        """``end`` (the value of ``field``) must not come before ``start``."""
        if start is not None and end is not None and end < start:
            self.fail(
                field, f"«{field_label(field)}» ({end:%d.%m.%Y}) раньше начала ({start:%d.%m.%Y}). Исправьте даты."
            )

    def known(self, field: str, value: int, ids: Collection[int], what: str) -> None:
        """A reference must lead to somebody."""
        if value not in ids:
            self.fail(field, f"«{field_label(field)}»: {what} № {value} нет в базе.")
