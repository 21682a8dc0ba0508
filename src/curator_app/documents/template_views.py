"""What a template sees of the data: read-only views whose missing facts know their Russian names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any, Final

from curator_app.documents.fact_names import FACT_NAMES
from curator_app.documents.pair_data import PairPaper, SlipPaper
from curator_app.documents.paper_data import OrderData, PairData, PaperData, PaperPerson, SchoolData
from curator_app.documents.wording import CATEGORY_CELLS, CATEGORY_PHRASES
from curator_app.texts.grammar import Case, counted

_REGULATION: Final = "Положение о системе наставничества"


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that nobody has written down yet: false in a condition, a blank on paper, whatever is asked of it.
    ``wide``: the blank must hold a name."""

    name: str
    wide: bool = False

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getattr__(self, name: str) -> Missing:
        if name.startswith("_"):
            raise AttributeError(name)
        return self


class View:
    """A dataclass of ``paper_data`` to read: its fields and what is reckoned from them, wrapped in turn."""

    __slots__ = ("_of", "_whose")

    def __init__(self, of: Any, whose: str = "") -> None:
        self._of = of
        self._whose = whose

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        reckoned = _RECKONED.get(type(self._of), {}).get(name)
        value = reckoned(self._of) if reckoned is not None else getattr(self._of, name)
        return self._wrapped(name, value)

    def _wrapped(self, name: str, value: Any) -> Any:
        return wrap(value, fact_name(type(self._of), name), self._whose)


@dataclass(frozen=True, slots=True)
class Declined:
    """A person in a case, waiting to be printed in full, short or by post."""

    person: PaperPerson
    case: Case


class PersonView(View):
    """A person; printed as it is, the full name in the nominative."""

    __slots__ = ()

    def __init__(self, of: PaperPerson) -> None:
        super().__init__(of, of.name.surname_initials)

    @property
    def data(self) -> PaperPerson:
        """The person himself, for the filters."""
        person = self._of
        assert isinstance(person, PaperPerson)
        return person


def wrap(value: Any, name: str, whose: str = "") -> Any:
    """``value`` as a template may see it; ``name``: what it is called when it is missing."""
    if value is None or value == "":
        return Missing(f"{name}: {whose}" if whose else name)
    if isinstance(value, PaperPerson):
        return PersonView(value) if value.surname else Missing(name)
    if is_dataclass(value) and not isinstance(value, type):
        return View(value)
    if isinstance(value, tuple):
        return tuple(wrap(item, name) for item in value)
    return value


def fact_name(kind: type, field: str) -> str:
    """The Russian name of a fact."""
    return FACT_NAMES.get(kind.__name__, {}).get(field, "сведения для документа")


def context(data: PaperData) -> dict[str, Any]:
    """The names a template of this data may use."""
    view = View(data)
    names = {name: getattr(view, name) for name in data.__dataclass_fields__}
    names.update({name: getattr(view, name) for name in _RECKONED.get(type(data), {})})
    return names


def reckoned_names(kind: type) -> tuple[str, ...]:
    """Names that a template may read besides the fields of ``kind``."""
    return tuple(_RECKONED.get(kind, {}))


def _norms(role: str) -> Callable[[OrderData], tuple[str, ...]]:
    return lambda order: tuple(norm.text for norm in order.preamble if norm.role == role)


def _first_pair(order: OrderData) -> PairData | None:
    return order.pairs[0] if order.pairs else None


def _mentor(order: OrderData) -> PaperPerson | None:
    pair = _first_pair(order)
    return pair.mentor if pair else None


def _mentees(order: OrderData) -> tuple[PaperPerson, ...]:
    pair = _first_pair(order)
    return pair.mentees if pair else ()


def _curator_is_director(order: OrderData) -> bool:
    curator, director = order.school.curator, order.school.director
    return curator is not None and director is not None and curator.name == director.name


def _acquainted(order: OrderData) -> tuple[PaperPerson, ...]:
    """Whom the curator makes acquainted with the order: all who sign but himself."""
    curator = order.school.curator
    return tuple(person for person in order.acknowledgement if curator is None or person.name != curator.name)


def _experience(person: PaperPerson) -> str | None:
    years = person.experience_years
    if years is None:
        return None
    return counted(years, "год", "года", "лет") if years else "менее года"


def _with_regulation(school: SchoolData) -> str:
    """After «ознакомить с»: the local act under its own title, in the instrumental."""
    title = school.regulation.title if school.regulation and school.regulation.title else _REGULATION
    if title.startswith("Положение"):
        return f"Положением{title.removeprefix('Положение')}"
    return f"локальным актом «{title}»"


_RECKONED: Final[dict[type, dict[str, Callable[[Any], Any]]]] = {
    PaperPerson: {
        "category_phrase": lambda person: CATEGORY_PHRASES.get(person.category or "", ""),
        "category_cell": lambda person: CATEGORY_CELLS.get(person.category or "", ""),
        "experience": _experience,
        "is_pupil": lambda person: person.kind == "pupil",
        "is_external": lambda person: person.kind == "external",
    },
    SchoolData: {"regulation_instrumental": _with_regulation},
    PairData: {
        "is_group": lambda pair: len(pair.mentees) > 1,
        "has_pupil": lambda pair: any(person.kind == "pupil" for person in pair.mentees),
    },
    OrderData: {
        "according": _norms("according"),
        "purposes": _norms("purpose"),
        "grounds": _norms("ground"),
        "pair": _first_pair,
        "mentor": _mentor,
        "mentees": _mentees,
        "is_group": lambda order: len(_mentees(order)) > 1,
        "curator_is_director": _curator_is_director,
        "acquainted": _acquainted,
        "has_payments": lambda order: any(reward.kind == "payment" for reward in order.rewards),
    },
    SlipPaper: {"rows": lambda slip: slip.rows()},
    PairPaper: {
        "mentor": lambda paper: paper.pair.mentor,
        "mentees": lambda paper: paper.pair.mentees,
        "is_group": lambda paper: len(paper.pair.mentees) > 1,
    },
}
