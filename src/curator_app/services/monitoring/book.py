"""The monitoring workbook of a period as bytes: what the district receives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from curator_app.exchange.workbook.model import Book
from curator_app.runtime.errors import KnownProblem
from curator_app.services.catalogues import area_titles
from curator_app.services.monitoring.book_data import BookData, read_book
from curator_app.services.monitoring.book_front import indicators_sheet, statistics_sheet, title_sheet
from curator_app.services.monitoring.book_people import deficits_sheet, mentees_sheet, mentors_sheet, pairs_sheet
from curator_app.services.monitoring.book_work import (
    events_sheet,
    roadmap_sheet,
    routes_sheet,
    satisfaction_sheet,
    trainings_sheet,
)
from curator_app.services.monitoring.veil import Veil
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short

_LONGEST_PASSWORD = 255


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkbookFile:
    """The workbook: ``name`` to save it under (with .xlsx), its bytes, the day it was counted on."""

    name: str
    content: bytes
    on: dt.date


def make_workbook(
    workspace: Workspace,
    period: str,
    on: dt.date | None = None,
    *,
    depersonalised: bool = False,
    password: str | None = None,
) -> WorkbookFile:
    """The workbook of twelve sheets (domain.md e.1). The same data give the same bytes; under a password they differ
    each time. A constant number of queries. Raises KnownProblem: impossible period or day, a password of 0 or more
    than 255 letters.
    """
    if password is not None and not 0 < len(password) <= _LONGEST_PASSWORD:
        raise KnownProblem(f"Пароль книги — от 1 до {_LONGEST_PASSWORD} знаков. Введите другой.")
    from curator_app.exchange.workbook.writing import write_book

    data = read_book(workspace, period, on)
    with workspace.read() as session:
        areas = area_titles(session)
    content = write_book(assemble(data, areas, depersonalised=depersonalised))
    if password is not None:
        from curator_app.exchange.workbook.encrypting import encrypt

        content = encrypt(content, password)
    kind = " (обезличенный)" if depersonalised else ""
    period_name = data.measured.period.replace("/", "-")
    return WorkbookFile(name=f"Мониторинг {period_name}{kind}.xlsx", content=content, on=data.measured.on)


def assemble(data: BookData, areas: dict[str, str], *, depersonalised: bool) -> Book:
    """The twelve sheets in their order."""
    veil = Veil(data.people.values(), hides=depersonalised)
    return Book(
        sheets=(
            title_sheet(data, veil),
            indicators_sheet(data, veil),
            mentors_sheet(data, veil),
            mentees_sheet(data, veil),
            pairs_sheet(data, veil),
            deficits_sheet(data, veil, areas),
            routes_sheet(data, veil),
            satisfaction_sheet(data, veil),
            trainings_sheet(data, veil),
            events_sheet(data, veil),
            roadmap_sheet(data, veil),
            statistics_sheet(data, veil),
        ),
        title=f"Мониторинг наставничества: {data.measured.title}",
        subject=f"Дата среза {date_short(data.measured.on)}",
        creator="" if depersonalised else data.school.short_name,
    )
