"""«Встреча-знакомство»: planned, held, its slips keyed in and looked at. Other tabs open it through the door below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.services.workspace import Workspace
    from curator_app.ui.common.page import PageHost


def open_round(
    host: PageHost,
    workspace: Workspace,
    parent: QWidget | None,
    *,
    round_id: int | None = None,
    to_matching: Callable[[], object] | None = None,
) -> None:
    """The round asked for, else the latest one; without any the plan of the first. ``to_matching`` is called when the
    curator goes on to «Подбор»."""
    from curator_app.services.rounds.reading import list_rounds
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.rounds.plan_dialog import PlanDialog
    from curator_app.ui.rounds.window import RoundWindow

    if round_id is None:
        known = list_rounds(workspace)
        if known:
            round_id = known[0].id
        else:
            plan = PlanDialog(workspace, parent=parent)
            if not run_dialog(plan):
                return
            round_id = plan.round_id
            host.changed(None, "Встреча-знакомство запланирована")
    assert round_id is not None
    window = RoundWindow(host, workspace, round_id, parent)
    run_dialog(window)
    if window.matching_wanted and to_matching is not None:
        to_matching()
