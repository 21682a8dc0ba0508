"""What a wave says (domain.md d.7): distributions, means with n, indices, levels, who is satisfied, both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import QuestionnaireKind, RespondentRole
from curator_app.domain.surveys import scoring
from curator_app.domain.surveys.questions import Answer, Question, QuestionKind
from curator_app.domain.surveys.scoring import Level, Levels
from curator_app.models import Person as PersonModel
from curator_app.models import Reply, SurveyWave
from curator_app.services.surveys import replies
from curator_app.services.surveys.result_rows import (
    AnswerCount,
    BlockResult,
    OpenAnswer,
    PairJudgement,
    Person,
    QuestionResult,
    RespondentResult,
    RoleResult,
    Share,
    SidesRow,
    WaveResults,
)
from curator_app.services.surveys.rows import QuestionnaireRow, WaveView
from curator_app.services.surveys.settings import SurveySettings, levels_words, read_settings, rule_words
from curator_app.services.surveys.waves import pair_titles, read_wave
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.survey_words import answer_words, numbered

_ABOUT_SATISFACTION = (QuestionnaireKind.SATISFACTION, QuestionnaireKind.AFTER)
_BANDS = ("недопустимый", "допустимый", "оптимальный")


def wave_results(workspace: Workspace, wave_id: int) -> WaveResults:
    """All results of a wave; a wave that came with a file is told as one role without a name. Raises NotFound."""
    with workspace.read() as session:
        settings = read_settings(session)
        view = read_wave(session, wave_id, workspace.clock.today())
        mapped = replies.of_wave(session, wave_id)
        names = _names(session, mapped)
        pairs = pair_titles(session, (one.about_pair for one in mapped))
        roles = tuple(_roles(session, view, mapped, names, pairs, settings))
    return WaveResults(
        wave=view.row,
        roles=roles,
        sides=_sides(roles),
        judgements=_judgements(view, mapped, pairs, settings),
        open_answers=tuple(_open_answers(view, mapped, names)),
        rule=rule_words(settings) if any(one.satisfied is not None for one in roles) else "",
        levels_rule=levels_words(settings) if any(one.index is not None for one in roles) else "",
    )


def level_counts(levels: Sequence[Level]) -> tuple[tuple[Level, int], ...]:
    """How many stand on each level, low to high."""
    return tuple((one, levels.count(one)) for one in Level)


def _roles(
    session: Session,
    view: WaveView,
    mapped: Sequence[Reply],
    names: Mapping[int, str],
    pairs: Mapping[int, str],
    settings: SurveySettings,
) -> list[RoleResult]:
    found = []
    for one in view.forms:
        told = [reply for reply in mapped if reply.role == one.role.value]
        expected = sum(1 for row in view.of_role(one.role) if row.id is not None and row.excused is None)
        found.append(_role(one.role, one.questionnaire, told, expected, names, pairs, settings))
    if view.row.from_file:
        form = _of_file(session.get_one(SurveyWave, view.row.id))
        found.append(_role(None, form, list(mapped), len(mapped), names, pairs, settings))
    return found


def _role(
    role: RespondentRole | None,
    form: QuestionnaireRow,
    told: Sequence[Reply],
    expected: int,
    names: Mapping[int, str],
    pairs: Mapping[int, str],
    settings: SurveySettings,
) -> RoleResult:
    people = {one.id: Person(person=one.respondent_id, name=names[one.respondent_id], reply=one.id) for one in told}
    respondents = [_respondent(one, form, people[one.id], pairs, settings) for one in told]
    respondents.sort(key=lambda one: (collation_key(one.person.name), one.about_pair))
    indices = [one.index for one in respondents if one.index is not None]
    index = sum(indices, Fraction()) / len(indices) if indices else None
    verdicts = [one.satisfied for one in respondents if one.satisfied is not None]
    numbers = numbered(form.questions)
    return RoleResult(
        role=role,
        title=form.title,
        expected=expected,
        answered=len(told),
        few=0 < len(told) < settings.few,
        questions=tuple(_question(one, numbers[one.key], told, people) for one in form.questions),
        respondents=tuple(respondents),
        index=index,
        level=None if index is None else settings.levels.of(index),
        levels=level_counts([one.level for one in respondents if one.level is not None]),
        satisfied=Share(count=sum(verdicts), of=len(verdicts)) if verdicts else None,
        blocks=_blocks(form.questions, told, _block_levels(form, settings)),
        difficulty=_about_deficits(form),
    )


def _respondent(
    reply: Reply, form: QuestionnaireRow, person: Person, pairs: Mapping[int, str], settings: SurveySettings
) -> RespondentResult:
    answers = reply.answers
    questions = form.questions
    index = scoring.index(questions, answers)
    summed = scoring.total(questions, answers)
    answered = [one for one in questions if one.kind is QuestionKind.SCALE and isinstance(answers.get(one.key), int)]
    levels = _block_levels(form, settings)
    about_it = form.kind in _ABOUT_SATISFACTION or form.id is None
    return RespondentResult(
        person=person,
        about_pair=reply.about_pair,
        about=pairs.get(reply.about_pair, ""),
        answered=sum(1 for one in questions if one.key in answers),
        index=index,
        level=None if index is None else settings.levels.of(index),
        satisfied=scoring.satisfied(questions, answers, settings.satisfaction) if about_it else None,
        total=summed.total,
        highest=sum(one.highest for one in answered),
        band=_band(form, answers, summed.total, settings),
        blocks=tuple(
            (block, value, levels.of(value)) for block, value in scoring.block_indices(questions, answers).items()
        ),
    )


def _band(form: QuestionnaireRow, answers: Mapping[str, Answer], points: int, settings: SurveySettings) -> str:
    """The level of the curator's criteria (domain.md d.4); only when all of them are answered."""
    if form.kind is not QuestionnaireKind.CURATOR_CRITERIA:
        return ""
    asked = [one for one in form.questions if one.kind is QuestionKind.SCALE]
    if any(one.key not in answers for one in asked):
        return ""
    return _BANDS[(points >= settings.criteria_middle) + (points >= settings.criteria_high)]


def _about_deficits(form: QuestionnaireRow) -> bool:
    return form.kind in (QuestionnaireKind.NEEDS, QuestionnaireKind.DIAGNOSIS)


def _block_levels(form: QuestionnaireRow, settings: SurveySettings) -> Levels:
    return settings.block_levels if _about_deficits(form) else settings.levels


def _blocks(questions: Sequence[Question], told: Sequence[Reply], levels: Levels) -> tuple[BlockResult, ...]:
    found: dict[str, list[Fraction]] = defaultdict(list)
    for one in told:
        for block, value in scoring.block_indices(questions, one.answers).items():
            found[block].append(value)
    order = list(dict.fromkeys(one.block for one in questions if one.block is not None))
    rows = []
    for block in order:
        if found[block]:
            index = sum(found[block], Fraction()) / len(found[block])
            rows.append(BlockResult(block=block, index=index, level=levels.of(index), answered=len(found[block])))
    return tuple(rows)


def _question(question: Question, number: int, told: Sequence[Reply], people: Mapping[int, Person]) -> QuestionResult:
    given: dict[Answer, list[Person]] = defaultdict(list)
    for one in told:
        if question.key in one.answers:
            given[one.answers[question.key]].append(people[one.id])
    scored = scoring.mean(question, (one.answers for one in told)) if question.kind is QuestionKind.SCALE else None
    counts: tuple[AnswerCount, ...] = ()
    if question.kind is not QuestionKind.OPEN:
        counts = tuple(
            AnswerCount(answer=answer, words=answer_words(question, answer), people=tuple(given[answer]))
            for answer, _count in scoring.distribution(question, (one.answers for one in told))
        )
    return QuestionResult(
        question=question,
        number=number,
        answered=sum(len(one) for one in given.values()),
        mean=None if scored is None else scored.value,
        counts=counts,
    )


def _sides(roles: Sequence[RoleResult]) -> tuple[SidesRow, ...]:
    """Scales that both mentees and mentors answered under one key (both were asked about the same)."""
    by_role = {one.role: one for one in roles}
    mentees, mentors = by_role.get(RespondentRole.MENTEE), by_role.get(RespondentRole.MENTOR)
    if mentees is None or mentors is None:
        return ()
    theirs = {one.question.key: one for one in mentors.questions}
    return tuple(
        SidesRow(
            key=one.question.key,
            mentee_text=one.question.text,
            mentor_text=other.question.text,
            mentee=one.mean,
            mentee_n=one.answered,
            mentor=other.mean,
            mentor_n=other.answered,
        )
        for one in mentees.questions
        if one.question.kind is QuestionKind.SCALE
        and (other := theirs.get(one.question.key)) is not None
        and other.question.kind is QuestionKind.SCALE
        and (one.question.lowest, one.question.highest) == (other.question.lowest, other.question.highest)
    )


def _judgements(
    view: WaveView, mapped: Sequence[Reply], pairs: Mapping[int, str], settings: SurveySettings
) -> tuple[PairJudgement, ...]:
    """Judgements of one pair by its sides (domain.md d.6); of a group, the mean of its mentees."""
    forms = {one.role: one.questionnaire for one in view.forms if one.questionnaire.per_pair}
    told: dict[int, dict[RespondentRole, list[Fraction]]] = defaultdict(lambda: defaultdict(list))
    for reply in mapped:
        role = next((one for one in forms if one.value == reply.role), None)
        if role is None or not reply.about_pair:
            continue
        share = scoring.index(forms[role].questions, reply.answers)
        if share is not None:
            told[reply.about_pair][role].append(share)
    limit = Fraction(settings.divergence, 100)
    rows = []
    for pair, by_role in told.items():
        shares = [
            (role, sum(by_role[role], Fraction()) / len(by_role[role])) for role in RespondentRole if role in by_role
        ]
        apart = scoring.divergence([share for _role, share in shares])
        rows.append(
            PairJudgement(
                pair=pair, about=pairs.get(pair, ""), shares=tuple(shares), apart=apart, discuss=apart > limit
            )
        )
    return tuple(sorted(rows, key=lambda one: (-one.apart, collation_key(one.about))))


def _open_answers(view: WaveView, mapped: Sequence[Reply], names: Mapping[int, str]) -> list[OpenAnswer]:
    found = []
    for form in view.forms:
        numbers = numbered(form.questionnaire.questions)
        told = sorted(
            (one for one in mapped if one.role == form.role.value),
            key=lambda one: collation_key(names[one.respondent_id]),
        )
        found += [
            OpenAnswer(
                person=Person(person=reply.respondent_id, name=names[reply.respondent_id], reply=reply.id),
                role=form.role,
                number=numbers[question.key],
                question=question.text,
                text=str(reply.answers[question.key]),
            )
            for question in form.questionnaire.questions
            if question.kind is QuestionKind.OPEN
            for reply in told
            if question.key in reply.answers
        ]
    return found


def _of_file(wave: SurveyWave) -> QuestionnaireRow:
    """The questions of a table as a questionnaire: all its scales count into the index."""
    found = []
    for one in wave.questions:
        text = str(one.get("text", ""))
        highest = one.get("max")
        if isinstance(highest, int) and highest > (one.get("min") or 0):
            found.append(Question(text, text, QuestionKind.SCALE, one.get("min") or 0, highest, True))
        else:
            found.append(Question(text, text, QuestionKind.OPEN))
    return QuestionnaireRow(
        id=None,
        code="",
        version=0,
        title=wave.title,
        kind=QuestionnaireKind.OTHER,
        role=None,
        mentoring_form=None,
        preamble=None,
        questions=tuple(found),
        shipped=False,
    )


def _names(session: Session, mapped: Sequence[Reply]) -> dict[int, str]:
    query = select(PersonModel).where(PersonModel.id.in_({one.respondent_id for one in mapped}))
    return {one.id: one.name.full for one in session.scalars(query)}
