"""What the card says while nothing is chosen: how all routes stand and who needs attention."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from curator_app.services.routes.rows import Wall
from curator_app.texts.grammar import counted, date_short
from curator_app.ui.common.card_content import Bullet, Bullets, CardContent, Line, MeterLine, Part, Section
from curator_app.ui.common.table_model import Badge, Meter
from curator_app.ui.routes.acts import Acts

_SHOWN = 8


def overview_card(
    wall: Wall, year: str, without: Sequence[tuple[int, str]], acts: Acts, *, read_only: bool
) -> CardContent:
    """All routes of a school year; ``without``: mentees who need one and have none."""
    running = [one.route for one in wall.routes if not one.route.over]
    done = sum(route.progress.done for route in running)
    total = sum(route.progress.total for route in running)
    late = sorted((route for route in running if route.progress.overdue), key=lambda one: -one.progress.overdue)
    drafts = sum(route.approved_on is None for route in running)
    numbers: tuple[Part, ...] = (
        MeterLine("Сделано", Meter(done, total)),
        Line("Не утверждены", counted(drafts, "маршрут", "маршрута", "маршрутов") if drafts else "", tone="warn"),
    )
    attention = tuple(
        Bullet(
            route.mentee_name,
            f"самый давний срок {date_short(route.next_due)}" if route.next_due else "",
            Badge(f"просрочено: {route.progress.overdue}", "danger"),
            partial(acts.show_route, route.id),
        )
        for route in late[:_SHOWN]
    )
    more = f"И ещё {len(late) - _SHOWN}." if len(late) > _SHOWN else ""
    lacking = tuple(
        Bullet(name, do=None if read_only else partial(acts.new_route, number)) for number, name in without[:_SHOWN]
    )
    rest = f"И ещё {len(without) - _SHOWN}." if len(without) > _SHOWN else ""
    return CardContent(
        f"Маршруты, {year}",
        subtitle=counted(len(running), "маршрут", "маршрута", "маршрутов") + " в работе",
        sections=(
            Section("Выполнение", numbers),
            Section("Требуют внимания", (Bullets(attention, "Просроченных шагов нет."), Line("", more))),
            Section("Без маршрута", (Bullets(lacking), Line("", rest))),
        ),
        key=("routes", year),
    )
