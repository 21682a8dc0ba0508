"""Russian words of individual routes and meetings: one place for screen, paper, sheet and command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from curator_app.domain.codes import (
    MeetingKind,
    Responsible,
    RouteChangeKind,
    RouteStageCode,
    RouteStatus,
    StepLevel,
    StepStatus,
)
from curator_app.domain.route.dating import Term
from curator_app.domain.route.integrity import Flaw, FlawKind
from curator_app.texts.grammar import counted

ROUTE_STATUS = {
    RouteStatus.DRAFT: "проект",
    RouteStatus.APPROVED: "утверждён",
    RouteStatus.COMPLETED: "завершён",
    RouteStatus.TERMINATED: "прекращён",
}
ROUTE_STAGE = {
    RouteStageCode.ADAPTATION: "адаптационный",
    RouteStageCode.MAIN: "основной",
    RouteStageCode.EVALUATION: "контрольно-оценочный",
}
STEP_STATUS = {
    StepStatus.PLANNED: "запланировано",
    StepStatus.IN_PROGRESS: "в работе",
    StepStatus.DONE: "выполнено",
    StepStatus.CANCELLED: "отменено",
}
RESPONSIBLE = {
    Responsible.MENTEE: "наставляемый",
    Responsible.MENTOR: "наставник",
    Responsible.CURATOR: "куратор",
    Responsible.DIRECTOR: "директор",
    Responsible.PSYCHOLOGIST: "педагог-психолог",
    Responsible.OTHER: "другое лицо",
}
STEP_LEVEL = {
    StepLevel.SCHOOL: "школа",
    StepLevel.CITY: "город (район)",
    StepLevel.REGION: "регион",
    StepLevel.COUNTRY: "Российская Федерация",
}
ROUTE_CHANGE_KIND = {
    RouteChangeKind.APPROVAL: "утверждение",
    RouteChangeKind.CORRECTION: "корректировка",
    RouteChangeKind.EXTENSION: "продление",
    RouteChangeKind.COMPLETION: "завершение",
}
MEETING_KIND = {
    MeetingKind.ACQUAINTANCE: "встреча-знакомство",
    MeetingKind.TRIAL: "пробная встреча",
    MeetingKind.PLANNING: "встреча-планирование",
    MeetingKind.JOINT_WORK: "совместная работа",
    MeetingKind.FINAL: "итоговая встреча",
}
RouteCode = Literal["route", "route_schedule", "route_completion"]
ROUTE_PAPER: dict[RouteCode, str] = {
    "route": "Маршрут (ИОМ)",
    "route_schedule": "План-график ИОМ",
    "route_completion": "Лист выполнения ИОМ",
}
STEP_FORMS = (
    *MEETING_KIND.values(),
    "диагностика",
    "консультация",
    "посещение урока",
    "взаимопосещение уроков",
    "открытый урок",
    "анализ урока",
    "мастер-класс",
    "семинар",
    "вебинар",
    "курсы повышения квалификации",
    "конкурс",
    "стажировка",
    "самообразование",
    "практическая работа",
    "анкетирование",
    "обмен опытом",
)
"""Forms a step may have; a form of one's own is allowed. Those of ``MEETING_KIND`` make the step a meeting."""

ANCHOR = {
    "work_start": "выход на работу",
    "order": "приказ о закреплении",
    "route_start": "начало маршрута",
    "route_end": "окончание маршрута",
    **{f"stage_start:{code}": f"начало этапа «{word}»" for code, word in ROUTE_STAGE.items()},
    **{f"stage_end:{code}": f"конец этапа «{word}»" for code, word in ROUTE_STAGE.items()},
}
_ANCHOR_GENITIVE = {
    "work_start": "выхода на работу",
    "order": "приказа о закреплении",
    "route_start": "начала маршрута",
    "route_end": "окончания маршрута",
    **{f"stage_start:{code}": f"начала этапа «{word}»" for code, word in ROUTE_STAGE.items()},
    **{f"stage_end:{code}": f"конца этапа «{word}»" for code, word in ROUTE_STAGE.items()},
}


def meeting_of_form(form: str | None) -> str | None:
    """The kind of meeting that a form of a step names, None when it is no meeting."""
    word = (form or "").strip().casefold()
    return next((kind.value for kind, title in MEETING_KIND.items() if title.casefold() == word), None)


def term_words(term: Term) -> str:
    """«в течение 3 дней от выхода на работу», «через 14 дней от начала маршрута, 7 дней», «за 5 дней до …»."""
    event = _ANCHOR_GENITIVE[term.anchor]
    if term.offset_days == 0:
        if term.length_days == 0:
            return f"в день {event}"
        return f"{_within(term.length_days)} от {event}"
    days = counted(abs(term.offset_days), "день", "дня", "дней")
    begins = f"за {days} до {event}" if term.offset_days < 0 else f"через {days} от {event}"
    return f"{begins}, {_within(term.length_days)}" if term.length_days else begins


def _within(days: int) -> str:
    return f"в течение {counted(days, 'дня', 'дней', 'дней')}"


def flaw_sentence(flaw: Flaw, steps: Mapping[int, str], deficits: Mapping[int, str]) -> str:
    """A flaw in a sentence. ``steps``: {id: «№ 3»}; ``deficits``: {id: wording}."""
    numbers = ", ".join(steps.get(one, "") for one in flaw.steps)
    which = f"{counted(len(flaw.steps), 'мероприятие', 'мероприятия', 'мероприятий')} ({numbers})"
    match flaw.kind:
        case FlawKind.NO_STEPS:
            return "В маршруте нет ни одного мероприятия."
        case FlawKind.DEFICIT_WITHOUT_STEP:
            return f"Дефицит «{deficits.get(flaw.deficit or 0, '')}» не закрыт ни одним мероприятием."
        case FlawKind.STEP_WITHOUT_TERM:
            return f"Без срока: {which}."
        case FlawKind.STEP_WITHOUT_RESPONSIBLE:
            return f"Без ответственного: {which}."
        case FlawKind.STEP_WITHOUT_RESULT:
            return f"Без ожидаемого результата: {which}."
        case FlawKind.STEP_OUTSIDE_ROUTE:
            return f"Вне сроков маршрута: {which}."
        case FlawKind.TOO_SHORT:
            return "Маршрут короче трёх месяцев (Положение, п. 1.2: от 3 месяцев до 1 года)."
        case FlawKind.TOO_LONG:
            return "Маршрут длиннее года (Положение, п. 1.2: от 3 месяцев до 1 года)."
        case FlawKind.MEETING_MISSING:
            return f"Не запланирована встреча: «{MEETING_KIND[MeetingKind(flaw.meeting or '')]}»."
        case FlawKind.OTHER_ROUTE:
            return "У наставляемого есть другой маршрут на эти же дни."
        case FlawKind.PAIR_ENDS_EARLIER:
            return "Срок пары кончается раньше маршрута: продлите пару или сократите маршрут."
