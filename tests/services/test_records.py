"""Records in and out, and the whole data set as a dump."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from sqlalchemy import event

from curator_app.models import Person
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import records, transfer
from curator_app.services.workspace import Workspace, open_workspace

PEOPLE = [
    {"ref": "@mentor", "surname": "Петрова", "first_name": "Анна", "gender": "ж", "position": "учитель"},
    {"ref": "@mentee", "surname": "Цой", "first_name": "Ян", "kind": "сотрудник", "birth_date": "1999-01-02"},
]


def fill(workspace: Workspace) -> dict[str, int]:
    refs: dict[str, int] = {}
    records.add_records(workspace, "person", PEOPLE, refs)
    records.add_records(
        workspace,
        "mentor",
        [{"person": "@mentor", "competence_areas": ["digital", {"area": "Шахматы", "level": 1}]}],
        refs,
    )
    records.add_records(workspace, "mentee", [{"person": "@mentee", "category": "молодой специалист"}], refs)
    records.add_records(
        workspace,
        "request",
        [
            {
                "mentee": "@mentee",
                "wording": "Электронный журнал",
                "urgent": True,
                "deficits": [{"area": "digital", "severity": 3}],
            }
        ],
        refs,
    )
    records.add_records(workspace, "consent", [{"person": "@mentor", "kind": "mentoring", "date": "2026-09-01"}], refs)
    records.add_records(
        workspace, "wish", [{"side": "mentor", "mentor": "@mentor", "mentee": "@mentee", "rank": 1}], refs
    )
    return refs


def test_what_is_added_is_listed_with_labels(workspace: Workspace) -> None:
    refs = fill(workspace)
    mentor = records.list_records(workspace, "mentors")[0]
    assert (mentor["id"], mentor["person"], mentor["gender"]) == (refs["@mentor"], refs["@mentor"], "f")
    assert [(one["area"], one["level"]) for one in mentor["competence_areas"]] == [("digital", 2), ("Шахматы", 1)]
    mentee = records.list_records(workspace, "mentees")[0]
    assert (mentee["category"], mentee["category_label"]) == ("young_specialist", "молодой специалист")
    request = records.list_records(workspace, "requests", year="2026/2027")[0]
    assert (request["mentee"], request["mentee_name"], request["urgent"]) == (refs["@mentee"], "Цой Ян", True)
    assert records.list_records(workspace, "wish")[0]["rank"] == 1


@pytest.mark.parametrize(
    ("kind", "record", "index_and_field"),
    [
        ("person", {"surname": "Ким"}, "first_name"),
        ("person", {"surname": "Ким", "first_name": "Ян", "birth_date": "32.01.2000"}, "birth_date"),
        ("person", {"surname": "Ким", "first_name": "Ян", "shoe_size": 43}, "shoe_size"),
        ("person", {"surname": "Ким\x07", "first_name": "Ян"}, "surname"),
        ("person", {"surname": "Петрова", "first_name": "Анна", "position": "учитель"}, "surname"),
        ("mentor", {"person": "@nobody"}, "person"),
        ("mentor", {"person": "@mentor"}, "person"),
        ("request", {"mentee": "@mentee"}, "wording"),
        ("consent", {"person": "@mentor", "kind": "устное", "date": "2026-09-01"}, "kind"),
        ("wish", {"side": "mentee", "mentor": "@mentor", "mentee": "@mentee", "rank": 1, "avoid": True}, "rank"),
        ("ban", {"mentor": "@mentor", "mentee": "@mentee"}, "reason"),
    ],
)
def test_one_bad_record_refuses_the_list_with_index_and_field(
    workspace: Workspace, kind: str, record: dict[str, object], index_and_field: str
) -> None:
    refs = fill(workspace)
    before = records.list_records(workspace, "people")
    good: dict[str, object] | None = {"surname": "Новый", "first_name": "Ян"} if kind == "person" else None
    batch: list[dict[str, object]] = [record] if good is None else [good, record]
    with pytest.raises(InvalidInput) as caught:
        records.add_records(workspace, kind, batch, refs)
    assert caught.value.index == len(batch) - 1
    assert index_and_field in {problem.field for problem in caught.value.problems}
    assert records.list_records(workspace, "people") == before


def test_set_changes_only_named_fields(workspace: Workspace) -> None:
    refs = fill(workspace)
    records.set_records(workspace, "mentor", [{"id": refs["@mentor"], "capacity": 5}])
    mentor = records.list_records(workspace, "mentors")[0]
    assert (mentor["capacity"], mentor["position"], len(mentor["competence_areas"])) == (5, "учитель", 2)
    with pytest.raises(KnownProblem, match="номера 99"):
        records.set_records(workspace, "mentor", [{"id": 99, "capacity": 5}])


def test_adding_reads_only_those_who_may_be_the_same(workspace: Workspace) -> None:
    shared = {"first_name": "Алёна", "position": "учитель"}
    crowd = [{"surname": f"Новая{number}", "first_name": "Ян", "position": "учитель"} for number in range(30)]
    records.add_records(workspace, "person", [{"surname": "Ёлкина", **shared}, *crowd])
    loaded: list[object] = []

    def count(target: object, _context: object) -> None:
        loaded.append(target)

    event.listen(Person, "load", count)
    try:
        with pytest.raises(InvalidInput, match="уже есть"):
            records.add_records(workspace, "person", [{"surname": "ЕЛКИНА", **shared, "first_name": "алена"}])
    finally:
        event.remove(Person, "load", count)
    assert len(loaded) == 1


def test_remove(workspace: Workspace) -> None:
    fill(workspace)
    records.remove_record(workspace, "wish", records.list_records(workspace, "wish")[0]["id"])
    assert records.list_records(workspace, "wish") == []


def test_load_of_a_dump_is_the_same_school(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace)
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    transfer.dump(workspace, first)
    other = open_workspace(data_folder(tmp_path / "другая"), fixed(dt.datetime(2027, 1, 1)))
    try:
        transfer.load(other, first)
        transfer.dump(other, second)
        assert second.read_bytes() == first.read_bytes()
        assert records.list_records(other, "mentors") == records.list_records(workspace, "mentors")
        with pytest.raises(KnownProblem, match="уже есть данные"):
            transfer.load(other, first)
        records.add_records(other, "person", [{"surname": "Новый", "first_name": "Ян"}])
        assert [row["id"] for row in records.list_records(other, "people")] == [1, 2, 3]
    finally:
        other.close()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda dump: dump["tables"]["mentee"][0].update(id=77), "ссылки"),
        (lambda dump: dump.update(format="чужой"), "не выгрузка"),
        (lambda dump: dump.update(version=99), "другой версии"),
        (lambda dump: dump["tables"].update(secrets=[]), "неизвестные разделы"),
        (lambda dump: dump["tables"]["person"][0].update(birth_date="вчера"), "person.*№ 1"),
        (lambda dump: dump["tables"]["person"][0].update(kind="гость"), "противоречит"),
        (lambda dump: dump["tables"]["person"][0].update(experience_years=10**30), "противоречит"),
        (lambda dump: dump["tables"]["person"][0].update(indeclinable="да"), "person.*№ 1"),
        (lambda dump: dump["tables"]["person"][1].pop("surname"), "противоречит"),
    ],
)
def test_a_spoilt_dump_changes_nothing(workspace: Workspace, tmp_path: Path, spoil: object, sentence: str) -> None:
    fill(workspace)
    path = tmp_path / "dump.json"
    transfer.dump(workspace, path)
    content = json.loads(path.read_text(encoding="utf-8"))
    spoil(content)  # type: ignore[operator]
    path.write_text(json.dumps(content), encoding="utf-8")
    other = open_workspace(data_folder(tmp_path / "другая"), fixed(dt.datetime(2027, 1, 1)))
    try:
        before = transfer_text(other, tmp_path)
        with pytest.raises(KnownProblem, match=sentence):
            transfer.load(other, path)
        assert transfer_text(other, tmp_path) == before
    finally:
        other.close()


def transfer_text(workspace: Workspace, folder: Path) -> str:
    target = folder / "state.json"
    transfer.dump(workspace, target)
    return target.read_text(encoding="utf-8")
