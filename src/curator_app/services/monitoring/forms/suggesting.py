"""Where a form waits for a value, what stands beside, and which source fits: by the likeness of the labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator_app.domain.label_match import likeness, rarity, stems
from curator_app.exchange.form_filling.values import column_letters
from curator_app.exchange.form_filling.view import FormView, ShownSheet
from curator_app.services.monitoring.forms.marks import CellMark, ColumnMark, Mark, TableMark, cells_of, tables_of
from curator_app.services.monitoring.forms.sources import TARGET, Source, Sources
from curator_app.services.monitoring.forms.tables import NUMBER

_ENOUGH = 0.62
_ENOUGH_COLUMN = 0.6
_FEWEST_COLUMNS = 3
_LABEL_LIMIT = 300
_MOST_IN_ROW = 12
_AIMS = stems("цель целевое план плановое")
_PERSONS = stems("наставник наставляемый сотрудник педагог участник")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mark that would fit, and how well (0–1)."""

    mark: CellMark
    score: float


def label_of(sheet: ShownSheet, row: int, column: int) -> str:
    """The words beside a cell: those to its left in the row, else the nearest above."""
    left: list[str] = []
    for place in range(column - 1, -1, -1):
        merge = sheet.grid.merge_at(row, place)
        if merge is not None and (merge.left != place):
            continue
        shown = sheet.text(row, place)
        if shown and not _is_number(shown) and shown not in left:
            left.append(shown)
    if left:
        units = [one for one in left[:-1] if not left[-1].rstrip(" .").endswith(one.rstrip(" ."))]
        return " ".join((left[-1], *reversed(units)))[:_LABEL_LIMIT]
    return heading_of(sheet, row, column)


def heading_of(sheet: ShownSheet, row: int, column: int) -> str:
    """The nearest text above a cell."""
    for above in range(row - 1, max(0, row - 40), -1):
        shown = sheet.text(above, column)
        if shown and not _is_number(shown):
            return shown[:_LABEL_LIMIT]
    return ""


def _is_number(text: str) -> bool:
    return not any(letter.isalpha() for letter in text)


def waiting_cells(sheet: ShownSheet, marks: Sequence[Mark] = ()) -> list[tuple[int, int]]:
    """Cells that look as if something should be written there: empty, drawn or right of a label, none of a table."""
    covered = {row for one in tables_of(marks) if one.sheet == sheet.title for row in _rows_of(sheet, one)}
    found: list[tuple[int, int]] = []
    for row in sorted(set(sheet.by_row) - covered):
        cells = sheet.by_row[row]
        texts = [column for column, cell in cells.items() if cell.text]
        if not texts:
            continue
        drawn = [
            (row, column)
            for column in sorted(cells)
            if cells[column].bordered and column > min(texts) and _waits(sheet, row, column)
        ]
        if not drawn and len(texts) <= 2 and (beside := _right_of(sheet, row, max(texts))) is not None:
            drawn = [(row, beside)]
        found += drawn
    return found


def _rows_of(sheet: ShownSheet, table: TableMark) -> range:
    """Rows of the form a table has."""
    if table.last_row is not None:
        return range(table.row, table.last_row + 1)
    return range(table.row, table.row + sheet.prepared(table.row, tuple(one.column for one in table.columns)))


def _right_of(sheet: ShownSheet, row: int, column: int) -> int | None:
    """The cell right of a label that ends with a colon, or whose row goes on with a merged empty range."""
    merge = sheet.grid.merge_at(row, column)
    beside = (merge.right if merge is not None else column) + 1
    if beside >= sheet.columns or not _waits(sheet, row, beside):
        return None
    wide = sheet.grid.merge_at(row, beside) is not None
    return beside if wide or sheet.text(row, column).rstrip().endswith(":") else None


def _waits(sheet: ShownSheet, row: int, column: int) -> bool:
    cell = sheet.cells.get((row, column))
    if cell is not None and (cell.text or cell.kept):
        return False
    merge = sheet.grid.merge_at(row, column)
    if merge is None:
        return True
    return (merge.top, merge.left) == (row, column)


def suggest_cells(view: FormView, sources: Sources, marks: Sequence[Mark] = ()) -> list[Suggestion]:
    """For waiting cells the source whose words are nearest, when they are near enough. Several cells of a row (plan and
    fact, this year and the last) are told apart by their headings, and a source is suggested once in a row."""
    taken = {(one.sheet, one.row, one.column) for one in cells_of(marks)}
    items = list(sources.items.values())
    weights = rarity([one.title for one in items])
    known: dict[str, tuple[float, Source] | None] = {}

    def best(label: str) -> tuple[float, Source] | None:
        if label not in known:
            ranked = rank(label, items, weights)
            known[label] = ranked[0] if ranked and ranked[0][0] >= _ENOUGH else None
        return known[label]

    found: list[Suggestion] = []
    for sheet in view.sheets:
        if sheet.hidden:
            continue
        rows: dict[int, list[int]] = {}
        for row, column in waiting_cells(sheet, marks):
            rows.setdefault(row, []).append(column)
        for row, columns in rows.items():
            of_row: dict[str, Suggestion] = {}
            for column in columns[:_MOST_IN_ROW]:
                label = label_of(sheet, row, column)
                told = best(label if len(columns) == 1 else f"{label} {heading_of(sheet, row, column)}")
                if told is None or (sheet.title, row, column) in taken:
                    continue
                score, source = told
                if source.key not in of_row or of_row[source.key].score < score:
                    mark = CellMark(sheet=sheet.title, row=row, column=column, source=source.key, label=label)
                    of_row[source.key] = Suggestion(mark, score)
            found += of_row.values()
    return found


def rank(label: str, items: Sequence[Source], weights: dict[str, float] | None = None) -> list[tuple[float, Source]]:
    """Sources by their likeness to a label, the nearest first; those with nothing in common are left out."""
    weights = rarity([one.title for one in items]) if weights is None else weights
    asked = stems(label)
    wants_percent = "доля" in asked
    scored = []
    for one in items:
        if one.key.endswith(TARGET) and not asked & _AIMS:
            continue
        score = max(
            likeness(label, one.title, weights),
            0.97 * likeness(label, _bare(one.title), weights),
            0.97 * likeness(label, one.hints, weights),
        )
        if not score:
            continue
        if wants_percent != ("доля" in stems(f"{one.title} {one.hints}")):
            score *= 0.75
        scored.append((score, one))
    return sorted(scored, key=lambda each: -each[0])


def _bare(title: str) -> str:
    """A title without its number and the words after a comma or a colon: «Директор, руководитель: ФИО»."""
    bare = title.partition(". ")[2] if title[:1] == "K" and ". " in title else title
    return bare.partition(",")[0].partition(":")[0]


def suggest_tables(view: FormView, sources: Sources, marks: Sequence[Mark] = ()) -> list[TableMark]:
    """Rows of headings that name columns of a table of the school, with the rows below as its place."""
    found: list[TableMark] = []
    for sheet in view.sheets:
        taken = {one.row for one in tables_of(marks) if one.sheet == sheet.title}
        if sheet.hidden:
            continue
        for row in sorted(sheet.by_row):
            mark = _table_under(sheet, row, sources)
            if mark is not None and mark.row not in taken:
                found.append(mark)
                taken.add(mark.row)
    return found


def _table_under(sheet: ShownSheet, row: int, sources: Sources) -> TableMark | None:
    headings = {column: cell.text for column, cell in sheet.by_row[row].items() if cell.text}
    if len(headings) < _FEWEST_COLUMNS:
        return None
    first = row + 1
    if all(_is_number(sheet.text(first, column)) and sheet.text(first, column) for column in headings):
        first += 1  # the row of column numbers under the headings
    if any(sheet.text(first, column) and not _is_number(sheet.text(first, column)) for column in headings):
        return None
    best = best_table(headings, sources)
    if best is None:
        return None
    table, columns = best
    return TableMark(sheet=sheet.title, row=first, table=table, columns=columns)


def best_table(headings: dict[int, str], sources: Sources) -> tuple[str, tuple[ColumnMark, ...]] | None:
    """The table of the school most of the headings name, with its columns; None when too few do."""
    best: tuple[float, str, tuple[ColumnMark, ...]] | None = None
    for table in sources.tables.values():
        columns = match_columns(headings, table.columns)
        score = len(columns) + 0.01 * bool(table.rows)
        if len([one for one in columns if one.source != NUMBER]) >= _FEWEST_COLUMNS - 1 and (
            best is None or score > best[0]
        ):
            best = (score, table.title, columns)
    return None if best is None else (best[1], best[2])


def match_columns(headings: dict[int, str], columns: Sequence[str]) -> tuple[ColumnMark, ...]:
    """Which columns go under which headings; each column once, the likest pairs first."""
    scored = sorted(
        (
            (-_column_likeness(heading, name), place, order)
            for place, heading in headings.items()
            for order, name in enumerate(columns)
        )
    )
    places: dict[int, ColumnMark] = {}
    used: set[int] = set()
    for score, place, order in scored:
        if -score < _ENOUGH_COLUMN:
            break
        if place not in places and order not in used:
            places[place] = ColumnMark(place, columns[order], headings[place])
            used.add(order)
    return tuple(places[place] for place in sorted(places))


def _column_likeness(heading: str, name: str) -> float:
    if name == NUMBER:
        return 1.0 if heading.replace(" ", "").casefold() in {"№", "№п/п", "n", "номер"} else 0.0
    told = stems(heading)
    return likeness(f"ФИО {heading}" if len(told) == 1 and told <= _PERSONS else heading, name)


def take_over(marks: Sequence[Mark], new: FormView) -> tuple[tuple[Mark, ...], list[str]]:
    """Marks of an old form put on a slightly different new one: on the same place when its label is the same, else
    where the label is now. Gives the marks and the places that were not found, as told to a person."""
    kept: list[Mark] = []
    lost: list[str] = []
    for one in marks:
        sheet = new.sheet(one.sheet) or (new.sheets[0] if len(new.sheets) == 1 else None)
        found = (
            None
            if sheet is None
            else _moved_cell(one, sheet)
            if isinstance(one, CellMark)
            else _moved_table(one, sheet)
        )
        if found is not None:
            kept.append(found)
        else:
            place = one.place if isinstance(one, CellMark) else f"таблица со строки {one.row}"
            lost.append(f"{one.sheet}, {place}")
    return tuple(kept), lost


def _moved_cell(mark: CellMark, sheet: ShownSheet) -> CellMark | None:
    def here(row: int, column: int) -> bool:
        cell = sheet.cells.get((row, column))
        return (cell is None or not cell.kept) and (not mark.label or label_of(sheet, row, column) == mark.label)

    place: tuple[int, int] | None = (mark.row, mark.column) if here(mark.row, mark.column) else None
    if place is None and mark.label:
        same = [one for one in waiting_cells(sheet) if here(*one)]
        same.sort(key=lambda one: (abs(one[1] - mark.column), abs(one[0] - mark.row)))
        place = same[0] if same else None
    if place is None:
        return None
    return CellMark(sheet=sheet.title, row=place[0], column=place[1], source=mark.source, label=mark.label)


def _moved_table(mark: TableMark, sheet: ShownSheet) -> TableMark | None:
    wanted = {one.label: one for one in mark.columns if one.label}
    if not wanted:
        return TableMark(
            sheet=sheet.title, row=mark.row, table=mark.table, columns=mark.columns, last_row=mark.last_row
        )
    rows = sorted(sheet.by_row, key=lambda one: abs(one - mark.row + 1))
    for row in rows:
        texts = {cell.text: column for column, cell in sheet.by_row[row].items() if cell.text}
        if not set(wanted) <= set(texts):
            continue
        columns = tuple(ColumnMark(texts[label], one.source, label) for label, one in wanted.items())
        first = row + 1
        if all(_is_number(sheet.text(first, one.column)) and sheet.text(first, one.column) for one in columns):
            first += 1
        return TableMark(sheet=sheet.title, row=first, table=mark.table, columns=columns)
    return None


def column_caption(sheet: ShownSheet, row: int, column: int) -> str:
    """«C — Наставник»: a column of the form for choosing."""
    heading = heading_of(sheet, row, column)
    letters = column_letters(column)
    return f"{letters} — {heading}" if heading else letters
