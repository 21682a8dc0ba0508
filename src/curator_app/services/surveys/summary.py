"""The results of a wave in words, for its printed summary."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from curator_app.documents.paper_data import Layout, SchoolData
from curator_app.documents.survey_data import (
    SummaryAnswers,
    SummaryPerson,
    SummaryQuestion,
    SummaryRole,
    SummarySide,
    SurveySummaryPaper,
)
from curator_app.domain.surveys.questions import QuestionKind
from curator_app.services.surveys.result_rows import (
    ChangeRow,
    PairJudgement,
    QuestionResult,
    RespondentResult,
    RoleResult,
    WaveResults,
)
from curator_app.services.surveys.rows import QuestionnaireRow
from curator_app.texts.survey_words import (
    DIFFICULTY,
    LEVEL,
    ROLE,
    ROLES,
    STAGE,
    answered_words,
    decimal,
    few_words,
    signed,
)


def summary_data(
    results: WaveResults, changes: Sequence[ChangeRow], school: SchoolData, layout: Layout
) -> SurveySummaryPaper:
    """All that the summary prints; every figure with its n."""
    wave = results.wave
    answered = sum(one.answered for one in results.roles)
    expected = sum(one.expected for one in results.roles)
    opens: dict[tuple[str, int, str], list[str]] = {}
    for one in results.open_answers:
        opens.setdefault((ROLES[one.role], one.number, one.question), []).append(f"{one.text} ({one.person.name})")
    return SurveySummaryPaper(
        school=school,
        title=wave.title,
        date=wave.date,
        stage=None if wave.stage is None else STAGE[wave.stage],
        answered=answered_words(answered, max(answered, expected)).capitalize() + ".",
        roles=tuple(_role(one) for one in results.roles if one.answered),
        sides=tuple(
            SummarySide(
                one.mentee_text,
                f"{decimal(one.mentee)} (n = {one.mentee_n})",
                f"{decimal(one.mentor)} (n = {one.mentor_n})",
                signed(one.mentor - one.mentee),
            )
            for one in results.sides
            if one.mentee is not None and one.mentor is not None
        ),
        changes=tuple(
            SummarySide(
                one.after_text, f"{decimal(one.before)} (n = {one.n})", decimal(one.after), signed(one.difference)
            )
            for one in changes
            if one.n
        ),
        pairs=tuple(_pair(one) for one in results.judgements),
        opens=tuple(
            SummaryAnswers(f"{question} ({role})", tuple(told)) for (role, _number, question), told in opens.items()
        ),
        rules=tuple(one for one in (results.rule, results.levels_rule) if one),
        layout=layout,
    )


def imagined_summary(form: QuestionnaireRow, school: SchoolData, layout: Layout) -> SurveySummaryPaper:
    """The summary of a wave nobody answered, to look at a wording on."""
    questions = tuple(
        SummaryQuestion(number, one.text, "—", 0, "—") for number, one in enumerate(form.questions, start=1)
    )
    people = (SummaryPerson("Фамилия Имя Отчество", "", "—", "—"),)
    role = SummaryRole("Наставляемые", form.title, (answered_words(0, 0).capitalize() + ".",), questions, people)
    return SurveySummaryPaper(
        school=school, title=form.title, answered=answered_words(0, 0).capitalize() + ".", roles=(role,), layout=layout
    )


def _role(found: RoleResult) -> SummaryRole:
    lines = [answered_words(found.answered, max(found.answered, found.expected)).capitalize() + "."]
    if found.satisfied is not None:
        lines.append(f"Удовлетворены: {found.satisfied.words}.")
    if found.index is not None and found.level is not None:
        spread = ", ".join(f"{LEVEL[level]} — {count}" for level, count in found.levels if count)
        lines.append(f"Средний индекс: {_percent(found.index)} ({LEVEL[found.level]} уровень). По людям: {spread}.")
    words = DIFFICULTY if found.difficulty else LEVEL
    lines += [
        f"{one.block}: {_percent(one.index)} — {words[one.level]} (ответов: {one.answered})." for one in found.blocks
    ]
    if found.few:
        lines.append(few_words(found.answered))
    return SummaryRole(
        title=(ROLES[found.role] if found.role else "Ответы").capitalize(),
        questionnaire=found.title,
        lines=tuple(lines),
        questions=tuple(_question(one) for one in found.questions if one.question.kind is not QuestionKind.OPEN),
        people=tuple(_person(one) for one in found.respondents),
        about_pairs=any(one.about for one in found.respondents),
    )


def _question(one: QuestionResult) -> SummaryQuestion:
    given = [f"{count.words} — {len(count.people)}" for count in one.counts if count.people]
    return SummaryQuestion(
        number=one.number,
        text=one.question.text,
        mean=decimal(one.mean) if one.question.kind is QuestionKind.SCALE else "",
        answered=one.answered,
        spread="; ".join(given) or "—",
    )


def _person(one: RespondentResult) -> SummaryPerson:
    if one.band:
        result, level = f"{one.total} из {one.highest}", one.band
    elif one.index is not None and one.level is not None:
        result, level = _percent(one.index), LEVEL[one.level]
    else:
        result, level = (f"{one.total} из {one.highest}" if one.highest else ""), ""
    if one.satisfied is not None:
        level += "; удовлетворён(а)" if one.satisfied else "; не удовлетворён(а)"
    return SummaryPerson(name=one.person.name, about=one.about, result=result, level=level)


def _pair(one: PairJudgement) -> SummarySide:
    shares = ", ".join(f"{ROLE[role]} {_percent(share)}" for role, share in one.shares)
    return SummarySide(one.about, shares, _percent(one.apart), "обсудить" if one.discuss else "")


def _percent(share: Fraction) -> str:
    return f"{decimal(share * 100)} %"
