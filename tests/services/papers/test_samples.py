"""Every wording can be tried out on the data of the school without being kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator_app.documents.blocks import Table, plain_text
from curator_app.documents.catalogue import PAPERS, default_source
from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count, page_text
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import demo, mentees, pairs, ranking
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.papers.samples import sample
from curator_app.services.papers.wordings import get_wording
from curator_app.services.roadmaps import making
from curator_app.services.workspace import Workspace, open_workspace


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("школа")
    workspace = open_workspace(data_folder(folder), fixed(dt.datetime(2026, 9, 7, 9, 0)))
    demo.fill(workspace)
    mentee = next(row for row in mentees.list_mentees(workspace) if not row.missing_consents)
    mentor = next(
        one.mentor.id
        for one in ranking.rank_mentors(workspace, mentee.id)
        if one.possible and not one.mentor.missing_consents
    )
    day = dt.date(2026, 9, 7)
    (pair,) = pairs.form_pairs(
        workspace,
        [pairs.PairData(mentor=mentor, mentees=[mentee.id], start_date=day, end_date=dt.date(2027, 5, 31))],
    )
    issue_order(workspace, OrderCommand(type="assignment", pairs=(pair,), number="1", date=day))
    making.create_from_templates(workspace, "2026/2027", ["school"])
    yield workspace
    workspace.close()


@pytest.mark.parametrize("code", [one.code for one in PAPERS])
def test_wording_is_shown_on_real_data_and_not_kept(school: Workspace, code: str) -> None:
    # a line the paper can't have otherwise
    trial = default_source(code) + "\n[слева] ПРОБНАЯ СТРОКА\n"
    pdf = to_pdf(sample(school, code, trial))
    told = "".join(page_text(pdf, number) for number in range(page_count(pdf)))
    assert "ПРОБНАЯ СТРОКА" in told
    assert get_wording(school, code) == default_source(code)


@pytest.mark.parametrize("code", [one.code for one in PAPERS])
def test_no_word_of_a_heading_is_parted(school: Workspace, code: str) -> None:
    document = sample(school, code, default_source(code))
    pdf = to_pdf(document)
    told = "".join(page_text(pdf, number) for number in range(page_count(pdf)))
    headers = [column.header for block in document.blocks if isinstance(block, Table) for column in block.columns]
    words = [word for header in headers for word in plain_text(header).split()]
    assert [word for word in words if word not in told] == []


def test_fault_names_its_line(school: Workspace) -> None:
    with pytest.raises(KnownProblem, match="строка 2"):
        sample(school, "assignment", "[абзац] Так можно\n{{ mentor | неведомый }}")


def test_fault_in_a_branch_not_taken_is_found_before_keeping(school: Workspace) -> None:
    with pytest.raises(KnownProblem, match=r"строка 3.*неведомый"):
        sample(school, "assignment", "[абзац] Так можно\n{% if publish %}\n{{ mentor | неведомый }}\n{% endif %}")


def test_empty_base_says_what_is_needed(tmp_path: Path) -> None:
    workspace = open_workspace(data_folder(tmp_path), fixed(dt.datetime(2026, 9, 7, 9, 0)))
    with pytest.raises(KnownProblem, match="хотя бы одна пара"):
        sample(workspace, "assignment", default_source("assignment"))
    with pytest.raises(KnownProblem, match="нет людей"):
        sample(workspace, "consent_mentor", default_source("consent_mentor"))
    workspace.close()
