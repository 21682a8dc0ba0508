"""Planning a round: when and where, who is invited, who came; closing it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from curator_app.domain.codes import MentorStatus, WishSide
from curator_app.models import AcquaintanceRound, RoundParticipant
from curator_app.runtime.errors import KnownProblem
from curator_app.services import mentees, mentors, people
from curator_app.services.rounds.reading import require
from curator_app.services.rows import MenteeRow, MentorRow
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key

_TIME = re.compile(r"([01]?\d|2[0-3])[:.\-]([0-5]\d)")
_BARRING = {"refused", "withdrawn"}


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundData:
    """When and where the round is held."""

    title: str = "Встреча-знакомство"
    date: dt.date | None = None
    time: str | None = None
    place: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidates:
    """Who may be invited; ``free`` are mentors with a place left, ``waiting`` mentees with a request and no mentor."""

    mentors: tuple[MentorRow, ...]
    mentees: tuple[MenteeRow, ...]
    free: tuple[int, ...]
    waiting: tuple[int, ...]


def candidates(workspace: Workspace) -> Candidates:
    """Everybody of both sides who is not in the archive, with those who are preselected."""
    mentor_rows = tuple(
        row
        for row in mentors.list_mentors(workspace)
        if not row.archived and row.status != MentorStatus.LEFT.value and row.consents.get("mentoring") not in _BARRING
    )
    mentee_rows = tuple(
        row
        for row in mentees.list_mentees(workspace)
        if not row.archived and row.consents.get("mentee") not in _BARRING
    )
    return Candidates(
        mentors=mentor_rows,
        mentees=mentee_rows,
        free=tuple(row.id for row in mentor_rows if row.free),
        waiting=tuple(row.id for row in mentee_rows if row.open_requests and not row.mentors),
    )


def plan_round(workspace: Workspace, data: RoundData, mentor_ids: Sequence[int], mentee_ids: Sequence[int]) -> int:
    """Plans a round; slips are numbered mentors first, each side by name. Raises InvalidInput, NotFound, KnownProblem
    (somebody is in the archive)."""
    values = _checked(data, mentor_ids, mentee_ids)
    with workspace.action(f"Запланирована встреча: {values['title']}") as session:
        planned = AcquaintanceRound(**values)
        session.add(planned)
        session.flush()
        _invite(session, planned, mentor_ids, mentee_ids)
        return planned.id


def update_round(
    workspace: Workspace, round_id: int, data: RoundData, mentor_ids: Sequence[int], mentee_ids: Sequence[int]
) -> None:
    """Changes when, where and who. Numbers of those who stay are kept: slips may be printed already; newcomers get
    the next ones. Raises InvalidInput, NotFound, KnownProblem (closed; one who answered is struck off)."""
    values = _checked(data, mentor_ids, mentee_ids)
    with workspace.action(f"Изменена встреча: {values['title']}") as session:
        found = require_open(session, round_id)
        people.assign(found, values)
        wanted = {(WishSide.MENTOR.value, one) for one in mentor_ids} | {
            (WishSide.MENTEE.value, one) for one in mentee_ids
        }
        for one in [one for one in found.participants if (one.side, one.person_id) not in wanted]:
            if one.answered_on is not None:
                who = people.title_of(people.require(session, one.person_id))
                raise KnownProblem(f"{who} уже сдал(а) анкету. Сначала очистите её, потом исключайте из участников.")
            found.participants.remove(one)
        session.flush()
        present = {(one.side, one.person_id) for one in found.participants}
        _invite(
            session,
            found,
            [one for one in mentor_ids if (WishSide.MENTOR.value, one) not in present],
            [one for one in mentee_ids if (WishSide.MENTEE.value, one) not in present],
        )


def mark_came(workspace: Workspace, round_id: int, came: Iterable[int]) -> None:
    """Who came, by slip number; the others of the round did not. Raises NotFound, KnownProblem (closed)."""
    there = set(came)
    with workspace.action("Отмечены пришедшие на встречу-знакомство") as session:
        for one in require_open(session, round_id).participants:
            if one.came is not (one.number in there):
                one.came = one.number in there


def close_round(workspace: Workspace, round_id: int) -> None:
    """The slips are all in: nothing is keyed in any more. Raises NotFound, KnownProblem (nobody answered)."""
    with workspace.action("Встреча-знакомство закрыта") as session:
        found = require_open(session, round_id)
        if all(one.answered_on is None for one in found.participants):
            raise KnownProblem("Ни одна анкета ещё не введена. Введите анкеты, потом закрывайте встречу.")
        found.closed_on = workspace.clock.today()


def reopen_round(workspace: Workspace, round_id: int) -> None:
    """A late slip came or one is to be put right. Raises NotFound."""
    with workspace.action("Встреча-знакомство снова открыта") as session:
        require(session, round_id).closed_on = None


def delete_round(workspace: Workspace, round_id: int) -> None:
    """Deletes a round that is not needed; wishes already keyed in stay in the base. Raises NotFound."""
    with workspace.action("Удалена встреча-знакомство") as session:
        session.delete(require(session, round_id))


def require_open(session: Session, round_id: int) -> AcquaintanceRound:
    """A round that may still be changed. Raises NotFound, KnownProblem."""
    found = require(session, round_id)
    if found.closed_on is not None:
        raise KnownProblem(
            f"Встреча закрыта {found.closed_on:%d.%m.%Y}. Чтобы изменить её или исправить анкету, откройте её снова."
        )
    return found


def _checked(data: RoundData, mentor_ids: Sequence[int], mentee_ids: Sequence[int]) -> dict[str, Any]:
    checker = Checker()
    time = checker.text("time", data.time, limit=20)
    if time is not None:
        match = _TIME.fullmatch(time)
        if match is None:
            checker.fail("time", f"«{time}» не похоже на время. Напишите, например, 14:30.")
        else:
            time = f"{int(match[1])}:{match[2]}"
    values = {
        "title": checker.text("title", data.title, required=True),
        "date": checker.date("date", data.date),
        "time": time,
        "place": checker.text("place", data.place),
        "note": checker.text("note", data.note, limit=TEXT_LIMIT, lines=True),
    }
    if not mentor_ids:
        checker.fail("mentors", "Отметьте хотя бы одного наставника.")
    if not mentee_ids:
        checker.fail("mentees", "Отметьте хотя бы одного наставляемого.")
    if len(set(mentor_ids)) != len(mentor_ids) or len(set(mentee_ids)) != len(mentee_ids):
        checker.fail("mentees", "Один и тот же участник указан дважды.")
    checker.done()
    return values


def _invite(session: Session, found: AcquaintanceRound, mentor_ids: Sequence[int], mentee_ids: Sequence[int]) -> None:
    number = max((one.number for one in found.participants), default=0)
    for side, ids in ((WishSide.MENTOR, mentor_ids), (WishSide.MENTEE, mentee_ids)):
        rows = [people.require_active(session, one) for one in ids]
        for person in sorted(rows, key=lambda one: _order(one.surname, one.first_name, one.patronymic, one.id)):
            (mentors if side is WishSide.MENTOR else mentees).require(session, person.id)
            number += 1
            found.participants.append(RoundParticipant(person_id=person.id, side=side.value, number=number))
    session.flush()


def _order(surname: str, first_name: str, patronymic: str | None, number: int) -> tuple[Any, ...]:
    return (*(collation_key(one or "") for one in (surname, first_name, patronymic)), number)
