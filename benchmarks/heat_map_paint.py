"""The heat map of a large school: one painting at several zooms. Prints medians and the worst of each.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.heat_map_paint [MENTORS REQUESTS]

The floor is filling the same picture with one colour.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication

from curator_app.ui.common import theme
from curator_app.ui.pairs.heat_map import Cell, HeatColumn, HeatData, HeatMap, HeatRow, Mark, Wish

_SURNAMES = ("Иванова", "Петров", "Сидоренко", "Ёлкина", "Мухаметзянова", "Щербаков", "Ким", "Кузнецова-Задунайская")
_SUBJECTS = ("математика", "русский язык", "физика", "история", "")
ROOM = (1320, 640)
_TIMES = 15


def large_school(mentors: int, requests: int) -> HeatData:
    """The same invented school every time: a fifth of the pairs forbidden, groups, locks, bans, wishes."""
    dice = random.Random(f"{mentors} {requests}")

    def name() -> str:
        return f"{dice.choice(_SURNAMES)} {dice.choice('АБВГДЕИКЛМНОП')}.{dice.choice('АВДЕИКМНОПС')}."

    columns = [
        HeatColumn(
            id=1000 + number,
            name=(said := name()),
            full_name=said,
            subject=dice.choice(_SUBJECTS),
            urgent=dice.random() < 0.1,
            group=f"группа {number // 3}" if number < 12 else None,
            unmatched="на математику не хватает мест" if dice.random() < 0.05 else "",
        )
        for number in range(requests)
    ]
    rows = [
        HeatRow(
            id=number,
            name=(said := name()),
            full_name=said,
            subject=dice.choice(_SUBJECTS),
            load=dice.choice((0, 0, 1)),
            proposed=1,
            places=dice.randint(1, 7),
        )
        for number in range(mentors)
    ]
    cells = {}
    for column in columns:
        chosen = dice.choice(rows).id
        for row in rows:
            proposed = row.id == chosen and not column.unmatched
            barred = not proposed and dice.random() < 0.2
            banned = not proposed and dice.random() < 0.01
            cells[row.id, column.id] = Cell(
                fit=None if barred or banned else dice.randrange(101),
                mark=Mark.BANNED if banned else Mark.LOCKED if proposed and dice.random() < 0.2 else Mark.FREE,
                proposed=proposed,
                interchangeable=proposed and dice.random() < 0.5,
                wish=dice.choices((Wish.NONE, Wish.ONE, Wish.MUTUAL), (90, 8, 2))[0],
                reason="не ведёт обязательный предмет" if barred else "просьба завуча" if banned else "",
            )
    return HeatData(tuple(rows), tuple(columns), cells)


def milliseconds(act: Callable[[], object]) -> float:
    """Processor time of one run: other programs on the machine do not matter."""
    begun = time.process_time()
    act()
    return 1000 * (time.process_time() - begun)


def main(mentors: int, requests: int) -> None:
    """Measures and prints."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    modes: tuple[theme.Mode, ...] = ("light", "dark")
    for mode in modes:
        theme.apply(app, mode)
        print(f"{mentors} x {requests}, {mode}:")
        measure(large_school(mentors, requests))


def measure(data: HeatData) -> None:
    """Paints the data at several zooms."""
    view = HeatMap()
    view.resize(*ROOM)
    view.show()
    filling = [milliseconds(lambda: view.set_data(data)) for _ in range(_TIMES)]
    view.go_to((data.rows[1].id, data.columns[2].id))
    picture = QPixmap(view.viewport().size())
    _tell("floor: one colour", [milliseconds(lambda: picture.fill(QColor("#808080"))) for _ in range(_TIMES)])
    _tell("new data: sort, filter, colours", filling)
    for steps in (0, -3, -6, -9, 3, 6):
        view.zoom_to_fit()
        if steps:
            view.zoom_by(steps, QPoint(300, 200))
        afresh, pointing = [], []
        for number in range(_TIMES):
            view.set_data(data)  # nothing painted before is kept
            afresh.append(milliseconds(lambda: view.viewport().render(picture)))
            view.go_to((data.rows[number % 5].id, data.columns[number % 7].id))
            view.viewport().render(picture)
            pointing.append(milliseconds(lambda: view.viewport().render(picture)))
        _tell(f"paint at zoom {steps:+d}", afresh)
        _tell("  again, only the pointer has moved", pointing)
    view.close()


def _tell(words: str, times: list[float]) -> None:
    print(f"  {words}: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms")


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[1:3]]
    main(*(asked if len(asked) == 2 else (60, 200)))
