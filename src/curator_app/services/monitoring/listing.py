"""The lists behind a number, with names: drilling from an indicator to people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.indicators.definitions import PartResult, Result
from curator_app.domain.indicators.facts import FactCode, Kind
from curator_app.domain.indicators.found import Found, Item
from curator_app.domain.names import PersonName
from curator_app.models import (
    Activity,
    Agreement,
    Contest,
    Deficit,
    Pair,
    PairMentee,
    Person,
    Practice,
    Publication,
    Reply,
    Request,
    Route,
    RouteStep,
    SchoolFact,
    SurveyWave,
)
from curator_app.runtime.errors import NotFound
from curator_app.services.catalogues import area_titles
from curator_app.services.monitoring.gathering import gather
from curator_app.services.monitoring.measuring import count, part_key
from curator_app.services.monitoring.rows import Behind, ListedRow
from curator_app.services.workspace import Workspace
from curator_app.texts.monitoring_words import FACT, part_words, why_words

_TITLED = {
    Kind.ACTIVITY: (select(Activity.id, Activity.title), Activity.id),
    Kind.CONTEST: (select(Contest.id, Contest.title), Contest.id),
    Kind.PUBLICATION: (select(Publication.id, Publication.title), Publication.id),
    Kind.PRACTICE: (select(Practice.id, Practice.title), Practice.id),
}


def behind(
    workspace: Workspace, period: str, code: str, *, part: str | None = None, on: dt.date | None = None
) -> Behind:
    """The lists behind an indicator, or behind the part named by its ``key``. Raises NotFound, KnownProblem."""
    with workspace.read() as session:
        results = count(session, gather(session), period, on, workspace.clock.today()).results
        result = next((one for one in results if one.definition.code == code), None)
        if result is None:
            raise NotFound(f"Показателя «{code}» нет. Выберите из списка.")
        chosen: Result | PartResult = result
        title = result.definition.title
        if part is not None:
            found = next((one for one in result.parts if part_key(one.definition.title, one.key) == part), None)
            if found is None:
                raise NotFound("Этой строки в показателе уже нет. Обновите список.")
            chosen = found
            title = f"{title}: {part_words(found.definition.title, found.definition.breakdown, found.key)}"
        below = chosen.denominator
        above = _listed(session, chosen.numerator)
        whole = () if below is None else _listed(session, below)
        same = below is not None and below.kind is chosen.numerator.kind
        rest = tuple(one for one in whole if one.id not in chosen.numerator.ids) if same else ()
        return Behind(code=code, title=title, numerator=above, denominator=whole, rest=rest)


def _listed(session: Session, found: Found) -> tuple[ListedRow, ...]:
    titles = _titles(session, found.kind, [item.id for item in found.items])
    rows = [_row(found.kind, item, titles.get(item.id, "")) for item in found.items]
    return tuple(sorted(rows, key=lambda row: (row.title, row.id)))


def _row(kind: Kind, item: Item, title: str) -> ListedRow:
    return ListedRow(
        kind=kind.value,
        id=item.id,
        title=title,
        why=why_words(item.why, item.day),
        day=item.day,
        weight=item.weight,
    )


def _titles(session: Session, kind: Kind, ids: Collection[int]) -> dict[int, str]:
    """What to call the records of a kind; one or two queries."""
    if not ids:
        return {}
    match kind:
        case Kind.PERSON:
            return _names(session, ids)
        case Kind.PAIR:
            return _pairs(session, ids)
        case Kind.STEP:
            steps = session.execute(
                select(RouteStep.id, RouteStep.content, Route.mentee_id)
                .join(Route, Route.id == RouteStep.route_id)
                .where(RouteStep.id.in_(ids))
            ).all()
            return _about(session, [(number, mentee, content) for number, content, mentee in steps])
        case Kind.ROUTE:
            routes = session.execute(select(Route.id, Route.mentee_id, Route.title).where(Route.id.in_(ids))).all()
            return _about(session, [(number, mentee, title) for number, mentee, title in routes])
        case Kind.DEFICIT:
            areas = area_titles(session)
            deficits = session.execute(
                select(Deficit.id, Request.mentee_id, Deficit.text, Deficit.area)
                .join(Request, Request.id == Deficit.request_id)
                .where(Deficit.id.in_(ids))
            ).all()
            told = [(number, mentee, text or areas.get(area, area)) for number, mentee, text, area in deficits]
            return _about(session, told)
        case Kind.REPLY:
            replies = session.execute(
                select(Reply.id, Reply.respondent_id, SurveyWave.title)
                .join(SurveyWave, SurveyWave.id == Reply.wave_id)
                .where(Reply.id.in_(ids))
            ).all()
            return _about(session, [(number, person, title) for number, person, title in replies])
        case Kind.SCHOOL_FACT:
            codes = session.execute(select(SchoolFact.id, SchoolFact.code).where(SchoolFact.id.in_(ids)))
            return {number: FACT[FactCode(code)] for number, code in codes if code in set(FactCode)}
        case Kind.AGREEMENT:
            return dict(session.execute(select(Agreement.id, Agreement.partner).where(Agreement.id.in_(ids))).all())
        case Kind.INCENTIVE:
            return {}
        case Kind.ACTIVITY | Kind.CONTEST | Kind.PUBLICATION | Kind.PRACTICE:
            query, number = _TITLED[kind]
            return dict(session.execute(query.where(number.in_(ids))).all())


def _names(session: Session, ids: Collection[int]) -> dict[int, str]:
    query = select(Person.id, Person.surname, Person.first_name, Person.patronymic).where(Person.id.in_(ids))
    return {
        number: PersonName(surname, first_name, patronymic).full
        for number, surname, first_name, patronymic in session.execute(query)
    }


def _about(session: Session, told: Collection[tuple[int, int, str]]) -> dict[int, str]:
    """«Иванова Мария Петровна: разработать рабочую программу»."""
    names = _names(session, {person for _number, person, _words in told})
    return {number: f"{names.get(person, '')}: {' '.join(words.split())}" for number, person, words in told}


def _pairs(session: Session, ids: Collection[int]) -> dict[int, str]:
    mentors = dict(session.execute(select(Pair.id, Pair.mentor_id).where(Pair.id.in_(ids))).all())
    mentees: dict[int, list[int]] = {}
    for pair, mentee in session.execute(
        select(PairMentee.pair_id, PairMentee.mentee_id).where(PairMentee.pair_id.in_(ids)).order_by(PairMentee.id)
    ):
        mentees.setdefault(pair, []).append(mentee)
    names = _names(session, {*mentors.values(), *(one for group in mentees.values() for one in group)})
    return {
        pair: f"{names.get(mentor, '')} — {', '.join(names.get(one, '') for one in mentees.get(pair, ()))}"
        for pair, mentor in mentors.items()
    }
