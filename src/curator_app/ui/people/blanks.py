"""Which consent blanks are printed of the people chosen in a table."""

from __future__ import annotations

from collections.abc import Sequence

from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.rows import MenteeRow, MentorRow
from curator_app.ui.people.subjects import subject_of


def blanks_for(rows: Sequence[MentorRow | MenteeRow]) -> list[ConsentBlank]:
    """Blanks of the consents these people still owe; when nobody owes any, of all that are needed."""
    missing = [ConsentBlank(person=row.id, kind=kind) for row in rows for kind in row.missing_consents]
    return missing or [ConsentBlank(person=row.id, kind=kind) for row in rows for kind in subject_of(row).needed]
