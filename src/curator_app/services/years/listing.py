"""The list of school years and the one at work; opening, closing, opening again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from curator_app.domain.school_year import SchoolYear
from curator_app.models import AcademicYear, Pair, Setting
from curator_app.runtime.errors import KnownProblem
from curator_app.services import pair_facts
from curator_app.services.school import ensure_year
from curator_app.services.validation import LINE_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted

_KEY = "academic_year"


@dataclass(frozen=True, kw_only=True, slots=True)
class YearRow:
    """A school year. ``current``: the one the school works in now; ``unfinished``: pairs that should have ended in it
    and did not."""

    label: str
    start: dt.date
    end: dt.date
    closed_on: dt.date | None
    current: bool
    unfinished: int

    @property
    def closed(self) -> bool:
        """Read-only."""
        return self.closed_on is not None


def current_year(workspace: Workspace) -> str:
    """«2026/2027»: the year chosen by the last going over, else the year of today."""
    with workspace.read() as session:
        return read_current(session, workspace.clock.today())


def read_current(session: Session, today: dt.date) -> str:
    """The same inside the caller's session. A closed year is never the current one."""
    row = session.scalar(select(Setting).where(Setting.key == _KEY))
    chosen = SchoolYear.parse(str(row.value.get("label"))) if row is not None else None
    year = max(chosen, SchoolYear.of(today)) if chosen is not None else SchoolYear.of(today)
    closed = set(session.scalars(select(AcademicYear.label).where(AcademicYear.closed_on.is_not(None))))
    while year.label in closed:
        year = year.next
    return year.label


def year_to_leave(workspace: Workspace) -> str:
    """The year that a going over starts from: the current one; in its first months (to December) the one before it,
    while that is known, still open and nobody has gone over yet."""
    today = workspace.clock.today()
    with workspace.read() as session:
        label = read_current(session, today)
        own = SchoolYear.of(today)
        row = session.scalar(select(Setting).where(Setting.key == _KEY))
        chosen = SchoolYear.parse(str(row.value.get("label"))) if row is not None else None
        if own.label != label or today.year != own.first or (chosen is not None and chosen >= own):
            return label
        before = select(AcademicYear).where(AcademicYear.label == SchoolYear(own.first - 1).label)
        last = session.scalar(before.where(AcademicYear.closed_on.is_(None)))
        return label if last is None else last.label


def put_current(session: Session, label: str) -> None:
    """Makes a year the current one, inside the caller's action."""
    row = session.scalar(select(Setting).where(Setting.key == _KEY))
    if row is None:
        session.add(Setting(key=_KEY, value={"label": label}))
    elif row.value != {"label": label}:
        row.value = {"label": label}


def list_years(workspace: Workspace) -> list[YearRow]:
    """All years the base knows, and the current one, the latest first."""
    with workspace.read() as session:
        current = read_current(session, workspace.clock.today())
        known = {row.label: row for row in session.scalars(select(AcademicYear))}
        unfinished = _unfinished(session)
        years = {found for label in (*known, current) if (found := SchoolYear.parse(label)) is not None}
        return [
            YearRow(
                label=year.label,
                start=year.start,
                end=year.end,
                closed_on=known[year.label].closed_on if year.label in known else None,
                current=year.label == current,
                unfinished=unfinished.get(year.label, 0),
            )
            for year in sorted(years, reverse=True)
        ]


def open_next(workspace: Workspace) -> str:
    """Adds the year after the latest one to the list. Gives its label."""
    after = max((SchoolYear.parse(row.label) or SchoolYear(0) for row in list_years(workspace)), default=None)
    year = (after or SchoolYear.of(workspace.clock.today())).next
    with workspace.action(f"Открыт учебный год {year.label}") as session:
        ensure_year(session, year.start)
    return year.label


def close_year(workspace: Workspace, label: str) -> None:
    """Makes a year, and every earlier one still open, read-only. Raises KnownProblem: pairs in it are unfinished, it
    has not begun, it is closed already."""
    with workspace.action(f"Закрыт учебный год {label}") as session:
        close_in(session, label, workspace.clock.today())


def close_in(session: Session, label: str, today: dt.date) -> None:
    """The closing inside the caller's action; to be its last step."""
    year = _parsed(label)
    if today < year.start:
        raise KnownProblem(f"Учебный год {label} ещё не начался. Закройте прошедший.")
    session.flush()
    left = {one: count for one, count in _unfinished(session).items() if one <= label}
    if left:
        pairs = counted(sum(left.values()), "пара не завершена", "пары не завершены", "пар не завершено")
        raise KnownProblem(
            f"Год {label} закрыть нельзя: {pairs}, хотя срок кончается в этом году. Завершите или продлите их — "
            "удобнее всего через «Школа» → «Переход на новый учебный год…»."
        )
    ensure_year(session, year.start)
    rows = list(session.scalars(select(AcademicYear).where(AcademicYear.start_date <= year.start)))
    if all(row.closed_on is not None for row in rows):
        raise KnownProblem(f"Учебный год {label} уже закрыт.")
    for row in rows:
        if row.closed_on is None:
            row.closed_on = today
    session.flush()


def reopen_year(workspace: Workspace, label: str, reason: str) -> None:
    """Opens the last closed year again; the reason stands in the journal. Raises InvalidInput, KnownProblem."""
    checker = Checker()
    why = checker.text("reason", reason, limit=LINE_LIMIT, required=True)
    checker.done()
    with workspace.action(f"Снова открыт учебный год {label}: {why}"[:LINE_LIMIT]) as session:
        last = session.scalars(
            select(AcademicYear).where(AcademicYear.closed_on.is_not(None)).order_by(AcademicYear.start_date.desc())
        ).first()
        if last is None or _row(session, label).closed_on is None:
            raise KnownProblem(f"Учебный год {label} и так открыт.")
        if last.label != label:
            raise KnownProblem(
                f"Снова открыть можно только последний закрытый год — {last.label}. "
                "Более ранние годы остаются закрытыми."
            )
        last.closed_on = None


def _unfinished(session: Session) -> dict[str, int]:
    """{label: pairs that are not ended though their last day lies in that year}."""
    query = (
        select(AcademicYear.label, func.count())
        .join(Pair, Pair.end_date.between(AcademicYear.start_date, AcademicYear.end_date))
        .where(Pair.deleted_at.is_(None), pair_facts.not_ended(), AcademicYear.closed_on.is_(None))
        .group_by(AcademicYear.label)
    )
    return dict(session.execute(query).all())


def _parsed(label: str) -> SchoolYear:
    year = SchoolYear.parse(label)
    if year is None:
        raise KnownProblem(f"«{label}» — не учебный год. Укажите год вида 2026/2027.")
    return year


def _row(session: Session, label: str) -> AcademicYear:
    row = session.scalar(select(AcademicYear).where(AcademicYear.label == label))
    if row is None:
        raise KnownProblem(f"Учебного года {label} в базе нет. Выберите год из списка.")
    return row
