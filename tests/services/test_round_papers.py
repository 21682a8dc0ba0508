"""Slips of a round on paper: whole, several a sheet, cut apart; nothing that was keyed in is printed."""

from __future__ import annotations

import datetime as dt

import pytest

from curator_app.documents.blocks import CutLine, PageBreak
from curator_app.documents.docx import to_docx
from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count, page_text
from curator_app.runtime.errors import KnownProblem
from curator_app.services import records
from curator_app.services.papers import wordings
from curator_app.services.rounds import keying, papers, planning
from curator_app.services.rounds.keying import SlipData
from curator_app.services.workspace import Workspace

_MENTORS = 9
_MENTEES = 8


def _planned(workspace: Workspace) -> int:
    ids: dict[str, int] = {}
    people = [
        {"ref": f"@m{n}", "surname": f"Наставникова{n:02}", "first_name": "Анна", "position": "учитель физики"}
        for n in range(1, _MENTORS + 1)
    ] + [
        {"ref": f"@e{n}", "surname": f"Новичкова{n:02}", "first_name": "Ольга", "position": "учитель химии"}
        for n in range(1, _MENTEES + 1)
    ]
    records.add_records(workspace, "school", [{"full_name": "Школа", "short_name": "Школа № 7"}], ids)
    records.add_records(workspace, "person", people, ids)
    records.add_records(workspace, "mentor", [{"person": f"@m{n}"} for n in range(1, _MENTORS + 1)], ids)
    # The first mentor is a mentee too.
    mentees = [*(f"@e{n}" for n in range(1, _MENTEES + 1)), "@m1"]
    records.add_records(workspace, "mentee", [{"person": ref} for ref in mentees], ids)
    return planning.plan_round(
        workspace,
        planning.RoundData(date=dt.date(2026, 9, 8), time="14:30", place="актовый зал"),
        [ids[f"@m{n}"] for n in range(1, _MENTORS + 1)],
        [ids[ref] for ref in mentees],
    )


def _pages(pdf: bytes) -> list[str]:
    return [" ".join(page_text(pdf, number).split()) for number in range(page_count(pdf))]


def test_every_slip_is_whole_on_its_sheet_with_cut_lines_between(workspace: Workspace) -> None:
    number = _planned(workspace)
    document = papers.slips(workspace, number)
    pages = _pages(to_pdf(document))
    slips = _MENTORS + _MENTEES + 1
    assert sum(page.count("Анкета №") for page in pages) == slips
    for page in pages:
        assert page.startswith("Анкета №")
        assert page.count("Анкета №") == page.count("не разглашается") == page.count("уже начали общение")
    assert max(page.count("Анкета №") for page in pages) >= 3
    breaks = sum(isinstance(block, PageBreak) for block in document.blocks)
    assert breaks + 1 == len(pages)
    assert sum(isinstance(block, CutLine) for block in document.blocks) == slips - len(pages)
    assert to_docx(document).startswith(b"PK")


def test_a_slip_names_its_owner_and_the_other_side_but_never_himself(workspace: Workspace) -> None:
    number = _planned(workspace)
    (page,) = _pages(to_pdf(papers.slips(workspace, number, [1])))
    assert "Наставникова01 Анна, учитель физики" in page
    assert "С кем из наставляемых" in page
    assert page.count("Наставникова01") == 1
    assert page.count("Новичкова") == _MENTEES
    with pytest.raises(KnownProblem, match="Печатать нечего"):
        papers.slips(workspace, number, [99])


def test_what_was_keyed_in_is_never_printed(workspace: Workspace) -> None:
    number = _planned(workspace)
    before = to_pdf(papers.slips(workspace, number)), to_pdf(papers.invitation(workspace, number).document)
    keying.key_slip(workspace, number, SlipData(number=2, choices=(11,), avoid=(12, 13)))
    assert before == (to_pdf(papers.slips(workspace, number)), to_pdf(papers.invitation(workspace, number).document))


def test_the_invitation_tells_when_where_and_who_and_its_wording_can_be_changed(workspace: Workspace) -> None:
    number = _planned(workspace)
    (page,) = _pages(to_pdf(papers.invitation(workspace, number).document))
    assert "8 сентября 2026 года в 14:30. Место проведения: актовый зал." in page
    assert page.count("Новичкова") == _MENTEES
    text = wordings.get_wording(workspace, "round_invitation").replace("Уважаемые коллеги!", "Дорогие друзья!")
    wordings.save_wording(workspace, "round_invitation", text)
    assert "Дорогие друзья!" in _pages(to_pdf(papers.invitation(workspace, number).document))[0]
