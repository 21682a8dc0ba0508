"""Fields that may be put into a wording, by their Russian names; cases and forms of a name as choices of a menu."""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from curator_app.documents.fact_names import FACT_NAMES
from curator_app.documents.paper_data import Layout, PairData, PaperPerson
from curator_app.documents.template_filters import Filters
from curator_app.documents.template_help import root_of
from curator_app.documents.template_text import Values
from curator_app.documents.template_views import PersonView, reckoned_names
from curator_app.documents.template_words import path_words

FieldKind = Literal["person", "people", "date", "text"]
GROUPS: Final = {"": "Этот документ", "school": "Школа", "pair": "Пара", "deadlines": "Сроки"}
_NESTED_DEPTH = 2
_FIRST: Final = {"mentor", "mentees", "person", "mentee"}
_DAY: Final = dt.date(2026, 9, 5)
_PEOPLE: Final = (
    PaperPerson("Петрова", "Анна", "Сергеевна", gender="f", position="учитель математики", category="highest"),
    PaperPerson("Лебедев", "Илья", "Олегович", gender="m", position="педагог-психолог"),
)
_LOOP_PEOPLE: Final = {"mentee", "person", "one", "reward.person", "member"}
_PERSON_ENDS: Final = {
    *("mentor", "mentee", "person", "director", "curator", "author", "teacher", "visitor", "control", "executor"),
    *("representative", "responsible", "member"),
}
_PEOPLE_ENDS: Final = {"mentees", "members", "acknowledgement", "acquainted", "partners", "people"}
AGREE: Final = "agree"
_UNWRITABLE = re.compile(r"[\"'{}%#\\]")
_AGREE = re.compile(r"\s*([A-Za-z_][\w.]*(?:\[\d+\])?)\s*\|\s*agree\(\"([^\"]*)\",\s*\"([^\"]*)\"\)\s*")
_FIELD = re.compile(r"\s*([A-Za-z_][\w.]*(?:\[\d+\])?)\s*((?:\|\s*[a-z_]+\s*)*)")


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A field: how it is written, its Russian name, its group, and what kind of value it has."""

    path: str
    words: str
    group: str
    kind: FieldKind


@dataclass(frozen=True, slots=True)
class FieldForm:
    """A field with the form chosen for it. ``case`` and ``form`` are names of filters, «» for none; with the form
    ``agree`` the field prints one of two ``words`` by the gender of the person."""

    path: str
    kind: FieldKind
    case: str = ""
    form: str = ""
    words: tuple[str, str] = ("", "")

    def expression(self) -> str:
        """What is written between the braces."""
        if self.form == AGREE:
            he, she = (_UNWRITABLE.sub("", word).strip() for word in self.words)
            return f'{self.path} | agree("{he}", "{she}")'
        parts = [self.path, *(one for one in (self.case, self.form) if one)]
        if self.kind == "people":
            parts.append("listing")
        return " | ".join(parts)


CASE_MENU: Final = (
    ("", "именительный: кто"),
    ("genitive", "родительный: кого"),
    ("dative", "дательный: кому"),
    ("accusative", "винительный: кого, за кого"),
    ("instrumental", "творительный: кем"),
    ("prepositional", "предложный: о ком"),
)
FORM_MENU: Final = (
    ("full", "Фамилия Имя Отчество"),
    ("short", "Фамилия И. О."),
    ("signature", "И. О. Фамилия"),
    ("named", "как принято в школе (вид приказа)"),
    ("post", "должность"),
    ("qualified", "должность с категорией"),
    (AGREE, "слово в роде этого человека: согласен / согласна"),
)
DATE_MENU: Final = (("date_short", "цифрами: 05.09.2026"), ("date_long", "словами: 5 сентября 2026 года"))


def template_fields(code: str) -> tuple[TemplateField, ...]:
    """Everything a wording of that paper may print by name, people first."""
    root = root_of(code)
    found: dict[str, TemplateField] = {}
    for field in (*_fields_of(root, "", _NESTED_DEPTH), *_reckoned(root)):
        found.setdefault(field.path, field)
    order = {"person": 0, "people": 1, "date": 2, "text": 3}
    groups = list(GROUPS)

    def place(one: TemplateField) -> tuple[int, bool, int]:
        return groups.index(one.group), one.path not in _FIRST, order[one.kind]

    return tuple(sorted(found.values(), key=place))


def read_form(expression: str) -> FieldForm | None:
    """The path, case and form of a simple field, or None for one that a menu does not understand."""
    if (agreed := _AGREE.fullmatch(expression)) is not None:
        path = agreed[1]
        return FieldForm(path, _kind_of_path(path, []), "", AGREE, (agreed[2], agreed[3]))
    match = _FIELD.fullmatch(expression)
    if match is None:
        return None
    path, names = match[1], [one.strip() for one in match[2].split("|") if one.strip()]
    kind = _kind_of_path(path, names)
    if kind == "people" and names and names[-1] == "listing":
        names.pop()
    cases, forms = {key for key, _ in CASE_MENU}, {key for key, _ in (*FORM_MENU, *DATE_MENU)}
    case = names.pop(0) if names and names[0] in cases else ""
    form = names.pop(0) if names and names[0] in forms else ""
    return None if names else FieldForm(path, kind, case, form)


def example(form: FieldForm) -> str:
    """What the field prints of invented people; «» for a field of plain text."""
    if form.kind == "text":
        return ""
    filters = Filters(values := Values(), Layout())
    table = filters.table()
    value: Any = _DAY
    if form.kind != "date":
        people = tuple(PersonView(one) for one in _PEOPLE)
        value = people if form.kind == "people" else people[0]
    if form.form == AGREE:
        return values.resolve(filters.finalize(table[AGREE](value, *form.words)))
    for name in (form.case, form.form, "listing" if form.kind == "people" else ""):
        value = table[name](value) if name else value
    return values.resolve(filters.finalize(value))


def usual_form(field: TemplateField) -> FieldForm:
    """The form in which a field is put in at first."""
    form = {"person": "short", "people": "short", "date": "date_short", "text": ""}[field.kind]
    return FieldForm(field.path, field.kind, "", form)


def _kind_of_path(path: str, filters: list[str]) -> FieldKind:
    last = re.sub(r"\[\d+\]", "", path.rsplit(".", 1)[-1])
    if "[" in path and last in _PEOPLE_ENDS:
        return "person"
    if last in _PEOPLE_ENDS:
        return "people"
    if path in _LOOP_PEOPLE or last in _PERSON_ENDS:
        return "person"
    return "date" if any(one.startswith("date_") for one in filters) else "text"


def _fields_of(kind: type, prefix: str, depth: int) -> Iterator[TemplateField]:
    hints = get_type_hints(kind)
    names = FACT_NAMES.get(kind.__name__, {})
    for field in fields(kind):
        path = f"{prefix}{field.name}"
        of = _bare(hints[field.name])
        told = _kind(of)
        if told is not None and (field.name in names or told in ("person", "people") or depth < _NESTED_DEPTH):
            yield TemplateField(path, names.get(field.name) or path_words(path), _group(prefix), told)
        elif is_dataclass(of) and of not in (PaperPerson, Layout) and depth > 1 and path in GROUPS:
            assert isinstance(of, type)
            yield from _fields_of(of, f"{path}.", depth - 1)


def _reckoned(root: type) -> Iterator[TemplateField]:
    for name in reckoned_names(root):
        if name in _PERSON_ENDS or name in _PEOPLE_ENDS:
            yield TemplateField(name, path_words(name), "", "person" if name in _PERSON_ENDS else "people")
        elif name == "pair":
            yield from _fields_of(PairData, "pair.", 1)


def _group(prefix: str) -> str:
    return prefix.rstrip(".") if prefix.rstrip(".") in GROUPS else ""


def _bare(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(one for one in get_args(hint) if one is not type(None))
    return hint


def _kind(of: Any) -> FieldKind | None:
    if of is PaperPerson:
        return "person"
    if get_origin(of) is tuple:
        return "people" if get_args(of)[0] is PaperPerson else None
    if of is dt.date:
        return "date"
    return "text" if of in (str, int, float) else None
