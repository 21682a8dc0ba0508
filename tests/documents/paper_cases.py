"""Every paper with invented data, and a paper as plain lines: what the golden texts are made from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from tests.documents import outcomes
from tests.documents.people import (
    BABENKO,
    DEADLINES,
    DOLGIKH,
    GROUP,
    IVANOVA,
    KIM,
    LEONTIEVA,
    ONE_PAIR,
    ORDER_DATE,
    OUTSIDER,
    PETROVA,
    PUPIL,
    REGULATION,
    SCHOOL,
    TKACHUK,
    WITH_PUPIL,
    order,
)
from tests.documents.plans import CONSULTATIONS, EVENTS, ROADMAP, TRAINED
from tests.documents.reports import REPORT
from tests.documents.routes import JOURNAL, MEETING, ROUTE, VISIT
from tests.documents.school_papers import ADDENDUM, MINUTES, PROGRAMME, REGISTER
from tests.documents.surveys import BLANK, SUMMARY

from curator_app.documents.blocks import (
    Acknowledgement,
    Clause,
    CornerMark,
    Diagram,
    Document,
    Footnote,
    PageBreak,
    Paragraph,
    Requisites,
    RuledLine,
    Signature,
    Table,
    Title,
    plain_text,
)
from curator_app.documents.norms import preamble
from curator_app.documents.pair_data import ChoiceLine, PairPaper, RoundPaper, SlipPaper
from curator_app.documents.paper_data import (
    ChangeItem,
    ConsentData,
    EventData,
    ExtraClause,
    FormData,
    Layout,
    OrderReference,
    PaperData,
    Release,
    Reward,
    SheetData,
)
from curator_app.documents.route_data import VisitPaper

EARLIER = OrderReference("56-ОД", ORDER_DATE, "О закреплении наставника за молодым специалистом")
CONSENT = ConsentData(SCHOOL, PETROVA, (IVANOVA,), form="педагог – педагог", start=ONE_PAIR.start, end=ONE_PAIR.end)

LIFE: dict[str, Any] = {
    "school": SCHOOL,
    "pair": ONE_PAIR,
    "date": dt.date(2026, 11, 9),
    "effective_date": dt.date(2026, 11, 13),
    "until": dt.date(2027, 8, 31),
    "reason": "состояние здоровья",
    "order": EARLIER,
}
CHOICES = (
    ChoiceLine(1, PETROVA, "учитель математики"),
    ChoiceLine(2, BABENKO, "педагог-психолог"),
    ChoiceLine(3, KIM, "социальный педагог"),
)
SLIP = SlipPaper(SCHOOL, 4, IVANOVA, "учитель математики", "mentee", "Встреча-знакомство", ORDER_DATE, CHOICES)

CASES: dict[str, tuple[str, PaperData]] = {
    "questionnaire": ("questionnaire", BLANK),
    "survey_summary": ("survey_summary", SUMMARY),
    "route": ("route", ROUTE),
    "route_pupil": ("route", replace(ROUTE, mentee=PUPIL, approved_on=None, changes=())),
    "route_schedule": ("route_schedule", ROUTE),
    "route_completion": ("route_completion", ROUTE),
    "meeting_journal": ("meeting_journal", JOURNAL),
    "meeting_journal_group": (
        "meeting_journal",
        replace(JOURNAL, mentees=(IVANOVA, KIM), lines=(replace(MEETING, absent="Ким Л.О."),)),
    ),
    "lesson_visit": ("lesson_visit", VISIT),
    "lesson_visit_blank": ("lesson_visit", VisitPaper(SCHOOL)),
    "assignment": ("assignment", order(pay_clause="addendum")),
    "assignment_group": (
        "assignment",
        order(
            pairs=(GROUP,),
            school=replace(SCHOOL, regulation=REGULATION),
            control=LEONTIEVA,
            acknowledgement=(BABENKO, DOLGIKH, KIM, TKACHUK),
            layout=Layout("stacked", "centre", heading_quotes=True, long_dates=True, show_details=True),
        ),
    ),
    "assignment_pupil": ("assignment", order(pairs=(WITH_PUPIL,), preamble=preamble(ORDER_DATE, "pupils"))),
    "assignment_2022": (
        "assignment",
        order(
            date=dt.date(2022, 9, 1),
            preamble=preamble(dt.date(2022, 9, 1), "workers"),
            pay_clause="part_of_duties",
            extra_clauses=(ExtraClause("Секретарю ознакомить с приказом:", ("наставника;", "наставляемого.")),),
        ),
    ),
    "assignment_list": (
        "assignment_list",
        order(
            "assignment_list",
            pairs=(ONE_PAIR, GROUP, WITH_PUPIL),
            acknowledgement=(PETROVA, IVANOVA, BABENKO, DOLGIKH, KIM, TKACHUK, OUTSIDER),
            acknowledgement_place="sheet",
            publish=True,
            pay_clause="addendum",
        ),
    ),
    "change": (
        "change",
        order(
            "change",
            refers_to=EARLIER,
            reason="производственной необходимостью",
            preamble=(),
            changes=(ChangeItem("пункт 1", "1. Закрепить …"), ChangeItem("", "Пункт 3 исключить.")),
        ),
    ),
    "replacement": (
        "replacement",
        order(
            "replacement",
            refers_to=EARLIER,
            pairs=(replace(ONE_PAIR, mentor=BABENKO, start=dt.date(2026, 11, 16), addendum=None),),
            release=Release(PETROVA, (IVANOVA,), dt.date(2026, 11, 16), "личного заявления Петровой А.С."),
        ),
    ),
    "cancellation": (
        "cancellation",
        order("cancellation", refers_to=EARLIER, reason="прекращением трудовых отношений", preamble=()),
    ),
    "extension": (
        "extension",
        order("extension", refers_to=EARLIER, pairs=(replace(ONE_PAIR, previous_end=dt.date(2026, 12, 31)),)),
    ),
    "completion": (
        "completion",
        order(
            "completion",
            effective_date=dt.date(2027, 5, 31),
            pairs=(replace(GROUP, closing_reason="план мероприятий выполнен"),),
            deadlines=replace(DEADLINES, monitoring=dt.date(2027, 6, 10)),
        ),
    ),
    "incentive": (
        "incentive",
        order(
            "incentive",
            preamble=(),
            rewards=(
                Reward(PETROVA),
                Reward(BABENKO, "diploma", "высокие результаты"),
                Reward(KIM, "payment", amount="5000 рублей"),
            ),
        ),
    ),
    "final_event": (
        "final_event",
        order(
            "final_event",
            event=EventData(
                "Ярмарка",
                dt.date(2027, 5, 20),
                "14:00",
                "актовый зал",
                LEONTIEVA,
                "школа № 5",
                dt.date(2027, 5, 27),
                ("Представление опыта пар", "Награждение"),
                (PETROVA, DOLGIKH),
            ),
            members=(PETROVA, DOLGIKH),
        ),
    ),
    "curator_appointment": ("curator_appointment", order("curator_appointment", acknowledgement=(LEONTIEVA,))),
    "working_group": ("working_group", order("working_group", members=(PETROVA, DOLGIKH, KIM))),
    "curator_and_mentors": (
        "curator_and_mentors",
        order("curator_and_mentors", members=(PETROVA, BABENKO, OUTSIDER), effective_date=ORDER_DATE),
    ),
    "responsible_persons": (
        "responsible_persons",
        order("responsible_persons", members=(LEONTIEVA, KIM), effective_date=ORDER_DATE),
    ),
    "realisation_plan": (
        "realisation_plan",
        order("realisation_plan", effective_date=ORDER_DATE, protocol="от 28.08.2026 № 1", publish=True),
    ),
    "regulation_adoption": (
        "regulation_adoption",
        order("regulation_adoption", effective_date=ORDER_DATE, protocol="от 28.08.2026 № 1"),
    ),
    "generic": (
        "generic",
        order(
            "generic",
            heading="О проведении методического дня",
            preamble=(),
            members=(PETROVA, KIM),
            extra_clauses=(
                ExtraClause("Провести методический день 15 октября 2026 г."),
                ExtraClause("Леонтьевой Н.С.:", ("подготовить программу;", "подвести итоги.")),
            ),
        ),
    ),
    "council_minutes": ("council_minutes", MINUTES),
    "contract_addendum": (
        "contract_addendum",
        replace(ADDENDUM, mentor=replace(PETROVA, address="г. Энск", identity_document="паспорт 00 00 000000")),
    ),
    "programme": ("programme", PROGRAMME),
    "expert_sheet": ("expert_sheet", PROGRAMME),
    **{
        code: (code, REGISTER)
        for code in ("register_mentors", "register_mentees", "register_pairs", "register_consents", "register_orders")
    },
    "implementation": (
        "implementation",
        order(
            "implementation",
            effective_date=ORDER_DATE,
            until=dt.date(2027, 5, 31),
            supplier=KIM,
            monitoring_terms="декабрь 2026 г., май 2027 г.",
            results=("сформированы базы наставников и наставляемых", "все молодые педагоги имеют наставников"),
            deadlines=replace(DEADLINES, monitoring=dt.date(2027, 6, 10)),
        ),
    ),
    "regulation": ("regulation", order("regulation", documents=("Положение", "дорожную карту"))),
    "consent_mentor": ("consent_mentor", CONSENT),
    "consent_mentor_blank": ("consent_mentor", ConsentData(SCHOOL, KIM)),
    "consent_mentee": ("consent_mentee", replace(CONSENT, person=DOLGIKH, partners=(BABENKO,))),
    "consent_parent": ("consent_parent", replace(CONSENT, person=PUPIL, partners=(OUTSIDER,))),
    "consent_personal_data": ("consent_personal_data", CONSENT),
    "consent_personal_data_pupil": ("consent_personal_data", replace(CONSENT, person=PUPIL)),
    "consent_publication": ("consent_publication", CONSENT),
    **{
        code: (code, PairPaper(**{**LIFE, "author": PETROVA if code == "resignation_request" else IVANOVA}))
        for code in ("resignation_request", "replacement_request", "early_notice", "extension_agreement")
    },
    "replacement_request_pupil": (
        "replacement_request",
        PairPaper(**{**LIFE, "pair": WITH_PUPIL, "author": PUPIL}),
    ),
    "extension_agreement_group": ("extension_agreement", PairPaper(**{**LIFE, "pair": GROUP})),
    "correction_agreement": (
        "correction_agreement",
        PairPaper(**{**LIFE, "changes": ("Направление наставничества: методика вместо предметного содержания.",)}),
    ),
    "preference_slip": ("preference_slip", SLIP),
    "preference_slip_mentor": (
        "preference_slip",
        replace(
            SLIP,
            number=1,
            person=PETROVA,
            side="mentor",
            choices=(ChoiceLine(4, IVANOVA), ChoiceLine(5, PUPIL, "9 «А» класс")),
        ),
    ),
    "round_invitation": (
        "round_invitation",
        RoundPaper(
            SCHOOL,
            "Встреча-знакомство",
            ORDER_DATE,
            "14:30",
            "актовый зал",
            "С собой иметь ручку.",
            mentors=CHOICES[:2],
            mentees=CHOICES[2:],
        ),
    ),
    "needs_questionnaire": ("needs_questionnaire", FormData(SCHOOL, IVANOVA, "физика", dt.date(2026, 9, 1))),
    "diagnosis_sheet": ("diagnosis_sheet", FormData(SCHOOL, IVANOVA, "физика", dt.date(2026, 9, 1))),
    **{
        f"roadmap_{columns}": ("roadmap", replace(ROADMAP, columns=columns))
        for columns in ("school", "cycle", "short", "performers", "district", "order", "status")
    },
    "consultation_plan": ("consultation_plan", CONSULTATIONS),
    "trained_mentors": ("trained_mentors", TRAINED),
    "event_list": ("event_list", EVENTS),
    "analytic_report": ("analytic_report", REPORT),
    "statistics_report": ("statistics_report", REPORT),
    "deficit_map": ("deficit_map", REPORT),
    "site_list": ("site_list", REPORT),
    **outcomes.CASES,
    "acknowledgement_sheet": ("acknowledgement_sheet", SheetData(SCHOOL, ("с Положением", "с ИОМ"), (PETROVA, PUPIL))),
}


HALF_EMPTY = {"consent_mentor_blank", "practice_case_blank", "event_report_blank"}
"""Cases that leave out facts without which the paper says nothing."""


def shown(document: Document) -> str:
    """A paper as plain lines, one block a line."""
    lines = []
    for block in document.blocks:
        match block:
            case Title() | Paragraph():
                lines.append(plain_text(block.text))
            case Clause():
                lines.append(f"{block.number} {plain_text(block.text)}")
            case Requisites():
                lines.append(" | ".join(plain_text(one) for one in (block.left, block.centre, block.right)))
            case Signature():
                lines.append(f"{plain_text(block.post)} ______ {plain_text(block.name)}")
            case RuledLine():
                lines.append(f"{plain_text(block.label)} __{plain_text(block.value)}__ ({block.caption})")
            case Acknowledgement():
                lines.extend(f"____ {plain_text(name)}" for name in block.names)
            case CornerMark() | Footnote():
                lines.append(" / ".join(plain_text(line) for line in block.lines))
            case PageBreak():
                lines.append("=" * 20)
            case Table():
                lines.append(" | ".join(plain_text(column.header) for column in block.columns))
                lines.extend(" | ".join(plain_text(cell) for cell in row) for row in block.rows)
            case Diagram():
                lines.append(plain_text(block.title))
                lines.extend(f"{plain_text(bar.label)}: {plain_text(bar.told)}" for bar in block.bars)
            case _:
                continue
    return "\n".join(lines).replace("\u00a0", " ") + "\n"
