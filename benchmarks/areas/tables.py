"""A list of people on a screen beside a bare model and view over the same rows: opening, a key, a sort."""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.measuring import Figure, by_turns, once
from curator_app.texts.collation import collation_key, fold
from curator_app.ui.common import theme
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.table_model import Badge, Column, Meter
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.window_state import WindowState

_SURNAMES = ("Иванов", "Петрова", "Сидоренко", "Ёлкина", "Кузнецов-Задунайский", "Мухаметзянова", "Щербаков", "Ким")
_ENDINGS = ("а", "ская", "ец", "ёв", "ина", "юк", "ян", "дзе", "ко", "ых")
_NAMES = ("Анна", "Пётр", "Мария", "Алексей", "Екатерина", "Юлия", "Сергей")
_FATHERS = ("Ивановна", "Петрович", "Сергеевна", "Ильинична", "Олегович")
_NOWHERE = QModelIndex()
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
            f"{pick.choice(_SURNAMES)}{pick.choice(_ENDINGS)}{pick.choice(_ENDINGS)} "
            f"{pick.choice(_NAMES)} {pick.choice(_FATHERS)}",
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


class Bare(QAbstractTableModel):
    """Nothing but rows of ready words."""

    def __init__(self, rows: list[tuple[str, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """As many as there are."""
        return len(self._rows)

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """The same for every row."""
        return len(COLUMNS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The words."""
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def words(one: Person) -> tuple[str, ...]:
    """What the bare table shows of a person."""
    return tuple(str(column.value(one)) for column in COLUMNS)


def measure() -> Iterator[Figure]:
    """Opening, memory, a key press until the painted table, sorting."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    for count, key_bar, sort_bar in ((10_000, 16, 100), (100_000, 50, 1000)):
        yield from _table(app, people(count), key_bar, sort_bar)


def _table(app: QApplication, rows: list[Person], key_bar: float, sort_bar: float) -> Iterator[Figure]:
    plain = [words(one) for one in rows]
    with tempfile.TemporaryDirectory() as scratch:
        state = WindowState(Path(scratch) / "window.ini")

        def ours() -> TablePanel[Person]:
            panel = TablePanel(COLUMNS, lambda one: one.number, state, "bench", empty=EmptyState("users", "Пусто", ""))
            panel.resize(1280, 700)
            panel.set_rows(rows)
            panel.show()
            app.processEvents()
            panel.grab()
            return panel

        def bare() -> None:
            view, model = QTableView(), Bare(plain)
            view.setModel(model)
            view.resize(1280, 700)
            view.show()
            app.processEvents()
            view.grab()
            view.close()

        best = by_turns(3, ours=lambda: ours().close(), bare=bare)
        yield Figure(
            f"{len(rows)} rows: made and painted", best["ours"], "ms", best["bare"], "bare model and view", 1.5
        )
        panel = ours()
        yield Figure(f"{len(rows)} rows: a key at once after that", once(partial(panel.search.edit.setText, "м")))
        panel.close()
        tracemalloc.start()
        panel = ours()
        panel.search.edit.setText("м")
        panel.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        panel.search.edit.clear()
        panel.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        kept = tracemalloc.get_traced_memory()[0] / 1e6
        tracemalloc.stop()
        given = sum(sys.getsizeof(one) + sum(map(sys.getsizeof, one)) for one in plain) / 1e6
        yield Figure(
            f"{len(rows)} rows: memory, searched and sorted",
            kept,
            "MB",
            given,
            "the same words as tuples",
            1.3,
        )

        def key(text: str) -> None:
            panel.search.edit.setText(text)
            app.processEvents()

        def sort(column: int, order: Qt.SortOrder) -> None:
            panel.table.sortByColumn(column, order)
            app.processEvents()

        key("м")
        key("")
        keys: list[float] = []
        for _ in range(3):
            keys += [once(partial(key, text)) for text in _TYPED]
            key("")
        folded = [fold(" ".join((one.name, one.post, one.subject, one.phone))) for one in rows]
        scan = by_turns(3, scan=lambda: [at for at, text in enumerate(folded) if "мух" in text])["scan"]
        median, worst = statistics.median(keys), max(keys)
        yield Figure(f"{len(rows)} rows: a key, the median", median, "ms", bar=key_bar)
        yield Figure(f"{len(rows)} rows: a key, the worst", worst, "ms", bar=key_bar)
        yield Figure(f"{len(rows)} rows: a key beside a search", median, "ms", scan, "a look through the folded words")
        first = [once(partial(sort, one, Qt.SortOrder.AscendingOrder)) for one in range(len(COLUMNS))]
        again = [once(partial(sort, one, Qt.SortOrder.DescendingOrder)) for one in range(len(COLUMNS))]
        ready = [collation_key(one.name) for one in rows]
        order = by_turns(3, order=lambda: sorted(range(len(rows)), key=ready.__getitem__))["order"]
        yield Figure(f"{len(rows)} rows: the slowest first sort", max(first), "ms", bar=sort_bar)
        yield Figure(f"{len(rows)} rows: the slowest later sort", max(again), "ms", bar=sort_bar)
        yield Figure(f"{len(rows)} rows: a sort beside ready keys", statistics.median(again), "ms", order, "sorted()")
        panel.close()
