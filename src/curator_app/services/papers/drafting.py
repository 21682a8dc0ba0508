"""Drafts: the order as it would be printed, with all that stands in its way or wants a look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents import catalogue
from curator_app.documents.blocks import Clause, Document, plain_text
from curator_app.documents.catalogue import paper
from curator_app.documents.fit import fit_to_sheet
from curator_app.documents.inflection import Doubt
from curator_app.documents.letters import NBSP
from curator_app.documents.paper_data import OrderData
from curator_app.documents.template_sandbox import Sources
from curator_app.documents.templates import Rendered, render
from curator_app.domain.codes import OrderType
from curator_app.models import Pair, PaperTemplate, Person
from curator_app.services import consents
from curator_app.services.pair_life.facts import present
from curator_app.services.pairs import MissingConsent, missing_of
from curator_app.services.papers.building import build_order, load_pairs
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.settings import read_settings
from curator_app.services.workspace import Workspace

GATED = frozenset(
    {
        OrderType.ASSIGNMENT,
        OrderType.ASSIGNMENT_LIST,
        OrderType.REPLACEMENT,
        OrderType.EXTENSION,
        OrderType.CURATOR_AND_MENTORS,
    }
)
"""Orders that do not go out without the consents of the people they bind."""


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """An order before it is issued. ``sentence``: its first clause as it stands in the paper, to be read through
    before printing; ``lacking``: Russian names of facts printed as blanks; ``doubts``: genders and declensions to
    look at; ``missing_consents``: without these the order is not issued."""

    command: OrderCommand
    data: OrderData
    document: Document
    heading: str
    sentence: str
    lacking: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    missing_consents: tuple[MissingConsent, ...]


def draft_order(workspace: Workspace, command: OrderCommand, *, trial: Mapping[str, str] | None = None) -> OrderDraft:
    """The order as it would be printed now; ``trial``: wordings {code: text} tried out but not kept.

    Raises NotFound, KnownProblem (a fault in the school's own wording).
    """
    paper(command.type)
    with workspace.read() as session:
        data = build_order(session, command, read_settings(session))
        missing = _gate(session, command, load_pairs(session, command.pairs), workspace.clock.today())
        wordings = {**own_wordings(session), **(trial or {})}
    made = make_document(data, catalogue.sources(wordings))
    return OrderDraft(
        command=command,
        data=data,
        document=made.document,
        heading=made.heading,
        sentence=_first_clause(made.document),
        lacking=made.lacking,
        doubts=made.doubts,
        missing_consents=missing,
    )


def make_document(data: OrderData, sources: Sources) -> Rendered:
    """The order's paper, in the largest type that keeps it on one sheet unless the layout names a size."""
    made = render(data.type, data, sources)
    if data.layout.font_size is not None:
        return made
    return Rendered(fit_to_sheet(made.document), made.heading, made.lacking, made.doubts)


def preview_pdf(draft: OrderDraft) -> bytes:
    """The draft as PDF."""
    from curator_app.documents.pdf import to_pdf

    return to_pdf(draft.document)


def preview_docx(draft: OrderDraft) -> bytes:
    """The draft for a word processor."""
    from curator_app.documents.docx import to_docx

    return to_docx(draft.document)


def own_wordings(session: Session) -> dict[str, str]:
    """The school's own wordings: {code of the template: text}."""
    return dict(session.execute(select(PaperTemplate.code, PaperTemplate.text)).all())


def _gate(session: Session, command: OrderCommand, pairs: Iterable[Pair], today: dt.date) -> tuple[MissingConsent, ...]:
    """Consents are judged on the date of the order; one withdrawn since holds back an order dated earlier too."""
    if command.type not in GATED:
        return ()
    states = consents.standings(session, command.date or today)
    if command.date is not None and command.date < today:
        _forget_withdrawn(states, consents.standings(session, today))
    pairs = list(pairs)
    bound = {one for pair in pairs for one in (pair.mentor_id, *(member.mentee_id for member in pair.members))}
    # Read in one query and held, so that the session knows each of them when he is asked for by himself.
    _held = session.scalars(select(Person).where(Person.id.in_(bound))).all()
    missing: dict[tuple[int, str], MissingConsent] = {}
    if command.type == OrderType.CURATOR_AND_MENTORS:
        for member in command.members:
            missing.update(((one.person, one.kind), one) for one in missing_of(session, member, [], states))
    for pair in pairs:
        mentor = command.new_mentor if command.type == OrderType.REPLACEMENT else pair.mentor_id
        if mentor is None:
            continue
        for one in missing_of(session, mentor, [member.mentee_id for member in present(pair)], states):
            missing[one.person, one.kind] = one
    return tuple(missing.values())


def _forget_withdrawn(states: dict[int, dict[str, str]], today: dict[int, dict[str, str]]) -> None:
    for person, kinds in today.items():
        for kind, state in kinds.items():
            if state in {"withdrawn", "refused"}:
                states.setdefault(person, {})[kind] = state


def _first_clause(document: Document) -> str:
    """The clause that carries names in their cases."""
    clauses = [block for block in document.blocks if isinstance(block, Clause)]
    return plain_text(clauses[0].text).replace(NBSP, " ") if clauses else ""
