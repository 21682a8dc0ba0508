"""Blanks of questionnaires, one or of a whole wave, and the printed summary of a wave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from curator_app.documents import catalogue as papers_catalogue
from curator_app.documents.blocks import Document, PageSetup
from curator_app.documents.fit import fit_to_sheet
from curator_app.documents.packing import packed
from curator_app.documents.survey_data import QuestionnairePaper, parts_of
from curator_app.documents.templates import render
from curator_app.models import Person
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.settings import PaperSettings, read_settings
from curator_app.services.surveys import catalogue
from curator_app.services.surveys.comparing import own_changes
from curator_app.services.surveys.results import wave_results
from curator_app.services.surveys.rows import QuestionnaireRow, RespondentRow, WaveView
from curator_app.services.surveys.shipped import mark
from curator_app.services.surveys.summary import imagined_summary, summary_data
from curator_app.services.surveys.waves import get_wave, known_by, list_waves
from curator_app.services.workspace import Workspace
from curator_app.texts.survey_words import ROLE

BLANK: Final = "questionnaire"
SUMMARY: Final = "survey_summary"
_SHEET: Final = PageSetup(
    left=18.0, right=12.0, top=10.0, bottom=10.0, font_size=12.0, line_spacing=1.0, numbered=False
)
_SUMMARY_SHEET: Final = PageSetup(font_size=12.0, line_spacing=1.0)
_STEPS: Final = ((12.0, 1.0), (11.0, 1.0), (10.0, 1.0))


def blank_paper(workspace: Workspace, code: str, person: int | None = None) -> Document:
    """A blank of a questionnaire as it would be asked now, with the header of somebody or lines for the name.
    Raises NotFound, KnownProblem for a faulty wording."""
    with workspace.read() as session:
        form = catalogue.require(session, code)
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        data = _blank(session, gatherer, settings, form, person)
        sources = papers_catalogue.sources(own_wordings(session))
    return _fitted(render(BLANK, data, sources, page=_SHEET).document)


def wave_blanks(workspace: Workspace, wave_id: int, respondent_ids: Iterable[int] | None = None) -> Document:
    """The blanks of these respondents (None: of everybody who has not answered), each on its own sheet; short ones
    stand below each other with lines to cut along. Mark them with ``planning.mark_printed``. Raises NotFound,
    KnownProblem (nobody to print for)."""
    view = get_wave(workspace, wave_id)
    wanted = None if respondent_ids is None else set(respondent_ids)
    rows = [
        one
        for one in view.respondents
        if (one.state in {"waiting", "overdue"} if wanted is None else one.id in wanted and one.id is not None)
    ]
    if not rows:
        raise KnownProblem("Печатать нечего: все ответили или никто не отмечен. Отметьте участников опроса.")
    with workspace.read() as session:
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        gatherer.load_people(one.person for one in rows)
        data = [_of_respondent(session, gatherer, settings, view, one) for one in rows]
        sources = papers_catalogue.sources(own_wordings(session))
    documents = [_fitted(render(BLANK, one, sources, page=_SHEET).document) for one in data]
    size = min(one.page.font_size for one in documents)
    documents = [replace(one, page=replace(one.page, font_size=size)) for one in documents]
    return packed(documents, f"Анкеты: {view.row.title}")


def summary_paper(workspace: Workspace, wave_id: int, *, trial: Mapping[str, str] | None = None) -> Document:
    """The results of a wave: tables with n, the rule of «удовлетворён», open answers; ``trial``: wordings tried out
    but not kept. Raises NotFound, KnownProblem (nobody has answered)."""
    results = wave_results(workspace, wave_id)
    if not results.wave.replies:
        raise KnownProblem("Ни одного ответа ещё нет, подводить итоги рано. Введите ответы участников.")
    changes = own_changes(workspace, wave_id)
    with workspace.read() as session:
        settings = read_settings(session)
        school = Gatherer(session, settings).school()
        sources = papers_catalogue.sources({**own_wordings(session), **(trial or {})})
    data = summary_data(results, changes, school, settings.layout)
    made = render(SUMMARY, data, sources, page=_SUMMARY_SHEET).document
    return replace(made, title=f"Итоги опроса: {results.wave.title}")


def sample(workspace: Workspace, code: str, trial: Mapping[str, str]) -> Document:
    """A wording tried out: the blank of the first questionnaire; the summary of the latest wave with replies or, while
    there is none, of a wave nobody answered. Nothing is kept."""
    answered = next((one for one in list_waves(workspace) if one.replies), None)
    if code == SUMMARY and answered is not None:
        return summary_paper(workspace, answered.id, trial=trial)
    with workspace.read() as session:
        settings = read_settings(session)
        form = next(iter(catalogue.current(session).values()))
        gatherer = Gatherer(session, settings)
        data = _blank(session, gatherer, settings, form, None)
        imagined = imagined_summary(form, gatherer.school(), settings.layout)
        sources = papers_catalogue.sources({**own_wordings(session), **trial})
    if code == SUMMARY:
        return render(SUMMARY, imagined, sources, page=_SUMMARY_SHEET).document
    return _fitted(render(BLANK, data, sources, page=_SHEET).document)


def _blank(
    session: Session, gatherer: Gatherer, settings: PaperSettings, form: QuestionnaireRow, person: int | None
) -> QuestionnairePaper:
    return QuestionnairePaper(
        school=gatherer.school(),
        title=form.title,
        mark=mark() if form.shipped and not form.changed else None,
        preamble=form.preamble,
        person=None if person is None else gatherer.person(person),
        what=None if person is None else known_by(session.get_one(Person, person)) or None,
        parts=parts_of(form.questions),
        layout=settings.layout,
    )


def _of_respondent(
    session: Session, gatherer: Gatherer, settings: PaperSettings, view: WaveView, row: RespondentRow
) -> QuestionnairePaper:
    form = view.form(row.role)
    assert form is not None
    return replace(
        _blank(session, gatherer, settings, form, row.person),
        role=ROLE[row.role],
        about=row.about or None,
        wave=view.row.title,
        due=row.due,
    )


def _fitted(document: Document) -> Document:
    return fit_to_sheet(document, _STEPS)
