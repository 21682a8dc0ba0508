"""What mentoring has brought: saving, refusing, listing, undo."""

from __future__ import annotations

import datetime as dt

import pytest

from curator_app.runtime.errors import InvalidInput, NotFound
from curator_app.services import bin as recycle_bin
from curator_app.services import outcomes, people
from curator_app.services.monitoring.measuring import measure
from curator_app.services.outcome_rows import KINDS, list_outcome_rows
from curator_app.services.outcomes import (
    AgreementData,
    ContestData,
    IncentiveData,
    OutcomeData,
    PracticeData,
    PublicationData,
)
from curator_app.services.workspace import Workspace

DAY = dt.date(2026, 9, 20)


def _listed(workspace: Workspace, kind: type[OutcomeData]) -> list[tuple[int, OutcomeData]]:
    code = next(code for code, known in KINDS.items() if known is kind)
    return [(row.id, row.data) for row in list_outcome_rows(workspace, code)]


def test_each_kind_is_saved_changed_listed_and_counted(workspace: Workspace) -> None:
    person = people.add_person(workspace, people.PersonData(surname="Лось", first_name="Пётр"))
    told: list[OutcomeData] = [
        ContestData(title="Дебют", date=DAY, level="city", result="призёр", person=person),
        PublicationData(title="Статья", date=DAY, link="https://school.example"),
        PracticeData(title="Практика", date=DAY, problem="нет\nопыта"),
        IncentiveData(person=person, kind="gratitude", date=DAY),
        AgreementData(partner="Лицей", date=DAY, until=dt.date(2027, 8, 31)),
    ]
    for one in told:
        number = outcomes.save_outcome(workspace, one)
        assert _listed(workspace, type(one)) == [(number, one)]
    values = {row.code: row.numerator for row in measure(workspace, "2026-10-05").rows}
    assert [values[code] for code in ("K4", "K16", "K18", "K20")] == [1, 1, 1, 0]
    changed = ContestData(title="Дебют", date=DAY, level="region")
    (number, _), *_ = _listed(workspace, ContestData)
    outcomes.save_outcome(workspace, changed, outcome_id=number)
    assert _listed(workspace, ContestData) == [(number, changed)]
    recycle_bin.delete(workspace, "contest", [number])
    assert _listed(workspace, ContestData) == []
    with pytest.raises(NotFound):
        outcomes.save_outcome(workspace, changed, outcome_id=number)
    workspace.undo()
    assert _listed(workspace, ContestData) == [(number, changed)]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (ContestData(title=" ", date=DAY), "title"),
        (ContestData(title="Дебют", date=DAY, level="moon"), "level"),
        (ContestData(title="Дебют", date=DAY, pair=99), "pair"),
        (PublicationData(title="Статья", date=dt.date(1812, 9, 7)), "date"),
        (IncentiveData(person=99, kind="gratitude", date=DAY), "person"),
        (AgreementData(partner="Лицей", date=DAY, until=dt.date(2026, 9, 1)), "until"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(workspace: Workspace, data: OutcomeData, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        outcomes.save_outcome(workspace, data)
    assert [one.field for one in refused.value.problems] == [field]
    assert _listed(workspace, type(data)) == []
