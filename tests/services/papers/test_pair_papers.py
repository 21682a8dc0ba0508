"""Requests, notices and agreements of a pair, as they come out of the printer."""

from __future__ import annotations

import datetime as dt

from tests.services.papers.school import assignment, fill

from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count, page_text
from curator_app.services.papers.issuing import issue_order
from curator_app.services.papers.pair_papers import PairPaperWish, pair_paper
from curator_app.services.workspace import Workspace


def _text(workspace: Workspace, wish: PairPaperWish) -> str:
    pdf = to_pdf(pair_paper(workspace, wish).document)
    assert page_count(pdf) == 1
    return " ".join(page_text(pdf, 0).split())


def test_the_application_of_a_mentor_names_the_order_and_the_day(workspace: Workspace) -> None:
    school = fill(workspace)
    issue_order(workspace, assignment(school.pair))
    text = _text(
        workspace,
        PairPaperWish(
            code="resignation_request",
            pair=school.pair,
            effective_date=dt.date(2026, 10, 9),
            reason="состояние здоровья.",
        ),
    )
    assert "от Петровой Анны Сергеевны, учителя математики" in text
    assert "возложенных на меня приказом от 04.09.2026 № 56-ОД, с 09.10.2026." in text
    assert "Причина: состояние здоровья. О досрочном отказе" in text
    assert "три рабочих дня" in text


def test_a_request_of_a_pupil_leaves_room_for_the_parent_and_knows_no_labour_code(workspace: Workspace) -> None:
    school = fill(workspace)
    text = _text(workspace, PairPaperWish(code="replacement_request", pair=school.pupil))
    assert "от Соколовой Дарьи Игоревны, 9А класс" in text
    assert "Согласие законного представителя" in text
    assert "приказом" not in text


def test_the_notice_and_the_agreements_are_signed_by_everybody(workspace: Workspace) -> None:
    school = fill(workspace)
    issue_order(workspace, assignment(school.pair))
    notice = _text(workspace, PairPaperWish(code="early_notice", pair=school.pair, date=dt.date(2026, 10, 5)))
    assert "Уважаемая Анна Сергеевна!" in notice
    assert "Уведомление получила:" in notice
    extension = _text(
        workspace, PairPaperWish(code="extension_agreement", pair=school.pair, until=dt.date(2027, 8, 31))
    )
    assert "до 31.08.2027 (вместо 31.05.2027)" in extension
    for name in ("А.С. Петрова", "М.П. Иванова", "Н.С. Леонтьева"):
        assert name in extension
