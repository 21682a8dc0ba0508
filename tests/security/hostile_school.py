"""A school in which every text anybody can type is hostile."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

from tests.security.payloads import PAYLOADS

from curator_app.services import consents, mentees, mentors, pairs, people, school
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.workspace import Workspace

_START = dt.date(2026, 9, 1)


def fill(workspace: Workspace) -> list[str]:
    """A mentor and a mentee for every few payloads, a pair and an order of each; gives the texts as they were kept."""
    texts = itertools.cycle(PAYLOADS)
    workspace.clock  # noqa: B018 — the clock of the caller counts
    director = people.add_person(workspace, _person(texts))
    school.save_school(
        workspace,
        school.SchoolData(
            full_name=f"Школа {next(texts)}",
            short_name=f"Школа {next(texts)}",
            place=next(texts),
            address=next(texts),
            founder=next(texts),
            director=director,
            curator=director,
        ),
    )
    made = []
    for _ in range(len(PAYLOADS) // 6):
        competence = mentors.CompetenceData(area=_word(texts))
        mentor = mentors.save_mentor(
            workspace,
            _person(texts),
            mentors.MentorData(
                competence_areas=[competence],
                competencies=next(texts),
                achievements=next(texts),
                interests=next(texts),
                time_resource=next(texts),
                mentor_note=next(texts),
            ),
        )
        deficit = mentees.DeficitData(area=_word(texts), text=next(texts))
        mentee = mentees.save_mentee(
            workspace,
            _person(texts),
            mentees.MenteeData(mentee_note=next(texts), group=_word(texts)),
            request=mentees.RequestData(wording=_word(texts), deficits=[deficit]),
        )
        given = {mentor: ("mentoring", "personal_data"), mentee: ("mentee", "personal_data")}
        consents.add_consents(
            workspace,
            [
                consents.ConsentData(person=who, kind=kind, date=_START)
                for who, kinds in given.items()
                for kind in kinds
            ],
        )
        made.append(
            pairs.PairData(
                mentor=mentor,
                mentees=[mentee],
                start_date=_START,
                end_date=dt.date(2027, 5, 31),
                focus=next(texts),
                subject=next(texts),
                justification=next(texts),
                note=next(texts),
            )
        )
    ids = pairs.form_pairs(workspace, made)
    order = OrderCommand(type="assignment_list", pairs=tuple(ids), number="1-ОД", date=_START, heading=_word(texts))
    issue_order(workspace, order)
    return list(PAYLOADS)


def _word(texts: Iterator[str]) -> str:
    """The next text that is something when blanks and signs nobody sees are taken away."""
    return next(one for one in texts if one.strip())


def _person(texts: Iterator[str]) -> people.PersonData:
    return people.PersonData(
        surname=_word(texts),
        first_name=_word(texts),
        patronymic=_word(texts),
        position=next(texts),
        subjects=[next(texts)],
        workplace=next(texts),
        education=next(texts),
        note=next(texts),
        experience_years=1,
    )
