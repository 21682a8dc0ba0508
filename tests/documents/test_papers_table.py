"""docs/papers.md names every paper of the program with what it answers, and every paper the sample documents ask for.
CURATOR_GOLDEN=write writes its table anew."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from tests.documents.paper_cases import CASES
from tests.documents.three_cases import KINDS, PRINTED

from curator_app.documents.catalogue import PAPERS, Paper
from curator_app.domain.codes import OrderType
from curator_app.runtime.paths import resources
from curator_app.services.papers.printing import SUBJECTS

DOC: Final = Path(__file__).parents[2] / "docs" / "papers.md"
_BEGIN, _END = "<!-- начало таблицы -->", "<!-- конец таблицы -->"
_PLACES: Final = {
    "order": "«Документы» → «Новый приказ»; `order`",
    "blank": "«Анкеты»; `survey`",
    "summary": "«Анкеты» → итоги опроса",
    "slip": "«Пары» → встреча-знакомство",
    "round": "«Пары» → встреча-знакомство",
    "report": "«Документы» → «Мониторинг»",
}
_BLANKS: Final = "«Документы» → «Бланки»; `paper`"
ASKED: Final = {
    "Приказ о внедрении целевой модели": ("implementation",),
    "Приказ об утверждении плана реализации и начале": ("realisation_plan",),
    "Приказ об утверждении Положения": ("regulation_adoption", "regulation"),
    "Приказ о назначении куратора (и наставников)": ("curator_appointment", "curator_and_mentors"),
    "Приказ о рабочей группе, об ответственных": ("working_group", "responsible_persons"),
    "Приказ о закреплении, об утверждении пар (групп)": ("assignment", "assignment_list"),
    "Приказ о замене, изменении, продлении, прекращении": ("replacement", "change", "extension", "completion"),
    "Приказ о поощрении": ("incentive",),
    "Приказ об итоговом мероприятии": ("final_event",),
    "Иная распорядительная документация": ("generic", "cancellation"),
    "Протокол педсовета": ("council_minutes",),
    "Дорожная карта": ("roadmap",),
    "Персонализированная программа, её экспертиза": ("programme", "expert_sheet"),
    "ИОМ (ИПР) и график": ("route", "route_schedule", "route_completion"),
    "План консультаций, обучение наставников, мероприятия": ("consultation_plan", "trained_mentors", "event_list"),
    "Журнал встреч, лист посещения урока": ("meeting_journal", "lesson_visit"),
    "Анкеты и бланки": ("needs_questionnaire", "diagnosis_sheet", "questionnaire", "preference_slip"),
    "Согласия наставника, наставляемого, родителя": ("consent_mentor", "consent_mentee", "consent_parent"),
    "Согласия на обработку и на распространение данных": ("consent_personal_data", "consent_publication"),
    "Дополнительное соглашение, уведомление о досрочном прекращении": ("contract_addendum", "early_notice"),
    "Заявление о сложении, ходатайство о замене": ("resignation_request", "replacement_request"),
    "Соглашения о продлении и корректировке": ("extension_agreement", "correction_agreement"),
    "Лист ознакомления": ("acknowledgement_sheet",),
    "Карта запросов и дефицитов": ("deficit_map",),
    "Реестры (банки) наставников, наставляемых, пар": ("register_mentors", "register_mentees", "register_pairs"),
    "Реестры согласий и приказов": ("register_consents", "register_orders"),
    "Аналитическая записка, статистика, сведения для сайта": ("analytic_report", "statistics_report", "site_list"),
    "Итоговый аналитический отчёт": ("yearly_report",),
    "Отчёт наставника": ("mentor_report",),
    "Отчёт о мероприятии, благодарность, грамота": ("event_report", "gratitude", "certificate"),
    "Кейс (практика)": ("practice_case",),
}
"""Papers named by the sample documents (their union), and what is printed for each."""


def line(paper: Paper) -> str:
    """A row of the table."""
    source = re.sub(r"domain [a-z]\.\d(?:, )?|, domain [a-z]\.\d", "", paper.source).strip(", ") or "практика школ"
    place = _PLACES.get(paper.group, _BLANKS if paper.code in SUBJECTS else "карточка и вкладка своего раздела")
    return f"| {paper.title} | {source} | `{paper.code}.txt` | {place} |"


def table() -> str:
    rows = ["| Документ | Кто его требует | Шаблон | Где в программе |", "|---|---|---|---|"]
    return "\n".join([*rows, *(line(one) for one in PRINTED)])


def asked() -> str:
    rows = ["| Что названо в образцовых документах | Шаблоны |", "|---|---|"]
    rows += [f"| {title} | {', '.join(f'`{code}`' for code in codes)} |" for title, codes in ASKED.items()]
    return "\n".join(rows)


def test_the_document_tells_every_paper() -> None:
    told = DOC.read_text(encoding="utf-8")
    if os.environ.get("CURATOR_GOLDEN") == "write":
        head, rest = told.split(_BEGIN)
        told = f"{head}{_BEGIN}\n{asked()}\n\n{table()}\n{_END}{rest.split(_END)[1]}"
        DOC.write_text(told, encoding="utf-8")
    assert table() in told
    assert asked() in told


def test_what_is_asked_for_is_there() -> None:
    known = {one.code for one in PRINTED}
    for title, codes in ASKED.items():
        assert set(codes) <= known, title


def test_every_paper_has_its_template_its_source_and_its_cases() -> None:
    tested = {code for code, _data in CASES.values()}
    for one in PAPERS:
        assert (resources() / "templates" / f"{one.code}.txt").is_file()
        assert one.source
    assert {one.code for one in PRINTED} == tested
    assert len(KINDS) == 3


def test_every_order_can_be_issued_and_every_other_paper_has_a_door() -> None:
    orders = {one.code for one in PRINTED if one.group == "order"}
    assert orders == {one.value for one in OrderType}
    assert set(SUBJECTS) <= {one.code for one in PRINTED}
