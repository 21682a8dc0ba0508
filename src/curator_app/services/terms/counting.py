"""How the school counts terms: the reading of ТК РФ ст. 14, the working week, days the school has settled itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import CalendarDayKind
from curator_app.domain.terms.calendar import WorkCalendar
from curator_app.domain.terms.settings import CountingSettings
from curator_app.models import CalendarDay, School, Setting
from curator_app.runtime.errors import NotFound
from curator_app.services.terms.calendar_years import read_transfers
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace

_KEY = "terms"
SINCE_KEY = "terms_since"


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarDayRow:
    """A day settled by the school: ``kind`` is a code of ``CalendarDayKind``."""

    id: int
    date: dt.date
    kind: str
    note: str | None


def read_counting(session: Session) -> CountingSettings:
    """The settings inside the caller's session; the default reading when nothing was chosen."""
    value = session.scalar(select(Setting.value).where(Setting.key == _KEY)) or {}
    plain = CountingSettings()
    return CountingSettings(
        event_day_counts=bool(value.get("event_day_counts", plain.event_day_counts)),
        roll_forward=bool(value.get("roll_forward", plain.roll_forward)),
    )


def read_calendar(session: Session) -> WorkCalendar:
    """The calendar of the school: its working week, decreed transfers, its own days."""
    week = session.scalar(select(School.working_week)) or 5
    own = {
        day: kind == CalendarDayKind.WORKING.value
        for day, kind in session.execute(select(CalendarDay.date, CalendarDay.kind))
        if kind != CalendarDayKind.SHORT.value
    }
    return WorkCalendar(week, read_transfers(session), own)


def get_counting(workspace: Workspace) -> CountingSettings:
    """The settings of counting."""
    with workspace.read() as session:
        return read_counting(session)


def save_counting(workspace: Workspace, settings: CountingSettings) -> None:
    """Keeps the settings of counting; every open term is reckoned anew."""
    value: dict[str, Any] = asdict(settings)
    with workspace.action("Изменён счёт сроков") as session:
        row = session.scalar(select(Setting).where(Setting.key == _KEY))
        if row is None:
            session.add(Setting(key=_KEY, value=value))
        elif row.value != value:
            row.value = value


def get_calendar(workspace: Workspace) -> WorkCalendar:
    """The calendar of the school, for screens that paint days off."""
    with workspace.read() as session:
        return read_calendar(session)


def list_calendar_days(workspace: Workspace) -> list[CalendarDayRow]:
    """Days settled by the school, in order."""
    with workspace.read() as session:
        return [
            CalendarDayRow(id=one.id, date=one.date, kind=one.kind, note=one.note)
            for one in session.scalars(select(CalendarDay).order_by(CalendarDay.date))
        ]


def settle_day(workspace: Workspace, day: dt.date, kind: str, note: str | None = None) -> int:
    """Says that a day is off, worked or short (a short one is counted as worked); a day settled before is changed.
    Raises InvalidInput."""
    checker = Checker()
    checker.date("date", day)
    if kind not in set(CalendarDayKind):
        checker.fail("kind", "Скажите, какой это день: нерабочий, рабочий или сокращённый.")
    note = checker.text("note", note)
    checker.done()
    with workspace.action(f"Календарь: {day:%d.%m.%Y}") as session:
        row = session.scalar(select(CalendarDay).where(CalendarDay.date == day))
        if row is None:
            row = CalendarDay(date=day, kind=kind, note=note)
            session.add(row)
        elif (row.kind, row.note) != (kind, note):
            row.kind, row.note = kind, note
        session.flush()
        return row.id


def unsettle_day(workspace: Workspace, day: dt.date) -> None:
    """Gives a day back to the calendar of the country. Raises NotFound."""
    with workspace.action(f"Календарь: {day:%d.%m.%Y} — как у всех") as session:
        row = session.scalar(select(CalendarDay).where(CalendarDay.date == day))
        if row is None:
            raise NotFound("Этот день школой не отмечен. Обновите календарь.")
        session.delete(row)


def keep_terms_since(workspace: Workspace, day: dt.date) -> None:
    """The school keeps its terms here from ``day`` on: what fell due before was done on paper and is not late."""
    with workspace.action(f"Сроки ведутся с {day:%d.%m.%Y}") as session:
        row = session.scalar(select(Setting).where(Setting.key == SINCE_KEY))
        if row is None:
            session.add(Setting(key=SINCE_KEY, value={"date": day.isoformat()}))
        else:
            row.value = {"date": day.isoformat()}
