"""«Отчёт наставника»: about which days, then the paper."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from curator_app.services.papers.mentor_reports import mentor_report, usual_period
from curator_app.services.workspace import Workspace
from curator_app.ui import papers
from curator_app.ui.common.fields import DayField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog


def show_mentor_report(host: PageHost, workspace: Workspace, parent: QWidget, pair_id: int, title: str) -> None:
    """Asks for the period and shows the report of a pair's mentor. Raises KnownProblem."""
    first, last = usual_period(workspace, pair_id)
    told: list[Values] = []
    today = workspace.clock.today()
    dialog = FormDialog(
        "Отчёт наставника",
        [Section("", [[DayField("first", "С какого дня", today), DayField("last", "По какой день", today)]])],
        told.append,
        values={"first": first, "last": last},
        verb="Показать отчёт",
        size=(520, 240),
        parent=parent,
    )
    dialog.notice.say("Встречи, шаги ИОМ и дефициты программа впишет сама; остальное наставник допишет от руки.")
    if run_dialog(dialog):
        write = partial(mentor_report, workspace, pair_id, told[0]["first"], told[0]["last"])
        papers.show_paper(host, parent, f"Отчёт наставника. {title}"[:120], write)
