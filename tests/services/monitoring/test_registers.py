"""Personified registers: own columns, codes, days; texts that stay texts."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from tests.services.papers.school import fill

from curator_app.exchange.csv_writing import write_csv
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import records
from curator_app.services.monitoring.forms import registers
from curator_app.services.monitoring.forms.registers import RegisterColumn, RegisterData
from curator_app.services.monitoring.forms.sources import read_sources
from curator_app.services.privacy import consent_register
from curator_app.services.workspace import Workspace
from curator_app.texts.form_words import EVERYBODY, PARTICIPANTS

DATA = RegisterData(
    title="Для АИС",
    table=EVERYBODY,
    columns=(
        RegisterColumn("LAST_NAME", "Фамилия"),
        RegisterColumn("Роль", "Роль в наставничестве", (("наставник", "1"), ("наставляемый", "2"))),
        RegisterColumn("Вышел", "Дата выхода на работу"),
        RegisterColumn("ОО", "text/=18"),
    ),
)


def test_columns_codes_and_days(workspace: Workspace) -> None:
    fill(workspace)
    made = registers.make_register(DATA, read_sources(workspace, "2026-10"))
    assert made.headings == ("LAST_NAME", "Роль", "Вышел", "ОО")
    of = {str(row[0]): row for row in made.rows}
    assert of["Иванова"][1:] == ("2", dt.date(2026, 9, 1), "=18")
    assert of["Петрова"][1] == "1"
    assert any(one.startswith("«Роль» — пусто в строках") for one in made.remarks)
    sheet = load_workbook(io.BytesIO(registers.register_xlsx(DATA, made))).active
    assert sheet is not None
    line = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "Иванова")
    assert (line[2].value, line[3].data_type, line[3].value) == (dt.datetime(2026, 9, 1), "s", "=18")
    text = registers.register_csv(made).decode("utf-8-sig")
    assert ["Иванова", "2", "01.09.2026", "'=18"] in list(csv.reader(io.StringIO(text), delimiter=";"))


def test_people_without_a_consent_are_told_and_may_be_left_out(workspace: Workspace) -> None:
    school = fill(workspace)
    data = replace(DATA, table=PARTICIPANTS, columns=DATA.columns[:1])
    agreed = registers.make_register(data, read_sources(workspace, "2026-10"))
    (mine,) = [
        row
        for row in records.list_records(workspace, "consents")
        if row["person"] == school.people["ivanova"] and row["kind"] == "personal_data"
    ]
    consent_register.withdraw(workspace, mine["id"], dt.date(2026, 10, 1))
    sources = read_sources(workspace, "2026-10")
    everybody = registers.make_register(data, sources)
    left = registers.make_register(data, sources, consented=True)
    assert everybody.without_consent == agreed.without_consent + 1
    assert ("Иванова",) in everybody.rows
    assert ("Иванова",) not in left.rows
    assert len(left.rows) == len(everybody.rows) - everybody.without_consent


def test_days_as_texts_and_a_value_without_a_code(workspace: Workspace) -> None:
    fill(workspace)
    data = RegisterData(
        title="т",
        table=EVERYBODY,
        columns=(DATA.columns[2], RegisterColumn("Роль", "Роль в наставничестве", (("наставник", "1"),))),
        dates="iso",
    )
    made = registers.make_register(data, read_sources(workspace, "2026-10"))
    assert ("2026-09-01", "наставляемый") in made.rows
    assert "«Роль» — нет кода для «наставляемый» (3)" in made.remarks


def test_profiles_are_kept_changed_and_taken_back(workspace: Workspace) -> None:
    number = registers.save_register(workspace, DATA)
    kept = registers.list_registers(workspace)
    assert [(one.id, one.title, one.columns, one.dates) for one in kept] == [(number, "Для АИС", DATA.columns, "date")]
    registers.remove_register(workspace, number)
    assert registers.list_registers(workspace) == []
    workspace.undo()
    assert len(registers.list_registers(workspace)) == 1


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ((), "от 1 до 200"),
        ((RegisterColumn(" ", "Имя"),), "нет заголовка"),
        ((RegisterColumn("а", "Имя"), RegisterColumn("А", "Фамилия")), "одинаково: «а»"),
    ],
)
def test_bad_profiles(workspace: Workspace, columns: tuple[RegisterColumn, ...], said: str) -> None:
    with pytest.raises(KnownProblem, match=said):
        registers.save_register(workspace, RegisterData(title="т", table=EVERYBODY, columns=columns))
    with pytest.raises(InvalidInput):
        registers.save_register(workspace, RegisterData(title="", table=EVERYBODY, columns=DATA.columns))


def test_an_unknown_column_is_named(workspace: Workspace) -> None:
    data = RegisterData(title="т", table=EVERYBODY, columns=(RegisterColumn("СНИЛС", "СНИЛС"),))
    with pytest.raises(KnownProblem, match="нет столбца «СНИЛС»"):
        registers.make_register(data, read_sources(workspace, "2026-10"))


@pytest.mark.parametrize("text", ["=1", "+7", "-имя", "@x", "\tx", " =2"])
def test_no_text_of_a_csv_is_a_formula(text: str) -> None:
    told = write_csv(["а"], [[text]]).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(told.split("\r\n", 1)[1]), delimiter=";"))[0] == f"'{text}"
    assert "'-1,5" not in write_csv(["а"], [["-1,5"]]).decode("utf-8-sig")
