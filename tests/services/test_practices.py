"""A route told as a case without names; nobody of the base is ever named in a practice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from tests.services.papers.school import School, assignment, fill

from curator_app.models import Deficit, Request
from curator_app.runtime.errors import InvalidInput
from curator_app.services import outcomes, practices
from curator_app.services.outcome_rows import list_outcome_rows
from curator_app.services.outcome_sheets import outcome_sheet
from curator_app.services.outcomes import DEPERSONALISED, PracticeData, name_finder
from curator_app.services.papers.issuing import issue_order
from curator_app.services.routes import life, making, reading, steps
from curator_app.services.workspace import Workspace

DAY = dt.date(2026, 9, 29)


@pytest.fixture
def route(workspace: Workspace) -> int:
    """A route whose steps speak of people by name here and there."""
    school: School = fill(workspace)
    issue_order(workspace, assignment(school.pair))
    with workspace.action("Запрос") as session:
        request = Request(
            mentee_id=school.people["ivanova"], date=DAY, source="diagnosis", wording="Дисциплина", status="in_work"
        )
        session.add(request)
        session.flush()
        session.add(
            Deficit(request_id=request.id, area="methodical", text="Дисциплина на уроке", severity=3, severity_after=1)
        )
        session.add(Deficit(request_id=request.id, area="digital", text="помощь Петровой с журналом", severity=2))
    proposed = making.propose_route(workspace, school.people["ivanova"]).data
    data = making.RouteData(**{name: getattr(proposed, name) for name in making.RouteData.__dataclass_fields__})
    number = making.create_route(workspace, replace(data, goal="Помочь Марии Петровне освоиться"))
    life.approve_route(workspace, number, DAY)
    told = reading.get_route(workspace, number).steps
    steps.mark_many_done(workspace, [told[0].id], steps.Completion(done_on=DAY, result="Петрова довольна результатом"))
    steps.mark_many_done(workspace, [told[1].id], steps.Completion(done_on=DAY, result="Темы встреч согласованы"))
    return number


def test_the_case_is_written_from_the_route_and_names_nobody(route: int, workspace: Workspace) -> None:
    data = practices.case_of_route(workspace, route)
    assert data.title == "Сопровождение молодого специалиста: «дисциплина на уроке»"
    assert data.problem == "Диагностика выявила затруднения молодого специалиста: дисциплина на уроке."
    assert data.goal == "Снять выявленные затруднения за время реализации маршрута."
    assert "Сняты затруднения: дисциплина на уроке." in (data.result or "")
    assert "Темы встреч согласованы." in (data.result or "")
    assert "довольна" not in (data.result or "")
    assert len((data.actions or "").splitlines()) == 2
    assert data.mentoring_form == "педагог – педагог"
    assert "Срок: " in (data.conditions or "")
    with workspace.read() as session:
        finder = name_finder(session)
    assert [finder.find(getattr(data, field) or "") for field in DEPERSONALISED] == [[]] * len(DEPERSONALISED)
    number = outcomes.save_outcome(workspace, data)
    (row,) = list_outcome_rows(workspace, "practice", "2026/2027")
    assert (row.id, row.from_route) == (number, "Иванова М.П.")


def test_only_routes_with_something_done_can_be_told(route: int, workspace: Workspace) -> None:
    (source,) = practices.case_sources(workspace)
    assert (source.route.id, source.over) == (route, False)


@pytest.mark.parametrize("field", DEPERSONALISED)
def test_a_name_of_the_base_is_refused_where_it_stands(route: int, workspace: Workspace, field: str) -> None:
    del route
    told: dict[str, Any] = {field: "Урок готовили вместе с Ивановой."}
    data = replace(PracticeData(title="Урок вдвоём", date=DAY), **told)
    with pytest.raises(InvalidInput, match="«Ивановой»") as refused:
        outcomes.save_outcome(workspace, data)
    assert [one.field for one in refused.value.problems] == [field]
    assert list_outcome_rows(workspace, "practice") == []


def test_the_authors_may_give_their_names(route: int, workspace: Workspace) -> None:
    del route
    outcomes.save_outcome(workspace, PracticeData(title="Урок вдвоём", date=DAY, authors="Петрова А.С."))
    (row,) = list_outcome_rows(workspace, "practice")
    assert practices.site_text([row]).splitlines() == ["Урок вдвоём", "", "Авторы: Петрова А.С."]


def test_the_bank_as_a_table_and_as_text(route: int, workspace: Workspace) -> None:
    outcomes.save_outcome(workspace, practices.case_of_route(workspace, route))
    rows = list_outcome_rows(workspace, "practice")
    text = practices.site_text(rows)
    for heading in ("Проблема\n", "Цель\n", "Что сделано\n", "Результат\n", "Условия\n"):
        assert heading in text
    assert "Иванов" not in text
    assert outcome_sheet("practice", rows) == outcome_sheet("practice", rows)
    outcomes.mark_published(workspace, [rows[0].id], DAY)
    assert list_outcome_rows(workspace, "practice")[0].data.published_on == DAY
