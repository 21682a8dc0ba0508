"""A table as an .xlsx: real dates and numbers, texts stay texts whatever they begin with, equal input = equal bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator_app.exchange import sheets_in_memory

Value = str | int | float | dt.date | None

_LONGEST = 32_000
_LONGEST_NAME = 31
_MADE = dt.datetime(2000, 1, 1)
_ZIP_MADE = (2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: heading and width in letters."""

    title: str
    width: float = 16.0


def write_sheet(
    name: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Value]], *, above: Sequence[str] = ()
) -> bytes:
    """An .xlsx of one sheet for A4 lying, heading row frozen and repeated, filter on. ``above``: lines over the table.

    A text that begins with ``= + - @`` is kept as a text and is never computed.
    """
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    book.properties.created = book.properties.modified = _MADE
    book.properties.creator = ""
    sheet = book.active
    assert sheet is not None
    sheet.title = _sheet_name(name)
    thin = Side(style="thin", color="FF999999")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)

    def put(row: int, column: int, value: Value, *, bold: bool = False, ruled: bool = True) -> None:
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:_LONGEST]
            cell.data_type = "s"
        else:
            cell.value = value
        if isinstance(value, dt.date):
            cell.number_format = "DD.MM.YYYY"
        cell.font = Font(bold=bold)
        cell.alignment = Alignment(wrap_text=ruled, vertical="top")
        if ruled:
            cell.border = border

    for number, line in enumerate(above, start=1):
        put(number, 1, line, bold=number == 1, ruled=False)
    head = len(above) + 1
    for number, column in enumerate(columns, start=1):
        put(head, number, column.title, bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    last = head
    for row in rows:
        last += 1
        for number, value in enumerate(row, start=1):
            put(last, number, value)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(columns))}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"
    return _without_clock(sheets_in_memory.to_bytes(book))


def _sheet_name(name: str) -> str:
    """A name Excel takes: no more than 31 letters, none of ``\\ / ? * [ ] :``."""
    cleaned = "".join(" " if letter in "\\/?*[]:" else letter for letter in name).strip("' ")
    return cleaned[:_LONGEST_NAME] or "Лист1"


def _without_clock(content: bytes) -> bytes:
    """The same archive with a fixed time at every part and in the properties."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _stopped(part)
            archive.writestr(zipfile.ZipInfo(name, _ZIP_MADE), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _stopped(core: bytes) -> bytes:
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", core)
