"""What replies to questionnaires tell to be done: S2-П2, М1, М2, М4 for people and routes, S4-4.6, 5.2, 5.3 for the
school. A rule is done by its questionnaire, in its stage, not by any paper that happens to be answered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from sqlalchemy import and_, func, or_, select, true
from sqlalchemy.orm import Session

from curator_app.domain.codes import QuestionnaireKind, RespondentRole, WaveStage
from curator_app.models import Questionnaire, Reply, SurveyWave, WaveForm, WaveRespondent
from curator_app.services.terms.subjects import Fact

_SATISFACTION: Final = (QuestionnaireKind.SATISFACTION.value, QuestionnaireKind.AFTER.value)
_ANY_STAGE: Final = None
_OF_MENTEE: Final[tuple[tuple[str, tuple[str, ...], str | None], ...]] = (
    ("s2-p2", (QuestionnaireKind.NEEDS.value,), _ANY_STAGE),
    ("s2-m1", (QuestionnaireKind.DIAGNOSIS.value,), _ANY_STAGE),
    ("s2-m2a", _SATISFACTION, WaveStage.ADAPTATION.value),
    ("s2-m2b", _SATISFACTION, WaveStage.FINAL.value),
    ("s2-m4", (QuestionnaireKind.REFLECTION.value,), WaveStage.FINAL.value),
)
_OF_SCHOOL: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    WaveStage.DECEMBER.value: (("s4-5.2", "12"), ("s4-5.3", "12")),
    WaveStage.MAY.value: (("s4-5.2", "05"), ("s4-4.6", "05")),
}


def facts_of_mentees(session: Session) -> Mapping[int, Mapping[str, list[Fact]]]:
    """{mentee: {rule: replies that do it, the earliest first}}; a reply counts from its day on, so that a route of a
    later year is not done by an answer of an earlier one (see ``after``)."""
    counts = [
        and_(Questionnaire.kind.in_(kinds), true() if stage is _ANY_STAGE else SurveyWave.stage == stage)
        for _rule, kinds, stage in _OF_MENTEE
    ]  # of ten years of replies those to questionnaires in their stage are read, no others
    query = (
        select(Reply.respondent_id, Reply.date, SurveyWave.date, SurveyWave.title, SurveyWave.stage, Questionnaire.kind)
        .join(SurveyWave, SurveyWave.id == Reply.wave_id)
        .join(WaveForm, (WaveForm.wave_id == Reply.wave_id) & (WaveForm.role == Reply.role))
        .join(Questionnaire, Questionnaire.id == WaveForm.questionnaire_id)
        .where(
            SurveyWave.deleted_at.is_(None),
            Reply.role == RespondentRole.MENTEE.value,
            or_(*counts),
        )
        .order_by(Reply.date, Reply.id)
    )
    found: dict[int, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for person, replied, asked, title, stage, kind in session.execute(query):
        day = replied or asked
        if day is None:
            continue
        for rule, kinds, wanted in _OF_MENTEE:
            if kind in kinds and wanted in {_ANY_STAGE, stage}:
                found[person][rule].append(Fact(day, f"Опрос «{title}»"))
    return found


def after(facts: Mapping[str, list[Fact]], start: dt.date | None, rules: tuple[str, ...]) -> dict[str, Fact]:
    """Of these rules the first fact not before ``start`` (the first day at work, the beginning of a route)."""
    told = {
        rule: next((one for one in facts.get(rule, ()) if start is None or one.done_on >= start), None)
        for rule in rules
    }
    return {rule: fact for rule, fact in told.items() if fact is not None}


def facts_of_school(session: Session) -> dict[str, Fact]:
    """{«rule:2026-12»: a wave of December or May that everybody asked has answered}; the key names the month."""
    asked = (
        select(WaveRespondent.wave_id, func.count())
        .outerjoin(
            Reply,
            (Reply.wave_id == WaveRespondent.wave_id)
            & (Reply.respondent_id == WaveRespondent.person_id)
            & (Reply.role == WaveRespondent.role)
            & (Reply.about_pair == WaveRespondent.about_pair),
        )
        .where(WaveRespondent.excused.is_(None), Reply.id.is_(None))
        .group_by(WaveRespondent.wave_id)
    )
    waiting = dict(session.execute(asked).all())
    query = (
        select(SurveyWave.id, SurveyWave.title, SurveyWave.stage, SurveyWave.date, func.max(Reply.date))
        .join(Reply, Reply.wave_id == SurveyWave.id)
        .where(SurveyWave.deleted_at.is_(None), SurveyWave.stage.in_(list(_OF_SCHOOL)))
        .group_by(SurveyWave.id)
        .order_by(SurveyWave.id)
    )
    found: dict[str, Fact] = {}
    for number, title, stage, asked_on, last in session.execute(query):
        day = last or asked_on
        if waiting.get(number) or day is None:
            continue
        year = (asked_on or day).year
        for rule, month in _OF_SCHOOL.get(stage or "", ()):
            found.setdefault(f"{rule}:{year}-{month}", Fact(day, f"Опрос «{title}»"))
    return found
