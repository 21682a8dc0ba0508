"""The list of problems of an import as a sheet that Excel opens: texts stay texts, whatever they begin with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curator_app.exchange import sheets_in_memory

_HEADINGS = ("Лист", "Строка", "Столбец", "Что написано", "Замечание")
_WIDTHS = (22, 9, 28, 40, 80)


def problem_sheet(rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """An .xlsx of rows (sheet, row number, heading, typed text, sentence)."""
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Замечания"
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width

    def cell(value: str | int | None, *, bold: bool = False) -> Cell:
        if isinstance(value, str):
            value = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:32_000]
        made = Cell(sheet, row=1, column=1, value=value)
        if isinstance(value, str):
            made.data_type = "s"
        made.font = Font(bold=bold)
        made.alignment = Alignment(wrap_text=True, vertical="top")
        return made

    sheet.append([cell(title, bold=True) for title in _HEADINGS])
    for row in rows:
        sheet.append([cell(value) for value in row])
    return sheets_in_memory.to_bytes(book)
