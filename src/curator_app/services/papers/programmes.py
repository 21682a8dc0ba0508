"""The personalised programme of a pair, its expert sheet, the supplementary agreement of its mentor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents import catalogue
from curator_app.documents.fit import FORM_STEPS, fit_to_sheet
from curator_app.documents.paper_data import PairData
from curator_app.documents.plan_data import UPRIGHT
from curator_app.documents.route_data import RouteLine, RouteStageLines
from curator_app.documents.school_data import AddendumPaper, ProgrammePaper
from curator_app.documents.templates import Rendered, render
from curator_app.models import Pair, Route
from curator_app.runtime.errors import KnownProblem
from curator_app.services import pair_facts
from curator_app.services.papers.building import load_pairs
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.plans import days
from curator_app.services.papers.settings import read_settings
from curator_app.services.routes.reading import read_card
from curator_app.services.routes.rows import RouteCard
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short, period


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeWish:
    """What the curator adds to what the base knows; ``tasks`` and ``results``: a line each."""

    pair: int
    goal: str | None = None
    tasks: tuple[str, ...] = ()
    strengths: str | None = None
    mode: str | None = None
    results: tuple[str, ...] = ()
    expert: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AddendumWish:
    """A supplementary agreement wanted (ТК РФ ст. 351.8); ``free``: without pay, by agreement."""

    pair: int
    number: str | None = None
    date: dt.date | None = None
    contract_number: str | None = None
    contract_date: dt.date | None = None
    content: str | None = None
    pay: str | None = None
    free: bool = False
    effective_date: dt.date | None = None


def programme_paper(workspace: Workspace, wish: ProgrammeWish, *, trial: Mapping[str, str] | None = None) -> Rendered:
    """The programme (S1 Пол-1.2, S2-П7) made of the pair's terms and the routes of its mentees; ruled blanks where the
    base knows nothing. ``trial``: wordings tried out but not kept. Raises NotFound."""
    return _programme(workspace, "programme", wish, trial)


def expert_sheet(workspace: Workspace, wish: ProgrammeWish, *, trial: Mapping[str, str] | None = None) -> Rendered:
    """The sheet on which an expert judges the programme (S0-2), a sample form. Raises NotFound."""
    made = _programme(workspace, "expert_sheet", wish, trial)
    return replace(made, document=fit_to_sheet(made.document, FORM_STEPS))


def addendum_paper(workspace: Workspace, wish: AddendumWish, *, trial: Mapping[str, str] | None = None) -> Rendered:
    """The supplementary agreement to sign, in two copies' wording. Raises NotFound."""
    with workspace.read() as session:
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        (mapped,) = load_pairs(session, [wish.pair])
        pair = gatherer.pairs([mapped])[0]
        known = pair.addendum
        data = AddendumPaper(
            school=gatherer.school(),
            mentor=pair.mentor,
            mentees=pair.mentees,
            pair=pair,
            addendum_number=wish.number or (None if known is None else known.number),
            date=wish.date or (None if known is None else known.date),
            contract_number=wish.contract_number,
            contract_date=wish.contract_date,
            content=_sentence_end(wish.content),
            pay="без дополнительной оплаты" if wish.free else _sentence_end(wish.pay),
            free=wish.free,
            effective_date=wish.effective_date or pair.start,
            layout=settings.layout,
        )
        wordings = {**own_wordings(session), **(trial or {})}
    made = render("contract_addendum", data, catalogue.sources(wordings))
    return replace(made, document=fit_to_sheet(made.document, FORM_STEPS))


def sample(workspace: Workspace, code: str, pair: int | None, trial: Mapping[str, str]) -> Rendered:
    """A wording tried out on the school's own data. Raises KnownProblem when there is no pair to show it on."""
    if pair is None:
        raise KnownProblem("Чтобы показать этот документ на настоящих данных, нужна хотя бы одна пара. Сформируйте её.")
    if code == "contract_addendum":
        return addendum_paper(workspace, AddendumWish(pair=pair), trial=trial)
    return _programme(workspace, code, ProgrammeWish(pair=pair), trial)


def _programme(workspace: Workspace, code: str, wish: ProgrammeWish, trial: Mapping[str, str] | None) -> Rendered:
    with workspace.read() as session:
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        (mapped,) = load_pairs(session, [wish.pair])
        pair = gatherer.pairs([mapped])[0]
        cards = _routes(session, mapped, workspace.clock.today())
        data = ProgrammePaper(
            school=gatherer.school(),
            mentor=pair.mentor,
            mentees=pair.mentees,
            pair=pair,
            order=_order_words(session, mapped),
            period=period(pair.start, pair.end) if pair.start and pair.end else None,
            problem=_sentence_end(_problem(pair, cards)),
            goal=wish.goal or _first(card.route.goal for card in cards),
            tasks=_lines(wish.tasks),
            strengths=wish.strengths or _first(card.route.strengths for card in cards),
            mode=wish.mode or _first(card.route.mode for card in cards),
            results=_lines(wish.results) or _results(cards),
            stages=_stages(cards),
            approved_on=_approved(cards),
            expert=None if wish.expert is None else gatherer.person(wish.expert),
            layout=settings.layout,
        )
        wordings = {**own_wordings(session), **(trial or {})}
    return render(code, data, catalogue.sources(wordings), page=UPRIGHT)


def _routes(session: Session, pair: Pair, today: dt.date) -> list[RouteCard]:
    """Live routes of the pair, one a mentee."""
    query = select(Route.id).where(Route.pair_id == pair.id, Route.deleted_at.is_(None)).order_by(Route.id)
    return [read_card(session, one, today) for one in session.scalars(query).all()]


def _order_words(session: Session, pair: Pair) -> str | None:
    issued = pair_facts.assignment_requisites(session).get(pair.id)
    if issued is not None:
        day, number = issued
        return f"приказ от {date_short(day)} № {number}"
    if pair.order_number and pair.order_date:
        return f"приказ от {date_short(pair.order_date)} № {pair.order_number}"
    return None


def _problem(pair: PairData, cards: Sequence[RouteCard]) -> str | None:
    words = dict.fromkeys(one.label for card in cards for one in card.deficits)
    return "; ".join(words) or pair.deficits


def _results(cards: Sequence[RouteCard]) -> tuple[str, ...]:
    told = (step.expected_result for card in cards for step in card.steps if step.live)
    return tuple(dict.fromkeys(_sentence_end(one) or "" for one in told if one))[:6]


def _stages(cards: Sequence[RouteCard]) -> tuple[RouteStageLines, ...]:
    """The plan: the stages of the route; of a group with several routes the steps told once, by their wording."""
    if not cards:
        return ()
    stages: list[RouteStageLines] = []
    number = 0
    for stage in cards[0].stages:
        seen: dict[str, RouteLine] = {}
        for card in cards:
            for step in card.steps:
                if step.stage != stage.code or not step.live or step.content in seen:
                    continue
                number += 1
                seen[step.content] = RouteLine(
                    number=number,
                    content=step.content,
                    term=days(step.start_date, step.due_date).replace("–", " – ") or None,
                    responsible=step.responsible_name or None,
                    expected_result=step.expected_result,
                )
        stages.append(RouteStageLines(stage.title, days(stage.start_date, stage.end_date), tuple(seen.values())))
    return tuple(stages)


def _approved(cards: Sequence[RouteCard]) -> dt.date | None:
    days_of = [card.route.approved_on for card in cards if card.route.approved_on is not None]
    return max(days_of, default=None)


def _first(values: Iterable[str | None]) -> str | None:
    return next((one for one in values if one), None)


def _lines(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(words for one in values if (words := _sentence_end(one)))


def _sentence_end(words: str | None) -> str | None:
    """Without the stop and semicolon that the template puts itself."""
    return (words or "").strip().rstrip(".;").rstrip() or None
