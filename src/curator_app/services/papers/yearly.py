"""What the final report of a school year tells beyond a report about a period (S1 Пол-3.4-11, ДК-7.2).

Numbers are those of the indicators and of the sheets of the workbook; nothing is counted anew here but sums of days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields

from curator_app.documents.report_data import ChangeLine, ComparedLine, OutcomeLine, ReportData, YearlyData
from curator_app.domain.codes import ActivityKind, ActivityStatus
from curator_app.domain.school_year import SchoolYear
from curator_app.services.activities import ActivityRow
from curator_app.services.meetings.reading import list_meetings
from curator_app.services.monitoring.book_data import BookData, OutcomeRow
from curator_app.services.monitoring.comparing import compare_measured
from curator_app.services.monitoring.measuring import counting_day, find_period, measure
from curator_app.services.monitoring.notes import Note
from curator_app.services.monitoring.rows import IndicatorRow, Measured
from curator_app.services.monitoring.snapshots import get_snapshot, list_snapshots
from curator_app.services.papers.plans import days
from curator_app.services.papers.route_papers import duration_words
from curator_app.services.surveys.comparing import before_after, comparable
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short
from curator_app.texts.labels import code_label
from curator_app.texts.monitoring_words import INCENTIVE, ROLE
from curator_app.texts.route_words import STEP_LEVEL
from curator_app.texts.survey_words import decimal, signed

_COMPLETED, _TERMINATED = "завершены", "прекращены досрочно"


def year_of(workspace: Workspace, period: str) -> str:
    """The label of the school year in which a period is counted. Raises KnownProblem."""
    return SchoolYear.of(counting_day(find_period(period), None, workspace.clock.today())).label


def with_year(workspace: Workspace, report: ReportData, data: BookData, note: Note) -> YearlyData:
    """The report with all that a year has brought."""
    measured = data.measured
    own = {one.name: getattr(report, one.name) for one in fields(ReportData)}
    before = _last_year(workspace, measured)
    held = [one for one in list_meetings(workspace) if measured.since <= one.date <= measured.on]
    minutes = sum(one.duration_minutes or 0 for one in held)
    steps = measured.row("K12")
    names = _Names(data)
    return YearlyData(
        **own,
        school_year=SchoolYear.of(measured.on).label,
        before="" if before is None else SchoolYear.of(before.on).label,
        compared=tuple(_compared(before, measured, report)) if before is not None else (),
        changes=tuple(_changes(workspace, measured)),
        meetings=len(held),
        hours=duration_words(minutes) if minutes else "",
        steps_planned=steps.denominator or 0,
        steps_done=steps.numerator,
        completed=_part(measured.row("K10"), _COMPLETED),
        terminated=_part(measured.row("K10"), _TERMINATED),
        roadmap_total=0 if data.roadmap is None else data.roadmap.progress.total,
        roadmap_done=0 if data.roadmap is None else data.roadmap.progress.done,
        consultations=_activities(data, ActivityKind.CONSULTATION, measured),
        trainings=_activities(data, ActivityKind.TRAINING, measured),
        events=_activities(data, ActivityKind.EVENT, measured),
        contests=_outcomes(data, "contest", lambda one: _joined(code_label(one.level, STEP_LEVEL), names.of(one))),
        publications=_outcomes(data, "publication", lambda one: _joined(one.place, one.link)),
        practices=_outcomes(data, "practice", lambda _one: ""),
        rewards=_outcomes(data, "incentive", lambda one: code_label(one.title, INCENTIVE), title=names.of),
        agreements=_outcomes(data, "agreement", lambda one: f"№ {one.place}" if one.place else ""),
        tasks=tuple(line.strip() for line in note.tasks.splitlines() if line.strip()),
    )


class _Names:
    """Who an outcome is about, in the words of a report for the school itself."""

    def __init__(self, data: BookData) -> None:
        self._people = {number: row.name.surname_initials for number, row in data.people.items()}
        self._pairs = {row.id: _joined(row.mentor_short, *row.mentees_short, by=", ") for row in data.pairs}

    def of(self, one: OutcomeRow) -> str:
        """The person, else the pair; «» when nobody is told."""
        return self._people.get(one.person or 0, "") or self._pairs.get(one.pair or 0, "")


def _last_year(workspace: Workspace, measured: Measured) -> Measured | None:
    """The year before: the kept snapshot of it, else counted anew; None when the base knows nothing of it."""
    label = SchoolYear(SchoolYear.of(measured.on).first - 1).label
    kept = next((one for one in list_snapshots(workspace) if one.period == label), None)
    if kept is not None:
        return get_snapshot(workspace, kept.id)
    counted = measure(workspace, label)
    return counted if any(row.numerator for row in counted.rows) else None


def _compared(before: Measured, measured: Measured, report: ReportData) -> Iterable[ComparedLine]:
    told = {line.code: line for line in report.indicators}
    for row in compare_measured([before, measured]).rows:
        if row.code not in told:
            continue
        first, last = row.cells
        line = told[row.code]
        both = first is not None and last is not None and first.percent is not None and last.percent is not None
        yield ComparedLine(
            code=row.code,
            title=row.title,
            before="" if first is None else first.value,
            now="" if last is None else last.value,
            change=row.change,
            target=line.target,
            reached=line.reached,
            percents=(str(first.percent), str(last.percent)) if both and first and last else ("", ""),
        )


def _changes(workspace: Workspace, measured: Measured) -> Iterable[ChangeLine]:
    """The latest pair of waves of each role whose second wave fell into the year."""
    told: set[str] = set()
    for first, second in comparable(workspace):
        if second.date is None or not measured.since <= second.date <= measured.on:
            continue
        for one in before_after(workspace, first.id, second.id):
            if one.role.value in told or not any(row.n for row in one.rows):
                continue
            told.add(one.role.value)
            for row in one.rows:
                if row.n:
                    yield ChangeLine(
                        role=ROLE.get(one.role.value, one.role.value),
                        title=row.after_text,
                        before=decimal(row.before),
                        after=decimal(row.after),
                        change=signed(row.difference),
                        answered=row.n,
                    )


def _part(row: IndicatorRow, words: str) -> int:
    return sum(part.numerator for part in row.parts if part.key == words)


def _activities(data: BookData, kind: ActivityKind, measured: Measured) -> tuple[OutcomeLine, ...]:
    held = [
        one
        for one in data.activities
        if one.kind == kind.value
        and one.status == ActivityStatus.HELD.value
        and measured.since <= one.date <= measured.on
    ]
    return tuple(_activity(number, one) for number, one in enumerate(held, start=1))


def _activity(number: int, one: ActivityRow) -> OutcomeLine:
    return OutcomeLine(
        number=number,
        date=days(one.date, one.end_date),
        title=one.title,
        about=_joined(one.form, one.organisation or one.place),
        result="; ".join(line.strip().rstrip(".") for line in (one.result or "").splitlines() if line.strip()),
        people=one.number_of_people,
    )


def _outcomes(
    data: BookData,
    kind: str,
    about: Callable[[OutcomeRow], str | None],
    *,
    title: Callable[[OutcomeRow], str] = lambda one: one.title,
) -> tuple[OutcomeLine, ...]:
    found: Sequence[OutcomeRow] = [one for one in data.outcomes if one.kind == kind]
    return tuple(
        OutcomeLine(number, date_short(one.date), title(one), about(one) or "", one.result or "")
        for number, one in enumerate(found, start=1)
    )


def _joined(*parts: str | None, by: str = "; ") -> str:
    return by.join(part for part in parts if part)
