"""A curator's day that can be told as long as one likes: step ``n`` does the same in every run."""

from __future__ import annotations

import dataclasses
import datetime as dt

from tests.services.papers import school as small

from curator_app.services import consents, mentees, mentors, pairs, people
from curator_app.services.papers.issuing import issue_order
from curator_app.services.workspace import Workspace

STEPS = 8
"""After so many steps the same kinds of acts come again, with other people."""


def step(workspace: Workspace, number: int) -> None:
    """Does step ``number``; the steps before it were done in this base."""
    day, act = divmod(number, STEPS)
    _ACTS[act](workspace, day)


def _id_of(workspace: Workspace, surname: str) -> int:
    return next(one.id for one in people.list_people(workspace) if one.surname == surname)


def _mentor(workspace: Workspace, day: int) -> None:
    person = people.PersonData(
        surname=f"Наставникова{day}", first_name="Анна", patronymic="Львовна", note="о ней " * 99
    )
    competences = [mentors.CompetenceData(area=area, level=2) for area in ("digital", "methodical")]
    mentors.save_mentor(workspace, person, mentors.MentorData(competence_areas=competences))


def _mentee(workspace: Workspace, day: int) -> None:
    person = people.PersonData(surname=f"Начинающий{day}", first_name="Пётр", experience_years=0)
    asked = mentees.RequestData(wording="Дисциплина на уроке", deficits=[mentees.DeficitData(area="digital")])
    mentees.save_mentee(workspace, person, mentees.MenteeData(), request=asked)


def _consents(workspace: Workspace, day: int) -> None:
    told = {f"Наставникова{day}": "mentoring", f"Начинающий{day}": "mentee"}
    consents.add_consents(
        workspace,
        [
            consents.ConsentData(person=_id_of(workspace, surname), kind=kind, date=dt.date(2026, 9, 1))
            for surname, own in told.items()
            for kind in (own, "personal_data")
        ],
    )


def _pair(workspace: Workspace, day: int) -> None:
    mentor, mentee = _id_of(workspace, f"Наставникова{day}"), _id_of(workspace, f"Начинающий{day}")
    pairs.form_pairs(workspace, [small.pair_data(mentor, [mentee])])


def _order(workspace: Workspace, day: int) -> None:
    mentee = _id_of(workspace, f"Начинающий{day}")
    pair = next(one.id for one in pairs.list_pairs(workspace) if mentee in one.mentees)
    issue_order(workspace, small.assignment(pair, f"{100 + day}-ОД"))


def _edit(workspace: Workspace, day: int) -> None:
    row = people.list_people(workspace)[0]
    people.update_person(workspace, row.id, dataclasses.replace(people.data_of(row), note=f"день {day} " * 200))


def _archive(workspace: Workspace, _day: int) -> None:
    """Taken back by the next step. A step that changes nothing could not be told from one that was not done."""
    people.set_archived(workspace, [one.id for one in people.list_people(workspace)[:2]], archived=True)


def _undo(workspace: Workspace, _day: int) -> None:
    workspace.undo()


_ACTS = (_mentor, _mentee, _consents, _pair, _order, _edit, _archive, _undo)
