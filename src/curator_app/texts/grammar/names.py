"""The whole name of a person in a case, with what the school has put right by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from curator_app.domain.names import Gender, PersonName
from curator_app.texts.grammar.cases import OBLIQUE, Case
from curator_app.texts.grammar.first_names import first_name_forms, patronymic_forms
from curator_app.texts.grammar.gender import detect_gender
from curator_app.texts.grammar.surnames import surname_forms


def decline_name(name: PersonName, case: Case, gender: Gender | None = None) -> PersonName:
    """The name in a case: «Ивановой Марии Петровне»; without ``gender`` the likelier one is taken.

    The nominative gives the name back as it is. Initials of the result are those of the nominative. Never raises.
    """
    return name_forms(name, gender)[case]


def name_forms(name: PersonName, gender: Gender | None = None) -> Mapping[Case, PersonName]:
    """The name in all six cases (cached; read-only)."""
    return _forms(name, gender if gender is not None else detect_gender(name).gender)


@lru_cache(maxsize=4096)
def _forms(name: PersonName, gender: Gender) -> Mapping[Case, PersonName]:
    surnames = surname_forms(name.surname, gender)
    first_names = first_name_forms(name.first_name, gender)
    patronymics = patronymic_forms(name.patronymic, gender) if name.patronymic else (None,) * 5
    forms = {Case.NOMINATIVE: name}
    for case, surname, first_name, patronymic in zip(OBLIQUE, surnames, first_names, patronymics, strict=True):
        forms[case] = PersonName(surname, first_name, patronymic)
    return MappingProxyType(forms)


def apply_overrides(
    forms: Mapping[Case, PersonName], overrides: Mapping[Case, PersonName]
) -> Mapping[Case, PersonName]:
    """``forms`` with the cases written by hand in place of the reckoned ones.

    An empty part of an override leaves the reckoned part, so a school may put right the surname alone. The
    nominative is never overridden.
    """
    result = dict(forms)
    for case, by_hand in overrides.items():
        if case is Case.NOMINATIVE:
            continue
        reckoned = forms[case]
        result[case] = PersonName(
            by_hand.surname or reckoned.surname,
            by_hand.first_name or reckoned.first_name,
            by_hand.patronymic or reckoned.patronymic,
        )
    return MappingProxyType(result)


@dataclass(frozen=True, slots=True)
class NameInflection:
    """How one person's name goes through the cases.

    ``overrides`` — cases written by hand, they win over everything; ``indeclinable`` — «не склонять»: the surname
    stays, first name and patronymic decline (a person may ask that of the surname only).
    """

    name: PersonName
    gender: Gender | None = None
    overrides: Mapping[Case, PersonName] = field(default_factory=dict)
    indeclinable: bool = False

    def forms(self) -> Mapping[Case, PersonName]:
        """All six cases."""
        forms = name_forms(self.name, self.gender)
        if self.indeclinable:
            forms = {
                case: PersonName(self.name.surname, form.first_name, form.patronymic) for case, form in forms.items()
            }
        return apply_overrides(forms, self.overrides)

    def form(self, case: Case) -> PersonName:
        """The name in one case."""
        return self.forms()[case]
