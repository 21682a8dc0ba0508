"""What a task is done with, made or opened by one click: a form, a sheet, an order, the tab where it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import PAIR_ENDED, ActivityKind, ActivityStatus, TaskObject
from curator_app.services.terms.rows import TaskRow
from curator_app.services.workspace import Workspace
from curator_app.ui import papers
from curator_app.ui.common.page import PageHost

if TYPE_CHECKING:
    from curator_app.services.papers.commands import OrderCommand

Opener = Callable[[PageHost, Workspace, QWidget, TaskRow], object]

_MENTEE: Final = TaskObject.MENTEE.value
_PAIR: Final = TaskObject.PAIR.value
_REQUESTS_SURVEY: Final = "s2-p2"
_REGULATION_SHEET: Final = "s2-p6"
_INCENTIVE, _FINAL_EVENT = "incentive_order", "final_event_order"
_ORDERS: Final[Mapping[str, tuple[str, str]]] = {
    _INCENTIVE: ("incentive", "Кого поощрить"),
    _FINAL_EVENT: ("final_event", "Приказ об итоговом мероприятии"),
    "curator_order": ("curator_appointment", "Приказ о назначении куратора"),
    "implementation_order": ("implementation", "Приказ о внедрении"),
}
_REGISTER, _MONITORING = "Реестр", "Мониторинг"
_PLACES: Final[Mapping[str, tuple[str, str, str]]] = {
    "mentor_base": ("База наставников", "mentors", ""),
    "mentee_base": ("База наставляемых", "requests", ""),
    "pairs": ("Пары", "pairs", "Пары и группы"),
    "notice": ("Пары", "pairs", "Пары и группы"),
    "assignment_order": ("Пары", "pairs", "Пары и группы"),
    "route": ("ИОМ", "routes", ""),
    "meetings": ("ИОМ и журнал встреч", "routes", ""),
    "program": ("ИОМ и программа", "routes", ""),
    "roadmap": ("Дорожная карта", "roadmap", "План"),
    "consultations": ("Консультации и обучение", "roadmap", "Консультации и обучение"),
    "event": ("Мероприятия", "roadmap", "Мероприятия"),
    "survey": ("Анкеты", "surveys", ""),
    "diagnosis": ("Анкеты", "surveys", ""),
    "acknowledgement_sheet": ("Документы: реестр", "papers", _REGISTER),
    "curator_order": ("Документы: реестр", "papers", _REGISTER),
    "implementation_order": ("Документы: реестр", "papers", _REGISTER),
    _FINAL_EVENT: ("Мероприятия", "roadmap", "Мероприятия"),
    _INCENTIVE: ("Итоги: поощрения", "papers", "Итоги/Поощрения"),
    "practice": ("Итоги: банк практик", "papers", "Итоги/Банк практик"),
    "publication": ("Итоги: публикации", "papers", "Итоги/Публикации"),
    "workbook": ("Мониторинг", "papers", _MONITORING),
    "analytic_report": ("Мониторинг", "papers", _MONITORING),
    "targets": ("Мониторинг: цели", "papers", _MONITORING),
}
"""Where a task is done by what it needs: words, tab, part of the tab."""
_BY_RULE: Final[Mapping[str, tuple[str, str, str]]] = {
    "s2-n4": ("Итоги: конкурсы", "papers", "Итоги/Конкурсы"),
    "s1-o7.3": ("Мониторинг: реестр для системы", "papers", _MONITORING),
    "s1-1.2": _PLACES["pairs"],
}
"""Rules whose place is another one than that of what they need."""


def need_words(row: TaskRow) -> str:
    """Words on the button of what the program makes for this task («Анкета»); «» when it makes nothing by itself."""
    kind, needs = row.object_kind, row.needs or ""
    if kind == _MENTEE and needs == "diagnosis":
        return "Лист диагностики"
    if row.rule_id == _REQUESTS_SURVEY:
        return "Анкета"
    if kind == _MENTEE and needs == "assignment_order":
        return "Пара и приказ"
    if kind == _MENTEE and needs == "route":
        return "ИОМ"
    if needs == "meetings":
        return "Журнал встреч"
    if kind == _PAIR and needs == "acknowledgement_sheet":
        return "Лист ознакомления"
    if needs in _ORDERS:
        return _ORDERS[needs][1]
    return ""


def tab_words(row: TaskRow) -> str:
    """Words on the button that leads to the place where this task is done; «» when there is none."""
    place = place_of(row)
    return place[0] if place is not None else ""


def place_of(row: TaskRow) -> tuple[str, str, str] | None:
    """Words, tab and part of the tab where this task is done; None for a task of one's own."""
    return _BY_RULE.get(row.rule_id) or _PLACES.get(row.needs or "")


def open_need(host: PageHost, workspace: Workspace, parent: QWidget, row: TaskRow) -> None:
    """Makes what ``need_words`` told. Raises KnownProblem."""
    needs = row.needs or ""
    if needs == _INCENTIVE:
        from curator_app.ui.outcomes.rewarding import reward_order

        reward_order(host, workspace, parent)
    elif needs == _FINAL_EVENT:
        _new_order(host, workspace, parent, _event_order(host, workspace))
    elif needs in _ORDERS:
        from curator_app.services.papers.commands import OrderCommand

        _new_order(host, workspace, parent, OrderCommand(type=_ORDERS[needs][0]))
    elif needs == "diagnosis":
        _form(host, workspace, parent, row, "diagnosis_sheet", "Лист диагностики")
    elif row.rule_id == _REQUESTS_SURVEY:
        _form(host, workspace, parent, row, "needs_questionnaire", "Анкета «Выявление запросов»")
    elif needs == "acknowledgement_sheet":
        _sheet(host, workspace, parent, row)
    elif needs == "assignment_order":
        _pair_and_order(host, workspace, parent, row)
    elif needs == "meetings":
        _meetings(host, workspace, parent, row)
    elif needs == "route":
        _route(host, workspace, parent, row)


def open_tab(host: PageHost, row: TaskRow) -> bool:
    """Turns to the place where the task is done; False when the window has no such place."""
    place = place_of(row)
    return place is not None and host.show_tab(place[1], place[2])


def open_object(host: PageHost, row: TaskRow) -> None:
    """Shows what the task is about on its tab."""
    if row.object_kind == TaskObject.PERSON.value:
        host.open_record("mentee", row.object_id)
    elif row.object_kind != TaskObject.SCHOOL.value:
        host.open_record(row.object_kind, row.object_id)


# --- inside


def _event_order(host: PageHost, workspace: Workspace) -> OrderCommand:
    """The order on the last event of the year that has none yet; an empty one when the plan has no such event."""
    from curator_app.services.activities import list_activities
    from curator_app.services.papers.commands import OrderCommand
    from curator_app.services.papers.outcome_papers import final_event_order

    events = list_activities(workspace, kinds=[ActivityKind.EVENT.value], year=host.year)
    waiting = [one for one in events if one.order_id is None and one.status != ActivityStatus.CANCELLED.value]
    return final_event_order(waiting[-1]) if waiting else OrderCommand(type=_ORDERS[_FINAL_EVENT][0])


def _form(host: PageHost, workspace: Workspace, parent: QWidget, row: TaskRow, code: str, title: str) -> None:
    from curator_app.services.papers.blanks import form_paper

    write = partial(form_paper, workspace, code, row.object_id)
    papers.show_paper(host, parent, f"{title} — {row.object_title}", write)


def _sheet(host: PageHost, workspace: Workspace, parent: QWidget, row: TaskRow) -> None:
    from curator_app.services.papers.blanks import acknowledgement_sheet
    from curator_app.services.papers.pack import PAIR_PAPERS, REGULATION

    documents = REGULATION if row.rule_id == _REGULATION_SHEET else PAIR_PAPERS
    write = partial(acknowledgement_sheet, workspace, documents, row.persons)
    papers.show_paper(host, parent, f"Лист ознакомления — {row.object_title}", write)


def _pair_and_order(host: PageHost, workspace: Workspace, parent: QWidget, row: TaskRow) -> None:
    """The order of the pair that waits for it, else the choice of a mentor."""
    from curator_app.services import pairs
    from curator_app.services.papers.commands import OrderCommand

    waiting = [
        one
        for one in pairs.list_pairs(workspace)
        if row.object_id in one.mentees and one.status not in PAIR_ENDED and one.order_date is None
    ]
    if waiting:
        wish = OrderCommand(type="assignment", pairs=(waiting[-1].id,))
        _new_order(host, workspace, parent, wish, complete=True)
        return
    from curator_app.ui.pairs.forming import form_pair

    form_pair(host, workspace, parent, [row.object_id])


def _route(host: PageHost, workspace: Workspace, parent: QWidget, row: TaskRow) -> None:
    """The route of the mentee, made first when there is none."""
    from curator_app.services.routes.reading import current_route

    present = current_route(workspace, row.object_id)
    route = None if present is None else present.id
    if route is None:
        from curator_app.ui.common.run_dialog import run_dialog
        from curator_app.ui.routes.new_route_dialog import NewRouteDialog

        dialog = NewRouteDialog(workspace, host.state, row.object_id, parent)
        if not run_dialog(dialog) or dialog.route_id is None:
            return
        route = dialog.route_id
        host.changed(None, "Маршрут составлен")
    host.open_record("route", route)


def _meetings(host: PageHost, workspace: Workspace, parent: QWidget, row: TaskRow) -> None:
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.meetings.log_dialog import MeetingsDialog

    pair = row.object_id if row.object_kind == TaskObject.PAIR.value else None
    run_dialog(MeetingsDialog(host, workspace, pair, parent))


def _new_order(
    host: PageHost, workspace: Workspace, parent: QWidget, wish: OrderCommand, *, complete: bool = False
) -> None:
    papers.new_order(host, workspace, parent, wish, complete=complete)
