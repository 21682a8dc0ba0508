"""Charts: what they say, where their marks are, pictures and sheets."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator_app.documents.preview import page_count, page_text
from curator_app.ui.common.charts import (
    Bar,
    Bars,
    ChartView,
    Columns,
    Completeness,
    Figure,
    MeanRow,
    Means,
    Point,
    Slope,
    Slopes,
    picture,
)
from curator_app.ui.common.charts.figure import Lettering
from curator_app.ui.common.palette import DARK, LIGHT, Palette
from curator_app.ui.common.theme import Theme

GLAD = Bars("Рады ли Вы?", (Bar("да", 3, (11, 12, 13)), Bar("нет", 1, (14,))), 4)
COMFORT = Columns(
    "Насколько комфортно?", tuple(Bar(str(n), int(n in (7, 8)), (n,)) for n in range(1, 11)), 2, Fraction(15, 2)
)
SIDES = Means(
    "Средние",
    ("Наставляемые", "Наставники"),
    (
        MeanRow("Поддержка", (Point(Fraction(42, 5), 7, (1, 2)), Point(Fraction(9), 4, (3,)))),
        MeanRow("План", (None, None)),
    ),
)
CHANGES = Slopes(
    "До и после", (Slope("Комфорт", Fraction(5), Fraction(8), 6, (1,)), Slope("План", Fraction(8), Fraction(7), 3))
)
DONE = Completeness("Наставляемые", 5, 8, 1)
ALL: tuple[Figure, ...] = (GLAD, COMFORT, SIDES, CHANGES, DONE)


def test_words_of_every_chart() -> None:
    assert GLAD.spoken() == "Рады ли Вы? мало ответов. да — 3 из 4 (75 %); нет — 1 из 4 (25 %)."
    assert "среднее 7,5 (n = 2)" in COMFORT.spoken()
    assert "7 баллов — 1 из 2 (50 %)" in COMFORT.spoken()
    assert "Поддержка — Наставляемые: 8,4 (n = 7), Наставники: 9 (n = 4)" in SIDES.spoken()
    assert "План — Наставляемые: нет ответов" in SIDES.spoken()
    assert "Комфорт — до 5, после 8, изменение +3, n = 6" in CHANGES.spoken()
    assert "изменение −1, n = 3, мало ответов" in CHANGES.spoken()
    assert DONE.spoken() == "Наставляемые. Ответили 5 из 8 (62,5 %), без ответа по уважительной причине: 1."


def test_nothing_to_show_is_said() -> None:
    assert "Ответов нет" in Bars("Вопрос", (), 0).spoken()
    assert "—" in Bars("Вопрос", (Bar("да", 0),), 0).spoken()
    assert "Отвечать некому" in Completeness("", 0, 0).spoken()


@pytest.mark.parametrize("width", [220.0, 560.0, 900.0])
@pytest.mark.parametrize("figure", ALL, ids=lambda one: type(one).__name__)
def test_marks_stand_inside_and_apart(qapp: QApplication, look: Theme, figure: Figure, width: float) -> None:
    del look
    letters = Lettering(qapp.font())
    high = figure.height(letters, width)
    marks = figure.marks(letters, width)
    assert marks
    for one in marks:
        assert one.rect.left() >= 0
        assert one.rect.right() <= width + 0.5
        assert one.rect.bottom() <= high + 0.5
    for place, one in enumerate(marks):
        assert not any(one.rect.adjusted(1, 1, -1, -1).intersects(other.rect) for other in marks[place + 1 :])


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("figure", ALL, ids=lambda one: type(one).__name__)
def test_something_is_painted_in_both_themes(qapp: QApplication, look: Theme, figure: Figure, palette: Palette) -> None:
    del look
    letters = Lettering(qapp.font())
    image = QImage(560, round(figure.height(letters, 560)), QImage.Format.Format_RGB32)
    image.fill(QColor(palette.surface))
    painter = QPainter(image)
    figure.paint(painter, letters, palette, 560)
    painter.end()
    seen = {image.pixelColor(x, y).name() for x in range(0, 560, 2) for y in range(0, image.height(), 2)}
    assert len(seen) > 5


def test_two_groups_differ_without_colour(qapp: QApplication, look: Theme) -> None:
    """The points of mentees and mentors are of different shapes: a solid round and a hollow square."""
    del look
    letters = Lettering(qapp.font())

    def drawn(series: int) -> bytes:
        points: list[Point | None] = [None, None]
        points[series] = Point(Fraction(5), 7)
        figure = Means("", ("А", "Б"), (MeanRow("Вопрос", tuple(points)),))
        image = QImage(400, 90, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        figure.paint(painter, letters, LIGHT, 400)
        painter.end()
        return bytes(image.constBits())

    assert drawn(0) != drawn(1)


def test_a_click_sends_the_people(qtbot: QtBot, look: Theme) -> None:
    del look
    view = ChartView(GLAD)
    qtbot.addWidget(view)
    view.resize(500, view.heightForWidth(500))
    with qtbot.waitSignal(view.chosen) as told:
        at = view.marks()[1].rect.center().toPoint()
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert told.args == ["нет — 1 из 4 (25 %)", [14]]


def test_the_keyboard_goes_through_the_marks(qtbot: QtBot, look: Theme) -> None:
    del look
    view = ChartView(GLAD)
    qtbot.addWidget(view)
    view.resize(500, view.heightForWidth(500))
    told: list[list[int]] = []
    view.chosen.connect(lambda _words, ids: told.append(ids))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down):
        QTest.keyClick(view, key)
    assert told == [[11, 12, 13], [14]]
    assert view.accessibleDescription() == "нет — 1 из 4 (25 %)"


def test_a_mark_without_people_sends_nothing(qtbot: QtBot, look: Theme) -> None:
    del look
    view = ChartView(DONE)
    qtbot.addWidget(view)
    view.resize(500, view.heightForWidth(500))
    told: list[object] = []
    view.chosen.connect(lambda _words, ids: told.append(ids))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.marks()[0].rect.center().toPoint())
    assert not told


def test_narrow_is_higher_when_words_are_long(qtbot: QtBot, look: Theme) -> None:
    del look
    long = "Качество организационных мероприятий, знакомства с коллективом и рабочим местом " * 2
    view = ChartView(Bars(long, (Bar(long, 1),), 1))
    qtbot.addWidget(view)
    assert view.heightForWidth(300) > view.heightForWidth(900)


def test_pictures_are_light_and_hold_all_charts(qapp: QApplication, look: Theme) -> None:
    look.set_mode("dark")
    first = QImage.fromData(picture.png([GLAD], qapp.font()))
    second = QImage.fromData(picture.png([GLAD, COMFORT], qapp.font()))
    assert not first.isNull()
    assert second.height() > first.height()
    assert first.pixelColor(2, 2) == QColor("#ffffff")


def test_sheets_hold_every_chart(qapp: QApplication, look: Theme) -> None:
    del look
    pdf = picture.pdf([COMFORT] * 9, qapp.font(), "Итоги")
    assert page_count(pdf) > 1
    assert sum(page_text(pdf, number).count("Насколько") for number in range(page_count(pdf))) == 9


def test_hover_outside_of_marks_is_nothing(qtbot: QtBot, look: Theme) -> None:
    del look
    view = ChartView(GLAD)
    qtbot.addWidget(view)
    view.resize(500, view.heightForWidth(500))
    assert not any(one.rect.contains(QPointF(3, 3)) for one in view.marks())
