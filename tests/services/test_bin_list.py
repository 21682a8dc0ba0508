"""The list of the bin asks the base as often for many records as for few."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import event, select

from curator_app.models import Incentive, Meeting, Mentee, Mentor, Pair, PairMentee, Person, Request
from curator_app.services import bin as recycle_bin
from curator_app.services.workspace import Workspace

_DAY = dt.date(2026, 9, 5)


def _put(workspace: Workspace, surname: str) -> None:
    with workspace.action(surname) as session:
        gone = workspace.clock.now()
        people = [Person(surname=f"{surname}{one}", first_name="Ян") for one in ("ко", "ин")]
        session.add_all(people)
        session.flush()
        mentor, mentee = (one.id for one in people)
        session.add_all([Mentor(id=mentor, deleted_at=gone), Mentee(id=mentee, deleted_at=gone)])
        session.flush()
        pair = Pair(mentor_id=mentor, start_date=_DAY, end_date=_DAY, status="completed", deleted_at=gone)
        pair.members = [PairMentee(mentor_id=mentor, mentee_id=mentee, start_date=_DAY, end_date=_DAY)]
        session.add(pair)
        session.flush()
        session.add_all(
            [
                Request(mentee_id=mentee, wording="Помочь", deleted_at=gone),
                Meeting(pair_id=pair.id, kind="trial", date=_DAY, deleted_at=gone),
                Incentive(person_id=mentor, kind="gratitude", date=_DAY, deleted_at=gone),
            ]
        )


def _asked(workspace: Workspace) -> tuple[int, list[str]]:
    told: list[str] = []

    def count(*given: object) -> None:
        told.append(str(given[2]))

    event.listen(workspace.engine, "before_cursor_execute", count)
    rows = recycle_bin.list_bin(workspace)
    event.remove(workspace.engine, "before_cursor_execute", count)
    return len(told), sorted(row.title for row in rows)


def test_as_many_queries_for_many_as_for_few(workspace: Workspace) -> None:
    with workspace.read() as session:
        assert session.scalars(select(Person)).all() == []
    _put(workspace, "Жук")
    few, titles = _asked(workspace)
    assert "Жукко Я. — Жукин Я." in titles
    for surname in ("Лос", "Рыс", "Волк"):
        _put(workspace, surname)
    many, titles = _asked(workspace)
    assert len(titles) == 24
    assert many == few
