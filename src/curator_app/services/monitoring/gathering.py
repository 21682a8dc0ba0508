"""Facts for the indicators, read in a constant number of queries whatever the size of the school."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import ActivityKind, ActivityStatus
from curator_app.domain.indicators.facts import (
    AgreementFact,
    ContestFact,
    DatedFact,
    DeficitFact,
    EventFact,
    Facts,
    IncentiveFact,
    MemberFact,
    PairFact,
    PersonFact,
    RouteFact,
    SchoolNumber,
    StepFact,
    TrainingFact,
    YoungRule,
)
from curator_app.models import (
    Activity,
    ActivityParticipant,
    Agreement,
    Contest,
    Deficit,
    Incentive,
    Mentor,
    Pair,
    PairMentee,
    Person,
    Practice,
    Publication,
    Request,
    Route,
    RouteStep,
    School,
    SchoolFact,
)
from curator_app.services import pair_facts
from curator_app.services.monitoring.satisfaction import read_replies


def gather(session: Session) -> Facts:
    """Everything the indicators look at; records in the recycle bin do not count."""
    people = {
        row.id: PersonFact(*row)
        for row in session.execute(
            select(
                Person.id,
                Person.kind,
                Person.birth_date,
                Person.birth_year,
                Person.experience_years,
                Person.young_specialist,
                Person.work_start_date,
                Person.dismissal_date,
                Person.archived_on,
            ).where(Person.deleted_at.is_(None))
        )
    }
    school = session.get_one(School, 1)
    replies, criteria = read_replies(session)
    routes = session.execute(
        select(Route.id, Route.mentee_id, Route.status, Route.start_date, Route.end_date, Route.approved_on).where(
            Route.deleted_at.is_(None)
        )
    )
    steps = session.execute(
        select(RouteStep.id, RouteStep.route_id, RouteStep.status, RouteStep.due_date, RouteStep.done_on)
        .join(Route, Route.id == RouteStep.route_id)
        .where(Route.deleted_at.is_(None))
    )
    deficits = session.execute(
        select(Deficit.id, Request.mentee_id, Deficit.area, Deficit.severity, Deficit.severity_after, Request.date)
        .join_from(Deficit, Request)
        .where(Request.deleted_at.is_(None))
    )
    held = (Activity.deleted_at.is_(None), Activity.status == ActivityStatus.HELD.value)
    trainings = session.execute(
        select(Activity.id, ActivityParticipant.person_id, func.coalesce(Activity.end_date, Activity.date))
        .join_from(ActivityParticipant, Activity)
        .where(*held, Activity.kind == ActivityKind.TRAINING.value)
    )
    named = (
        select(ActivityParticipant.activity_id, func.count().label("number"))
        .group_by(ActivityParticipant.activity_id)
        .subquery()
    )
    events = session.execute(
        select(Activity.id, Activity.date, func.coalesce(Activity.attended, named.c.number, 0))
        .outerjoin(named, named.c.activity_id == Activity.id)
        .where(*held, Activity.kind == ActivityKind.EVENT.value)
    )
    contests = session.execute(
        select(Contest.id, Contest.date, Contest.level, Contest.result).where(Contest.deleted_at.is_(None))
    )
    publications = session.execute(select(Publication.id, Publication.date).where(Publication.deleted_at.is_(None)))
    practices = session.execute(select(Practice.id, Practice.date).where(Practice.deleted_at.is_(None)))
    incentives = session.execute(
        select(Incentive.id, Incentive.person_id, Incentive.date).where(Incentive.deleted_at.is_(None))
    )
    agreements = session.execute(
        select(Agreement.id, Agreement.partner, Agreement.date, Agreement.until).where(Agreement.deleted_at.is_(None))
    )
    numbers = session.execute(select(SchoolFact.id, SchoolFact.code, SchoolFact.date, SchoolFact.value))
    return Facts(
        people=people,
        mentors=frozenset(session.scalars(select(Mentor.id).where(Mentor.deleted_at.is_(None)))),
        pairs=_pairs(session),
        routes=tuple(RouteFact(*row) for row in routes),
        steps=tuple(StepFact(*row) for row in steps),
        deficits=tuple(DeficitFact(*row) for row in deficits),
        replies=replies,
        criteria=criteria,
        trainings=tuple(TrainingFact(*row) for row in trainings),
        events=tuple(EventFact(*row) for row in events),
        contests=tuple(ContestFact(*row) for row in contests),
        publications=tuple(DatedFact(*row) for row in publications),
        practices=tuple(DatedFact(*row) for row in practices),
        incentives=tuple(IncentiveFact(*row) for row in incentives),
        agreements=tuple(AgreementFact(*row) for row in agreements),
        numbers=tuple(SchoolNumber(*row) for row in numbers),
        young_rule=YoungRule(school.young_max_years, school.young_max_age),
    )


def _pairs(session: Session) -> tuple[PairFact, ...]:
    members: dict[int, list[MemberFact]] = defaultdict(list)
    for pair_id, mentee, start, end in session.execute(
        select(PairMentee.pair_id, PairMentee.mentee_id, PairMentee.start_date, PairMentee.end_date).order_by(
            PairMentee.id
        )
    ):
        members[pair_id].append(MemberFact(mentee, start, end))
    found = session.execute(
        select(
            Pair.id,
            Pair.mentor_id,
            Pair.status,
            Pair.start_date,
            Pair.end_date,
            Pair.mentoring_form,
            Pair.mentoring_kind,
            Pair.closing_reason,
        )
        .where(Pair.deleted_at.is_(None))
        .order_by(Pair.id)
    ).all()
    assigned = pair_facts.assigned_on(session, None)
    return tuple(
        PairFact(
            id=one.id,
            mentor=one.mentor_id,
            members=tuple(members.get(one.id, ())),
            status=one.status,
            start=one.start_date,
            end=one.end_date,
            form=one.mentoring_form,
            kind=one.mentoring_kind,
            closing_reason=one.closing_reason,
            assigned_on=assigned.get(one.id),
        )
        for one in found
    )
