"""An invented large school as the heat map shows it."""

from __future__ import annotations

import random

from curator_app.ui.pairs.heat_map import Cell, HeatColumn, HeatData, HeatRow, Mark, Wish

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
