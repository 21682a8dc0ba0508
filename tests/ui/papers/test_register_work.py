"""The register at work: drafts, papers entered by hand, scans, readers, links, sets, numbers and norms."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk, shown
from tests.ui.pairs.invented import Invented
from tests.ui.papers.steps import DAY, form, issued, text_of
from tests.ui.waiting import settled

from curator_app.documents.paper_data import ExtraClause, Layout
from curator_app.services.papers import acknowledgements, drafts, numbering, register, registered
from curator_app.services.papers.commands import OrderCommand, RewardChoice
from curator_app.services.papers.entries import list_entries
from curator_app.services.papers.numbering import KindSeries, SeriesMask
from curator_app.services.papers.registered import PaperEntry
from curator_app.ui import papers
from curator_app.ui.common import dialogs
from curator_app.ui.papers import register_card
from curator_app.ui.papers.norms_dialog import NormsDialog, norm_dialog
from curator_app.ui.papers.numbering_dialog import NumberingDialog
from curator_app.ui.papers.order_dialog import OrderDialog
from curator_app.ui.papers.order_form import OrderForm
from curator_app.ui.papers.page import PapersPage
from curator_app.ui.papers.paper_dialog import PaperDialog, Printed
from curator_app.ui.papers.paper_window import PaperWindow


@pytest.fixture
def page(base: Invented, desk: Desk, qtbot: QtBot) -> PapersPage:
    made = PapersPage(desk, base.workspace)
    shown(made.widget, qtbot)
    made.refresh(None)
    return made


def scan(folder: Path, name: str = "скан.pdf", content: bytes = b"%PDF-1.4 signed") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def minutes(base: Invented, number: str = "1", day: dt.date = DAY) -> int:
    entry = PaperEntry(kind="minutes", heading="Протокол педсовета", number=number, date=day)
    return registered.register_paper(base.workspace, entry)


# --- drafts


def test_a_draft_is_kept_opened_again_and_issued(base: Invented, desk: Desk, page: PapersPage, qtbot: QtBot) -> None:
    pair = form(base, base.petrova, base.ivanova)
    dialog = OrderDialog(desk, base.workspace, OrderCommand(type="assignment", pairs=(pair,), date=DAY))
    qtbot.addWidget(dialog)
    dialog.show()
    settled(dialog).form.number.set_value("12-од")
    dialog.keep.click()
    assert dialog.issued is None
    page.refresh(None)
    (entry,) = list_entries(base.workspace)
    assert (entry.kind, entry.state, entry.number) == ("draft", "проект", "12-од")
    assert page.show_record("order_draft", entry.id)
    assert text_of(settled(page.register.card.view).pages.pdf).startswith("ПРОЕКТ")
    again = OrderDialog(
        desk, base.workspace, drafts.get_draft(base.workspace, entry.id).command, draft=entry.id, parent=None
    )
    qtbot.addWidget(again)
    again.show()
    assert settled(again).form.number.value() == "12-од"
    settled(again).next.click()
    settled(again).next.click()
    assert again.issued is not None
    assert [row.kind for row in list_entries(base.workspace)] == ["order"]
    assert "ПРОЕКТ" not in text_of(register.reprint(base.workspace, again.issued))


@pytest.mark.parametrize(
    "changes",
    [
        {"norms": ("fz_273",), "own_norms": ("приказом управления № 5",)},
        {"extra_clauses": (ExtraClause("Свой пункт.", ("раз", "два")),), "publish": True},
        {"layout": Layout(long_dates=True, font_size=13.0)},
        {"without_executor": True, "pay_clause": "addendum", "acknowledgement": "sheet", "place": "с. Ключи"},
        {"type": "completion", "effective_date": DAY, "closing_reason": "mutual"},
    ],
)
def test_everything_a_draft_says_is_there_again(base: Invented, changes: dict[str, object], qtbot: QtBot) -> None:
    pair = form(base, base.petrova, base.ivanova)
    wish = OrderCommand(type="assignment", pairs=(pair,), number="12-од", date=DAY, place="г. Эмск")
    wish = replace(wish, **changes)  # type: ignore[arg-type]  # fields of the command by name
    kept = drafts.get_draft(base.workspace, drafts.save_draft(base.workspace, wish)).command
    assert kept == wish
    shown = OrderForm(base.workspace, kept)
    shown.begin()
    qtbot.addWidget(shown)
    assert shown.command() == wish


def test_enter_on_a_draft_opens_it(base: Invented, page: PapersPage, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = drafts.save_draft(base.workspace, OrderCommand(type="incentive", rewards=(RewardChoice(person=1),)))
    page.refresh(None)
    page.show_record("order_draft", kept)
    opened: list[int | None] = []
    monkeypatch.setattr(papers, "new_order", lambda *_args, draft=None: opened.append(draft))
    page.register.card.edit.click()
    assert opened == [kept]


def test_a_draft_goes_to_the_bin_and_comes_back(base: Invented, page: PapersPage) -> None:
    kept = drafts.save_draft(base.workspace, OrderCommand(type="assignment"))
    page.refresh(None)
    page.show_record("order_draft", kept)
    page.register.delete()
    assert drafts.list_drafts(base.workspace) == []
    base.workspace.undo()
    assert [one.id for one in drafts.list_drafts(base.workspace)] == [kept]


# --- papers entered by hand


def test_a_paper_is_entered_with_the_next_number(base: Invented, qtbot: QtBot) -> None:
    minutes(base, "3", dt.date(2026, 9, 1))
    dialog = PaperDialog(base.workspace)
    qtbot.addWidget(dialog)
    assert dialog.number.value() == "4"
    dialog.number.set_value("3")
    dialog.number.edited.emit()
    assert "уже занят" in dialog.notice.text
    dialog.number.set_value("4")
    dialog.heading.set_value("Протокол № 4")
    dialog.save()
    assert dialog.saved is not None
    assert registered.get_paper(base.workspace, dialog.saved).number == "4"


def test_a_printed_blank_is_entered_with_its_pages(base: Invented, page: PapersPage, qtbot: QtBot) -> None:
    document = register.order_document(base.workspace, issued(base, form(base, base.petrova, base.ivanova)))
    dialog = PaperDialog(base.workspace, None, Printed("acknowledgement_sheet", "Лист ознакомления", document))
    qtbot.addWidget(dialog)
    dialog.save()
    assert dialog.saved is not None
    page.refresh(None)
    page.show_record("paper", dialog.saved)
    assert "Закрепить" in text_of(settled(page.register.card.view).pages.pdf)


def test_a_paper_made_elsewhere_asks_for_its_scan(base: Invented, page: PapersPage) -> None:
    number = minutes(base)
    page.refresh(None)
    page.show_record("paper", number)
    assert not page.register.card.bar.print.isEnabled()
    page.register.set_status(number, "cancelled")
    assert registered.get_paper(base.workspace, number).cancelled_on == base.workspace.clock.today()


# --- scans


def test_a_scan_is_dropped_opened_and_verified(
    base: Invented, page: PapersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = issued(base, form(base, base.petrova, base.ivanova))
    page.refresh(None)
    page.show_record("order", first)
    page.register.card.parts.setCurrentIndex(1)
    panel = page.register.card.scans
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan(tmp_path, "Приказ с подписью.pdf")))])
    modifiers, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    panel.dropEvent(QDropEvent(QPointF(1, 1), Qt.DropAction.CopyAction, data, button, modifiers))
    assert panel.count == 1
    assert page.register.card.parts.tabText(1) == "Сканы · 1"
    opened: list[bytes] = []

    def to_program(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()).read_bytes())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", to_program)
    panel.open.click()
    assert opened == [b"%PDF-1.4 signed"]
    (kept,) = (base.workspace.folder.root / "scans").iterdir()
    kept.write_bytes(b"%PDF-1.4 forged")
    panel.refresh()
    assert "изменены после приложения: 1 файл" in panel.fault.text
    told: list[str] = []
    monkeypatch.setattr(dialogs, "show_problem", lambda _parent, sentence: told.append(sentence))
    panel.open.click()
    assert "контрольная сумма не совпадает" in told[0]
    kept.unlink()
    panel.refresh()
    assert "нет в папке с данными: 1 файл" in panel.fault.text


def test_what_is_no_scan_is_refused_with_a_sentence(
    base: Invented, page: PapersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = minutes(base)
    page.refresh(None)
    page.show_record("paper", number)
    page.register.card.parts.setCurrentIndex(1)
    told: list[str] = []
    monkeypatch.setattr(dialogs, "show_problem", lambda _parent, sentence: told.append(sentence))
    page.register.card.scans.take([scan(tmp_path, "программа.pdf", b"MZ")])
    assert "не PDF, JPG, PNG или TIFF" in told[0]
    assert page.register.card.scans.count == 0


# --- readers


def test_people_named_are_asked_and_marked_at_once(
    base: Invented, page: PapersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = issued(base, form(base, base.petrova, base.ivanova))
    page.refresh(None)
    page.show_record("order", first)
    page.register.card.parts.setCurrentIndex(2)
    panel = page.register.card.reading
    assert panel.due.date() == dt.date(2026, 9, 7)
    panel.named.click()
    rows = acknowledgements.list_acknowledgements(base.workspace, "order", first)
    assert {base.petrova, base.ivanova} <= {row.person for row in rows}
    panel.list.selectAll()
    panel.mark.click()
    done, total = panel.counted
    assert done == total == len(rows)
    assert page.register.card.parts.tabText(2) == f"Ознакомление · {total}/{total}"
    shown: list[bytes] = []

    def read(dialog: PaperWindow) -> None:
        dialog.show()  # it is made then
        shown.append(settled(dialog.view).pages.pdf)
        dialog.done(0)

    monkeypatch.setattr("curator_app.ui.common.run_dialog.run_dialog", read)
    panel.sheet.click()
    told = text_of(shown[0])
    assert "ЛИСТ ОЗНАКОМЛЕНИЯ" in told
    assert "Иванова Мария Петровна" in told


# --- links, filters, search


def test_links_lead_both_ways(base: Invented, page: PapersPage) -> None:
    from curator_app.services.papers import links

    order, paper = issued(base, form(base, base.petrova, base.ivanova)), minutes(base)
    links.link(base.workspace, "paper", paper, "order", order, "appendix")
    page.refresh(None)
    page.show_record("order", order)
    page.register.card.parts.setCurrentIndex(3)
    item = page.register.card.links.list.item(0)
    assert item.text() == "имеет приложение: Протокол педсовета № 1 от 03.09.2026"
    page.register.card.links.show_other.click()
    entry = page.register.current()
    assert entry is not None
    assert (entry.kind, entry.id) == ("paper", paper)
    page.register.card.links.refresh()
    assert page.register.card.links.list.item(0).text().startswith("приложение к: Приказ № 7-од")


def test_words_of_the_text_and_people_are_found(base: Invented, page: PapersPage) -> None:
    issued(base, form(base, base.petrova, base.ivanova), "7-од")
    issued(base, form(base, base.zaitsev, base.sidorov), "8-од")
    page.refresh(None)
    register_panel = page.register.panel
    register_panel.search.edit.setText("УДОВЛЕТВОРЕННОСТЬ ивановой")
    assert [row.number for row in register_panel.model.rows if register_panel.model.place_of(row.key) is not None] == [
        "7-од"
    ]
    register_panel.search.clear()
    person = page.register.filter.person
    names = [person.itemText(place) for place in range(person.count())]
    person.setCurrentIndex(next(place for place, name in enumerate(names) if name.startswith("Сидоренко")))
    person.activated.emit(person.currentIndex())
    assert [row.number for row in register_panel.model.rows] == ["8-од"]


def test_an_order_of_another_year_is_found_from_elsewhere(base: Invented, page: PapersPage, desk: Desk) -> None:
    number = minutes(base, "9", dt.date(2024, 10, 1))
    page.refresh(None)
    assert page.register.panel.model.rows == []
    assert page.show_record("paper", number)


# --- sets


def test_a_set_is_printed_as_one_job_and_saved_into_a_folder(
    base: Invented, page: PapersPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued(base, form(base, base.petrova, base.ivanova), "7-од")
    issued(base, form(base, base.zaitsev, base.sidorov), "8-од")
    minutes(base)
    page.refresh(None)
    page.register.panel.table.selectAll()
    page.register.show_chosen()
    printed: list[tuple[str, str]] = []

    def to_printer(_parent: object, pdf: bytes, title: str) -> bool:
        printed.append((text_of(pdf), title))
        return True

    monkeypatch.setattr(register_card, "print_pdf", to_printer)
    page.register.card.print_set.click()
    assert len(printed) == 1
    assert printed[0][0].count("ПРИКАЗЫВАЮ") == 2
    folder = tmp_path / "набор"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page.register.card.save_set.click()
    assert sorted(one.name for one in folder.iterdir()) == [
        "Приказ от 2026-09-03 № 7-од.pdf",
        "Приказ от 2026-09-03 № 8-од.pdf",
    ]
    assert desk.said[-1] == "Сохранено: 2 файла"


# --- numbers and norms


def test_masks_are_kept_and_a_wrong_one_is_told(base: Invented, qtbot: QtBot) -> None:
    dialog = NumberingDialog(base.workspace)
    qtbot.addWidget(dialog)
    dialog.masks["mentoring"].setText("{n}-нст/{yy}")
    dialog.kinds["assignment"].setCurrentIndex(dialog.kinds["assignment"].findData("mentoring"))
    dialog.masks["protocol"].setText("без номера")
    assert "{n}" in dialog.notice.text
    dialog.masks["protocol"].setText("№ {n}")
    assert dialog.notice.text == ""
    dialog._save()
    assert dialog.result() == 1
    assert numbering.next_order_number(base.workspace, "assignment", DAY) == "1-нст/26"
    held = numbering.get_numbering(base.workspace)
    assert SeriesMask("protocol", "№ {n}", True) in held.masks
    assert KindSeries("assignment", "mentoring") in held.kinds


def test_gaps_are_told_above_the_list(base: Invented, page: PapersPage) -> None:
    minutes(base, "1")
    minutes(base, "4")
    page.refresh(None)
    assert page.register.numbers.text == "Протоколы, 2026 год: пропущены номера 2, 3."


def test_a_norm_that_ends_is_told_at_the_order(base: Invented, desk: Desk, page: PapersPage, qtbot: QtBot) -> None:
    order = issued(base, form(base, base.petrova, base.ivanova))
    library = NormsDialog(desk, base.workspace)
    qtbot.addWidget(library)
    library.search.edit.setText("Р-145")
    row = library.chosen()
    assert row is not None
    edited = norm_dialog(base.workspace, row, None)
    qtbot.addWidget(edited)
    edited.form.set_values({**edited.form.values(), "valid_to": dt.date(2026, 9, 2)})
    edited.save()
    library.refresh()
    assert "сейчас не действует" in library.list.item(0).text()
    page.refresh(None)
    page.show_record("order", order)
    assert "по 02.09.2026, а приказ от 03.09.2026" in page.register.card.state.text
    library.reset.click()
    page.refresh(None)
    assert page.register.card.state.text == ""
