"""Rows of a table for the clipboard: as text with tabs, and as HTML that Excel and Word take as a table."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData

# Numbers stay numbers and days stay days; all else is text for Excel: «7-2» is no second of July, a telephone of eleven
# digits is not shown as 7,9E+10, and «=…» is not reckoned.
_READ_WELL: Final = re.compile(r"-?(?:0|[1-9]\d{0,8})(?:,\d+)?|\d\d\.\d\d\.\d{4}")
_AS_TEXT: Final = " style='mso-number-format:\"\\@\"'"


def for_clipboard(lines: Sequence[Sequence[str]]) -> QMimeData:
    """``lines``: the heading first. Blanks and breaks inside a cell are made one blank."""
    tidy = [[" ".join(cell.split()) for cell in line] for line in lines]
    mime = QMimeData()
    mime.setText("\n".join("\t".join(line) for line in tidy))
    head, *rows = (_row(line, "td" if place else "th") for place, line in enumerate(tidy))
    body = "".join(rows)
    mime.setHtml(f'<meta charset="utf-8"><table><thead>{head}</thead><tbody>{body}</tbody></table>')
    return mime


def _row(cells: Sequence[str], tag: str) -> str:
    told = (f"<{tag}{'' if _READ_WELL.fullmatch(one) else _AS_TEXT}>{html.escape(one)}</{tag}>" for one in cells)
    return f"<tr>{''.join(told)}</tr>"
