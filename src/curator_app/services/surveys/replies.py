"""Keeping a reply: keyed in, corrected, checked by a second keying, deleted. The journal keeps the history."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import ReplyWay, RespondentRole
from curator_app.domain.surveys.questions import Answer, Question, accept
from curator_app.models import Action, Change, Questionnaire, Reply, SurveyWave, WaveForm
from curator_app.runtime.errors import FieldProblem, InvalidInput, KnownProblem, NotFound
from curator_app.services import people
from curator_app.services.surveys import catalogue, planning
from curator_app.services.surveys.rows import Difference, ReplyChange, ReplyData, ReplyRow
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.storage.journal import row_values
from curator_app.texts.survey_words import ROLE, answer_words, numbered, wanted_words


def get_reply(workspace: Workspace, reply_id: int) -> ReplyRow:
    """One reply. Raises NotFound."""
    with workspace.read() as session:
        return row_of(_require(session, reply_id))


def find_problems(questions: Sequence[Question], answers: Mapping[str, object]) -> dict[str, str]:
    """{key: what is wrong with the answer, in a sentence}: for the screen while it is being typed."""
    return _sorted_out(questions, answers)[1]


def cleaned(questions: Sequence[Question], answers: Mapping[str, object]) -> dict[str, Answer]:
    """The answers that are answers to these questions, in their order."""
    return _sorted_out(questions, answers)[0]


def save_reply(workspace: Workspace, data: ReplyData, *, way: ReplyWay = ReplyWay.KEYED) -> int:
    """Keeps a reply or corrects the one that is there (the journal remembers the former) and returns its number.

    Whoever answers unasked is taken too. Raises InvalidInput (the field is the key of a question: out of scale, too
    long, nothing answered), NotFound, KnownProblem (the wave is closed, asks nothing of this role).
    """
    checker = Checker()
    day = checker.date("date", data.date, latest=workspace.clock.today())
    checker.done()
    with workspace.read() as session:
        who = people.title_of(people.require(session, data.person))
        known = find(session, data.wave, data.person, data.role.value, data.about_pair) is not None
    with workspace.action(f"{'Исправлен' if known else 'Введён'} ответ: {who}") as session:
        wave = planning.require_open(session, data.wave)
        questions = questions_for(session, wave, data.role)
        kept, problems = _sorted_out(questions, data.answers)
        if problems:
            raise InvalidInput([FieldProblem(key, sentence) for key, sentence in problems.items()])
        if not kept:
            raise KnownProblem("Ни на один вопрос не отвечено. Введите хотя бы один ответ.")
        return put(session, wave, data, kept, way, day or workspace.clock.today()).id


def put(
    session: Session, wave: SurveyWave, data: ReplyData, answers: Mapping[str, Answer], way: ReplyWay, day: dt.date
) -> Reply:
    """The reply inside the caller's action; nothing is written where nothing differs."""
    reply = find(session, wave.id, data.person, data.role.value, data.about_pair)
    if reply is None:
        reply = Reply(
            wave_id=wave.id,
            respondent_id=data.person,
            role=data.role.value,
            about_pair=data.about_pair,
            date=day,
            way=way.value,
            answers=dict(answers),
        )
        session.add(reply)
        session.flush()
        return reply
    told: dict[str, Any] = {"answers": dict(answers), "raw": {}}
    if data.date is not None:
        told["date"] = data.date
    people.assign(reply, told)
    return reply


def delete_reply(workspace: Workspace, reply_id: int) -> None:
    """Takes a reply away (keyed in for the wrong person); Ctrl+Z brings it back. Raises NotFound, KnownProblem."""
    with workspace.read() as session:
        who = people.title_of(people.require(session, _require(session, reply_id).respondent_id))
    with workspace.action(f"Удалён ответ: {who}") as session:
        reply = _require(session, reply_id)
        planning.require_open(session, reply.wave_id)
        session.delete(reply)


def check_entry(workspace: Workspace, reply_id: int, answers: Mapping[str, object]) -> tuple[Difference, ...]:
    """Compares a reply with a second keying of the same paper; nothing is kept. Empty: both are the same. What is no
    answer to its question differs as it was typed. Raises NotFound."""
    with workspace.read() as session:
        reply = _require(session, reply_id)
        wave = session.get_one(SurveyWave, reply.wave_id)
        questions = questions_for(session, wave, RespondentRole(reply.role))
        first = dict(reply.answers)
    second, problems = _sorted_out(questions, answers)
    numbers = numbered(questions)
    return tuple(
        Difference(
            key=one.key,
            number=numbers[one.key],
            text=one.text,
            first=answer_words(one, first.get(one.key)),
            second=str(answers[one.key]) if one.key in problems else answer_words(one, second.get(one.key)),
        )
        for one in questions
        if one.key in problems or first.get(one.key) != second.get(one.key)
    )


def reply_history(workspace: Workspace, reply_id: int) -> list[ReplyChange]:
    """What was entered and corrected, question by question, the newest first. Raises NotFound."""
    with workspace.read() as session:
        reply = _require(session, reply_id)
        wave = session.get_one(SurveyWave, reply.wave_id)
        role = RespondentRole(reply.role) if reply.role else None
        questions = questions_for(session, wave, role) if role else ()
        asked = {one.key: one for one in questions}
        query = (
            select(Change, Action)
            .join(Action, Action.id == Change.action_id)
            .where(Change.table_name == Reply.__tablename__, Change.row_id == reply_id)
            .order_by(Change.id.desc())
        )
        found: list[ReplyChange] = []
        for change, action in session.execute(query):
            before, after = _answers_of(change.before), _answers_of(change.after)
            title = {"undo": "Отмена: ", "redo": "Повтор: "}.get(action.kind, "") + action.title
            found += [
                ReplyChange(
                    at=action.at,
                    action=title,
                    question=asked[key].text if key in asked else key,
                    before=_told(asked.get(key), before.get(key)),
                    after=_told(asked.get(key), after.get(key)),
                )
                for key in dict.fromkeys((*asked, *before, *after))
                if before.get(key) != after.get(key)
            ]
        return found


# --- for the other services of surveys


def find(session: Session, wave_id: int, person: int, role: str, about_pair: int) -> Reply | None:
    """The mapped reply of a respondent."""
    return session.scalar(
        select(Reply).where(
            Reply.wave_id == wave_id,
            Reply.respondent_id == person,
            Reply.role == role,
            Reply.about_pair == about_pair,
        )
    )


def of_wave(session: Session, wave_id: int) -> Sequence[Reply]:
    """The mapped replies of a wave."""
    return session.scalars(select(Reply).where(Reply.wave_id == wave_id).order_by(Reply.id)).all()


def questions_for(session: Session, wave: SurveyWave, role: RespondentRole) -> tuple[Question, ...]:
    """What a role is asked in a wave. Raises KnownProblem: nothing."""
    query = (
        select(Questionnaire)
        .join(WaveForm, WaveForm.questionnaire_id == Questionnaire.id)
        .where(WaveForm.wave_id == wave.id, WaveForm.role == role.value)
    )
    form = session.scalar(query)
    if form is None:
        raise KnownProblem(
            f"В опросе «{wave.title[:100]}» нет анкеты для роли «{ROLE[role]}». "
            "Выберите другую роль или добавьте анкету."
        )
    return catalogue.row_of(form, 0).questions


def row_of(reply: Reply) -> ReplyRow:
    """A mapped reply as a row."""
    return ReplyRow(
        id=reply.id,
        wave=reply.wave_id,
        person=reply.respondent_id,
        role=RespondentRole(reply.role) if reply.role else None,
        about_pair=reply.about_pair,
        date=reply.date,
        way=reply.way,
        answers=dict(reply.answers or {}),
        raw=dict(reply.raw or {}),
    )


def _require(session: Session, reply_id: int) -> Reply:
    found = session.get(Reply, reply_id)
    if found is None:
        raise NotFound("Этого ответа в базе уже нет. Обновите список.")
    return found


def _sorted_out(
    questions: Sequence[Question], answers: Mapping[str, object]
) -> tuple[dict[str, Answer], dict[str, str]]:
    """The answers in the order of the questions, and what is wrong with the others."""
    kept: dict[str, Answer] = {}
    problems: dict[str, str] = {}
    for number, question in enumerate(questions, start=1):
        given = answers.get(question.key)
        try:
            answer = accept(question, given)
        except ValueError:
            told = str(given)[:40]
            problems[question.key] = f"Вопрос {number}: «{told}» не подходит, нужно {wanted_words(question)}."
            continue
        if isinstance(answer, str):
            checker = Checker()
            answer = checker.text("text", answer, limit=TEXT_LIMIT, lines=True)
            if checker.problems:
                problems[question.key] = f"Вопрос {number}. {checker.problems[0].message}"
                continue
        if answer is None:
            if question.required:
                problems[question.key] = f"Вопрос {number}: на него нужно ответить обязательно."
            continue
        kept[question.key] = answer
    for key in answers.keys() - {one.key for one in questions}:
        problems[key] = f"Вопроса «{key[:40]}» в анкете нет. Возможно, это другая версия анкеты."
    return kept, problems


def _answers_of(told: Any) -> dict[str, Any]:
    answers = (row_values(told) or {}).get("answers") or {}
    if isinstance(answers, str):
        answers = json.loads(answers)
    return dict(answers)


def _told(question: Question | None, answer: Any) -> str:
    if answer is None:
        return ""
    return str(answer) if question is None else answer_words(question, answer)
