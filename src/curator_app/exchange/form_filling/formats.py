"""What the number formats of a form show: dates, percents, bold letters for the look of the form on the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from curator_app.exchange.form_filling.package import FormPackage
from curator_app.exchange.xlsx_styles import DATE, date_styles
from curator_app.exchange.xlsx_xml import attribute, parse

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PERCENT_BUILT_IN = frozenset({9, 10})


@dataclass(frozen=True, slots=True)
class Shows:
    """Answers by the number of a cell style."""

    dates: tuple[bool, ...] = ()
    percents: tuple[bool, ...] = ()
    bolds: tuple[bool, ...] = ()
    fills: tuple[bool, ...] = ()
    borders: tuple[bool, ...] = ()

    def date(self, style: int) -> bool:
        """A whole date is shown."""
        return style < len(self.dates) and self.dates[style]

    def percent(self, style: int) -> bool:
        """Percents are shown: 0.75 as «75 %»."""
        return style < len(self.percents) and self.percents[style]

    def bold(self, style: int) -> bool:
        """Bold letters."""
        return style < len(self.bolds) and self.bolds[style]

    def fill(self, style: int) -> bool:
        """A coloured ground."""
        return style < len(self.fills) and self.fills[style]

    def border(self, style: int) -> bool:
        """Has lines around."""
        return style < len(self.borders) and self.borders[style]


def read_formats(package: FormPackage) -> Shows:
    """The formats of ``styles.xml``; nothing when the form has none."""
    part = next(iter(package.related(package.workbook, "/styles")), None)
    if part is None or not package.has(part):
        return Shows()
    content = package.part(part)
    reader = _Reader()
    parse([content], package.name, reader.start, reader.end)
    dates = date_styles([content], package.name)
    return Shows(
        dates=tuple(kind == DATE for kind in dates),
        percents=tuple(reader.is_percent(number) for number, _font, _fill, _border in reader.styles),
        bolds=tuple(font < len(reader.fonts) and reader.fonts[font] for _number, font, _fill, _border in reader.styles),
        fills=tuple(fill >= 2 for _number, _font, fill, _border in reader.styles),
        borders=tuple(
            border < len(reader.borders) and reader.borders[border] for _number, _font, _fill, border in reader.styles
        ),
    )


class _Reader:
    def __init__(self) -> None:
        self.custom: dict[int, str] = {}
        self.fonts: list[bool] = []
        self.borders: list[bool] = []
        self.styles: list[tuple[int, int, int, int]] = []
        self.section = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in {"fonts", "borders", "cellXfs", "cellStyleXfs", "dxfs"}:
            self.section = tag
        elif tag == "numFmt":
            number = attribute(attributes, "numFmtId") or ""
            if number.isdigit() and self.section != "dxfs":
                self.custom[int(number)] = attribute(attributes, "formatCode") or ""
        elif tag == "font" and self.section == "fonts":
            self.fonts.append(False)
        elif tag == "b" and self.section == "fonts" and self.fonts:
            self.fonts[-1] = attributes.get("val", "1") not in {"0", "false"}
        elif tag == "border" and self.section == "borders":
            self.borders.append(False)
        elif tag in {"left", "right", "top", "bottom"} and self.section == "borders" and self.borders:
            self.borders[-1] = self.borders[-1] or attributes.get("style", "none") != "none"
        elif tag == "xf" and self.section == "cellXfs":
            told = (attributes.get(key, "0") for key in ("numFmtId", "fontId", "fillId", "borderId"))
            shape, font, fill, border = (int(one) if one.isdigit() else 0 for one in told)
            self.styles.append((shape, font, fill, border))

    def end(self, tag: str) -> None:
        if tag == self.section:
            self.section = ""

    def is_percent(self, number: int) -> bool:
        if number in self.custom:
            return "%" in _QUOTED.sub("", self.custom[number].split(";")[0])
        return number in _PERCENT_BUILT_IN
