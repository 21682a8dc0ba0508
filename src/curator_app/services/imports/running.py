"""The import itself: the plan of a file against the base, shown as a preview or written as one action."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.letters import one_line
from curator_app.exchange.grid import spelled
from curator_app.exchange.mapping import FIELDS
from curator_app.exchange.row_kinds import Row
from curator_app.exchange.sheet_kind import SheetKind
from curator_app.exchange.tables import Table
from curator_app.models import Action, ColumnMapping, ImportBatch
from curator_app.runtime.progress import Progress
from curator_app.services.backups import making
from curator_app.services.backups.listing import BEFORE_IMPORT
from curator_app.services.imports.applying import Writer
from curator_app.services.imports.choices import ImportChoices, ImportDraft, tables_of
from curator_app.services.imports.facts import Reading, RowFacts
from curator_app.services.imports.pairs_plan import plan_pairs
from curator_app.services.imports.people_plan import link_rows, link_waiting, plan_people
from curator_app.services.imports.planning import Plan, RowResult
from curator_app.services.imports.preview import (
    ColumnPreview,
    ImportPreview,
    ImportProblem,
    Outcome,
    RowPreview,
    TablePreview,
)
from curator_app.services.imports.replies_plan import plan_replies
from curator_app.services.imports.row_reading import read_row, row_title
from curator_app.services.imports.world import PersonEntry
from curator_app.services.imports.world_reading import load_world
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted

_PEOPLE = (SheetKind.STAFF, SheetKind.MENTORS, SheetKind.MENTEES)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """An import of the history: its action (for undo), the file, when, what ``as_json`` told then, and whether it
    has been taken back since."""

    batch_id: int
    action_id: int
    file_name: str
    at: dt.datetime
    report: dict[str, Any]
    undone: bool


@dataclass(slots=True)
class _Prepared:
    tables: list[Table]
    remembered: set[int]
    plan: Plan


def preview_import(
    workspace: Workspace, draft: ImportDraft, choices: ImportChoices | None = None, progress: Progress | None = None
) -> ImportPreview:
    """What the import would do to every row; nothing is written. Raises KnownProblem, Cancelled."""
    chosen = choices or ImportChoices()
    with workspace.read() as session:
        prepared = _prepare(session, workspace.clock.today(), draft, chosen, progress or Progress())
    return _preview(draft, prepared)


def run_import(
    workspace: Workspace,
    draft: ImportDraft,
    choices: ImportChoices | None = None,
    progress: Progress | None = None,
    *,
    key: str | None = None,
) -> ImportPreview:
    """Imports the file as one action, which undo takes back whole. Raises KnownProblem, Cancelled.

    A file that changes nothing leaves no trace in the history. Choices of kinds and columns are remembered for
    files of the same shape.
    """
    chosen, told = choices or ImportChoices(), progress or Progress()
    with workspace.read() as session:
        prepared = _prepare(session, workspace.clock.today(), draft, chosen, told)
    preview = _preview(draft, prepared)
    if not prepared.plan.world.has_changes and not (chosen.kinds or chosen.columns):
        return preview
    if prepared.plan.world.has_changes:
        making.before(workspace, BEFORE_IMPORT, told)
    title = f"Импорт из файла «{one_line(draft.file_name)[:80]}»"
    with workspace.action(title, key=key) as session:
        if prepared.plan.world.has_changes:
            Writer(session, prepared.plan.world, workspace.clock.now(), told).write()
            session.add(
                ImportBatch(
                    action_id=session.info["action_id"],
                    file_name=draft.file_name,
                    at=workspace.clock.now(),
                    report=preview.as_json(),
                )
            )
        _remember(session, prepared, chosen)
        told.step(1, 1, "")
    return preview


def list_batches(workspace: Workspace) -> list[ImportReport]:
    """Imports of the past, the latest first."""
    with workspace.read() as session:
        query = (
            select(ImportBatch, Action.undone)
            .join(Action, Action.id == ImportBatch.action_id)
            .order_by(ImportBatch.id.desc())
        )
        return [
            ImportReport(one.id, one.action_id, one.file_name, one.at, dict(one.report), undone)
            for one, undone in session.execute(query)
        ]


# ---------------------------------------------------------------------------------------------- preparing
def _prepare(
    session: Session, today: dt.date, draft: ImportDraft, choices: ImportChoices, progress: Progress
) -> _Prepared:
    tables = tables_of(draft, choices, progress)
    remembered = _apply_choices(session, tables, choices)
    plan = Plan(load_world(session), today, choices.answers)
    _plan_all(plan, draft, tables, choices, progress)
    return _Prepared(tables, remembered, plan)


def _apply_choices(session: Session, tables: list[Table], choices: ImportChoices) -> set[int]:
    """Puts remembered and chosen mappings on the tables; returns the numbers of the remembered ones."""
    memory: dict[str, dict[str, Any]] = {}
    signatures = {table.signature for table in tables if table.header is not None}
    if signatures:
        query = select(ColumnMapping.signature, ColumnMapping.mapping).where(ColumnMapping.signature.in_(signatures))
        memory = {row.signature: row.mapping for row in session.execute(query)}
    remembered: set[int] = set()
    for number, table in enumerate(tables):
        if table.header is None:
            continue
        forced = choices.kind not in {None, "auto"}
        known = memory.get(table.signature)
        if known is not None and not forced and number not in choices.kinds and number not in choices.columns:
            _remap(table, known.get("kind"), {int(column): told for column, told in known["columns"].items()})
            remembered.add(number)
        if number in choices.kinds or number in choices.columns:
            kind = choices.kinds.get(number, table.kind.value if table.kind else None)
            _remap(table, kind, choices.columns.get(number, {}))
    return remembered


def _remap(table: Table, kind: str | None, columns: Mapping[int, str | None]) -> None:
    from curator_app.exchange.mapping import assign_fields

    if kind is None or table.header is None:
        table.kind = None
        table.rows = []
        return
    chosen = SheetKind(kind)
    mapped = dict(table.mapped) if chosen is table.kind else assign_fields(table.header, chosen)
    for column, told in columns.items():
        if told is None:
            mapped.pop(column, None)
        elif told in FIELDS[chosen]:
            mapped[column] = told
    table.remap(chosen, mapped)


def _plan_all(plan: Plan, draft: ImportDraft, tables: list[Table], choices: ImportChoices, progress: Progress) -> None:
    """People before what refers to them, whatever the order of the sheets."""
    total = sum(len(table.data_rows) for table in tables)
    done = 0
    read: dict[int, list[RowFacts]] = {}
    people: dict[int, dict[int, PersonEntry]] = {}
    for number, table in enumerate(tables):
        if table.kind is not None and table.kind is not SheetKind.REPLIES:
            read[number] = draft.facts(number, table, plan.today, progress)
            done += len(read[number])
    for kind in _PEOPLE:
        for number, table in enumerate(tables):
            if table.kind is kind:
                progress.step(done, total, table.name)
                people[number] = plan_people(plan, number, kind, read[number])
    for kind in reversed(_PEOPLE):
        for number, table in enumerate(tables):
            if table.kind is kind:
                progress.step(done, total, table.name)
                link_rows(plan, number, kind, read[number], people[number])
    for number, table in enumerate(tables):
        if table.kind is SheetKind.PAIRS:
            progress.step(done, total, table.name)
            plan_pairs(plan, number, read[number])
    link_waiting(plan)
    for number, table in enumerate(tables):
        if table.kind is SheetKind.REPLIES:
            progress.step(done, total, table.name)
            plan_replies(plan, number, table, choices.wave)


def _remember(session: Session, prepared: _Prepared, choices: ImportChoices) -> None:
    """Keeps the mapping of tables that the user changed, by their shape."""
    for number, table in enumerate(prepared.tables):
        if table.header is None or (number not in choices.kinds and number not in choices.columns):
            continue
        columns = {str(column.index): table.mapped.get(column.index) for column in table.columns}
        told = {"kind": None if table.kind is None else table.kind.value, "columns": columns}
        known = session.scalar(select(ColumnMapping).where(ColumnMapping.signature == table.signature))
        if known is None:
            session.add(ColumnMapping(signature=table.signature, mapping=told))
        else:
            known.mapping = told


# ---------------------------------------------------------------------------------------------- the preview
def _preview(draft: ImportDraft, prepared: _Prepared) -> ImportPreview:
    tables = tuple(
        _table_preview(number, table, prepared, number in prepared.remembered)
        for number, table in enumerate(prepared.tables)
    )
    return ImportPreview(draft.file_name, tables, tuple(prepared.plan.questions))


def _table_preview(number: int, table: Table, prepared: _Prepared, remembered: bool) -> TablePreview:
    kind = None if table.kind is None else table.kind.value
    data = table.data_rows if table.kind is not None else []
    columns = tuple(
        ColumnPreview(
            column.index,
            column.heading,
            column.group,
            table.mapped.get(column.index) if kind else None,
            column.confidence,
            _samples(table, data[:50], column.index),
        )
        for column in table.columns
    )
    results = [prepared.plan.results[number, row.number] for row in data]
    read: Callable[[int], Sequence[Reading]] = partial(_readings, table, data, prepared.plan.today)
    if table.kind is SheetKind.REPLIES:
        read = {result.facts.row: result.facts.readings for result in results}.__getitem__
    rows = tuple(_row_preview(result, read) for result in results)
    header_row = table.header.row if table.header is not None else None
    return TablePreview(number, table.name, kind, table.kind_confidence, header_row, remembered, columns, rows)


def _row_preview(result: RowResult, read: Callable[[int], Sequence[Reading]]) -> RowPreview:
    row = result.facts.row
    problems = tuple([ImportProblem(row, one.column, one.value, one.message) for one in result.problems])
    return RowPreview(row, result.outcome, row_title(result.facts), problems, read)


def _readings(table: Table, rows: Sequence[Row], today: dt.date, number: int) -> Sequence[Reading]:
    row = rows[bisect_left(rows, number, key=attrgetter("number"))]
    return read_row(table, row, today).readings


def _samples(table: Table, rows: Sequence[Row], column: int) -> tuple[str, ...]:
    found: list[str] = []
    for row in rows:
        text = one_line(spelled(table.cell(row.number, column)))[:60]
        if text and text not in found:
            found.append(text)
        if len(found) == 3:
            break
    return tuple(found)


def summary(preview: ImportPreview) -> str:
    """«Создано 12, обновлено 3, без изменений 0, отклонено 1.» for a message."""
    counts = (
        f"создано {preview.count(Outcome.CREATED)}, обновлено {preview.count(Outcome.UPDATED)}, "
        f"без изменений {preview.count(Outcome.UNCHANGED)}, отклонено {preview.count(Outcome.REJECTED)}"
    )
    return f"{counted(sum(len(table.rows) for table in preview.tables), 'строка', 'строки', 'строк')}: {counts}."
