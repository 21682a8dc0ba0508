"""«Бланки»: what is chosen there becomes a paper; runs beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from curator_app.documents.blocks import Document
from curator_app.domain.codes import ConsentKind
from curator_app.services.papers.blanks import ConsentBlank, acknowledgement_sheet, consent_papers
from curator_app.services.papers.consent_sides import consent_remarks
from curator_app.services.papers.printing import CONSENT_PAPERS, PaperWish, make_paper
from curator_app.services.workspace import Workspace
from curator_app.ui.papers.blank_choices import MISSING, SHEET, subject_of

REGULATION = "с Положением о системе наставничества"
_EMPTY = {kind.value: code for code, kind in CONSENT_PAPERS.items()}


@dataclass(frozen=True, slots=True)
class BlankWish:
    """``choice``: kind of blank; ``ids``: people or pairs; ``missing``: consents each of the people lacks."""

    choice: str
    ids: tuple[int, ...]
    documents: tuple[str, ...]
    order: int | None
    year: str | None
    facts: Mapping[str, Any]
    missing: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class WrittenBlanks:
    """The paper; Russian names of what stays empty on it; what looks like a mistake."""

    document: Document
    lacking: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def write_blanks(workspace: Workspace, wish: BlankWish) -> WrittenBlanks:
    """The paper of these people or pairs. Raises NotFound, KnownProblem."""
    choice = wish.choice
    if choice == SHEET:
        documents = wish.documents or (REGULATION,)
        return WrittenBlanks(acknowledgement_sheet(workspace, documents, wish.ids, order_id=wish.order).document)
    if not wish.ids and choice in _EMPTY:
        choice = _EMPTY[choice]
    if choice != MISSING and choice not in set(ConsentKind):
        of_pair = subject_of(choice) == "pair"
        made = make_paper(
            workspace,
            PaperWish(
                code=choice,
                people=() if of_pair else wish.ids,
                pairs=wish.ids if of_pair else (),
                order=wish.order if choice == "roadmap" else None,
                year=wish.year,
                facts=wish.facts,
            ),
        )
        return WrittenBlanks(made.document, made.lacking)
    blanks = [
        ConsentBlank(person=one, kind=kind)
        for one in wish.ids
        for kind in (wish.missing[one] if choice == MISSING else (choice,))
    ]
    return WrittenBlanks(consent_papers(workspace, blanks), remarks=consent_remarks(workspace, blanks))
