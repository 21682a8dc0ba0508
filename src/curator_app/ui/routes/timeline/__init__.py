"""A timeline of routes: rows of steps, stages and marks over days. Plain data in, signals out, no services."""

from curator_app.ui.routes.timeline.data import Band, Bar, Filter, ItemKey, Mark, MarkKind, Row, State, Timeline
from curator_app.ui.routes.timeline.layout import Density
from curator_app.ui.routes.timeline.view import TimelineView

__all__ = [
    "Band",
    "Bar",
    "Density",
    "Filter",
    "ItemKey",
    "Mark",
    "MarkKind",
    "Row",
    "State",
    "Timeline",
    "TimelineView",
]
