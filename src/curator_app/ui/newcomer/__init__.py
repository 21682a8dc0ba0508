"""«Вышел на работу новый сотрудник»: from a name and a date to all papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.services.workspace import Workspace
    from curator_app.ui.common.page import PageHost


def run_newcomer(host: PageHost, workspace: Workspace, parent: QWidget | None) -> None:
    """Asks who has come to work and leads to the mentor and the papers."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.pairs.forming import form_pair
    from curator_app.ui.requests.mentee_dialog import MenteeDialog

    dialog = MenteeDialog(workspace, None, parent)
    if run_dialog(dialog) and dialog.person_id is not None:
        host.changed(None, "Наставляемый добавлен")
        host.open_record("mentee", dialog.person_id)
        if dialog.pairing and parent is not None:
            form_pair(host, workspace, parent, [dialog.person_id])
