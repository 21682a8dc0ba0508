"""One JSON record read field by field; everything wrong is noted with its field."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from curator_app.services.validation import Checker
from curator_app.texts.labels import field_label

_FALSE_WORDS = {"нет", "false", "0"}
_TRUE_WORDS = {"да", "true", "1"}
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What is made of digits may be told as a number.
_DIGITS = frozenset({"phone", "inn", "kpp", "ogrn", "class_name", "group", "building", "shift"})
_LARGEST = 10**18  # the base keeps no larger number


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST


class RecordReader:
    """Typed access to the fields of one record. ``done`` notes the fields nobody asked for."""

    def __init__(self, record: Mapping[str, Any], refs: Mapping[str, int], checker: Checker) -> None:
        self._record = record
        self._refs = refs
        self._seen = {"ref", "id"}
        self.checker = checker

    def has(self, field: str) -> bool:
        """Whether the record speaks of the field (a null counts)."""
        return field in self._record

    def value(self, field: str) -> Any:
        """The raw JSON value, None when absent."""
        self._seen.add(field)
        return self._record.get(field)

    def text(self, field: str) -> str | None:
        """A text; telephones and other codes of digits may be told as a number."""
        value = self.value(field)
        if value is None or isinstance(value, str):
            return value
        if field in _DIGITS and _is_number(value):
            return str(value)
        self._wrong(field, "нужен текст", value)
        return None

    def number(self, field: str) -> int | None:
        """A whole number."""
        value = self.value(field)
        if value is None:
            return None
        if _is_number(value):
            return int(value)
        if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST:
            return int(value)
        if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
            return int(value)
        self._wrong(field, "нужно целое число", value)
        return None

    def flag(self, field: str, default: bool = False) -> bool:
        """Yes or no."""
        return default if (told := self.maybe(field)) is None else told

    def maybe(self, field: str) -> bool | None:
        """Yes, no or not told."""
        value = self.value(field)
        if value is None or isinstance(value, bool):
            return value
        word = str(value).strip().casefold()
        if word in _TRUE_WORDS | _FALSE_WORDS:
            return word in _TRUE_WORDS
        self._wrong(field, "нужно true или false", value)
        return None

    def date(self, field: str) -> dt.date | None:
        """A date as YYYY-MM-DD."""
        value = self.value(field)
        if value is None or value == "":
            return None
        if isinstance(value, str) and _DATE.fullmatch(value.strip()):
            with contextlib.suppress(ValueError):
                return dt.date.fromisoformat(value.strip())
        self._wrong(field, "нужна дата вида 2026-09-01", value)
        return None

    def code(self, field: str, words: Mapping[Any, str], default: str | None = None) -> str | None:
        """A code of a closed list, told as the code or as its Russian word."""
        told = self.text(field)
        if told is None or not told.strip():
            return default
        folded = told.strip().casefold()
        for code, word in words.items():
            if folded in {str(code).casefold(), word.casefold()}:
                return code.value if isinstance(code, StrEnum) else str(code)
        return told.strip()

    def texts(self, field: str) -> list[str]:
        """A list of texts; a single text is a list of one."""
        value = self.value(field)
        if value is None:
            return []
        if isinstance(value, str):
            return [value]
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return list(value)
        self._wrong(field, "нужен список текстов", value)
        return []

    def items(self, field: str) -> list[Any]:
        """A list of anything."""
        value = self.value(field)
        if value is None:
            return []
        if isinstance(value, list):
            return list(value)
        self._wrong(field, "нужен список", value)
        return []

    def reference(self, field: str, *, required: bool = False) -> int | None:
        """A record pointed at by number or, in the same call, by «@name»."""
        return self.resolve(field, self.value(field), required=required)

    def resolve(self, field: str, value: Any, *, required: bool = False) -> int | None:
        """The number behind one reference."""
        if _is_number(value):
            return int(value)
        if isinstance(value, str) and value in self._refs:
            return self._refs[value]
        if value is None:
            if required:
                self.checker.fail(field, f"Заполните поле «{field_label(field)}».")
            return None
        self._wrong(field, "нужен номер записи или ссылка «@имя» из этого же файла", value)
        return None

    def done(self) -> None:
        """Notes fields that this kind of record does not have."""
        for field in self._record:
            known = field in self._seen or field.endswith(("_label", "_name")) or field in {"full_name", "raw"}
            if not known:
                self.checker.fail(field, f"Неизвестное поле «{field}». Список полей — в docs/cli.md.")

    def _wrong(self, field: str, wanted: str, value: object) -> None:
        self.checker.fail(field, f"«{field_label(field)}»: {wanted}, указано «{str(value)[:60]}».")
