"""The papers the program can print: code, Russian title, where the seeds ask for it, what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from curator_app.documents.template_sandbox import Sources
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import resources

Group = Literal[
    "order",
    "consent",
    "sheet",
    "form",
    "life",
    "slip",
    "round",
    "plan",
    "list",
    "route",
    "report",
    "blank",
    "summary",
    "minutes",
    "addendum",
    "programme",
    "register",
    "practice",
    "event",
    "mentor_report",
    "award",
    "part",
]


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper. ``series``: orders of one series share their numbers within a calendar year;
    ``needs``: facts of the data without which the paper says nothing."""

    code: str
    title: str
    group: Group
    source: str
    needs: tuple[str, ...] = ()
    series: str = ""


_MAIN, _STAFF = "main", "staff"
_REFERS = ("refers_to",)

PAPERS: Final[tuple[Paper, ...]] = (
    Paper("assignment", "О закреплении наставника", "order", "S2-П4", ("pairs",), _MAIN),
    Paper("assignment_list", "Об утверждении наставнических пар (групп)", "order", "S2-П4, S1-7.3", ("pairs",), _MAIN),
    Paper("change", "О внесении изменений в приказ", "order", "S1 Пол-7.2", ("refers_to", "changes"), _MAIN),
    Paper("replacement", "О замене наставника", "order", "S1 Пол-5, 7.1", ("pairs", "release"), _MAIN),
    Paper("cancellation", "Об отмене приказа", "order", "domain f.2", _REFERS, _MAIN),
    Paper("extension", "О продлении срока реализации программы", "order", "S1 Пол-7.2", ("pairs",), _MAIN),
    Paper("completion", "О завершении персонализированной программы", "order", "S1 Пол-7.1", ("pairs",), _MAIN),
    Paper("incentive", "О поощрении участников", "order", "S2-Н1", ("rewards",), _STAFF),
    Paper("final_event", "О проведении итогового мероприятия", "order", "S2-Н2", ("event",), _MAIN),
    Paper("curator_appointment", "О назначении куратора", "order", "S1-О-8.1, S4-1.3", (), _MAIN),
    Paper("curator_and_mentors", "О назначении куратора и наставников", "order", "S1 ДК-3.1.1", ("members",), _MAIN),
    Paper("working_group", "О создании рабочей группы", "order", "S4-1.1", ("members",), _MAIN),
    Paper("responsible_persons", "О назначении ответственных за сводную информацию", "order", "S4-1.2", ("members",),
          _MAIN),
    Paper("implementation", "О внедрении целевой модели наставничества", "order", "S4-1.5, S1 ДК-3.1.1, S0-2",
          ("effective_date", "until", "supplier", "monitoring_terms", "results"), _MAIN),
    Paper("realisation_plan", "Об утверждении плана реализации целевой модели", "order", "S1 ДК-3.1.1",
          ("effective_date",), _MAIN),
    Paper("regulation_adoption", "Об утверждении Положения о системе наставничества", "order", "S1 Пол-3.1, ДК-3.1.1",
          ("effective_date",), _MAIN),
    Paper("regulation", "Об утверждении документов (Положение, план, карта)", "order", "S1-О-1", ("documents",), _MAIN),
    Paper("generic", "Свободный приказ", "order", "S4-1.6", ("heading", "extra_clauses"), _MAIN),
    Paper("consent_mentor", "Согласие наставника", "consent", "ст. 351.8 ТК РФ", ("person",)),
    Paper("consent_mentee", "Согласие наставляемого", "consent", "S1 Пол-3.9", ("person",)),
    Paper("consent_personal_data", "Согласие на обработку персональных данных", "consent", "152-ФЗ, ст. 9",
          ("person",)),
    Paper("consent_parent", "Согласие родителя (законного представителя)", "consent", "Р-145", ("person",)),
    Paper("consent_publication", "Согласие на распространение персональных данных", "consent", "152-ФЗ, ст. 10.1",
          ("person",)),
    Paper("acknowledgement_sheet", "Лист ознакомления", "sheet", "S2-П6, П8", ("documents",)),
    Paper("needs_questionnaire", "Анкета «Выявление запросов»", "form", "S2-П2", ("person",)),
    Paper("diagnosis_sheet", "Лист диагностики наставляемого", "form", "S2-М1, П1", ("person",)),
    Paper("questionnaire", "Бланк анкеты", "blank", "S2-М2, М4"),
    Paper("survey_summary", "Итоги опроса", "summary", "S2-М2, М4"),
    Paper("resignation_request", "Заявление о сложении обязанностей наставника", "life", "S1 Пол-4.1", ("pair",)),
    Paper("replacement_request", "Ходатайство о замене наставника", "life", "S1 Пол-5.1", ("pair",)),
    Paper("early_notice", "Уведомление о досрочном прекращении", "life", "ст. 351.8 ТК РФ", ("pair",)),
    Paper("extension_agreement", "Соглашение о продлении срока программы", "life", "S1 Пол-7.2", ("pair",)),
    Paper("correction_agreement", "Соглашение о корректировке содержания", "life", "S1 Пол-7.2", ("pair",)),
    Paper("contract_addendum", "Дополнительное соглашение к трудовому договору", "addendum", "ст. 351.8 ТК РФ",
          ("mentor", "mentees", "pay")),
    Paper("council_minutes", "Протокол педагогического совета", "minutes", "S1 ДК-3.1.1",
          ("date", "number", "secretary", "agenda")),
    Paper("programme", "Персонализированная программа наставничества", "programme", "S1 Пол-1.2, S2-П7",
          ("mentor", "mentees", "goal", "tasks", "results")),
    Paper("expert_sheet", "Экспертный лист программы", "programme", "S0-2", ("mentor", "mentees")),
    Paper("register_mentors", "Реестр наставников", "register", "S1-О-7.3, Пол-3.4-5, S2-П3"),
    Paper("register_mentees", "Реестр наставляемых", "register", "S2-П2, S4-4.2"),
    Paper("register_pairs", "Реестр пар (групп)", "register", "S2-П4, S3-9"),
    Paper("register_consents", "Реестр согласий", "register", "S4-4.1"),
    Paper("register_orders", "Реестр приказов", "register", "S1 ДК-3.1.1"),
    Paper("preference_slip", "Анкета предпочтений после встречи", "slip", "S4-4.4", ("person",)),
    Paper("round_invitation", "Приглашение и программа встречи-знакомства", "round", "S4-4.4"),
    Paper("roadmap", "Дорожная карта", "plan", "S2, S1 Пол-3.4-4"),
    Paper("consultation_plan", "План консультаций", "list", "S2-П5"),
    Paper("trained_mentors", "Обучение наставников", "list", "S1 ДК-4.2"),
    Paper("event_list", "Перечень мероприятий", "list", "S4-3.1"),
    Paper("route", "Индивидуальный образовательный маршрут (ИОМ)", "route", "S2-П1, М1", ("mentee",)),
    Paper("route_schedule", "План-график реализации ИОМ", "route", "S2-П2", ("mentee",)),
    Paper("route_completion", "Лист выполнения ИОМ", "route", "S1 Пол-4.1, 5.2", ("mentee",)),
    Paper("meeting_journal", "Журнал встреч", "route", "S4-4.5", ("mentor",)),
    Paper("lesson_visit", "Лист посещения урока", "route", "S2-И1"),
    Paper("analytic_report", "Аналитическая справка", "report", "S2-М3, S3-8, S1 Пол-3.4-11"),
    Paper("yearly_report", "Итоговый отчёт за учебный год", "report", "S1 Пол-3.4-11, ДК-7.2"),
    Paper("statistics_report", "Статистические сведения", "report", "S3-20, S1 Пол-3.4-12"),
    Paper("deficit_map", "Карта дефицитов", "report", "domain e.1"),
    Paper("site_list", "Сведения о наставниках и наставляемых для сайта", "report", "S1 Пол-8.1, 152-ФЗ, ст. 10.1"),
    Paper("mentor_report", "Отчёт наставника", "mentor_report", "S1 Пол-4.1, domain f.4", ("mentor", "mentees")),
    Paper("event_report", "Отчёт о мероприятии", "event", "S2-Н2", ("title", "days", "attended", "result")),
    Paper("practice_case", "Кейс практики", "practice", "S1 ДК-5.1, S0-9",
          ("title", "problem", "goal", "actions", "result", "conditions")),
    Paper("gratitude", "Благодарность", "award", "S2-Н1", ("sheets",)),
    Paper("certificate", "Почётная грамота", "award", "S2-Н1", ("sheets",)),
    Paper("order_head", "Бланк приказа", "part", "domain f.1"),
    Paper("order_preamble", "Преамбула приказа", "part", "domain f.2"),
    Paper("order_curator", "Поручение куратору", "part", "domain f.2"),
    Paper("order_pay", "Условия работы наставника", "part", "ст. 351.8 ТК РФ"),
    Paper("order_acquaint", "Поручение ознакомить", "part", "domain f.1"),
    Paper("order_control", "Контроль за исполнением", "part", "domain f.2"),
    Paper("order_tail", "Подпись и ознакомление", "part", "domain f.1"),
    Paper("order_acknowledgement", "Лист ознакомления при приказе", "part", "domain f.1"),
    Paper("consent_address", "Адресат заявления", "part", "domain f.4"),
    Paper("plan_approval", "Гриф «УТВЕРЖДАЮ»", "part", "S2"),
)  # fmt: skip

_BY_CODE: Final = {paper.code: paper for paper in PAPERS}
ORDER_TYPES: Final = tuple(paper.code for paper in PAPERS if paper.group == "order")
NEEDS: Final = {paper.code: paper.needs for paper in PAPERS if paper.needs}
CONSENT_PAPERS: Final = tuple(paper.code for paper in PAPERS if paper.group == "consent")


def paper(code: str) -> Paper:
    """The kind of paper. Raises KnownProblem for an unknown code."""
    try:
        return _BY_CODE[code]
    except KeyError:
        raise KnownProblem(f"Документа вида «{code[:60]}» нет. Выберите вид из списка.") from None


@lru_cache(maxsize=64)
def default_source(code: str) -> str:
    """The wording shipped with the program. Raises KeyError for an unknown code."""
    if code not in _BY_CODE:
        raise KeyError(code)
    return (resources() / "templates" / f"{code}.txt").read_text(encoding="utf-8")


def sources(overrides: Mapping[str, str] | None = None) -> Sources:
    """Templates with the school's own wordings in place of those shipped."""
    own = dict(overrides or {})

    def load(code: str) -> str:
        return own[code] if code in own else default_source(code)

    return Sources(load, lambda code: _BY_CODE[code].title if code in _BY_CODE else code)
