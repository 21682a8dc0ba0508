"""An invented route, a log of meetings and a visited lesson for the papers about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.documents.people import IVANOVA, PETROVA, SCHOOL

from curator_app.documents.route_data import (
    JournalPaper,
    MeetingLine,
    RouteChangeLine,
    RouteLine,
    RoutePaper,
    RouteStageLines,
    VisitPaper,
)

LINE = RouteLine(
    number=1,
    content="Диагностика профессиональных компетенций",
    term="04.09.2026 – 07.09.2026",
    form="диагностика",
    level="школа",
    deficits="проектирование урока",
    responsible="Леонтьева Н.С.",
    expected_result="Определены дефициты",
    resources="анкета",
    report_document="лист диагностики",
    mark="выполнено 07.09.2026; Хорошо",
    done_on=dt.date(2026, 9, 7),
    result="Дефициты названы",
    evidence="Лист диагностики",
    comment="Хорошо",
    months=(True, False),
)
ROUTE = RoutePaper(
    school=SCHOOL,
    mentee=IVANOVA,
    mentor=PETROVA,
    form="педагог – педагог",
    order="приказ от 04.09.2026 № 56-ОД",
    period="с 4 сентября 2026 г. по 31 мая 2027 г.",
    goal="Помочь педагогу войти в должность.",
    strengths="Умеет увлечь класс.",
    mode="Раз в неделю.",
    deficits=("проектирование урока", "ведение документации"),
    stages=(
        RouteStageLines("адаптационный", "04.09.2026–03.12.2026", (LINE,)),
        RouteStageLines("основной", "04.12.2026–30.04.2027", (replace(LINE, number=2, mark=None, done_on=None),)),
        RouteStageLines("контрольно-оценочный", "01.05.2027–31.05.2027"),
    ),
    changes=(RouteChangeLine(dt.date(2026, 10, 2), "корректировка", "По итогам опроса", "Добавлен семинар"),),
    months=("09.26", "10.26"),
    total=2,
    done=1,
    approved_on=dt.date(2026, 9, 7),
    completed_on=dt.date(2027, 5, 31),
    result="Дефициты сняты.",
)
MEETING = MeetingLine(
    number=1,
    date=dt.date(2026, 9, 8),
    kind="встреча-знакомство",
    form="беседа",
    topic="Ожидания",
    done="Познакомились",
    agreed="По вторникам",
    next_date=dt.date(2026, 9, 15),
    minutes=45,
    rating=9,
)
JOURNAL = JournalPaper(
    school=SCHOOL,
    mentor=PETROVA,
    mentees=(IVANOVA,),
    form="педагог – педагог",
    period=ROUTE.period,
    lines=(MEETING,),
    hours="45 минут",
)
VISIT = VisitPaper(
    school=SCHOOL,
    teacher=IVANOVA,
    visitor=PETROVA,
    date=dt.date(2026, 9, 24),
    class_name="6Б",
    subject="математика",
    topic="Дроби",
    purpose="Работа всего класса",
    observed="Ясная цель.",
    advice="Дать задание парам.",
)
