"""Rows put into a form where a table is too long for it: only when nothing of the form looks at the rows below."""

from __future__ import annotations

import re
from dataclasses import dataclass

from curator_app.exchange.form_filling.package import FormPackage, FormSheet
from curator_app.exchange.form_filling.recalculation import looking_at, names_of
from curator_app.exchange.form_filling.reserved import Reserved
from curator_app.exchange.form_filling.scan import CellSpot, SheetScan, ranges_of
from curator_app.exchange.form_filling.values import cell_name, column_letters
from curator_app.exchange.grid import Merge

_RANGE = re.compile(rb"\b(?:sqref|ref)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_MERGE = re.compile(rb"<((?:\w+:)?)mergeCell\s[^>]*>")
_MERGES = re.compile(rb"<(?:\w+:)?mergeCells\b.*?</(?:\w+:)?mergeCells\s*>", re.DOTALL)
_LOOKING = re.compile(
    rb"<(?:\w+:)?(?:legacyDrawing\w*|extLst|brk|tablePart|controls|oleObjects|customSheetViews|scenarios|cellWatches)\b"
)
_ROW_NUMBER = re.compile(rb"(\sr\s*=\s*[\"'])[0-9]+")
_CELL_NUMBER = re.compile(rb"(\sr\s*=\s*[\"'][A-Za-z]+)[0-9]+")
_COUNT = re.compile(rb"(\scount\s*=\s*[\"'])[0-9]+")
_ADDRESSED_ROW = re.compile(r"\$?[A-Za-z]{0,3}\$?([0-9]{1,7})")
_ROW_LOOK = ("ht", "customHeight", "s", "customFormat")


@dataclass(frozen=True, slots=True)
class Shift:
    """``by`` rows to be put in before row ``at``, in the look of the ``step`` rows from ``like``."""

    at: int
    by: int
    like: int
    step: int


def is_safe(package: FormPackage, sheet: FormSheet, reserved: Reserved, at: int) -> bool:
    """Whether rows from ``at`` down may move: no formula, name, rule, picture or merged range would be left behind."""
    scan = reserved.scan
    if scan.has_formulas or looking_at(package, [sheet.title]) or reserved.lowest_picture >= at:
        return False
    if any(place.bottom >= at for place, _reason in reserved.ranges):
        return False
    if any(merge.top < at <= merge.bottom for merge in scan.merges):
        return False
    tail = _MERGES.sub(b"", scan.xml[scan.data_end :])
    if _LOOKING.search(tail):
        return False
    told = (one.group(1) or one.group(2) or b"" for one in _RANGE.finditer(tail))
    if any(place.bottom >= at for text in told for place in ranges_of(text.decode("utf-8", "replace"))):
        return False
    return not any(_reaches(meaning, sheet.title, at) for meaning in names_of(package).values())


def _reaches(meaning: str, title: str, at: int) -> bool:
    """Whether a defined name speaks of rows from ``at`` down on the sheet."""
    for part in meaning.split(","):
        where, sign, place = part.rpartition("!")
        if sign and where.strip().strip("'").replace("''", "'") == title:
            rows = [int(number) for number in _ADDRESSED_ROW.findall(place)]
            if rows and max(rows) >= at:
                return True
    return False


def shifted(scan: SheetScan, shift: Shift) -> bytes:
    """The worksheet with the rows put in. Raises nothing: ask ``is_safe`` before."""
    changes: list[tuple[int, int, bytes]] = []
    for number, row in scan.rows.items():
        if number < shift.at:
            continue
        tag = scan.xml[row.start : row.tag_end]
        changes.append((row.start, row.tag_end, _ROW_NUMBER.sub(rb"\g<1>%d" % (number + shift.by), tag, count=1)))
        changes += [_moved(scan, spot, number + shift.by) for spot in row.cells.values()]
    below = [row.start for number, row in scan.rows.items() if number >= shift.at]
    place = min(below, default=scan.data_end)
    changes.append((place, place, _fresh_rows(scan, shift)))
    if scan.merge_list is not None:
        changes += _merges(scan, shift, scan.merge_list)
    if scan.dimension is not None:
        changes += _dimension(scan, shift, scan.dimension)
    pieces, at = [], 0
    for start, end, content in sorted(changes, key=lambda one: (one[0], one[1])):
        pieces += [scan.xml[at:start], content]
        at = end
    return b"".join((*pieces, scan.xml[at:]))


def _moved(scan: SheetScan, spot: CellSpot, row: int) -> tuple[int, int, bytes]:
    tag = scan.xml[spot.start : spot.tag_end]
    return spot.start, spot.tag_end, _CELL_NUMBER.sub(rb"\g<1>%d" % row, tag, count=1)


def _fresh_rows(scan: SheetScan, shift: Shift) -> bytes:
    made = []
    for number in range(shift.by):
        like = scan.rows.get(shift.like + number % shift.step)
        row = shift.at + number
        look = (
            ""
            if like is None
            else "".join(f' {key}="{like.attributes[key]}"' for key in _ROW_LOOK if key in like.attributes)
        )
        cells = (
            ""
            if like is None
            else "".join(
                f'<{scan.prefix}c r="{cell_name(row, column)}" s="{spot.style}"/>'
                for column, spot in like.cells.items()
            )
        )
        made.append(f'<{scan.prefix}row r="{row}"{look}>{cells}</{scan.prefix}row>')
    return "".join(made).encode()


def _merges(scan: SheetScan, shift: Shift, told: tuple[int, int, int]) -> list[tuple[int, int, bytes]]:
    start, tag_end, close = told
    own = [one for one in scan.merges if shift.like <= one.top and one.bottom < shift.like + shift.step]
    added = [
        Merge(
            one.top - shift.like + shift.at + number, one.left, one.bottom - shift.like + shift.at + number, one.right
        )
        for number in range(0, shift.by, shift.step)
        for one in own
    ]

    def moved(found: re.Match[bytes]) -> bytes:
        text = _RANGE.search(found.group(0))
        places = [] if text is None else ranges_of((text.group(1) or text.group(2) or b"").decode("utf-8", "replace"))
        if not places or places[0].top < shift.at:
            return found.group(0)
        one = places[0]
        return _merge(scan.prefix, Merge(one.top + shift.by, one.left, one.bottom + shift.by, one.right))

    inside = _MERGE.sub(moved, scan.xml[tag_end:close]) + b"".join(_merge(scan.prefix, one) for one in added)
    count = _COUNT.sub(rb"\g<1>%d" % (len(scan.merges) + len(added)), scan.xml[start:tag_end], count=1)
    return [(start, tag_end, count), (tag_end, close, inside)]


def _merge(prefix: str, one: Merge) -> bytes:
    return f'<{prefix}mergeCell ref="{cell_name(one.top, one.left)}:{cell_name(one.bottom, one.right)}"/>'.encode()


def _dimension(scan: SheetScan, shift: Shift, told: tuple[int, int, str]) -> list[tuple[int, int, bytes]]:
    start, end, text = told
    places = ranges_of(text)
    if not places or places[0].bottom < shift.at:
        return []
    one = places[0]
    name = f"{column_letters(one.left)}{one.top}:{column_letters(one.right)}{one.bottom + shift.by}"
    return [(start, end, _RANGE.sub(b'ref="' + name.encode() + b'"', scan.xml[start:end], count=1))]
