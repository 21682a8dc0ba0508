"""Requests, notices and agreements of a pair, filled in for signature (S1 Пол-4.1, 5.1, 7.2; ТК РФ ст. 351.8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from curator_app.documents import catalogue
from curator_app.documents.fit import FORM_STEPS, fit_to_sheet
from curator_app.documents.pair_data import PairPaper
from curator_app.documents.paper_data import OrderReference
from curator_app.documents.templates import Rendered, render
from curator_app.services import pair_facts
from curator_app.services.papers.building import load_pairs
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.settings import read_settings
from curator_app.services.workspace import Workspace

PairPaperCode = Literal[
    "resignation_request", "replacement_request", "early_notice", "extension_agreement", "correction_agreement"
]


@dataclass(frozen=True, kw_only=True, slots=True)
class PairPaperWish:
    """A paper wanted: which, about which pair. ``author``: who asks (None: the mentor, for a request to replace him
    the first mentee); what is not known yet is printed as a blank."""

    code: PairPaperCode
    pair: int
    author: int | None = None
    date: dt.date | None = None
    effective_date: dt.date | None = None
    until: dt.date | None = None
    reason: str | None = None
    changes: tuple[str, ...] = ()


def pair_paper(workspace: Workspace, wish: PairPaperWish, *, trial: Mapping[str, str] | None = None) -> Rendered:
    """The paper with all the base knows; ``trial``: wordings tried out but not kept. Raises NotFound."""
    with workspace.read() as session:
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        (mapped,) = load_pairs(session, [wish.pair])
        pair = gatherer.pairs([mapped])[0]
        author = wish.author
        if author is None:
            author = mapped.mentor_id if wish.code != "replacement_request" else mapped.members[0].mentee_id
        issued = pair_facts.assigning_orders(session).get(mapped.id)
        order = None if issued is None else OrderReference(issued.number, issued.date, issued.heading)
        if order is None and mapped.order_number:
            order = OrderReference(mapped.order_number, mapped.order_date)
        data = PairPaper(
            school=gatherer.school(),
            pair=pair,
            author=gatherer.person(author),
            date=wish.date,
            effective_date=wish.effective_date,
            until=wish.until,
            reason=None if wish.reason is None else wish.reason.strip().rstrip("."),
            order=order,
            changes=wish.changes,
            layout=settings.layout,
        )
        wordings = {**own_wordings(session), **(trial or {})}
    made = render(wish.code, data, catalogue.sources(wordings))
    return Rendered(fit_to_sheet(made.document, FORM_STEPS), made.heading, made.lacking, made.doubts)
