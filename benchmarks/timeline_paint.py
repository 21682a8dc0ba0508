"""The wall of a school: 60 mentees over 12 months. Prints the first paint and frames of pan, zoom and drag.

    QT_QPA_PLATFORM=offscreen python benchmarks/timeline_paint.py [MENTEES]

Floor: as many bare rectangles with as many words, drawn one after another with the same pen.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from curator_app.ui.common import theme
from curator_app.ui.routes.timeline import Band, Bar, Density, Mark, MarkKind, Row, State, Timeline, TimelineView

_SURNAMES = ("Иванова", "Петров", "Сидоренко", "Ёлкина", "Кузнецова-Задунайская", "Мухаметзянов", "Щербаков", "Ким")
_NAMES = ("Анна Ивановна", "Пётр Олегович", "Мария Сергеевна", "Алексей Ильич", "Екатерина Петровна")
_TITLES = (
    "Посещение урока наставника",
    "Открытый урок",
    "Курсы повышения квалификации «Функциональная грамотность»",
    "Консультация по рабочей программе",
    "Взаимопосещение уроков с анализом по карте наблюдения",
    "Мастер-класс",
    "Самообразование: технологии оценивания",
    "Подготовка обучающихся к олимпиаде",
    "Заполнение электронного журнала",
    "Конкурс «Педагогический дебют»",
)
_WHO = (
    ("mentee", "наставляемый"),
    ("mentor", "наставник"),
    ("curator", "куратор"),
    ("psychologist", "педагог-психолог"),
)
_STAGES = ("Адаптационный", "Основной", "Контрольно-оценочный")
_HOLIDAYS = {dt.date(2026, 11, 4), *(dt.date(2027, 1, day) for day in range(1, 9)), dt.date(2027, 5, 3)}


def working(day: dt.date) -> bool:
    """Monday to Friday without holidays."""
    return day.weekday() < 5 and day not in _HOLIDAYS


def wall(mentees: int = 60, steps: int = 25, today: dt.date = dt.date(2026, 11, 22)) -> Timeline:
    """The same invented school every time."""
    pick = random.Random(7)
    rows = []
    for number in range(mentees):
        begin = dt.date(2026, 9, 1) + dt.timedelta(days=pick.choice((0, 0, 2, 7, 20, 45)))
        end = begin + dt.timedelta(days=pick.choice((270, 300, 330)))
        cuts = (begin, begin + dt.timedelta(days=91), end - dt.timedelta(days=45), end)
        bands = tuple(
            Band(title, cuts[place], cuts[place + 1] - dt.timedelta(days=1), place)
            for place, title in enumerate(_STAGES)
        )
        bars = tuple(_step(pick, number * 1000 + place, begin, end, today) for place in range(steps))
        marks = tuple(
            Mark(
                ("meeting", number * 1000 + place),
                f"Встреча {place + 1}",
                day := begin + dt.timedelta(days=10 + 40 * place),
                MarkKind.MEETING,
                State.DONE if day <= today else State.PLANNED,
            )
            for place in range(5)
        )
        name = f"{_SURNAMES[number % len(_SURNAMES)]} {_NAMES[number % len(_NAMES)]}"
        order = Mark(("order", number), "Приказ № 42", begin + dt.timedelta(days=3), MarkKind.ORDER)
        survey = Mark(("survey", number), "Анкета: 3 месяца", cuts[1], MarkKind.SURVEY, State.PLANNED)
        subtitle = "наставник Громова Т.\u00a0А."
        rows.append(Row(f"r{number}", name, subtitle, bands, bars, (*marks, order, survey), record=("route", number)))
    start, end = Timeline.span(rows, today)
    return Timeline(tuple(rows), start, end, today, working, caption="Наставляемые")


def _step(pick: random.Random, number: int, begin: dt.date, end: dt.date, today: dt.date) -> Bar:
    start = begin + dt.timedelta(days=pick.randrange((end - begin).days - 10))
    due = start + dt.timedelta(days=pick.choice((0, 2, 6, 13, 20, 30)))
    if due < today:
        state = pick.choice((State.DONE, State.DONE, State.DONE, State.OVERDUE))
    else:
        state = State.RUNNING if start <= today else pick.choice((State.PLANNED,) * 9 + (State.CANCELLED,))
    who, name = pick.choice(_WHO)
    done = due if state is State.DONE else None
    return Bar(
        ("route_item", number), pick.choice(_TITLES), start, due, state, who, name, ("Оценивание",), done_on=done
    )


def milliseconds(act: Callable[[], object]) -> float:
    """Processor time of one run: other programs on the machine do not matter."""
    begun = time.process_time()
    act()
    return 1000 * (time.process_time() - begun)


def floor(count: int) -> float:
    """Bare rectangles with words."""
    picture = QImage(1366, 768, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(picture)

    def draw() -> None:
        for number in range(count):
            box = QRectF(number * 7 % 1200, number * 13 % 740, 90, 18)
            painter.drawRect(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, _TITLES[number % len(_TITLES)])

    taken = [milliseconds(draw) for _ in range(5)]
    painter.end()
    return statistics.median(taken)


def main(mentees: int) -> None:
    """Measures and prints."""
    app = QApplication([])
    theme.apply(app, "light")
    data = wall(mentees)
    bars = sum(len(row.bars) for row in data.rows)
    first = []
    for density in (Density.LABELLED, Density.DENSE):

        def open_window(density: Density = density) -> TimelineView:
            view = TimelineView(data, density)
            view.resize(1366, 768)
            view.show()
            view.grab()
            return view

        first.append((density.value, [milliseconds(lambda: open_window().deleteLater()) for _ in range(3)]))
    view = TimelineView(data)
    view.resize(1366, 768)
    view.show()
    view.grab()
    frame = view.viewport().grab

    def times(act: Callable[[], object], count: int) -> list[float]:
        taken = []
        for _ in range(count):

            def one() -> None:
                act()
                frame()

            taken.append(milliseconds(one))
        return taken

    results: list[tuple[str, list[float]]] = [(f"first paint, {name}", taken) for name, taken in first]
    results.append(("pan down", times(lambda: view.pan(0, -53), 60)))
    view.show_days(90)
    results.append(("pan sideways", times(lambda: view.pan(-31, 0), 60)))
    view.show_all()
    results.append(("zoom in", times(lambda: view.zoom(1.1), 30)))
    results.append(("zoom out", times(lambda: view.zoom(1 / 1.1), 40)))
    view.show_days(120)
    view.show_today()
    view.verticalScrollBar().setValue(0)
    key = next(bar.key for row in data.rows for bar in row.bars if bar.state is State.RUNNING)
    view.select(key)
    at = view.item_rect(key).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    place = iter(range(10, 900, 9))
    results.append(("drag", times(lambda: QTest.mouseMove(view.viewport(), at + QPoint(next(place), 1)), 60)))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    view.set_density(Density.DENSE)
    view.show_all()
    results.append(("pan down, dense", times(lambda: view.pan(0, -53), 40)))
    view.collapse_all(True)
    results.append(("pan down, folded", times(lambda: view.pan(0, -23), 40)))
    tall = TimelineView(data, Density.DENSE)
    tall.resize(2560, tall.scene.layout.height + 60)
    tall.show()
    tall.grab()
    everything = [milliseconds(tall.viewport().grab) for _ in range(5)]
    print(f"{mentees} mentees, {bars} bars; 1366 × 768")
    for words, taken in results:
        print(f"{words}: median {statistics.median(taken):.1f} ms, worst {max(taken):.1f} ms")
    whole = statistics.median(everything)
    print(f"all rows at once (2560 × {tall.height()}): {whole:.1f} ms, floor {floor(bars):.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
