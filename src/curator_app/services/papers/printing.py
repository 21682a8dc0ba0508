"""Any paper that is no order by its code, for the people or pairs told: what «Бланки» and the command line print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, cast

from curator_app.documents.blocks import Document
from curator_app.documents.catalogue import paper, sources
from curator_app.documents.fit import FORM_STEPS, fit_to_sheet
from curator_app.documents.pair_data import PairPaper
from curator_app.documents.paper_data import ConsentData, FormData, PaperData, PaperPerson
from curator_app.documents.plan_data import LYING, UPRIGHT
from curator_app.documents.route_data import JournalPaper, RoutePaper, VisitPaper
from curator_app.documents.school_data import AddendumPaper, ProgrammePaper
from curator_app.documents.templates import Rendered, render
from curator_app.domain.codes import ConsentKind
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers import minutes, plans, programmes, registers, route_papers
from curator_app.services.papers.blanks import ConsentBlank, acknowledgement_sheet, consent_paper, form_paper, joined
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.consent_sides import consent_remarks
from curator_app.services.papers.drafting import draft_order, own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.pair_papers import PairPaperCode, PairPaperWish, pair_paper
from curator_app.services.papers.programmes import AddendumWish, ProgrammeWish
from curator_app.services.papers.settings import read_settings
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.routes.reading import current_route
from curator_app.services.workspace import Workspace
from curator_app.services.years.listing import current_year
from curator_app.texts.route_words import RouteCode

Subject = Literal["person", "people", "pair", "nothing"]

CONSENT_PAPERS: Final = {
    "consent_mentor": ConsentKind.MENTORING,
    "consent_mentee": ConsentKind.MENTEE,
    "consent_personal_data": ConsentKind.PERSONAL_DATA,
    "consent_parent": ConsentKind.PARENT,
    "consent_publication": ConsentKind.PUBLICATION,
}
BLANK_ORDERS: Final = ("curator_and_mentors", "working_group", "responsible_persons")
"""Orders about a group of people that are printed without anybody, to be filled in by hand; they are issued as any."""
_FORMS: Final = ("needs_questionnaire", "diagnosis_sheet")
_LIFE: Final = ("resignation_request", "replacement_request", "early_notice", "extension_agreement",
                "correction_agreement")  # fmt: skip
_OF_A_PAIR: Final = ("programme", "expert_sheet", "contract_addendum", "meeting_journal", "lesson_visit")
_LYING: Final = frozenset({*route_papers.ROUTE_CODES, "meeting_journal"})
_BLANK_DATA: Final[dict[str, Callable[..., PaperData]]] = {
    **dict.fromkeys(route_papers.ROUTE_CODES, RoutePaper),
    "programme": ProgrammePaper,
    "expert_sheet": ProgrammePaper,
    "contract_addendum": AddendumPaper,
    "meeting_journal": JournalPaper,
    "lesson_visit": VisitPaper,
}

SUBJECTS: Final[dict[str, Subject]] = {
    **dict.fromkeys((*CONSENT_PAPERS, *_FORMS, *route_papers.ROUTE_CODES), "person"),
    **dict.fromkeys((*_LIFE, *_OF_A_PAIR), "pair"),
    **dict.fromkeys(("council_minutes", "roadmap", *plans.LISTS, *registers.REGISTERS, *BLANK_ORDERS), "nothing"),
    "acknowledgement_sheet": "people",
}
"""What each kind of paper is about: one person (a sheet each), several people on one sheet, a pair, nothing."""

_USUAL_DOCUMENT: Final = "с Положением о системе наставничества"


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperWish:
    """A paper wanted. ``documents``: with what people are acquainted («с Положением…»); ``order``: the record of one
    that the sheet or the roadmap belongs to; ``year``: «2026/2027», None = the current one (of registers: all years);
    ``facts``: what the base does not know, by the fields of ``MinutesWish``, ``ProgrammeWish``, ``AddendumWish``,
    ``PairPaperWish``."""

    code: str
    people: tuple[int, ...] = ()
    pairs: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    order: int | None = None
    year: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MadePaper:
    """One file to print: all papers of the wish one after another; ``lacking``: facts printed as blanks; ``remarks``:
    sentences on what looks like a mistake (a consent of the wrong side)."""

    title: str
    document: Document
    lacking: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def make_paper(workspace: Workspace, wish: PaperWish) -> MadePaper:
    """The paper with all the base knows, the rest as ruled blanks; about nobody, an empty form. Raises NotFound,
    KnownProblem (an order, an unknown kind)."""
    kind = paper(wish.code)
    subject = SUBJECTS.get(wish.code)
    if subject is None:
        raise KnownProblem(f"«{kind.title}» печатается в своём разделе программы. Выберите другой документ.")
    made = _papers(workspace, wish, subject)
    lacking = dict.fromkeys(fact for one in made for fact in one.lacking)
    document = made[0].document if len(made) == 1 else joined([one.document for one in made], kind.title)
    consent = CONSENT_PAPERS.get(wish.code)
    blanks = [] if consent is None else [ConsentBlank(person=one, kind=consent.value) for one in wish.people]
    return MadePaper(kind.title, document, tuple(lacking), consent_remarks(workspace, blanks))


def _papers(workspace: Workspace, wish: PaperWish, subject: Subject) -> list[Rendered]:
    if subject == "nothing":
        return [_of_school(workspace, wish)]
    if subject == "people":
        documents = wish.documents or (_USUAL_DOCUMENT,)
        return [acknowledgement_sheet(workspace, documents, wish.people, order_id=wish.order)]
    if subject == "person":
        return [_of_person(workspace, wish.code, one) for one in wish.people] or [_of_nobody(workspace, wish.code)]
    return [_of_pair(workspace, wish, one) for one in wish.pairs] or [_of_nobody(workspace, wish.code)]


def _of_nobody(workspace: Workspace, code: str) -> Rendered:
    """A form to be filled in by hand: the school's requisites, the rest ruled."""
    with workspace.read() as session:
        settings = read_settings(session)
        school = Gatherer(session, settings).school()
        wordings = own_wordings(session)
    layout = settings.layout
    data: PaperData
    if code in CONSENT_PAPERS:
        data = ConsentData(school, PaperPerson(), layout=layout)
    elif code in _FORMS:
        data = FormData(school, PaperPerson(), layout=layout)
    elif code in _LIFE:
        data = PairPaper(school, layout=layout)
    else:
        data = _BLANK_DATA[code](school=school, layout=layout)
    page = LYING if code in _LYING else UPRIGHT if code == "programme" else None
    made = render(code, data, sources(wordings), page=page)
    whole = page is not None
    return made if whole else replace(made, document=fit_to_sheet(made.document, FORM_STEPS))


def _of_school(workspace: Workspace, wish: PaperWish) -> Rendered:
    if wish.code in BLANK_ORDERS:
        draft = draft_order(workspace, OrderCommand(type=wish.code))
        return Rendered(draft.document, draft.heading, draft.lacking, draft.doubts)
    if wish.code == "council_minutes":
        told = {"questions": minutes.usual_questions(), **wish.facts}
        return minutes.minutes_paper(workspace, minutes.MinutesWish(**told))
    if wish.code in registers.REGISTERS:
        return registers.register_paper(workspace, wish.code, year=wish.year)
    year = wish.year or current_year(workspace)
    if wish.code in plans.LISTS:
        return plans.list_paper(workspace, wish.code, year)
    roadmap = roadmap_of(workspace, year)
    if roadmap is None:
        return plans.blank_roadmap(workspace, year, order_id=wish.order)
    return plans.roadmap_paper(workspace, roadmap, order_id=wish.order)


def _of_person(workspace: Workspace, code: str, person: int) -> Rendered:
    if code in CONSENT_PAPERS:
        return consent_paper(workspace, ConsentBlank(person=person, kind=CONSENT_PAPERS[code].value))
    if code in _FORMS:
        return form_paper(workspace, code, person)
    route = current_route(workspace, person)
    kind = cast(RouteCode, code)
    if route is None:
        return route_papers.blank_route(workspace, person, kind)
    return route_papers.route_paper(workspace, route.id, kind)


def _of_pair(workspace: Workspace, wish: PaperWish, pair: int) -> Rendered:
    code, facts = wish.code, wish.facts
    make: dict[str, Callable[[], Rendered]] = {
        "programme": lambda: programmes.programme_paper(workspace, ProgrammeWish(pair=pair, **facts)),
        "expert_sheet": lambda: programmes.expert_sheet(workspace, ProgrammeWish(pair=pair, **facts)),
        "contract_addendum": lambda: programmes.addendum_paper(workspace, AddendumWish(pair=pair, **facts)),
        "meeting_journal": lambda: route_papers.journal_paper(workspace, pair),
        "lesson_visit": lambda: route_papers.visit_paper(workspace, pair),
    }
    if code in make:
        return make[code]()
    return pair_paper(workspace, PairPaperWish(code=cast(PairPaperCode, code), pair=pair, **facts))
