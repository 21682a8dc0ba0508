"""Rows copied in Excel, Word or a browser and pasted into a list: they are imported, with the review first."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QGuiApplication

from curator_app.runtime import files
from curator_app.services.workspace import Workspace
from curator_app.ui.common.list_page import ListPage
from curator_app.ui.common.page import PageHost
from curator_app.ui.imports import run_import

_MOST: Final = 5_000_000  # letters; more is not a list of people
_MOST_HTML: Final = 40_000_000  # Excel says a lot about each cell
_FIRST_COPY: Final = "В буфере нет таблицы. Скопируйте в Excel строки вместе с заголовками и нажмите Ctrl+V снова"


def take_pasted(page: ListPage[Any], host: PageHost, workspace: Workspace, people_are: str) -> None:
    """Ctrl+V in the list of ``page`` begins the import of the rows on the clipboard. ``people_are``: the kind of
    table a mere list of people is taken for there."""

    def paste() -> None:
        if not with_pasted(partial(run_import, host, workspace, page.widget, pasted_as=people_are)):
            host.toast(_FIRST_COPY)

    page.panel.table.paste_wanted.connect(paste)


def pasted_table() -> str | None:
    """The rows copied from a table (several columns or lines) as CSV, None when there are none on the clipboard."""
    mime = QGuiApplication.clipboard().mimeData()
    rows = (_of_html(mime.html()) if mime.hasHtml() else []) or _of_text(mime.text())
    if not rows:
        return None
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()


def _of_html(html: str) -> list[list[str]]:
    """Surer than the text beside it: Word breaks the lines of a table there wherever a cell has two paragraphs."""
    from curator_app.ui.imports.html_table import table_rows

    if len(html) > _MOST_HTML or "<t" not in html.lower():
        return []
    rows = [row for row in table_rows(html) if any(row)]
    return rows if len(rows) > 1 or any(len(row) > 1 for row in rows) else []


def _of_text(text: str) -> list[list[str]]:
    if not text.strip() or len(text) > _MOST or ("\t" not in text and "\n" not in text.strip()):
        return []
    # Excel puts cells with line breaks into quotes, as CSV does.
    return [row for row in csv.reader(io.StringIO(text), delimiter="\t") if any(cell.strip() for cell in row)]


def with_pasted(do: Callable[[Path], object]) -> bool:
    """Gives ``do`` the rows on the clipboard as a file that is gone afterwards. False when there are none."""
    told = pasted_table()
    if told is None:
        return False
    with tempfile.TemporaryDirectory(prefix="curator-") as folder:
        path = Path(folder) / "Вставлено из буфера.csv"
        files.write_bytes(path, told.encode("utf-8-sig"))
        do(path)
    return True
