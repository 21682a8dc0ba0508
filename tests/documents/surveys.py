"""A blank of every kind of question and a summary with every table, for the tests of papers."""

from __future__ import annotations

import datetime as dt

from tests.documents.people import IVANOVA, SCHOOL

from curator_app.documents.survey_data import (
    QuestionnairePaper,
    SummaryAnswers,
    SummaryPerson,
    SummaryQuestion,
    SummaryRole,
    SummarySide,
    SurveySummaryPaper,
    parts_of,
)
from curator_app.domain.surveys.questions import Question, QuestionKind

QUESTIONS = (
    Question("a", "Удобно ли работать?", block="Работа"),
    Question("b", "Рады ли Вы?", QuestionKind.YES_NO),
    Question("c", "Как часто?", QuestionKind.CHOICE, options=("часто", "редко")),
    Question("d", "Что ценно?", QuestionKind.OPEN),
    Question("e", "Сколько из ста?", lowest=0, highest=100),
)
_MENTEES = SummaryRole(
    "Наставляемые",
    "Анкета",
    ("Удовлетворены: 1 из 2 (50 %).",),
    (SummaryQuestion(1, "Удобно ли работать?", "7,5", 2, "7 — 1; 8 — 1"),),
    (SummaryPerson("Иванова Мария Петровна", "", "75 %", "высокий"),),
)
BLANK = QuestionnairePaper(
    SCHOOL,
    "Анкета наставляемого",
    "примерная форма",
    "Оцените от 1 до 10.",
    IVANOVA,
    "учитель математики",
    "наставляемый",
    "Петрова А.С. — Иванова М.П.",
    "Три месяца",
    dt.date(2026, 12, 10),
    parts_of(QUESTIONS),
)
SUMMARY = SurveySummaryPaper(
    SCHOOL,
    "Три месяца",
    dt.date(2026, 12, 1),
    "три месяца работы",
    "Ответили 2 из 3.",
    (_MENTEES,),
    (SummarySide("Удобно ли работать?", "7,5 (n = 2)", "8 (n = 1)", "+0,5"),),
    (SummarySide("Методика", "3 (n = 1)", "8", "+5"),),
    (SummarySide("Петрова А.С. — Иванова М.П.", "наставник 50 %", "50 %", "обсудить"),),
    (SummaryAnswers("Что ценно? (наставляемые)", ("Уроки (Иванова Мария Петровна)",)),),
    ("Удовлетворённым считается тот, чей индекс не ниже 70 %.",),
)
