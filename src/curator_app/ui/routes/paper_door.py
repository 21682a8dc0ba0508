"""The papers of a route and of its meetings in a window: look, print, save."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from curator_app.services.workspace import Workspace
from curator_app.texts.route_words import ROUTE_PAPER, RouteCode
from curator_app.ui import papers
from curator_app.ui.common.page import PageHost


def show_route_paper(
    host: PageHost, workspace: Workspace, parent: QWidget | None, route_id: int, code: RouteCode
) -> None:
    """ИОМ, schedule or sheet of completion. Raises NotFound, KnownProblem for a faulty wording."""
    from curator_app.services.papers.route_papers import route_paper
    from curator_app.services.routes.reading import get_route

    name = get_route(workspace, route_id).route.mentee_name
    papers.show_paper(host, parent, f"{ROUTE_PAPER[code]} {name}", partial(route_paper, workspace, route_id, code))


def show_journal(host: PageHost, workspace: Workspace, parent: QWidget | None, pair_id: int, title: str) -> None:
    """The journal of meetings of a pair. Raises NotFound, KnownProblem for a faulty wording."""
    from curator_app.services.papers.route_papers import journal_paper

    papers.show_paper(host, parent, f"Журнал встреч {title}".strip(), partial(journal_paper, workspace, pair_id))


def show_visit(
    host: PageHost, workspace: Workspace, parent: QWidget | None, pair_id: int, visit_id: int | None
) -> None:
    """The sheet of a visited lesson, or an empty one. Raises NotFound, KnownProblem."""
    from curator_app.services.papers.route_papers import visit_paper

    papers.show_paper(host, parent, "Лист посещения урока", partial(visit_paper, workspace, pair_id, visit_id))
