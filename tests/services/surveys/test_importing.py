"""Exports of web forms matched to a wave: by the likeness of questions, by names, by roles."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.services.imports.tables import sheet
from tests.services.surveys.base import MENTEE, MENTOR, answer, fill, reply_of, wave

from curator_app.domain.surveys.questions import Question, QuestionKind
from curator_app.runtime.errors import KnownProblem
from curator_app.services.imports import ImportChoices, open_import, run_import
from curator_app.services.imports.form_answers import answer_of, match
from curator_app.services.imports.preview import Outcome
from curator_app.services.records import list_records
from curator_app.services.surveys import planning
from curator_app.services.workspace import Workspace

SHORT = {MENTEE: "satisfaction_short_mentee", MENTOR: "satisfaction_short_mentor"}
HEAD: list[object] = [
    "Отметка времени",
    "Фамилия, имя, отчество",
    "Ваша роль",
    "1. Мне спокойно и удобно работать с наставником (от 1 до 10)",
    "2) Наставник помогает делать на практике",
    "Я довольна нашей совместной работой",
    "Рады ли Вы, что участвуете в программе",
    "Что оказалось самым ценным",
]


def _rows(*rows: list[object]) -> list[list[object]]:
    return [HEAD, *rows]


def test_columns_roles_and_answers_find_their_wave(workspace: Workspace, tmp_path: Path) -> None:
    school = fill(workspace)
    number = wave(workspace, SHORT, title="Три месяца")
    path = sheet(
        tmp_path / "ответы.xlsx",
        _rows(
            ["10.12.2026 10:00:00", "Громова Анна Львовна", "наставляемый", 8, "девять", 10, "Да", "уроки"],
            ["10.12.2026 11:00:00", "Белов О.И.", "Наставник", "7 баллов", "", 9, "нет", "-"],
            ["10.12.2026 12:00:00", "Посторонний Пётр Ильич", "Наставник", 7, 7, 9, "нет", "-"],
            ["10.12.2026 13:00:00", "Дёмин Пётр Львович", "наставляемый", 11, 3, 9, "не знаю", ""],
        ),
    )
    done = run_import(workspace, open_import(path), ImportChoices(kind="replies"))
    outcomes = [one.outcome for one in done.tables[0].rows]
    assert outcomes == [Outcome.CREATED, Outcome.CREATED, Outcome.REJECTED, Outcome.CREATED]
    found = reply_of(workspace, number, school["gro"], MENTEE)
    assert found is not None
    assert found.answers == {"comfort": 8, "practice": 9, "satisfaction": 10, "glad": "yes", "valuable": "уроки"}
    mentor = reply_of(workspace, number, school["bel"], MENTOR)
    assert mentor is not None
    assert mentor.answers["satisfaction"] == 9
    assert mentor.answers["glad"] == "no"
    out = reply_of(workspace, number, school["dem"], MENTEE)
    assert out is not None
    assert out.answers == {"practice": 3, "satisfaction": 9}
    assert out.raw == {"comfort": "11", "glad": "не знаю"}
    assert len(list(done.tables[0].rows[3].problems)) == 2
    told = next(one for one in list_records(workspace, "replies") if one["respondent"] == school["gro"])
    assert told["answers"]["Рады ли Вы, что участвуете в программе?"] == "да"
    assert (told["role"], told["wave_name"]) == ("mentee", "Три месяца")
    again = run_import(workspace, open_import(path), ImportChoices(kind="replies"))
    assert again.count(Outcome.UNCHANGED) == 3


def test_a_second_reply_corrects_and_erases_nothing(workspace: Workspace, tmp_path: Path) -> None:
    school = fill(workspace)
    number = wave(workspace, SHORT, title="Три месяца")
    answer(workspace, number, school["gro"], MENTEE, {"comfort": 8, "valuable": "уроки", "theory": 5})
    path = sheet(tmp_path / "ответы.xlsx", _rows(["10.12.2026", "Громова А.Л.", "наставляемый", 9, "", "", "да", ""]))
    done = run_import(workspace, open_import(path), ImportChoices(kind="replies", wave="три месяца"))
    assert done.count(Outcome.UPDATED) == 1
    found = reply_of(workspace, number, school["gro"], MENTEE)
    assert found is not None
    assert found.answers == {"comfort": 9, "valuable": "уроки", "theory": 5, "glad": "yes"}
    workspace.undo()
    found = reply_of(workspace, number, school["gro"], MENTEE)
    assert found is not None
    assert found.answers["comfort"] == 8


def test_a_named_wave_that_asks_something_else_or_is_closed_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    school = fill(workspace)
    number = wave(workspace, {MENTEE: "needs"}, title="Запросы")
    path = sheet(tmp_path / "ответы.xlsx", _rows(["10.12.2026", "Громова А.Л.", "наставляемый", 9, 8, 7, "да", "всё"]))
    with pytest.raises(KnownProblem, match="не похожи на анкету"):
        run_import(workspace, open_import(path), ImportChoices(kind="replies", wave="Запросы"))
    answer(workspace, number, school["gro"], MENTEE, {"discipline": 1})
    planning.close_wave(workspace, number)
    with pytest.raises(KnownProblem, match="закрыт"):
        run_import(workspace, open_import(path), ImportChoices(kind="replies", wave="Запросы"))
    # Without a name the replies get a wave of their own.
    run_import(workspace, open_import(path), ImportChoices(kind="replies"))
    assert list_records(workspace, "replies")[-1]["wave_name"].startswith("Ответы из файла")


@pytest.mark.parametrize(
    ("lowest", "highest", "typed", "point"),
    [
        (1, 10, "7", 7),
        (1, 10, "7,0", 7),
        (1, 10, "10 – полностью", 10),
        (1, 10, "восемь", 8),
        (1, 5, "Скорее согласна", 4),
        (1, 5, "отлично", 5),
        (0, 3, "Не владею", 3),
        (0, 2, "частично проявляется", 1),
    ],
)
def test_points_in_words(lowest: int, highest: int, typed: str, point: int) -> None:
    question = Question("q", "?", QuestionKind.SCALE, lowest, highest)
    assert answer_of(question, typed) == point


def test_options_with_other_dashes_and_what_is_no_answer() -> None:
    question = Question("q", "?", QuestionKind.CHOICE, options=("часто", "1–2 раза"))
    assert answer_of(question, "1 - 2 раза") == "1–2 раза"
    with pytest.raises(ValueError, match="иногда"):
        answer_of(question, "иногда")
    with pytest.raises(ValueError, match="11"):
        answer_of(Question("q", "?"), "11")


def test_likeness_takes_each_question_once() -> None:
    questions = (
        Question("theory", "Насколько хорошо Вам передали теоретические знания?"),
        Question("practice", "Насколько хорошо Вам передали практические навыки?"),
    )
    headings = {
        1: "3. Насколько хорошо Вам передали практические навыки? (от 1 до 10)",
        2: "Насколько хорошо вам передали теоретические знания",
        3: "Ваш любимый цвет",
    }
    assert {column: one.key for column, one in match(headings, questions).items()} == {1: "practice", 2: "theory"}
