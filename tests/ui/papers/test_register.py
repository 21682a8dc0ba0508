"""The register: what stands in it, the paper beside it, the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk, shown
from tests.ui.pairs.invented import Invented
from tests.ui.papers.steps import DAY, form, issued, text_of
from tests.ui.waiting import settled

from curator_app.documents.paper_data import ChangeItem
from curator_app.services.papers import register
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.entries import key_of, list_entries
from curator_app.services.papers.issuing import issue_order
from curator_app.ui import papers
from curator_app.ui.common import dialogs
from curator_app.ui.papers import paper_bar
from curator_app.ui.papers.page import PapersPage
from curator_app.ui.papers.register_rows import about


@pytest.fixture
def page(base: Invented, desk: Desk, qtbot: QtBot) -> PapersPage:
    made = PapersPage(desk, base.workspace)
    shown(made.widget, qtbot)
    made.refresh(None)
    return made


def test_states_name_the_later_order(base: Invented) -> None:
    first = issued(base, form(base, base.petrova, base.ivanova), "7-од")
    second = issued(base, form(base, base.zaitsev, base.sidorov), "8-од")
    change = OrderCommand(
        type="change", refers_to=first, changes=(ChangeItem("пункт 1", "новое"),), number="9-од", date=DAY
    )
    issue_order(base.workspace, change)
    issue_order(base.workspace, OrderCommand(type="cancellation", refers_to=second, number="10-од", date=DAY))
    rows = {row.number: row for row in list_entries(base.workspace)}
    assert rows["7-од"].state == "изменён приказом № 9-од от 03.09.2026"
    assert rows["8-од"].state == "отменён приказом № 10-од от 03.09.2026"
    assert rows["10-од"].state == "подписан"
    assert about(rows["7-од"]) == "Петрова А.С. — Иванова М.П."


def test_cancelling_the_change_leaves_the_order_in_force(base: Invented) -> None:
    first = issued(base, form(base, base.petrova, base.ivanova), "7-од")
    change = OrderCommand(
        type="change", refers_to=first, changes=(ChangeItem("пункт 1", "новое"),), number="9-од", date=DAY
    )
    second = issue_order(base.workspace, change).id
    issue_order(base.workspace, OrderCommand(type="cancellation", refers_to=second, number="10-од", date=DAY))
    assert {row.number: row.state for row in list_entries(base.workspace)}["7-од"] == "подписан"


def test_paper_is_shown_beside_the_list(base: Invented, page: PapersPage) -> None:
    first = issued(base, form(base, base.petrova, base.ivanova))
    page.refresh(None)
    assert page.show_record("order", first)
    assert "Закрепить за молодым специалистом Ивановой" in text_of(settled(page.register.card.view).pages.pdf)
    assert page.register.card.change.isEnabled()
    assert not page.show_record("pair", 1)


def test_issued_order_has_no_way_to_be_edited_or_deleted(
    base: Invented, page: PapersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = issued(base, form(base, base.petrova, base.ivanova))
    page.refresh(None)
    page.show_record("order", first)
    words = [action.text() for action in page.register.card.change_menu().actions()]
    assert words == ["Приказ о внесении изменений…", "Приказ об отмене…"]
    told: list[str] = []
    monkeypatch.setattr(dialogs, "show_problem", lambda _parent, sentence: told.append(sentence))
    page.register.panel.table.delete_requested.emit([key_of("order", first)])
    assert "не удаляется" in told[0]
    assert [row.id for row in register.list_orders(base.workspace)] == [first]


def test_change_is_asked_of_the_order_selected(
    base: Invented, page: PapersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes: list[OrderCommand] = []
    monkeypatch.setattr(papers, "new_order", lambda _host, _base, _parent, wish: wishes.append(wish))
    first = issued(base, form(base, base.petrova, base.ivanova))
    page.refresh(None)
    page.show_record("order", first)
    for action in page.register.card.change_menu().actions():
        action.trigger()
    assert [(wish.type, wish.refers_to) for wish in wishes] == [("change", first), ("cancellation", first)]


@pytest.mark.parametrize(("kind", "magic"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_saving_puts_the_paper_where_it_was_asked(
    base: Invented,
    page: PapersPage,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    magic: bytes,
) -> None:
    first = issued(base, form(base, base.petrova, base.ivanova))
    page.refresh(None)
    page.show_record("order", first)
    asked: list[str] = []

    def choose(_parent: object, _title: str, offered: str, _kinds: str) -> tuple[str, str]:
        asked.append(offered)
        return str(tmp_path / "мой приказ"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    bar = page.register.card.bar
    (bar.save_pdf if kind == "pdf" else bar.save_docx).click()
    assert Path(asked[0]).name == f"Приказ от 2026-09-03 № 7-од.{kind}"
    saved = tmp_path / f"мой приказ.{kind}"
    assert saved.read_bytes().startswith(magic)
    assert desk.said[-1] == f"Сохранено: мой приказ.{kind}"


def test_folder_that_cannot_be_written_is_told(
    base: Invented, page: PapersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = issued(base, form(base, base.petrova, base.ivanova))
    page.refresh(None)
    page.show_record("order", first)
    told: list[str] = []
    monkeypatch.setattr(dialogs, "show_problem", lambda _parent, sentence: told.append(sentence))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "нет такой папки" / "п.pdf"), ""))
    page.register.card.bar.save_pdf.click()
    assert "недоступна" in told[0]


def test_printing_and_opening_get_the_same_paper(
    base: Invented, page: PapersPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = issued(base, form(base, base.petrova, base.ivanova))
    page.refresh(None)
    page.show_record("order", first)
    printed: list[tuple[bytes, str]] = []
    opened: list[str] = []

    def to_printer(_parent: object, pdf: bytes, title: str) -> bool:
        printed.append((pdf, title))
        return True

    def to_program(url: object) -> bool:
        opened.append(url.toLocalFile())  # type: ignore[attr-defined]  # a QUrl
        return True

    monkeypatch.setattr(paper_bar, "print_pdf", to_printer)
    monkeypatch.setattr(QDesktopServices, "openUrl", to_program)
    page.register.card.bar.print.click()
    page.register.card.bar.open.click()
    pdf = register.reprint(base.workspace, first)
    assert printed == [(pdf, "Приказ № 7-од от 03.09.2026")]
    assert Path(opened[0]).read_bytes() == pdf
    assert desk.said == ["Отправлено на печать: Приказ № 7-од от 03.09.2026"]
