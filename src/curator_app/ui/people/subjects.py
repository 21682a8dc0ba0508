"""Which consents are asked of whom, and how they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from curator_app.domain.codes import ConsentKind, PersonKind
from curator_app.domain.consents import needed_of_mentor, standing
from curator_app.services import consents
from curator_app.services.rows import ConsentRow, MenteeRow, MentorRow
from curator_app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Subject:
    """A person of whom consents are asked: ``needed`` for an order, ``optional`` beside them."""

    id: int
    name: str
    needed: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """All kinds that concern the person."""
        return (*self.needed, *self.optional)


def subject_of(row: MentorRow | MenteeRow) -> Subject:
    """The person of a mentor's or mentee's card. A pupil who mentors brings the parent's consent too."""
    if isinstance(row, MenteeRow):
        return Subject(row.id, row.full_name, row.needed_consents, (ConsentKind.PUBLICATION.value,))
    pupil = row.kind == PersonKind.PUPIL.value
    optional = (ConsentKind.PARENT.value,) if pupil else ()
    return Subject(row.id, row.full_name, needed_of_mentor(), (*optional, ConsentKind.PUBLICATION.value))


def states_of(workspace: Workspace, subjects: Sequence[Subject]) -> dict[tuple[int, str], str]:
    """{(person, kind): state of today}; kinds never asked are absent."""
    wanted = {subject.id for subject in subjects}
    rows: dict[tuple[int, str], list[ConsentRow]] = defaultdict(list)
    only = next(iter(wanted)) if len(wanted) == 1 else None
    for row in consents.list_consents(workspace, only):
        if row.person in wanted:
            rows[row.person, row.kind].append(row)
    today = workspace.clock.today()
    states = {key: standing(held, today) for key, held in rows.items()}
    return {key: state for key, state in states.items() if state is not None}
