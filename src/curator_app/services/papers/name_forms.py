"""Cases put right by hand: of a person's name, of a post. They win over the grammar in every later paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from curator_app.domain.codes import Catalogue
from curator_app.domain.names import Gender, PersonName
from curator_app.models import CatalogueEntry, NameForm
from curator_app.services import people
from curator_app.services.people import assign
from curator_app.services.validation import NAME_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import OBLIQUE, Case
from curator_app.texts.grammar.names import NameInflection, name_forms
from curator_app.texts.grammar.posts import decline_post

_FORMS = "forms"


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseRow:
    """One case as the program prints it; ``by_hand``: somebody has put it right."""

    case: Case
    name: PersonName
    by_hand: bool


def get_name_forms(workspace: Workspace, person_id: int) -> list[CaseRow]:
    """All oblique cases of a person's name. Raises NotFound."""
    with workspace.read() as session:
        person = people.require(session, person_id)
        own = {Case(one.grammatical_case): one.name for one in person.name_forms}
        name = person.name
        gender: Gender | None = "m" if person.gender == "m" else "f" if person.gender == "f" else None
        forms = NameInflection(name, gender, own, person.indeclinable).forms()
    return [CaseRow(case=case, name=forms[case], by_hand=case in own) for case in OBLIQUE]


def set_name_forms(
    workspace: Workspace, person_id: int, forms: Mapping[Case, PersonName], *, indeclinable: bool | None = None
) -> None:
    """Keeps the cases that differ from what the grammar gives; the others go back to the grammar.

    Raises InvalidInput, NotFound.
    """
    checker = Checker()
    for form in forms.values():
        for field in ("surname", "first_name"):
            checker.text(field, getattr(form, field), limit=NAME_LIMIT, required=True)
        checker.text("patronymic", form.patronymic, limit=NAME_LIMIT)
    checker.done()
    with workspace.read() as session:
        title = people.title_of(people.require(session, person_id))
    with workspace.action(f"Исправлены падежи: {title}") as session:
        person = people.require(session, person_id)
        if indeclinable is not None:
            assign(person, {"indeclinable": indeclinable})
        name = person.name
        gender: Gender | None = "m" if person.gender == "m" else "f" if person.gender == "f" else None
        reckoned = NameInflection(name, gender, {}, person.indeclinable).forms()
        present = {Case(one.grammatical_case): one for one in person.name_forms}
        for case in OBLIQUE:
            wanted = forms.get(case)
            row = present.get(case)
            if wanted is None or wanted == reckoned[case]:
                if row is not None:
                    person.name_forms.remove(row)
            elif row is None:
                person.name_forms.append(
                    NameForm(
                        grammatical_case=case.value,
                        surname=wanted.surname,
                        first_name=wanted.first_name,
                        patronymic=wanted.patronymic,
                    )
                )
            else:
                assign(
                    row,
                    {"surname": wanted.surname, "first_name": wanted.first_name, "patronymic": wanted.patronymic},
                )


def set_gender(workspace: Workspace, person_id: int, gender: Gender) -> None:
    """Keeps the gender somebody was asked about. Raises NotFound."""
    with workspace.read() as session:
        title = people.title_of(people.require(session, person_id))
    with workspace.action(f"Указан пол: {title}") as session:
        assign(people.require(session, person_id), {"gender": gender})


def get_post_forms(workspace: Workspace, post: str) -> dict[Case, str]:
    """All oblique cases of a post as papers print it."""
    with workspace.read() as session:
        query = select(CatalogueEntry).where(CatalogueEntry.catalogue == Catalogue.POSITION.value)
        taught = {
            entry.title: {Case(case): str(words) for case, words in entry.extra[_FORMS].items()}
            for entry in session.scalars(query)
            if (entry.extra or {}).get(_FORMS)
        }
    return {case: decline_post(post, case, extra=taught).text for case in OBLIQUE}


def teach_post(workspace: Workspace, post: str, forms: Mapping[Case, str]) -> None:
    """Keeps the cases of a post for all papers to come; the post joins the school's list. Raises InvalidInput."""
    checker = Checker()
    title = checker.text("position", post, required=True)
    words = {case.value: checker.text("position", text, required=True) for case, text in forms.items()}
    checker.done()
    with workspace.action(f"Исправлены падежи должности: {title}") as session:
        query = select(CatalogueEntry).where(
            CatalogueEntry.catalogue == Catalogue.POSITION.value, CatalogueEntry.title == title
        )
        entry = session.scalar(query)
        if entry is None:
            entry = CatalogueEntry(
                catalogue=Catalogue.POSITION.value, title=title or "", sort=10_000, hidden=False, extra={}
            )
            session.add(entry)
        entry.extra = {**(entry.extra or {}), _FORMS: words}


def reckoned_forms(name: PersonName, gender: Gender | None) -> Mapping[Case, PersonName]:
    """What the grammar alone gives, for the button «Как по правилам»."""
    return name_forms(name, gender)
