"""A CSV file as a grid: encoding, delimiter, quoted line breaks, ragged rows, a leading «sep=»."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from curator_app.exchange.csv_text import decode, is_mojibake
from curator_app.exchange.grid import MAX_COLUMNS, MAX_ROWS, Grid
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress

_DELIMITERS = ";,\t|"
_SEP_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*(?:\r\n|\r|\n|$)", re.IGNORECASE)
_MAX_FIELD = 32_767
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")


def read_csv(data: bytes, title: str, name: str, progress: Progress) -> Grid:
    """The table. Records are numbered from 1, a «sep=» line and blank lines counted. Raises KnownProblem."""
    text = decode(data).replace("\x00", "").lstrip("\ufeff")
    if is_mojibake(text):
        raise KnownProblem(
            f"В файле «{name}» испорчены русские буквы (неверная кодировка). "
            "Сохраните его заново из исходной таблицы как «CSV UTF-8» или как .xlsx."
        )
    if _looks_binary(text):
        raise KnownProblem(f"«{name}» не похож на таблицу. Выберите файл .xlsx или .csv.")
    separator = _SEP_LINE.match(text)
    delimiter = separator.group(1) if separator else _delimiter(text)
    records = _records(text, delimiter)
    grid = Grid(title, from_csv=True)
    for number, record in enumerate(records, start=1):
        if number % 500 == 0:
            progress.step(number, len(records), title)
        if number == 1 and separator:
            continue
        cells = {column: _cell(field) for column, field in enumerate(record) if field.strip()}
        if cells:
            grid.rows[number] = dict(cells)
    if grid.width > MAX_COLUMNS or (grid.rows and max(grid.rows) > MAX_ROWS):
        raise KnownProblem(f"В файле «{name}» слишком много строк или столбцов. Оставьте в нём только нужную таблицу.")
    return grid


def _looks_binary(text: str) -> bool:
    sample = text[:20_000]
    control = sum(1 for letter in sample if ord(letter) < 32 and letter not in "\t\r\n\x0b\x0c")
    return control > max(3, len(sample) // 200)


def _cell(field: str) -> str:
    """The field without the apostrophe that an export puts before a dangerous sign (bars.md S02)."""
    return _GUARDED.sub("", field, count=1) if field.startswith("'") else field


def _parse(text: str, delimiter: str, *, quoting: bool = True) -> list[list[str]]:
    csv.field_size_limit(1_000_000)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE,
    )
    return [_trimmed(record) if len(record) > MAX_COLUMNS else record for record in reader]


def _trimmed(record: list[str]) -> list[str]:
    """The record without the thousands of empty fields that a table of blank columns leaves."""
    last = len(record)
    while last and not record[last - 1].strip():
        last -= 1
    return record[:last]


def _records(text: str, delimiter: str) -> list[list[str]]:
    """Records; when a stray quotation mark swallows lines, the file is read without quoting."""
    try:
        records = _parse(text, delimiter)
    except csv.Error:
        return _parse(text, delimiter, quoting=False)
    swollen = any(len(field) > _MAX_FIELD or field.count("\n") > 200 for record in records for field in record)
    unclosed = bool(records) and records[-1] and records[-1][-1].count("\n") > 5 and text.count('"') % 2 == 1
    if swollen or unclosed:
        return _parse(text, delimiter, quoting=False)
    return records


def _delimiter(text: str) -> str:
    """The sign that cuts most records of the beginning into the same number of several fields."""
    best, best_score = ";", 0.0
    sample = text[:100_000]
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        try:
            widths = [len(record) for record in _parse(sample, delimiter)[:60] if any(record)]
        except csv.Error:
            continue
        several = [width for width in widths if width > 1]
        if not several:
            continue
        width, times = Counter(several).most_common(1)[0]
        score = times / len(widths) * (1 + min(width, 30) / 10)
        if score > best_score:
            best, best_score = delimiter, score
    return best
