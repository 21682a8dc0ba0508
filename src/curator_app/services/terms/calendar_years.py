"""Years of the production calendar: those that came with the program and those the school has loaded from a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.terms.calendar import Transfer
from curator_app.domain.terms.production import ProductionYear, parse_years, years_record
from curator_app.models import Setting
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services.terms.shipped import shipped_years
from curator_app.services.workspace import Workspace

_KEY = "production_calendar"
_LARGEST = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarYearRow:
    """A year whose transfers are known; ``loaded``: from a file of the school."""

    year: int
    decree: str
    transfers: tuple[Transfer, ...]
    loaded: bool


def read_transfers(session: Session) -> dict[int, tuple[Transfer, ...]]:
    """{year: days off moved by decree}; a loaded year wins over the one shipped."""
    return {one.year: one.transfers for one in (*shipped_years(), *_loaded(session))}


def list_calendar_years(workspace: Workspace) -> list[CalendarYearRow]:
    """The years known, in order."""
    with workspace.read() as session:
        loaded = {one.year: one for one in _loaded(session)}
    known = {one.year: one for one in shipped_years()} | loaded
    return [
        CalendarYearRow(year=year, decree=one.decree, transfers=one.transfers, loaded=year in loaded)
        for year, one in sorted(known.items())
    ]


def load_calendar_file(workspace: Workspace, path: Path) -> list[int]:
    """Takes the years of a calendar file (JSON, as ``resources/catalogues/production_calendar.json``) into the base;
    gives them. Raises KnownProblem: not readable, not such a file."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        years = parse_years(json.loads(path.read_text(encoding="utf-8-sig")))
        if not years:
            raise ValueError("no years")
    except OSError as error:
        raise KnownProblem(f"Файл «{path.name}» не читается. Проверьте имя и права доступа.") from error
    except (ValueError, RecursionError) as error:
        raise KnownProblem(f"«{path.name}» — не файл производственного календаря. Выберите другой файл.") from error
    told = ", ".join(str(one.year) for one in years)
    with workspace.action(f"Загружен производственный календарь: {told}") as session:
        _keep(session, {one.year: one for one in (*_loaded(session), *years)})
    return [one.year for one in years]


def forget_calendar_year(workspace: Workspace, year: int) -> None:
    """Takes a loaded year away: the one shipped counts again, or only the law. Raises NotFound."""
    with workspace.action(f"Убран производственный календарь {year} года") as session:
        loaded = {one.year: one for one in _loaded(session)}
        if loaded.pop(year, None) is None:
            raise NotFound(f"Календарь {year} года не загружали. Обновите список.")
        _keep(session, loaded)


def _loaded(session: Session) -> tuple[ProductionYear, ...]:
    value = session.scalar(select(Setting.value).where(Setting.key == _KEY))
    return () if value is None else parse_years(value)


def _keep(session: Session, years: dict[int, ProductionYear]) -> None:
    value = years_record(tuple(sorted(years.values(), key=lambda one: one.year)))
    row = session.scalar(select(Setting).where(Setting.key == _KEY))
    if row is None:
        session.add(Setting(key=_KEY, value=value))
    elif row.value != value:
        row.value = value
