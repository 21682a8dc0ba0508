"""«Отчёты»: papers about a period, to look at, print and save."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from curator_app.domain.school_year import SchoolYear
from curator_app.services.monitoring.measuring import measure
from curator_app.services.monitoring.rows import Measured
from curator_app.services.papers import reports
from curator_app.services.workspace import Workspace
from curator_app.ui import papers
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.monitoring.note_dialog import NoteDialog

YEARLY = "yearly_report"
_WITH_WORDS = frozenset({"analytic_report", YEARLY})
REPORTS = tuple((code, title) for code, title in reports.TITLES.items())
"""Codes and titles in the order of the menu."""


def show_report(
    host: PageHost, workspace: Workspace, parent: QWidget, measured: Measured, code: str, title: str
) -> None:
    """The paper in a window; the analytical note and the final report ask for their conclusions first. The final report
    is about the whole school year of the period. Raises KnownProblem."""
    if code == YEARLY:
        measured = measure(workspace, SchoolYear.of(measured.on).label)
    if code in _WITH_WORDS and not run_dialog(NoteDialog(workspace, measured, parent, yearly=code == YEARLY)):
        return
    write = partial(reports.report_paper, workspace, code, measured.period)
    papers.show_paper(host, parent, f"{title}, {measured.title}", write)
