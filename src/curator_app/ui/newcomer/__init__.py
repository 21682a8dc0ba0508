"""«Вышел на работу новый сотрудник»: from a name and a date to all papers; the papers of one person in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.services.workspace import Workspace
    from curator_app.ui.common.page import PageHost


def run_newcomer(host: PageHost, workspace: Workspace, parent: QWidget | None) -> None:
    """Asks who has come to work and leads to the mentor and the papers."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.newcomer.wizard import NewcomerWizard

    wizard = NewcomerWizard(host, workspace, parent)
    run_dialog(wizard)
    if wizard.person_id is not None:
        host.open_record("mentee", wizard.person_id)


def show_person_papers(host: PageHost, workspace: Workspace, parent: QWidget | None, person: int) -> None:
    """All papers of a mentee, ready to print. Raises NotFound."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.newcomer.papers_dialog import PapersDialog

    run_dialog(PapersDialog(host, workspace, person, parent))
