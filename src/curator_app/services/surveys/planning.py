"""Making a wave, who is asked, closing it. One action each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import RespondentRole
from curator_app.domain.letters import fold
from curator_app.models import Pair, Reply, SurveyWave, WaveForm, WaveRespondent
from curator_app.runtime.errors import KnownProblem
from curator_app.services import people
from curator_app.services.school import ensure_year
from curator_app.services.surveys import catalogue, waves
from curator_app.services.surveys.rows import Asked, WaveData
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.survey_words import ROLE

Forms = Mapping[RespondentRole, str]


def make_wave(workspace: Workspace, data: WaveData, forms: Forms, asked: Sequence[Asked]) -> int:
    """Begins a wave: who (``asked``) answers what (``forms``: {role: code of a questionnaire}); without a date it is
    of today. Raises InvalidInput, NotFound, KnownProblem (somebody is in the archive)."""
    with workspace.action(f"Начат опрос «{data.title.strip()}»") as session:
        return insert_wave(session, workspace, data, forms, asked).id


def insert_wave(
    session: Session, workspace: Workspace, data: WaveData, forms: Forms, asked: Sequence[Asked]
) -> SurveyWave:
    """The same inside the caller's action."""
    values = _checked(session, data, None)
    if not forms:
        raise KnownProblem("Выберите хотя бы одну анкету: без неё опрашивать не о чем.")
    day = values["date"] or workspace.clock.today()
    wave = SurveyWave(**values | {"date": day}, academic_year_id=ensure_year(session, day).id)
    session.add(wave)
    session.flush()
    for role, code in forms.items():
        wave.forms.append(WaveForm(role=role.value, questionnaire_id=catalogue.ensure_version(session, code).id))
    session.flush()
    _ask(session, wave, asked)
    return wave


def update_wave(workspace: Workspace, wave_id: int, data: WaveData, forms: Forms | None = None) -> None:
    """Changes the title, dates, stage and, where nobody has answered yet, the questionnaires. Raises InvalidInput,
    NotFound, KnownProblem (a questionnaire with replies is swapped)."""
    with workspace.action(f"Изменён опрос «{data.title.strip()}»") as session:
        wave = waves.require(session, wave_id)
        values = _checked(session, data, wave.id)
        if values["date"] is not None:
            values["academic_year_id"] = ensure_year(session, values["date"]).id
        people.assign(wave, values)
        if forms is not None:
            _swap(session, wave, forms)


def delete_wave(workspace: Workspace, wave_id: int) -> None:
    """Takes a wave with its replies away; Ctrl+Z brings it back. Its title is free again. Raises NotFound."""
    with workspace.action("Удалён опрос") as session:
        wave = waves.require(session, wave_id)
        wave.deleted_at = workspace.clock.now()
        wave.title = f"{wave.title} (удалён, № {wave.id})"


def add_respondents(workspace: Workspace, wave_id: int, asked: Sequence[Asked]) -> None:
    """More people to ask; who is asked already stays as he is. Raises NotFound, KnownProblem (closed; in the archive;
    no questionnaire for the role)."""
    added = counted(len(asked), "участник", "участника", "участников")
    with workspace.action(f"В опрос добавлено: {added}") as session:
        _ask(session, require_open(session, wave_id), asked)


def remove_respondents(workspace: Workspace, wave_id: int, ids: Iterable[int]) -> None:
    """Strikes people off who need not answer. Raises NotFound, KnownProblem (closed; one has answered)."""
    wanted = set(ids)
    with workspace.action("Участники исключены из опроса") as session:
        wave = require_open(session, wave_id)
        answered = {one.key for one in waves.read_told(session, [wave.id])}
        for one in _respondents(session, wave, wanted):
            if (one.person_id, one.role, one.about_pair) in answered:
                who = people.title_of(people.require(session, one.person_id))
                raise KnownProblem(f"{who}: ответ уже введён. Сначала удалите ответ, потом исключайте из опроса.")
            session.delete(one)


def excuse(workspace: Workspace, wave_id: int, ids: Iterable[int], reason: str | None) -> None:
    """Says why people will not answer (on leave, left); None: they must answer again. Raises InvalidInput, NotFound."""
    checker = Checker()
    told = None if reason is None else checker.text("reason", reason, required=True)
    checker.done()
    wanted = set(ids)
    with workspace.action("Отмечено: не отвечает" if told else "Снова должен ответить") as session:
        for one in _respondents(session, waves.require(session, wave_id), wanted):
            if one.excused != told:
                one.excused = told


def mark_printed(workspace: Workspace, wave_id: int, ids: Iterable[int]) -> None:
    """Notes that the blanks of these respondents were printed today. Raises NotFound."""
    wanted = set(ids)
    today = workspace.clock.today()
    with workspace.action("Отмечена печать бланков") as session:
        for one in _respondents(session, waves.require(session, wave_id), wanted):
            if one.printed_on != today:
                one.printed_on = today


def close_wave(workspace: Workspace, wave_id: int) -> None:
    """The answers are all in: nobody is late any more and nothing is keyed in. Raises NotFound, KnownProblem (nobody
    answered)."""
    with workspace.action("Опрос закрыт") as session:
        wave = waves.require(session, wave_id)
        if session.scalar(select(Reply.id).where(Reply.wave_id == wave.id).limit(1)) is None:
            raise KnownProblem("Ни одного ответа ещё нет. Введите ответы, потом закрывайте опрос.")
        wave.closed_on = workspace.clock.today()


def reopen_wave(workspace: Workspace, wave_id: int) -> None:
    """A late answer came or one is to be put right. Raises NotFound."""
    with workspace.action("Опрос снова открыт") as session:
        waves.require(session, wave_id).closed_on = None


def require_open(session: Session, wave_id: int) -> SurveyWave:
    """A wave that still takes answers. Raises NotFound, KnownProblem."""
    wave = waves.require(session, wave_id)
    if wave.closed_on is not None:
        raise KnownProblem(
            f"Опрос «{wave.title[:100]}» закрыт {wave.closed_on:%d.%m.%Y}. Чтобы изменить ответы, откройте его снова."
        )
    return wave


def _respondents(session: Session, wave: SurveyWave, ids: set[int]) -> Sequence[WaveRespondent]:
    return session.scalars(
        select(WaveRespondent)
        .where(WaveRespondent.wave_id == wave.id, WaveRespondent.id.in_(ids))
        .order_by(WaveRespondent.id)
    ).all()


def _ask(session: Session, wave: SurveyWave, asked: Sequence[Asked]) -> None:
    roles = {form.role for form in wave.forms}
    kept = select(WaveRespondent).where(WaveRespondent.wave_id == wave.id)
    present = {(one.person_id, one.role, one.about_pair) for one in session.scalars(kept)}
    pairs = set(session.scalars(select(Pair.id).where(Pair.id.in_({one.about_pair for one in asked}))))
    for one in asked:
        if one.role.value not in roles:
            raise KnownProblem(
                f"В этом опросе нет анкеты для роли «{ROLE[one.role]}». Добавьте анкету или снимите роль."
            )
        if one.about_pair and one.about_pair not in pairs:
            raise KnownProblem(f"Пары № {one.about_pair} в базе нет. Обновите список участников опроса.")
        key = (one.person, one.role.value, one.about_pair)
        if key in present:
            continue
        present.add(key)
        people.require_active(session, one.person)
        session.add(
            WaveRespondent(
                wave_id=wave.id,
                person_id=one.person,
                role=one.role.value,
                about_pair=one.about_pair,
                due_date=one.due_date,
            )
        )
    session.flush()


def _swap(session: Session, wave: SurveyWave, forms: Forms) -> None:
    answered = {one.role for one in waves.read_told(session, [wave.id])}
    wanted = {role.value: code for role, code in forms.items()}
    asked = session.scalars(select(WaveRespondent.role).where(WaveRespondent.wave_id == wave.id)).all()
    codes = {one.id: one.code for one in catalogue.kept(session, [form.questionnaire_id for form in wave.forms])}
    for form in list(wave.forms):
        code = wanted.pop(form.role, None)
        if code == codes[form.questionnaire_id]:
            continue
        if form.role in answered:
            raise KnownProblem("На эту анкету уже ответили, заменить её нельзя. Начните новый опрос с другой анкетой.")
        if code is None and form.role in asked:
            word = ROLE[RespondentRole(form.role)]
            raise KnownProblem(f"Роль «{word}» уже опрашивают. Сначала исключите этих участников из опроса.")
        if code is None:
            wave.forms.remove(form)
        else:
            form.questionnaire_id = catalogue.ensure_version(session, code).id
    for role, code in wanted.items():
        wave.forms.append(WaveForm(role=role, questionnaire_id=catalogue.ensure_version(session, code).id))
    session.flush()


def _checked(session: Session, data: WaveData, own: int | None) -> dict[str, Any]:
    checker = Checker()
    values: dict[str, Any] = {
        "title": checker.text("title", data.title, required=True),
        "stage": None if data.stage is None else data.stage.value,
        "date": checker.date("date", data.date),
        "due_date": checker.date("due_date", data.due_date),
        "note": checker.text("note", data.note, limit=TEXT_LIMIT, lines=True),
    }
    checker.order("due_date", data.date, data.due_date)
    if values["title"] is not None:
        others = session.execute(select(SurveyWave.id, SurveyWave.title)).all()
        if any(number != own and fold(title) == fold(values["title"]) for number, title in others):
            checker.fail("title", f"Опрос «{values['title']}» уже есть. Дайте другое название, например с годом.")
    checker.done()
    return values
