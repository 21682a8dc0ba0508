"""A route as JSON values for the headless interface."""

from __future__ import annotations

from typing import Any

from curator_app.services.records.listing import plain
from curator_app.services.routes.rows import RouteCard


def route_record(card: RouteCard) -> dict[str, Any]:
    """The route with its stages, steps, deficits, history and meetings; days as YYYY-MM-DD."""
    record: dict[str, Any] = plain(card.route)
    for part in ("stages", "steps", "deficits", "changes", "meetings", "work_start_date", "order_date"):
        record[part] = plain(getattr(card, part))
    return record
