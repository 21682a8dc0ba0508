"""Russian words of the roadmap, consultations, trainings and events: one place for screen and paper."""

from __future__ import annotations

from curator_app.domain.codes import ActivityKind, ActivityStatus, Responsible, RoadmapItemStatus

ROADMAP_STATUS = {
    RoadmapItemStatus.PLANNED: "запланировано",
    RoadmapItemStatus.IN_PROGRESS: "в работе",
    RoadmapItemStatus.DONE: "выполнено",
    RoadmapItemStatus.CANCELLED: "отменено",
}
ROADMAP_STATE: dict[str, str] = {**{code.value: word for code, word in ROADMAP_STATUS.items()}, "overdue": "просрочено"}
ACTIVITY_KIND = {
    ActivityKind.CONSULTATION: "консультация",
    ActivityKind.TRAINING: "обучение",
    ActivityKind.EVENT: "мероприятие",
}
ACTIVITY_STATUS = {
    ActivityStatus.PLANNED: "запланировано",
    ActivityStatus.HELD: "проведено",
    ActivityStatus.CANCELLED: "отменено",
}
RESPONSIBLE = {
    Responsible.MENTEE: "наставляемый",
    Responsible.MENTOR: "наставник",
    Responsible.CURATOR: "куратор",
    Responsible.DIRECTOR: "директор",
    Responsible.PSYCHOLOGIST: "педагог-психолог",
    Responsible.OTHER: "другой сотрудник",
}
COLUMN_SETS = {
    "school": "Содержание · Сроки · Ожидаемый результат · Ресурсы · Ответственный",
    "cycle": "№ · Содержание · Сроки · Результат (вид документа) · Ответственный",
    "short": "№ · Мероприятие · Срок · Ответственный исполнитель · Результат. Вид документа",
    "performers": "№ · Содержание деятельности · Сроки · Исполнители · Ожидаемые результаты",
    "district": "№ · Направление · Мероприятие · Сроки · Результат · Ответственный · Примечание",
    "order": "№ · Мероприятие · Ответственный · Результат · Срок исполнения",
    "status": "№ · Мероприятие · Сроки · Ответственный · Отметка о выполнении",
}
"""Sets of columns a roadmap may be printed with (headings of S2, S4, domain f.4, S1, S0, S3, and own marks)."""

CONSULTATION_FORMS = (
    "групповая консультация",
    "индивидуальная консультация",
    "обмен опытом",
    "семинар-практикум",
    "круглый стол",
    "дистанционная консультация",
)
TRAINING_FORMS = ("курсы повышения квалификации", "семинар", "вебинар", "стажировка", "школа наставника")
EVENT_FORMS = (
    "итоговое мероприятие",
    "конференция",
    "конкурс",
    "педагогический совет",
    "открытый урок",
    "день наставника",
)
