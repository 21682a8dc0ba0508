"""Questionnaires of the school: those shipped and its own wording, in versions. An answered version never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import QuestionnaireKind, RespondentRole
from curator_app.domain.surveys.questions import BadQuestion, Question, read_questions, tell_questions
from curator_app.models import Questionnaire, Reply, SurveyWave, WaveForm
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services.surveys.rows import QuestionnaireRow, VersionRow
from curator_app.services.surveys.shipped import shipped_questionnaires
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.survey_words import FAULT

_OWN = "own"
_QUESTION_LIMIT = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionnaireData:
    """What the editor sets. Keys of questions stay with their questions from version to version."""

    title: str
    kind: QuestionnaireKind = QuestionnaireKind.OTHER
    role: RespondentRole | None = None
    mentoring_form: str | None = None
    preamble: str | None = None
    questions: Sequence[Question] = ()


def list_questionnaires(workspace: Workspace, *, hidden: bool = False) -> list[QuestionnaireRow]:
    """The questionnaires as they would be asked now: shipped in their order, then the school's own.
    ``hidden``: also those that were hidden."""
    with workspace.read() as session:
        return [one for one in current(session).values() if hidden or not one.hidden]


def get_questionnaire(workspace: Workspace, code: str) -> QuestionnaireRow:
    """One questionnaire as it would be asked now. Raises NotFound."""
    with workspace.read() as session:
        return require(session, code)


def versions(workspace: Workspace, code: str) -> list[VersionRow]:
    """The kept versions of a questionnaire, the newest first; none while the shipped one was never used."""
    with workspace.read() as session:
        counts = reply_counts(session)
        waves: dict[int, list[str]] = {}
        used = select(WaveForm.questionnaire_id, SurveyWave.title).join(SurveyWave, SurveyWave.id == WaveForm.wave_id)
        for number, title in session.execute(used.where(SurveyWave.deleted_at.is_(None)).order_by(SurveyWave.id)):
            if title not in waves.setdefault(number, []):
                waves[number].append(title)
        query = select(Questionnaire).where(Questionnaire.code == code).order_by(Questionnaire.version.desc())
        return [
            VersionRow(
                id=one.id,
                version=one.version,
                questions=len(one.questions),
                replies=counts.get(one.id, 0),
                waves=tuple(waves.get(one.id, ())),
            )
            for one in session.scalars(query)
        ]


def copy_of(workspace: Workspace, code: str) -> QuestionnaireData:
    """The editable part of a questionnaire. Raises NotFound."""
    row = get_questionnaire(workspace, code)
    return QuestionnaireData(**{name: getattr(row, name) for name in QuestionnaireData.__dataclass_fields__})


def new_key(questions: Sequence[Question]) -> str:
    """A key that none of these questions has: «q7»."""
    taken = {one.key for one in questions}
    return next(key for number in range(1, len(taken) + 2) if (key := f"q{number}") not in taken)


def save_questionnaire(workspace: Workspace, data: QuestionnaireData, *, code: str | None = None) -> str:
    """Keeps the wording of a questionnaire (``code`` None: a new one of the school) and returns its code.

    A version that was answered stays as it is and the next one begins; one that was not is changed in place, so a wave
    without replies asks the new wording. Raises InvalidInput, NotFound.
    """
    values = _checked(data)
    title = str(values["title"])
    name = f"Изменена анкета «{title}»" if code else f"Создана анкета «{title}»"
    with workspace.action(name) as session:
        if code is None:
            code = _free_code(session)
            session.add(Questionnaire(code=code, version=1, **values))
            return code
        require(session, code)
        _put(session, code, values)
        return code


def return_to_default(workspace: Workspace, code: str) -> None:
    """The shipped wording again; the versions already answered stay with their waves. Raises NotFound, KnownProblem
    (a questionnaire of the school has none)."""
    shipped = shipped_questionnaires().get(code)
    if shipped is None:
        raise KnownProblem("Это анкета школы: исходной формы у неё нет. Её можно изменить или скрыть.")
    with workspace.action(f"Возвращена исходная форма анкеты «{shipped.title}»") as session:
        if _latest(session, code) is not None:
            _put(session, code, _values_of(shipped))


def hide(workspace: Workspace, code: str, hidden: bool = True) -> None:
    """Takes a questionnaire out of the lists, or puts it back. Raises NotFound."""
    row = get_questionnaire(workspace, code)
    with workspace.action(f"{'Скрыта' if hidden else 'Возвращена в список'} анкета «{row.title}»") as session:
        ensure_version(session, code).hidden = hidden


# --- for the other services of surveys


def current(session: Session, *, counted: bool = True) -> dict[str, QuestionnaireRow]:
    """{code: the questionnaire as it would be asked now}; without ``counted`` its replies are told as none."""
    counts = reply_counts(session) if counted else {}
    found = dict(shipped_questionnaires())
    for one in session.scalars(select(Questionnaire).order_by(Questionnaire.version, Questionnaire.id)):
        found[one.code] = row_of(one, counts.get(one.id, 0))
    return found


def require(session: Session, code: str) -> QuestionnaireRow:
    """The questionnaire as it would be asked now. Raises NotFound."""
    found = current(session).get(code)
    if found is None:
        raise NotFound(f"Анкеты «{code[:60]}» нет. Выберите анкету из списка.")
    return found


def ensure_version(session: Session, code: str) -> Questionnaire:
    """The mapped newest version; of a shipped questionnaire nobody used yet, its first copy. Raises NotFound."""
    latest = _latest(session, code)
    if latest is not None:
        return latest
    latest = Questionnaire(code=code, version=1, **_values_of(require(session, code)))
    session.add(latest)
    session.flush()
    return latest


def kept(session: Session, ids: Sequence[int]) -> Sequence[Questionnaire]:
    """The mapped versions under these numbers."""
    return session.scalars(select(Questionnaire).where(Questionnaire.id.in_(ids))).all()


def row_of(found: Questionnaire, replies: int) -> QuestionnaireRow:
    """A kept version as a row."""
    shipped = shipped_questionnaires().get(found.code)
    row = QuestionnaireRow(
        id=found.id,
        code=found.code,
        version=found.version,
        title=found.title,
        kind=QuestionnaireKind(found.kind),
        role=None if found.role is None else RespondentRole(found.role),
        mentoring_form=found.mentoring_form,
        preamble=found.preamble,
        questions=read_questions(found.questions),
        hidden=found.hidden,
        shipped=shipped is not None,
        replies=replies,
    )
    return replace(row, changed=shipped is not None and _values_of(row) != _values_of(shipped))


def reply_counts(session: Session) -> dict[int, int]:
    """{version: replies to it}; replies of deleted waves count too: they can come back."""
    query = (
        select(WaveForm.questionnaire_id, func.count())
        .join(Reply, (Reply.wave_id == WaveForm.wave_id) & (Reply.role == WaveForm.role))
        .group_by(WaveForm.questionnaire_id)
    )
    return dict(session.execute(query).all())


def _put(session: Session, code: str, values: Mapping[str, Any]) -> None:
    latest = _latest(session, code)
    if latest is None:
        session.add(Questionnaire(code=code, version=1, **values))
        return
    if all(getattr(latest, name) == value for name, value in values.items()):
        return
    if reply_counts(session).get(latest.id, 0):
        session.add(Questionnaire(code=code, version=latest.version + 1, hidden=latest.hidden, **values))
        return
    for name, value in values.items():
        if getattr(latest, name) != value:
            setattr(latest, name, value)


def _latest(session: Session, code: str) -> Questionnaire | None:
    query = select(Questionnaire).where(Questionnaire.code == code).order_by(Questionnaire.version.desc()).limit(1)
    return session.scalar(query)


def _free_code(session: Session) -> str:
    taken = set(session.scalars(select(Questionnaire.code)))
    number = 1
    while f"{_OWN}_{number}" in taken:
        number += 1
    return f"{_OWN}_{number}"


def _values_of(row: QuestionnaireRow) -> dict[str, Any]:
    return {
        "title": row.title,
        "kind": row.kind.value,
        "role": None if row.role is None else row.role.value,
        "mentoring_form": row.mentoring_form,
        "preamble": row.preamble,
        "questions": tell_questions(row.questions),
    }


def _checked(data: QuestionnaireData) -> dict[str, Any]:
    checker = Checker()
    values: dict[str, Any] = {
        "title": checker.text("title", data.title, required=True),
        "kind": data.kind.value,
        "role": None if data.role is None else data.role.value,
        "mentoring_form": checker.text("mentoring_form", data.mentoring_form),
        "preamble": checker.text("preamble", data.preamble, limit=TEXT_LIMIT, lines=True),
    }
    if not data.questions:
        checker.fail("questions", "В анкете нет ни одного вопроса. Добавьте хотя бы один.")
    cleaned = []
    for place, one in enumerate(data.questions, start=1):
        text = checker.text("text", one.text, limit=_QUESTION_LIMIT) or ""
        options = tuple(checker.text("options", option) or "" for option in one.options)
        block = checker.text("block", one.block)
        cleaned.append(replace(one, text=text, options=options, block=block))
        if checker.problems:
            checker.problems[-1] = replace(
                checker.problems[-1], message=f"Вопрос {place}. {checker.problems[-1].message}"
            )
            break
    checker.done()
    try:
        read_questions(tell_questions(cleaned))
    except BadQuestion as bad:
        fault = FAULT.get(bad.fault, "вопрос записан с ошибкой")
        checker.fail("questions", f"Вопрос {bad.place}: {fault}. Исправьте его.")
    checker.done()
    values["questions"] = tell_questions(cleaned)
    return values
