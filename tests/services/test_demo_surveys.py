"""The two waves of the demonstration school."""

from __future__ import annotations

from curator_app.domain.codes import RespondentRole, WaveStage
from curator_app.services import demo
from curator_app.services.surveys import waves
from curator_app.services.surveys.results import wave_results
from curator_app.services.terms.tasks import list_tasks
from curator_app.services.workspace import Workspace


def test_most_have_answered_and_a_few_are_late(workspace: Workspace) -> None:
    demo.fill_with_orders(workspace)
    before, needs = waves.list_waves(workspace)
    assert (needs.title, needs.stage, needs.expected, needs.answered, needs.overdue) == (
        "Запросы наставляемых, сентябрь 2026",
        WaveStage.START,
        13,
        12,
        1,
    )
    assert (before.expected - before.answered, before.overdue) == (7, 0)
    blocks = {one.block: one.index for one in wave_results(workspace, needs.id).roles[0].blocks}
    assert set(blocks) >= {"Предмет", "Методика", "Документы"}
    roles = {one.role: one.answered for one in wave_results(workspace, before.id).roles}
    assert roles == {RespondentRole.MENTEE: 9, RespondentRole.MENTOR: 6}
    late = [one for one in list_tasks(workspace) if one.rule_id == "s2-p2" and one.state == "overdue"]
    assert len(late) <= 2
