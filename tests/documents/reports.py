"""A report about an invented quarter."""

from __future__ import annotations

import datetime as dt

from tests.documents.people import SCHOOL

from curator_app.documents.report_data import (
    CountLine,
    DeficitLine,
    IndicatorLine,
    ReportData,
    SiteLine,
    StatisticLine,
    WaveLine,
)

YOUNG = IndicatorLine("K3", "Доля молодых специалистов", "3 из 4 (75,0 %)", "не ниже 70 %", "да", "75.0")
REPORT = ReportData(
    SCHOOL,
    "III квартал 2026 года",
    dt.date(2026, 9, 30),
    norms=("распоряжение Минпросвещения России № Р-145",),
    indicators=(YOUNG, IndicatorLine("K9", "Наставнические пары и группы", "5")),
    shares=(YOUNG,),
    contingent=(CountLine("Наставников", 4), CountLine("Наставляемых", 6)),
    pairs=5,
    forms=(CountLine("педагог – педагог", 4), CountLine("ученик – ученик", 1)),
    kinds=(CountLine("традиционное", 5),),
    routes=(IndicatorLine("K12", "Выполнение ИОМ в срок", "8 из 10 (80,0 %)", percent="80.0"),),
    waves=(WaveLine("Три месяца", "наставляемые", "4 из 6", "81,3 %", "высокий", "3 из 4 (75,0 %)"),),
    deficits=(DeficitLine("методическая", 3, 1, 1, 1, 2, 1),),
    statistics=(StatisticLine("наставники", "педагоги", "педагог – педагог", "ж", 4),),
    site=(
        SiteLine(
            1, "Петрова Анна Сергеевна", "учитель", "Иванова Мария Петровна", "учитель", "педагог – педагог", "2026"
        ),
    ),
    strengths=("Молодые специалисты охвачены",),
    weaknesses=("Мало обученных наставников",),
    conclusions=("Работа ведётся по плану.",),
    proposals=("Обучить наставников.",),
)
