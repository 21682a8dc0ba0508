"""Formulas and markup out of people's names: on sheets they stay texts, nothing is fetched, opened or computed."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.exceptions import IllegalCharacterError
from tests.security import hostile_school
from tests.security.payloads import PAYLOADS

from curator_app.documents.docx import to_docx
from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count, page_text
from curator_app.exchange.csv_writing import write_csv
from curator_app.exchange.sheet_writing import SheetColumn, write_sheet
from curator_app.runtime import paths
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import people, transfer
from curator_app.services.monitoring.book import make_workbook
from curator_app.services.papers import register
from curator_app.services.papers.reports import report_paper
from curator_app.services.workspace import Workspace, open_workspace

NOW = dt.datetime(2026, 10, 5, 9, 0)
_OUTSIDE = re.compile(r"https?://|WEBSERVICE|HYPERLINK|ГИПЕРССЫЛКА|IMPORTXML|DDE|cmd|\[\d+\]", re.IGNORECASE)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = open_workspace(data_folder(tmp_path_factory.mktemp("данные")), fixed(NOW))
    hostile_school.fill(workspace)
    yield workspace
    workspace.close()


def test_there_are_sixty_payloads() -> None:
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("depersonalised", [False, True])
def test_no_text_of_the_workbook_is_computed(hostile: Workspace, depersonalised: bool) -> None:
    content = make_workbook(hostile, "2026/2027", NOW.date(), depersonalised=depersonalised).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    texts = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert not _OUTSIDE.search(str(cell.value)), f"{sheet.title}!{cell.coordinate}: {cell.value}"
                    assert str(cell.value) not in PAYLOADS
                elif isinstance(cell.value, str) and cell.value in PAYLOADS:
                    texts += 1
                assert cell.hyperlink is None or not cell.hyperlink.target, cell.coordinate
    assert depersonalised or texts > 20, "the payloads must have reached the sheets"


def test_no_text_of_a_sheet_is_computed_or_lost() -> None:
    columns = [SheetColumn("Текст"), SheetColumn("=1+1")]
    content = write_sheet("=1+1", columns, [(one, "x") for one in PAYLOADS], above=["=1+1", "@SUM(1)"])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [
        cell.coordinate for cell in cells if cell.data_type in {"f", "e"} and cell.value not in {"#N/A", "#REF!"}
    ]
    told = [str(row[0].value or "") for row in sheet.iter_rows(min_row=4)]
    assert [one.strip() for one in told] == [re.sub(r"\r", "\n", one).strip() for one in PAYLOADS]


def test_no_text_of_a_csv_is_computed() -> None:
    content = write_csv(["=1+1"], [[one] for one in PAYLOADS]).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(content, newline=""), delimiter=";"):
        for cell in row:
            assert not re.match(r"\s*[=+\-@\t\r＝＋－＠]", cell), cell


def test_signs_no_sheet_can_hold_are_no_error() -> None:
    texts = ["\x00а", "б\x0b", "\ud800", "я" * 40_000]
    try:
        content = write_sheet("Лист", [SheetColumn("А")], [(one,) for one in texts[:2] + texts[3:]])
    except IllegalCharacterError:
        pytest.fail("a control character is no reason to lose a sheet")
    assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].max_row == 4
    assert write_csv(["А"], [[one] for one in texts])


_watched: list[str] | None = None


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _watched is None:
        return
    if event.startswith("socket.") or event in {"os.system", "subprocess.Popen", "urllib.Request", "webbrowser.open"}:
        _watched.append(event)
    if event == "open" and isinstance(arguments[0], str):
        _watched.append(arguments[0])


def test_papers_open_nothing_that_a_name_points_to(hostile: Workspace) -> None:
    """PDF and DOCX of an order and of a report over every payload: only our own files are opened."""
    global _watched
    order = register.list_orders(hostile)[0]
    report = report_paper(hostile, "analytic_report", "2026-09")
    to_pdf(report.document)  # what is imported and cached is not the payload's
    to_docx(report.document)
    sys.addaudithook(_watch)
    _watched = []
    try:
        made = [register.reprint(hostile, order.id), to_pdf(report.document)]
        register.reprint_docx(hostile, order.id)
        to_docx(report.document)
        seen = _watched
    finally:
        _watched = None
    own = (
        str(paths.resources()),
        str(hostile.folder.root),
        sys.prefix,
        sys.base_prefix,
        str(Path(__file__).parents[2]),
    )
    assert [one for one in seen if not one.startswith(own)] == []
    text = "".join(page_text(pdf, page) for pdf in made for page in range(page_count(pdf)))
    assert "{{ 7 * 7 }}" in text
    assert "root:" not in text


def test_sql_in_a_name_is_a_name(hostile: Workspace, tmp_path: Path) -> None:
    surnames = {one.surname for one in people.list_people(hostile)}
    assert surnames & {"'; DROP TABLE person; --", 'Robert\'); DELETE FROM "order";', "%", "_", "\\"}
    assert hostile.check() == []
    transfer.dump(hostile, tmp_path / "выгрузка.json")
    other = open_workspace(data_folder(tmp_path / "другая"), fixed(NOW))
    try:
        transfer.load(other, tmp_path / "выгрузка.json")
        assert [one.full_name for one in people.list_people(other)] == [
            one.full_name for one in people.list_people(hostile)
        ]
    finally:
        other.close()
