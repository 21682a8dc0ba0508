"""A table as .csv for other systems: UTF-8 with its mark, semicolons, texts that no spreadsheet will compute."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA_LIKE = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")  # Excel takes the wide signs for the narrow ones
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Headings and rows, lines end with CR LF. A text that begins with ``= + - @`` or a tab gets an apostrophe before
    it, so that Excel shows it as a text; a negative number stays a number."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([_safe(one) for one in headings])
    writer.writerows([_safe(one) for one in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    text = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
    text = text.encode("utf-8", "replace").decode("utf-8")
    return f"'{text}" if _FORMULA_LIKE.match(text) and not _NUMBER.fullmatch(text) else text
