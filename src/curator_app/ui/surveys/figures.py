"""Results of a wave as charts. Plain values in, figures out; nothing is reckoned here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from curator_app.domain.codes import RespondentRole
from curator_app.domain.surveys.questions import Question, QuestionKind
from curator_app.domain.surveys.scoring import Level
from curator_app.services.surveys.result_rows import (
    BeforeAfter,
    ChangeRow,
    QuestionResult,
    RespondentResult,
    RoleResult,
    WaveResults,
)
from curator_app.texts.survey_words import DIFFICULTY, LEVEL, ROLE, ROLES
from curator_app.ui.common.charts import Bar, Bars, Columns, Completeness, Figure, MeanRow, Means, Point, Slope, Slopes

_MOST_COLUMNS = 21


@dataclass(frozen=True, slots=True)
class Group:
    """Charts under one heading."""

    heading: str
    note: str
    figures: tuple[Figure, ...]


def overview(results: WaveResults, few: int) -> Group:
    """Completeness, satisfaction, levels; then mentors against mentees."""
    figures: list[Figure] = []
    for role in results.roles:
        name = role_name(role)
        if role.expected:
            figures.append(Completeness(name, role.answered, role.expected))
        if role.satisfied is not None and role.satisfied.of:
            figures.append(_satisfied(role, name, few))
        if any(number for _, number in role.levels):
            figures.append(_levels(role, name, few))
        if role.blocks:
            figures.append(_blocks(role, name, few))
    if results.judgements:
        figures.append(_judgements(results, few))
    if results.sides:
        figures.append(_sides(results, few))
    notes = [results.rule] if any(one.satisfied is not None for one in results.roles) else []
    notes += [results.levels_rule] if any(number for one in results.roles for _, number in one.levels) else []
    notes += [
        f"{one.person.name}: {one.total} из {one.highest} баллов, уровень {one.band}."
        for role in results.roles
        for one in role.respondents
        if one.band
    ]
    return Group("Главное", " ".join(notes), tuple(figures))


def means(role: RoleResult, few: int) -> list[Figure]:
    """Means of the scales of one role, scales of different lengths apart."""
    scales: dict[tuple[int, int], list[QuestionResult]] = {}
    for one in role.questions:
        if one.question.kind is QuestionKind.SCALE:
            scales.setdefault((one.question.lowest, one.question.highest), []).append(one)
    return [
        Means(
            f"Средние по шкале от {lowest} до {highest}",
            (role_name(role),),
            tuple(MeanRow(f"{one.number}. {one.question.text}", (_point(one),)) for one in asked),
            lowest,
            highest,
            few=few,
        )
        for (lowest, highest), asked in scales.items()
    ]


def distributions(role: RoleResult, few: int) -> list[Figure]:
    """How every question was answered; open ones are in the list of words."""
    return [distribution(one, few) for one in role.questions if one.question.kind is not QuestionKind.OPEN]


def distribution(result: QuestionResult, few: int) -> Figure:
    """Columns over a scale, bars over words."""
    question: Question = result.question
    bars = tuple(Bar(one.words, len(one.people), tuple(p.reply for p in one.people)) for one in result.counts)
    title = f"{result.number}. {question.text}"
    if question.kind is QuestionKind.SCALE and len(bars) <= _MOST_COLUMNS:
        return Columns(title, bars, result.answered, result.mean, few=few)
    return Bars(title, bars, result.answered, few=few)


def slopes(compared: BeforeAfter, few: int) -> Figure:
    """The same people in two waves."""
    note = f"{compared.before.title} → {compared.after.title}; ответивших оба раза: {compared.people}"
    return _slopes(ROLES[compared.role].capitalize(), note, compared.rows, few)


def own_slopes(rows: Sequence[ChangeRow], few: int) -> Figure:
    """What one sheet asks about before and after."""
    return _slopes("Как было и как стало", "", rows, few)


def _slopes(title: str, note: str, changes: Sequence[ChangeRow], few: int) -> Figure:
    rows = tuple(
        Slope(f"{one.number}. {one.after_text}", one.before, one.after, one.n, tuple(told[0] for told in one.people))
        for one in changes
        if one.before is not None and one.after is not None
    )
    values = [value for row in rows for value in (row.before, row.after)]
    highest = max(10, *(ceil(value) for value in values)) if values else 10
    return Slopes(title, rows, 0 if any(value < 1 for value in values) else 1, highest, note=note, few=few)


def role_name(role: RoleResult) -> str:
    """«Наставляемые»; replies of an imported table have no role."""
    return ROLES[role.role].capitalize() if role.role is not None else "Ответившие"


def chosen_people(results: WaveResults, ids: Sequence[int], *, by_person: bool = False) -> list[RespondentResult]:
    """The replies behind a mark, by name; ``by_person``: the numbers are of people, not of replies."""
    wanted = set(ids)
    found = [
        one
        for role in results.roles
        for one in role.respondents
        if (one.person.person if by_person else one.person.reply) in wanted
    ]
    return sorted(found, key=lambda one: one.person.name)


def _satisfied(role: RoleResult, name: str, few: int) -> Figure:
    yes = tuple(one.person.reply for one in role.respondents if one.satisfied)
    no = tuple(one.person.reply for one in role.respondents if one.satisfied is False)
    bars = (Bar("удовлетворены", len(yes), yes), Bar("нет", len(no), no))
    return Bars(f"{name}: удовлетворённость", bars, len(yes) + len(no), few=few)


def _levels(role: RoleResult, name: str, few: int) -> Figure:
    def ids(level: Level) -> tuple[int, ...]:
        return tuple(one.person.reply for one in role.respondents if one.level is level)

    bars = tuple(Bar(LEVEL[level], number, ids(level)) for level, number in reversed(role.levels))
    return Bars(f"{name}: уровень", bars, sum(number for _, number in role.levels), few=few)


def _blocks(role: RoleResult, name: str, few: int) -> Figure:
    def behind(block: str) -> tuple[int, ...]:
        return tuple(one.person.reply for one in role.respondents if any(told[0] == block for told in one.blocks))

    words = DIFFICULTY if role.difficulty else LEVEL
    rows = tuple(
        MeanRow(f"{one.block} — {words[one.level]}", (Point(one.index * 100, one.answered, behind(one.block)),))
        for one in role.blocks
    )
    return Means(f"{name}: блоки, % от наибольшей суммы баллов", (name,), rows, 0, 100, few=few)


def _judgements(results: WaveResults, few: int) -> Figure:
    roles = tuple(RespondentRole)
    rows = []
    for one in results.judgements:
        shares = dict(one.shares)
        points = tuple(Point(shares[role] * 100, 1) if role in shares else None for role in roles)
        rows.append(MeanRow(f"{one.about} — расхождение, обсудите" if one.discuss else one.about, points))
    names = tuple(ROLE[role].capitalize() for role in roles)
    return Means("Результативность пар: доля возможных баллов, %", names, tuple(rows), 0, 100, few=min(few, 1))


def _sides(results: WaveResults, few: int) -> Figure:
    mentee, mentor = results.role(RespondentRole.MENTEE), results.role(RespondentRole.MENTOR)
    rows = []
    scale = (1, 10)
    for one in results.sides:
        texts = one.mentee_text if one.mentee_text == one.mentor_text else f"{one.mentee_text} / {one.mentor_text}"
        left, right = _behind(mentee, one.key), _behind(mentor, one.key)
        told = next((q for q in (left, right) if q is not None), None)
        if told is not None:
            scale = (told.question.lowest, told.question.highest)
        rows.append(MeanRow(texts, (_mean(one.mentee, one.mentee_n, left), _mean(one.mentor, one.mentor_n, right))))
    return Means("Наставляемые и наставники", ("Наставляемые", "Наставники"), tuple(rows), *scale, few=few)


def _behind(role: RoleResult | None, key: str) -> QuestionResult | None:
    return next((one for one in role.questions if one.question.key == key), None) if role is not None else None


def _mean(value: Fraction | None, answered: int, behind: QuestionResult | None) -> Point | None:
    if value is None:
        return None
    return Point(value, answered, _replies(behind) if behind is not None else ())


def _point(result: QuestionResult) -> Point | None:
    return None if result.mean is None else Point(result.mean, result.answered, _replies(result))


def _replies(result: QuestionResult) -> tuple[int, ...]:
    return tuple(p.reply for one in result.counts for p in one.people)
