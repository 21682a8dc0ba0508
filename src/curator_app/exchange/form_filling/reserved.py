"""Cells that nobody may write into: formulas, headings of named tables, pivot tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from curator_app.exchange.form_filling.package import FormPackage, FormSheet
from curator_app.exchange.form_filling.scan import SheetScan, ranges_of
from curator_app.exchange.grid import Merge
from curator_app.exchange.xlsx_xml import parse

FORMULA = "здесь формула, программа её не заменит. Снимите разметку с этой ячейки."
ARRAY = "эта ячейка — часть формулы массива. Снимите разметку с этой ячейки."
HEADING = "здесь заголовок или итог «умной таблицы» Excel, менять его нельзя. Выберите строку ниже."
PIVOT = "здесь сводная таблица Excel, её заполняет сам Excel. Выберите другую ячейку."


@dataclass(slots=True)
class Reserved:
    """Ranges of a sheet with the reason why they are kept."""

    scan: SheetScan
    ranges: list[tuple[Merge, str]] = field(default_factory=list)
    lowest_picture: int = 0

    def reason(self, row: int, column: int) -> str | None:
        """Why a cell must stay as it is; None: it is free."""
        spot = self.scan.cell(row, column)
        if spot is not None and spot.formula:
            return FORMULA
        for place, reason in self.ranges:
            if place.top <= row <= place.bottom and place.left <= column <= place.right:
                return reason
        return None


def read_reserved(package: FormPackage, sheet: FormSheet, scan: SheetScan) -> Reserved:
    """What the sheet and the parts it points at keep for themselves."""
    found = Reserved(scan, [(one, ARRAY) for one in scan.arrays])

    def table(tag: str, attributes: dict[str, str]) -> None:
        if tag != "table":
            return
        for place in ranges_of(attributes.get("ref", "")):
            heads = _number(attributes.get("headerRowCount", "1"))
            totals = _number(attributes.get("totalsRowCount", "0"))
            if heads:
                found.ranges.append((Merge(place.top, place.left, place.top + heads - 1, place.right), HEADING))
            if totals:
                found.ranges.append((Merge(place.bottom - totals + 1, place.left, place.bottom, place.right), HEADING))

    def pivot(tag: str, attributes: dict[str, str]) -> None:
        if tag == "location":
            found.ranges.extend((place, PIVOT) for place in ranges_of(attributes.get("ref", "")))

    for part in package.tables(sheet):
        if package.has(part):
            parse([package.part(part)], package.name, table)
    for part in package.pivots(sheet):
        if package.has(part):
            parse([package.part(part)], package.name, pivot)
    for part in package.drawings(sheet):
        if package.has(part):
            found.lowest_picture = max(found.lowest_picture, _lowest(package, part))
    return found


def _lowest(package: FormPackage, part: str) -> int:
    """The last row, from 1, where a picture or a chart of a drawing begins or ends."""
    rows: list[int] = [0]
    inside = False

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = tag == "row"

    def end(_tag: str) -> None:
        nonlocal inside
        inside = False

    def text(data: str) -> None:
        if inside and data.strip().isdigit():
            rows.append(int(data) + 1)

    parse([package.part(part)], package.name, start, end, text)
    return max(rows)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
