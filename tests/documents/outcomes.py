"""Papers about what mentoring has brought, over invented people."""

from __future__ import annotations

import datetime as dt

from tests.documents.people import BABENKO, IVANOVA, LEONTIEVA, PETROVA, PUPIL, SCHOOL
from tests.documents.reports import REPORT, YOUNG

from curator_app.documents.outcome_data import (
    AwardPaper,
    AwardSheet,
    EventReport,
    MeetingSum,
    MentorReport,
    ParticipantLine,
    PracticePaper,
    ReportDeficit,
    ReportStep,
)
from curator_app.documents.paper_data import PaperData
from curator_app.documents.report_data import ChangeLine, ComparedLine, OutcomeLine, ReportData, YearlyData

PRACTICE = PracticePaper(
    SCHOOL,
    title="Урок в два голоса",
    authors="методическое объединение наставников",
    form="педагог – педагог",
    problem=("Молодой учитель боится открытых уроков.",),
    goal=("Снять страх перед посещением урока.",),
    actions=("Урок готовят вместе.", "Первую половину ведёт наставник."),
    result=("Посещение урока стало помощью.",),
    conditions=("Общий час в расписании пары.",),
    date=dt.date(2027, 6, 1),
)
EVENT = EventReport(
    SCHOOL,
    title="Ярмарка наставников",
    days="20.05.2027",
    place="актовый зал",
    form="итоговое мероприятие",
    hours=3,
    responsible=LEONTIEVA,
    order="от 10.05.2027 № 40-ОД",
    programme=("Представление опыта пар", "Награждение"),
    participants=(
        ParticipantLine(1, PETROVA.name.full, PETROVA.position, "наставник"),
        ParticipantLine(2, IVANOVA.name.full, IVANOVA.position, "наставляемый"),
    ),
    attended=28,
    mentors=1,
    mentees=1,
    result=("Представлен опыт шести пар.",),
    note=("Повторить осенью.",),
)
MENTOR = MentorReport(
    SCHOOL,
    mentor=PETROVA,
    mentees=(IVANOVA,),
    form="педагог – педагог",
    order="приказ от 01.09.2026 № 57-ОД",
    period="с 1 сентября 2026 г. по 31 декабря 2026 г.",
    meetings=(MeetingSum("совместная работа", 5, "4 часа 10 минут"), MeetingSum("пробная встреча", 1, "1 час")),
    meetings_total=6,
    hours="5 часов 10 минут",
    visits=2,
    topics=("Готовим урок", "Разбор урока"),
    steps=(ReportStep(1, "Посещение урока", "до 15.10.2026", "выполнено 14.10.2026"), ReportStep(2, "Открытый урок")),
    steps_due=2,
    steps_done=1,
    deficits=(ReportDeficit("дисциплина", "3", "1", "снято"), ReportDeficit("оценивание", "2")),
    contests=("Педагогический дебют, 25.09.2026 — призёр",),
    date=dt.date(2027, 1, 11),
)
REASON = "результативное наставничество и подготовку к конкурсам"
AWARDS = AwardPaper(
    SCHOOL,
    sheets=(
        AwardSheet(PETROVA, REASON, "от 01.06.2027 № 12-К"),
        AwardSheet(BABENKO, REASON),
        AwardSheet(PUPIL, REASON),
    ),
    town="г. Энск",
    year="2027",
)
_LINE = OutcomeLine(1, "25.09.2026", "Педагогический дебют", "город (район); Петрова А.С.", "призёр", 2)
YEARLY = YearlyData(
    **{name: getattr(REPORT, name) for name in ReportData.__dataclass_fields__},
    school_year="2026/2027",
    before="2025/2026",
    compared=(
        ComparedLine("K3", YOUNG.title, "50,0 %", "75,0 %", "+25,0 п. п.", "не ниже 70 %", "да", ("50.0", "75.0")),
    ),
    changes=(ChangeLine("наставляемые", "Чувствую поддержку", "2,0", "2,6", "+0,6", 5),),
    meetings=34,
    hours="27 часов 30 минут",
    completed=3,
    terminated=1,
    roadmap_total=36,
    roadmap_done=30,
    consultations=(_LINE,),
    trainings=(_LINE,),
    events=(_LINE,),
    contests=(_LINE,),
    publications=(_LINE,),
    practices=(_LINE,),
    rewards=(_LINE,),
    agreements=(_LINE,),
    tasks=("Обучить всех наставников.",),
)
CASES: dict[str, tuple[str, PaperData]] = {
    "practice_case": ("practice_case", PRACTICE),
    "practice_case_blank": ("practice_case", PracticePaper(SCHOOL, title="Без названия")),
    "event_report": ("event_report", EVENT),
    "event_report_blank": (
        "event_report",
        EventReport(SCHOOL, title="Ярмарка", days="20.05.2027", responsible=LEONTIEVA),
    ),
    "mentor_report": ("mentor_report", MENTOR),
    "mentor_report_blank": ("mentor_report", MentorReport(SCHOOL, mentor=BABENKO, mentees=(IVANOVA, PUPIL))),
    "gratitude": ("gratitude", AWARDS),
    "certificate": ("certificate", AWARDS),
    "yearly_report": ("yearly_report", YEARLY),
    "yearly_report_blank": ("yearly_report", YearlyData(SCHOOL, "", dt.date(2027, 5, 31), school_year="2026/2027")),
}
