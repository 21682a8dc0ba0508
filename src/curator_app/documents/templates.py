"""Papers from text templates: data + wording → blocks, and what the curator still has to fill in or look at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from curator_app.documents.blocks import Document, PageSetup
from curator_app.documents.catalogue import NEEDS
from curator_app.documents.inflection import Doubt
from curator_app.documents.paper_data import Layout, OrderData, PairData, PaperData, PaperPerson
from curator_app.documents.template_filters import Filters
from curator_app.documents.template_lines import LineProblem, parse
from curator_app.documents.template_sandbox import Sources, check, problem_at, run
from curator_app.documents.template_text import Values
from curator_app.documents.template_views import Missing, PersonView, View, context, fact_name
from curator_app.texts.grammar import date_short


@dataclass(frozen=True, slots=True)
class Rendered:
    """A paper ready to be drawn. ``heading``: its «О чём»; ``lacking``: Russian names of facts printed as blanks;
    ``doubts``: genders and declensions to look at."""

    document: Document
    heading: str
    lacking: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def render(code: str, data: PaperData, sources: Sources, *, page: PageSetup | None = None) -> Rendered:
    """The paper of template ``code``. Raises KnownProblem for a faulty template, naming its line."""
    values = Values()
    filters = Filters(values, data.layout, data.school.taught_posts)
    letters = run(
        code,
        sources,
        context(data),
        filters=filters.table(),
        finalize=filters.finalize,
        readable=(View, PersonView, Missing),
    )
    try:
        parsed = parse(letters, values, data.layout)
    except LineProblem as error:
        raise problem_at(sources.title(code), error.line(sources.load(code)), sources.load(code), str(error)) from error
    heading = parsed.heading or sources.title(code)
    lacking = dict.fromkeys((*filters.lacking, *_unsaid(code, data)))
    document = Document(_title(code, data, sources), heading, parsed.blocks, page or page_setup(data.layout))
    return Rendered(document, heading, tuple(lacking), filters.inflector.doubts)


def _unsaid(code: str, data: PaperData) -> tuple[str, ...]:
    """Russian names of the facts that this kind of paper needs and the data has not: they stand as ruled blanks."""
    values = ((name, getattr(data, name, None)) for name in NEEDS.get(code, ()))
    return tuple(fact_name(type(data), name) for name, value in values if not _told(value))


def _told(value: object) -> bool:
    if isinstance(value, PairData):
        return _told(value.mentor) or _told(value.mentees)
    return bool(value.surname) if isinstance(value, PaperPerson) else bool(value)


def page_setup(layout: Layout) -> PageSetup:
    """The page of a layout: 20/10/20/20 mm, at the left 30 mm for papers that are bound and kept long."""
    page = PageSetup(left=30.0 if layout.wide_binding else 20.0, hyphens=layout.hyphens)
    return page if layout.font_size is None else replace(page, font_size=layout.font_size)


def check_template(code: str, source: str, sources: Sources) -> None:
    """Looks at the wording of a template before it is kept. Raises KnownProblem with the number of the bad line."""
    check(code, source, sources, Filters(Values(), Layout()).table())


def _title(code: str, data: PaperData, sources: Sources) -> str:
    if isinstance(data, OrderData):
        number = f" № {data.number}" if data.number else ""
        date = f" от {date_short(data.date)}" if data.date else ""
        return f"Приказ{date}{number}"
    return sources.title(code)
