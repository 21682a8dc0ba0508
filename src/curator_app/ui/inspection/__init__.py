"""«Пришла проверка»: the folder of one pair, one person or a whole year."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curator_app.services.workspace import Workspace
from curator_app.ui.common.page import PageHost


def show_inspection(host: PageHost, workspace: Workspace, parent: QWidget, *, pair: int = 0, person: int = 0) -> None:
    """Opens the dialog, at a pair or a person when one is named."""
    from curator_app.services.inspection import Scope
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.inspection.dialog import InspectionDialog

    scope = Scope("pair", pair) if pair else Scope("person", person) if person else Scope("year", year=host.year)
    run_dialog(InspectionDialog(host, workspace, scope, parent))
