"""Replies of a web form that belong to a wave of the school: its questions, its roles, its respondents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from curator_app.domain.codes import RespondentRole
from curator_app.domain.parsing.blanks import is_dash
from curator_app.domain.surveys.questions import Question
from curator_app.exchange.grid import spelled
from curator_app.exchange.mapping import QUESTION
from curator_app.exchange.tables import Table
from curator_app.runtime.errors import KnownProblem
from curator_app.services.imports import form_answers
from curator_app.services.imports.cells import RowCells
from curator_app.services.imports.facts import Reading, RowFacts, RowProblem
from curator_app.services.imports.planning import RowResult
from curator_app.services.imports.world import PersonEntry, Slot, WaveEntry
from curator_app.texts.survey_words import wanted_words

_LEAST: Final = 0.3


def fit(wave: WaveEntry, headings: Mapping[int, str]) -> float:
    """The share of the columns that some questionnaire of the wave asks."""
    if not headings:
        return 0.0
    return len({column for one in wave.forms for column in form_answers.match(headings, one.questions)}) / len(headings)


def require_fit(wave: WaveEntry, headings: Mapping[int, str]) -> None:
    """Raises KnownProblem: the wave the user named is closed or asks something else."""
    if wave.closed_on is not None:
        raise KnownProblem(f"Опрос «{wave.title[:100]}» закрыт. Откройте его снова, потом загружайте ответы.")
    if fit(wave, headings) < _LEAST:
        raise KnownProblem(
            f"Вопросы файла не похожи на анкету опроса «{wave.title[:100]}». "
            "Выберите другой опрос или не называйте опрос вовсе."
        )


class FormReading:
    """One table read against the questionnaires of a wave."""

    def __init__(self, wave: WaveEntry, table: Table, headings: Mapping[int, str]) -> None:
        self.wave = wave
        self.forms = {one.role: one for one in wave.forms}
        self.headings = headings
        values = {column: [spelled(table.cell(row.number, column)) for row in table.data_rows] for column in headings}
        self.role_column = form_answers.role_column(headings, values)
        told = {column: text for column, text in headings.items() if column != self.role_column}
        self.matched: dict[str, dict[int, Question]] = {
            one.role: form_answers.match(told, one.questions) for one in wave.forms
        }

    def slot(self, cells: RowCells, person: PersonEntry, result: RowResult) -> Slot | None:
        """Whose reply a row is: by its column of roles, else as the person was asked, else by what he is in the base,
        else the role whose questions are asked. None: it cannot be told, the row is rejected."""
        role = self._role(cells, person)
        if role is None:
            typed = result.facts.person.typed
            message = f"Не ясно, в какой роли ответил(а) {typed[:60]}. Добавьте в файл столбец «Ваша роль»."
            result.reject(RowProblem(None, typed, message))
            return None
        if not self.forms[role].per_pair:
            return person.key, role, 0
        pairs = [pair for asked, pair in self.wave.expected.get(person.key, ()) if asked == role]
        if len(pairs) != 1:
            message = "Не ясно, о какой паре этот ответ. Введите его с клавиатуры на вкладке «Анкеты»."
            result.reject(RowProblem(None, result.facts.person.typed, message))
            return None
        return person.key, role, pairs[0]

    def _role(self, cells: RowCells, person: PersonEntry) -> str | None:
        if self.role_column is not None:
            told = form_answers.role_of(spelled(cells.value(self.role_column)))
            if told is not None:
                return told.value if told.value in self.forms else None
        if len(self.forms) == 1:
            return next(iter(self.forms))
        asked = {role for role, _pair in self.wave.expected.get(person.key, ())}
        if len(asked) == 1:
            return next(iter(asked))
        most = max(len(one) for one in self.matched.values())
        fitting = [role for role, matched in self.matched.items() if len(matched) == most]
        if len(fitting) == 1 and not asked:
            return fitting[0]
        in_base = [
            role.value
            for role, profile in ((RespondentRole.MENTEE, person.mentee), (RespondentRole.MENTOR, person.mentor))
            if profile is not None and role.value in self.forms
        ]
        return in_base[0] if len(in_base) == 1 else None

    def answers(self, cells: RowCells, role: str, facts: RowFacts) -> dict[str, str]:
        """Fills the answers of the row; returns what was not understood, by question or heading."""
        raw: dict[str, str] = {}
        for column, heading in self.headings.items():
            typed = spelled(cells.value(column))
            if is_dash(typed) or column == self.role_column:
                continue
            question = self.matched[role].get(column)
            if question is None:
                raw[heading[:100]] = typed
                continue
            try:
                answer = form_answers.answer_of(question, typed)
            except ValueError:
                raw[question.key] = typed
                message = f"Ответ «{typed[:40]}» не подходит и не учтён: нужно {wanted_words(question)}."
                cells.problem(column, typed, message[:300])
                answer = None
            if answer is not None:
                facts.answers[question.key] = answer
            cells.readings.append(Reading(column, QUESTION, typed, "" if answer is None else str(answer)))
        return raw
