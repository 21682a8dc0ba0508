"""Preview: pages drawn when seen, zoom, the place that stays; and the same pages on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QPageSize, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot
from tests.documents.test_pdf import everything

from curator_app.documents import preview
from curator_app.documents.blocks import Document, PageBreak, PageSetup, Paragraph, text
from curator_app.documents.pdf import to_pdf
from curator_app.ui.common.pdf_print import draw_pages
from curator_app.ui.common.pdf_view import PdfView

pytestmark = pytest.mark.usefixtures("look")


def paper(pages: int, word: str = "Страница") -> bytes:
    blocks: list[Paragraph | PageBreak] = []
    for number in range(pages):
        if number:
            blocks.append(PageBreak())
        blocks.append(Paragraph(text(f"{word} {number + 1}")))
    return to_pdf(Document("Проба", "Проба", tuple(blocks), PageSetup()))


@pytest.fixture(scope="module")
def ten() -> bytes:
    return paper(10)


@pytest.fixture
def view(qtbot: QtBot) -> PdfView:
    made = PdfView("Выберите документ.")
    qtbot.addWidget(made)
    made.resize(700, 560)
    made.show()
    return made


def words(view: PdfView) -> list[str]:
    return [one.text() for one in view.findChildren(QLabel) if one.isVisible()]


def tool(view: PdfView, name: str) -> QToolButton:
    return next(one for one in view.findChildren(QToolButton) if one.accessibleName() == name)


def test_only_pages_in_sight_are_drawn(view: PdfView, ten: bytes) -> None:
    view.set_pdf(ten, from_start=True)
    QApplication.processEvents()
    assert view.pages.pages == 10
    assert view.pages.sharp_pages == [0]
    assert "стр. 1 из 10" in words(view)
    view.pages.show_page(6)
    QApplication.processEvents()
    assert view.pages.current_page == 6
    assert set(view.pages.sharp_pages) <= {0, 6, 7}
    assert "стр. 7 из 10" in words(view)


def test_what_is_painted_is_the_page(view: PdfView, ten: bytes) -> None:
    view.set_pdf(ten)
    QApplication.processEvents()
    image = view.pages.viewport().grab().toImage()
    colours = {image.pixelColor(x, image.height() // 3).name() for x in range(0, image.width(), 7)}
    assert "#ffffff" in colours
    assert len(colours) > 1


def test_the_place_stays_when_the_paper_is_made_anew(view: PdfView, ten: bytes) -> None:
    view.set_pdf(ten, from_start=True)
    bar = view.pages.verticalScrollBar()
    view.pages.show_page(4)
    bar.setValue(bar.value() + 100)
    place = bar.value()
    view.set_pdf(paper(10, "Лист"))
    assert bar.value() == place
    view.set_pdf(paper(2))
    assert view.pages.current_page == 1
    view.set_pdf(ten, from_start=True)
    assert bar.value() == 0


def test_zoom_keeps_the_place_and_fit_follows_the_window(view: PdfView, ten: bytes) -> None:
    view.set_pdf(ten, from_start=True)
    assert view.pages.fits_width
    fitted = view.pages.scale
    view.resize(500, 560)
    QApplication.processEvents()
    assert view.pages.scale < fitted
    view.pages.show_page(5)
    tool(view, "Крупнее").click()
    larger = view.pages.scale
    assert larger > fitted * 500 / 700
    assert view.pages.current_page == 5
    assert not tool(view, "По ширине").isChecked()
    assert f"{round(larger * 100)} %" in words(view)
    QTest.keyClick(view.pages, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.pages.scale < larger
    QTest.keyClick(view.pages, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert tool(view, "По ширине").isChecked()
    assert view.pages.current_page == 5


def _wheel(view: PdfView, turn: int, modifiers: Qt.KeyboardModifier) -> None:
    at = QPointF(50, 50)
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(view.pages.viewport(), event)


def test_the_wheel_zooms_only_with_ctrl(view: PdfView, ten: bytes) -> None:
    view.set_pdf(ten, from_start=True)
    scale = view.pages.scale
    _wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert view.pages.scale > scale
    scale = view.pages.scale
    _wheel(view, -120, Qt.KeyboardModifier.NoModifier)
    assert view.pages.scale == scale
    assert view.pages.verticalScrollBar().value() > 0


def test_keys_scroll(view: PdfView, ten: bytes) -> None:
    view.set_pdf(ten, from_start=True)
    bar = view.pages.verticalScrollBar()
    QTest.keyClick(view.pages, Qt.Key.Key_PageDown)
    assert bar.value() > 300
    QTest.keyClick(view.pages, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    QTest.keyClick(view.pages, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(view.pages, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_without_a_paper_a_sentence(view: PdfView, ten: bytes) -> None:
    assert "Выберите документ." in words(view)
    assert not tool(view, "Мельче").isEnabled()
    view.set_pdf(ten)
    assert "Выберите документ." not in words(view)
    assert tool(view, "Мельче").isEnabled()
    view.clear("Приказ удалён.")
    assert "Приказ удалён." in words(view)
    assert view.pages.pages == 0


def test_few_pictures_are_kept(view: PdfView, ten: bytes) -> None:
    view.set_pdf(ten, from_start=True)
    for page in range(10):
        view.pages.show_page(page)
        view.pages.viewport().repaint()
    assert len(view.pages.sharp_pages) <= 8
    assert 9 in view.pages.sharp_pages


def test_pages_come_out_of_the_printer_in_their_size(tmp_path: Path) -> None:
    pdf = to_pdf(everything())
    target = tmp_path / "out.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    draw_pages(printer, pdf, range(2))
    made = target.read_bytes()
    assert preview.page_count(made) == 2
    upright, lying = (preview.page_size(made, number) for number in (0, 1))
    assert upright[0] < upright[1]
    assert lying[0] > lying[1]
    for number in (0, 1):
        drawn, wanted = (preview.page_image(one, number, 50) for one in (made, pdf))
        assert (abs(drawn.width - wanted.width), abs(drawn.height - wanted.height)) <= (2, 2)
        assert _ink(drawn) == pytest.approx(_ink(wanted), abs=2)


def test_a_chosen_range_is_printed(tmp_path: Path, ten: bytes) -> None:
    target = tmp_path / "out.pdf"
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPageSize(QPageSize(QSizeF(105, 148), QPageSize.Unit.Millimeter))
    draw_pages(printer, ten, range(3, 5))
    assert preview.page_count(target.read_bytes()) == 2


def _ink(image: preview.PageImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is written on the page, pixels."""
    dark = [place for place, value in enumerate(image.data[1::4]) if value < 230]
    rows, columns = [place // image.width for place in dark], [place % image.width for place in dark]
    return min(columns), rows[0], max(columns), rows[-1]
