"""Results of mentoring on the command line: added, listed, changed, removed as other records are."""

from __future__ import annotations

import datetime as dt

import pytest

from curator_app.runtime.errors import InvalidInput
from curator_app.services import bin as recycle_bin
from curator_app.services import people, records
from curator_app.services.workspace import Workspace

TOLD = {
    "contest": {"title": "Дебют", "date": "2026-09-25", "level": "город (район)", "result": "призёр", "person": "@los"},
    "publication": {"title": "Статья", "date": "2026-09-11", "kind": "заметка", "place": "сайт школы"},
    "practice": {"title": "Урок в два голоса", "date": "2026-09-29", "problem": "Страх посещений.\nМало времени."},
    "incentive": {"person": "@los", "kind": "выплата", "date": "2026-10-02", "amount": "5000 рублей"},
    "agreement": {"partner": "Лицей", "date": "2026-09-01", "until": "2027-08-31"},
}


def test_what_is_added_is_listed_and_can_be_given_back(workspace: Workspace) -> None:
    refs = {"@los": people.add_person(workspace, people.PersonData(surname="Лось", first_name="Пётр"))}
    for kind, record in TOLD.items():
        (made,) = records.add_records(workspace, kind, [record], refs)
        (row,) = records.list_records(workspace, f"{kind}s", year="2026/2027")
        assert row["id"] == made["id"]
        for field, value in record.items():
            if field not in {"person", "level", "kind"}:
                assert row[field] == value
        records.set_records(workspace, kind, [row])
        assert records.list_records(workspace, f"{kind}s") == [row]
        assert records.list_records(workspace, f"{kind}s", year="2024/2025") == []
    (contest,) = records.list_records(workspace, "contests")
    assert (contest["level"], contest["level_label"], contest["person_name"]) == ("city", "город (район)", "Лось Пётр")
    (incentive,) = records.list_records(workspace, "incentives")
    assert (incentive["kind"], incentive["kind_label"]) == ("payment", "выплата")


def test_removing_goes_through_the_bin(workspace: Workspace) -> None:
    (made,) = records.add_records(workspace, "agreement", [TOLD["agreement"]])
    records.remove_record(workspace, "agreement", made["id"])
    assert records.list_records(workspace, "agreements") == []
    (row,) = recycle_bin.list_bin(workspace)
    assert (row.kind, row.title) == ("agreement", "Лицей (01.09.2026)")
    recycle_bin.restore(workspace, "agreement", made["id"])
    assert len(records.list_records(workspace, "agreements")) == 1


@pytest.mark.parametrize(
    ("kind", "record", "field"),
    [
        ("contest", {"date": "2026-09-25"}, "title"),
        ("contest", {"title": "Дебют"}, "date"),
        ("contest", {"title": "Дебют", "date": "2026-09-25", "level": "луна"}, "level"),
        ("incentive", {"kind": "выплата", "date": "2026-10-02"}, "person"),
        ("incentive", {"person": 77, "kind": "выплата", "date": "2026-10-02"}, "person"),
        ("agreement", {"partner": "Лицей", "date": "завтра"}, "date"),
        ("publication", {"title": "Статья", "date": "2026-09-11", "colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_is_refused(workspace: Workspace, kind: str, record: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        records.add_records(workspace, kind, [record])
    assert [one.field for one in refused.value.problems] == [field]
    assert refused.value.index == 0
    assert records.list_records(workspace, f"{kind}s") == []


def test_the_year_of_a_list(workspace: Workspace) -> None:
    told = [
        {"title": "Прошлый год", "date": "2025-12-01"},
        {"title": "Этот год", "date": dt.date(2026, 12, 1).isoformat()},
    ]
    records.add_records(workspace, "contest", told)
    assert [row["title"] for row in records.list_records(workspace, "contests", year="2025/2026")] == ["Прошлый год"]
