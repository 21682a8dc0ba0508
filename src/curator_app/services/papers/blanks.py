"""Blanks of consents and acknowledgement sheets, filled in as far as the base knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from curator_app.documents import catalogue
from curator_app.documents.blocks import Block, Document, PageBreak
from curator_app.documents.fit import FORM_STEPS, fit_to_sheet
from curator_app.documents.paper_data import ConsentData, FormData, OrderReference, PairData, SheetData
from curator_app.documents.templates import Rendered, render
from curator_app.domain.codes import ConsentKind
from curator_app.models import Person
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers import register
from curator_app.services.papers.consent_sides import ConsentBlank, as_mentor, pair_of
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.settings import PaperSettings, read_settings
from curator_app.services.workspace import Workspace

__all__ = ["ConsentBlank", "acknowledgement_sheet", "consent_paper", "consent_papers", "form_paper", "joined"]

_CODES = {
    ConsentKind.MENTORING: "consent_mentor",
    ConsentKind.MENTEE: "consent_mentee",
    ConsentKind.PERSONAL_DATA: "consent_personal_data",
    ConsentKind.PUBLICATION: "consent_publication",
    ConsentKind.PARENT: "consent_parent",
}


def consent_paper(workspace: Workspace, blank: ConsentBlank, *, trial: Mapping[str, str] | None = None) -> Rendered:
    """One consent on its own sheet (the consent to personal data always is, 156-ФЗ); ``trial``: wordings tried out
    but not kept. Raises NotFound."""
    with workspace.read() as session:
        settings = read_settings(session)
        data = _consent_data(session, blank, settings)
        wordings = {**own_wordings(session), **(trial or {})}
    code = _CODES[ConsentKind(blank.kind)]
    return _fitted(render(code, data, catalogue.sources(wordings)))


def consent_papers(workspace: Workspace, blanks: Sequence[ConsentBlank]) -> Document:
    """Several consents to print at one go, each on a new sheet. Raises KnownProblem when there is none."""
    if not blanks:
        raise KnownProblem("Печатать нечего: все согласия получены.")
    return joined([consent_paper(workspace, blank).document for blank in blanks], "Согласия участников наставничества")


def acknowledgement_sheet(
    workspace: Workspace,
    documents: Sequence[str],
    people: Sequence[int],
    *,
    order_id: int | None = None,
    trial: Mapping[str, str] | None = None,
) -> Rendered:
    """A sheet to sign «ознакомлен» with the ``documents`` named («с Положением …»); empty lines without people.
    ``trial``: wordings tried out but not kept."""
    reference = None
    if order_id is not None:
        row = register.get_order(workspace, order_id)
        reference = OrderReference(row.number, row.date, row.heading)
    with workspace.read() as session:
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        gatherer.load_people(people)
        data = SheetData(
            gatherer.school(),
            tuple(documents),
            tuple(gatherer.person(one) for one in people),
            reference,
            settings.layout,
        )
        wordings = {**own_wordings(session), **(trial or {})}
    return _fitted(render("acknowledgement_sheet", data, catalogue.sources(wordings)))


def form_paper(workspace: Workspace, code: str, person_id: int, *, trial: Mapping[str, str] | None = None) -> Rendered:
    """A form about one person to be filled in by hand: ``needs_questionnaire`` (S2-П2), ``diagnosis_sheet`` (S2-М1).
    ``trial``: wordings tried out but not kept. Raises NotFound."""
    with workspace.read() as session:
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        person = gatherer.person(person_id)
        row = session.get_one(Person, person_id)
        data = FormData(
            gatherer.school(), person, ", ".join(row.subjects or ()) or None, row.work_start_date, settings.layout
        )
        wordings = {**own_wordings(session), **(trial or {})}
    return _fitted(render(code, data, catalogue.sources(wordings)))


def joined(documents: Sequence[Document], title: str) -> Document:
    """Papers one after another in one file, in the smallest type of them, without page numbers."""
    blocks: list[Block] = list(documents[0].blocks)
    for document in documents[1:]:
        blocks.append(PageBreak(landscape=document.page.landscape))
        blocks.extend(document.blocks)
    size = min(document.page.font_size for document in documents)
    spacing = min(document.page.line_spacing for document in documents)
    page = replace(documents[0].page, font_size=size, line_spacing=spacing, numbered=False)
    return Document(title, title, tuple(blocks), page)


def _fitted(made: Rendered) -> Rendered:
    return replace(made, document=fit_to_sheet(made.document, FORM_STEPS))


def _consent_data(session: Session, blank: ConsentBlank, settings: PaperSettings) -> ConsentData:
    gatherer = Gatherer(session, settings)
    person = gatherer.person(blank.person)
    mapped = pair_of(session, blank)
    pair = gatherer.pairs([mapped])[0] if mapped is not None else PairData()
    is_mentor = mapped is not None and as_mentor(blank, mapped)
    return ConsentData(
        school=gatherer.school(),
        person=person,
        partners=() if mapped is None else pair.mentees if is_mentor else (pair.mentor,),
        form=pair.form,
        start=pair.start,
        end=pair.end,
        pay_clause=blank.pay_clause,
        addendum=pair.addendum if is_mentor else None,
        layout=settings.layout,
    )
