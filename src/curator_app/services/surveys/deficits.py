"""From a filled «Выявление запросов» or diagnosis sheet to a request with deficits (S2-П1, П2, М1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import QuestionnaireKind, RequestSource, RespondentRole
from curator_app.domain.surveys import scoring
from curator_app.domain.surveys.questions import Answer
from curator_app.models import Deficit, Reply, Request, SurveyWave
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import catalogues, mentees, people
from curator_app.services.surveys.rows import FoundDeficit, QuestionnaireRow
from curator_app.services.surveys.settings import read_settings
from curator_app.services.surveys.waves import read_wave
from curator_app.services.workspace import Workspace

_SOURCES: Final = {
    QuestionnaireKind.NEEDS: RequestSource.SURVEY,
    QuestionnaireKind.DIAGNOSIS: RequestSource.DIAGNOSIS,
}
_WORDINGS: Final = ("request_1", "request_2", "request_3")


def deficits_of(workspace: Workspace, reply_id: int) -> tuple[FoundDeficit, ...]:
    """The deficits a reply tells of, the gravest first; empty: none. Raises NotFound, KnownProblem (the questionnaire
    does not ask about deficits)."""
    with workspace.read() as session:
        _reply, form = _asked(session, reply_id, workspace)
        return _found(session, form, dict(_reply.answers))


def create_request(workspace: Workspace, reply_id: int) -> int:
    """A request of the mentee with the deficits of the reply; where he has one of the same source and day, it gets the
    deficits as they are now. Returns its number. Raises NotFound, KnownProblem (no deficits, nothing asked for; not a
    mentee)."""
    with workspace.read() as session:
        reply, form = _asked(session, reply_id, workspace)
        who = people.title_of(people.require(session, reply.respondent_id))
        mentees.require(session, reply.respondent_id)
    with workspace.action(f"Запрос по анкете: {who}") as session:
        reply, form = _asked(session, reply_id, workspace)
        answers = dict(reply.answers)
        found = _found(session, form, answers)
        told = [str(answers[key]) for key in _WORDINGS if answers.get(key)]
        if not found and not told:
            raise KnownProblem(f"{who}: по ответам дефицитов нет и запросы не вписаны. Заводить нечего.")
        source = _SOURCES[form.kind].value
        request = session.scalar(
            select(Request)
            .where(
                Request.mentee_id == reply.respondent_id,
                Request.source == source,
                Request.date == reply.date,
                Request.deleted_at.is_(None),
            )
            .order_by(Request.id)
            .limit(1)
        )
        wording = "; ".join(told) or "Помочь: " + ", ".join(one.area_label for one in found)
        if request is None:
            request = Request(mentee_id=reply.respondent_id, date=reply.date, source=source)
            session.add(request)
        people.assign(request, {"wording": wording})
        _put(request, found)
        session.flush()
        return request.id


def _put(request: Request, found: Sequence[FoundDeficit]) -> None:
    """Deficits of areas already there keep what was noted of them afterwards."""
    wanted = {one.area: one for one in found}
    for kept in list(request.deficits):
        told = wanted.pop(kept.area, None)
        if told is None:
            request.deficits.remove(kept)
        else:
            people.assign(kept, {"severity": told.severity, "text": told.text})
    request.deficits.extend(
        Deficit(area=one.area, text=one.text, severity=one.severity) for one in found if one.area in wanted
    )


def _asked(session: Session, reply_id: int, workspace: Workspace) -> tuple[Reply, QuestionnaireRow]:
    reply = session.get(Reply, reply_id)
    if reply is None:
        raise NotFound("Этого ответа в базе уже нет. Обновите список.")
    view = read_wave(session, session.get_one(SurveyWave, reply.wave_id).id, workspace.clock.today())
    form = view.form(RespondentRole(reply.role)) if reply.role else None
    if form is None or form.kind not in _SOURCES:
        raise KnownProblem("Эта анкета не о дефицитах. Выберите «Выявление запросов» или диагностику.")
    return reply, form


def _found(session: Session, form: QuestionnaireRow, answers: dict[str, Answer]) -> tuple[FoundDeficit, ...]:
    least = read_settings(session).deficit_from
    areas = catalogues.area_titles(session)
    lines: dict[str, list[str]] = defaultdict(list)
    for one in form.questions:
        point = answers.get(one.key)
        if one.area is not None and isinstance(point, int) and point >= least:
            lines[one.area].append(f"{one.text} ({point})")
    found = scoring.deficits(form.questions, answers, from_severity=least)
    rows = [
        FoundDeficit(area=area, area_label=areas.get(area, area), severity=severity, text="; ".join(lines[area]))
        for area, severity in found.items()
    ]
    return tuple(sorted(rows, key=lambda one: -one.severity))
