"""Any paper that is no order by its code, for the people or pairs told: what «Бланки» and the command line print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast

from curator_app.documents.blocks import Document
from curator_app.documents.catalogue import paper
from curator_app.documents.templates import Rendered
from curator_app.domain.codes import ConsentKind
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers import minutes, plans, programmes, registers, route_papers
from curator_app.services.papers.blanks import ConsentBlank, acknowledgement_sheet, consent_paper, form_paper, joined
from curator_app.services.papers.pair_papers import PairPaperCode, PairPaperWish, pair_paper
from curator_app.services.papers.programmes import AddendumWish, ProgrammeWish
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.routes.reading import current_route
from curator_app.services.workspace import Workspace
from curator_app.services.years.listing import current_year
from curator_app.texts.route_words import RouteCode

Subject = Literal["person", "people", "pair", "nothing"]

_CONSENTS: Final = {
    "consent_mentor": ConsentKind.MENTORING,
    "consent_mentee": ConsentKind.MENTEE,
    "consent_personal_data": ConsentKind.PERSONAL_DATA,
    "consent_parent": ConsentKind.PARENT,
    "consent_publication": ConsentKind.PUBLICATION,
}
_FORMS: Final = ("needs_questionnaire", "diagnosis_sheet")
_LIFE: Final = ("resignation_request", "replacement_request", "early_notice", "extension_agreement",
                "correction_agreement")  # fmt: skip
_WITHOUT_PAIR: Final = ("programme", "expert_sheet", "contract_addendum")
"""Papers that can also be printed with the school's requisites only."""

SUBJECTS: Final[dict[str, Subject]] = {
    **dict.fromkeys((*_CONSENTS, *_FORMS, *route_papers.ROUTE_CODES), "person"),
    **dict.fromkeys((*_LIFE, *_WITHOUT_PAIR, "meeting_journal", "lesson_visit"), "pair"),
    **dict.fromkeys(("council_minutes", "roadmap", *plans.LISTS, *registers.REGISTERS), "nothing"),
    "acknowledgement_sheet": "people",
}
"""What each kind of paper is about: one person (a sheet each), several people on one sheet, a pair, nothing."""

_USUAL_DOCUMENT: Final = "с Положением о системе наставничества"


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperWish:
    """A paper wanted. ``documents``: with what people are acquainted («с Положением…»); ``order``: the number of the
    record of an order the sheet belongs to; ``year``: «2026/2027», None = the current one (of registers: all years);
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
    """One file to print: all papers of the wish one after another; ``lacking``: facts printed as blanks."""

    title: str
    document: Document
    lacking: tuple[str, ...]


def make_paper(workspace: Workspace, wish: PaperWish) -> MadePaper:
    """The paper with all the base knows, the rest as ruled blanks. Raises NotFound, KnownProblem (an order, an unknown
    kind, nobody told for a paper about somebody)."""
    kind = paper(wish.code)
    subject = SUBJECTS.get(wish.code)
    if subject is None:
        raise KnownProblem(f"«{kind.title}» печатается в своём разделе программы. Выберите другой документ.")
    made = _papers(workspace, wish, subject)
    lacking = dict.fromkeys(fact for one in made for fact in one.lacking)
    document = made[0].document if len(made) == 1 else joined([one.document for one in made], kind.title)
    return MadePaper(kind.title, document, tuple(lacking))


def _papers(workspace: Workspace, wish: PaperWish, subject: Subject) -> list[Rendered]:
    if subject == "nothing":
        return [_of_school(workspace, wish)]
    if subject == "people":
        documents = wish.documents or (_USUAL_DOCUMENT,)
        return [acknowledgement_sheet(workspace, documents, wish.people, order_id=wish.order)]
    if subject == "person":
        return [_of_person(workspace, wish.code, one) for one in _told(wish.people, "человека")]
    if not wish.pairs and wish.code in _WITHOUT_PAIR:
        return [programmes.blank_of(workspace, wish.code)]
    return [_of_pair(workspace, wish, one) for one in _told(wish.pairs, "пару или группу")]


def _told(ids: Sequence[int], whom: str) -> Sequence[int]:
    if not ids:
        raise KnownProblem(f"Этот документ — о ком-то: укажите {whom}.")
    return ids


def _of_school(workspace: Workspace, wish: PaperWish) -> Rendered:
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
        raise KnownProblem(f"Дорожной карты на {year} учебный год нет. Создайте её на вкладке «Дорожная карта».")
    return plans.roadmap_paper(workspace, roadmap)


def _of_person(workspace: Workspace, code: str, person: int) -> Rendered:
    if code in _CONSENTS:
        return consent_paper(workspace, ConsentBlank(person=person, kind=_CONSENTS[code].value))
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
