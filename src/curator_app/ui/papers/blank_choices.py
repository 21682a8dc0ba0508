"""What can be printed on «Бланки» and for whom: consents, sheets, papers of pairs, papers of the school."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator_app.documents.catalogue import paper
from curator_app.domain.codes import PAIR_ENDED, ConsentKind, PersonKind
from curator_app.services import mentees, mentors, pairs, people
from curator_app.services.papers.printing import SUBJECTS, Subject
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.labels import CONSENT_KIND, code_label
from curator_app.ui.common.rich_list import RichItem, RichLine
from curator_app.ui.pairs import facts

MISSING, SHEET = "missing", "sheet"
_HEAD = "#"

CHOICES: tuple[tuple[str, str], ...] = (
    (MISSING, "Согласия, которых не хватает"),
    (ConsentKind.MENTORING.value, "Согласие наставника"),
    (ConsentKind.MENTEE.value, "Согласие наставляемого"),
    (ConsentKind.PERSONAL_DATA.value, "Согласие на обработку персональных данных"),
    (ConsentKind.PARENT.value, "Согласие родителя (законного представителя)"),
    (ConsentKind.PUBLICATION.value, "Согласие на распространение персональных данных"),
    (SHEET, "Лист ознакомления"),
)


def _codes(*codes: str) -> tuple[tuple[str, str], ...]:
    return tuple((code, paper(code).title) for code in codes)


GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Согласия и ознакомление", CHOICES),
    (
        "Пара или группа",
        _codes(
            "programme", "expert_sheet", "contract_addendum", "meeting_journal", "lesson_visit", "extension_agreement",
            "correction_agreement", "resignation_request", "replacement_request", "early_notice",
        ),
    ),
    (
        "Наставляемый",
        _codes("needs_questionnaire", "diagnosis_sheet", "route", "route_schedule", "route_completion"),
    ),
    (
        "Школа",
        _codes("council_minutes", "roadmap", "consultation_plan", "trained_mentors", "event_list"),
    ),
    (
        "Приказы, пустой бланк",
        _codes("curator_and_mentors", "working_group", "responsible_persons"),
    ),
    (
        "Реестры",
        _codes("register_mentors", "register_mentees", "register_pairs", "register_consents", "register_orders"),
    ),
)  # fmt: skip
TITLES = {code: title for _group, choices in GROUPS for code, title in choices}


def listed() -> list[tuple[str, str]]:
    """The choices as a list with headings, whose codes begin with «#»."""
    found: list[tuple[str, str]] = []
    for title, choices in GROUPS:
        found += [(f"{_HEAD}{title}", title), *choices]
    return found


def is_heading(code: str) -> bool:
    """A heading of the list, not to be chosen."""
    return code.startswith(_HEAD)


def subject_of(choice: str) -> Subject:
    """Whom a choice is about."""
    if choice == SHEET:
        return "people"
    return SUBJECTS.get(choice, "person")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may get a blank: roles and consents that are missing."""

    id: int
    name: str
    post: str
    is_mentor: bool
    is_mentee: bool
    is_pupil: bool
    missing: tuple[str, ...]

    def fits(self, choice: str) -> bool:
        """Whether this blank is for this person."""
        if choice == MISSING:
            return bool(self.missing)
        if choice == ConsentKind.MENTORING:
            return self.is_mentor
        if choice == ConsentKind.MENTEE or choice in SUBJECTS:
            return self.is_mentee
        if choice == ConsentKind.PARENT:
            return self.is_pupil
        return choice == SHEET or self.is_mentor or self.is_mentee


def read_people(workspace: Workspace) -> list[Person]:
    """Everybody but those in the archive, by name."""
    mentor_rows = {row.id: row for row in mentors.list_mentors(workspace)}
    mentee_rows = {row.id: row for row in mentees.list_mentees(workspace)}
    found: list[Person] = []
    for row in people.list_people(workspace, archived=False):
        mentor, mentee = mentor_rows.get(row.id), mentee_rows.get(row.id)
        missing = (*(mentor.missing_consents if mentor else ()), *(mentee.missing_consents if mentee else ()))
        found.append(
            Person(
                row.id,
                row.full_name,
                row.position or (f"{row.class_name} класс" if row.class_name else ""),
                mentor is not None,
                mentee is not None,
                row.kind == PersonKind.PUPIL.value,
                tuple(dict.fromkeys(missing)),
            )
        )
    return sorted(found, key=lambda one: collation_key(one.name))


def person_item(person: Person, choice: str) -> RichItem:
    """A person in the list, with the consents that are missing when those are printed."""
    lines = [RichLine(person.post)] if person.post else []
    if choice == MISSING:
        lines += [RichLine(code_label(kind, CONSENT_KIND), "minus", "warn") for kind in person.missing]
    return RichItem(person.id, person.name, tuple(lines))


def pair_items(workspace: Workspace) -> Sequence[RichItem]:
    """Pairs and groups by the mentor's name, those that ended last."""
    rows = pairs.list_pairs(workspace)
    ordered = sorted(rows, key=lambda row: (row.status in PAIR_ENDED, collation_key(row.mentor_name)))
    items = []
    for row in ordered:
        lines = [RichLine(", ".join(row.mentees_name), "users" if row.is_group else "user")]
        if period := facts.period_words(row.start_date, row.end_date):
            lines.append(RichLine(period, "calendar"))
        items.append(RichItem(row.id, row.mentor_name, tuple(lines)))
    return items
