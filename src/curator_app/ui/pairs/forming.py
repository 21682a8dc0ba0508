"""The way from a mentee to a pair and on to its order; both «Наставляемые» and «Пары» take it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.workspace import Workspace
from curator_app.ui import papers
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.pairs.form_dialog import FormPairDialog


def form_pair(host: PageHost, workspace: Workspace, parent: QWidget, mentees: Sequence[int] = ()) -> int | None:
    """«Сформировать пару» with ``mentees`` ticked, then the order if it is wanted. Gives the number of the pair."""

    def show_blanks(blanks: Sequence[ConsentBlank]) -> None:
        papers.show_blanks(host, workspace, parent, blanks)

    dialog = FormPairDialog(workspace, host, mentees=mentees, print_blanks=show_blanks, parent=parent)
    run_dialog(dialog)
    if dialog.formed is not None and dialog.order_wanted:
        wish = OrderCommand(type="assignment", pairs=(dialog.formed,))
        papers.new_order(host, workspace, parent, wish, complete=True)
    return dialog.formed
