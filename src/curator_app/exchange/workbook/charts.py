"""Native charts: bars of one sheet's own cells, with axes that Excel shows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from curator_app.exchange.workbook.model import Box, Cells, Chart

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLOURS = ("2F6DB5", "E08A2E", "4C9A63")
_ROW_CM = 0.53
_LETTER_CM = 0.19


def add_chart(place: Worksheet, chart: Chart) -> Box:
    """Puts a chart on the sheet; gives the cells it covers."""
    from openpyxl.chart import BarChart, Reference, Series
    from openpyxl.chart.label import DataLabelList
    from openpyxl.utils import coordinate_to_tuple, get_column_letter

    made: Any = BarChart()
    made.type = "bar" if chart.lying else "col"
    made.title = chart.title
    made.style = 10
    made.width, made.height = chart.width, chart.height
    made.gapWidth = 60

    def cells(told: Cells) -> Any:
        return Reference(place, min_col=told.column, min_row=told.first, max_row=told.last)

    for number, (name, values) in enumerate(chart.series):
        series: Any = Series(cells(values), title=name)
        series.graphicalProperties.solidFill = _COLOURS[number % len(_COLOURS)]
        made.series.append(series)
    made.set_categories(cells(chart.categories))
    # Without these elements Excel shows no axes.
    made.x_axis.delete = made.y_axis.delete = False
    made.y_axis.majorGridlines = None
    made.y_axis.numFmt = "General"
    made.y_axis.scaling.min = 0
    if chart.lying:
        made.x_axis.scaling.orientation = "maxMin"
    made.dataLabels = DataLabelList()
    made.dataLabels.showVal = True
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(made.dataLabels, other, False)
    if len(chart.series) > 1:
        made.legend.position = "b"
    else:
        made.legend = None
    place.add_chart(made, chart.anchor)
    row, column = coordinate_to_tuple(chart.anchor)
    covered, reach = column, 0.0
    while reach < chart.width:
        letters = place.column_dimensions[get_column_letter(covered)].width or 13
        reach += letters * _LETTER_CM
        covered += 1
    bottom = row + math.ceil(chart.height / _ROW_CM)
    return Box(column, row, covered, bottom)
