"""The heat map mentors × requests: a painted widget over plain data; it knows no services."""

from curator_app.ui.pairs.heat_map.data import Cell, HeatColumn, HeatData, HeatRow, Mark, Wish
from curator_app.ui.pairs.heat_map.order import RowSort
from curator_app.ui.pairs.heat_map.view import HeatMap

__all__ = ["Cell", "HeatColumn", "HeatData", "HeatMap", "HeatRow", "Mark", "RowSort", "Wish"]
