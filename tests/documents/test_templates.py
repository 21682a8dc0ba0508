"""Wordings: cases and genders, groups, pupils, missing facts, the golden texts of every paper."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
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
from curator_app.documents.catalogue import PAPERS, sources
from curator_app.documents.norms import preamble
from curator_app.documents.pair_data import ChoiceLine, PairPaper, RoundPaper, SlipPaper
from curator_app.documents.paper_data import (
    ChangeItem,
    ConsentData,
    EventData,
    ExtraClause,
    FormData,
    Layout,
    NameForm,
    OrderData,
    OrderReference,
    PairData,
    PaperData,
    PaperPerson,
    Release,
    Reward,
    SchoolData,
    SheetData,
    TaughtPost,
)
from curator_app.documents.route_data import VisitPaper
from curator_app.documents.templates import Rendered, render

GOLDEN = Path(__file__).parent / "golden"
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


def made(data: PaperData, code: str = "assignment") -> Rendered:
    return render(code, data, sources())


def clauses(data: OrderData) -> list[str]:
    document = made(data, data.type).document
    return [
        f"{block.number} {plain_text(block.text)}".replace("\u00a0", " ")
        for block in document.blocks
        if isinstance(block, Clause)
    ]


@pytest.mark.parametrize("name", CASES)
def test_golden_text(name: str) -> None:
    """Set CURATOR_GOLDEN=write to write the texts anew, and read the difference before committing it."""
    code, data = CASES[name]
    result = shown(made(data, code).document)
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("CURATOR_GOLDEN") == "write":
        file.write_text(result, encoding="utf-8")
    assert result == file.read_text(encoding="utf-8")


def test_every_paper_has_a_golden_text() -> None:
    assert {one.code for one in PAPERS if one.group != "part"} == {code for code, _data in CASES.values()}


@pytest.mark.parametrize("name", [name for name in CASES if name not in HALF_EMPTY])
def test_full_data_leaves_no_blanks_and_no_program_words(name: str) -> None:
    code, data = CASES[name]
    rendered = made(data, code)
    text = shown(rendered.document)
    assert rendered.lacking == ()
    for word in ("None", "True", "False", "{{", "}}", "{%", "[", "..", " ,", " .", "  "):
        assert word not in text.replace("...", "").replace("|  ", "| ")


def test_the_sentence_of_the_order() -> None:
    first = clauses(order())[0]
    assert first.startswith(
        "1. Закрепить за молодым специалистом Ивановой Марией Петровной, учителем математики, "
        "наставника Петрову Анну Сергеевну, учителя математики высшей квалификационной категории, "
        "на период с 01.09.2026 по 31.05.2027."
    )


def test_the_sentence_without_posts_has_no_holes_and_the_posts_are_asked_for() -> None:
    pair = replace(
        ONE_PAIR,
        mentor=replace(PETROVA, position=None),
        mentees=(replace(IVANOVA, position=None, young_specialist=False),),
    )
    rendered = made(order(pairs=(pair,)))
    first = next(plain_text(block.text) for block in rendered.document.blocks if isinstance(block, Clause))
    assert first.startswith(
        "Закрепить за Ивановой Марией Петровной наставника Петрову Анну Сергеевну на период с 01.09.2026"
    )
    assert rendered.lacking == ("должность: Иванова М.П.", "должность: Петрова А.С.")


def test_short_names_when_the_school_writes_so() -> None:
    first = clauses(order(layout=Layout(full_names=False)))[0]
    assert "специалистом Ивановой М.П., учителем" in first
    assert "наставника Петрову А.С., учителя" in first


def test_indeclinable_and_hard_surnames() -> None:
    first = clauses(order(pairs=(GROUP,)))[0]
    assert "наставника Бабенко Илью Кузьмича, педагога-психолога первой" in first
    assert "Долгих Петром Львовичем, учителем-логопедом; Кимом Львом Олеговичем, социальным педагогом;" in first
    assert first.count("Ткачук Ольгой Ильиничной, учителем начальных классов.") == 1


def test_overrides_and_the_flag_win() -> None:
    by_hand = replace(KIM, name_forms=(NameForm("instrumental", "Ким", "Львом", "Олеговичем"),))
    frozen = replace(TKACHUK, gender="m", first_name="Олег", patronymic="Ильич", indeclinable=True)
    first = clauses(order(pairs=(replace(GROUP, mentees=(by_hand, frozen)),)))[0]
    assert "Ким Львом Олеговичем" in first
    assert "Ткачук Олегом Ильичом" in first


def test_a_post_taught_by_the_school_wins() -> None:
    school = replace(SCHOOL, taught_posts=(TaughtPost("гид", "instrumental", "гидом-проводником"),))
    pair = replace(ONE_PAIR, mentees=(replace(IVANOVA, position="гид"),))
    assert "Марией Петровной, гидом-проводником, наставника" in clauses(order(school=school, pairs=(pair,)))[0]


def test_a_pupil_and_a_mentor_from_elsewhere() -> None:
    first = clauses(order(pairs=(WITH_PUPIL,)))[0]
    assert "за Соколовой Дарьей Игоревной, обучающейся 9 «А» класса, наставника Дюма Артёма Павловича" in first
    assert "методиста МБОУ ДО «Дом творчества»" in first
    assert not any("выполнять мероприятия" in one for one in clauses(order(pairs=(WITH_PUPIL,))))


def test_a_place_of_work_that_should_be_declined_stands_in_brackets() -> None:
    mentor = replace(WITH_PUPIL.mentor, workplace="Колледж «Маяк»")
    assert "методиста (Колледж «Маяк»)" in clauses(order(pairs=(replace(WITH_PUPIL, mentor=mentor),)))[0]


def test_control_clause() -> None:
    assert clauses(order())[-1].endswith("Контроль за исполнением настоящего приказа оставляю за собой.")
    assert clauses(order(control=LEONTIEVA))[-1].endswith("возложить на заместителя директора по УВР Леонтьеву Н.С.")


@pytest.mark.parametrize(
    ("pay", "words"), [("none", None), ("addendum", "№ 3 к трудовому договору"), ("part_of_duties", "без заключения")]
)
def test_pay_clause(pay: str, words: str | None) -> None:
    found = [one for one in clauses(order(pay_clause=pay)) if "Установить" in one]
    assert ([] if words is None else [True]) == [words in one for one in found if words]
    assert len(found) == (0 if words is None else 1)


def test_numbers_of_clauses_have_no_gaps() -> None:
    for pay in ("none", "addendum"):
        numbers = [one.split()[0] for one in clauses(order(pay_clause=pay)) if one.split()[0].count(".") == 1]
        assert numbers == [f"{number}." for number in range(1, len(numbers) + 1)]


def test_the_appendix_has_names_in_the_nominative() -> None:
    table = next(
        b for b in made(CASES["assignment_list"][1], "assignment_list").document.blocks if isinstance(b, Table)
    )
    cells = [plain_text(cell).replace("\u00a0", " ") for cell in table.rows[1]]
    assert cells[1] == "Бабенко Илья Кузьмич, педагог-психолог, первая категория"
    assert cells[2].split(";\n")[0] == "Долгих Пётр Львович, учитель-логопед, стаж – менее года"
    assert cells[2].endswith("Ткачук Ольга Ильинична, учитель начальных классов, стаж – 11 лет")


def test_the_curator_is_not_told_to_acquaint_himself() -> None:
    text = "\n".join(clauses(order("cancellation", refers_to=EARLIER)))
    assert "ознакомить с настоящим приказом Петрову А.С. и Иванову М.П. под подпись" in text


def test_the_director_as_his_own_curator() -> None:
    text = "\n".join(clauses(order(school=replace(SCHOOL, curator=SCHOOL.director))))
    assert "В ходе реализации программ наставничества обеспечить:" in text
    assert "Могиленских Т.А., куратору" not in text


def test_missing_facts_are_blanks_and_are_named() -> None:
    bare = OrderData(
        "assignment", SchoolData(), pairs=(PairData(PaperPerson("Ли", "Женя"), (PaperPerson("Гоголь", "Саша"),)),)
    )
    rendered = made(bare)
    assert "________" in shown(rendered.document)
    for fact in ("номер приказа", "дата приказа", "директор", "куратор", "дата начала", "полное наименование школы"):
        assert fact in rendered.lacking
    assert {(one.kind, one.subject) for one in rendered.doubts} >= {("gender", "Ли Женя"), ("gender", "Гоголь Саша")}
    assert "с наставляемым (наставляемой)" in shown(rendered.document)


def test_rare_surnames_are_shown_before_printing() -> None:
    doubts = made(order(pairs=(GROUP,))).doubts
    assert ("name", "Ким Лев Олегович", "Кимом Львом Олеговичем") in {(d.kind, d.subject, d.form) for d in doubts}
    assert not made(order()).doubts


def test_consents_agree_with_the_gender() -> None:
    his = shown(made(replace(CONSENT, person=DOLGIKH, partners=(PETROVA,)), "consent_mentee").document)
    hers = shown(made(replace(CONSENT, person=IVANOVA, partners=(PETROVA,)), "consent_mentee").document)
    assert "ознакомлен. Готов выполнять" in his
    assert "ознакомлена. Готова выполнять" in hers
    assert "Директору / МБОУ СОШ № 12 / Могиленских Т.А. / от Долгих Петра Львовича, / учителя-логопеда" in his


def test_the_consent_to_personal_data_says_nothing_of_other_consents() -> None:
    text = shown(made(CONSENT, "consent_personal_data").document)
    for needed in (
        "Цель обработки",
        "Перечень данных",
        "Действия с данными",
        "Согласие действует",
        "может быть отозвано",
        SCHOOL.full_name,
        "кем и когда выдан",
        "передача",
    ):
        assert needed in text
    for foreign in ("351.8", "распростран", "согласие на выполнение"):
        assert foreign not in text


def test_requisites_as_the_school_lays_them_out() -> None:
    one_line = made(order()).document.blocks
    assert any(isinstance(b, Requisites) and plain_text(b.centre) == "г.\u00a0Энск" for b in one_line)
    stacked = shown(made(order(layout=Layout("stacked", long_dates=True))).document)
    assert "г. Энск\n01 сентября 2026 г. |  | № 56-ОД" in stacked


@pytest.mark.parametrize("number", ["131-09", "17 – ОД", "109/1", "113а", "52-0/3"])
def test_the_number_is_free_text(number: str) -> None:
    assert f"№ {number}" in shown(made(order(number=number)).document)
