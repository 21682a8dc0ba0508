"""Who leaves a group or joins it while it works; the others go on."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from curator_app.domain.codes import PairEventKind
from curator_app.models import Pair, PairEvent, PairMentee, Person
from curator_app.runtime.errors import KnownProblem
from curator_app.services import consents, mentees, pairs, people
from curator_app.services.pair_life.checks import running, within
from curator_app.services.pair_life.facts import present
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace


def leave_group(workspace: Workspace, pair_id: int, mentee_id: int, last_day: dt.date, reason: str | None) -> str:
    """A mentee leaves a group after ``last_day``; the place is free from then on. Gives the sentence for the order of
    change. Raises InvalidInput, NotFound, KnownProblem (the last one: the whole pair is to be ended)."""
    checker = Checker()
    told = checker.text("reason", reason, limit=TEXT_LIMIT, lines=True)
    with workspace.action("Участник вышел из группы") as session:
        pair = running(session, pair_id)
        within(checker, "end_date", pair, last_day)
        checker.done()
        there = {one.mentee_id: one for one in present(pair)}
        if mentee_id not in there:
            raise KnownProblem("Этого наставляемого в группе нет. Обновите список.")
        if len(there) == 1:
            raise KnownProblem("Это единственный наставляемый: завершите всю пару, а не выход из группы.")
        member = there[mentee_id]
        if last_day == pair.end_date:
            raise KnownProblem("В этот день кончается срок всей группы: выход отмечать не нужно.")
        if member.start_date is not None and last_day < member.start_date:
            raise KnownProblem(f"Участник в группе с {member.start_date:%d.%m.%Y}. Укажите день не раньше.")
        member.end_date = last_day
        first_day = last_day + dt.timedelta(days=1)
        sentence = f"Из состава группы с {first_day:%d.%m.%Y} выбывает {_name(session, mentee_id)}."
        _note(session, pair, workspace.clock.today(), first_day, sentence, told)
        return sentence


def join_group(workspace: Workspace, pair_id: int, mentee_id: int, first_day: dt.date, reason: str | None) -> str:
    """A mentee joins a running pair or group. Gives the sentence for the order of change.

    Raises InvalidInput, NotFound, KnownProblem (was in it before, in the archive, lacks consents, is the mentor).
    """
    checker = Checker()
    told = checker.text("reason", reason, limit=TEXT_LIMIT, lines=True)
    with workspace.action("Участник вошёл в группу") as session:
        pair = running(session, pair_id)
        within(checker, "start_date", pair, first_day)
        checker.done()
        mentees.require(session, mentee_id)
        people.require_active(session, mentee_id)
        if mentee_id == pair.mentor_id:
            raise KnownProblem("Человек не может быть наставником самому себе. Выберите другого наставляемого.")
        if mentee_id in {one.mentee_id for one in pair.members}:
            raise KnownProblem(
                "Этот наставляемый в группе уже был. Чтобы он вернулся, сформируйте с ним новую пару или группу."
            )
        states = consents.standings(session, first_day)
        missing = [
            one for one in pairs.missing_of(session, pair.mentor_id, [mentee_id], states) if one.person == mentee_id
        ]
        if missing:
            kinds = ", ".join(one.kind_label for one in missing)
            raise KnownProblem(f"Нет согласий ({kinds}). Получите и внесите их, потом включайте в группу.")
        pair.members.append(
            PairMentee(mentor_id=pair.mentor_id, mentee_id=mentee_id, start_date=first_day, end_date=pair.end_date)
        )
        session.flush()
        until = f" по {pair.end_date:%d.%m.%Y}" if pair.end_date else ""
        sentence = f"В состав группы с {first_day:%d.%m.%Y}{until} входит {_name(session, mentee_id)}."
        _note(session, pair, workspace.clock.today(), first_day, sentence, told)
        return sentence


def _note(session: Session, pair: Pair, today: dt.date, day: dt.date, sentence: str, reason: str | None) -> None:
    session.add(
        PairEvent(
            pair_id=pair.id,
            kind=PairEventKind.CORRECTION.value,
            date=today,
            effective_on=day,
            reason="\n".join(one for one in (sentence, reason) if one),
        )
    )
    session.flush()


def _name(session: Session, person_id: int) -> str:
    person = session.get_one(Person, person_id)
    return person.name.full
