"""Saving a workbook without passing files: openpyxl would put every sheet in plain words into the folder of temporary
files of the system, and a kill in that moment would leave it there."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook


def save(book: Workbook, archive: zipfile.ZipFile) -> None:
    """Writes the workbook (not a write-only one) into ``archive`` and closes it."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class Writer(ExcelWriter):
        def write_worksheet(self, ws):  # type: ignore[no-untyped-def]  # as openpyxl calls it
            ws._drawing = SpreadsheetDrawing()
            ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
            content = io.BytesIO()
            writer = WorksheetWriter(ws, content)
            writer.write()
            ws._rels = writer._rels  # type: ignore[attr-defined]  # the stubs leave it out
            archive.writestr(ws.path[1:], content.getvalue())
            self.manifest.append(ws)

    Writer(book, archive).save()


def to_bytes(book: Workbook) -> bytes:
    """The workbook as a file."""
    target = io.BytesIO()
    save(book, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED))
    return target.getvalue()
