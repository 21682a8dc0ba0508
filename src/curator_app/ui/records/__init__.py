"""What happened to records: recycle bin, history of a record, list of actions. Opened from everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.services.workspace import Workspace
    from curator_app.ui.common.page import PageHost


def show_bin(host: PageHost, workspace: Workspace, parent: QWidget | None) -> None:
    """Shows the recycle bin: bring back, erase."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.records.bin_dialog import BinDialog

    run_dialog(BinDialog(host, workspace, parent))


def show_actions(host: PageHost, workspace: Workspace, parent: QWidget | None) -> None:
    """Shows the list of actions and undoes the chosen ones."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.records.actions_dialog import ActionsDialog

    run_dialog(ActionsDialog(host, workspace, parent))


def show_changes(host: PageHost, workspace: Workspace, parent: QWidget | None) -> None:
    """Shows what records were and what they became since a day."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.records.changes_dialog import ChangesDialog

    run_dialog(ChangesDialog(host, workspace, parent))


def show_history(
    host: PageHost, workspace: Workspace, parent: QWidget | None, kind: str, record_id: int, title: str = ""
) -> None:
    """Shows what happened to a record (``person``, ``mentor``, ``mentee``, ``pair``, ``request``, ``route``, ``order``,
    ``reply``, ``meeting`` …); ``title`` names it."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.records.history_dialog import HistoryDialog

    del host
    run_dialog(HistoryDialog(workspace, kind, record_id, title or "Что менялось", parent))
