"""The filters of a template, bound to one rendering: cases, short names, dates, lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from curator_app.documents.inflection import Inflector, short, signature
from curator_app.documents.paper_data import Layout, TaughtPost
from curator_app.documents.template_sandbox import Fault
from curator_app.documents.template_text import Values
from curator_app.documents.template_views import Declined, Missing, PersonView
from curator_app.documents.wording import BLANK, CATEGORY_PHRASES, WIDE_BLANK, either
from curator_app.texts.grammar import Case, date_long, date_short

_CLUSTER = frozenset("бвгджзклмнпрстфхцчшщ")


class Filters:
    """Filters of one rendering. What is missing passes through them untouched and is gathered when printed."""

    def __init__(self, values: Values, layout: Layout, taught_posts: tuple[TaughtPost, ...] = ()) -> None:
        self.inflector = Inflector(taught_posts)
        self._values = values
        self._layout = layout
        self._lacking: dict[str, None] = {}

    @property
    def lacking(self) -> tuple[str, ...]:
        """Russian names of the facts that were printed as blanks, in the order of the paper."""
        return tuple(self._lacking)

    def table(self) -> dict[str, Callable[..., Any]]:
        """The filters by the names a template uses."""
        cases = {case.value: self._case(case) for case in Case}
        return {
            **cases,
            "full": lambda value: self._each(value, lambda d: self.inflector.name(d.person, d.case).full),
            "short": lambda value: self._each(value, lambda d: short(self.inflector.name(d.person, d.case))),
            "named": self.named,
            "signature": lambda value: self._each(value, lambda d: signature(self.inflector.name(d.person, d.case))),
            "post": lambda value: self._each(value, self._post),
            "qualified": lambda value: self._each(value, self._qualified),
            "aside": self.aside,
            "agree": self.agree,
            "date_short": lambda value: self._date(value, date_short),
            "date_long": lambda value: self._date(value, date_long),
            "date_line": lambda value: self._date(value, lambda day: date_long(day, padded=True)),
            "listing": self.listing,
            "clauses": self.clauses,
            "with_s": self.with_s,
            "capital": lambda value: value if isinstance(value, Missing) else _capital(self._text(value)),
            "upper": lambda value: value if isinstance(value, Missing) else self._text(value).upper(),
            "count": self.count,
        }

    def finalize(self, value: Any) -> str:
        """What an expression prints: a token for its text. Raises Fault for what cannot be printed."""
        return self._values.put(self._text(value))

    def named(self, value: Any) -> Any:
        """Full or short name, as the school's layout has it."""
        form = self._full if self._layout.full_names else self._short
        return self._each(value, form)

    def agree(self, value: Any, masculine: str, feminine: str, plural: str | None = None) -> Any:
        """The word in the gender of a person; of several persons, ``plural``."""
        if isinstance(value, tuple | list):
            if len(value) != 1:
                return plural or masculine
            value = value[0]
        if isinstance(value, Missing):
            return either(str(masculine), str(feminine))
        return self.inflector.agree(self._declined(value).person, str(masculine), str(feminine))

    def aside(self, value: Any) -> str:
        """The text between commas; what is missing leaves no hole in the sentence, but is noted as lacking."""
        if isinstance(value, Missing):
            self._lacking.setdefault(value.name)
            return ""
        return f", {self._text(value)},"

    def listing(self, value: Any) -> Any:
        """«А, Б и В»; a list of nobody is a blank to fill in."""
        if not (items := _items(value)):
            return Missing("участники", wide=True)
        texts = [self._text(item) for item in items]
        if len(texts) < 2:
            return texts[0] if texts else ""
        return f"{', '.join(texts[:-1])} и {texts[-1]}"

    def clauses(self, value: Any) -> Any:
        """«А; Б; В», for parts with commas of their own."""
        return "; ".join(self._text(item) for item in _items(value))

    def with_s(self, value: Any) -> Any:
        """The text after the preposition «с», which is «со» before «статьёй» and the like."""
        words = self._text(value)
        head = words.lstrip("«").lower()[:2]
        heavy = len(head) == 2 and head[0] in "сзшжщ" and head[1] in _CLUSTER
        return f"{'со' if heavy else 'с'} {words}"

    def count(self, value: Any) -> int:
        """Number of items."""
        return len(_items(value))

    def _case(self, case: Case) -> Callable[[Any], Any]:
        def decline(value: Any) -> Any:
            if isinstance(value, tuple | list):
                return tuple(decline(item) for item in value)
            if isinstance(value, str):
                return self.inflector.words(value, case)
            if isinstance(value, Missing):
                return value
            return Declined(self._declined(value).person, case)

        return decline

    def _each(self, value: Any, form: Callable[[Declined], Any]) -> Any:
        if isinstance(value, tuple | list):
            return tuple(self._each(item, form) for item in value)
        return Missing(value.name, wide=True) if isinstance(value, Missing) else form(self._declined(value))

    def _full(self, declined: Declined) -> str:
        return self.inflector.name(declined.person, declined.case).full

    def _short(self, declined: Declined) -> str:
        return short(self.inflector.name(declined.person, declined.case))

    def _post(self, declined: Declined) -> Any:
        post = self.inflector.post(declined.person, declined.case)
        return Missing(f"должность: {declined.person.name.surname_initials}") if post is None else post

    def _qualified(self, declined: Declined) -> Any:
        post = self._post(declined)
        phrase = CATEGORY_PHRASES.get(declined.person.category or "", "")
        return post if isinstance(post, Missing) or not phrase else f"{post} {phrase}"

    def _declined(self, value: Any) -> Declined:
        if isinstance(value, Declined):
            return value
        if isinstance(value, PersonView):
            return Declined(value.data, Case.NOMINATIVE)
        raise Fault("падеж и форма имени бывают только у человека")

    def _date(self, value: Any, form: Callable[[dt.date], str]) -> Any:
        if isinstance(value, Missing):
            return value
        if not isinstance(value, dt.date):
            raise Fault("это не дата")
        return form(value)

    def _text(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, Missing):
            self._lacking.setdefault(value.name)
            return WIDE_BLANK if value.wide else BLANK
        if isinstance(value, Declined | PersonView):
            return self._full(self._declined(value))
        if isinstance(value, bool):
            raise Fault("значение «да/нет» напечатать нельзя")
        if isinstance(value, dt.date):
            return date_short(value)
        if isinstance(value, int | float):
            return str(value)
        if isinstance(value, tuple | list):
            return ", ".join(self._text(item) for item in value)
        raise Fault("это значение напечатать нельзя")


def _items(value: Any) -> list[Any]:
    if isinstance(value, Missing):
        return [value]
    if not isinstance(value, tuple | list):
        raise Fault("это не список")
    return list(value)


def _capital(value: str) -> str:
    return value[:1].upper() + value[1:]
