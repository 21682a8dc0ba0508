"""What the button of the line opens: the tab, what the step is about chosen in it, and the act begun."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from curator_app.services.next_steps import Door, NextStep
from curator_app.services.workspace import Workspace
from curator_app.ui.main_window import MainWindow
from curator_app.ui.next_step.telling import SHOW

if TYPE_CHECKING:
    from curator_app.services.pairs import MissingConsent
    from curator_app.services.rows import MenteeRow, MentorRow
    from curator_app.ui.mentors.page import MentorsPage
    from curator_app.ui.pairs.tab import PairsTab
    from curator_app.ui.papers.page import PapersPage
    from curator_app.ui.requests.page import RequestsPage
    from curator_app.ui.roadmap.page import RoadmapPage
    from curator_app.ui.routes.page import RoutesPage
    from curator_app.ui.surveys.page import SurveysPage
    from curator_app.ui.today.page import TodayPage

Opener = Callable[[MainWindow, Workspace, NextStep], object]


def open_door(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    """Does what the button of ``step`` says. Raises KnownProblem."""
    if step.door is not None:
        _DOORS[step.door](window, workspace, step)


# --- people


def _load(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    from curator_app.ui.imports import run_import

    del step
    run_import(window, workspace, window)


def _staff_mentors(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace, step
    _mentors(window).choose_from_staff()


def _staff_mentees(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace, step
    _requests(window).choose_from_staff()


def _mentor_consents(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    from curator_app.services.mentors import list_mentors

    _choose(_mentors(window), step.ids)
    _consents(window, workspace, step, lambda: list_mentors(workspace))


def _mentee_consents(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    from curator_app.services.mentees import list_mentees

    _choose(_requests(window), step.ids)
    _consents(window, workspace, step, lambda: list_mentees(workspace))


def _consents(
    window: MainWindow, workspace: Workspace, step: NextStep, read: Callable[[], Sequence[MentorRow | MenteeRow]]
) -> None:
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.people.missing_consents import MissingConsentsDialog, missing_of_people

    def missing() -> list[tuple[MissingConsent, None]]:
        return missing_of_people([row for row in read() if row.id in step.ids])

    run_dialog(MissingConsentsDialog(window, workspace, "Каких согласий ещё нет", missing, window))


def _mentor_card(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    page = _mentors(window)
    page.panel.show_id(step.ids[0])
    page.edit()


def _request(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    page = _requests(window)
    page.panel.show_id(step.ids[0])
    page.add_request()


# --- pairs


def _matching(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace, step
    _pairs(window).show_matching()


def _form_pair(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    tab = _pairs(window)
    tab.show_list()
    tab.list.form_pair(step.ids)


def _pairs_shown(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    tab = _pairs(window)
    tab.show_list()
    _choose(tab.list, step.ids)


def _pair_order(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    _pairs_shown(window, workspace, step)
    _pairs(window).list.make_order()


def _pair_consents(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    _pairs_shown(window, workspace, step)
    _pairs(window).list.show_consents()


def _pair_card(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    tab = _pairs(window)
    tab.show_list()
    tab.list.panel.show_id(step.ids[0])
    tab.list.edit()


# --- routes, surveys, the plan


def _new_route(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    _routes(window).acts.new_route(step.ids[0])


def _route_approval(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    page = _routes(window)
    page.show_route(step.ids[0])
    page.acts.live(step.ids[0], "approval")


def _steps_shown(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    _routes(window).show_late(step.ids)


def _new_survey(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace, step
    _surveys(window).acts.new()


def _key_in(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    page = _surveys(window)
    page.show_wave(step.ids[0])
    page.acts.key_in()


def _close_survey(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    page = _surveys(window)
    page.show_wave(step.ids[0])
    page.acts.close_or_open()


def _new_roadmap(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace, step
    page = _roadmap(window)
    page.show_part(0)
    page.plan.make_roadmap()


def _roadmap_rows(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    page = _roadmap(window)
    page.show_part(0)
    page.plan.show_rows(step.ids)


def _roadmap_approval(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace, step
    page = _roadmap(window)
    page.show_part(0)
    page.plan.edit_heading()


def _activity(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    page = _roadmap(window)
    if page.show_record("activity", step.ids[0]):
        page.edit_activity(step.ids[0])


# --- papers, today


def _order_draft(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    page = _papers(window)
    page.show_record("order_draft", step.ids[0])
    page.open_draft(step.ids[0])


def _acquaintance(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    page = _papers(window)
    page.show_record(step.detail, step.ids[0])
    page.register.card.show_reading()


def _letter(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    _papers(window).prepare_letter(step.detail)


def _paid(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    page = _papers(window).show_outcomes("incentive")
    _choose(page, step.ids)
    page.mark_paid()


def _practice(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace, step
    _papers(window).show_outcomes("practice").add()


def _task(window: MainWindow, workspace: Workspace, step: NextStep) -> None:
    del workspace
    page = _today(window)
    page.show_task(step.detail)
    if step.button != SHOW:
        page.acts.need()


_DOORS: Final[Mapping[Door, Opener]] = {
    Door.LOAD: _load,
    Door.STAFF_MENTORS: _staff_mentors,
    Door.STAFF_MENTEES: _staff_mentees,
    Door.MENTOR_CONSENTS: _mentor_consents,
    Door.MENTEE_CONSENTS: _mentee_consents,
    Door.MENTOR_CARD: _mentor_card,
    Door.REQUEST: _request,
    Door.MATCHING: _matching,
    Door.FORM_PAIR: _form_pair,
    Door.PAIR_ORDER: _pair_order,
    Door.PAIR_CONSENTS: _pair_consents,
    Door.PAIR_CARD: _pair_card,
    Door.PAIRS_SHOWN: _pairs_shown,
    Door.NEW_ROUTE: _new_route,
    Door.ROUTE_APPROVAL: _route_approval,
    Door.STEPS_SHOWN: _steps_shown,
    Door.NEW_SURVEY: _new_survey,
    Door.KEY_IN: _key_in,
    Door.CLOSE_SURVEY: _close_survey,
    Door.NEW_ROADMAP: _new_roadmap,
    Door.ROADMAP_ROWS: _roadmap_rows,
    Door.ROADMAP_APPROVAL: _roadmap_approval,
    Door.ACTIVITY: _activity,
    Door.ORDER_DRAFT: _order_draft,
    Door.ACQUAINTANCE: _acquaintance,
    Door.LETTER: _letter,
    Door.PAID: _paid,
    Door.PRACTICE: _practice,
    Door.TASK: _task,
}


def _choose(page: Any, ids: tuple[int, ...]) -> None:
    """Selects rows of a list, taking away what hides them."""
    page.panel.show_all()
    page.panel.table.select_ids(list(ids))


def _tab(key: str) -> Callable[[MainWindow], Any]:
    """Turns to a tab and gives its page, whose class is known by the key (``ui.tabs``)."""
    return lambda window: window.turn_to(key)


_mentors: Final[Callable[[MainWindow], MentorsPage]] = _tab("mentors")
_requests: Final[Callable[[MainWindow], RequestsPage]] = _tab("requests")
_pairs: Final[Callable[[MainWindow], PairsTab]] = _tab("pairs")
_routes: Final[Callable[[MainWindow], RoutesPage]] = _tab("routes")
_surveys: Final[Callable[[MainWindow], SurveysPage]] = _tab("surveys")
_roadmap: Final[Callable[[MainWindow], RoadmapPage]] = _tab("roadmap")
_papers: Final[Callable[[MainWindow], PapersPage]] = _tab("papers")
_today: Final[Callable[[MainWindow], TodayPage]] = _tab("today")
