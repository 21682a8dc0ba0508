"""«Найти и сделать»: every action of the window and everybody of the base in one list (Ctrl+K)."""

from __future__ import annotations

from curator_app.services.workspace import Workspace
from curator_app.ui.main_window import MainWindow

_RECENT = "finder/recent"
_KEPT = 8


def show_finder(window: MainWindow, workspace: Workspace) -> None:
    """Asks what is wanted and does it once the list is gone."""
    from curator_app.services import finding
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.finder.dialog import FinderDialog
    from curator_app.ui.finder.everything import every_deed

    recent = window.state.texts(_RECENT)
    dialog = FinderDialog(every_deed(window, workspace), finding.targets(workspace), window, recent=recent)
    if not run_dialog(dialog):
        return
    if dialog.key:
        window.state.put_list(_RECENT, [dialog.key, *(one for one in recent if one != dialog.key)][:_KEPT])
    if dialog.deed is not None:
        dialog.deed.do()
    elif dialog.target is not None:
        window.open_record(dialog.target.kind, dialog.target.id)


def show_shortcuts(window: MainWindow) -> None:
    """The sheet of keys."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.finder.shortcuts import ShortcutsDialog, keys_of

    run_dialog(ShortcutsDialog(keys_of(window.menuBar()), window))
