"""Personified registers for other systems: own columns, own headings, own codes, kept as a profile."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from curator_app.domain.codes import FormKind
from curator_app.exchange.csv_writing import write_csv
from curator_app.exchange.form_filling.values import FormValue
from curator_app.exchange.sheet_writing import SheetColumn, write_sheet
from curator_app.models import ReportForm
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services.monitoring.forms.sources import OWN_TEXT, Sources
from curator_app.services.monitoring.forms.sources import shown as told_value
from curator_app.services.monitoring.forms.tables import SourceTable
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace
from curator_app.texts import form_words as words

DATE_FORMATS = {"date": "%d.%m.%Y", "iso": "%Y-%m-%d", "slash": "%d/%m/%Y"}
"""How days are written: a real date of Excel («31.12.2026»), or a text."""
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column of the file: its own heading, the column of the school's table (or «text/…», the same text in every
    row), and codes: what is written instead of a value."""

    heading: str
    source: str
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterData:
    """A profile. ``dates`` is a key of DATE_FORMATS."""

    title: str
    table: str
    columns: tuple[RegisterColumn, ...]
    dates: str = "date"


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterRow(RegisterData):
    """A kept profile."""

    id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Register:
    """The register as it will be written. ``remarks``: what is empty or has no code; ``without_consent``: rows of the
    table that tell of somebody without a consent to the processing of personal data (152-ФЗ), written or left out."""

    headings: tuple[str, ...]
    rows: tuple[tuple[FormValue, ...], ...]
    remarks: tuple[str, ...]
    without_consent: int = 0


def list_registers(workspace: Workspace) -> list[RegisterRow]:
    """All profiles by their titles."""
    with workspace.read() as session:
        query = select(ReportForm).where(ReportForm.deleted_at.is_(None), ReportForm.kind == FormKind.REGISTER.value)
        rows = [_row(one) for one in session.scalars(query)]
    return sorted(rows, key=lambda one: one.title.casefold())


def save_register(workspace: Workspace, data: RegisterData, register_id: int | None = None) -> int:
    """Keeps a profile, new or changed. Raises InvalidInput (title), KnownProblem (columns), NotFound."""
    checker = Checker()
    title = checker.text("title", data.title, required=True)
    checker.done()
    _check(data)
    told = [_to_json(data)]
    action = f"Сохранён реестр «{title}»"
    with workspace.action(action) as session:
        if register_id is None:
            row = ReportForm(kind=FormKind.REGISTER.value, title=title, file_name="", file_hash="", mapping=told)
            session.add(row)
            session.flush()
            return row.id
        found = session.get(ReportForm, register_id)
        if found is None or found.deleted_at is not None:
            raise NotFound("Этого реестра уже нет. Обновите список.")
        found.title, found.mapping = title or "", told
        return found.id


def remove_register(workspace: Workspace, register_id: int) -> None:
    """Takes a profile out of the list; Ctrl+Z brings it back. Raises NotFound."""
    with workspace.action("Удалён профиль реестра") as session:
        row = session.get(ReportForm, register_id)
        if row is None or row.deleted_at is not None:
            raise NotFound("Этого реестра уже нет. Обновите список.")
        row.deleted_at = workspace.clock.now()


def usual_register() -> RegisterData:
    """What a new profile begins with."""
    names = ("Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "Роль", "Должность", "Форма наставничества")
    return RegisterData(
        title="Реестр участников",
        table=words.PARTICIPANTS,
        columns=tuple(RegisterColumn(name, name) for name in names),
    )


def make_register(data: RegisterData, sources: Sources, *, consented: bool = False) -> Register:
    """The rows as they will be written; ``consented``: without people who have no consent to the processing of their
    data in force. Raises KnownProblem: an unknown table or column."""
    _check(data)
    table = sources.tables.get(data.table)
    if table is None:
        raise KnownProblem(f"Таблицы «{data.table[:80]}» в программе нет. Выберите другую.")
    agreed = sources.consented.get(data.table, table)
    without = len(table.rows) - len(agreed.rows)
    table = agreed if consented else table
    columns = [_column(one, table, data.dates) for one in data.columns]
    remarks: list[str] = []
    for one, values in zip(data.columns, columns, strict=True):
        empty = sum(1 for value in values if value is None or value == "")
        if empty:
            remarks.append(f"«{one.heading}» — пусто в строках: {empty} из {len(values)}")
        if one.codes:
            known = {key.casefold() for key, _code in one.codes} | {code.casefold() for _key, code in one.codes}
            strange = Counter(str(value) for value in values if value and str(value).casefold() not in known)
            remarks += [f"«{one.heading}» — нет кода для «{value}» ({n})" for value, n in sorted(strange.items())]
    return Register(
        headings=tuple(one.heading for one in data.columns),
        rows=tuple(zip(*columns, strict=True)) if table.rows else (),
        remarks=tuple(remarks),
        without_consent=without,
    )


def register_xlsx(data: RegisterData, register: Register) -> bytes:
    """The register as a workbook of one sheet."""
    columns = [SheetColumn(one, max(10.0, min(40.0, len(one) + 4.0))) for one in register.headings]
    rows = [[float(value) if isinstance(value, Decimal) else _plain(value) for value in row] for row in register.rows]
    return write_sheet(data.title, columns, rows)


def register_csv(register: Register) -> bytes:
    """The register as .csv."""
    return write_csv(register.headings, [[_text(value) for value in row] for row in register.rows])


def values_of(table: SourceTable, source: str) -> list[str]:
    """The different values of a column, for its codes."""
    place = table.column(source)
    if place is None:
        return []
    return sorted({str(row[place]) for row in table.rows if isinstance(row[place], str) and row[place]})


def _plain(value: FormValue) -> str | int | float | dt.date | None:
    if value is None or isinstance(value, str | int | float | dt.date):
        return value
    return told_value(value)


def _text(value: FormValue) -> str:
    return "" if value is None else told_value(value) if not isinstance(value, str) else value


def _column(one: RegisterColumn, table: SourceTable, dates: str) -> list[FormValue]:
    if one.source.startswith(OWN_TEXT):
        return [one.source.removeprefix(OWN_TEXT)] * len(table.rows)
    place = table.column(one.source)
    if place is None:
        raise KnownProblem(f"В таблице «{table.title}» нет столбца «{one.source[:80]}». Выберите другой.")
    codes = {key.casefold(): code for key, code in one.codes}
    return [_written(row[place], codes, dates) for row in table.rows]


def _written(value: FormValue, codes: dict[str, str], dates: str) -> FormValue:
    if isinstance(value, dt.date) and dates != "date":
        return value.strftime(DATE_FORMATS[dates])
    if codes and value is not None:
        return codes.get(str(value).casefold(), value)
    return value


def _check(data: RegisterData) -> None:
    if not data.columns or len(data.columns) > _MOST_COLUMNS:
        raise KnownProblem("В реестре должно быть от 1 до 200 столбцов. Добавьте или уберите столбцы.")
    if data.dates not in DATE_FORMATS:
        raise KnownProblem("Вид дат не выбран. Выберите его из списка.")
    headings = [one.heading.strip() for one in data.columns]
    if "" in headings:
        raise KnownProblem(f"У столбца {headings.index('') + 1} нет заголовка. Впишите, как он называется в системе.")
    double = next((one for one, number in Counter(one.casefold() for one in headings).items() if number > 1), None)
    if double is not None:
        raise KnownProblem(f"Два столбца называются одинаково: «{double[:80]}». Измените один из заголовков.")


def _to_json(data: RegisterData) -> dict[str, Any]:
    columns = [
        {"heading": one.heading.strip(), "source": one.source} | ({"codes": dict(one.codes)} if one.codes else {})
        for one in data.columns
    ]
    return {"table": data.table, "dates": data.dates, "columns": columns}


def _row(one: ReportForm) -> RegisterRow:
    told = one.mapping[0]
    return RegisterRow(
        id=one.id,
        title=one.title,
        table=told["table"],
        dates=told["dates"],
        columns=columns_of(told["columns"]),
    )


def columns_of(told: Sequence[dict[str, Any]]) -> tuple[RegisterColumn, ...]:
    """Columns read back."""
    return tuple(RegisterColumn(one["heading"], one["source"], tuple(one.get("codes", {}).items())) for one in told)
