"""What an inspection would ask for and would not find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from curator_app.domain.codes import PAIR_ENDED, PairStatus, RouteStatus
from curator_app.services import attachments
from curator_app.services.inspection.of_pair import Shelf, orders_of, title_of
from curator_app.services.inspection.rows import Gap
from curator_app.services.papers.register import OrderRow
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.routes.rows import RouteRow
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted, date_short
from curator_app.texts.labels import CONSENT_STATE, code_label

_SILENT_DAYS: Final = 60
_NEW_ORDER: Final = "«Документы» → «Новый приказ» →"
_REGULATION: Final = {"regulation", "regulation_adoption"}
_CURATOR: Final = {"curator_appointment", "curator_and_mentors"}


def of_pair(workspace: Workspace, row: PairRow, shelf: Shelf) -> Iterator[Gap]:
    """Gaps of one pair: order, consents, route, meetings."""
    about = title_of(row)
    orders = orders_of(row, shelf)
    ended = row.status in PAIR_ENDED
    if not orders and not row.order_number:
        yield Gap(about, "нет приказа о закреплении", "«Пары» → «Приказ…»")
    elif not orders:
        scan = ("pair", row.id) in shelf.scans
        if not scan:
            yield Gap(
                about,
                f"приказ № {row.order_number} издан вне программы, скана нет",
                "«Пары», меню строки → «Файлы…»",
            )
    for one in shelf.lacking.get(row.id, ()) if not ended else ():
        state = f" ({code_label(one.state, CONSENT_STATE)})" if one.state else ""
        yield Gap(
            about,
            f"нет согласия: {one.person_name}, {one.kind_label}{state}",
            "«Документы» → «Бланки», затем отметьте согласие в карточке",
        )
    if ended and orders and not any(one.type in {"completion", "replacement"} for one in orders):
        yield Gap(about, "пара завершена, а приказа о завершении нет", f"{_NEW_ORDER} «О завершении программы»")
    yield from _routes(row, shelf, about)
    yield from _meetings(workspace, row, shelf, about)


def of_orders(orders: Iterable[OrderRow], shelf: Shelf) -> Iterator[Gap]:
    """Orders that somebody has not read, or whose signed paper was not scanned."""
    for order in orders:
        about = f"Приказ от {date_short(order.date)} № {order.number}"
        late = [one for one in shelf.readings.get(("order", order.id), ()) if one.acquainted_on is None]
        if late:
            told = counted(len(late), "человек", "человека", "человек")
            yield Gap(about, f"не ознакомлены: {told}", "«Документы» → «Реестр» → «Ознакомление»")
        if ("order", order.id) not in shelf.scans:
            yield Gap(about, "нет скана подписанного приказа", "«Документы» → «Реестр» → «Сканы»")


def of_year(workspace: Workspace, year: str, shelf: Shelf) -> Iterator[Gap]:
    """Gaps of the school: the order on mentoring, the curator's order, the roadmap, damaged scans."""
    types = {one.type for one in shelf.orders if one.status != "cancelled"}
    kinds = {one.kind for one in shelf.papers if one.status != "cancelled"}
    if "implementation" not in types:
        yield Gap("Школа", "нет приказа о внедрении наставничества", f"{_NEW_ORDER} «О внедрении целевой модели»")
    if not types & _REGULATION and "local_act" not in kinds:
        yield Gap("Школа", "нет приказа об утверждении Положения", f"{_NEW_ORDER} «Об утверждении Положения…»")
    if not types & _CURATOR:
        yield Gap("Школа", "нет приказа о назначении куратора", f"{_NEW_ORDER} «О назначении куратора»")
    if roadmap_of(workspace, year) is None:
        yield Gap("Школа", f"нет дорожной карты на {year}", "вкладка «Дорожная карта»")
    for row in attachments.missing(workspace, [one for found in shelf.scans.values() for one in found]):
        yield Gap("Сканы", f"«{row.title}»: файла нет на месте", "приложите скан снова")


def _routes(row: PairRow, shelf: Shelf, about: str) -> Iterator[Gap]:
    own = [one for one in shelf.routes if one.pair == row.id]
    with_route = {one.mentee for one in own}
    names = dict(zip(row.mentees, row.mentees_name, strict=True))
    for mentee in row.mentees:
        if mentee not in with_route:
            yield Gap(about, f"нет маршрута (ИОМ): {names[mentee]}", "«ИОМ» → «Новый маршрут»")
    for route in own:
        yield from _route(route, about)


def _route(route: RouteRow, about: str) -> Iterator[Gap]:
    if route.approved_on is None:
        yield Gap(about, f"ИОМ не утверждён: {route.mentee_name}", "«ИОМ» → «Утвердить…»")
    elif route.acquainted_on is None:
        yield Gap(about, f"с ИОМ не ознакомлен(а): {route.mentee_name}", "«ИОМ» → «Ознакомление…»")
    if route.status == RouteStatus.COMPLETED.value and not route.result:
        yield Gap(about, f"у выполненного ИОМ нет итога: {route.mentee_name}", "«ИОМ» → «Итог…»")


def _meetings(workspace: Workspace, row: PairRow, shelf: Shelf, about: str) -> Iterator[Gap]:
    if row.status == PairStatus.DRAFT.value:
        return
    held = shelf.meetings.get(row.id, ())
    today = workspace.clock.today()
    if not held:
        if row.start_date is None or row.start_date + dt.timedelta(days=_SILENT_DAYS) < today:
            yield Gap(about, "в журнале нет ни одной встречи", "«ИОМ» → «Журнал встреч…»")
    elif row.status not in PAIR_ENDED and held[0].date + dt.timedelta(days=_SILENT_DAYS) < today:
        yield Gap(about, f"последняя встреча записана {date_short(held[0].date)}", "«ИОМ» → «Журнал встреч…»")
