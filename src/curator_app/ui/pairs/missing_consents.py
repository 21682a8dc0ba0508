"""What the chosen pairs still lack before their order."""

from __future__ import annotations

from collections.abc import Sequence

from curator_app.services import pairs
from curator_app.services.pairs import MissingConsent
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace


def missing_of(workspace: Workspace, rows: Sequence[PairRow]) -> list[tuple[MissingConsent, int | None]]:
    """Missing consents of several pairs, each once, with the pair it is for."""
    found: dict[tuple[int, str], tuple[MissingConsent, int | None]] = {}
    for row in rows:
        for one in pairs.missing_consents(workspace, row.mentor, row.mentees):
            found.setdefault((one.person, one.kind), (one, row.id))
    return list(found.values())
