"""An invented school year of routes as the timeline shows it."""

from __future__ import annotations

import datetime as dt
import random

from curator_app.ui.routes.timeline import Band, Bar, Mark, MarkKind, Row, State, Timeline

_SURNAMES = ("Иванова", "Петров", "Сидоренко", "Ёлкина", "Кузнецова-Задунайская", "Мухаметзянов", "Щербаков", "Ким")
_NAMES = ("Анна Ивановна", "Пётр Олегович", "Мария Сергеевна", "Алексей Ильич", "Екатерина Петровна")
TITLES = (
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
    return Bar(("route_item", number), pick.choice(TITLES), start, due, state, who, name, ("Оценивание",), done_on=done)
