"""The school's roadmap: from templates, copied, row by row, with undo."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from curator_app.runtime.errors import Conflict, InvalidInput, KnownProblem, NotFound
from curator_app.runtime.paths import resources
from curator_app.services import bin as recycle_bin
from curator_app.services.roadmaps import items, making
from curator_app.services.roadmaps.reading import list_roadmaps, roadmap_of
from curator_app.services.roadmaps.rows import ItemRow, RoadmapRow
from curator_app.services.roadmaps.templates import list_templates, merged
from curator_app.services.workspace import Workspace

YEAR = "2026/2027"


def roadmap(workspace: Workspace, year: str = YEAR) -> RoadmapRow:
    found = roadmap_of(workspace, year)
    assert found is not None
    return found


def row(workspace: Workspace, item_id: int) -> ItemRow:
    return next(item for item in roadmap(workspace).items if item.id == item_id)


def texts(workspace: Workspace) -> list[str]:
    return [item.content for item in roadmap(workspace).items]


@pytest.fixture
def made(workspace: Workspace) -> RoadmapRow:
    making.create_from_templates(workspace, YEAR, ["school"])
    return roadmap(workspace)


def test_every_rule_of_a_template_is_a_rule_of_terms() -> None:
    rules = {one["id"] for one in json.loads((resources() / "catalogues" / "deadline_rules.json").read_text("utf-8"))}
    linked = {line.rule for one in list_templates() for line in one.lines if line.rule}
    assert linked <= rules
    assert len(linked) > 30


def test_the_default_template_holds_every_row_of_the_model_roadmap() -> None:
    first = list_templates()[0]
    wanted = {f"S2-П{n}" for n in range(1, 9)} | {f"S2-И{n}" for n in range(1, 4)}
    wanted |= {f"S2-{letter}{n}" for letter in "МН" for n in range(1, 5)}
    assert {line.source for line in first.lines} == wanted
    assert len({line.topic for line in first.lines}) == len(first.lines)
    assert all(line.content and line.term and line.result and line.responsible for line in first.lines)


def test_a_roadmap_of_a_template_is_dated_in_its_year(made: RoadmapRow, workspace: Workspace) -> None:
    assert [stage for stage, _rows in made.stages] == [
        "Подготовительный этап",
        "Интегративный этап",
        "Мониторинг",
        "Мотивация и поощрение наставников",
    ]
    base = next(item for item in made.items if item.source == "S2-П3")
    assert (base.start_date, base.due_date, base.rule_code) == (dt.date(2026, 9, 1), dt.date(2027, 8, 31), "s2-p3")
    pair = next(item for item in made.items if item.source == "S2-П4")
    assert (pair.due_date, pair.rule_code, pair.state) == (None, "s2-p4", "planned")
    assert (made.progress.total, made.progress.done, made.progress.overdue) == (20, 0, 0)
    entry = workspace.next_undo()
    assert entry is not None
    assert entry.title == "Создана дорожная карта на 2026/2027"
    workspace.undo()
    assert roadmap_of(workspace, YEAR) is None


def test_august_of_the_cycle_is_the_one_before_the_year(workspace: Workspace) -> None:
    making.create_from_templates(workspace, YEAR, ["cycle"])
    order = next(item for item in roadmap(workspace).items if item.source == "S4-1.3")
    assert (order.start_date, order.due_date) == (dt.date(2026, 8, 1), dt.date(2026, 8, 31))
    assert order.state == "overdue"
    assert roadmap(workspace).progress.overdue == 6 + 4 + 1  # August, 1–15 September, September


def test_merged_templates_have_no_doubles(workspace: Workspace) -> None:
    codes = [one.code for one in list_templates()]
    lines = merged(codes)
    topics = [line.topic for line in lines]
    assert len(topics) == len(set(topics))
    assert set(topics) == {line.topic for one in list_templates() for line in one.lines}
    making.create_from_templates(workspace, YEAR, codes)
    stages = [item.stage for item in roadmap(workspace).items]
    assert [stage for n, stage in enumerate(stages) if n == 0 or stages[n - 1] != stage] == list(dict.fromkeys(stages))


def test_a_year_has_one_roadmap(made: RoadmapRow, workspace: Workspace) -> None:
    with pytest.raises(Conflict, match="уже есть"):
        making.create_empty(workspace, YEAR)
    with pytest.raises(KnownProblem, match="хотя бы один шаблон"):
        making.create_from_templates(workspace, "2027/2028", [])
    with pytest.raises(KnownProblem, match="не учебный год"):
        making.create_empty(workspace, "2026")
    with pytest.raises(NotFound):
        making.create_from_templates(workspace, "2027/2028", ["нет такого"])
    recycle_bin.delete(workspace, "roadmap", [made.id])
    making.create_empty(workspace, YEAR)
    with pytest.raises(KnownProblem, match="уже есть"):
        recycle_bin.restore(workspace, "roadmap", made.id)
    assert [one.title for one in recycle_bin.list_bin(workspace)] == ["Дорожная карта на 2026/2027"]


def test_last_years_roadmap_comes_back_planned_and_a_year_later(made: RoadmapRow, workspace: Workspace) -> None:
    ids = [item.id for item in made.items]
    items.set_status(workspace, ids[:3], "done")
    items.set_status(workspace, ids[3:4], "cancelled")
    own = items.add_item(workspace, made.id, items.ItemData(content="День наставника", due_date=dt.date(2027, 3, 2)))
    making.create_copy(workspace, made.id, "2027/2028", ["district"])
    copied = roadmap(workspace, "2027/2028")
    assert {item.state for item in copied.items} == {"planned"}
    assert made.items[3].content not in [item.content for item in copied.items]
    day = next(item for item in copied.items if item.content == row(workspace, own).content)
    assert day.due_date == dt.date(2028, 3, 2)
    assert any(item.source == "S0-8" for item in copied.items)
    assert len(list_roadmaps(workspace)) == 2
    assert list_roadmaps(workspace)[0].year == "2027/2028"


def test_completing_takes_only_what_is_missing(made: RoadmapRow, workspace: Workspace) -> None:
    assert items.add_from_templates(workspace, made.id, ["school"]) == 0
    items.remove_items(workspace, [made.items[0].id])
    changed = replace(items.data_of(made.items[1]), content="Своими словами про анкеты")
    items.update_item(workspace, made.items[1].id, changed)
    assert items.add_from_templates(workspace, made.id, ["school"]) == 1
    assert texts(workspace).count(made.items[0].content) == 1
    assert [item.stage for item in roadmap(workspace).items][:8] == ["Подготовительный этап"] * 8


def test_an_own_row_reads_its_days_from_its_words(made: RoadmapRow, workspace: Workspace) -> None:
    data = items.ItemData(content="Неделя открытых уроков", stage="Мониторинг", term_text="до 20 января")
    added = items.add_item(workspace, made.id, data)
    assert row(workspace, added).due_date == dt.date(2027, 1, 20)
    assert [item.id for item in roadmap(workspace).items if item.stage == "Мониторинг"][-1] == added
    data = replace(data, term_text="ноябрь", start_date=dt.date(2026, 11, 9), due_date=dt.date(2026, 11, 13))
    items.update_item(workspace, added, data)
    assert row(workspace, added).start_date == dt.date(2026, 11, 9)
    after = items.add_item(workspace, made.id, replace(data, content="Первая"), after=made.items[11].id)
    assert texts(workspace)[12] == "Первая"
    items.update_item(workspace, after, replace(data, content="Первая", stage="Новый этап"))
    assert roadmap(workspace).items[-1].id == after


def test_rows_move_and_pass_into_the_next_stage(made: RoadmapRow, workspace: Workspace) -> None:
    first, last_of_stage = made.items[0].id, made.items[7].id
    assert not items.move_item(workspace, first, -1)
    assert items.move_item(workspace, first, 1)
    assert texts(workspace)[:2] == [made.items[1].content, made.items[0].content]
    assert items.move_item(workspace, last_of_stage, 1)
    assert row(workspace, last_of_stage).stage == "Интегративный этап"
    workspace.undo()
    workspace.undo()
    assert texts(workspace) == [item.content for item in made.items]


def test_done_has_a_day_and_planned_has_none(made: RoadmapRow, workspace: Workspace) -> None:
    one, two = made.items[0].id, made.items[1].id
    items.set_status(workspace, [one, two], "done", result="Проведено", evidence="Протокол № 1")
    assert row(workspace, one).done_on == dt.date(2026, 10, 5)
    items.set_status(workspace, [one], "done", on=dt.date(2026, 9, 7))
    assert (row(workspace, one).done_on, row(workspace, one).evidence) == (dt.date(2026, 9, 7), "Протокол № 1")
    items.set_status(workspace, [one], "planned")
    assert (row(workspace, one).done_on, row(workspace, one).state) == (None, "planned")
    assert roadmap(workspace).progress.done == 1
    with pytest.raises(InvalidInput):
        items.set_status(workspace, [one], "done", on=dt.date(2026, 10, 6))
    with pytest.raises(InvalidInput):
        items.set_status(workspace, [one], "готово")


def test_bad_rows_are_refused_and_change_nothing(made: RoadmapRow, workspace: Workspace) -> None:
    before = roadmap(workspace)
    with pytest.raises(InvalidInput) as refusal:
        items.add_item(
            workspace,
            made.id,
            items.ItemData(content=" ", start_date=dt.date(2027, 2, 1), due_date=dt.date(2027, 1, 1)),
        )
    assert {problem.field for problem in refusal.value.problems} == {"content", "due_date"}
    with pytest.raises(NotFound):
        items.update_item(workspace, 999, items.ItemData(content="Нет такой строки"))
    with pytest.raises(NotFound):
        items.add_item(workspace, 999, items.ItemData(content="Нет такой карты"))
    assert roadmap(workspace) == before
