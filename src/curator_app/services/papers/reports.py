"""Reports about a period: analytical note, statistics, map of deficits, list for the site (S2-М3, S1 Пол-3.4, 8.1).

Every number is one of the indicators or of the sheets of the workbook: it is counted nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from curator_app.documents import catalogue
from curator_app.documents.norms import norms_on
from curator_app.documents.paper_data import Layout, SchoolData
from curator_app.documents.plan_data import LYING, UPRIGHT
from curator_app.documents.report_data import (
    CountLine,
    DeficitLine,
    IndicatorLine,
    ReportData,
    SiteLine,
    StatisticLine,
    WaveLine,
)
from curator_app.documents.templates import Rendered, render
from curator_app.domain.codes import ConsentKind, PairStatus
from curator_app.domain.indicators.definitions import Unit, Value
from curator_app.exchange.workbook.model import Formula
from curator_app.services.catalogues import area_titles
from curator_app.services.monitoring.book_data import BookData, read_book
from curator_app.services.monitoring.book_front import statistics_sheet
from curator_app.services.monitoring.book_people import deficits_sheet
from curator_app.services.monitoring.notes import Note, get_note, suggest_note
from curator_app.services.monitoring.rows import IndicatorRow, PartRow
from curator_app.services.monitoring.satisfaction import WaveRow
from curator_app.services.monitoring.veil import Veil
from curator_app.services.papers import yearly
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.settings import read_settings
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.grammar import date_short
from curator_app.texts.monitoring_words import LEVEL, NO_VALUE, ROLE, fraction_words, percent_words, target_words

TITLES: Final[Mapping[str, str]] = {one.code: one.title for one in catalogue.PAPERS if one.group == "report"}
"""Codes and titles of the reports."""
_NORMS: Final = ("fz_273", "tk_351_8", "r_145", "rp_3273")
_BY_FORM, _BY_KIND = "по форме: ", "по виду: "
_ROUTES: Final = ("K11", "K12", "K13", "K14")


def report_paper(
    workspace: Workspace, code: str, period: str, *, note: Note | None = None, trial: Mapping[str, str] | None = None
) -> Rendered:
    """A report of ``TITLES``. ``note``: the curator's words of the analytical note (default: those kept for the period,
    else a beginning written from the data); ``trial``: wordings tried out. The final report is about the whole school
    year of the period. Raises KnownProblem."""
    if code == "yearly_report":
        period = yearly.year_of(workspace, period)
    data = read_book(workspace, period, None)
    words = note or get_note(workspace, data.measured.period) or suggest_note(data.measured)
    with workspace.read() as session:
        settings = read_settings(session)
        school = Gatherer(session, settings).school()
        areas = area_titles(session)
        wordings = {**own_wordings(session), **(trial or {})}
    told = _report(data, school, areas, words, settings.layout)
    if code == "yearly_report":
        told = yearly.with_year(workspace, told, data, words)
    page = LYING if code == "site_list" else UPRIGHT
    return render(code, told, catalogue.sources(wordings), page=page)


def sample(workspace: Workspace, code: str, trial: Mapping[str, str]) -> Rendered:
    """A wording tried out on the school's own data of today."""
    return report_paper(workspace, code, workspace.clock.today().isoformat(), trial=trial)


def _report(data: BookData, school: SchoolData, areas: dict[str, str], note: Note, layout: Layout) -> ReportData:
    measured = data.measured
    pairs = measured.row("K9")
    bare = Veil((), hides=False)
    site, silent = _site(data)
    return ReportData(
        school=school,
        title=measured.title,
        on=measured.on,
        norms=tuple(one.title for one in norms_on(measured.on) if one.id in _NORMS),
        indicators=tuple(_indicator(row) for row in measured.rows),
        shares=tuple(_indicator(row) for row in measured.rows if row.percent is not None),
        contingent=tuple(_contingent(measured.row)),
        pairs=pairs.numerator,
        forms=_counted(pairs.parts, _BY_FORM),
        kinds=_counted(pairs.parts, _BY_KIND),
        routes=tuple(_routes(measured.row)),
        waves=tuple(_wave(one) for one in data.waves),
        deficits=tuple(
            DeficitLine(*_plain(row)) for side in deficits_sheet(data, bare, areas).sides for row in side.rows
        ),
        statistics=tuple(StatisticLine(*_plain(row[-5:])) for row in statistics_sheet(data, bare).rows),
        site=tuple(site),
        silent=silent,
        strengths=_lines(note.strengths),
        weaknesses=_lines(note.weaknesses),
        opportunities=_lines(note.opportunities),
        threats=_lines(note.threats),
        conclusions=_lines(note.conclusions),
        proposals=_lines(note.proposals),
        layout=layout,
    )


def _indicator(row: IndicatorRow) -> IndicatorLine:
    return IndicatorLine(
        code=row.code,
        title=row.title,
        number=_number(row.percent is not None, row.fraction, row.value),
        target=target_words(Unit(row.unit), row.target),
        reached="" if row.met is None else "да" if row.met else "нет",
        percent="" if row.percent is None else str(row.percent),
    )


def _number(share: bool, fraction: str, value: str) -> str:
    return f"{fraction} ({value})" if share else value


def _contingent(row: Callable[[str], IndicatorRow]) -> Iterable[CountLine]:
    for code, whole, title in (
        ("K7", True, "Педагогических работников школы"),
        ("K7", False, "Педагогических работников, вовлечённых в наставничество"),
        ("K8", True, "Наставников действующих пар и групп"),
        ("K11", True, "Наставляемых действующих пар и групп"),
        ("K3", True, "Молодых специалистов"),
        ("K3", False, "Молодых специалистов — наставляемых"),
        ("K1", False, "Обучающихся 10–19 лет — наставляемых"),
    ):
        found = row(code)
        yield CountLine(title, (found.denominator or 0) if whole else found.numerator)


def _counted(parts: Sequence[PartRow], prefix: str) -> tuple[CountLine, ...]:
    return tuple(
        CountLine(part.title.removeprefix(prefix), part.numerator) for part in parts if part.title.startswith(prefix)
    )


def _routes(row: Callable[[str], IndicatorRow]) -> Iterable[IndicatorLine]:
    for code in _ROUTES:
        found = row(code)
        yield _indicator(found)
        for part in found.parts:
            number = _number(part.percent is not None, part.fraction, part.value)
            yield IndicatorLine(part.code, f"{found.title}: {part.title}", number)


def _wave(one: WaveRow) -> WaveLine:
    share = Value(one.satisfied, one.answered)
    mean = NO_VALUE if one.index is None else percent_words(Value(one.index.numerator, one.index.denominator).percent)
    return WaveLine(
        title=one.title,
        role=ROLE.get(one.role, one.role),
        answered=str(one.answered) if one.asked is None else f"{one.answered} из {one.asked}",
        mean=mean,
        level="" if one.level is None else LEVEL[one.level],
        satisfied=_number(share.percent is not None, fraction_words(share), percent_words(share.percent)),
    )


def _plain(row: Sequence[Any]) -> list[Any]:
    """Cells of a sheet as values: of a live formula, what it comes to."""
    return [one.cached if isinstance(one, Formula) else one for one in row]


def _site(data: BookData) -> tuple[list[SiteLine], int]:
    """Pairs completed by the day, where everybody agreed to be told of (152-ФЗ ст. 10.1); how many are left out."""
    publication = ConsentKind.PUBLICATION.value
    agreed = {row.id for row in data.mentors if row.consents.get(publication) == "given"}
    agreed |= {row.id for row in data.mentees if row.consents.get(publication) == "given"}
    over = [
        one
        for one in data.pairs
        if one.status == PairStatus.COMPLETED.value and (one.end_date is None or one.end_date <= data.at.on)
    ]
    told = [one for one in over if {one.mentor, *one.mentees} <= agreed]
    lines = [
        SiteLine(
            number=number,
            mentor=one.mentor_name,
            mentor_post=_post(data, one.mentor),
            mentees=", ".join(one.mentees_name),
            mentees_post=", ".join(dict.fromkeys(filter(None, (_post(data, mentee) for mentee in one.mentees)))),
            form=one.mentoring_form or "",
            period=" – ".join(date_short(day) for day in (one.start_date, one.end_date) if day is not None),
        )
        for number, one in enumerate(sorted(told, key=lambda pair: collation_key(pair.mentor_name)), start=1)
    ]
    return lines, len(over) - len(told)


def _post(data: BookData, person: int) -> str:
    row = data.people.get(person)
    if row is None:
        return ""
    return row.position or (f"{row.class_name} класс" if row.class_name else "")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
