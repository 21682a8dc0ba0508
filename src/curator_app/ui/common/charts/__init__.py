"""Painted charts over plain values: one figure each, shown by ChartView, saved as a picture, printed."""

from curator_app.ui.common.charts.bars import Bar, Bars
from curator_app.ui.common.charts.columns import Columns
from curator_app.ui.common.charts.completeness import Completeness
from curator_app.ui.common.charts.figure import Figure
from curator_app.ui.common.charts.means import MeanRow, Means, Point
from curator_app.ui.common.charts.slopes import Slope, Slopes
from curator_app.ui.common.charts.view import ChartView

__all__ = [
    "Bar",
    "Bars",
    "ChartView",
    "Columns",
    "Completeness",
    "Figure",
    "MeanRow",
    "Means",
    "Point",
    "Slope",
    "Slopes",
]
