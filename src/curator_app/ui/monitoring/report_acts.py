"""«Отчёты»: papers about a period, to look at, print and save."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curator_app.domain.school_year import SchoolYear
from curator_app.services.monitoring.measuring import measure
from curator_app.services.monitoring.rows import Measured
from curator_app.services.papers import reports
from curator_app.services.workspace import Workspace
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.monitoring.note_dialog import NoteDialog
from curator_app.ui.papers.paper_source import of_document
from curator_app.ui.papers.paper_window import PaperWindow

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
    document = reports.report_paper(workspace, code, measured.period).document
    run_dialog(PaperWindow(host, of_document(document, f"{title}, {measured.title}"), parent))
