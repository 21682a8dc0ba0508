"""Steps: add, change, move, reorder, mark, many at once — and every one of them can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.services.routes.conftest import Setting

from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services.routes import reading, steps
from curator_app.services.routes.rows import RouteCard, StepRow
from curator_app.services.routes.steps import BulkEdit, Completion, StepData

D = dt.date


def card(setting: Setting) -> RouteCard:
    return reading.get_route(setting.workspace, setting.route)


def numbered(setting: Setting, number: int) -> StepRow:
    return card(setting).steps[number - 1]


NEW = StepData(
    stage="main",
    content="Мастер-класс",
    form="мастер-класс",
    level="city",
    responsible="mentee",
    start_date=D(2027, 1, 11),
    due_date=D(2027, 1, 15),
    expected_result="Проведён",
)


def test_a_new_step_stands_by_its_term(setting: Setting) -> None:
    deficit = card(setting).deficits[0].id
    data = StepData(**{name: getattr(NEW, name) for name in StepData.__dataclass_fields__} | {"deficits": [deficit]})
    step_id = steps.add_step(setting.workspace, setting.route, data)
    found = card(setting).steps
    place = next(index for index, one in enumerate(found) if one.id == step_id)
    assert found[place].deficits == (deficit,)
    assert found[place - 1].stage == found[place].stage == "main"
    before, after = found[place - 1], found[place + 1]
    assert (before.start_date or D.max) <= D(2027, 1, 11)
    assert after.stage == "evaluation" or (after.start_date or D.min) > D(2027, 1, 11)
    assert [one.number for one in found] == list(range(1, len(found) + 1))


def test_a_deficit_of_somebody_else_is_not_linked(setting: Setting) -> None:
    step_id = steps.add_step(setting.workspace, setting.route, StepData(stage="main", content="Ц", deficits=[999]))
    assert next(one for one in card(setting).steps if one.id == step_id).deficits == ()


def test_a_term_set_by_hand_no_longer_hangs_on_an_event(setting: Setting) -> None:
    first = numbered(setting, 1)
    assert first.anchor == "work_start"
    steps.move_step(setting.workspace, first.id, D(2026, 9, 8), D(2026, 9, 10))
    moved = numbered(setting, 1)
    assert (moved.start_date, moved.due_date, moved.anchor) == (D(2026, 9, 8), D(2026, 9, 10), None)


def test_moved_into_another_stage_it_belongs_there(setting: Setting) -> None:
    step = numbered(setting, 5)
    assert step.stage == "adaptation"
    steps.move_step(setting.workspace, step.id, D(2027, 1, 11), D(2027, 1, 20))
    assert next(one for one in card(setting).steps if one.id == step.id).stage == "main"


def test_moving_to_where_it_stands_changes_nothing(setting: Setting) -> None:
    first = numbered(setting, 1)
    assert first.start_date is not None
    assert first.due_date is not None
    steps.move_step(setting.workspace, first.id, first.start_date, first.due_date)
    assert numbered(setting, 1) == first


def test_a_done_step_is_not_moved(setting: Setting) -> None:
    first = numbered(setting, 1)
    steps.mark_done(setting.workspace, first.id, Completion(done_on=D(2026, 9, 7)))
    with pytest.raises(KnownProblem, match="уже выполнено"):
        steps.move_step(setting.workspace, first.id, D(2026, 9, 8), D(2026, 9, 9))


def test_mark_of_completion_and_its_undo(setting: Setting) -> None:
    workspace = setting.workspace
    first = numbered(setting, 1)
    proof = workspace.folder.root / "подтверждения" / "лист.pdf"
    mark = Completion(
        done_on=D(2026, 9, 7),
        result="Дефициты названы",
        evidence="Лист диагностики",
        evidence_path=str(proof),
        mentor_comment="Хорошо",
    )
    steps.mark_done(workspace, first.id, mark)
    done = numbered(setting, 1)
    assert (done.status, done.done_on, done.overdue) == ("done", D(2026, 9, 7), False)
    assert done.evidence_path == "подтверждения/лист.pdf"
    assert workspace.folder.root / done.evidence_path == proof
    assert (done.result, done.evidence, done.mentor_comment) == ("Дефициты названы", "Лист диагностики", "Хорошо")
    progress = card(setting).route.progress
    assert (progress.done, progress.late) == (1, 1)
    workspace.undo()
    assert numbered(setting, 1) == first
    workspace.redo()
    assert numbered(setting, 1) == done
    steps.unmark_done(workspace, first.id)
    assert (numbered(setting, 1).status, numbered(setting, 1).done_on) == ("planned", None)


def test_a_file_outside_keeps_its_whole_path(setting: Setting, tmp_path: Path) -> None:
    outside = str(tmp_path / "чужое.pdf")
    assert steps.kept_path(setting.workspace, outside) == outside
    assert steps.kept_path(setting.workspace, "  ") is None


def test_nothing_is_done_tomorrow(setting: Setting) -> None:
    with pytest.raises(InvalidInput, match="будущим днём"):
        steps.mark_done(setting.workspace, numbered(setting, 1).id, Completion(done_on=D(2026, 10, 6)))


def test_overdue_is_told_by_the_clock(setting: Setting) -> None:
    late = [one.number for one in card(setting).steps if one.overdue]
    assert late == [one.number for one in card(setting).steps if (one.due_date or D.max) < D(2026, 10, 5)]
    assert card(setting).route.progress.overdue == len(late) > 0


def test_bulk_edit(setting: Setting) -> None:
    ids = [one.id for one in card(setting).steps[:3]]
    before = card(setting).steps[:3]
    steps.mark_done(setting.workspace, ids[0], Completion(done_on=D(2026, 9, 7)))
    steps.edit_steps(setting.workspace, ids, BulkEdit(responsible="psychologist", shift_days=7))
    after = card(setting).steps
    by_id = {one.id: one for one in after}
    assert {by_id[one].responsible for one in ids} == {"psychologist"}
    week = dt.timedelta(days=7)
    assert by_id[ids[0]].due_date == before[0].due_date, "a done step keeps its term"
    assert [by_id[one].due_date for one in ids[1:]] == [(one.due_date or D.min) + week for one in before[1:]]
    with pytest.raises(InvalidInput, match="ставится отдельно"):
        steps.edit_steps(setting.workspace, ids, BulkEdit(status="done"))
    setting.workspace.undo()
    assert {one.responsible for one in card(setting).steps if one.id in ids} != {"psychologist"}


def test_removing_numbers_anew(setting: Setting) -> None:
    found = card(setting).steps
    steps.remove_steps(setting.workspace, [found[0].id, found[3].id])
    left = card(setting).steps
    assert [one.number for one in left] == list(range(1, len(found) - 1))
    setting.workspace.undo()
    assert card(setting).steps == found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"content": " "}, "Мероприятие"),
        ({"stage": "later"}, "Этап"),
        ({"start_date": D(2027, 2, 1)}, "раньше начала"),
        ({"level": "galaxy"}, "Уровень"),
    ],
)
def test_refusals(setting: Setting, change: dict[str, object], words: str) -> None:
    before = card(setting)
    data = StepData(**{name: getattr(NEW, name) for name in StepData.__dataclass_fields__} | change)
    with pytest.raises(InvalidInput, match=words):
        steps.add_step(setting.workspace, setting.route, data)
    assert card(setting) == before


def _add(setting: Setting) -> None:
    steps.add_step(setting.workspace, setting.route, NEW)


def _update(setting: Setting) -> None:
    steps.update_step(setting.workspace, numbered(setting, 2).id, NEW)


def _remove(setting: Setting) -> None:
    steps.remove_steps(setting.workspace, [numbered(setting, 6).id])


def _move(setting: Setting) -> None:
    steps.move_step(setting.workspace, numbered(setting, 4).id, D(2026, 9, 20), D(2026, 9, 30))


@pytest.mark.parametrize("act", [_add, _update, _remove, _move])
def test_each_act_is_undone_to_the_letter(setting: Setting, act: Callable[[Setting], None]) -> None:
    before = card(setting)
    act(setting)
    assert card(setting) != before
    setting.workspace.undo()
    assert card(setting) == before
    assert setting.workspace.check() == []
