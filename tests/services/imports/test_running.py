"""The import as an action: undo, cancel, dry run, remembered mappings, questions, the record of what was."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.services.imports.expectations import snapshot
from tests.services.imports.tables import Page, book, sheet

from curator_app.runtime.errors import Cancelled, KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services.imports import (
    ImportChoices,
    Outcome,
    field_choices,
    list_batches,
    open_import,
    preview_import,
    run_import,
    summary,
)
from curator_app.services.records import list_records
from curator_app.services.workspace import Workspace

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
STAFF = SAMPLES / "03_staff_list.csv"
PAIRS = SAMPLES / "04_pairs_register.xlsx"


def test_an_import_is_one_action_and_undo_takes_it_back(workspace: Workspace) -> None:
    run_import(workspace, open_import(STAFF))
    before = snapshot(workspace)
    run_import(workspace, open_import(PAIRS))
    after = snapshot(workspace)
    assert after != before
    assert workspace.undo().title == "Импорт из файла «04_pairs_register.xlsx»"
    assert snapshot(workspace) == before
    workspace.redo()
    assert snapshot(workspace) == after


def test_an_import_that_changes_nothing_leaves_no_trace(workspace: Workspace) -> None:
    run_import(workspace, open_import(STAFF))
    run_import(workspace, open_import(STAFF))
    assert len(list_batches(workspace)) == 1


def test_the_history_keeps_counts_and_problems_with_their_text(workspace: Workspace) -> None:
    preview = run_import(workspace, open_import(STAFF))
    [batch] = list_batches(workspace)
    assert batch.file_name == STAFF.name
    assert batch.at == workspace.clock.now()
    assert batch.report == preview.as_json()
    assert any("уборщик" in str(one["value"]) for one in batch.report["sheets"][0]["problems"])


def test_a_preview_writes_nothing_and_tells_every_cell(workspace: Workspace) -> None:
    before = snapshot(workspace)
    preview = preview_import(workspace, open_import(STAFF))
    assert snapshot(workspace) == before
    assert workspace.next_undo() is None or "Импорт" not in str(workspace.next_undo())
    [table] = preview.tables
    first = table.rows[0]
    assert (first.row, first.outcome, first.title) == (4, Outcome.CREATED, "Арсентьева Людмила Геннадьевна")
    told = {reading.field: reading.understood for reading in first.readings}
    assert told["birth"].startswith("14.03.1969")
    assert told["phone"] == "8 (904) 555-01-23"
    assert {column.heading: column.field for column in table.columns}["Кв. категория"] == "qualification_category"
    assert table.columns[1].samples[:2] == ("Арсентьева", "Белозёрова")
    assert "создано 19" in summary(preview)


def test_cancelling_at_any_step_leaves_nothing(workspace: Workspace) -> None:
    before = snapshot(workspace)
    steps: list[str] = []
    progress = Progress(report=lambda done, total, text: steps.append(f"{done}/{total} {text}"))
    run_import(workspace, open_import(STAFF), progress=progress)
    workspace.undo()
    assert len(steps) > 3
    for after in range(len(steps)):
        calls = iter(range(10_000))
        stopping = Progress(cancelled=lambda calls=calls, after=after: next(calls) >= after)  # type: ignore[misc]  # mypy cannot infer a lambda with defaults
        with pytest.raises(Cancelled):
            run_import(workspace, open_import(STAFF), progress=stopping)
        assert snapshot(workspace) == before
    assert [batch.undone for batch in list_batches(workspace)] == [True]


def test_a_changed_mapping_is_applied_and_remembered(workspace: Workspace, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["ФИО", "Кто он", "Цифры"],
        ["Ветров Олег Ильич", "учитель", "12"],
        ["Лугова Анна Львовна", "методист", "30"],
    ]
    path = sheet(tmp_path / "т.xlsx", rows)
    draft = open_import(path)
    assert [column.field for column in preview_import(workspace, draft).tables[0].columns] == ["full_name", None, None]
    choices = ImportChoices(columns={0: {1: "position", 2: "experience_years"}})
    run_import(workspace, draft, choices)
    told = [(row["position"], row["experience_years"]) for row in list_records(workspace, "people")]
    assert told == [("учитель", 12), ("методист", 30)]
    rows[1:] = [["Рощин Пётр Олегович", "логопед", "5"]]
    preview = run_import(workspace, open_import(sheet(tmp_path / "ещё.xlsx", rows)))
    assert preview.tables[0].remembered
    assert list_records(workspace, "people")[-1]["position"] == "логопед"


def test_a_column_may_be_left_out_and_a_table_too(workspace: Workspace, tmp_path: Path) -> None:
    pages: dict[str, Page | list[list[object]]] = {
        "Кадры": [["ФИО", "Должность"], ["Ветров Олег Ильич", "учитель"]],
        "Прошлый год": [["ФИО", "Должность"], ["Лугова Анна Львовна", "методист"]],
    }
    draft = open_import(book(tmp_path / "т.xlsx", pages))
    run_import(workspace, draft, ImportChoices(columns={0: {1: None}}, kinds={1: None}))
    [row] = list_records(workspace, "people")
    assert (row["full_name"], row["position"], row["raw"]) == ("Ветров Олег Ильич", None, {"Должность": "учитель"})


def test_a_kind_may_be_changed(workspace: Workspace, tmp_path: Path) -> None:
    path = sheet(tmp_path / "т.xlsx", [["ФИО", "Должность"], ["Ветров Олег Ильич", "учитель"]])
    run_import(workspace, open_import(path), ImportChoices(kinds={0: "mentors"}))
    assert [row["full_name"] for row in list_records(workspace, "mentors")] == ["Ветров Олег Ильич"]
    assert ("full_name", "Фамилия, имя, отчество") in field_choices("mentors")


def test_a_question_about_two_who_fit(workspace: Workspace) -> None:
    run_import(workspace, open_import(STAFF))
    draft = open_import(PAIRS)
    preview = preview_import(workspace, draft)
    [question] = [one for one in preview.questions if one.text == "Уварова Т.Н."]
    assert (question.row, len(question.options)) == (10, 2)
    assert "учитель биологии" in question.options[0][1]
    answer = question.options[1][0]
    done = run_import(workspace, draft, ImportChoices(answers={question.id: answer}))
    assert done.count(Outcome.REJECTED) == 0
    chosen = next(row for row in list_records(workspace, "people") if f"p{row['id']}" == answer)
    assert chosen["position"] == "учитель музыки"
    assert any(chosen["id"] in row["mentees"] for row in list_records(workspace, "pairs"))


def test_a_question_about_a_name_in_another_case(workspace: Workspace, tmp_path: Path) -> None:
    run_import(workspace, open_import(STAFF))
    rows: list[list[object]] = [
        ["Наставник", "Наставляемый", "Период"],
        ["Гущину В.А.", "Юдаев Т.Р.", "01.09.2026-31.05.2027"],
    ]
    draft = open_import(sheet(tmp_path / "т.xlsx", rows))
    [question] = preview_import(workspace, draft).questions
    assert [words.split(" (")[0] for _, words in question.options] == ["Гущин Виктор Андреевич"]
    run_import(workspace, draft, ImportChoices(answers={question.id: question.options[0][0]}))
    [pair] = list_records(workspace, "pairs")
    assert pair["mentor_name"] == "Гущин Виктор Андреевич"


def test_a_question_about_full_namesakes(workspace: Workspace, tmp_path: Path) -> None:
    run_import(workspace, open_import(STAFF))
    draft = open_import(sheet(tmp_path / "т.xlsx", [["ФИО", "Стаж"], ["Уварова Татьяна Николаевна", 3]]))
    [question] = preview_import(workspace, draft).questions
    assert [answer for answer, _ in question.options][-1] == "new"
    preview = run_import(workspace, draft, ImportChoices(answers={question.id: "new"}))
    assert preview.count(Outcome.CREATED) == 1
    assert len([row for row in list_records(workspace, "people") if row["surname"] == "Уварова"]) == 3


def test_one_sheet_or_none(workspace: Workspace, tmp_path: Path) -> None:
    pages: dict[str, Page | list[list[object]]] = {
        "Кадры": [["ФИО"], ["Ветров Олег Ильич"]],
        "Другие": [["ФИО"], ["Лугова Анна Львовна"]],
    }
    draft = open_import(book(tmp_path / "т.xlsx", pages))
    run_import(workspace, draft, ImportChoices(sheet="Другие"))
    assert [row["full_name"] for row in list_records(workspace, "people")] == ["Лугова Анна Львовна"]
    with pytest.raises(KnownProblem, match="нет листа «Третьи»"):
        run_import(workspace, draft, ImportChoices(sheet="Третьи"))


def test_replies_go_to_the_wave_that_fits_or_is_named(workspace: Workspace, tmp_path: Path) -> None:
    run_import(workspace, open_import(STAFF))
    head: list[object] = [
        "Отметка времени",
        "ФИО",
        "Оцените от 1 до 10 [Польза]",
        "Оцените от 1 до 10 [Комфорт]",
        "Что изменить?",
    ]
    first: list[object] = ["10.11.2026 10:00:00", "Гущин В.А.", 7, 8, "ничего"]
    run_import(workspace, open_import(sheet(tmp_path / "осень.xlsx", [head, first], name="Осень")))
    second: list[object] = ["11.11.2026 10:00:00", "Гущин В.А.", 9, 9, "-"]
    again = run_import(workspace, open_import(sheet(tmp_path / "ещё.xlsx", [head, second], name="Ещё")))
    assert again.count(Outcome.UPDATED) == 1
    named = ImportChoices(wave="Май 2027")
    run_import(workspace, open_import(sheet(tmp_path / "май.xlsx", [head, second], name="Май")), named)
    told = [(row["wave_name"], row["answers"]) for row in list_records(workspace, "replies")]
    assert told == [
        ("Ответы из файла «Осень»", {"Польза": 9, "Комфорт": 9, "Что изменить?": "ничего"}),
        ("Май 2027", {"Польза": 9, "Комфорт": 9}),
    ]


def test_two_replies_of_one_person_in_one_file(workspace: Workspace, tmp_path: Path) -> None:
    run_import(workspace, open_import(STAFF))
    rows: list[list[object]] = [
        ["Отметка времени", "ФИО", "Оцените от 1 до 10 [Польза]", "Оцените от 1 до 10 [Комфорт]", "Что изменить?"],
        ["10.11.2026 10:00:00", "Гущин В.А.", 7, 8, "ничего"],
        ["11.11.2026 10:00:00", "Гущин Виктор Андреевич", 9, 9, "-"],
    ]
    path = sheet(tmp_path / "т.xlsx", rows)
    preview = run_import(workspace, open_import(path))
    assert [row.outcome.value for row in preview.tables[0].rows] == ["created", "updated"]
    again = run_import(workspace, open_import(path))
    assert [row.outcome.value for row in again.tables[0].rows] == ["unchanged", "unchanged"]
    told = list_records(workspace, "replies")[0]["answers"]
    assert told == {"Польза": 9, "Комфорт": 9, "Что изменить?": "ничего"}
