"""The whole data set out as JSON and in again, with its kept files: ``load(dump(x)) == x``."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, ColumnDefault, Date, DateTime, Table, func, insert, select, text, update
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from curator_app import __version__
from curator_app.models import AcademicYear, Attachment, Base, Person, ReportForm
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.services import dumped_files
from curator_app.services.workspace import Workspace

FORMAT = "curator-dump"
FORMAT_VERSION = 1
# The journal is this base's own diary, not data of the school. Imports are told without their place in it.
_SKIPPED = frozenset({"action", "change", "dialog_draft"})
_PLACE_IN_JOURNAL = "action_id"
_WITH_FILES = (Attachment.__tablename__, ReportForm.__tablename__)


def _tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.name not in _SKIPPED]


def _columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.name != _PLACE_IN_JOURNAL]


def _told(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, dt.date) else value


def dump(workspace: Workspace, target: Path) -> list[str]:
    """Writes everything the school has entered to ``target``, scans and forms inside. The same data give the same
    bytes. Gives the names of the kept files that are not inside (see ``dumped_files.gather``).

    Raises KnownProblem, among others when ``target`` is the open base itself.
    """
    workspace.refuse_own_file(target)
    content: dict[str, Any] = {"format": FORMAT, "version": FORMAT_VERSION, "tables": {}}
    with workspace.read() as session:
        for table in _tables():
            rows = session.execute(select(*_columns(table)).order_by(table.c.id)).mappings()
            content["tables"][table.name] = [{name: _told(value) for name, value in row.items()} for row in rows]
    content["files"], outside = dumped_files.gather(workspace, _named_files(content["tables"]))
    files.write_bytes(target, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    return outside


def _named_files(tables: Mapping[str, Iterable[Any]]) -> set[str]:
    """Names of all kept files that records speak of; a register of own columns has none."""
    rows = (row for table in _WITH_FILES for row in tables.get(table, ()) if isinstance(row, dict))
    return {name for row in rows if isinstance(name := row.get("file_name"), str) and name}


def _read(source: Path) -> tuple[dict[str, list[dict[str, Any]]], dict[str, bytes]]:
    try:
        content = json.loads(source.read_text(encoding="utf-8"))
    except OSError as error:
        raise KnownProblem(f"Файл «{source.name}» не читается. Проверьте имя и права доступа.") from error
    except (ValueError, RecursionError) as error:
        raise KnownProblem(
            f"«{source.name}» — не выгрузка этой программы: это не JSON. Выберите другой файл."
        ) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("tables"), dict):
        raise KnownProblem(f"«{source.name}» — не выгрузка этой программы. Выберите файл, созданный командой dump.")
    if content.get("version") != FORMAT_VERSION:
        raise KnownProblem(
            f"Выгрузка «{source.name}» другой версии ({content.get('version')}), эта программа ({__version__}) "
            f"читает версию {FORMAT_VERSION}. Ничего не изменено. Снимите выгрузку той же версией программы."
        )
    tables: dict[str, list[dict[str, Any]]] = content["tables"]
    unknown = set(tables) - {table.name for table in _tables()}
    if unknown or not all(isinstance(rows, list) for rows in tables.values()):
        raise KnownProblem(
            f"В выгрузке «{source.name}» неизвестные разделы: «{', '.join(sorted(unknown))[:100] or 'не списки'}». "
            "Ничего не изменено. Снимите её заново."
        )
    return tables, dumped_files.taken(content.get("files", {}), _named_files(tables), source.name)


def _taken(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, DateTime):
        return dt.datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return dt.date.fromisoformat(value)
    # A number is not made of a fraction, nor a name of a list: what dump writes has its exact kind.
    if type(value) not in _kinds(column) or "\x00" in str(value):
        raise TypeError(column.name)
    return value


def _kinds(column: Column[Any]) -> tuple[type, ...]:
    if isinstance(column.type, JSON):
        empty: Any = column.default.arg if isinstance(column.default, ColumnDefault) else None
        one = {"dict": dict, "list": list}.get(getattr(empty, "__name__", ""))
        return (dict, list, str, int, float, bool) if one is None else (one,)
    kind = column.type.python_type
    return (float, int) if kind is float else (kind,)


def _fill(session: Session, table: Table, rows: list[dict[str, Any]]) -> None:
    columns = {column.name: column for column in _columns(table)}
    values = []
    for number, row in enumerate(rows, start=1):
        try:
            if unknown := set(row) - set(columns):
                raise ValueError(sorted(unknown))
            one = {name: _taken(columns[name], value) for name, value in row.items()}
        except (ValueError, TypeError, AttributeError) as error:
            raise KnownProblem(
                f"Выгрузка повреждена: раздел «{table.name}», запись № {number} не читается. Ничего не изменено. "
                "Снимите её заново."
            ) from error
        if _PLACE_IN_JOURNAL in table.columns:
            one[_PLACE_IN_JOURNAL] = session.info["action_id"]
        values.append(one)
    if values:
        session.execute(insert(table), values)


def _open_years(session: Session) -> list[tuple[int, dt.date]]:
    """Opens every closed school year; gives them with the days on which they were closed."""
    query = select(AcademicYear.id, AcademicYear.closed_on).where(AcademicYear.closed_on.is_not(None))
    closed = [(year, day) for year, day in session.execute(query) if day is not None]
    session.execute(update(AcademicYear).values(closed_on=None))
    return closed


def load(workspace: Workspace, source: Path) -> None:
    """Fills an empty base from a dump, all or nothing. Raises KnownProblem: foreign file, dangling reference, a base
    that already holds people."""
    tables, kept = _read(source)
    with workspace.read() as session:
        if session.scalar(select(func.count()).select_from(Person)):
            raise KnownProblem(
                "В этой папке уже есть данные школы; загрузка не смешивает две базы. Укажите пустую папку в --data-dir."
            )
    written = dumped_files.put(workspace, kept)
    try:
        with workspace.action(f"Загружена выгрузка «{source.name}»", undoable=False) as session:
            session.execute(text("PRAGMA defer_foreign_keys = ON"))
            _open_years(session)
            for table in reversed(_tables()):
                session.execute(table.delete())
            closed: list[tuple[int, dt.date]] = []
            for table in _tables():
                _fill(session, table, tables.get(table.name, []))
                # What lies in a closed year can be brought in only while the year is open.
                closed = _open_years(session) if table.name == AcademicYear.__tablename__ else closed
            for year, day in closed:
                session.execute(update(AcademicYear).where(AcademicYear.id == year).values(closed_on=day))
            if session.execute(text("PRAGMA foreign_key_check")).first() is not None:
                raise KnownProblem(
                    f"В выгрузке «{source.name}» есть ссылки на записи, которых в ней нет. Ничего не изменено. "
                    "Снимите её заново."
                )
    except BaseException as error:
        dumped_files.take_back(written)
        if not isinstance(error, StatementError | OverflowError | UnicodeEncodeError):
            raise
        raise KnownProblem(
            f"Выгрузка «{source.name}» противоречит правилам базы (повтор или неверное значение). Ничего не изменено. "
            "Снимите её заново."
        ) from error
