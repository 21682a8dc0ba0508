"""How the menus open the dialogs of years."""

from __future__ import annotations

from curator_app.services.workspace import Workspace
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.main_window import MainWindow


def show_years(window: MainWindow, workspace: Workspace) -> None:
    """Years side by side; closing and opening them."""
    from curator_app.ui.years.years_dialog import YearsDialog

    dialog = YearsDialog(window, workspace, window.show_year, window)
    run_dialog(dialog)
    if dialog.rollover_wanted:
        run_rollover(window, workspace)
    elif dialog.tab_wanted:
        window.turn_to(dialog.tab_wanted)


def run_rollover(window: MainWindow, workspace: Workspace) -> None:
    """Going over to the next school year; on the way an order of extension may be issued."""
    from curator_app.services.papers.commands import OrderCommand
    from curator_app.ui.papers import new_order
    from curator_app.ui.years.rollover_dialog import RolloverDialog

    dialog = RolloverDialog(window, workspace, window)
    run_dialog(dialog)
    while dialog.order_wanted is not None:
        pairs, until = dialog.order_wanted
        new_order(window, workspace, window, OrderCommand(type="extension", pairs=tuple(pairs), end_date=until))
        dialog = RolloverDialog(window, workspace, window, before=dialog.kept)
        run_dialog(dialog)
    if dialog.outcome is not None:
        window.show_year(None)
        window.changed(None, f"Переход на {dialog.outcome.year} учебный год выполнен")


def show_leavers(window: MainWindow, workspace: Workspace) -> None:
    """Cards of leavers whose time has passed."""
    from curator_app.ui.years.leavers_dialog import LeaversDialog

    run_dialog(LeaversDialog(window, workspace, window))
