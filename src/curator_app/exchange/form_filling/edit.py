"""The bytes of a worksheet with some cells changed: whatever is not named stays byte for byte."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from curator_app.exchange.form_filling.formats import Shows
from curator_app.exchange.form_filling.scan import CellSpot, RowSpot, SheetScan, ranges_of
from curator_app.exchange.form_filling.values import FormValue, Percent, cell_name, column_letters
from curator_app.exchange.grid import Merge

_LONGEST = 32_767
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_KIND = re.compile(rb"\st\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_SPANS = re.compile(rb"\sspans\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_COUNT = re.compile(rb"(\scount\s*=\s*[\"'])[0-9]+")
_ROW_LOOK = ("ht", "customHeight", "s", "customFormat")


@dataclass(frozen=True, slots=True)
class Write:
    """A value for a cell. ``style``: of the cell when it is made anew, None: its own."""

    value: FormValue
    style: int | None = None


def edited(
    scan: SheetScan,
    writes: Mapping[tuple[int, int], Write],
    shows: Shows,
    *,
    date_1904: bool,
    row_looks: Mapping[int, int] | None = None,
    merges: Iterable[Merge] = (),
) -> bytes:
    """The part with ``writes`` by (row, column), formulas without their old results. ``row_looks``: rows to be made
    with the height of another one; ``merges``: merged ranges to add."""
    editor = _Editor(scan, shows, date_1904, row_looks or {})
    return editor.run(writes, list(merges))


class _Editor:
    def __init__(self, scan: SheetScan, shows: Shows, date_1904: bool, row_looks: Mapping[int, int]) -> None:
        self.scan = scan
        self.shows = shows
        self.date_1904 = date_1904
        self.row_looks = row_looks
        self.prefix = scan.prefix
        self.changes: list[tuple[int, int, bytes]] = []

    def run(self, writes: Mapping[tuple[int, int], Write], merges: list[Merge]) -> bytes:
        by_row: dict[int, dict[int, Write]] = {}
        for (place, column), write in writes.items():
            by_row.setdefault(place, {})[column] = write
        fresh: list[int] = []
        for number in sorted(by_row):
            row = self.scan.rows.get(number)
            if row is None:
                fresh.append(number)
            else:
                self._old_row(row, by_row[number])
        self._new_rows(fresh, by_row)
        self._forget_results(by_row)
        self._widen(writes)
        if merges:
            self._merge(merges)
        return self._assembled()

    def _assembled(self) -> bytes:
        pieces, at = [], 0
        for start, end, content in sorted(self.changes, key=lambda one: (one[0], one[1])):
            pieces += [self.scan.xml[at:start], content]
            at = end
        return b"".join((*pieces, self.scan.xml[at:]))

    # --- rows and cells

    def _old_row(self, row: RowSpot, writes: Mapping[int, Write]) -> None:
        made: dict[int, list[bytes]] = {}
        known = sorted(row.cells)
        for column in sorted(writes):
            spot = row.cells.get(column)
            content = self._cell(row.number, column, writes[column], spot)
            if spot is not None:
                self.changes.append((spot.start, spot.end, content))
                continue
            after = next((one for one in known if one > column), None)
            place = self._row_end(row) if after is None else row.cells[after].start
            made.setdefault(place, []).append(content)
        if not made:
            return
        if row.empty:
            opened = self._without_spans(self.scan.xml[row.start : row.tag_end])
            inside = b"".join(made[row.tag_end])
            whole = opened[:-2].rstrip() + b">" + inside + f"</{self.prefix}row>".encode()
            self.changes.append((row.start, row.tag_end, whole))
            return
        tag = self.scan.xml[row.start : row.tag_end]
        if (bare := self._without_spans(tag)) != tag:
            self.changes.append((row.start, row.tag_end, bare))
        self.changes.extend((place, place, b"".join(cells)) for place, cells in made.items())

    def _row_end(self, row: RowSpot) -> int:
        return row.tag_end if row.empty else self.scan.xml.rindex(b"</", row.start, row.end)

    @staticmethod
    def _without_spans(tag: bytes) -> bytes:
        """``spans`` is a hint that would no longer be true."""
        return _SPANS.sub(b"", tag)

    def _new_rows(self, numbers: list[int], by_row: Mapping[int, Mapping[int, Write]]) -> None:
        if not numbers:
            return
        known = sorted(self.scan.rows)
        places: dict[int, list[bytes]] = {}
        for number in numbers:
            after = next((one for one in known if one > number), None)
            place = self.scan.data_end if after is None else self.scan.rows[after].start
            cells = b"".join(
                self._cell(number, column, write, None) for column, write in sorted(by_row[number].items())
            )
            head = f'<{self.prefix}row r="{number}"{self._row_look(number)}>'.encode()
            places.setdefault(place, []).append(head + cells + f"</{self.prefix}row>".encode())
        if self.scan.data_empty:
            whole = b"".join(places[self.scan.data_end])
            start, end = f"<{self.prefix}sheetData>".encode(), f"</{self.prefix}sheetData>".encode()
            self.changes.append((self.scan.data_start, self.scan.data_tag_end, start + whole + end))
            return
        self.changes.extend((place, place, b"".join(rows)) for place, rows in places.items())

    def _row_look(self, number: int) -> str:
        like = self.scan.rows.get(self.row_looks.get(number, 0))
        if like is None:
            return ""
        told = {key: like.attributes[key] for key in _ROW_LOOK if key in like.attributes}
        return "".join(f' {key}="{escape(value, {chr(34): "&quot;"})}"' for key, value in told.items())

    def _cell(self, row: int, column: int, write: Write, spot: CellSpot | None) -> bytes:
        style = self.scan.style_of(row, column) if write.style is None else write.style
        name = cell_name(row, column)
        told = "" if style == 0 and (spot is None or "s" not in spot.attributes) else f' s="{style}"'
        kind, inside = self._inside(write.value, style)
        start = f'<{self.prefix}c r="{name}"{told}{kind}'
        return (f"{start}/>" if not inside else f"{start}>{inside}</{self.prefix}c>").encode()

    def _inside(self, value: FormValue, style: int) -> tuple[str, str]:
        """The attribute of the kind and what stands in the cell."""
        if isinstance(value, Percent):
            value = value.value / 100 if self.shows.percent(style) else value.value
        if isinstance(value, dt.date):
            serial = _serial(value, date_1904=self.date_1904)
            value = serial if self.shows.date(style) and serial is not None else f"{value:%d.%m.%Y}"
        if value is None or value == "":
            return "", ""
        if isinstance(value, str):
            return ' t="inlineStr"', self._text(value)
        told = f"{value.normalize():f}" if isinstance(value, Decimal) else repr(value)
        return "", f"<{self.prefix}v>{told}</{self.prefix}v>"

    def _text(self, value: str) -> str:
        text = _ILLEGAL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
        if len(text) > _LONGEST:
            text = text[: _LONGEST - 1] + "…"
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
        keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text or "  " in text else ""
        return f"<{self.prefix}is><{self.prefix}t{keep}>{escape(text)}</{self.prefix}t></{self.prefix}is>"

    # --- what depends on the cells

    def _forget_results(self, by_row: Mapping[int, Mapping[int, Write]]) -> None:
        """Formulas stay; their results would tell of the old values."""
        for number, row in self.scan.rows.items():
            for column, spot in row.cells.items():
                if not spot.formula or spot.cached is None or column in by_row.get(number, {}):
                    continue
                start, end = spot.cached
                self.changes.append((start, end, b""))
                tag = self.scan.xml[spot.start : spot.tag_end]
                if (bare := _KIND.sub(b"", tag)) != tag and spot.attributes.get("t") is not None:
                    self.changes.append((spot.start, spot.tag_end, bare))

    def _widen(self, writes: Mapping[tuple[int, int], Write]) -> None:
        if self.scan.dimension is None or not writes:
            return
        start, end, told = self.scan.dimension
        known = ranges_of(told)
        if not known:
            return
        old = known[0]
        top, bottom = min(row for row, _column in writes), max(row for row, _column in writes)
        left, right = min(column for _row, column in writes), max(column for _row, column in writes)
        new = Merge(min(top, old.top), min(left, old.left), max(bottom, old.bottom), max(right, old.right))
        if new == old:
            return
        reference = f"{column_letters(new.left)}{new.top}:{column_letters(new.right)}{new.bottom}"
        tag = re.sub(rb"(\sref\s*=\s*[\"'])[^\"']*", rb"\g<1>" + reference.encode(), self.scan.xml[start:end], count=1)
        self.changes.append((start, end, tag))

    def _merge(self, merges: list[Merge]) -> None:
        assert self.scan.merge_list is not None
        start, tag_end, close = self.scan.merge_list
        added = "".join(
            f'<{self.prefix}mergeCell ref="{cell_name(one.top, one.left)}:{cell_name(one.bottom, one.right)}"/>'
            for one in merges
        )
        self.changes.append((close, close, added.encode()))
        total = str(len(self.scan.merges) + len(merges)).encode()
        tag = _COUNT.sub(rb"\g<1>" + total, self.scan.xml[start:tag_end], count=1)
        self.changes.append((start, tag_end, tag))


def _serial(day: dt.date, *, date_1904: bool) -> int | None:
    """The number Excel keeps for a day; None before its calendar begins."""
    if date_1904:
        number = (day - dt.date(1904, 1, 1)).days
        return number if number >= 0 else None
    number = (day - dt.date(1899, 12, 30)).days
    return number if number > 60 else None
