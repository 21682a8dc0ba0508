"""Replies reduced to what the indicators ask: satisfied or not, points of the curator's criteria."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import QuestionnaireKind, RespondentRole
from curator_app.domain.indicators.facts import CriteriaFact, ReplyFact
from curator_app.domain.surveys.questions import BadQuestion, Question, QuestionKind, read_questions
from curator_app.domain.surveys.scoring import Satisfaction, satisfied, total
from curator_app.models import Mentee, Mentor, Questionnaire, Reply, SurveyWave, WaveForm

_ABOUT_SATISFACTION = frozenset({QuestionnaireKind.SATISFACTION.value, QuestionnaireKind.AFTER.value})
_CRITERIA = QuestionnaireKind.CURATOR_CRITERIA.value


def read_replies(
    session: Session, rule: Satisfaction | None = None
) -> tuple[tuple[ReplyFact, ...], tuple[CriteriaFact, ...]]:
    """Replies to questionnaires about satisfaction, and the curator's criteria added up.

    A wave that came with a file has no questionnaire: all its scales count into the index, and the role of a
    respondent is the one role this person has in the base.
    """
    rule = rule or Satisfaction()
    forms: dict[tuple[int, str], tuple[str, tuple[Question, ...]]] = {}
    for wave, role, kind, told in session.execute(
        select(WaveForm.wave_id, WaveForm.role, Questionnaire.kind, Questionnaire.questions).join_from(
            WaveForm, Questionnaire
        )
    ):
        forms[wave, role] = kind, _read(told)
    waves = {
        wave: (day, _of_file(told))
        for wave, day, told in session.execute(
            select(SurveyWave.id, SurveyWave.date, SurveyWave.questions).where(SurveyWave.deleted_at.is_(None))
        )
    }
    mentors = frozenset(session.scalars(select(Mentor.id).where(Mentor.deleted_at.is_(None))))
    mentees = frozenset(session.scalars(select(Mentee.id).where(Mentee.deleted_at.is_(None))))
    replies: list[ReplyFact] = []
    criteria: list[CriteriaFact] = []
    for one in session.execute(
        select(Reply.id, Reply.wave_id, Reply.respondent_id, Reply.role, Reply.date, Reply.answers).order_by(Reply.id)
    ):
        if one.wave_id not in waves:
            continue
        wave_day, own = waves[one.wave_id]
        day: dt.date | None = one.date or wave_day
        role = one.role or _only_role(one.respondent_id, mentors, mentees)
        form = forms.get((one.wave_id, role))
        if form is None and own:
            replies.append(ReplyFact(one.id, one.respondent_id, role, day, satisfied(own, one.answers, rule)))
        elif form is not None and form[0] in _ABOUT_SATISFACTION:
            replies.append(ReplyFact(one.id, one.respondent_id, role, day, satisfied(form[1], one.answers, rule)))
        elif form is not None and form[0] == _CRITERIA:
            points = total(form[1], one.answers)
            if points.answered:
                criteria.append(CriteriaFact(one.id, day, points.total))
    return tuple(replies), tuple(criteria)


def _read(told: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    try:
        return read_questions(told)
    except BadQuestion:
        return ()


def _of_file(told: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    return tuple(
        Question(str(one["text"]), str(one["text"]), QuestionKind.SCALE, one.get("min") or 0, one["max"], True)
        for one in told or ()
        if one.get("kind") == QuestionKind.SCALE.value and isinstance(one.get("max"), int) and one["max"] > 0
    )


def _only_role(person: int, mentors: frozenset[int], mentees: frozenset[int]) -> str:
    if (person in mentors) == (person in mentees):
        return ""
    return (RespondentRole.MENTOR if person in mentors else RespondentRole.MENTEE).value
