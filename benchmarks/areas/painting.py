"""The heat map of 60 mentors × 200 requests and the timeline of 60 mentees: a painting beside bare shapes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from benchmarks.heat_map_data import large_school
from benchmarks.measuring import Figure, by_turns
from benchmarks.timeline_data import TITLES, wall
from curator_app.ui.common import theme
from curator_app.ui.pairs.heat_map import HeatMap
from curator_app.ui.routes.timeline import Density, TimelineView

_FRAME = 16


def measure() -> Iterator[Figure]:
    """First paint and frames; a frame is good when it is ready before the screen asks for the next one."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    yield from _heat_map()
    yield from _timeline()


def _heat_map() -> Iterator[Figure]:
    data = large_school(60, 200)
    view = HeatMap()
    view.resize(1320, 640)
    view.show()
    picture = QPixmap(view.viewport().size())

    def afresh() -> None:
        view.set_data(data)  # nothing painted before is kept
        view.viewport().render(picture)

    for words, steps in (("all of it", 0), ("far", -6), ("near", 6)):
        view.set_data(data)
        view.zoom_to_fit()
        if steps:
            view.zoom_by(steps, QPoint(300, 200))
        best = by_turns(
            5,
            new=afresh,
            again=lambda: view.viewport().render(picture),
            floor=lambda: picture.fill(QColor("#808080")),
        )
        yield Figure(f"heat map, {words}, new data", best["new"], "ms", best["floor"], "one colour over all")
        yield Figure(f"heat map, {words}, again", best["again"], "ms", bar=_FRAME)
    view.close()


def _timeline() -> Iterator[Figure]:
    data = wall(60)
    bars = sum(len(row.bars) for row in data.rows)

    def shown(density: Density) -> TimelineView:
        view = TimelineView(data, density)
        view.resize(1366, 768)
        view.show()
        view.grab()
        return view

    picture = QImage(1366, 768, QImage.Format.Format_ARGB32_Premultiplied)

    def shapes() -> None:
        painter = QPainter(picture)
        for number in range(bars):
            box = QRectF(number * 7 % 1200, number * 13 % 740, 90, 18)
            painter.drawRect(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, TITLES[number % len(TITLES)])
        painter.end()

    best = by_turns(
        3,
        ours=lambda: shown(Density.LABELLED).close(),
        dense=lambda: shown(Density.DENSE).close(),
        floor=shapes,
    )
    against = f"{bars} boxes with words"
    yield Figure("timeline, first paint", best["ours"], "ms", best["floor"], against)
    yield Figure("timeline, first paint, dense", best["dense"], "ms", best["floor"], against)
    view = shown(Density.LABELLED)

    def frame(x: int, y: int) -> None:
        view.pan(x, y)
        view.viewport().grab()

    moved = by_turns(9, down=partial(frame, 0, -53), aside=partial(frame, -31, 0))
    yield Figure("timeline, a frame down", moved["down"], "ms", bar=_FRAME)
    yield Figure("timeline, a frame aside", moved["aside"], "ms", bar=_FRAME)
    view.close()
