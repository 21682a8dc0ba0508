"""Lists of people stand as in the Russian alphabet: Ё after Е, though the base compares letters by their codes."""

from __future__ import annotations

import datetime as dt

import pytest

from curator_app.services import activities, consents, mentees, people
from curator_app.services.activities import ActivityData
from curator_app.services.consents import ConsentData
from curator_app.services.people import PersonData
from curator_app.services.privacy import consent_register
from curator_app.services.routes import lacking, making
from curator_app.services.workspace import Workspace

DAY = dt.date(2026, 9, 1)
ORDER = ["Абаев", "Ежов", "Ёлкин", "Жуков"]


@pytest.fixture
def four(workspace: Workspace) -> list[int]:
    """Four people, put in against the alphabet."""
    return [people.add_person(workspace, PersonData(surname=one, first_name="Пётр")) for one in reversed(ORDER)]


def test_the_register_of_consents(workspace: Workspace, four: list[int]) -> None:
    consents.add_consents(workspace, [ConsentData(person=one, kind="personal_data", date=DAY) for one in four])
    assert [row.name.split()[0] for row in consent_register.list_register(workspace)] == ORDER


def test_mentees_who_wait_for_a_route(workspace: Workspace, four: list[int]) -> None:
    mentees.enroll(workspace, four)
    assert [name.split()[0] for _, name in making.mentees_without_route(workspace)] == ORDER
    waiting = [name.split()[0] for _, name in lacking.mentees_awaiting_route(workspace, "2026/2027")]
    assert waiting == [one for one in ORDER if one in waiting]


def test_those_who_take_part_in_an_activity(workspace: Workspace, four: list[int]) -> None:
    activities.add_activity(
        workspace, ActivityData(kind="consultation", title="О встречах", date=DAY, participants=dict.fromkeys(four))
    )
    (told,) = activities.list_activities(workspace)
    assert [one.name.split()[0] for one in told.participants] == ORDER
