"""Replies reduced to what the indicators ask: satisfied or not, points of the curator's criteria."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import QuestionnaireKind, RespondentRole
from curator_app.domain.indicators.facts import CriteriaFact, ReplyFact
from curator_app.domain.indicators.standing import Moment
from curator_app.domain.surveys.questions import BadQuestion, Question, QuestionKind, read_questions
from curator_app.domain.surveys.scoring import Level, index, satisfied, total
from curator_app.models import Mentee, Mentor, Questionnaire, Reply, SurveyWave, WaveForm, WaveRespondent
from curator_app.services.surveys.settings import read_settings

_ABOUT_SATISFACTION = frozenset({QuestionnaireKind.SATISFACTION.value, QuestionnaireKind.AFTER.value})
_CRITERIA = QuestionnaireKind.CURATOR_CRITERIA.value


@dataclass(frozen=True, slots=True)
class _Told:
    """A reply with the questions it answers; ``kind`` None: of a wave that came with a file."""

    id: int
    wave: int
    person: int
    role: str
    date: dt.date | None
    kind: str | None
    questions: tuple[Question, ...]
    answers: Mapping[str, Any]

    @property
    def about_satisfaction(self) -> bool:
        """Whether it tells if somebody is satisfied."""
        return self.kind is None or self.kind in _ABOUT_SATISFACTION


@dataclass(frozen=True, kw_only=True, slots=True)
class WaveRow:
    """Satisfaction of one role in one wave. ``index``: mean of the respondents' indices from 0 to 1, None without
    any; ``asked``: who must answer, None when nobody was named."""

    wave: int
    title: str
    role: str
    date: dt.date | None
    asked: int | None
    answered: int
    satisfied: int
    index: Fraction | None
    level: Level | None


def read_replies(session: Session) -> tuple[tuple[ReplyFact, ...], tuple[CriteriaFact, ...]]:
    """Replies to questionnaires about satisfaction, and the curator's criteria added up.

    A wave that came with a file has no questionnaire: all its scales count into the index, and the role of a
    respondent is the one role this person has in the base.
    """
    rule = read_settings(session).satisfaction
    replies: list[ReplyFact] = []
    criteria: list[CriteriaFact] = []
    for one in _told(session):
        if one.about_satisfaction:
            said = satisfied(one.questions, one.answers, rule)
            replies.append(ReplyFact(one.id, one.person, one.role, one.date, said))
        elif one.kind == _CRITERIA:
            points = total(one.questions, one.answers)
            if points.answered:
                criteria.append(CriteriaFact(one.id, one.date, points.total))
    return tuple(replies), tuple(criteria)


def wave_rows(session: Session, at: Moment) -> tuple[WaveRow, ...]:
    """Satisfaction by wave and role in the school year up to the day; respondents whose index is not to be told do not
    count."""
    settings = read_settings(session)
    rule, levels = settings.satisfaction, settings.levels
    titles = dict(session.execute(select(SurveyWave.id, SurveyWave.title)).all())
    asked: Counter[tuple[int, str]] = Counter()
    for wave, role in session.execute(
        select(WaveRespondent.wave_id, WaveRespondent.role).where(WaveRespondent.excused.is_(None))
    ):
        asked[wave, role] += 1
    groups: dict[tuple[int, str], list[_Told]] = {}
    for one in _told(session):
        if one.about_satisfaction and one.role and at.grown(one.date):
            groups.setdefault((one.wave, one.role), []).append(one)
    rows = []
    for (wave, role), told in groups.items():
        indices = [found for one in told if (found := index(one.questions, one.answers)) is not None]
        mean = sum(indices, Fraction()) / len(indices) if indices else None
        rows.append(
            WaveRow(
                wave=wave,
                title=titles[wave],
                role=role,
                date=max((one.date for one in told if one.date is not None), default=None),
                asked=asked.get((wave, role)),
                answered=len(indices),
                satisfied=sum(satisfied(one.questions, one.answers, rule) is True for one in told),
                index=mean,
                level=None if mean is None else levels.of(mean),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.date or dt.date.min, row.wave, row.role)))


def _told(session: Session) -> Iterator[_Told]:
    """Every reply of a wave that is not in the recycle bin, with its questions; six queries."""
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
    for one in session.execute(
        select(Reply.id, Reply.wave_id, Reply.respondent_id, Reply.role, Reply.date, Reply.answers).order_by(Reply.id)
    ):
        if one.wave_id not in waves:
            continue
        wave_day, own = waves[one.wave_id]
        role = one.role or _only_role(one.respondent_id, mentors, mentees)
        form = forms.get((one.wave_id, role))
        kind, questions = (None, own) if form is None else form
        if form is not None or own:
            yield _Told(
                one.id, one.wave_id, one.respondent_id, role, one.date or wave_day, kind, questions, one.answers
            )


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
