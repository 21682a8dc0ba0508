"""Invented minutes, programme, supplementary agreement and registers for tests of papers."""

from __future__ import annotations

import datetime as dt

from tests.documents.people import BABENKO, IVANOVA, LEONTIEVA, ONE_PAIR, ORDER_DATE, PETROVA, SCHOOL
from tests.documents.routes import ROUTE

from curator_app.documents.school_data import (
    AddendumPaper,
    AgendaItem,
    ConsentLine,
    MenteeLine,
    MentorLine,
    MinutesPaper,
    OrderLine,
    PairLine,
    ProgrammePaper,
    RegisterPaper,
)

MINUTES = MinutesPaper(
    SCHOOL,
    "1",
    dt.date(2026, 8, 28),
    SCHOOL.place,
    chair=SCHOOL.director,
    secretary=BABENKO,
    present=31,
    staff=34,
    invited="председатель управляющего совета",
    agenda=(
        AgendaItem(
            "О рассмотрении плана реализации целевой модели наставничества.",
            LEONTIEVA,
            "О задачах и сроках плана на 2026/2027 учебный год.",
            "А.С. Петрова поддержала сроки встреч.",
            ("План рекомендовать к утверждению.", "Начать реализацию с 1 сентября 2026 г."),
            31,
            0,
            0,
        ),
        AgendaItem(
            "О рассмотрении Положения о системе наставничества.",
            decisions=("Положение рекомендовать к утверждению.",),
            votes_for=30,
            votes_against=0,
            abstained=1,
        ),
    ),
)
PROGRAMME = ProgrammePaper(
    SCHOOL,
    PETROVA,
    (IVANOVA,),
    ONE_PAIR,
    "приказ от 01.09.2026 № 56-ОД",
    "с 1 сентября 2026 г. по 31 мая 2027 г.",
    "проектирование урока; ведение документации",
    "Помочь педагогу войти в должность.",
    ("определить дефициты и составить маршрут", "освоить формирующее оценивание"),
    "Умеет увлечь класс.",
    "Раз в неделю, очно.",
    ("уроки планируются самостоятельно", "журнал ведётся без замечаний"),
    ROUTE.stages,
    ORDER_DATE,
    LEONTIEVA,
)
ADDENDUM = AddendumPaper(
    SCHOOL,
    PETROVA,
    (IVANOVA,),
    ONE_PAIR,
    "3",
    dt.date(2026, 8, 31),
    "17",
    dt.date(2010, 8, 25),
    pay="доплата 3000 рублей ежемесячно за фактически отработанное время",
    effective_date=ORDER_DATE,
)
REGISTER = RegisterPaper(
    SCHOOL,
    dt.date(2026, 11, 20),
    "2026/2027",
    mentors=(
        MentorLine(
            "Петрова Анна Сергеевна",
            "учитель математики, высшая категория, стаж – 24 года",
            "методическая, предметная",
            "победитель конкурса «Учитель года» 2023 г.",
            "Иванова Мария Петровна",
            "01.09.2024",
            "назначен",
        ),
        MentorLine("Бабенко Илья Кузьмич", "педагог-психолог", status="в резерве"),
    ),
    mentees=(
        MenteeLine(
            "Иванова Мария Петровна",
            "учитель математики, стаж – 1 год",
            "молодой специалист",
            "проектирование урока",
            "Петрова Анна Сергеевна",
            "01.09.2026",
            "15.09.2026",
        ),
        MenteeLine("Соколова Дарья Игоревна", "9 «А» класс", "обучающийся"),
    ),
    pairs=(
        PairLine(
            "Петрова Анна Сергеевна",
            "Иванова Мария Петровна",
            "педагог – педагог; традиционное",
            "методика обучения и преподавания",
            "01.09.2026 – 31.05.2027",
            "№ 56-ОД от 01.09.2026",
            "закреплена",
        ),
    ),
    consents=(
        ConsentLine(
            "Иванова Мария Петровна", "на обработку персональных данных", "01.09.2026", "31.08.2027", "действует"
        ),
    ),
    orders=(
        OrderLine("01.09.2026", "56-ОД", "О закреплении наставника за молодым специалистом", "изменён"),
        OrderLine("16.11.2026", "71-ОД", "О замене наставника", "действует", "к приказу № 56-ОД от 01.09.2026"),
    ),
)
