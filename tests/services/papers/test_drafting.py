"""Drafts: the paper from the base, its gate, what is missing, what wants a look."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import event
from tests.documents.reading import docx_text, pdf_text
from tests.services.papers.school import DATE, assignment, fill, pair_data

from curator_app.documents.paper_data import ChangeItem, Layout, LocalAct
from curator_app.domain.names import PersonName
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import pairs, people, records
from curator_app.services.papers import name_forms, settings, wordings
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.drafting import draft_order, preview_docx, preview_pdf
from curator_app.services.papers.issuing import issue_order
from curator_app.services.terms.tasks import list_tasks
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import Case


def test_the_sentence_and_the_paper(workspace: Workspace) -> None:
    school = fill(workspace)
    draft = draft_order(workspace, assignment(school.pair))
    assert draft.sentence.startswith(
        "Закрепить за молодым специалистом Ивановой Марией Петровной, учителем математики, наставника "
        "Петрову Анну Сергеевну, учителя математики высшей квалификационной категории, на период "
        "с 04.09.2026 по 31.05.2027."
    )
    assert draft.heading == "О закреплении наставника за молодым специалистом"
    assert (draft.lacking, draft.missing_consents, draft.doubts) == ((), (), ())
    assert draft.sentence.split(".")[0] in pdf_text(preview_pdf(draft))
    assert "8 (900) 000-00-00" in docx_text(preview_docx(draft))
    assert "статьёй 351.8" in pdf_text(preview_pdf(draft))


def test_the_terms_of_the_order(workspace: Workspace) -> None:
    school = fill(workspace)
    deadlines = draft_order(workspace, assignment(school.pair)).data.deadlines
    # Friday 4 September + 3 days = Monday
    assert deadlines.regulation == deadlines.program == deadlines.route == dt.date(2026, 9, 7)
    # Three months after the first day at work, as the task of the mentee says (S2-М2), not after the order.
    assert deadlines.satisfaction == dt.date(2026, 12, 1)
    assert deadlines.report == dt.date(2027, 5, 31)
    moved = draft_order(workspace, assignment(school.pair, date=dt.date(2026, 9, 2))).data.deadlines
    assert moved.program == dt.date(2026, 9, 7)
    # Tuesday 28 April + 3 days = 1 May, a holiday before a weekend
    spring = draft_order(workspace, assignment(school.pair, date=dt.date(2026, 4, 28))).data.deadlines
    assert spring.program == dt.date(2026, 5, 4)


def test_the_dates_of_the_order_are_those_of_the_tasks(workspace: Workspace) -> None:
    school = fill(workspace)
    issued = issue_order(workspace, assignment(school.pair, number="7"))
    deadlines = issued.draft.data.deadlines
    due = {row.rule_id: row.due for row in list_tasks(workspace) if school.people["ivanova"] in row.persons}
    assert (due["s2-p6"], due["s2-p7"], due["s2-p8"]) == (deadlines.regulation, deadlines.program, deadlines.route)
    assert due["s2-m2a"] == deadlines.satisfaction


def test_without_a_first_day_at_work_the_adaptation_runs_from_the_pair(workspace: Workspace) -> None:
    school = fill(workspace)
    assert draft_order(workspace, assignment(school.other)).data.deadlines.satisfaction == dt.date(2026, 12, 4)


def test_the_gate_names_whose_consent_is_missing(workspace: Workspace) -> None:
    school = fill(workspace)
    missing = draft_order(workspace, assignment(school.pupil)).missing_consents
    assert [(one.person_name, one.kind, one.state) for one in missing] == [("Соколова Дарья Игоревна", "parent", None)]
    both = draft_order(
        workspace, OrderCommand(type="assignment_list", pairs=(school.pair, school.pupil), number="1", date=DATE)
    )
    assert len(both.missing_consents) == 1


def test_the_gate_of_a_replacement_asks_the_new_mentor(workspace: Workspace) -> None:
    school = fill(workspace, consents=False)
    command = OrderCommand(
        type="replacement", pairs=(school.pair,), new_mentor=school.people["babenko"], from_date=dt.date(2026, 11, 16)
    )
    who = {one.person for one in draft_order(workspace, command).missing_consents}
    assert who == {school.people["babenko"], school.people["ivanova"]}


def test_a_draft_without_number_and_date_says_what_is_lacking(workspace: Workspace) -> None:
    school = fill(workspace)
    draft = draft_order(workspace, OrderCommand(type="assignment", pairs=(school.pair,)))
    assert set(draft.lacking) >= {"номер приказа", "дата приказа", "срок разработки программы и ИОМ"}


def test_drafting_changes_nothing(workspace: Workspace) -> None:
    school = fill(workspace)
    heard: list[object] = []
    workspace.subscribe(heard.append)
    draft_order(workspace, assignment(school.pair))
    assert not heard


def test_preamble_by_type_and_switch(workspace: Workspace) -> None:
    school = fill(workspace)

    def cited(command: OrderCommand) -> list[str]:
        return [norm.id for norm in draft_order(workspace, command).data.preamble]

    base = assignment(school.pair)
    assert "tk_351_8" in cited(base)
    assert "tk_351_8" not in cited(replace(base, pay_clause="part_of_duties"))
    assert "tk_351_8" not in cited(replace(base, pairs=(school.pupil,)))
    assert "tk_351_8" not in cited(replace(base, date=dt.date(2024, 9, 2)))
    assert cited(replace(base, norms=("fz_273",))) == ["fz_273"]
    assert cited(replace(base, norms=(), own_norms=("приказом отдела образования от 01.09.2026 № 5",))) == ["own_1"]
    assert cited(OrderCommand(type="cancellation", date=DATE)) == []


def test_who_signs_that_he_has_read(workspace: Workspace) -> None:
    school = fill(workspace)
    data = draft_order(workspace, assignment(school.pair)).data
    assert [one.surname for one in data.acknowledgement] == ["Петрова", "Иванова", "Леонтьева"]
    assert data.acknowledgement_place == "order"
    pupils = draft_order(workspace, assignment(school.pupil)).data
    assert [one.surname for one in pupils.acknowledgement] == ["Петрова", "Леонтьева"]
    director_controls = replace(assignment(school.pair), control=school.people["director"])
    assert len(draft_order(workspace, director_controls).data.acknowledgement) == 3


def test_settings_of_the_school_reach_the_paper(workspace: Workspace) -> None:
    school = fill(workspace)
    chosen = settings.PaperSettings(
        layout=Layout("stacked", "centre", heading_quotes=True),
        regulation=LocalAct("Положение о системе наставничества педагогов"),
        own_norms=("приказом отдела образования от 01.09.2026 № 5",),
    )
    settings.save_settings(workspace, chosen)
    assert settings.get_settings(workspace) == chosen
    text = pdf_text(preview_pdf(draft_order(workspace, assignment(school.pair))))
    assert "«О закреплении наставника за молодым специалистом»" in text
    assert "с Положением о системе наставничества педагогов в срок" in text
    assert "№ 1264-р, приказом отдела образования от 01.09.2026 № 5, в целях" in text


def test_cases_put_right_by_hand_win_and_are_remembered(workspace: Workspace) -> None:
    school = fill(workspace)
    kim = school.people["kim"]
    command = assignment(school.other)
    assert "Кимом Львом Олеговичем" in draft_order(workspace, command).sentence
    assert {doubt.person_id for doubt in draft_order(workspace, command).doubts} == {kim}
    name_forms.set_name_forms(workspace, kim, {Case.INSTRUMENTAL: PersonName("Ким", "Львом", "Олеговичем")})
    assert "за Ким Львом Олеговичем" in draft_order(workspace, command).sentence
    forms = {row.case: row for row in name_forms.get_name_forms(workspace, kim)}
    assert forms[Case.INSTRUMENTAL].by_hand
    assert forms[Case.INSTRUMENTAL].name.full == "Ким Львом Олеговичем"
    assert not forms[Case.GENITIVE].by_hand
    name_forms.set_name_forms(workspace, kim, {Case.INSTRUMENTAL: PersonName("Кимом", "Львом", "Олеговичем")})
    assert not any(row.by_hand for row in name_forms.get_name_forms(workspace, kim))
    name_forms.set_name_forms(workspace, kim, {}, indeclinable=True)
    assert "за Ким Львом Олеговичем" in draft_order(workspace, command).sentence


def test_an_unknown_post_is_asked_once_and_remembered(workspace: Workspace) -> None:
    school = fill(workspace)
    row = people.get_person(workspace, school.people["ivanova"])
    people.update_person(workspace, row.id, replace(people.data_of(row), position="гувернёр-мажордом"))
    doubts = draft_order(workspace, assignment(school.pair)).doubts
    assert {doubt.subject for doubt in doubts if doubt.kind == "post"} <= {"гувернёр-мажордом"}
    name_forms.teach_post(workspace, "гувернёр-мажордом", {Case.INSTRUMENTAL: "гувернёром-мажордомом"})
    draft = draft_order(workspace, assignment(school.pair))
    assert "гувернёром-мажордомом, наставника" in draft.sentence
    assert name_forms.get_post_forms(workspace, "гувернёр-мажордом")[Case.INSTRUMENTAL] == "гувернёром-мажордомом"


def test_an_unknown_gender_is_a_question(workspace: Workspace) -> None:
    school = fill(workspace)
    sasha = people.add_person(workspace, people.PersonData(surname="Гоголь", first_name="Саша", position="учитель"))
    records.add_records(workspace, "mentee", [{"person": sasha}], {})
    (pair,) = pairs.form_pairs(workspace, [pair_data(school.people["babenko"], [sasha])])
    assert ("gender", sasha) in {(d.kind, d.person_id) for d in draft_order(workspace, assignment(pair)).doubts}
    name_forms.set_gender(workspace, sasha, "m")
    draft = draft_order(workspace, assignment(pair))
    assert "за Гоголем Сашей" in draft.sentence
    assert "gender" not in {doubt.kind for doubt in draft.doubts}


def test_the_schools_own_wording(workspace: Workspace) -> None:
    school = fill(workspace)
    default = wordings.get_wording(workspace, "order_control")
    with pytest.raises(KnownProblem, match="строка 1"):
        wordings.save_wording(workspace, "order_control", "[пункд] Контроль")
    with pytest.raises(KnownProblem, match="пуст"):
        wordings.save_wording(workspace, "order_control", "  \n")
    assert wordings.get_wording(workspace, "order_control") == default
    wordings.save_wording(workspace, "order_control", "[пункт] Контроль поручаю {{ school.curator | dative | short }}.")
    assert "Контроль поручаю Леонтьевой Н.С." in pdf_text(preview_pdf(draft_order(workspace, assignment(school.pair))))
    assert [row.code for row in wordings.list_wordings(workspace) if row.own] == ["order_control"]
    wordings.reset_wording(workspace, "order_control")
    assert wordings.get_wording(workspace, "order_control") == default
    wordings.save_wording(workspace, "order_control", default)
    assert not any(row.own for row in wordings.list_wordings(workspace))


def test_what_is_not_there_is_told(workspace: Workspace) -> None:
    fill(workspace)
    with pytest.raises(NotFound, match="Пары № 99"):
        draft_order(workspace, assignment(99))
    with pytest.raises(KnownProblem, match="Документа вида «love_letter» нет"):
        draft_order(workspace, OrderCommand(type="love_letter"))


@pytest.mark.parametrize("kind", ["change", "curator_appointment", "working_group", "implementation", "regulation"])
def test_orders_that_are_not_about_pairs(workspace: Workspace, kind: str) -> None:
    school = fill(workspace)
    command = OrderCommand(
        type=kind,
        number="1",
        date=DATE,
        members=(school.people["petrova"],),
        documents=("Положение",),
        changes=(ChangeItem("пункт 1", "…"),),
        effective_date=DATE,
    )
    draft = draft_order(workspace, command)
    assert draft.missing_consents == ()
    assert "tk_351_8" not in {norm.id for norm in draft.data.preamble}


def test_a_bare_number_of_a_clause_gets_its_word(workspace: Workspace) -> None:
    fill(workspace)
    told = (ChangeItem("2.1.", "…"), ChangeItem("приложение 1", "…"), ChangeItem("", "…"))
    draft = draft_order(workspace, OrderCommand(type="change", date=DATE, changes=told))
    assert [one.clause for one in draft.data.changes] == ["пункт 2.1", "приложение 1", ""]


def test_queries_do_not_grow_with_the_pairs(workspace: Workspace) -> None:
    school = fill(workspace)
    counts = []
    for ids in ((school.pair,), (school.pair, school.other, school.pupil)):
        seen: list[str] = []

        def count(_conn: object, _cursor: object, statement: str, *_rest: object, into: list[str] = seen) -> None:
            into.append(statement)

        event.listen(workspace._engine, "before_cursor_execute", count)
        draft_order(workspace, OrderCommand(type="assignment_list", pairs=ids, number="1", date=DATE))
        event.remove(workspace._engine, "before_cursor_execute", count)
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("day", "effective", "year"),
    [
        (dt.date(2026, 8, 24), None, "2026/2027"),
        (dt.date(2026, 6, 30), None, "2025/2026"),
        (dt.date(2026, 9, 1), None, "2026/2027"),
        (dt.date(2026, 8, 24), dt.date(2026, 8, 25), "2025/2026"),
    ],
)
def test_an_order_of_late_summer_speaks_of_the_coming_year(
    workspace: Workspace, day: dt.date, effective: dt.date | None, year: str
) -> None:
    fill(workspace)
    command = OrderCommand(type="implementation", date=day, effective_date=effective)
    assert draft_order(workspace, command).data.school_year == year
