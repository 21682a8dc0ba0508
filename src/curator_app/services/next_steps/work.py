"""«Анкеты», «Дорожная карта»: answers that are waited for, rows of the plan that are late or near."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from curator_app.domain.codes import ActivityStatus, RoadmapItemStatus
from curator_app.domain.school_year import SchoolYear
from curator_app.models import (
    AcademicYear,
    Activity,
    Person,
    Reply,
    Roadmap,
    RoadmapItem,
    SurveyWave,
    WaveForm,
    WaveRespondent,
)
from curator_app.services.next_steps.people import empty_base
from curator_app.services.next_steps.rows import Asking, Door, NextStep, shortened
from curator_app.texts.grammar import counted, date_short

_NEAR = dt.timedelta(days=14)
_OPEN = (RoadmapItemStatus.PLANNED.value, RoadmapItemStatus.IN_PROGRESS.value)


def of_surveys(asking: Asking) -> NextStep:
    """The first act with surveys; two queries."""
    answered = Reply.id.is_not(None)
    query = (
        select(
            SurveyWave.id,
            SurveyWave.title,
            SurveyWave.date,
            SurveyWave.due_date,
            SurveyWave.closed_on,
            exists().where(WaveForm.wave_id == SurveyWave.id),
            func.coalesce(func.sum(case((or_(answered, _asked()), 1), else_=0)), 0),
            func.coalesce(func.sum(case((answered, 1), else_=0)), 0),
        )
        .outerjoin(AcademicYear, AcademicYear.id == SurveyWave.academic_year_id)
        .outerjoin(WaveRespondent, WaveRespondent.wave_id == SurveyWave.id)
        .outerjoin(
            Reply,
            and_(
                Reply.wave_id == WaveRespondent.wave_id,
                Reply.respondent_id == WaveRespondent.person_id,
                Reply.role == WaveRespondent.role,
                Reply.about_pair == WaveRespondent.about_pair,
            ),
        )
        .where(SurveyWave.deleted_at.is_(None))
        .where(or_(SurveyWave.academic_year_id.is_(None), AcademicYear.label == asking.year))
        .group_by(SurveyWave.id)
        .order_by(SurveyWave.due_date.is_(None), SurveyWave.due_date, SurveyWave.id)
    )
    waves = asking.session.execute(query).all()
    if not waves:
        if asking.session.scalar(select(Person.id).where(Person.deleted_at.is_(None)).limit(1)) is None:
            return empty_base("surveys")
        return NextStep(
            "surveys.none",
            "Начните с опроса о запросах: ответы наставляемых лягут в основу подбора",
            "Новый опрос…",
            Door.NEW_SURVEY,
        )
    running = [
        one for one in waves if one.closed_on is None and (one.date is None or one.date <= asking.today or one[7])
    ]
    for wave_id, title, _date, due, _closed, keyed, expected, got in running:
        if keyed and got < expected:
            left = counted(expected - got, "ответа", "ответов", "ответов")
            term = "" if due is None else f", срок {'был ' if due < asking.today else ''}{date_short(due)}"
            words = f"«{shortened(title)}»: не хватает {left} из {expected}{term}"
            return NextStep("surveys.answers", words, "Ввести ответы…", Door.KEY_IN, (wave_id,), str(expected - got))
    full = tuple(one.id for one in running if one[6] and one[7] >= one[6])
    if full:
        title = next(one.title for one in running if one.id == full[0])
        return NextStep(
            "surveys.close", f"«{shortened(title)}»: ответили все", "Закрыть опрос", Door.CLOSE_SURVEY, full[:1]
        )
    return NextStep("surveys.done", "Ответов сейчас не ждём")


def of_roadmap(asking: Asking) -> NextStep:
    """The first act with the plan of the year; two queries."""
    query = (
        select(Roadmap.id, Roadmap.approved_on, AcademicYear.closed_on, RoadmapItem)
        .join(AcademicYear, AcademicYear.id == Roadmap.academic_year_id)
        .outerjoin(RoadmapItem, RoadmapItem.roadmap_id == Roadmap.id)
        .where(AcademicYear.label == asking.year, Roadmap.deleted_at.is_(None))
        .order_by(Roadmap.id, RoadmapItem.due_date, RoadmapItem.sort, RoadmapItem.id)
    )
    rows = asking.session.execute(query).all()
    if not rows:
        return NextStep(
            "roadmap.none",
            f"План на {asking.year} год составляется из готового за минуту",
            "Составить…",
            Door.NEW_ROADMAP,
        )
    first, approved, closed, _item = rows[0]
    items = [item for number, _approved, _closed, item in rows if number == first and item is not None]
    ahead = [(one.due_date, one) for one in items if one.status in _OPEN and one.due_date is not None]
    if closed is None and (late := tuple(one.id for due, one in ahead if due < asking.today)):
        words = counted(len(late), "строка плана просрочена", "строки плана просрочены", "строк плана просрочено")
        return NextStep("roadmap.late", f"{words}: отметьте сделанное", "Показать", Door.ROADMAP_ROWS, late)
    past = asking.session.execute(
        select(Activity.id, Activity.title)
        .where(Activity.deleted_at.is_(None), Activity.status == ActivityStatus.PLANNED.value)
        .where(func.coalesce(Activity.end_date, Activity.date) < asking.today, *_within(asking.year))
        .order_by(Activity.date, Activity.id)
    ).all()
    if past and closed is None:
        more = f" и ещё {len(past) - 1}" if len(past) > 1 else ""
        words = f"Прошло: «{shortened(past[0].title)}»{more}. Впишите итог"
        return NextStep("roadmap.activity", words, "Вписать…", Door.ACTIVITY, tuple(one.id for one in past))
    if items and approved is None and closed is None:
        return NextStep("roadmap.approval", "План ещё не утверждён", "Указать дату…", Door.ROADMAP_APPROVAL, (first,))
    near = [(due, one) for due, one in ahead if due <= asking.today + _NEAR]
    if near and closed is None:
        due, item = near[0]
        words = f"До {date_short(due)}: {shortened(' '.join(item.content.split()))}"
        return NextStep("roadmap.near", words, "Показать", Door.ROADMAP_ROWS, (item.id,))
    return NextStep("roadmap.done", "По плану просроченного нет, на две недели вперёд дел нет")


def _asked() -> ColumnElement[bool]:
    return and_(WaveRespondent.id.is_not(None), WaveRespondent.excused.is_(None))


def _within(label: str) -> tuple[ColumnElement[bool], ...]:
    year = SchoolYear.parse(label)
    return () if year is None else (Activity.date >= year.start, Activity.date <= year.end)
