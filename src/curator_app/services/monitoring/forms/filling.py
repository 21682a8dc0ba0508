"""Filling a form for a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from curator_app.exchange.form_filling.filling import fill_form
from curator_app.exchange.form_filling.values import CellFill, FormValue, TableFill, cell_name
from curator_app.exchange.form_filling.view import view_form
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.services.monitoring.forms.keeping import check_marks, find_form, form_content, get_form
from curator_app.services.monitoring.forms.marks import CellMark, Mark, TableMark, cells_of, tables_of
from curator_app.services.monitoring.forms.sources import Sources, read_sources
from curator_app.services.monitoring.forms.suggesting import take_over
from curator_app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """The filled form: ``name`` to save it under, bytes; ``missing``: places left empty and why; ``remarks``: what the
    receiver should know; ``cells``: how many single cells got a value, ``records``: rows of tables."""

    name: str
    content: bytes
    on: dt.date
    cells: int
    records: int
    missing: tuple[str, ...]
    remarks: tuple[str, ...]


def fill(workspace: Workspace, form_id: int, period: str, on: dt.date | None = None) -> Filled:
    """The kept form filled for a period. A constant number of queries. Raises KnownProblem: nothing marked, the file is
    gone, an impossible period, a table that does not fit; NotFound."""
    form = get_form(workspace, form_id)
    if not form.marks:
        raise KnownProblem(f"В форме «{form.title[:80]}» ещё ничего не размечено. Нажмите «Разметить…».")
    content = form_content(workspace, form)
    return fill_content(content, form.title, form.marks, read_sources(workspace, period, on))


def fill_template(
    workspace: Workspace,
    content: bytes,
    name: str,
    period: str,
    on: dt.date | None = None,
    marks: Sequence[Mark] | None = None,
) -> Filled:
    """A file filled by the marks told or by those of the kept form it belongs to. Raises KnownProblem."""
    view = view_form(content, name)
    if marks is None:
        form = find_form(workspace, content, name)
        if form is None:
            raise KnownProblem(
                f"Форма «{name[:80]}» программе не знакома. Загрузите и разметьте её в окне: Документы → Мониторинг → "
                "«Форма района…», или укажите разметку файлом (--mapping)."
            )
        if not form.marks:
            raise KnownProblem(f"В форме «{form.title[:80]}» ещё ничего не размечено. Разметьте её в окне программы.")
        marks, lost = take_over(form.marks, view)
        if lost:
            raise KnownProblem(
                f"«{name[:60]}» отличается от размеченной формы, не нашлось: {'; '.join(lost[:3])}"
                f"{' и другое' if len(lost) > 3 else ''}. Обновите файл формы в окне программы и проверьте разметку."
            )
    checked = check_marks(marks, view)
    return fill_content(content, name.removesuffix(".xlsx"), checked, read_sources(workspace, period, on))


def fill_content(content: bytes, title: str, marks: Sequence[Mark], sources: Sources) -> Filled:
    """The bytes of a form with the values of a period. Raises KnownProblem."""
    missing: list[str] = []
    cells = [_cell(one, sources, missing) for one in cells_of(marks)]
    tables = [_table(one, sources, missing) for one in tables_of(marks)]
    made = fill_form(content, f"{title}.xlsx", cells, tables)
    period = sources.period.replace("/", "-")
    return Filled(
        name=f"{files.safe_name(f'{title} {period}')}.xlsx",
        content=made.content,
        on=sources.on,
        cells=sum(1 for one in cells if one.value is not None),
        records=sum(len(one.records) for one in tables),
        missing=tuple(missing),
        remarks=made.remarks,
    )


def _cell(mark: CellMark, sources: Sources, missing: list[str]) -> CellFill:
    source = sources.find(mark.source)
    place = f"{mark.sheet}, {mark.place}"
    value: FormValue = None
    if source is None:
        missing.append(f"{place}: источника «{mark.source}» в этом периоде нет")
    elif source.value is None or source.value == "":
        missing.append(f"{place}: нет данных — {source.title}")
    else:
        value = source.value
    return CellFill(mark.sheet, mark.row, mark.column, value)


def _table(mark: TableMark, sources: Sources, missing: list[str]) -> TableFill:
    table = sources.tables.get(mark.table)
    if table is None:
        raise KnownProblem(f"Таблицы «{mark.table[:80]}» в программе нет. Выберите в разметке другую таблицу.")
    places: list[int | None] = []
    for one in mark.columns:
        found = table.column(one.source)
        if found is None:
            missing.append(
                f"{mark.sheet}, столбец {cell_name(mark.row, one.column)}: в таблице «{table.title}» нет «{one.source}»"
            )
        places.append(found)
    if not table.rows:
        missing.append(f"{mark.sheet}, строка {mark.row}: в таблице «{table.title}» нет записей")
    records = [tuple(None if place is None else row[place] for place in places) for row in table.rows]
    return TableFill(mark.sheet, mark.row, mark.last_row, tuple(one.column for one in mark.columns), records)
