"""Where every row and cell of a worksheet stands in the bytes of its part, so that a few can be changed in place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from curator_app.exchange.grid import Merge
from curator_app.exchange.xlsx_archive import damaged
from curator_app.exchange.xlsx_plain import column_number
from curator_app.exchange.xlsx_xml import refuse_declarations
from curator_app.runtime.errors import KnownProblem

MAX_FORM_CELLS = 400_000
_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9_-]+)[\"']")
_VALUES = frozenset({"v", "is"})


def ranges_of(text: str) -> list[Merge]:
    """«B2:C5 D7» as ranges; what is no reference is passed over."""
    found = []
    for word in text.split():
        told = _REFERENCE.fullmatch(word.rpartition("!")[2])
        if told is not None:
            left, top = column_number(told.group(1)), int(told.group(2))
            right = left if told.group(3) is None else column_number(told.group(3))
            bottom = top if told.group(4) is None else int(told.group(4))
            found.append(Merge(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))
    return found


@dataclass(slots=True)
class CellSpot:
    """A cell in the part: bytes from ``start`` to ``end``; ``cached``: the stretch of the value of a formula."""

    column: int
    start: int
    tag_end: int
    end: int
    attributes: dict[str, str]
    formula: bool = False
    filled: bool = False
    cached: tuple[int, int] | None = None

    @property
    def style(self) -> int:
        """Its style in ``cellXfs``."""
        told = self.attributes.get("s", "0")
        return int(told) if told.isdigit() else 0

    @property
    def is_text(self) -> bool:
        """Holds a text."""
        return self.filled and self.attributes.get("t", "n") in {"s", "str", "inlineStr"}


@dataclass(slots=True)
class RowSpot:
    """A row in the part. ``empty``: written as ``<row/>``."""

    number: int
    start: int
    tag_end: int
    end: int
    empty: bool
    attributes: dict[str, str]
    cells: dict[int, CellSpot] = field(default_factory=dict)


@dataclass(slots=True)
class ColumnSpan:
    """Columns of one width, from ``first`` to ``last`` counted from 0; ``width`` in letters, None: the usual one."""

    first: int
    last: int
    width: float | None
    style: int
    hidden: bool


@dataclass(slots=True)
class SheetScan:
    """What a worksheet holds and where in its bytes."""

    xml: bytes
    prefix: str = ""
    rows: dict[int, RowSpot] = field(default_factory=dict)
    data_start: int = 0
    data_tag_end: int = 0
    data_end: int = 0
    data_empty: bool = False
    dimension: tuple[int, int, str] | None = None
    merges: list[Merge] = field(default_factory=list)
    merge_list: tuple[int, int, int] | None = None
    """Start of ``<mergeCells``, end of its tag, start of its end tag."""
    columns: list[ColumnSpan] = field(default_factory=list)
    default_width: float | None = None
    protected: bool = False
    arrays: list[Merge] = field(default_factory=list)
    has_formulas: bool = False
    lists: list[tuple[list[Merge], tuple[str, ...]]] = field(default_factory=list)
    """Cells that take only the words of a list written into the rule itself."""

    def allowed(self, row: int, column: int) -> tuple[str, ...]:
        """The words a cell takes; nothing when any will do."""
        for places, words in self.lists:
            if any(one.top <= row <= one.bottom and one.left <= column <= one.right for one in places):
                return words
        return ()

    def cell(self, row: int, column: int) -> CellSpot | None:
        """The cell as written, or None."""
        found = self.rows.get(row)
        return None if found is None else found.cells.get(column)

    def merge_over(self, row: int, column: int) -> Merge | None:
        """The merged range over a cell."""
        for merge in self.merges:
            if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
                return merge
        return None

    def style_of(self, row: int, column: int) -> int:
        """The style a cell has or would have: its own, else the row's, else the column's."""
        spot = self.cell(row, column)
        if spot is not None:
            return spot.style
        line = self.rows.get(row)
        if line is not None and line.attributes.get("customFormat") in {"1", "true"}:
            told = line.attributes.get("s", "0")
            return int(told) if told.isdigit() else 0
        return next((span.style for span in self.columns if span.first <= column <= span.last), 0)

    @property
    def last_filled_row(self) -> int:
        """The last row with a value, a formula or a merged range."""
        rows = [
            number for number, row in self.rows.items() if any(one.filled or one.formula for one in row.cells.values())
        ]
        return max([*rows, *(merge.bottom for merge in self.merges)], default=0)


def scan_sheet(xml: bytes, sheet: str, name: str) -> SheetScan:
    """Looks through a worksheet. Raises KnownProblem: another encoding than UTF-8, damage, an unreasonable size."""
    told = _ENCODING.search(xml[:200])
    if xml[:2] in {b"\xff\xfe", b"\xfe\xff"} or (told and told.group(1).lower() not in {b"utf-8", b"us-ascii"}):
        raise KnownProblem(
            f"Лист «{sheet[:60]}» записан в необычной кодировке. Откройте форму в Excel и сохраните заново."
        )
    scanner = _Scanner(xml, sheet, name)
    try:
        scanner.run()
    except (expat.ExpatError, ValueError) as error:
        raise damaged(name) from error
    return scanner.scan


class _Scanner:
    def __init__(self, xml: bytes, sheet: str, name: str) -> None:
        self.xml = xml
        self.sheet = sheet
        self.name = name
        self.scan = SheetScan(xml)
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = refuse_declarations(name)
        self.parser.EntityDeclHandler = refuse_declarations(name)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.rule: list[Merge] | None = None
        self.words: list[str] | None = None
        self.row: RowSpot | None = None
        self.cell: CellSpot | None = None
        self.row_number = 0
        self.column = -1
        self.cells = 0
        self.value_start = 0
        self.depth = 0
        self.seen_data = False

    def run(self) -> None:
        self.parser.Parse(self.xml, True)
        if not self.seen_data:
            raise damaged(self.name)

    def _tag_end(self, start: int) -> int:
        found = _TAG.match(self.xml, start)
        if found is None:
            raise damaged(self.name)
        return found.end()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        bare = tag.rpartition(":")[2]
        self.depth += 1
        if self.depth == 2:
            self._section(bare, tag, attributes)
        elif bare == "row" and self.depth == 3:
            self._row(attributes)
        elif bare == "c" and self.depth == 4 and self.row is not None:
            self._cell(attributes)
        elif self.cell is not None and self.depth == 5:
            if bare == "f":
                self.cell.formula = self.scan.has_formulas = True
                if "ref" in attributes and attributes.get("t") in {"array", "dataTable"}:
                    self.scan.arrays.extend(ranges_of(attributes["ref"]))
            elif bare in _VALUES:
                self.value_start = self.parser.CurrentByteIndex
                self.cell.filled = True
        elif bare == "mergeCell" and self.depth == 3:
            self.scan.merges.extend(
                one for one in ranges_of(attributes.get("ref", "")) if one.bottom > one.top or one.right > one.left
            )
        elif bare == "col" and self.depth == 3:
            self._columns(attributes)
        elif bare == "dataValidation" and self.depth == 3:
            self.rule = ranges_of(attributes.get("sqref", "")) if attributes.get("type") == "list" else None
        elif bare == "formula1" and self.rule:
            self.words = []

    def _section(self, bare: str, tag: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        if bare == "sheetData":
            if self.seen_data:
                raise damaged(self.name)
            self.seen_data = True
            self.scan.prefix = tag[: -len("sheetData")]
            self.scan.data_start, self.scan.data_tag_end = start, self._tag_end(start)
            self.scan.data_empty = self.xml[self.scan.data_tag_end - 2 : self.scan.data_tag_end - 1] == b"/"
            self.scan.data_end = self.scan.data_tag_end
        elif bare == "dimension":
            self.scan.dimension = (start, self._tag_end(start), attributes.get("ref", ""))
        elif bare == "mergeCells":
            self.scan.merge_list = (start, self._tag_end(start), 0)
        elif bare == "sheetProtection":
            self.scan.protected = attributes.get("sheet", "0") in {"1", "true"}
        elif bare == "sheetFormatPr":
            self.scan.default_width = _decimal(attributes.get("defaultColWidth"))

    def _row(self, attributes: dict[str, str]) -> None:
        told = attributes.get("r")
        number = int(told) if told and told.isdigit() else self.row_number + 1
        if number <= self.row_number or number > 1_048_576:
            raise damaged(self.name)
        start = self.parser.CurrentByteIndex
        tag_end = self._tag_end(start)
        empty = self.xml[tag_end - 2 : tag_end - 1] == b"/"
        self.row_number, self.column = number, -1
        self.row = RowSpot(number, start, tag_end, tag_end, empty, attributes)
        self.scan.rows[number] = self.row

    def _cell(self, attributes: dict[str, str]) -> None:
        assert self.row is not None
        told = _REFERENCE.fullmatch(attributes.get("r", ""))
        column = self.column + 1 if told is None else column_number(told.group(1))
        if column <= self.column or column > 16_383 or (told is not None and int(told.group(2)) != self.row.number):
            raise damaged(self.name)
        self.cells += 1
        if self.cells > MAX_FORM_CELLS:
            raise KnownProblem(
                f"На листе «{self.sheet[:60]}» слишком много ячеек для формы. Оставьте в файле только саму форму."
            )
        self.column = column
        start = self.parser.CurrentByteIndex
        tag_end = self._tag_end(start)
        self.cell = CellSpot(column, start, tag_end, tag_end, attributes)
        self.row.cells[column] = self.cell

    def _columns(self, attributes: dict[str, str]) -> None:
        first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
        style = attributes.get("style", "0")
        hidden = attributes.get("hidden", "0") in {"1", "true"}
        self.scan.columns.append(
            ColumnSpan(
                first - 1,
                min(last, 16_384) - 1,
                _decimal(attributes.get("width")),
                int(style) if style.isdigit() else 0,
                hidden,
            )
        )

    def _text(self, text: str) -> None:
        if self.words is not None:
            self.words.append(text)

    def _end(self, tag: str) -> None:
        bare = tag.rpartition(":")[2]
        at = self.parser.CurrentByteIndex
        if bare == "formula1" and self.words is not None:
            told = "".join(self.words).strip()
            if self.rule and len(told) > 1 and told[0] == told[-1] == '"':
                self.scan.lists.append((self.rule, tuple(one.strip() for one in told[1:-1].split(","))))
            self.words = None
        if bare in _VALUES and self.depth == 5 and self.cell is not None and self.cell.formula:
            self.cell.cached = (self.value_start, self._closed(self.value_start, at))
        elif bare == "c" and self.depth == 4 and self.cell is not None:
            self.cell.end = self._closed(self.cell.start, at)
            self.cell = None
        elif bare == "row" and self.depth == 3 and self.row is not None:
            self.row.end = self._closed(self.row.start, at)
            self.row = None
        elif bare == "sheetData" and self.depth == 2 and not self.scan.data_empty:
            self.scan.data_end = at
        elif bare == "mergeCells" and self.depth == 2 and self.scan.merge_list is not None:
            self.scan.merge_list = (*self.scan.merge_list[:2], at)
        self.depth -= 1

    def _closed(self, start: int, at: int) -> int:
        """Where an element ends: after its own tag when it is written as ``<x/>``, else after its end tag."""
        tag_end = self._tag_end(start)
        return tag_end if self.xml[tag_end - 2 : tag_end - 1] == b"/" else self._tag_end(at)


def _decimal(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None
