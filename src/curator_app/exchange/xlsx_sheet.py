"""One worksheet, streamed: only cells with a value are kept, whatever is formatted below the table costs nothing.

Why not a ready reader: calamine drops error cells and number formats and lays sparse cells out densely (a value
in A1 and one in XFD1048576 end the process), openpyxl walks a million formatted empty rows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

from curator_app.exchange.grid import MAX_COLUMNS, MAX_ROWS, CellError, Grid, Merge, Value
from curator_app.exchange.xlsx_styles import DATE, TIME, unescape
from curator_app.exchange.xlsx_xml import refuse_declarations
from curator_app.runtime.errors import KnownProblem

MAX_CELLS = 2_500_000
_MAX_TEXT = 32_767
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t|is)[\s>]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)[\"']")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_MAX_MERGES = 20_000
_MAX_TALL = 500
_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}


def column_number(letters: str) -> int:
    """«A» → 0, «XFD» → 16383."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def from_excel(number: float, *, date_1904: bool) -> dt.datetime | None:
    """Date and time of a serial number in either date system."""
    base = dt.datetime(1904, 1, 1) if date_1904 else dt.datetime(1899, 12, 30)
    if not 0 <= number < 2_958_466:
        return None
    if not date_1904 and number < 60:
        base = dt.datetime(1899, 12, 31)
    days = int(number)
    seconds = round((number - days) * 86_400)
    return base + dt.timedelta(days=days, seconds=seconds)


class _Finder:
    """Where the last value of the sheet stands in its XML, and its merged ranges, without parsing."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.last = 0
        self.merges: list[Merge] = []
        self.too_many = False
        offset, tail = 0, b""
        for chunk in chunks:
            window = tail + chunk
            start = offset - len(tail)
            self.last = max([self.last, *(start + found.start() for found in _VALUE.finditer(window))])
            for found in _MERGE.finditer(window):
                if found.end() > len(tail):
                    self._merge(found)
            offset += len(chunk)
            tail = window[-200:]

    def _merge(self, found: re.Match[bytes]) -> None:
        left, top, right, bottom = (part.decode("ascii") for part in found.groups())
        merge = Merge(int(top), column_number(left), int(bottom), column_number(right))
        if len(self.merges) >= _MAX_MERGES:
            self.too_many = True
        elif merge.bottom > merge.top or merge.right > merge.left:
            self.merges.append(merge)


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
        self.listening = False
        self.phonetic = 0

    def read(self, chunks: Callable[[], Iterator[bytes]]) -> None:
        """``chunks`` gives the sheet's XML from its beginning, twice: for a glance and for reading."""
        finder = _Finder(chunks())
        tall = sum(1 for merge in finder.merges if merge.bottom - merge.top > 100)
        if finder.too_many or tall > _MAX_TALL:
            raise self._too_large("объединённых ячеек слишком много")
        self.grid.merges = [merge for merge in finder.merges if merge.top <= MAX_ROWS and merge.left < MAX_COLUMNS]
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse_declarations(self.file_name)
        parser.EntityDeclHandler = refuse_declarations(self.file_name)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        fed = 0
        for chunk in chunks():
            self.step()
            parser.Parse(chunk, False)
            fed += len(chunk)
            if finder.last and fed > finder.last + 2 * _MAX_TEXT * 4:
                return  # nothing but formatted emptiness follows
        parser.Parse(b"", True)

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
            self.text.append(data)

    def _keep(self, text: str) -> None:
        value = self._value(text)
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        if self.row > MAX_ROWS or self.column >= MAX_COLUMNS:
            raise self._too_large(f"есть значение далеко от таблицы (строка {self.row}, столбец {self.column + 1})")
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise self._too_large("слишком много заполненных ячеек")
        self.grid.rows.setdefault(self.row, {})[self.column] = value

    def _value(self, text: str) -> Value | None:
        if self.kind == "s":
            index = int(text)
            return self._limited(self.strings[index]) if 0 <= index < len(self.strings) else None
        if self.kind in {"str", "inlineStr"}:
            text = self._limited(unescape(text))
            return CellError(text) if text in _ERRORS else text
        if self.kind == "b":
            return text.strip() == "1"
        if self.kind == "e":
            return CellError(text)
        if self.kind == "d":
            return dt.datetime.fromisoformat(text.strip().removesuffix("Z")).replace(tzinfo=None)
        return self._number(text.strip())

    def _limited(self, text: str) -> str:
        if len(text) > _MAX_TEXT:
            raise self._too_large("есть ячейка с непомерно длинным текстом")
        return text

    def _number(self, text: str) -> Value | None:
        if not text:
            return None
        number = float(text)
        shows = self.styles[self.style] if 0 <= self.style < len(self.styles) else None
        if shows is not None:
            moment = from_excel(number, date_1904=self.grid.date_1904)
            if shows == TIME and moment is not None and number < 1:
                return moment.time()
            if moment is not None and shows in {DATE, TIME}:
                return moment
        if number != number or number in {float("inf"), float("-inf")}:
            return CellError(text)
        return int(number) if number == int(number) and abs(number) < 1e15 else number
