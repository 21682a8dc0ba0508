"""Persons and posts of a paper in the case of the sentence, and the doubts the curator has to settle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from curator_app.documents.letters import NBSP
from curator_app.documents.paper_data import PaperPerson, TaughtPost
from curator_app.documents.wording import either, pupil
from curator_app.domain.names import Gender, PersonName
from curator_app.texts.grammar import Case, agree
from curator_app.texts.grammar.gender import detect_gender
from curator_app.texts.grammar.names import NameInflection
from curator_app.texts.grammar.posts import decline_post
from curator_app.texts.grammar.surnames import is_rare_surname


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at before printing: the gender of a person, a form of a name or of a post.

    ``subject``: the name or post in the nominative; ``form``: what the paper would print.
    """

    kind: Literal["gender", "name", "post"]
    person_id: int | None
    subject: str
    case: Case
    form: str


class Inflector:
    """Declines for one paper and gathers the doubts, each once."""

    def __init__(self, taught_posts: tuple[TaughtPost, ...] = ()) -> None:
        self._doubts: dict[Doubt, None] = {}
        self._taught: dict[str, dict[Case, str]] = {}
        for taught in taught_posts:
            self._taught.setdefault(taught.post, {})[Case(taught.case)] = taught.text

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """In the order in which they came up."""
        return tuple(self._doubts)

    def name(self, person: PaperPerson, case: Case) -> PersonName:
        """The name in a case; what was put right by hand wins."""
        if case is Case.NOMINATIVE:
            return person.name
        overrides = {Case(form.case): PersonName(form.surname, form.first_name, form.patronymic)
                     for form in person.name_forms}  # fmt: skip
        gender = self.gender(person)
        form = NameInflection(person.name, gender, overrides, person.indeclinable).form(case)
        if case not in overrides and not person.indeclinable and is_rare_surname(person.surname):
            self._doubt("name", person, person.name.full, case, form.full)
        return form

    def gender(self, person: PaperPerson) -> Gender:
        """The gender on the card, else the likelier one; a guess is a doubt."""
        if person.gender is not None:
            return person.gender
        guess = detect_gender(person.name)
        if not guess.sure:
            self._doubt("gender", person, person.name.full, Case.NOMINATIVE, "")
        return guess.gender

    def agree(self, person: PaperPerson, masculine: str, feminine: str) -> str:
        """The word in the person's gender; both when it cannot be told."""
        if person.gender is None and not detect_gender(person.name).sure:
            self._doubt("gender", person, person.name.full, Case.NOMINATIVE, "")
            return either(masculine, feminine)
        return agree(self.gender(person), masculine, feminine)

    def post(self, person: PaperPerson, case: Case) -> str | None:
        """Post (of a pupil: class) in a case, of an outsider with the place of work; None when it is not known."""
        if person.kind == "pupil":
            word = pupil(case, feminine=self.gender(person) == "f")
            return f"{word} {person.class_name} класса" if person.class_name else word
        if not person.position:
            return None
        form = self.words(person.position, case, person)
        outside = person.workplace if person.kind == "external" else None
        if not outside:
            return form
        # «методиста МБУ ДО «Маяк»», but «методиста (Колледж «Маяк»)»: only an abbreviation needs no case of its own
        return f"{form} {outside}" if outside.partition(" ")[0].isupper() else f"{form} ({outside})"

    def words(self, post: str, case: Case, person: PaperPerson | None = None) -> str:
        """A post that stands for itself in a case."""
        if case is Case.NOMINATIVE:
            return post
        form = decline_post(post, case, extra=self._taught)
        if not form.known:
            self._doubt("post", person, post, case, form.text)
        return form.text

    def _doubt(
        self,
        kind: Literal["gender", "name", "post"],
        person: PaperPerson | None,
        subject: str,
        case: Case,
        form: str,
    ) -> None:
        self._doubts.setdefault(Doubt(kind, person.id if person else None, subject, case, form))


def short(name: PersonName) -> str:
    """«Ивановой М.П.», not to be parted at a line's end."""
    return f"{name.surname}{NBSP}{name.initials}" if name.initials else name.surname


def signature(name: PersonName) -> str:
    """«М.П. Иванова», not to be parted at a line's end."""
    return f"{name.initials}{NBSP}{name.surname}" if name.initials else name.surname
