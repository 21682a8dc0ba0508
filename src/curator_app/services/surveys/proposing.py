"""Waves that the terms ask for now (S2-П2, М1–М4, S4-4.6, 5.2): whom to ask is told by the open tasks, so the days are
those of «Сегодня»."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import RespondentRole
from curator_app.domain.school_year import SchoolYear
from curator_app.domain.terms.states import TaskState
from curator_app.models import Pair, PairMentee, School, SurveyWave, WaveRespondent
from curator_app.services.surveys import catalogue, planning, waves
from curator_app.services.surveys.candidates import Askable
from curator_app.services.surveys.rows import Asked, QuestionnaireRow, WaveData, WaveKit, WaveProposal
from curator_app.services.surveys.shipped import wave_kits
from curator_app.services.terms.rows import TaskRow
from curator_app.services.terms.tasks import tasks_of_today
from curator_app.services.workspace import Workspace

_AHEAD: Final = dt.timedelta(days=30)
_OPEN: Final = (TaskState.OVERDUE.value, TaskState.DUE.value, TaskState.OPEN.value)
_OF_PEOPLE: Final = {
    "s2-p2": ("needs",),
    "s2-m1": ("diagnosis",),
    "s2-m2a": ("adaptation",),
    "s2-m2b": ("final",),
    "s2-m3": ("first_year",),
    "s2-m4": ("reflection", "effectiveness"),
}
_OF_SCHOOL: Final = {"s4-5.2": {"12": "december", "05": "may"}, "s4-4.6": {"05": "may"}}
_REASONS: Final = {
    "needs": "первые дни на работе: запросы наставляемых",
    "diagnosis": "первые дни на работе: диагностика",
    "adaptation": "закончились три месяца работы",
    "december": "оценка программы в декабре",
    "may": "итоги учебного года",
    "first_year": "закончился первый год маршрута",
    "final": "закончился маршрут",
    "reflection": "закончился маршрут: рефлексивная оценка",
    "effectiveness": "закончился маршрут: результативность пары",
}


class _Wanted(NamedTuple):
    """A mentee the terms want asked (None: everybody of the running pairs), and by when."""

    mentee: int | None
    due: dt.date | None


def propose_waves(workspace: Workspace) -> list[WaveProposal]:
    """The waves to begin (or to widen) now, the most urgent first: terms that are late or due within 30 days, of
    people who are not asked yet. A mentor is asked together with his mentee."""
    today = workspace.clock.today()
    wanted = _wanted(tasks_of_today(workspace), today + _AHEAD)
    with workspace.read() as session:
        askable = Askable(session, today)
        known = _known(session)
        found = [
            proposal
            for kit in wave_kits()
            if kit.code in wanted and (proposal := _proposal(kit, wanted[kit.code], known, askable, today))
        ]
    return sorted(found, key=lambda one: (one.due or dt.date.max, one.title))


def accept_proposal(workspace: Workspace, proposal: WaveProposal) -> int:
    """Begins the proposed wave, or asks the people in the open wave of the same kind; returns its number."""
    if proposal.wave is not None:
        planning.add_respondents(workspace, proposal.wave, proposal.people)
        return proposal.wave
    data = WaveData(title=proposal.title, stage=proposal.kit.stage, date=proposal.date, due_date=_last(proposal))
    return planning.make_wave(workspace, data, dict(proposal.kit.forms), proposal.people)


def _last(proposal: WaveProposal) -> dt.date | None:
    """The term of the wave: the latest of those asked; people with an earlier one keep their own."""
    days = [one.due_date for one in proposal.people if one.due_date is not None]
    last = max(days, default=proposal.due)
    return None if last is None else max(last, proposal.date)


def _wanted(tasks: Sequence[TaskRow], until: dt.date) -> dict[str, list[_Wanted]]:
    found: dict[str, list[_Wanted]] = defaultdict(list)
    for task in tasks:
        day = task.postponed_to or task.raw_due
        if task.state not in _OPEN or day is None or day > until:
            continue
        for kit in _OF_PEOPLE.get(task.rule_id, ()):
            found[kit] += [_Wanted(one, task.window_end or task.due) for one in task.persons]
        month = _OF_SCHOOL.get(task.rule_id, {}).get(task.occurrence[-2:])
        if month is not None:
            found[month].append(_Wanted(None, task.due))
    return found


class _Known(NamedTuple):
    """The questionnaires as they would be asked now, the waves of a stage with theirs and with those asked in them,
    (mentor, mentee) of every pair, the curator."""

    current: Mapping[str, QuestionnaireRow]
    waves: Sequence[SurveyWave]
    forms: Mapping[int, Mapping[RespondentRole, QuestionnaireRow]]
    asked: Mapping[int, set[waves.Key]]
    pairs: Sequence[tuple[int, int]]
    curator: int | None

    def asks(self, wave: SurveyWave, kit: WaveKit) -> bool:
        """Whether a wave asks what the kit asks."""
        return {one.code for one in self.forms.get(wave.id, {}).values()} == {code for _role, code in kit.forms}


def _known(session: Session) -> _Known:
    query = select(SurveyWave).where(SurveyWave.deleted_at.is_(None), SurveyWave.stage.is_not(None))
    staged = session.scalars(query.order_by(SurveyWave.id.desc())).all()
    asked: dict[int, set[waves.Key]] = defaultdict(set)
    columns = select(WaveRespondent.wave_id, WaveRespondent.person_id, WaveRespondent.role, WaveRespondent.about_pair)
    for one in session.execute(columns.where(WaveRespondent.wave_id.in_([wave.id for wave in staged]))):
        asked[one.wave_id].add((one.person_id, one.role, one.about_pair))
    pairs = select(Pair.mentor_id, PairMentee.mentee_id).join(PairMentee, PairMentee.pair_id == Pair.id)
    return _Known(
        current=catalogue.current(session, counted=False),
        waves=staged,
        forms=waves.forms_of_all(session),
        asked=asked,
        pairs=[(one[0], one[1]) for one in session.execute(pairs.where(Pair.deleted_at.is_(None)))],
        curator=session.scalar(select(School.curator_id)),
    )


def _proposal(
    kit: WaveKit, wanted: Sequence[_Wanted], known: _Known, askable: Askable, today: dt.date
) -> WaveProposal | None:
    forms = {role: known.current[code] for role, code in kit.forms}
    dues = {one.mentee: one.due for one in wanted}
    everybody = None in dues
    partners = _partners(known, dues) if not everybody else {}
    year = SchoolYear.of(today)
    same = [
        one
        for one in known.waves
        if one.stage == kit.stage.value and (one.date is None or year.holds(one.date)) and known.asks(one, kit)
    ]
    asked = {who for one in same for who in known.asked.get(one.id, ())}

    def due_of(one: Asked) -> dt.date | None:
        mentee = one.person if one.role is RespondentRole.MENTEE else partners.get(one.person)
        return dues.get(None if everybody else mentee)

    def is_wanted(one: Asked, must: bool) -> bool:
        mentee = one.person if one.role is RespondentRole.MENTEE else partners.get(one.person)
        due_now = must if everybody else mentee in dues and (must or one.person in dues)
        return due_now and (one.person, one.role.value, one.about_pair) not in asked

    chosen = [
        (Asked(person=one.person, role=one.role, about_pair=one.about_pair, due_date=due_of(one)), name)
        for one, name in askable.asked(forms, stage=kit.stage, wanted=is_wanted)
    ]
    if not chosen:
        return None
    running = next((one for one in same if one.closed_on is None), None)
    days = [one.due_date for one, _name in chosen if one.due_date is not None]
    return WaveProposal(
        kit=kit,
        title=running.title if running is not None else _title(kit, year, today, known.waves),
        date=today,
        due=min(days, default=None),
        people=tuple(one for one, _name in chosen),
        names=tuple(dict.fromkeys(name for _one, name in chosen)),
        reason=_REASONS[kit.code],
        wave=None if running is None else running.id,
    )


def _partners(known: _Known, mentees: Mapping[int | None, dt.date | None]) -> dict[int, int]:
    """{mentor, or the curator: a mentee of his who is to be asked}."""
    found = {mentor: mentee for mentor, mentee in known.pairs if mentee in mentees}
    first = next((one for one in mentees if one is not None), None)
    if known.curator is not None and first is not None:
        found.setdefault(known.curator, first)
    return found


def _title(kit: WaveKit, year: SchoolYear, today: dt.date, known: Sequence[SurveyWave]) -> str:
    """«Удовлетворённость через три месяца, 2026/2027», then with the day: people come to work all year."""
    taken = {one.title for one in known}
    title = f"{kit.title}, {year.label}"
    if title not in taken:
        return title
    dated = f"{kit.title}, {today:%d.%m.%Y}"
    number = 2
    while dated in taken:
        dated = f"{kit.title}, {today:%d.%m.%Y} ({number})"
        number += 1
    return dated
