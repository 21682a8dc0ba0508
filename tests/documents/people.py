"""Invented people, school and orders for the tests of papers. Any likeness is by chance."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from curator_app.documents.norms import preamble
from curator_app.documents.paper_data import (
    AddendumData,
    Deadlines,
    LocalAct,
    OrderData,
    PairData,
    PaperPerson,
    SchoolData,
)

IVANOVA = PaperPerson(
    "Иванова", "Мария", "Петровна", "f", position="учитель математики", experience_years=1, young_specialist=True
)
PETROVA = PaperPerson(
    "Петрова", "Анна", "Сергеевна", "f", position="учитель математики", category="highest", experience_years=24
)
MOGILENSKIKH = PaperPerson("Могиленских", "Тамара", "Андреевна", "f", position="директор")
LEONTIEVA = PaperPerson(
    "Леонтьева", "Нина", "Степановна", "f", position="заместитель директора по УВР", phone="8 (000) 000-00-00"
)
BABENKO = PaperPerson("Бабенко", "Илья", "Кузьмич", "m", position="педагог-психолог", category="first")
DOLGIKH = PaperPerson("Долгих", "Пётр", "Львович", "m", position="учитель-логопед", experience_years=0)
KIM = PaperPerson("Ким", "Лев", "Олегович", "m", position="социальный педагог", experience_years=3)
TKACHUK = PaperPerson("Ткачук", "Ольга", "Ильинична", "f", position="учитель начальных классов", experience_years=11)
PUPIL = PaperPerson("Соколова", "Дарья", "Игоревна", "f", kind="pupil", class_name="9 «А»")
OUTSIDER = PaperPerson(
    "Дюма", "Артём", "Павлович", "m", kind="external", position="методист", workplace="МБОУ ДО «Дом творчества»"
)

SCHOOL = SchoolData(
    full_name="Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 12»",
    short_name="МБОУ СОШ № 12",
    founder="Управление образования администрации Энского муниципального округа",
    place="г. Энск",
    address="000000, г. Энск, ул. Школьная, д. 1",
    inn="0000000000",
    kpp="000000000",
    ogrn="0000000000000",
    phone="8 (000) 000-00-01",
    email="school12@example.org",
    director=MOGILENSKIKH,
    director_post="директор",
    curator=LEONTIEVA,
    municipal_body="Управление образования администрации Энского муниципального округа",
    website="school12.example.org",
)

ORDER_DATE = dt.date(2026, 9, 1)
DEADLINES = Deadlines(
    regulation=dt.date(2026, 9, 4),
    program=dt.date(2026, 9, 4),
    route=dt.date(2026, 9, 4),
    satisfaction=dt.date(2026, 12, 1),
    report=dt.date(2027, 5, 31),
)
ONE_PAIR = PairData(
    mentor=PETROVA,
    mentees=(IVANOVA,),
    form="педагог – педагог",
    kinds=("традиционное («один на один»)",),
    focus="методика обучения и преподавания",
    start=dt.date(2026, 9, 1),
    end=dt.date(2027, 5, 31),
    deficits="формирующее оценивание, работа с одарёнными детьми",
    addendum=AddendumData("3", dt.date(2026, 8, 31)),
)
GROUP = replace(ONE_PAIR, mentor=BABENKO, mentees=(DOLGIKH, KIM, TKACHUK), kinds=("групповое",), addendum=None)
WITH_PUPIL = replace(ONE_PAIR, mentor=OUTSIDER, mentees=(PUPIL,), form="педагог – обучающийся", addendum=None)


def order(kind: str = "assignment", **changes: object) -> OrderData:
    """An order about one pair, with changes."""
    base = OrderData(
        type=kind,
        school=SCHOOL,
        number="56-ОД",
        date=ORDER_DATE,
        place=SCHOOL.place,
        school_year="2026/2027",
        preamble=preamble(ORDER_DATE, "workers"),
        pairs=(ONE_PAIR,),
        deadlines=DEADLINES,
        executor=LEONTIEVA,
        acknowledgement=(PETROVA, IVANOVA, LEONTIEVA),
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # the fields are checked where they are used


REGULATION = LocalAct("Положение о системе наставничества педагогических работников", "12-ОД", dt.date(2024, 1, 15))
