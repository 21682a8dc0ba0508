"""The papers of a route and of its meetings in a window: look, print, save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from curator_app.services.workspace import Workspace
from curator_app.texts.route_words import ROUTE_PAPER, RouteCode
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog

if TYPE_CHECKING:
    from curator_app.documents.blocks import Document


def show_route_paper(
    host: PageHost, workspace: Workspace, parent: QWidget | None, route_id: int, code: RouteCode
) -> None:
    """ИОМ, schedule or sheet of completion. Raises NotFound, KnownProblem for a faulty wording."""
    from curator_app.services.papers.route_papers import route_paper
    from curator_app.services.routes.reading import get_route

    name = get_route(workspace, route_id).route.mentee_name
    _show(host, parent, route_paper(workspace, route_id, code).document, f"{ROUTE_PAPER[code]} {name}")


def show_journal(host: PageHost, workspace: Workspace, parent: QWidget | None, pair_id: int, title: str) -> None:
    """The journal of meetings of a pair. Raises NotFound, KnownProblem for a faulty wording."""
    from curator_app.services.papers.route_papers import journal_paper

    _show(host, parent, journal_paper(workspace, pair_id).document, f"Журнал встреч {title}".strip())


def show_visit(
    host: PageHost, workspace: Workspace, parent: QWidget | None, pair_id: int, visit_id: int | None
) -> None:
    """The sheet of a visited lesson, or an empty one. Raises NotFound, KnownProblem."""
    from curator_app.services.papers.route_papers import visit_paper

    _show(host, parent, visit_paper(workspace, pair_id, visit_id).document, "Лист посещения урока")


def _show(host: PageHost, parent: QWidget | None, document: Document, title: str) -> None:
    from curator_app.ui.papers.paper_source import of_document
    from curator_app.ui.papers.paper_window import PaperWindow

    run_dialog(PaperWindow(host, of_document(document, title), parent))
