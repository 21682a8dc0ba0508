"""Form files: a questionnaire a respondent fills in any browser without a network and brings back as a small file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from curator_app.documents.form_page import FormPage, FormRespondent, form_page
from curator_app.domain.codes import RespondentRole
from curator_app.models import School
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.services.privacy.exports import note_export
from curator_app.services.surveys.rows import QuestionnaireRow, RespondentRow, WaveView
from curator_app.services.surveys.shipped import mark
from curator_app.services.surveys.waves import get_wave
from curator_app.services.workspace import Workspace
from curator_app.texts.survey_words import ROLES


@dataclass(frozen=True, kw_only=True, slots=True)
class FormFile:
    """A file to give out."""

    name: str
    content: bytes


def wave_form(workspace: Workspace, wave_id: int, role: RespondentRole) -> FormFile:
    """One file for everybody of a role who has not answered: the respondent chooses himself in a list.
    Raises NotFound, KnownProblem (closed; everybody has answered)."""
    view = _open(workspace, wave_id)
    rows = [one for one in view.of_role(role) if one.state in {"waiting", "overdue"}]
    if not rows:
        raise KnownProblem("Все уже ответили или никого не нужно опрашивать: файл анкеты делать не для кого.")
    return FormFile(
        name=f"{files.safe_name(f'Анкета {view.row.title} {ROLES[role]}')}.html",
        content=form_page(_page(workspace, view, role, rows)),
    )


def save_forms(
    workspace: Workspace, wave_id: int, folder: Path, respondent_ids: Iterable[int] | None = None
) -> list[Path]:
    """A file for each of these respondents (None: for everybody who has not answered) in ``folder``.
    Raises NotFound, KnownProblem (closed, nobody left, the folder cannot be written)."""
    view = _open(workspace, wave_id)
    wanted = None if respondent_ids is None else set(respondent_ids)
    rows = [
        one
        for one in view.respondents
        if (one.state in {"waiting", "overdue"} if wanted is None else one.id in wanted and one.id is not None)
    ]
    if not rows:
        raise KnownProblem("Все уже ответили или никого не нужно опрашивать: файлы анкет делать не для кого.")
    files.make_folder(folder)
    made: list[Path] = []
    taken: set[str] = set()
    for row in rows:
        form = _one(workspace, view, row)
        stem, number = form.name.removesuffix(".html"), 2
        name = form.name
        while name.casefold() in taken:
            name, number = f"{stem} ({number}).html", number + 1
        taken.add(name.casefold())
        files.write_bytes(folder / name, form.content)
        made.append(folder / name)
    note_export(workspace, "forms", f"Файлы-анкеты: {view.row.title}", folder, len(made))
    return made


def _open(workspace: Workspace, wave_id: int) -> WaveView:
    view = get_wave(workspace, wave_id)
    if view.row.closed_on is not None:
        raise KnownProblem(f"Опрос «{view.row.title[:100]}» закрыт. Откройте его снова, потом раздавайте анкеты.")
    return view


def _one(workspace: Workspace, view: WaveView, row: RespondentRow) -> FormFile:
    return FormFile(
        name=f"{files.safe_name(f'Анкета {_stem(row)}')}.html",
        content=form_page(_page(workspace, view, row.role, [row])),
    )


def _page(workspace: Workspace, view: WaveView, role: RespondentRole, rows: Sequence[RespondentRow]) -> FormPage:
    form = _form(view, role)
    with workspace.read() as session:
        school = session.get_one(School, 1)
        name = school.short_name or school.full_name or ""
    return FormPage(
        wave=view.row.id,
        role=role.value,
        title=form.title,
        school=name,
        mark="" if form.changed or not form.shipped else mark(),
        preamble=form.preamble or "",
        questions=form.questions,
        respondents=tuple(
            FormRespondent(
                person=one.person,
                name=one.name,
                label=f"{one.name} (пара: {one.about})" if one.about else one.name,
                file=files.safe_name(_stem(one)),
                pair=one.about_pair,
            )
            for one in rows
        ),
    )


def _stem(row: RespondentRow) -> str:
    """«Иванова М.П.», about a pair with its number: the curator fills one about each."""
    name = row.short_name.rstrip(".")
    return f"{name} пара {row.about_pair}" if row.about_pair else name


def _form(view: WaveView, role: RespondentRole) -> QuestionnaireRow:
    form = view.form(role)
    if form is None:
        raise KnownProblem("Для этой роли в опросе нет анкеты. Добавьте анкету в настройках опроса.")
    return form
