"""What the user decides about an import, and the opened file."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from curator_app.exchange.grid import Grid
from curator_app.exchange.mapping import FIELDS, PERSON_FIELDS
from curator_app.exchange.opening import open_table
from curator_app.exchange.sheet_kind import SheetKind
from curator_app.exchange.tables import Table, find_tables
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services.imports import sentences
from curator_app.services.imports.facts import RowFacts
from curator_app.services.imports.row_reading import read_table
from curator_app.texts.labels import field_label


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """An opened file: its sheets as cells, and what its rows were read as. Nothing of the base is in it."""

    file_name: str
    grids: tuple[Grid, ...]
    _facts: dict[object, list[RowFacts]] = field(default_factory=dict, compare=False, repr=False)
    _tables: dict[object, list[Table]] = field(default_factory=dict, compare=False, repr=False)

    def tables(self, name: str, kind: SheetKind | None, progress: Progress | None) -> list[Table]:
        """Tables of the sheets of this name, found once; the caller may remap what it gets."""
        key = (name, kind)
        if key not in self._tables:
            told = [grid for grid in self.grids if grid.name == name]
            self._tables[key] = [table for grid in told for table in find_tables(grid, kind=kind, progress=progress)]
        return [copy.copy(table) for table in self._tables[key]]

    def facts(self, number: int, table: Table, today: dt.date, progress: Progress) -> list[RowFacts]:
        """Facts of the rows of a table; read once for every mapping, so that the import after the preview does
        not read them again."""
        key = (number, table.name, table.header, table.kind, tuple(sorted(table.mapped.items())), today)
        if key not in self._facts:
            self._facts[key] = read_table(table, today, progress)
        return self._facts[key]


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """``kind`` for all tables («auto» = by their looks), ``sheet``: only this one, ``wave``: title of the survey
    wave for replies. ``kinds``: kind by number of table (None = leave it out), ``columns``: by number of table the
    field of each changed column (None = feeds nothing), ``answers``: by id of question."""

    kind: str | None = None
    sheet: str | None = None
    wave: str | None = None
    kinds: Mapping[int, str | None] = field(default_factory=dict)
    columns: Mapping[int, Mapping[int, str | None]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


def open_import(path: Path, progress: Progress | None = None) -> ImportDraft:
    """Opens the file safely. Raises KnownProblem with the one sentence to show."""
    return ImportDraft(path.name, tuple(open_table(path, progress)))


def tables_of(draft: ImportDraft, choices: ImportChoices, progress: Progress | None = None) -> list[Table]:
    """The tables of the file as the user wants them read. Raises KnownProblem when there is none."""
    name = sentences.short(draft.file_name)
    grids = [grid for grid in draft.grids if choices.sheet is None or grid.name == choices.sheet]
    if not grids and choices.sheet is not None:
        grids = [grid for grid in draft.grids if grid.name.strip().lower() == choices.sheet.strip().lower()]
    if not grids:
        known = sentences.short(", ".join(f"«{grid.name}»" for grid in draft.grids), 120)
        raise KnownProblem(
            sentences.NO_SHEET.format(name=name, sheet=sentences.short(choices.sheet or ""), sheets=known)
        )
    kind = None if choices.kind in {None, "auto"} else SheetKind(choices.kind)
    tables = [table for grid in grids for table in draft.tables(grid.name, kind, progress)]
    if all(table.kind is None for table in tables) and not any(choices.kinds.values()):
        raise KnownProblem(sentences.NOTHING_FOUND.format(name=name))
    if not any(table.data_rows for table in tables):
        raise KnownProblem(sentences.NO_ROWS.format(name=name))
    return tables


def require_tables(draft: ImportDraft, choices: ImportChoices) -> None:
    """Refuses a file without a table before a base is made for it. Raises KnownProblem."""
    tables_of(draft, choices)


def field_choices(kind: str) -> list[tuple[str, str]]:
    """Fields that a column of a table of this kind may feed, with their Russian names, for the mapping screen."""
    return [(told, _label(told)) for told in FIELDS[SheetKind(kind)]]


_OWN_LABELS = {
    "full_name": "Фамилия, имя, отчество",
    "given_names": "Имя и отчество",
    "birth": "Дата или год рождения",
    "contacts": "Телефон и почта",
    "category_experience": "Категория и стаж",
    "request": "Запрос наставляемого",
    "request_date": "Дата запроса",
    "request_source": "Источник запроса",
    "request_status": "Состояние запроса",
    "request_urgent": "Срочный запрос",
    "request_subject": "Предмет запроса",
    "request_subject_required": "Предмет запроса обязателен",
    "deficit_area": "Область дефицита",
    "deficit_text": "Формулировка дефицита",
    "severity": "Выраженность дефицита до",
    "severity_after": "Выраженность дефицита после",
    "mentee_category": "Категория наставляемого",
    "mentor_status": "Статус наставника",
    "pair_status": "Статус пары",
    "period": "Период (с … по …)",
    "order": "Приказ (номер и дата)",
    "number": "Порядковый номер",
    "timestamp": "Отметка времени",
    "consent": "Согласие",
    "score": "Баллы",
    "question": "Вопрос анкеты",
    "program_end_date": "Дата завершения программы",
    "program_results": "Результаты программы",
    "case_link": "Ссылка на кейс или отзыв",
    "completion_mark": "Отметка о прохождении",
    "note": "Примечание",
}


def _label(told: str) -> str:
    for side, whose in (("mentor_", "наставника"), ("mentee_", "наставляемого")):
        inner = told.removeprefix(side)
        if inner != told and inner in PERSON_FIELDS:
            return f"{_label(inner)} {whose}"
    return _OWN_LABELS.get(told) or field_label(told)
