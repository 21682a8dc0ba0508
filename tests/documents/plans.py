"""An invented roadmap and lists of activities for tests of papers."""

from __future__ import annotations

import datetime as dt

from tests.documents.people import SCHOOL

from curator_app.documents.plan_data import ActivityLine, ActivityListData, RoadmapData, RoadmapLine, RoadmapStage

APPROVED = dt.date(2026, 8, 31)
ROADMAP = RoadmapData(
    SCHOOL,
    "Дорожная карта (план мероприятий) по реализации системы наставничества",
    "2026/2027",
    "school",
    (
        RoadmapStage(
            "1. Подготовительный этап",
            (
                RoadmapLine(
                    "1.1.",
                    "Сформировать пары и издать приказ",
                    "Не позднее 3 календарных дней с выхода на работу",
                    "Пары сформированы",
                    "Приказ, заключение психолога",
                    "Могиленских Т.А.",
                    "Положение, п. 3.4",
                    "выполнено 04.09.2026; приказ № 58-ОД",
                ),
                RoadmapLine("1.2.", "Пополнять базу наставников", "В течение учебного года"),
            ),
        ),
        RoadmapStage("2. Мониторинг", (RoadmapLine("2.1.", "Изучить удовлетворённость", "Май", "Справка"),)),
    ),
    APPROVED,
    "База наставников формируется и для тех, кто выйдет на работу среди года.",
)
CONSULTATIONS = ActivityListData(
    SCHOOL,
    "2026/2027",
    (
        ActivityLine(
            1, "09.09.2026", "Первая встреча с наставляемым", "групповая консультация",
            responsible="Леонтьева Н.С.", mark="проведено",
        ),
        ActivityLine(2, "09.12.2026", "Итоги адаптации", "круглый стол", responsible="куратор"),
    ),
    approved_on=APPROVED,
)  # fmt: skip
TRAINED = ActivityListData(
    SCHOOL,
    "2026/2027",
    (
        ActivityLine(
            1, "14.09.2026 – 25.09.2026", "Наставничество в школе", organisation="Институт развития", hours=36,
            person="Петрова Анна Сергеевна", position="учитель математики", document="Удостоверение № 1184",
        ),
    ),
    people=1,
    hours=36,
)  # fmt: skip
EVENTS = ActivityListData(
    SCHOOL,
    "2026/2027",
    (
        ActivityLine(
            1, "20.05.2027", "Итоговая встреча пар", place="актовый зал", people=42, responsible="Леонтьева Н.С.",
            mark="Опыт представлен",
        ),
    ),
)  # fmt: skip
