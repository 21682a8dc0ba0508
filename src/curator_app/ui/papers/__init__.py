"""The tab «Документы» and the dialogs of papers. Other tabs open the dialogs through the doors below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.services.attachments import OwnerKind
    from curator_app.services.papers.blanks import ConsentBlank
    from curator_app.services.papers.commands import OrderCommand
    from curator_app.services.workspace import Workspace
    from curator_app.ui.common.page import PageHost
    from curator_app.ui.papers.paper_source import Writer


def new_order(
    host: PageHost,
    workspace: Workspace,
    parent: QWidget | None,
    wish: OrderCommand,
    *,
    complete: bool = False,
    draft: int | None = None,
) -> int | None:
    """«Новый приказ», filled in with ``wish``; a ``complete`` wish begins at «Проверка», one may go back from there.
    ``draft``: the kept draft that is opened again. Gives the number of the record when an order was issued."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.papers.order_dialog import OrderDialog

    dialog = OrderDialog(host, workspace, wish, parent, draft=draft)
    if complete:
        dialog.begin_at_check()
    run_dialog(dialog)
    return dialog.issued


def show_files(
    host: PageHost, workspace: Workspace, parent: QWidget | None, owner_kind: OwnerKind, owner_id: int, title: str
) -> None:
    """«Файлы»: scans and other files kept about a record."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.papers.files_dialog import FilesDialog

    run_dialog(FilesDialog(host, workspace, owner_kind, owner_id, title, parent))


def show_blanks(host: PageHost, workspace: Workspace, parent: QWidget | None, blanks: Sequence[ConsentBlank]) -> None:
    """Blanks of consents, all in one paper, to look at, print and save."""
    from curator_app.services.papers.blanks import consent_papers

    show_paper(host, parent, "Согласия", partial(consent_papers, workspace, blanks))


def show_paper(host: PageHost, parent: QWidget | None, title: str, write: Writer) -> None:
    """A paper that is kept nowhere, to look at, print and save. ``write`` reads the base and puts it into words; it
    runs beside the window, which is open already and tells what hinders it."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.papers.paper_source import of_document
    from curator_app.ui.papers.paper_window import PaperWindow

    run_dialog(PaperWindow(host, of_document(write, title), parent))
