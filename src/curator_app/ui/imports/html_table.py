"""The table in a piece of HTML, as Excel, LibreOffice, Word and browsers put it on the clipboard."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

_SILENT: Final = frozenset({"style", "script", "title", "head"})
_BREAKS: Final = frozenset({"br", "p", "div", "li"})
_WIDEST: Final = 1_000  # columns; a wider merged cell is a fault of the page


def table_rows(html: str) -> list[list[str]]:
    """Rows of the table with the most cells; [] when there is none.

    A merged cell stands in its first place, the others are empty. Rows and cells that are not shown (a filter of Excel)
    are left out; breaks inside a cell stay, other white space is one blank.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return max(reader.tables, key=lambda rows: sum(map(len, rows)), default=[])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[_Table] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._open.append(_Table())
        elif self._open:
            table = self._open[-1]
            if tag == "tr":
                table.begin_row(_hidden(told))
            elif tag in {"td", "th"}:
                table.begin_cell(_span(told, "colspan"), _span(told, "rowspan"), _hidden(told))
            elif tag in _BREAKS:
                table.put("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._open:
            self.tables.append(self._open.pop().end())
        elif tag in {"td", "th", "tr"} and self._open:
            self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if not self._silent and self._open:
            self._open[-1].put(data.replace("\xa0", " ").replace("\r", "").replace("\n", " "))

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """«<![if …]>» of Excel and whatever else stands there says nothing; the parser of Python knows only some words
        of it and gives up at another one."""
        del report
        return self.rawdata.find(">", i) + 1 or -1

    def close(self) -> None:
        """A table cut short counts as far as it goes."""
        super().close()
        while self._open:
            self.tables.append(self._open.pop().end())


class _Table:
    def __init__(self) -> None:
        self._rows: list[list[str]] = []
        self._hidden: list[bool] = []
        self._from_above: dict[int, int] = {}  # column: how many rows below it is still covered
        self._cell: list[str] | None = None
        self._take = True

    def begin_row(self, hidden: bool) -> None:
        self.end_cell()
        self._fill_row()
        self._rows.append([])
        self._hidden.append(hidden)

    def begin_cell(self, columns: int, rows: int, hidden: bool) -> None:
        self.end_cell()
        if not self._rows:
            self.begin_row(hidden=False)
        self._cover()
        row = self._rows[-1]
        self._cell, self._take = [], not hidden
        if self._take:
            if rows > 1:
                self._from_above.update({len(row) + step: rows for step in range(columns)})
            row.extend([""] * columns)
            self._at = len(row) - columns

    def put(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)

    def end_cell(self) -> None:
        if self._cell is not None and self._take:
            lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
            self._rows[-1][self._at] = "\n".join(line for line in lines if line)
        self._cell = None

    def end(self) -> list[list[str]]:
        """All rows that are shown."""
        self.end_cell()
        return [row for row, hidden in zip(self._rows, self._hidden, strict=True) if not hidden]

    def _cover(self) -> None:
        row = self._rows[-1]
        while self._from_above.get(len(row), 0) > 0:
            row.append("")

    def _fill_row(self) -> None:
        """The row is over: cells that reach down from above cover one row less."""
        if self._rows:
            self._cover()
        self._from_above = {column: left - 1 for column, left in self._from_above.items() if left > 1}


def _span(told: dict[str, str], name: str) -> int:
    value = told.get(name, "").strip()
    return min(max(1, int(value)), _WIDEST) if value.isdecimal() and len(value) < 8 else 1


def _hidden(told: dict[str, str]) -> bool:
    return "display:none" in told.get("style", "").replace(" ", "").lower()
