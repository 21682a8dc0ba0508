"""Personal data: people and terms, consents, erasing, exports. Opened from the menu «Данные»."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.services.workspace import Workspace
    from curator_app.ui.common.page import PageHost


def show_people(host: PageHost, workspace: Workspace, parent: QWidget | None) -> None:
    """«Персональные данные»: consents, terms of keeping, the sheet about somebody, erasing."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.privacy.people_dialog import PeopleDialog

    run_dialog(PeopleDialog(host, workspace, parent))


def show_register(host: PageHost, workspace: Workspace, parent: QWidget | None) -> None:
    """The register of consents with withdrawals."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.privacy.consents_dialog import RegisterDialog

    run_dialog(RegisterDialog(host, workspace, parent))


def show_exports(host: PageHost, workspace: Workspace, parent: QWidget | None) -> None:
    """The register of exports."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.privacy.journals import ExportsDialog

    run_dialog(ExportsDialog(host, workspace, parent))


def show_erasures(host: PageHost, workspace: Workspace, parent: QWidget | None) -> None:
    """The register of erasures with their deeds."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.privacy.journals import ErasuresDialog

    run_dialog(ErasuresDialog(host, workspace, parent))
