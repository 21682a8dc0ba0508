"""One worksheet, streamed: only cells with a value are kept, whatever is formatted below the table costs nothing.
Rows in the plain form are withheld from the parser (xlsx_plain.py).

Why not a ready reader: calamine drops error cells and number formats and lays sparse cells out densely (a value
in A1 and one in XFD1048576 end the process), openpyxl walks a million formatted empty rows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import partial
from xml.parsers import expat

from curator_app.exchange.grid import MAX_COLUMNS, MAX_ROWS, CellError, Grid, Merge, Value
from curator_app.exchange.xlsx_plain import PlainRows, Strange, column_number, whole_elements
from curator_app.exchange.xlsx_styles import DATE, TIME, unescape
from curator_app.exchange.xlsx_xml import attribute, refuse_declarations
from curator_app.runtime.errors import KnownProblem

MAX_CELLS = 2_500_000
_MAX_TEXT = 32_767
_SHEET_DATA = re.compile(rb"<((?:\w+:)?)sheetData\s*>")
_RANGE = re.compile(r"([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_STRINGS_AT_HAND = 40_000
_MAX_MERGES = 20_000
_MAX_TALL = 500
_FROM_1904 = dt.datetime(1904, 1, 1)
_FROM_1900 = dt.datetime(1899, 12, 30)
_BEFORE_MARCH_1900 = dt.datetime(1899, 12, 31)  # the leap day that never was is not counted yet
_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}


def from_excel(number: float, *, date_1904: bool) -> dt.datetime | None:
    """Date and time of a serial number in either date system."""
    if not 0 <= number < 2_958_466:
        return None
    base = _FROM_1904 if date_1904 else _FROM_1900 if number >= 60 else _BEFORE_MARCH_1900
    days = int(number)
    return base + dt.timedelta(days, round((number - days) * 86_400))


class SheetReader:
    """Reads the cells of one sheet into a grid."""

    def __init__(
        self, grid: Grid, strings: list[str], styles: list[str | None], file_name: str, step: Callable[[], None]
    ) -> None:
        self.grid = grid
        self.strings = strings
        self.styles = styles
        self.file_name = file_name
        self.step = step
        self.cells = 0
        self.row = 0
        self.column = -1
        self.kind = "n"
        self.style = 0
        self.text: list[str] = []
        self.heard = 0
        self.listening = False
        self.phonetic = 0
        self.tall_merges = 0
        self._meanings: dict[str, Callable[[str], Value | None]] = {
            "s": self._shared,
            "str": self._text,
            "inlineStr": self._text,
            "b": lambda text: text.strip() == "1",
            "e": lambda text: self._visible(CellError(text)),
            "d": lambda text: dt.datetime.fromisoformat(text.strip().removesuffix("Z")).replace(tzinfo=None),
        }

    def read(self, chunks: Iterable[bytes]) -> None:
        """``chunks``: the sheet's XML. Raises KnownProblem; expat's error or ValueError when it is damaged."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse_declarations(self.file_name)
        parser.EntityDeclHandler = refuse_declarations(self.file_name)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        rows: PlainRows | None = None
        for piece, prefix in whole_elements(chunks, _SHEET_DATA, "row"):
            self.step()
            if prefix is None:
                parser.Parse(piece, False)
                continue
            rows = rows or PlainRows(prefix, self._meaning, self._short_strings())
            self._read_rows(piece.decode(), rows, prefix, parser)
        parser.Parse(b"", True)

    def _read_rows(self, xml: str, rows: PlainRows, prefix: str, parser: expat.XMLParserType) -> None:
        last = rows.emptiness(xml)
        if last is not None:
            self.row = last
            return
        ending = f"</{prefix}row>"
        pieces = xml.split(ending)
        pieces.pop()  # what follows the last row: nothing
        for piece in pieces:
            try:
                self.row, cells = rows.cells(piece)
            except Strange:
                parser.Parse((piece + ending).encode(), False)
                continue
            if cells:
                self._keep_row(cells)

    def _keep_row(self, cells: dict[int, Value]) -> None:
        if self.row > MAX_ROWS:
            raise self._too_far(self.row, min(cells))
        self._count(len(cells))
        kept = self.grid.rows.setdefault(self.row, cells)
        if kept is not cells:
            kept.update(cells)

    def _count(self, more: int) -> None:
        self.cells += more
        if self.cells > MAX_CELLS:
            raise self._too_large("слишком много заполненных ячеек")

    def _too_far(self, row: int, column: int) -> KnownProblem:
        return self._too_large(f"есть значение далеко от таблицы (строка {row}, столбец {column + 1})")

    def _too_large(self, what: str) -> KnownProblem:
        return KnownProblem(
            f"На листе «{self.grid.name[:60]}» {what}. Скопируйте таблицу без лишнего в новую книгу и сохраните."
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c" or tag.endswith(":c"):
            self._cell(attributes)
        elif tag == "row" or tag.endswith(":row"):
            told = attributes.get("r")
            self.row = int(told) if told and told.isdigit() else self.row + 1
            self.column = -1
        elif tag == "v" or tag == "t" or tag.endswith((":v", ":t")):
            self.listening = not self.phonetic
        elif tag == "rPh" or tag.endswith(":rPh"):
            self.phonetic += 1
        elif tag == "mergeCell" or tag.endswith(":mergeCell"):
            self._merge(attribute(attributes, "ref") or "")

    def _merge(self, told: str) -> None:
        place = _RANGE.fullmatch(told)
        if place is None:
            return
        left, top, right, bottom = place.groups()
        merge = Merge(int(top), column_number(left), int(bottom), column_number(right))
        self.tall_merges += merge.bottom - merge.top > 100
        if len(self.grid.merges) >= _MAX_MERGES or self.tall_merges > _MAX_TALL:
            raise self._too_large("объединённых ячеек слишком много")
        if (merge.bottom > merge.top or merge.right > merge.left) and (
            merge.top <= MAX_ROWS and merge.left < MAX_COLUMNS
        ):
            self.grid.merges.append(merge)

    def _cell(self, attributes: dict[str, str]) -> None:
        told = attributes.get("r")
        place = _REFERENCE.fullmatch(told) if told else None
        if place is not None:
            self.column = column_number(place.group(1))
            self.row = int(place.group(2))
        else:
            self.column += 1
        self.kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self.style = int(style) if style.isdigit() else 0
        self.text.clear()
        self.heard = 0

    def _end(self, tag: str) -> None:
        if tag == "c" or tag.endswith(":c"):
            if self.text:
                self._keep("".join(self.text))
                self.text.clear()
        elif tag == "v" or tag == "t" or tag.endswith((":v", ":t")):
            self.listening = False
        elif tag == "rPh" or tag.endswith(":rPh"):
            self.phonetic -= 1

    def _data(self, data: str) -> None:
        if self.listening:
            self.heard += len(data)
            if self.heard > _MAX_TEXT:
                raise self._too_long()
            self.text.append(data)

    def _keep(self, text: str) -> None:
        value = self._meaning(self.kind, self.style)(text)
        if value is not None:
            if self.row > MAX_ROWS or self.column >= MAX_COLUMNS:
                raise self._too_far(self.row, self.column)
            self._count(1)
            self.grid.rows.setdefault(self.row, {})[self.column] = value

    def _meaning(self, kind: str, style: int) -> Callable[[str], Value | None]:
        """What the text of a cell of this type and style means; the answer None: nothing."""
        if kind in self._meanings:
            return self._meanings[kind]
        return partial(self._number, self.styles[style] if 0 <= style < len(self.styles) else None)

    def _shared(self, text: str) -> str | None:
        index = int(text)
        return self._visible(self.strings[index]) if 0 <= index < len(self.strings) else None

    def _text(self, text: str) -> str | None:
        return CellError(text) if text in _ERRORS else self._visible(unescape(text) if "_x" in text else text)

    def _visible(self, text: str) -> str | None:
        if len(text) > _MAX_TEXT:
            raise self._too_long()
        return None if not text or text.isspace() else text

    def _short_strings(self) -> dict[str, str | None]:
        """The first shared strings; those too long for a cell are asked for one by one and refused then."""
        first = self.strings[:_STRINGS_AT_HAND]
        shown = [text if text and not text.isspace() else None for text in first]
        return {str(at): text for at, text in enumerate(shown) if text is None or len(text) <= _MAX_TEXT}

    def _too_long(self) -> KnownProblem:
        return self._too_large("есть ячейка с непомерно длинным текстом")

    def _number(self, shows: str | None, told: str) -> Value | None:
        text = told.strip()
        if not text:
            return None
        number = float(text)
        if shows is not None:
            moment = from_excel(number, date_1904=self.grid.date_1904)
            if shows == TIME and moment is not None and number < 1:
                return moment.time()
            if moment is not None and shows in {DATE, TIME}:
                return moment
        if number != number or number in {float("inf"), float("-inf")}:
            return CellError(text)
        return int(number) if number == int(number) and abs(number) < 1e15 else number
