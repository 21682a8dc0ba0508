"""The workbook: nobody named in the depersonalised one, texts that stay texts, equal bytes, live formulas, password."""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import random
import re
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from tests.services.monitoring.random_school import fill

from curator_app.models import CatalogueEntry, RoadmapItem, School
from curator_app.runtime.errors import KnownProblem
from curator_app.services import people, records
from curator_app.services.monitoring.book import make_workbook
from curator_app.services.monitoring.veil import HIDDEN, Veil
from curator_app.services.roadmaps import making
from curator_app.services.workspace import Workspace

ON = "2026-11-20"
SHEETS = [
    "Титул", "Показатели", "Наставники", "Наставляемые", "Пары и группы", "Запросы и дефициты", "ИОМ",
    "Удовлетворённость", "Обучение наставников", "Мероприятия и практики", "Дорожная карта", "Статистика",
]  # fmt: skip


@pytest.fixture
def school(workspace: Workspace) -> Workspace:
    fill(workspace, random.Random(7), size=24)
    return workspace


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: html.unescape(archive.read(name).decode()) for name in archive.namelist()}


def test_twelve_sheets_each_with_frozen_filtered_headings_on_a4_lying(school: Workspace) -> None:
    book = load_workbook(io.BytesIO(make_workbook(school, ON).content))
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize or 0)) == ("landscape", 9)
        assert sheet.print_area
        assert not sheet.merged_cells.ranges
        if sheet.title != "Титул":
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref
    charts = [name for name in parts(make_workbook(school, ON).content) if name.startswith("xl/charts/chart")]
    assert len(charts) >= 2
    assert book.properties.title == "Мониторинг наставничества: на 20.11.2026"
    born = [row[2] for row in book["Наставники"].iter_rows(min_row=2, values_only=True)]
    assert {type(one) for one in born} == {dt.datetime, str}


def test_equal_data_give_equal_bytes(school: Workspace) -> None:
    assert make_workbook(school, ON).content == make_workbook(school, ON).content
    hidden = [make_workbook(school, ON, depersonalised=True).content for _ in range(2)]
    assert hidden[0] == hidden[1]


def test_the_depersonalised_workbook_names_nobody_anywhere(school: Workspace) -> None:
    school_people = people.list_people(school)
    planted(school, school_people[0].surname)
    with school.action("Школа") as session:
        session.get_one(School, 1).short_name = "МБОУ СОШ № 75"
    plain = "\n".join(parts(make_workbook(school, ON).content).values())
    assert any(one.surname in plain for one in school_people)
    told = parts(make_workbook(school, ON, depersonalised=True).content)
    everything = "\n".join([*told, *told.values()]).casefold().replace("ё", "е")
    for one in school_people:
        for secret in (one.surname, one.first_name, one.patronymic, one.phone, one.email):
            if secret is not None:
                assert secret.casefold().replace("ё", "е") not in everything
        if one.birth_date is not None:
            assert str((one.birth_date - dt.date(1899, 12, 30)).days) not in everything
    assert "Н-0" in "\n".join(told.values())
    assert "МБОУ СОШ № 75" not in "".join(text for name, text in told.items() if name != "xl/worksheets/sheet1.xml")


def planted(school: Workspace, surname: str) -> None:
    """The name in texts that the school edits: a form of mentoring, a row of the roadmap."""
    roadmap = making.create_from_templates(school, "2026/2027", ["school"])
    with school.action("Имя в текстах") as session:
        session.add(CatalogueEntry(catalogue="mentoring_form", title=f"пара {surname}ой"))
        session.add(RoadmapItem(roadmap_id=roadmap, content=f"Поручить {surname.upper()}", stage="I"))
        session.add(RoadmapItem(roadmap_id=roadmap, content="Позвонить 8 (900) 555-00-01", stage="I"))


def test_codes_are_the_same_in_every_workbook(school: Workspace) -> None:
    def codes(on: str) -> set[str]:
        sheet = load_workbook(io.BytesIO(make_workbook(school, on, depersonalised=True).content))["Наставники"]
        return {str(row[1]) for row in sheet.iter_rows(min_row=2, values_only=True)}

    assert codes("2026-10-20") == codes("2026-11-20")
    assert all(re.fullmatch(r"Н-\d{3}", one) for one in codes(ON))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Ивановой объявить благодарность", True),
        ("ПЁТР подготовит урок", True),
        ("Урок Петра", True),
        ("Дуэт Ли и Ко", True),
        ("лицей и литература", False),
        ("звонить 8 900 123-45-67", True),
        ("писать на a@b.ru", True),
        ("учитель математики", False),
        ("2026/2027 учебный год, приказ 58-ОД от 04.09.2026", False),
    ],
)
def test_a_text_that_tells_who_somebody_is_is_hidden(workspace: Workspace, text: str, hidden: bool) -> None:
    for surname, name in (("Иванова", "Пётр"), ("Ли", "Вера")):
        people.add_person(workspace, people.PersonData(surname=surname, first_name=name))
    veil = Veil(people.list_people(workspace), hides=True)
    assert veil.text(text) == (HIDDEN if hidden else text)
    assert Veil(people.list_people(workspace), hides=False).text(text) == text


@pytest.mark.parametrize("payload", ["=1+1", "+7", "-1", "@SUM(A1)", "\tтекст", '=HYPERLINK("http://x","y")'])
def test_no_text_of_the_school_becomes_a_formula(workspace: Workspace, payload: str) -> None:
    records.add_records(
        workspace,
        "person",
        [
            {"surname": "Лось", "first_name": "Пётр", "position": payload, "workplace": payload},
            {"surname": "Ким", "first_name": "Ян"},
        ],
    )
    records.add_records(workspace, "mentor", [{"person": 1, "competencies": payload, "interests": payload}])
    records.add_records(workspace, "mentee", [{"person": 2}])
    records.add_records(workspace, "request", [{"mentee": 2, "wording": payload}])
    book = load_workbook(io.BytesIO(make_workbook(workspace, ON).content))
    formulas = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and not re.match(r"=(IF|COUNTIFS)\(", str(cell.value))
    ]
    assert formulas == []
    assert payload.strip() in {
        str(cell.value).strip() for row in book["Наставники"].iter_rows() for cell in row if cell.value
    }


def test_viewers_without_calculation_see_the_same_numbers(school: Workspace) -> None:
    content = make_workbook(school, ON).content
    live = load_workbook(io.BytesIO(content))
    kept = CalamineWorkbook.from_filelike(io.BytesIO(content))
    seen = 0
    for sheet in live.worksheets:
        rows = kept.get_sheet_by_name(sheet.title).to_python()
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert rows[(cell.row or 0) - 1][(cell.column or 0) - 1] == computed(sheet, str(cell.value))
                    seen += 1
    assert seen > 30


def computed(sheet: Any, formula: str) -> Any:
    """What the formulas of the workbook come to, worked out anew."""

    def value(name: str) -> Any:
        return sheet[name].value or 0

    if found := re.fullmatch(r'=IF\(N\((\w+)\)=0,"—",ROUND\((\w+)\*100/\1,1\)\)', formula):
        below, above = value(found[1]), value(found[2])
        return "—" if not below else int(above * 1000 / below + 0.5) / 10
    if found := re.fullmatch(r'=IF\((\w+)>=(\w+),"да","нет"\)', formula):
        return "да" if value(found[1]) >= value(found[2]) else "нет"
    if found := re.fullmatch(r'=IF\(N\((\w+)\)=0,"",IF\((\w+)\*100>=(\w+)\*\1,"да","нет"\)\)', formula):
        below, above, target = (value(found[place]) for place in (1, 2, 3))
        return "" if not below else "да" if above * 100 >= target * below else "нет"
    found = re.fullmatch(r"=COUNTIFS\((.*)\)", formula)
    assert found is not None, formula
    told = found[1].split(",")
    tests = list(zip(told[::2], told[1::2], strict=True))
    columns = [[row[0].value for row in sheet[area.replace("$", "")]] for area, _ in tests]
    return sum(
        all(fits(sheet, cell, test) for cell, (_, test) in zip(row, tests, strict=True))
        for row in zip(*columns, strict=True)
    )


def fits(sheet: Any, cell: Any, test: str) -> bool:
    if test.startswith('"'):
        number = int(test.strip('"')[2:])
        return cell is not None and (cell >= number if test[1] == ">" else cell <= number)
    return bool(cell == (int(test) if test.isdigit() else sheet[test].value))


def test_a_password_locks_the_file(school: Workspace) -> None:
    import msoffcrypto  # type: ignore[import-untyped]  # has no stubs

    made = make_workbook(school, ON, password="Пароль 2026")
    assert made.content.startswith(b"\xd0\xcf\x11\xe0")
    locked = msoffcrypto.OfficeFile(io.BytesIO(made.content))
    locked.load_key(password="Пароль 2026", verify_password=True)
    opened = io.BytesIO()
    locked.decrypt(opened, verify_integrity=True)
    assert opened.getvalue() == make_workbook(school, ON).content
    with pytest.raises(KnownProblem, match="Пароль"):
        make_workbook(school, ON, password="")


@pytest.mark.parametrize(("period", "on"), [("2026-13", None), ("май", None), ("2026-09", dt.date(2026, 8, 1))])
def test_an_impossible_period_is_a_sentence(workspace: Workspace, period: str, on: dt.date | None) -> None:
    with pytest.raises(KnownProblem, match="Укажите"):
        make_workbook(workspace, period, on)


def test_an_empty_school_has_a_workbook_with_open_values(workspace: Workspace) -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(make_workbook(workspace, ON).content))
    values = {row[0]: row[2:5] for row in rows.get_sheet_by_name("Показатели").to_python()[1:]}
    assert values["K3"] == [0, 0, "—"]
    assert values["K9"] == [0, "", ""]
    assert json.dumps(values["K19"]) == '["", "", ""]'
