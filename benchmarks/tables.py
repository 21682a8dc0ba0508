"""A list of 10,000 people on a screen: loading, a key press in the search, a sort. Prints medians against floors.

    QT_QPA_PLATFORM=offscreen python benchmarks/tables.py [ROWS]

Floors: scanning a list of strings for the same words; sorting the same ready keys. A key press is measured from the
changed text to the painted table.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from curator_app.texts.collation import collation_key, fold
from curator_app.ui.common import theme
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.table_model import Badge, Column, Meter
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.window_state import WindowState

_SURNAMES = ("Иванов", "Петрова", "Сидоренко", "Ёлкина", "Кузнецов-Задунайский", "Мухаметзянова", "Щербаков", "Ким")
_NAMES = ("Анна", "Пётр", "Мария", "Алексей", "Екатерина", "Юлия", "Сергей")
_FATHERS = ("Ивановна", "Петрович", "Сергеевна", "Ильинична", "Олегович")
_TYPED = ("м", "му", "мух", "муха", "мухам", "мухам ю")


@dataclass(frozen=True)
class Person:
    """An invented row."""

    number: int
    name: str
    post: str
    subject: str
    load: int
    phone: str
    since: dt.date
    reserve: bool


def people(count: int) -> list[Person]:
    """The same people every time."""
    pick = random.Random(1)
    return [
        Person(
            number,
            f"{pick.choice(_SURNAMES)} {pick.choice(_NAMES)} {pick.choice(_FATHERS)}",
            pick.choice(("учитель", "педагог-психолог", "заместитель директора")),
            pick.choice(("математика", "русский язык", "физика", "история")),
            pick.randrange(4),
            f"8 (9{number % 100:02d}) {number % 1000:03d}-12-34",
            dt.date(2010, 1, 1) + dt.timedelta(days=pick.randrange(6000)),
            pick.random() < 0.3,
        )
        for number in range(count)
    ]


COLUMNS: list[Column[Person]] = [
    Column("name", "ФИО", lambda one: one.name, width=240, strong=True),
    Column("load", "Нагрузка", lambda one: one.load, kind="number", meter=lambda one: Meter(one.load, 3)),
    Column("post", "Должность", lambda one: one.post),
    Column("subject", "Предмет", lambda one: one.subject),
    Column("phone", "Телефон", lambda one: one.phone),
    Column("since", "В программе с", lambda one: one.since, kind="date"),
    Column(
        "status",
        "Статус",
        lambda one: "в резерве" if one.reserve else "назначен",
        badge=lambda one: Badge("в резерве" if one.reserve else "назначен", "warn" if one.reserve else "ok"),
    ),
]


def milliseconds(act: Callable[[], object]) -> float:
    """Processor time of one run: other programs on the machine do not matter."""
    begun = time.process_time()
    act()
    return 1000 * (time.process_time() - begun)


def main(count: int) -> None:
    """Measures and prints."""
    app = QApplication([])
    theme.apply(app, "light")
    rows = people(count)
    with tempfile.TemporaryDirectory() as scratch:
        state = WindowState(Path(scratch) / "window.ini")
        panel = TablePanel(COLUMNS, lambda one: one.number, state, "bench", empty=EmptyState("users", "Пусто", ""))
        panel.resize(1280, 700)
        panel.show()

        def fill() -> None:
            panel.set_rows(rows)
            app.processEvents()

        def key(text: str) -> None:
            panel.search.edit.setText(text)
            app.processEvents()

        def sort(column: int, order: Qt.SortOrder) -> None:
            panel.table.sortByColumn(column, order)
            app.processEvents()

        load = [milliseconds(fill) for _ in range(5)]
        keys: list[float] = []
        for _ in range(5):
            keys += [milliseconds(lambda text=text: key(text)) for text in _TYPED]  # type: ignore[misc]  # bound at once
            key("")
        first = [milliseconds(lambda n=n: sort(n, Qt.SortOrder.AscendingOrder)) for n in range(len(COLUMNS))]  # type: ignore[misc]  # bound at once
        again = [milliseconds(lambda n=n: sort(n, Qt.SortOrder.DescendingOrder)) for n in range(len(COLUMNS))]  # type: ignore[misc]  # bound at once
        folded = [fold(" ".join((one.name, one.post, one.subject, one.phone))) for one in rows]
        scan = [milliseconds(lambda: [i for i, text in enumerate(folded) if "мух" in text]) for _ in range(9)]
        ready = [collation_key(one.name) for one in rows]
        order = [milliseconds(lambda: sorted(range(count), key=ready.__getitem__)) for _ in range(9)]
        panel.close()
    for words, times, floor in (
        ("load and paint", load, None),
        ("key press to painted table", keys, scan),
        ("first sort by a column", first, order),
        ("sort again", again, order),
    ):
        ratio = f", {statistics.median(times) / statistics.median(floor):.1f} x its floor" if floor else ""
        print(f"{count} rows, {words}: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms{ratio}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
