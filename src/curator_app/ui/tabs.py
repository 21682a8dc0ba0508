"""The tabs of the window in the order of work. A page is imported when it is first seen: the window opens first."""

from __future__ import annotations

from curator_app.services.workspace import Workspace
from curator_app.ui.common.page import PageHost, Tab, TabPage


def _mentors(host: PageHost, workspace: Workspace) -> TabPage:
    from curator_app.ui.mentors.page import MentorsPage

    return MentorsPage(host, workspace)


def _requests(host: PageHost, workspace: Workspace) -> TabPage:
    from curator_app.ui.requests.page import RequestsPage

    return RequestsPage(host, workspace)


def _pairs(host: PageHost, workspace: Workspace) -> TabPage:
    from curator_app.ui.pairs.tab import PairsTab

    return PairsTab(host, workspace)


def _routes(host: PageHost, workspace: Workspace) -> TabPage:
    from curator_app.ui.routes.page import RoutesPage

    return RoutesPage(host, workspace)


def _surveys(host: PageHost, workspace: Workspace) -> TabPage:
    from curator_app.ui.surveys.page import SurveysPage

    return SurveysPage(host, workspace)


def _roadmap(host: PageHost, workspace: Workspace) -> TabPage:
    from curator_app.ui.roadmap.page import RoadmapPage

    return RoadmapPage(host, workspace)


def _papers(host: PageHost, workspace: Workspace) -> TabPage:
    from curator_app.ui.papers.page import PapersPage

    return PapersPage(host, workspace)


def _today(host: PageHost, workspace: Workspace) -> TabPage:
    from curator_app.ui.newcomer import run_newcomer
    from curator_app.ui.today.page import TodayPage

    page = TodayPage(host, workspace, lambda: run_newcomer(host, workspace, page.widget))
    return page


_PAPER_KINDS = frozenset(
    {"order", "order_draft", "paper", "contest", "publication", "practice", "incentive", "agreement"}
)
TABS = (
    Tab("today", "Сегодня", "sun", frozenset(), _today),
    Tab("mentors", "Наставники", "mentor", frozenset({"mentor"}), _mentors),
    Tab("requests", "Наставляемые", "mentee", frozenset({"mentee"}), _requests),
    Tab("pairs", "Пары", "pair", frozenset({"pair"}), _pairs),
    Tab("routes", "ИОМ", "sprout", frozenset({"route", "route_step"}), _routes),
    Tab("surveys", "Анкеты", "survey", frozenset({"survey_wave"}), _surveys),
    Tab("roadmap", "Дорожная карта", "calendar", frozenset({"roadmap_item", "activity"}), _roadmap),
    Tab("papers", "Документы", "document", _PAPER_KINDS, _papers),
)
