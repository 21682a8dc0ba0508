"""Forms of the district: kept, marked by their labels, filled with what the screen tells."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side
from tests.exchange.form_filling.made import FACTS, PAIRS, changed, form
from tests.services.papers.school import School, fill

from curator_app.exchange.form_filling.view import view_form
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import InvalidInput, KnownProblem, NotFound
from curator_app.runtime.paths import data_folder
from curator_app.services.monitoring.forms import filling, keeping, suggesting
from curator_app.services.monitoring.forms.marks import CellMark, ColumnMark, Mark, TableMark, from_json, to_json
from curator_app.services.monitoring.forms.sources import read_sources
from curator_app.services.monitoring.measuring import measure
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.workspace import Workspace, open_workspace

PERIOD = "2026-09"
MARKS: tuple[Mark, ...] = (
    CellMark(sheet=FACTS, row=2, column=1, source="school/full_name"),
    CellMark(sheet=FACTS, row=4, column=1, source="period/on"),
    CellMark(sheet=FACTS, row=5, column=1, source="count/young_specialists"),
    CellMark(sheet=FACTS, row=6, column=1, source="count/active_mentors"),
    CellMark(sheet=FACTS, row=7, column=1, source="count/active_mentees"),
    CellMark(sheet=FACTS, row=8, column=1, source="indicator/K3/value"),
    TableMark(
        sheet=PAIRS,
        row=4,
        table="Закрепления: строка — наставляемый",
        columns=(ColumnMark(0, "№"), ColumnMark(1, "ФИО наставника"), ColumnMark(4, "Дата приказа")),
    ),
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Two pairs at work since the 4th of September; tests keep forms in it and never change the people."""
    opened = open_workspace(data_folder(tmp_path_factory.mktemp("школа")), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    made: School = fill(opened)
    issue_order(
        opened,
        OrderCommand(type="assignment_list", pairs=(made.pair, made.other), number="1", date=dt.date(2026, 9, 4)),
    )
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "Форма района.xlsx"
    file.write_bytes(form())
    return file


@pytest.fixture
def kept(base: Workspace, path: Path) -> Iterator[keeping.FormRow]:
    number = keeping.keep_form(base, path)
    yield keeping.get_form(base, number)
    if any(one.id == number for one in keeping.list_forms(base)):
        keeping.remove_form(base, number)


def marked(base: Workspace, kept: keeping.FormRow, marks: tuple[Mark, ...] = MARKS) -> keeping.FormRow:
    keeping.save_marks(base, kept.id, marks, keeping.view_of(base, kept))
    return keeping.get_form(base, kept.id)


def test_a_form_is_filled_with_what_the_screen_tells(base: Workspace, kept: keeping.FormRow) -> None:
    made = filling.fill(base, marked(base, kept).id, PERIOD)
    sheet = load_workbook(io.BytesIO(made.content))[FACTS]
    measured = measure(base, PERIOD)
    row = measured.row("K3")
    assert sheet["B4"].value == dt.datetime(2026, 9, 30)
    assert sheet["B5"].value == row.denominator
    assert sheet["B6"].value == measured.row("K8").denominator
    assert row.percent is not None
    assert sheet["B8"].value == pytest.approx(float(row.percent) / 100)  # the cell shows percents
    pairs = load_workbook(io.BytesIO(made.content))[PAIRS]
    assert [pairs.cell(4, column).value for column in (1, 2, 5)] == [
        1,
        "Петрова Анна Сергеевна",
        dt.datetime(2026, 9, 4),
    ]
    assert (made.cells, made.records, made.name) == (6, 2, "Форма района 2026-09.xlsx")
    assert made.remarks == ("Лист «Пары» защищён от правки: значения внесены, защита осталась.",)
    assert "xl/styles.xml" not in changed(form(), made.content)


def test_every_source_of_an_indicator_is_the_number_of_the_screen(base: Workspace) -> None:
    sources, measured = read_sources(base, PERIOD), measure(base, PERIOD)
    for row in measured.rows:
        place = f"indicator/{row.code}"
        if row.denominator is not None:
            assert sources.items[f"{place}/numerator"].value == row.numerator
            assert sources.items[f"{place}/denominator"].value == row.denominator
            value = sources.items[f"{place}/value"].value
            assert (None if value is None else value.value) == row.percent  # type: ignore[union-attr]  # a Percent
        elif row.known:
            assert sources.items[f"{place}/value"].value == row.numerator


def test_what_has_no_value_is_emptied_and_told(base: Workspace, kept: keeping.FormRow) -> None:
    marks = (CellMark(sheet=FACTS, row=5, column=1, source="indicator/K5/value"),)
    made = filling.fill(base, marked(base, kept, marks).id, PERIOD)
    assert load_workbook(io.BytesIO(made.content))[FACTS]["B5"].value is None
    assert [one.partition(" — ")[0] for one in made.missing] == ["Сведения, B5: нет данных"]


def test_a_part_that_did_not_occur_is_zero(base: Workspace) -> None:
    found = read_sources(base, PERIOD).find("indicator/K9/part/по форме: работодатель – студент")
    assert found is not None
    assert found.value == 0


def test_own_text_and_strange_sources(base: Workspace, kept: keeping.FormRow) -> None:
    marks = (
        CellMark(sheet=FACTS, row=5, column=1, source="text/=нет"),
        CellMark(sheet=FACTS, row=6, column=1, source="count/unicorns"),
    )
    made = filling.fill(base, marked(base, kept, marks).id, PERIOD)
    cell = load_workbook(io.BytesIO(made.content))[FACTS]["B5"]
    assert (cell.data_type, cell.value) == ("s", "=нет")
    assert made.missing == ("Сведения, B6: источника «count/unicorns» в этом периоде нет",)


def test_labels_suggest_sources_and_tables(base: Workspace) -> None:
    view, sources = view_form(form(), "ф"), read_sources(base, PERIOD)
    found = {one.mark.place: one.mark.source for one in suggesting.suggest_cells(view, sources)}
    assert found == {
        "B2": "school/full_name",
        "B4": "period/today",
        "B5": "count/young_specialists",
        "B6": "count/active_mentors",
        "B7": "count/active_mentees",
        "B8": "indicator/K3/value",
    }
    tables = suggesting.suggest_tables(view, sources)
    assert [(one.sheet, one.row) for one in tables] == [(PAIRS, 4)]
    assert [one.source for one in tables[0].columns] == [
        "№",
        "ФИО наставника",
        "ФИО наставляемого",
        "№ приказа",
        "Дата приказа",
    ]


def test_formulas_and_doubles_are_refused_when_marked(base: Workspace, kept: keeping.FormRow) -> None:
    view = keeping.view_of(base, kept)

    def mark(row: int, column: int) -> CellMark:
        return CellMark(sheet=FACTS, row=row, column=column, source="period/on")

    with pytest.raises(KnownProblem, match="B9: здесь формула"):
        keeping.save_marks(base, kept.id, [mark(9, 1)], view)
    with pytest.raises(KnownProblem, match="B5 размечена дважды"):
        keeping.save_marks(base, kept.id, [mark(5, 1), mark(5, 1)], view)
    assert keeping.get_form(base, kept.id).marks == ()


def test_keeping_undo_and_names(base: Workspace, kept: keeping.FormRow, path: Path) -> None:
    with pytest.raises(KnownProblem, match="уже загружена: «Форма района»"):
        keeping.keep_form(base, path)
    keeping.rename_form(base, kept.id, "Квартальная")
    assert keeping.get_form(base, kept.id).title == "Квартальная"
    with pytest.raises(InvalidInput):
        keeping.rename_form(base, kept.id, "  ")
    keeping.remove_form(base, kept.id)
    with pytest.raises(NotFound):
        keeping.get_form(base, kept.id)
    base.undo()
    assert keeping.get_form(base, kept.id).title == "Квартальная"


def test_a_lost_or_changed_file_is_told_with_the_way_out(base: Workspace, kept: keeping.FormRow, path: Path) -> None:
    form_row = marked(base, kept)
    stored = base.folder.root / form_row.file_name
    stored.write_bytes(b"other")
    with pytest.raises(KnownProblem, match="кем-то изменён"):
        filling.fill(base, form_row.id, PERIOD)
    stored.unlink()
    with pytest.raises(KnownProblem, match="пропал из папки"):
        filling.fill(base, form_row.id, PERIOD)
    assert keeping.renew_form(base, form_row.id, path) == []
    assert filling.fill(base, form_row.id, PERIOD).cells == 6


def _next_year() -> bytes:
    """A row was put in above everything, one label has gone."""
    book: Any = load_workbook(io.BytesIO(form()))
    sheet = book[FACTS]
    sheet.delete_rows(6)
    book[PAIRS].insert_rows(2)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_next_years_form_takes_the_marks_over(base: Workspace, kept: keeping.FormRow, tmp_path: Path) -> None:
    marked(
        base,
        kept,
        MARKS[:-1] + tuple(suggesting.suggest_tables(keeping.view_of(base, kept), read_sources(base, PERIOD))),
    )
    newer = tmp_path / "Форма 2027.xlsx"
    newer.write_bytes(_next_year())
    lost = keeping.renew_form(base, kept.id, newer)
    assert lost == ["Сведения, B6"]
    places = {one.place: one.source for one in keeping.get_form(base, kept.id).marks if isinstance(one, CellMark)}
    assert places["B6"] == "count/active_mentees"
    assert places["B7"] == "indicator/K3/value"
    table = keeping.get_form(base, kept.id).marks[-1]
    assert isinstance(table, TableMark)
    assert table.row == 5


def test_marks_survive_the_way_out_and_in() -> None:
    assert from_json(to_json(MARKS)) == MARKS


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "нужен список"),
        ([{"cell": "B5", "source": "x"}], "не указан лист"),
        ([{"sheet": "А", "cell": "5B", "source": "x"}], "вида B7"),
        ([{"sheet": "А", "row": 0, "table": "т", "columns": []}], "первая строка"),
        ([{"sheet": "А", "row": 2, "last_row": 1, "table": "т", "columns": []}], "выше первой"),
        ([{"sheet": "А", "row": 2, "table": "т", "columns": []}], "не указаны столбцы"),
        ([{"sheet": "А", "row": 2, "table": "т", "columns": [{"column": "?", "source": "x"}]}], "нужны буква"),
        ([{"sheet": "А", "row": 2, "table": "т", "columns": [{"column": "A", "source": "x"}] * 2}], "дважды"),
    ],
)
def test_a_bad_marking_is_told_with_its_record(told: object, said: str) -> None:
    with pytest.raises(KnownProblem, match=said):
        from_json(told)


def test_files_that_are_no_forms(base: Workspace, tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "macro.xlsm")
    for name, content in (("a.xlsx", b"text"), ("b.xlsx", b""), ("c.xlsx", form()[:900])):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(KnownProblem):
            keeping.keep_form(base, tmp_path / name)
    with pytest.raises(KnownProblem, match="Проверьте имя и папку"):
        keeping.keep_form(base, tmp_path / "нет.xlsx")
    assert not [one for one in keeping.list_forms(base) if one.title in "abc"]


def test_an_unmarked_form_is_not_filled(base: Workspace, kept: keeping.FormRow) -> None:
    with pytest.raises(KnownProblem, match="ещё ничего не размечено"):
        filling.fill(base, kept.id, PERIOD)


def test_cells_of_a_row_are_told_apart_by_their_headings(base: Workspace) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    line = Side(style="thin")
    for column, heading in enumerate(("Показатель", "Прошлый год", "Цель", "Факт"), start=1):
        sheet.cell(1, column).value = heading
        sheet.cell(2, column).border = Border(bottom=line, top=line)
    sheet["A2"] = "Доля наставников, прошедших обучение, %"
    target = io.BytesIO()
    book.save(target)
    found = suggesting.suggest_cells(view_form(target.getvalue(), "ф"), read_sources(base, PERIOD))
    told = {one.mark.place: one.mark.source for one in found}
    assert told["C2"] == "indicator/K8/target"
    assert "indicator/K8/value" in told.values()
    assert len(set(told.values())) == len(told)
