"""Minutes of the pedagogical council about mentoring (S1 ДК-3.1.1): typed in a form, printed for signature."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from curator_app.documents import catalogue
from curator_app.documents.fit import fit_to_sheet
from curator_app.documents.school_data import AgendaItem, MinutesPaper
from curator_app.documents.templates import Rendered, render
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.settings import read_settings
from curator_app.services.school import get_school
from curator_app.services.workspace import Workspace

USUAL_AGENDA: Final = (
    "О рассмотрении плана реализации целевой модели наставничества.",
    "О рассмотрении Положения о системе наставничества педагогических работников.",
)
USUAL_DECISIONS: Final = (
    "План реализации целевой модели наставничества рекомендовать к утверждению.",
    "Положение о системе наставничества педагогических работников рекомендовать к утверждению.",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionWish:
    """A question of the agenda; ``speaker`` is a person's number, ``decisions`` a line each."""

    title: str
    speaker: int | None = None
    heard: str | None = None
    spoke: str | None = None
    decisions: tuple[str, ...] = ()
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MinutesWish:
    """Minutes wanted; ``chair`` None: the director. What is not known is printed as a blank."""

    number: str | None = None
    date: dt.date | None = None
    chair: int | None = None
    secretary: int | None = None
    present: int | None = None
    staff: int | None = None
    invited: str | None = None
    questions: tuple[QuestionWish, ...] = ()


def minutes_paper(workspace: Workspace, wish: MinutesWish, *, trial: Mapping[str, str] | None = None) -> Rendered:
    """The minutes; ``trial``: wordings tried out but not kept. Raises NotFound for a person who is not there."""
    place = get_school(workspace).place
    with workspace.read() as session:
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        school = gatherer.school()
        data = MinutesPaper(
            school=school,
            number=(wish.number or "").strip() or None,
            date=wish.date,
            place=place,
            chair=school.director if wish.chair is None else gatherer.person(wish.chair),
            secretary=None if wish.secretary is None else gatherer.person(wish.secretary),
            present=wish.present,
            staff=wish.staff,
            invited=(wish.invited or "").strip().rstrip(".") or None,
            agenda=tuple(
                AgendaItem(
                    title=_stopped(one.title),
                    speaker=None if one.speaker is None else gatherer.person(one.speaker),
                    heard=_stopped(one.heard) or None,
                    spoke=_stopped(one.spoke) or None,
                    decisions=tuple(_stopped(words) for words in one.decisions if words.strip()),
                    votes_for=one.votes_for,
                    votes_against=one.votes_against,
                    abstained=one.abstained,
                )
                for one in wish.questions
                if one.title.strip()
            ),
            layout=settings.layout,
        )
        wordings = {**own_wordings(session), **(trial or {})}
    made = render("council_minutes", data, catalogue.sources(wordings))
    return replace(made, document=fit_to_sheet(made.document))


def usual_questions() -> tuple[QuestionWish, ...]:
    """The two questions every school puts before the council: the plan and the Положение."""
    return tuple(
        QuestionWish(title=title, decisions=(decision,))
        for title, decision in zip(USUAL_AGENDA, USUAL_DECISIONS, strict=True)
    )


def _stopped(words: str | None) -> str:
    told = (words or "").strip()
    return told if not told or told.endswith((".", "!", "?", "…")) else f"{told}."
