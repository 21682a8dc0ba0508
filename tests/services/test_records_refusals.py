"""What ``add`` and ``set`` refuse: the record and the field are named, nothing is changed."""

from __future__ import annotations

from typing import Any

import pytest

from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import records
from curator_app.services.workspace import Workspace

PERSON = {"surname": "Лось", "first_name": "Пётр"}


@pytest.fixture
def pairing(workspace: Workspace) -> Workspace:
    """Mentor 1 with one place, mentees 2 and 3, and 4 in the archive."""
    people = [PERSON | {"surname": name} for name in ("Ким", "Цой", "Тен")]
    records.add_records(workspace, "person", [*people, PERSON | {"archived": True}])
    records.add_records(workspace, "mentor", [{"person": 1, "capacity": 1}])
    records.add_records(workspace, "mentee", [{"person": 2}, {"person": 3}])
    return workspace


@pytest.mark.parametrize(
    ("kind", "record", "field"),
    [
        ("person", PERSON | {"surname": 5}, "surname"),
        ("person", PERSON | {"position": 1.5}, "position"),
        ("person", PERSON | {"birth_date": "19900101"}, "birth_date"),
        ("person", PERSON | {"birth_date": "1990-W01-1"}, "birth_date"),
        ("person", PERSON | {"birth_date": "1939-12-31"}, "birth_date"),
        ("person", PERSON | {"birth_year": 1939}, "birth_year"),
        ("person", PERSON | {"surname": "Ло\u202eсь"}, "surname"),
        ("person", PERSON | {"surname": "Ло\u2028сь"}, "surname"),
        ("mentor", {"person": 999}, "person"),
        ("mentor", {"person": 4}, "person"),
        ("mentee", {"person": 4}, "person"),
        ("request", {"mentee": 999, "wording": "Урок"}, "mentee"),
        ("consent", {"person": 999, "kind": "mentoring", "date": "2026-09-01"}, "person"),
        ("wish", {"side": "mentor", "mentor": 999, "mentee": 2, "rank": 1}, "mentor"),
        ("ban", {"mentor": 1, "mentee": 999, "reason": "Родня"}, "mentee"),
    ],
)
def test_a_bad_record_is_refused_by_index_and_field(
    pairing: Workspace, kind: str, record: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        records.add_records(pairing, kind, [record])
    assert (refused.value.index, [one.field for one in refused.value.problems]) == (0, [field])
    assert len(records.list_records(pairing, "people")) == 4


def test_codes_of_digits_may_be_numbers(pairing: Workspace) -> None:
    records.add_records(pairing, "person", [{"surname": "Ус", "first_name": "Ян", "class_name": 9, "kind": "pupil"}])
    assert records.list_records(pairing, "people")[-1]["class_name"] == "9"


def test_the_archived_keep_a_role_that_is_over(pairing: Workspace) -> None:
    records.add_records(pairing, "mentor", [{"person": 4, "status": "left"}])
    assert records.list_records(pairing, "mentors")[-1]["status"] == "left"


def test_one_name_for_two_records_is_refused(workspace: Workspace) -> None:
    twice = [PERSON | {"ref": "@a"}, {"ref": "@a", "surname": "Ус", "first_name": "Ян"}]
    with pytest.raises(InvalidInput, match=r"Запись № 2.*@a") as refused:
        records.add_records(workspace, "person", twice)
    assert refused.value.problems[0].field == "ref"
    assert records.list_records(workspace, "people") == []


def test_true_is_no_number_of_a_record(pairing: Workspace) -> None:
    with pytest.raises(KnownProblem, match="в базе нет"):
        records.set_records(pairing, "person", [{"id": True, "surname": "Другой"}])


def test_a_lock_needs_a_place(pairing: Workspace) -> None:
    records.add_records(pairing, "lock", [{"mentor": 1, "mentee": 2}])
    records.add_records(pairing, "lock", [{"mentor": 1, "mentee": 2, "reason": "Так решили"}])  # the same place
    with pytest.raises(InvalidInput, match="все заняты") as refused:
        records.add_records(pairing, "lock", [{"mentor": 1, "mentee": 3}])
    assert refused.value.problems[0].field == "mentor"


def test_a_lock_of_a_banned_pair_is_refused(pairing: Workspace) -> None:
    records.add_records(pairing, "ban", [{"mentor": 1, "mentee": 2, "reason": "Родня"}])
    with pytest.raises(InvalidInput, match="запрет"):
        records.add_records(pairing, "lock", [{"mentor": 1, "mentee": 2}])


def test_gender_has_its_word_beside_it(pairing: Workspace) -> None:
    records.set_records(pairing, "person", [{"id": 1, "gender": "ж"}])
    person = records.list_records(pairing, "people")[0]
    assert (person["gender"], person["gender_label"]) == ("f", "ж")
